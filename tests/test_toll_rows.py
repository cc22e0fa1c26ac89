"""Every row of tolls finds the figures of its examples and leaves its traps alone."""

import pytest

from selon.corpus.accounts.figures import figures
from selon.lang.loading import languages
from selon.lang.telling import Telling, TollRow, load_telling

TABLES = [load_telling(language) for language in sorted(languages())]
ROWS = [(table, row) for table in TABLES for row in table.rows]
EXAMPLES = [pytest.param(t, row, *pair, id=f"{row.id}-{i}") for t, row in ROWS for i, pair in enumerate(row.examples)]
TRAPS = [pytest.param(t, row, text, id=f"{row.id}-never-{i}") for t, row in ROWS for i, text in enumerate(row.never)]


@pytest.mark.parametrize(("telling", "row", "text", "value"), EXAMPLES)
def test_example_is_found(telling: Telling, row: TollRow, text: str, value: float) -> None:
    assert value in [figure.low for figure in figures(text, telling) if figure.toll == row.id]


@pytest.mark.parametrize(("telling", "row", "text"), TRAPS)
def test_trap_is_left_alone(telling: Telling, row: TollRow, text: str) -> None:
    assert row.id not in {figure.toll for figure in figures(text, telling)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il y a 12 morts et 40 blessés.", [("dead", "", 12), ("injured", "", 40)]),
        ("L'obus a tué douze personnes et en a blessé quarante.", [("dead", "", 12), ("injured", "", 40)]),
        ("On compte 12 morts dont 3 enfants.", [("dead", "", 12), ("dead", "enfant", 3)]),
        ("Près de 30 personnes ont été tuées.", [("dead", "", 27)]),
        ("Le bilan est de 2 000 sinistrés.", [("displaced", "", 2000)]),
        ("Deux millions de personnes ont défilé.", [("demonstrators", "", 2_000_000)]),
    ],
)
def test_figures_count_what_they_count(text: str, expected: list[tuple[str, str, float]]) -> None:
    assert [(f.toll, f.whom, f.low) for f in figures(text, load_telling("fr"))] == expected


def test_a_bound_leaves_values_open() -> None:
    telling = load_telling("fr")
    (more,), (other,) = (figures(text, telling) for text in ("On compte 15 morts.", "On compte 9 morts."))
    for text in ("Au moins 12 morts.", "On dénombre 12 morts au moins."):
        (least,) = figures(text, telling)
        assert least.agrees(more) and not least.agrees(other)
