"""What was decided at one place of an article, by which rows, and what was refused."""

from collections.abc import Iterator

from selon.markup import visible
from selon.model import Decision, Reading
from selon.span import Span

_AROUND = 30
_NEAREST = 3
_WORDS_SHOWN = 60


def explain(reading: Reading, offset: int) -> Iterator[str]:
    """The lines that say what was decided at a code point: the place, what it is in, the rows kept and refused."""
    yield _place(reading.text, offset)
    yield from _statements(reading, offset)
    yield from _events(reading, offset)
    yield from _contacts(reading, offset)
    yield from _times(reading, offset)
    yield from _checks(reading, offset)
    yield from _wording(reading, offset)
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


def _statements(reading: Reading, offset: int) -> Iterator[str]:
    for number, statement in enumerate(reading.record.statements, start=1):
        parts = (("source", [statement.source.span]), ("cue", [statement.cue]), ("content", statement.content))
        held = [name for name, spans in parts if any(span is not None and span.holds(offset) for span in spans)]
        if held:
            source = statement.source.name or statement.source.voice
            yield f"in statement {number} ({visible(source)}, {statement.act}): {', '.join(held)}"


def _events(reading: Reading, offset: int) -> Iterator[str]:
    for number, event in enumerate(reading.record.events, start=1):
        if event.trigger.holds(offset):
            yield f"in event {number} ({event.type}, {event.status}): trigger"


def _contacts(reading: Reading, offset: int) -> Iterator[str]:
    for number, contact in enumerate(reading.record.contacts, start=1):
        parts = (("contact", (contact.span,)), ("topic", contact.topics))
        held = [name for name, spans in parts if any(span.holds(offset) for span in spans)]
        if held:
            yield f"in contact {number} ({contact.channel}, {contact.status}): {', '.join(held)}"


def _times(reading: Reading, offset: int) -> Iterator[str]:
    for number, time in enumerate(reading.record.times, start=1):
        if time.span.holds(offset):
            yield f"in time {number} ({time.type}, {visible(time.value)}, {time.basis}): words"


def _checks(reading: Reading, offset: int) -> Iterator[str]:
    for number, check in enumerate(reading.record.checks, start=1):
        if any(span.holds(offset) for span in check.spans):
            yield f"in check {number} ({visible(check.kind)}, {check.verdict}): words"


def _wording(reading: Reading, offset: int) -> Iterator[str]:
    for number, wording in enumerate(reading.record.wording, start=1):
        if wording.span.holds(offset):
            note = f", {visible(wording.note)}" if wording.note else ""
            yield f"in wording {number} ({wording.kind}{note}): words"


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
