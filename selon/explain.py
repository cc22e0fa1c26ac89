"""What was decided at one place of an article, by which rows, and what was refused."""

from collections.abc import Iterator, Mapping, Sequence

from selon.markup import visible
from selon.model import Decision, Reading, Record, Statement, Wording
from selon.span import Span

_AROUND = 30
_NEAREST = 3
_WORDS_SHOWN = 60
_Places = Mapping[str, Sequence[Span | None]]
_Layer = tuple[str, Sequence[tuple[str, _Places]]]


def explain(reading: Reading, offset: int) -> Iterator[str]:
    """The lines that say what was decided at a code point: the place, what it is in, the rows kept and refused."""
    yield _place(reading.text, offset)
    yield from _memberships(reading.record, offset)
    here = [decision for decision in reading.decisions if decision.span.holds(offset)]
    if here:
        yield from _group("decided here:", [decision for decision in here if decision.kept], reading.text)
        yield from _group("refused here:", [decision for decision in here if not decision.kept], reading.text)
        return
    yield "nothing was decided here."
    nearest = sorted(reading.decisions, key=lambda decision: _distance(decision.span, offset))[:_NEAREST]
    yield from _group("nearest:", sorted(nearest, key=lambda decision: decision.span), reading.text)


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


def _memberships(record: Record, offset: int) -> Iterator[str]:
    """A line for each part of the record that a code point lies in."""
    for layer, parts in _layers(record):
        for number, (told, places) in enumerate(parts, start=1):
            held = [name for name, spans in places.items() if any(span is not None and span.holds(offset) for span in spans)]
            if held:
                yield f"in {layer} {number} ({told}): {', '.join(held)}"


def _group(title: str, decisions: list[Decision], text: str) -> Iterator[str]:
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


def _distance(span: Span, offset: int) -> int:
    return max(span.start - offset, offset - span.end + 1, 0)
