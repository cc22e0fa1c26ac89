"""Every example of a row of events.toml is found as marked, every trap is left alone, and the table keeps to its scheme."""

import msgspec
import pytest

from selon.errors import PackError
from selon.lang.events import EventRow, EventWords, Scheme, compiled
from selon.lang.loading import languages, load
from selon.markup import parse_marked
from selon.model import Article, Event, Record
from selon.reader import Reader
from selon.span import Span

ROWS = [row for language in sorted(languages()) for row in load(language).events.rows]
EXAMPLES = [pytest.param(row, text, id=f"{row.id}-{i}") for row in ROWS for i, text in enumerate(row.examples)]
TRAPS = [pytest.param(row, text, id=f"{row.id}-never-{i}") for row in ROWS for i, text in enumerate(row.never)]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr")


def _means(record: Record, ids: tuple[str, ...], span: Span) -> bool:
    """Whether one of the entities is mentioned at a span."""
    return any(m.overlaps(span) for entity in record.entities if entity.id in ids for m in entity.mentions)


def _fits(record: Record, event: Event, row: EventRow, spans: list[tuple[str, Span]]) -> bool:
    if (event.type, event.mode) != (row.type, row.mode):
        return False
    begins = all(event.trigger.start == s.start and event.trigger.covers(s) for label, s in spans if label == "trigger")
    sides = {"actor": event.actors, "recipient": event.recipients}
    return begins and all(_means(record, sides[label], s) for label, s in spans if label in sides)


@pytest.mark.parametrize(("row", "marked"), EXAMPLES)
def test_example_is_found(reader: Reader, row: EventRow, marked: str) -> None:
    text, spans = parse_marked(marked)
    record = reader.read(Article(text=text)).record
    assert any(_fits(record, event, row, spans) for event in record.events)


@pytest.mark.parametrize(("row", "text"), TRAPS)
def test_trap_is_left_alone(reader: Reader, row: EventRow, text: str) -> None:
    decisions = reader.read(Article(text=text)).decisions
    assert not [d for d in decisions if d.row == row.id and d.field == "event" and d.kept]


def test_every_row_is_referenced_and_has_examples_and_a_trap() -> None:
    for row in ROWS:
        assert row.source and len(row.examples) >= 3 and row.never, row.id


@pytest.mark.parametrize(
    ("change", "fault"),
    [({"mode": "juggling"}, "has no mode"), ({"lemmas": ()}, "finds nothing"), ({"needs": ("@moon",)}, "no group")],
)
def test_a_bad_row_is_refused(change: dict[str, object], fault: str) -> None:
    scheme = Scheme("a reference", {"ASSAULT": ("attack",)})
    row = EventRow(id="fr/events#x", type="ASSAULT", mode="attack", lemmas=("attaquer",))
    words = msgspec.structs.replace(load("fr").events.words, groups={})
    assert isinstance(words, EventWords)
    with pytest.raises(PackError, match=fault):
        compiled(words, (msgspec.structs.replace(row, **change),), scheme)
