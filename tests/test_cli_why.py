"""`selon why`: the place, the statements it is in, the rows that spoke there and those that were refused."""

from pathlib import Path

import pytest

from selon.explain import explain
from tests.faces_sample import READING, TEXT, run, spans


def _lines(offset: int) -> list[str]:
    return list(explain(READING, offset))


def test_a_kept_and_a_refused_row() -> None:
    start = spans("content1")[0].start
    assert _lines(start + 3) == [
        "offset 66, line 2, column 44: …  Côtes a annoncé mardi que la [d]igue de Kerlann serait fermée …",
        "in statement 1 (préfet des Côtes, announce): content",
        "decided here:",
        f"  content  fr/cues#que  [{start}, {start + 54}) « la digue de Kerlann serait fermée jusqu'à nouvel ordre »",
        "refused here:",
        f"  source  fr/sources#digue  [{start}, {start + 8}) « la digue »  a thing cannot speak",
    ]


def test_a_place_in_two_statements() -> None:
    lines = _lines(spans("content4")[0].start)
    assert "in statement 3 (préfet des Côtes, state): content" in lines
    assert "in statement 4 (Hélène Morvan, condole): cue, content" in lines


def test_a_place_where_nothing_was_decided_shows_the_nearest() -> None:
    lines = _lines(len(TEXT) - 2)
    assert lines[1:3] == ["nothing was decided here.", "nearest:"]
    assert len(lines) == 6


@pytest.mark.parametrize("offset", [0, len(TEXT) - 1])
def test_the_first_and_the_last_character(offset: int, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    ran = run("why", str(tmp_path / "a.txt"), str(offset))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"offset {offset}, line ")


def test_standard_input_and_what_is_known_of_it() -> None:
    ran = run("why", "-", "66", "--published", "2024", stdin=TEXT.encode())
    assert ran.code == 0
    assert "fr/sources#digue" in ran.out


@pytest.mark.parametrize(
    ("offset", "code", "said"),
    [
        (str(len(TEXT)), 2, f"its offsets run from 0 to {len(TEXT) - 1}; give one of them."),
        ("--", 2, "Missing argument"),
        ("x", 2, "'x' is not a valid integer"),
    ],
)
def test_an_offset_that_is_none(offset: str, code: int, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    ran = run("why", str(tmp_path / "a.txt"), offset)
    assert ran.code == code
    assert said in ran.err


def test_a_file_that_is_missing() -> None:
    ran = run("why", "none.txt", "0")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("selon: none.txt does not exist")
