"""The terminal's face: the article with its marked words, then who says what, to whom, according to whom, how surely."""

from collections.abc import Iterator, Sequence
from io import BytesIO, TextIOWrapper
from typing import NamedTuple

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from selon.labels import Labels, outer_voices
from selon.markup import Mark, layers, marks, speakers, visible
from selon.model import Reading, Statement
from selon.span import Span

COLOURS = ("cyan", "magenta", "green", "yellow", "blue", "red")
_AUTHOR = "bright_black"
_FORMS = {"source": "bold", "cue": "italic", "content": "underline"}
_INNER_FIRST = ("source", "cue", "content")
_ARTICLE_COLUMNS = 100
_TABLE_COLUMNS = 76
_TABLE_COLUMNS_AT_MOST = 140
_SHARES = (("source", 13), ("says", 22), ("to", 11), ("according_to", 13), ("certainty", 12))
_WORDS_SHOWN = 160


class _Row(NamedTuple):
    number: Text
    source: Text
    said: Text
    to: Text
    according_to: Text
    how: Text


def render(reading: Reading, screen: Console, words: Labels) -> str:
    """One reading as wide as the screen, lines of prose at most 100 columns and of the table at most 140."""
    printed = BytesIO()
    # Not a capture of the screen: rich writes to a captured screen too, and that may fail where nobody minds it.
    shown = TextIOWrapper(printed, screen.encoding, "replace", newline="\n", write_through=True)
    console = Console(file=shown, width=screen.width, force_terminal=screen.is_terminal, highlight=False, emoji=False)
    for part in (_heading(reading), article(reading)):
        if part.plain:
            console.print(part, width=min(console.width, _ARTICLE_COLUMNS), end="\n\n")
    columns = min(console.width, _TABLE_COLUMNS_AT_MOST)
    console.print(statements(reading, columns, words), width=columns)
    console.print(_told_by(reading, words))
    return _without_padding(printed.getvalue().decode(screen.encoding), screen.is_terminal)


def article(reading: Reading) -> Text:
    """The article, its paragraphs apart, each statement's words in its source's colour behind the statement's number."""
    text = visible(reading.text)
    found = marks(reading.record.statements)
    numbers = _numbers(found)
    shown = Text()
    for segment in layers(len(text), found):
        for mark in numbers.get(segment.span.start, ()):
            shown.append(f"[{mark.statement + 1}]", style=f"bold {_colour(mark.speaker)}")
        shown.append(segment.span.of(text), style=_style(segment.labels))
    return Text("\n\n").join(line for line in shown.split("\n", allow_blank=True) if line.plain.strip())


def statements(reading: Reading, columns: int, words: Labels) -> RenderableType:
    """Who says what: a table, blocks where `columns` are too few for one, or a sentence where nobody speaks."""
    rows = list(_rows(reading, words))
    if not rows:
        return Text(words.ui["no_statements"])
    return _table(rows, words) if columns >= _TABLE_COLUMNS else _blocks(rows, words)


def _told_by(reading: Reading, words: Labels) -> Text:
    outlet = reading.record.article.outlet
    return Text(words.ui["told_by"].format(outlet=visible(outlet)) if outlet and reading.record.statements else "")


def _without_padding(printed: str, is_terminal: bool) -> str:
    # A screen shows no trailing blanks, a file keeps them.
    return printed if is_terminal else "".join(f"{line.rstrip()}\n" for line in printed.rstrip().split("\n"))


def _heading(reading: Reading) -> Text:
    info = reading.record.article
    below = Text(" · ").join(Text(visible(part)) for part in (info.outlet, info.published) if part)
    title = Text(visible(info.title or ""), style="bold")
    return Text("\n").join(part for part in (title, below) if part.plain)


def _numbers(found: Sequence[tuple[Mark, Span]]) -> dict[int, list[Mark]]:
    """Which statements' contents begin at which code point."""
    numbers: dict[int, list[Mark]] = {}
    begun: set[int] = set()
    for mark, span in found:
        if mark.role == "content" and mark.statement not in begun:
            begun.add(mark.statement)
            numbers.setdefault(span.start, []).append(mark)
    return numbers


def _colour(speaker: int) -> str:
    return _AUTHOR if speaker < 0 else COLOURS[speaker % len(COLOURS)]


def _style(found: Sequence[Mark]) -> str:
    """Every role's form, and the colour of the innermost source or cue, else of the innermost content."""
    if not found:
        return ""
    inner = min(reversed(found), key=lambda mark: _INNER_FIRST.index(mark.role))
    return " ".join([*sorted({_FORMS[mark.role] for mark in found}), _colour(inner.speaker)])


def _rows(reading: Reading, words: Labels) -> Iterator[_Row]:
    found = {statement.id: statement for statement in reading.record.statements}
    positions = {identifier: number for number, identifier in enumerate(found, start=1)}
    for statement, speaker in zip(found.values(), speakers(found.values()), strict=True):
        style = f"bold {_colour(speaker)}"
        certainty = Text(words.certainty[statement.certainty], style="" if statement.certainty == "stated" else "bold")
        outer = [name for name in outer_voices(statement, found, words) if name != reading.record.article.outlet]
        within = f"({words.ui['within']} {positions[statement.within]})" if statement.within else ""
        yield _Row(
            Text(f"{'└' if within else ''}{positions[statement.id]}", style=style),
            Text(visible(words.source(statement.source)), style=style),
            Text(_said(statement, reading.text)),
            Text(visible(statement.addressee.name) if statement.addressee else ""),
            Text(f"{visible(' → '.join(outer))} {within}".strip()),
            Text("\n").join([certainty, Text(", ".join(_manner(statement, words)))]),
        )


def _manner(statement: Statement, words: Labels) -> list[str]:
    parts = [words.act[statement.act], words.mode[statement.mode]]
    parts += [words.channel[statement.channel]] if statement.channel else []
    parts += [words.polarity["-"]] if statement.polarity == "-" else []
    return parts + ([words.ui["hearsay"]] if statement.conditional_report else [])


def _said(statement: Statement, text: str) -> str:
    said = " … ".join(" ".join(visible(span.of(text)).split()) for span in statement.content)
    if len(said) > _WORDS_SHOWN:
        said = said[:_WORDS_SHOWN].rsplit(" ", 1)[0] + " …"
    return f"«\u00a0{said}\u00a0»" if statement.mode == "direct" else said


def _table(rows: Sequence[_Row], words: Labels) -> Table:
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False, padding=(0, 1, 1, 0), collapse_padding=True)
    table.add_column(words.ui["number"], justify="right", no_wrap=True)
    for name, share in _SHARES:
        table.add_column(words.ui[name], ratio=share, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def _blocks(rows: Sequence[_Row], words: Labels) -> Group:
    blocks: list[RenderableType] = []
    for row in rows:
        to = Text.assemble("  → ", row.to) if row.to.plain else Text()
        below = [row.said, Text(", ").join(row.how.split("\n"))]
        if row.according_to.plain:
            below.insert(1, Text.assemble(f"{words.ui['according_to']} ", row.according_to))
        blocks.append(Text.assemble(row.number, " ", row.source, to))
        blocks += [Padding(part, (0, 0, 0, 4), expand=False) for part in below] + [Text()]
    return Group(*blocks[:-1])
