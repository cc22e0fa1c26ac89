"""The gate's figures: which third is kept, how statements are paired, which constructs they are of."""

from pathlib import Path
from typing import Any

import pytest

from evaluation import gate, tables
from evaluation.constructs import CONSTRUCTS, words_for
from evaluation.measuring import PEERS, measure, peers, values
from evaluation.pairing import compared
from evaluation.scorer import NEEDED, GateError, load_scorer
from selon.model import Source
from selon.span import Span
from tests.gate_sample import BRIDGE, GOLD, SCORER, Told, all_found, at, gold, read, reading, write

SCORED = load_scorer(SCORER)


def found(folder: Path, reader: Told, part: str = "all") -> Any:
    (each,) = gate.measured(gate.Place((folder,), SCORER, lambda language: reader), part)  # type: ignore[arg-type, return-value]
    return each


def test_a_reader_that_finds_everything_has_every_point(tmp_path: Path) -> None:
    each = found(write(tmp_path / "made-up"), all_found())
    assert {part: measured.articles for part, measured in each.parts.items()} == {"dev": 2, "kept": 1, "all": 3}
    assert set(values([each]).values()) == {100.0}
    counts = {name: (count.gold, count.found, count.as_such, count.read) for name, count in each.parts["all"].constructs.items()}
    assert counts["indirect"] == (5, 5, 5, 5) and counts["selon"] == (1, 1, 1, 1) and counts["hedge"] == (1, 1, 1, 1)
    assert counts["pronoun"] == (2, 2, 2, 2) and counts["addressee"] == (1, 1, 1, 1) and counts["chain"] == (0, 0, 0, 0)


def test_parts_are_told_apart(tmp_path: Path) -> None:
    reader = all_found("harbour/s2", "school/s1")
    each = found(write(tmp_path / "made-up"), reader)
    figures = values([each])
    assert figures["made-up/dev/attribution"] == 88.9 and figures["made-up/kept/attribution"] == 66.7
    assert figures["made-up/dev/construct direct"] == 0.0 and "made-up/kept/construct direct" not in figures
    assert each.parts["all"].figures["attribution"].hit == 5
    only = found(tmp_path / "made-up", reader, "kept")
    assert list(only.parts) == ["kept"] and only.parts["kept"].figures == each.parts["kept"].figures


def test_a_wrong_speaker_is_no_attribution_and_costs_precision(tmp_path: Path) -> None:
    first, *others = GOLD["bridge"][1]
    wrong = read(first, source=Source("named", None, "Luc Ferrand", Span(40, 44)))
    reader = Told([reading(BRIDGE, [wrong, *map(read, others)])])
    count = found(write(tmp_path / "made-up"), reader).parts["dev"].constructs["selon"]
    assert (count.gold, count.found, count.read, count.right) == (1, 0, 1, 0)
    assert (count.recall, count.precision, count.f1) == (0.0, 0.0, 0.0)


def words(text: str) -> dict[str, Any]:
    return {"start": 0, "end": len(text), "text": text}


KINDS: list[tuple[dict[str, Any], set[str]]] = [
    ({"mode": "direct"}, {"direct"}),
    ({"mode": "mixed", "addressee": "Léa Tual"}, {"mixed", "addressee"}),
    ({"cue": at(BRIDGE, "Selon")}, {"indirect", "selon"}),
    ({"cue": words("D’après")}, {"indirect", "selon"}),
    ({"mode": "reported_act", "cue": None}, {"reported-act", "follow-on"}),
    ({"source": {"name": "author", "span": None}, "conditional_report": True}, {"indirect", "hedge", "conditional"}),
    ({"source": {"name": "unnamed: on", "span": words("On")}}, {"indirect", "unnamed", "pronoun"}),
    ({"source": {"name": "Jeanne Morvan", "span": words("J’")}, "within": "s9"}, {"indirect", "pronoun", "chain"}),
    ({"source": {"name": "X", "voice": "unnamed", "span": words("-t-il")}}, {"indirect", "pronoun", "unnamed"}),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "names"), KINDS)
def test_a_statement_is_of_its_constructs(changes: dict[str, Any], names: set[str]) -> None:
    plain = gold(BRIDGE, 1, ("Jeanne Morvan", "Jeanne Morvan"), "affirme", "les travaux dureront")
    french = words_for("fr")
    assert {construct.name for construct in CONSTRUCTS if construct.holds({**plain, **changes}, french)} == names


def test_among_contents_alike_the_source_decides() -> None:
    first = GOLD["bridge"][1][0]
    other = read(first, id="X", source=Source("named", None, "Luc Ferrand", Span(40, 44)))
    text, record = BRIDGE, reading(BRIDGE, [other, read(first)])
    plain = [{**first, "id": "X", "source": {"name": "Luc Ferrand", "voice": "named", "span": None}},
             {**first, "id": "S1", "source": {**first["source"], "voice": "named"}}]  # fmt: skip
    each = compared(gate.Gold(Path("a.json"), {"statements": [first]}, text), record, {"statements": plain}, SCORED)
    assert [pair.read["id"] for pair in each.pairs] == ["S1"] and [s["id"] for s in each.too_much] == ["X"]


def test_a_scorer_with_another_rule_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    scorer = load_scorer(SCORER)
    first = GOLD["bridge"][1][0]
    plain = {**first, "source": {**first["source"], "voice": "named"}}
    told = gate.Gold(Path("a.json"), {"statements": [first]}, BRIDGE)
    each = compared(told, reading(BRIDGE, []), {"statements": [plain]}, scorer)
    assert measure("dev", [each], words_for("fr"), scorer).figures["attribution"].f1 == 100.0
    monkeypatch.setattr(scorer, "overlap", lambda a, b: False)
    monkeypatch.setattr(scorer, "same_name", lambda a, b: False)
    with pytest.raises(GateError, match="attribution"):
        measure("dev", [each], words_for("fr"), scorer)


def test_peers_stand_beside_their_set_only(tmp_path: Path) -> None:
    assert {peer.figures["attribution"] for peer in peers()} == {37.6, 93.7} and PEERS.is_file()
    grids = gate.grids([found(write(tmp_path / name), all_found()) for name in ("fr", "made-up")])
    beside = [dict(zip(grid.columns, grid.rows[0], strict=True)).get("peer") for grid in grids]
    assert beside == ["52.0", "37.6", None, None]
    rows = {row[0]: dict(zip(grids[1].columns, row, strict=True)) for grid in grids[1:2] for row in grid.rows}
    assert rows["direct"]["dev F1"] == "100.0" and rows["direct"]["distance"] == "–"
    assert rows[tables.EVERY_STATEMENT]["distance"] == "+0.0" and len(rows) == len(CONSTRUCTS) + 1
    assert "| direct | 1 | 1 | 100.0 | 100.0 | 100.0 | 1/1 |" in tables.markdown(grids)


def test_sets_are_found(tmp_path: Path) -> None:
    for name in ("gold/b", "gold/a", "seed"):
        write(tmp_path / name)
    (tmp_path / "gold" / "times").mkdir()
    (tmp_path / "gold" / "times" / "dev.json").write_text("{}", encoding="utf-8")
    assert list(gate.gold_sets(gate.Place((tmp_path / "gold", tmp_path / "seed")))) == ["a", "b", "seed"]
    write(tmp_path / "more" / "seed")
    with pytest.raises(GateError, match="one name"):
        gate.gold_sets(gate.Place((tmp_path / "seed", tmp_path / "more")))


@pytest.mark.parametrize("name", NEEDED)
def test_a_scorer_that_lacks_something_is_named(name: str, tmp_path: Path) -> None:
    scorer = tmp_path / "scorer.py"
    scorer.write_text("\n".join(f"{each} = print" for each in NEEDED if each != name), encoding="utf-8")
    with pytest.raises(GateError, match=f"has no {name}"):
        load_scorer(scorer)


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(GateError, match="--scorer"):
        load_scorer(tmp_path / "none.py")
    with pytest.raises(GateError, match=r"none is no folder"):
        gate.gold_sets(gate.Place((tmp_path / "none",)))
    with pytest.raises(GateError, match="--gold"):
        gate.gold_sets(gate.Place((tmp_path,)))
    with pytest.raises(GateError, match=r"\[xx\]"):
        words_for("xx")
    folder = write(tmp_path / "made-up")
    (folder / "bridge.json").write_text('{"doc": "bridge.txt"}', encoding="utf-8")
    with pytest.raises(GateError, match=r"bridge\.json is no annotation"):
        found(folder, all_found())
