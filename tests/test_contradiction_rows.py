"""Every pair of an opposition row contradicts by it, and every trap is left alone."""

import pytest

from selon.comparing import Comparer
from selon.lang.loading import languages, load
from selon.lang.oppositions import KinRow
from selon.lang.pairs import PairRow
from selon.lang.responsibility import ResponsibilityRow
from selon.reader import Reader

ROWS = [row for language in sorted(languages()) for row in load(language).oppositions.rows]
EXAMPLES = [pytest.param(row, *pair, id=f"{row.id}-{i}") for row in ROWS for i, pair in enumerate(row.examples)]
TRAPS = [pytest.param(row, *pair, id=f"{row.id}-never-{i}") for row in ROWS for i, pair in enumerate(row.never)]


@pytest.fixture(scope="module")
def comparers(reader: Reader) -> dict[str, Comparer]:
    return {language: Comparer(reader) for language in languages()}


@pytest.mark.parametrize(("row", "a", "b"), EXAMPLES)
def test_example_is_found(comparers: dict[str, Comparer], row: PairRow, a: str, b: str) -> None:
    found = comparers[row.id.split("/")[0]].compare(a, b)
    if isinstance(row, KinRow):
        assert (found.verdict, found.shared) == ("agreement", 1.0)
    else:
        assert found.verdict == "contradiction"
        assert row.id in {name for reason in found.reasons for name in reason.row.split(" + ")}


@pytest.mark.parametrize(("row", "a", "b"), TRAPS)
def test_trap_is_left_alone(comparers: dict[str, Comparer], row: PairRow, a: str, b: str) -> None:
    found = comparers[row.id.split("/")[0]].compare(a, b)
    if isinstance(row, ResponsibilityRow):
        assert not any(row.id in reason.row for reason in found.reasons)
        return
    assert found.verdict != "contradiction"
    assert not any(reason.weight >= 0.8 and row.id in reason.row for reason in found.reasons)


def test_every_row_has_what_makes_it_testable() -> None:
    for row in ROWS:
        assert row.source and row.examples, row.id
        assert isinstance(row, KinRow) or row.never, row.id
