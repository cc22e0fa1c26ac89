"""Every example of a row of contacts is found as marked, and every trap is left alone."""

import pytest

from selon.lang.contacts import ContactRow, PhaseRow
from selon.lang.loading import languages, load
from selon.markup import parse_marked
from selon.model import Article, Contact, Record
from selon.reader import Reader
from selon.span import Span

ROWS = [row for language in sorted(languages()) for row in load(language).rows if isinstance(row, ContactRow | PhaseRow)]
EXAMPLES = [pytest.param(row, text, id=f"{row.id}-{i}") for row in ROWS for i, text in enumerate(row.examples)]
TRAPS = [pytest.param(row, text, id=f"{row.id}-never-{i}") for row in ROWS for i, text in enumerate(row.never)]


def _means(record: Record, entity: str | None, span: Span) -> bool:
    return any(e.id == entity and any(m.overlaps(span) for m in e.mentions) for e in record.entities)


def _is_as_marked(record: Record, contact: Contact, marks: list[tuple[str, Span]]) -> bool:
    sides = [span for label, span in marks if label in ("participant", "initiator")]
    begun = [span for label, span in marks if label == "initiator"]
    return (
        all(contact.span == span for label, span in marks if label == "contact")
        and len(sides) == len(contact.participants)
        and all(any(_means(record, side, span) for side in contact.participants) for span in sides)
        and all(_means(record, contact.initiator, span) for span in begun)
        and all(span in contact.topics for label, span in marks if label == "topic")
    )


@pytest.mark.parametrize(("row", "marked"), EXAMPLES)
def test_example_is_found(reader: Reader, row: ContactRow | PhaseRow, marked: str) -> None:
    text, marks = parse_marked(marked)
    record = reader.read(Article(text)).record
    found = [contact for contact in record.contacts if _is_as_marked(record, contact, marks)]
    assert len(found) == 1
    if isinstance(row, PhaseRow):
        assert found[0].status == row.status


@pytest.mark.parametrize(("row", "text"), TRAPS)
def test_trap_is_left_alone(reader: Reader, row: ContactRow | PhaseRow, text: str) -> None:
    reading = reader.read(Article(text))
    if isinstance(row, PhaseRow):
        assert [contact.status for contact in reading.record.contacts if contact.status == row.status] == []
        return
    assert [d for d in reading.decisions if d.row == row.id and d.field == "contact" and d.kept] == []


def test_every_row_has_what_makes_it_testable() -> None:
    for row in ROWS:
        assert row.source and len(row.examples) >= 3 and row.never, row.id
