"""Spans <-> marked text: layers for whoever shows a text, and `{label:words}` for whoever writes one by hand."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Generic, Literal, NamedTuple, TypeVar

from selon.model import Statement
from selon.span import Span

Label = TypeVar("Label")
_STEERING = (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_PICTURES = dict.fromkeys(_STEERING, "�") | {code: chr(0x2400 + code) for code in _STEERING if code < 0x20}
_LABEL = re.compile(r"\{([\w.#+-]+):")


class Segment(NamedTuple, Generic[Label]):
    """A stretch of text between two neighbouring span boundaries, with every label that covers it."""

    span: Span
    labels: tuple[Label, ...]


class Mark(NamedTuple):
    """What a stretch of text is to a statement; `statement` counts from 0, `speaker` too, the author is -1."""

    role: Literal["source", "cue", "content"]
    statement: int
    speaker: int


class _Open(NamedTuple):
    label: str
    start: int
    brace: int


def layers(text_length: int, spans: Iterable[tuple[Label, Span]]) -> list[Segment[Label]]:
    """The text cut at all span boundaries, without gaps; labels stand longest span first, ties as given."""
    inside = ((label, Span(max(span.start, 0), min(span.end, text_length))) for label, span in spans)
    kept = sorted((pair for pair in inside if pair[1].start < pair[1].end), key=lambda pair: -len(pair[1]))
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for rank, (_, span) in enumerate(kept):
        opening.setdefault(span.start, []).append(rank)
        closing.setdefault(span.end, []).append(rank)
    cuts = sorted({0, text_length, *opening, *closing})
    active: set[int] = set()
    segments: list[Segment[Label]] = []
    for start, end in pairwise(cuts):
        active.difference_update(closing.get(start, ()))
        active.update(opening.get(start, ()))
        segments.append(Segment(Span(start, end), tuple(kept[rank][0] for rank in sorted(active))))
    return segments


def speakers(statements: Iterable[Statement]) -> tuple[int, ...]:
    """The rank of each statement's source in order of first appearance, one actor one rank; the author is -1."""
    ranks: dict[str | None, int] = {}
    given = []
    for statement in statements:
        source = statement.source
        author = source.voice == "author"
        given.append(-1 if author else ranks.setdefault(source.entity or source.name, len(ranks)))
    return tuple(given)


def marks(statements: Sequence[Statement]) -> list[tuple[Mark, Span]]:
    """Every span of the statements with what it is to its statement, in the order of the statements."""
    found: list[tuple[Mark, Span]] = []
    for number, (statement, speaker) in enumerate(zip(statements, speakers(statements), strict=True)):
        found.extend((Mark("content", number, speaker), span) for span in statement.content)
        if statement.cue is not None:
            found.append((Mark("cue", number, speaker), statement.cue))
        if statement.source.span is not None:
            found.append((Mark("source", number, speaker), statement.source.span))
    return found


def visible(text: str) -> str:
    """The text with every control character that could steer a screen replaced by a visible one, length kept."""
    return text.translate(_PICTURES)


def parse_marked(marked: str) -> tuple[str, list[tuple[str, Span]]]:
    """The plain text of `{label:words {inner:more}}` and its labelled spans by start, outer first.

    `{{` and `}}` are literal braces; where two labels are open, `}}` closes both. Raises ValueError on unbalanced braces.
    """
    plain: list[str] = []
    stack: list[_Open] = []
    found: list[tuple[str, Span]] = []
    at = 0
    while at < len(marked):
        here = marked[at]
        if marked.startswith("{{", at) or (marked.startswith("}}", at) and len(stack) < 2):
            plain.append(here)
            at += 2
        elif here == "{":
            opened = _opened(marked, at, len(plain))
            stack.append(opened)
            at += len(opened.label) + 2
        elif here == "}":
            found.append(_closed(marked, at, stack, len(plain)))
            at += 1
        else:
            plain.append(here)
            at += 1
    if stack:
        raise ValueError(f"{_where(marked, stack[-1].brace)} opens {stack[-1].label!r} and is never closed: add a closing brace")
    return "".join(plain), sorted(found, key=lambda pair: (pair[1].start, -pair[1].end))


def _opened(marked: str, at: int, start: int) -> _Open:
    match = _LABEL.match(marked, at)
    if match is None:
        raise ValueError(f"{_where(marked, at)} has no label: write {{label:words}}, or {{{{ for a brace in the text")
    return _Open(match[1], start, at)


def _closed(marked: str, at: int, stack: list[_Open], end: int) -> tuple[str, Span]:
    if not stack:
        raise ValueError(f"{_where(marked, at)} closes nothing: write }}}} for a brace in the text")
    opened = stack.pop()
    if opened.start == end:
        raise ValueError(f"{_where(marked, opened.brace)} labels no words with {opened.label!r}: put words between the braces")
    return opened.label, Span(opened.start, end)


def _where(marked: str, at: int) -> str:
    return f"the brace at offset {at}, in {marked[max(at - 20, 0) : at + 20]!r},"
