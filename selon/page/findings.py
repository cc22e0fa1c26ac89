"""What the page shows beside statements: layers of the text, the time line, checks and wording."""

from collections.abc import Iterable, Iterator
from operator import itemgetter

from selon.labels import Labels
from selon.model import Check, Contact, Event, Reading
from selon.naming import Known, known_in
from selon.page.dates import first_day, is_day
from selon.page.notes import quoted
from selon.page.values import Entry, Findings, Layer, Link, Moment, Row
from selon.span import Span

PLAIN = frozenset({"asserted", "reported", "held", "consistent"})
LETTERS = {"times": "T", "contacts": "C", "events": "E", "wording": "W"}


def findings(reading: Reading, words: Labels) -> Findings:
    """The findings of a reading, each list in the record's order, the time line by date."""
    known, record = known_in(reading.record), reading.record
    counts = {name: len(getattr(record, name)) for name in LETTERS}
    contacts = [_contact(contact, reading.text, known, words) for contact in record.contacts]
    joined = {contact.event for contact in record.contacts}
    events = {event.id: _event(event, reading.text, known, words) for event in record.events}
    alone = [entry for identifier, entry in events.items() if identifier not in joined]
    return Findings(
        layers=tuple(Layer(name, words.ui[name], count) for name, count in counts.items() if count),
        moments=tuple(_moments([*contacts, *alone])),
        entries=(*contacts, *events.values()),
        times=tuple(_times(reading, words)),
        checks=tuple(_check(check, reading.text, known, words) for check in record.checks),
        wording=tuple(_wording(reading, words)),
    )


def layer_spans(reading: Reading) -> Iterator[tuple[str, int, Span]]:
    """The spans of the layers with their layer and number, as `LETTERS` has them."""
    record = reading.record
    yield from (("times", number, time.span) for number, time in enumerate(record.times, start=1))
    yield from (("contacts", number, contact.span) for number, contact in enumerate(record.contacts, start=1))
    yield from (("events", number, event.trigger) for number, event in enumerate(record.events, start=1))
    yield from (("wording", number, wording.span) for number, wording in enumerate(record.wording, start=1))


def layer_label(layer: str, number: int) -> str:
    """The short label of a span of a layer: `E3`."""
    return f"{LETTERS[layer]}{number}"


def layer_id(layer: str, number: int) -> str:
    """The id of a span of a layer, where its words begin."""
    return f"{layer}-{number}"


def _link(layer: str, number: int, says: str) -> Link:
    return Link(layer_label(layer, number), layer_id(layer, number), f"{says} {number}")


def _event(event: Event, text: str, known: Known, words: Labels) -> Entry:
    return Entry(
        links=(_link("events", known.numbers[event.id], words.ui["to_event"]),),
        what=words.event[event.type],
        status=words.event_status[event.status],
        notable=event.status not in PLAIN,
        words=quoted(event.trigger, text),
        who=known.names(event.actors),
        to_whom=known.names(event.recipients),
        place=known.entities[event.place].name if event.place else None,
        date=known.times[event.time].value if event.time else "",
        by=_by(event.according_to, known, words),
    )


def _contact(contact: Contact, text: str, known: Known, words: Labels) -> Entry:
    event = known.events[contact.event] if contact.event else None
    began, others = known.sides(contact)
    links = [_link("contacts", known.numbers[contact.id], words.ui["to_contact"])]
    links += [_link("events", known.numbers[event.id], words.ui["to_event"])] if event else []
    dated = known.times[event.time].value if event and event.time else ""
    return Entry(
        links=tuple(links),
        what=words.contact[contact.channel],
        status=words.contact_status[contact.status],
        notable=contact.status not in PLAIN,
        words=quoted(contact.span, text),
        who=began or others,
        to_whom=others if began else (),
        place=known.entities[event.place].name if event and event.place else None,
        topics=tuple(quoted(topic, text) for topic in contact.topics),
        date=contact.date or dated,
        by=_by(contact.according_to, known, words),
    )


def _by(statements: Iterable[str], known: Known, words: Labels) -> tuple[tuple[str, int], ...]:
    return tuple((words.source(known.statements[one].source), known.numbers[one]) for one in statements)


def _moments(entries: Iterable[Entry]) -> Iterator[Moment]:
    """The entries by date, the earliest first, then those without one; entries of one date keep their order."""
    by_date: dict[str, list[Entry]] = {}
    for entry in entries:
        by_date.setdefault(entry.date if first_day(entry.date) else "", []).append(entry)
    undated = by_date.pop("", [])
    for _, date in sorted(((first_day(date), date) for date in by_date), key=itemgetter(0)):
        yield Moment(date, is_day(date), tuple(by_date[date]))
    if undated:
        yield Moment("", False, tuple(undated))


def _times(reading: Reading, words: Labels) -> Iterator[Row]:
    for number, time in enumerate(reading.record.times, start=1):
        cells = (time.value, words.time_type[time.type], words.time_basis[time.basis])
        yield Row(_link("times", number, words.ui["to_time"]), "", False, (quoted(time.span, reading.text),), cells)


def _check(check: Check, text: str, known: Known, words: Labels) -> Row:
    cut = tuple(quoted(span, text) for span in check.spans)
    cells = (words.check.get(check.kind, check.kind), check.detail or "")
    return Row(None, words.verdict[check.verdict], check.verdict not in PLAIN, cut, cells, _by(check.statements, known, words))


def _wording(reading: Reading, words: Labels) -> Iterator[Row]:
    for number, wording in enumerate(reading.record.wording, start=1):
        note = wording.note or ""
        link = _link("wording", number, words.ui["to_wording"])
        cut = (quoted(wording.span, reading.text),)
        yield Row(link, words.wording[wording.kind], False, cut, (words.note.get(note, note),))
