"""Floors: raised by a flag, never lowered without a reason, and each figure below one is named."""

from datetime import date
from pathlib import Path

import pytest

from evaluation import gate
from evaluation.floors import Floor, Floors, Lowered, Raised, below, faults, load_floors, raised, save_floors
from evaluation.scorer import GateError
from tests.gate_sample import SCORER, Told, all_found, write

NOW = ("2024-05-02", "0.1.0+fr.abc")
FIGURE = "made-up/dev/attribution"
START = raised(Floors({}), {FIGURE: 80.0, "made-up/dev/mode": 90.0}, *NOW)


def at(floor: float, *lowered: Lowered, floors: Floors = START) -> Floors:
    return Floors({**floors.floors, FIGURE: Floor(floor, *NOW)}, floors.history, lowered)


def test_floors_go_up_only() -> None:
    after = raised(START, {FIGURE: 85.0, "made-up/dev/mode": 70.0, "made-up/dev/cue": 0.0}, "2024-05-03", "0.2.0")
    assert {figure: floor.floor for figure, floor in after.floors.items()} == {FIGURE: 85.0, "made-up/dev/mode": 90.0}
    assert after.history[2:] == (Raised(FIGURE, 80.0, 85.0, "2024-05-03", "0.2.0"),)
    assert after.floors[FIGURE] == Floor(85.0, "2024-05-03", "0.2.0")
    assert list(faults(after)) == []


def test_every_figure_below_its_floor_is_named() -> None:
    assert list(below(START, {FIGURE: 80.0, "made-up/dev/mode": 90.1})) == []
    (line,) = below(START, {FIGURE: 79.9, "made-up/dev/mode": 90.0})
    assert line == f"{FIGURE}: 79.9 is below its floor 80.0 (2024-05-02, reader 0.1.0+fr.abc)"
    (line,) = below(START, {FIGURE: 80.0})
    assert line.startswith("made-up/dev/mode: not measured")
    assert list(below(START, {"made-up/kept/attribution": 1.0})) == []


REASON = "the gold was corrected"
WITHOUT = Floors({"made-up/dev/mode": START.floors["made-up/dev/mode"]}, START.history)


@pytest.mark.parametrize(
    ("floors", "said"),
    [
        (at(70.0), "the floor was 80.0 and is 70.0: write"),
        (at(81.0), "the floor was 80.0 and is 81.0: raise it with --raise"),
        (WITHOUT, "the floor was 80.0 and is none: write"),
        (at(70.0, Lowered(FIGURE, 80.0, 70.0, " ")), "without a reason"),
        (at(70.0, Lowered(FIGURE, 80.0, 75.0, REASON)), "the floor was 75.0 and is 70.0: write"),
        (at(80.0, Lowered(FIGURE, 80.0, 70.0, REASON)), "lowered from 80.0, which it was not"),
        (at(70.0, Lowered("made-up/dev/mode", 80.0, 70.0, REASON)), "the floor was 80.0 and is 70.0"),
        (at(80.0, Lowered(FIGURE, 80.0, 90.0, REASON)), "is no lowering"),
        (Floors({FIGURE: Floor(80.0, *NOW)}), "the floor was none and is 80.0: raise"),
        (Floors({FIGURE: Floor(50.0, *NOW)}, (Raised(FIGURE, 80.0, 50.0, *NOW),)), "80.0 to 50.0 is no raising"),
        (Floors(START.floors, (*START.history, Raised(FIGURE, 60.0, 80.0, *NOW))), "was 80.0 and was raised from 60.0: write"),
    ],
)
def test_a_floor_at_odds_with_its_history_is_refused(floors: Floors, said: str) -> None:
    assert any(said in line for line in faults(floors)), list(faults(floors))


def test_a_floor_is_lowered_with_a_reason_and_raised_again() -> None:
    lowered = at(70.0, Lowered(FIGURE, 80.0, 75.0, REASON), Lowered(FIGURE, 75.0, 70.0, REASON))
    assert list(faults(lowered)) == []
    again = raised(lowered, {FIGURE: 80.0}, *NOW)
    assert list(faults(again)) == []
    assert list(faults(at(60.0, *lowered.lowered, floors=again)))
    gone = Floors(WITHOUT.floors, START.history, (Lowered(FIGURE, 80.0, None, "the construct is no more"),))
    assert list(faults(gone)) == []


def test_floors_are_kept_one_on_a_line(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert load_floors(path) == Floors({})
    for floors in (Floors({}), START, at(70.0, Lowered(FIGURE, 80.0, 70.0, REASON))):
        save_floors(floors, path)
        assert load_floors(path) == floors
    text = path.read_text(encoding="utf-8")
    assert sum(f'"{FIGURE}":' in line for line in text.splitlines()) == 1 and '"from":80.0,"to":70.0' in text


UNKNOWN = ["", "[]", '{"floors": {"a/dev/b": {"floor": 1}}}', '{"floors": {}, "more": 1}', '{"history": []}']


@pytest.mark.parametrize("text", UNKNOWN)
def test_a_file_that_is_not_understood_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "floors.json").write_text(text, encoding="utf-8")
    with pytest.raises(GateError, match=r"floors\.json is not understood"):
        load_floors(tmp_path / "floors.json")


def measured(folder: Path, reader: Told, part: str = "all") -> list[gate.SetFigures]:
    return list(gate.measured(gate.Place((folder,), SCORER, lambda language: reader), part))  # type: ignore[arg-type, return-value]


def test_the_gate_holds_the_reader_to_its_floors(tmp_path: Path) -> None:
    folder, path = write(tmp_path / "made-up"), tmp_path / "floors.json"
    good, worse = measured(folder, all_found()), measured(folder, all_found("harbour/s2"))
    assert gate.check(good, path) == ["made-up: no floors in floors.json: set them with --raise"]
    new = gate.raise_floors(worse, path, date(2024, 5, 2))
    assert new["made-up/dev/attribution"] == 88.9 and "made-up/dev/construct direct" not in new
    assert gate.check(worse, path) == [] and gate.check(good, path) == []
    assert gate.raise_floors(good, path, date(2024, 5, 3))["made-up/dev/construct direct"] == 100.0
    assert gate.raise_floors(worse, path) == {}
    named = {line.split(":")[0] for line in gate.check(worse, path)}
    assert {"made-up/dev/attribution", "made-up/dev/construct direct", "made-up/dev/construct pronoun"} <= named
    assert not any("/kept/" in name for name in named)


def test_a_set_with_floors_and_no_gold_is_named(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    save_floors(raised(START, {"other/dev/mode": 50.0}, *NOW), path)
    found = measured(write(tmp_path / "made-up"), all_found())
    assert gate.check(found, path)[-1] == "other: floors in floors.json, but no gold of this part"
    assert not any(line.startswith("other") for line in gate.check(found, path, complete=False))
    kept = measured(tmp_path / "made-up", all_found(), "kept")
    assert gate.check(kept, path) == []


def test_floors_at_fault_are_not_raised(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    save_floors(at(70.0), path)
    before = path.read_bytes()
    with pytest.raises(GateError, match="is not raised"):
        gate.raise_floors(measured(write(tmp_path / "made-up"), all_found()), path)
    assert path.read_bytes() == before
