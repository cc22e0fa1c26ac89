"""Every example of a table row is found as marked, and every trap is left alone."""

import pytest

from selon.lang.loading import languages, load
from selon.lang.rows import CueRow, Row, UnnamedRow, VerbRow
from selon.markup import parse_marked
from selon.model import Article, Reading, Statement
from selon.reader import Reader

ATTRIBUTING = (VerbRow, CueRow, UnnamedRow)


def _rows() -> list[Row]:
    return [row for language in sorted(languages()) for row in load(language).rows if isinstance(row, ATTRIBUTING)]


EXAMPLES = [pytest.param(row, text, id=f"{row.id}-{i}") for row in _rows() for i, text in enumerate(row.examples)]
TRAPS = [pytest.param(row, text, id=f"{row.id}-never-{i}") for row in _rows() for i, text in enumerate(row.never)]


@pytest.fixture(scope="session")
def readers() -> dict[str, Reader]:
    return {language: Reader(language) for language in languages()}


def _read(readers: dict[str, Reader], row: Row, text: str) -> Reading:
    return readers[row.id.split("/")[0]].read(Article(text=text))


def _marks(statement: Statement, text: str, wanted: set[str]) -> dict[str, list[str]]:
    marks = {
        "source": [statement.source.span.of(text)] if statement.source.span else [],
        "cue": [statement.cue.of(text)] if statement.cue else [],
        "content": [span.of(text) for span in statement.content],
    }
    return {label: words for label, words in marks.items() if label in wanted}


@pytest.mark.parametrize(("row", "marked"), EXAMPLES)
def test_example_is_found(readers: dict[str, Reader], row: Row, marked: str) -> None:
    text, spans = parse_marked(marked)
    wanted: dict[str, list[str]] = {}
    for label, span in spans:
        wanted.setdefault(label, []).append(span.of(text))
    found = [_marks(s, text, set(wanted)) for s in _read(readers, row, text).record.statements]
    assert wanted in found


@pytest.mark.parametrize(("row", "text"), TRAPS)
def test_trap_is_left_alone(readers: dict[str, Reader], row: Row, text: str) -> None:
    reading = _read(readers, row, text)
    spoke = {d.span for d in reading.decisions if d.row == row.id and d.field == "cue" and d.kept}
    assert not spoke & {s.cue for s in reading.record.statements}


def test_every_row_has_what_makes_it_testable() -> None:
    for row in _rows():
        assert row.source, row.id
        if isinstance(row, VerbRow):
            assert len(row.examples) >= 3 and row.never, row.id
