"""Every example of a row of the times table is read as marked, and every trap is left alone."""

import pytest

from selon.lang.loading import languages, load
from selon.lang.times import TimeRow
from selon.markup import parse_marked
from selon.model import Article, Reading
from selon.reader import Reader

PUBLISHED = "2021-06-16"  # a Wednesday
ROWS = [row for language in sorted(languages()) for row in load(language).times.rows]
EXAMPLES = [pytest.param(row, text, id=f"{row.id}-{i}") for row in ROWS for i, text in enumerate(row.examples)]
TRAPS = [pytest.param(row, text, id=f"{row.id}-never-{i}") for row in ROWS for i, text in enumerate(row.never)]


def _read(reader: Reader, text: str) -> Reading:
    return reader.read(Article(text=text, published=PUBLISHED))


def _spoke(reading: Reading, row: TimeRow) -> list[str]:
    kept = row.kind != "none"
    return [d.span.of(reading.text) for d in reading.decisions if d.row == row.id and d.field == "time" and d.kept == kept]


@pytest.mark.parametrize(("row", "marked"), EXAMPLES)
def test_example_is_read(reader: Reader, row: TimeRow, marked: str) -> None:
    text, spans = parse_marked(marked)
    reading = _read(reader, text)
    found = [(time.value.replace(":", "."), time.span.of(text)) for time in reading.record.times]
    assert found == [(label, span.of(text)) for label, span in spans if label != "none"]
    assert set(_spoke(reading, row)) & {span.of(text) for _, span in spans}


@pytest.mark.parametrize(("row", "text"), TRAPS)
def test_trap_is_left_alone(reader: Reader, row: TimeRow, text: str) -> None:
    assert _spoke(_read(reader, text), row) == []


def test_every_row_has_what_makes_it_testable() -> None:
    assert ROWS
    for row in ROWS:
        assert row.source and len(row.examples) >= 3 and row.never, row.id
