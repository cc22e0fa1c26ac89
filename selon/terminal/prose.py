"""The article on the terminal: each statement's words in its source's colour, in a form beside it."""

from collections.abc import Sequence

from rich.text import Text

from selon.markup import Mark, layers, marks, visible
from selon.model import Reading
from selon.span import Span

COLOURS = ("cyan", "magenta", "green", "yellow", "blue", "red")
_AUTHOR = "bright_black"
_FORMS = {"source": "bold", "cue": "italic", "content": "underline"}
_INNER_FIRST = ("source", "cue", "content")


def article(reading: Reading) -> Text:
    """The article, its paragraphs apart, each statement's words in its source's colour behind the statement's number."""
    text = visible(reading.text)
    found = marks(reading.record.statements)
    numbers = _numbers(found)
    shown = Text()
    for segment in layers(len(text), found):
        for mark in numbers.get(segment.span.start, ()):
            shown.append(f"[{mark.statement + 1}]", style=f"bold {colour(mark.speaker)}")
        shown.append(segment.span.of(text), style=_style(segment.labels))
    return Text("\n\n").join(line for line in shown.split("\n", allow_blank=True) if line.plain.strip())


def _numbers(found: Sequence[tuple[Mark, Span]]) -> dict[int, list[Mark]]:
    """Which statements' contents begin at which code point."""
    numbers: dict[int, list[Mark]] = {}
    begun: set[int] = set()
    for mark, span in found:
        if mark.role == "content" and mark.statement not in begun:
            begun.add(mark.statement)
            numbers.setdefault(span.start, []).append(mark)
    return numbers


def colour(speaker: int) -> str:
    """The colour of a source by its rank; -1 is the author."""
    return _AUTHOR if speaker < 0 else COLOURS[speaker % len(COLOURS)]


def _style(found: Sequence[Mark]) -> str:
    """Every role's form, and the colour of the innermost source or cue, else of the innermost content."""
    if not found:
        return ""
    inner = min(reversed(found), key=lambda mark: _INNER_FIRST.index(mark.role))
    return " ".join([*sorted({_FORMS[mark.role] for mark in found}), colour(inner.speaker)])
