"""What was decided at one place of an article, by which rows, and what was refused."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from selon.lang.loading import load
from selon.markup import visible
from selon.model import Decision, Reading, Record, Statement, Wording
from selon.span import Span

_AROUND = 30
_NEAREST = 3
_WORDS_SHOWN = 60
_Places = Mapping[str, Sequence[Span | None]]
_Layer = tuple[str, Sequence[tuple[str, _Places]]]


class Membership(NamedTuple):
    """A part of a record that words lie in: its layer, its number there (from 1), what it is, which of its places holds them."""

    layer: str
    number: int
    told: str
    places: tuple[str, ...]


class Reasons(NamedTuple):
    """The rows that spoke where words stand, kept and refused; the nearest ones, in text order, where none spoke there."""

    kept: tuple[Decision, ...]
    refused: tuple[Decision, ...]
    nearest: tuple[Decision, ...]


def explain(reading: Reading, offset: int) -> Iterator[str]:
    """The lines that say what was decided at a code point: the place, what it is in, the rows kept and refused."""
    here = (Span(offset, offset + 1),)
    yield _place(reading.text, offset)
    for part in memberships(reading.record, here):
        yield f"in {part.layer} {part.number} ({part.told}): {', '.join(part.places)}"
    found = reasons(reading.decisions, here)
    if found.nearest or not (found.kept or found.refused):
        yield "nothing was decided here."
    yield from _group("decided here:", found.kept, reading.text)
    yield from _group("refused here:", found.refused, reading.text)
    yield from _group("nearest:", found.nearest, reading.text)


def memberships(record: Record, words: Sequence[Span]) -> Iterator[Membership]:
    """Each part of the record that some words lie in, or a part of them."""
    for layer, parts in _layers(record):
        for number, (told, places) in enumerate(parts, start=1):
            held = tuple(name for name, spans in places.items() if any(span and _meets(span, words) for span in spans))
            if held:
                yield Membership(layer, number, told, held)


def reasons(decisions: Sequence[Decision], words: Sequence[Span]) -> Reasons:
    """What was decided on some words, or on a part of them."""
    here = [decision for decision in decisions if _meets(decision.span, words)]
    nearest = () if here else sorted(decisions, key=lambda decision: _distance(decision.span, words[0].start))[:_NEAREST]
    return Reasons(
        tuple(decision for decision in here if decision.kept),
        tuple(decision for decision in here if not decision.kept),
        tuple(sorted(nearest, key=lambda decision: decision.span)),
    )


def described(row: str, language: str) -> str | None:
    """Where the literature describes what a row of a language's tables finds; None where the row is of no such table."""
    return _sources(language).get(row) or None


@cache
def _sources(language: str) -> Mapping[str, str]:
    pack = load(language)
    return {row.id: row.source for row in (*pack.rows, *pack.events.rows)}


def _place(text: str, offset: int) -> str:
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    before, after = text[max(offset - _AROUND, 0) : offset], text[offset + 1 : offset + _AROUND]
    around = visible(f"{before}[{text[offset]}]{after}".replace("\n", "⏎"))
    return f"offset {offset}, line {line}, column {column}: … {around} …"


def _layers(record: Record) -> Iterator[_Layer]:
    """Every layer of a record that points at words."""
    yield "statement", [(_statement(s), _places(s)) for s in record.statements]
    yield "event", [(f"{e.type}, {e.status}", {"trigger": (e.trigger,)}) for e in record.events]
    yield "contact", [(f"{c.channel}, {c.status}", {"contact": (c.span,), "topic": c.topics}) for c in record.contacts]
    yield "time", [(f"{t.type}, {visible(t.value)}, {t.basis}", {"words": (t.span,)}) for t in record.times]
    yield "check", [(f"{visible(c.kind)}, {c.verdict}", {"words": c.spans}) for c in record.checks]
    yield "wording", [(_label(w), {"words": (w.span,)}) for w in record.wording]


def _statement(statement: Statement) -> str:
    return f"{visible(statement.source.name or statement.source.voice)}, {statement.act}"


def _places(statement: Statement) -> _Places:
    return {"source": (statement.source.span,), "cue": (statement.cue,), "content": statement.content}


def _label(wording: Wording) -> str:
    return f"{wording.kind}, {visible(wording.note)}" if wording.note else wording.kind


def _group(title: str, decisions: Sequence[Decision], text: str) -> Iterator[str]:
    if decisions:
        yield title
    fields = max((len(decision.field) for decision in decisions), default=0)
    rows = max((len(decision.row) for decision in decisions), default=0)
    for decision in decisions:
        span, why = decision.span, visible(decision.why)
        said = f"  {decision.field:{fields}}  {decision.row:{rows}}  [{span.start}, {span.end}) {_words(span, text)}"
        yield f"{said}  {why}".rstrip()


def _words(span: Span, text: str) -> str:
    words = visible(" ".join(span.of(text).split()))
    return f"« {words if len(words) <= _WORDS_SHOWN else words[:_WORDS_SHOWN] + '…'} »"


def _meets(span: Span, words: Sequence[Span]) -> bool:
    return any(span.overlaps(one) for one in words)


def _distance(span: Span, offset: int) -> int:
    return max(span.start - offset, offset - span.end + 1, 0)
