"""What the record holds beside statements: times, contacts, events, checks and wording, a table for each that has rows."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from selon.labels import Labels
from selon.markup import visible
from selon.model import Check, Contact, Event, Reading, Time, Wording
from selon.naming import Known, known_in
from selon.span import Span
from selon.terminal.tables import Column, Section

_PLAIN = frozenset({"asserted", "reported", "held", "consistent"})
_WORDS_SHOWN = 90
_WIDTHS = {"date": len("2024-03-05")}
_SHARES = {
    "times": (("words", 22), ("value", 16), ("type", 10), ("basis", 18)),
    "contacts": (("what", 17), ("between", 24), ("date", 11), ("topics", 17), ("according_to", 17)),
    "events": (("what", 17), ("who", 15), ("to_whom", 15), ("place", 9), ("date", 11), ("according_to", 16)),
    "checks": (("check", 16), ("words", 26), ("statements", 12), ("detail", 18)),
    "wording": (("label", 15), ("words", 26), ("note", 26)),
}


def findings(reading: Reading, words: Labels) -> Iterator[Section]:
    """The tables, in the order times, contacts, events, checks, wording."""
    known, text, record = known_in(reading.record), reading.text, reading.record
    rows = {
        "times": [_time(time, text, words) for time in record.times],
        "contacts": [_contact(contact, text, known, words) for contact in record.contacts],
        "events": [_event(event, text, known, words) for event in record.events],
        "checks": [_check(check, text, known, words) for check in record.checks],
        "wording": [_wording(wording, text, words) for wording in record.wording],
    }
    for name, found in rows.items():
        shares = [Column(words.ui[heading], share, _WIDTHS.get(heading)) for heading, share in _SHARES[name]]
        numbered = tuple((Text(str(number), style="bold"), *row) for number, row in enumerate(found, start=1))
        if found:
            yield Section(words.ui[name], (Column(words.ui["number"], 0), *shares), numbered)


def _time(time: Time, text: str, words: Labels) -> tuple[Text, ...]:
    return _cut(time.span, text), Text(visible(time.value)), Text(words.time_type[time.type]), Text(words.time_basis[time.basis])


def _contact(contact: Contact, text: str, known: Known, words: Labels) -> tuple[Text, ...]:
    began, others = known.sides(contact)
    between = " → ".join(", ".join(names) for names in (began, others) if names)
    topics = Text(", ").join(_cut(topic, text) for topic in contact.topics)
    what = _standing(words.contact[contact.channel], words.contact_status[contact.status], contact.status in _PLAIN)
    return (
        Text.assemble(what, "\n", _cut(contact.span, text)),
        Text(visible(between)),
        Text(visible(contact.date or "")),
        topics,
        _according_to(contact.according_to, known, words),
    )


def _event(event: Event, text: str, known: Known, words: Labels) -> tuple[Text, ...]:
    what = _standing(words.event[event.type], words.event_status[event.status], event.status in _PLAIN)
    return (
        Text.assemble(what, "\n", _cut(event.trigger, text)),
        _listed(known.names(event.actors)),
        _listed(known.names(event.recipients)),
        _listed(known.names([event.place]) if event.place else ()),
        Text(visible(known.times[event.time].value) if event.time else ""),
        _according_to(event.according_to, known, words),
    )


def _check(check: Check, text: str, known: Known, words: Labels) -> tuple[Text, ...]:
    return (
        _standing(words.check.get(check.kind, check.kind), words.verdict[check.verdict], check.verdict in _PLAIN),
        Text("\n").join(_cut(span, text) for span in check.spans),
        _according_to(check.statements, known, words),
        Text(visible(check.detail or "")),
    )


def _wording(wording: Wording, text: str, words: Labels) -> tuple[Text, ...]:
    note = wording.note or ""
    return Text(words.wording[wording.kind]), _cut(wording.span, text), Text(visible(words.note.get(note, note)))


def _standing(what: str, status: str, is_plain: bool) -> Text:
    return Text.assemble(visible(what), ", ", (status, "" if is_plain else "bold"))


def _according_to(statements: Iterable[str], known: Known, words: Labels) -> Text:
    return _listed(f"{words.source(known.statements[one].source)} ({known.numbers[one]})" for one in statements)


def _listed(names: Iterable[str]) -> Text:
    return Text(visible(", ".join(names)))


def _cut(span: Span, text: str) -> Text:
    words = " ".join(visible(span.of(text)).split())
    return Text(f"«\u00a0{words if len(words) <= _WORDS_SHOWN else words[:_WORDS_SHOWN] + '…'}\u00a0»")
