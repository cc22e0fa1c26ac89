"""Every example of a wording row is found as marked, and every trap is left alone."""

import pytest

from selon.lang.loading import languages, load
from selon.lang.wording import MarksRow, WordingRow
from selon.markup import parse_marked
from selon.model import Article
from selon.reader import Reader

ROWS = [row for language in sorted(languages()) for row in load(language).rows if isinstance(row, WordingRow | MarksRow)]
EXAMPLES = [pytest.param(row, text, id=f"{row.id}-{i}") for row in ROWS for i, text in enumerate(row.examples)]
TRAPS = [pytest.param(row, text, id=f"{row.id}-never-{i}") for row in ROWS for i, text in enumerate(row.never)]


@pytest.fixture(scope="module")
def readers() -> dict[str, Reader]:
    return {language: Reader(language) for language in languages()}


@pytest.mark.parametrize(("row", "marked"), EXAMPLES)
def test_example_is_found(readers: dict[str, Reader], row: WordingRow | MarksRow, marked: str) -> None:
    text, wanted = parse_marked(marked)
    reading = readers[row.id.split("/")[0]].read(Article(text=text))
    assert [(w.kind, w.span.of(text)) for w in reading.record.wording] == [(kind, span.of(text)) for kind, span in wanted]
    assert any(d.row == row.id and d.kept for d in reading.decisions)


@pytest.mark.parametrize(("row", "text"), TRAPS)
def test_trap_is_left_alone(readers: dict[str, Reader], row: WordingRow | MarksRow, text: str) -> None:
    reading = readers[row.id.split("/")[0]].read(Article(text=text))
    assert not [d for d in reading.decisions if d.row == row.id and d.kept]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_can_be_tested(row: WordingRow | MarksRow) -> None:
    assert row.source and len(row.examples) >= 3 and row.never
