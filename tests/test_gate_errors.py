"""The error browser and the gate's command line."""

from pathlib import Path
from typing import Any

import pytest

from evaluation import cli, gate, page
from evaluation.browser import article_lines, tally
from evaluation.mistakes import KINDS, mistakes
from evaluation.pairing import compare
from evaluation.scorer import load_scorer
from selon.model import Decision, Source
from selon.span import Span
from tests.gate_sample import BRIDGE, GOLD, HARBOUR, SCORER, Told, all_found, read, reading, write

SCORED = load_scorer(SCORER)
FIRST, SECOND = GOLD["harbour"][1]
CHANGES: list[tuple[str, dict[str, Any], str]] = [
    ("span", {"content": (Span(36, 50),)}, ""),
    ("speaker", {"source": Source("named", None, "Paul Kerven", None)}, ""),
    ("resolved", {"source": Source("named", None, "Léa Tual", Span(0, 11))}, "Léa Tual, not Paul Kerven"),
    ("cue", {"cue": Span(60, 64)}, ""),
    ("mode", {"mode": "mixed"}, "mixed, not indirect"),
    ("certainty", {"certainty": "planned"}, "planned, not stated"),
    ("polarity", {"polarity": "-"}, "-, not +"),
    ("conditional", {"conditional_report": True}, "yes, not no"),
    ("addressee", {"addressee": None}, "none, not Léa Tual"),
    ("within", {"within": "S2"}, "S2, not none"),
]


def wrong(*statements: Any, decisions: tuple[Decision, ...] = ()) -> Any:
    told = Told([reading(HARBOUR, statements, decisions)])
    plain = gate.Gold(Path("harbour.json"), {"statements": GOLD["harbour"][1]}, HARBOUR)
    (article,) = compare([plain], told, SCORED)  # type: ignore[arg-type]
    return article, mistakes(article, SCORED)


@pytest.mark.parametrize(("kind", "changes", "detail"), [change for change in CHANGES if change[0] != "speaker"])
def test_each_way_to_be_wrong_is_told(kind: str, changes: dict[str, Any], detail: str) -> None:
    _, (mistake,) = wrong(read(FIRST, **changes), read(SECOND))
    assert [(fault.kind, fault.detail) for fault in mistake.faults] == [(kind, detail)]
    assert mistake.gold == FIRST and mistake.read is not None and mistake.read["id"] == "S1"


def test_a_wrong_speaker_is_told_as_it_stands_and_resolved() -> None:
    _, (mistake,) = wrong(read(FIRST, source=Source("named", None, "Léa Tual", Span(24, 32))), read(SECOND))
    assert [fault.kind for fault in mistake.faults] == ["speaker", "resolved"]
    assert {kind for kind, *_ in CHANGES} | {"missed", "too-much"} == set(KINDS)


def test_what_is_right_is_not_shown() -> None:
    article, found = wrong(read(FIRST), read(SECOND))
    assert found == [] and list(article_lines(article, found)) == [] and tally(found) == "nothing wrong"


def decided(words: str, field: str, kept: bool = True, row: str = "fr/verbs#row") -> Decision:
    start = HARBOUR.index(words)
    return Decision(Span(start, start + len(words)), row, field, kept, f"why {field}")


def test_rules_that_spoke_are_shown() -> None:
    article, found = wrong(
        read(FIRST, polarity="-"),
        decisions=(
            decided("Paul Kerven", "source"), decided("a déclaré", "cue"), decided("Léa Tual", "mention"),
            decided("rouvrirait", "cue", False, "fr/cues#refused"), decided("le port rouvrirait", "content"),
        ),
    )  # fmt: skip
    lines = [line.plain for line in article_lines(article, found)]
    assert lines == [
        "harbour  2 gold, 1 read",
        "  polarity: -, not +",
        "    G s1 Paul Kerven [Paul Kerven] <a déclaré> le port rouvrirait  (indirect, state, stated)",
        "    P S1 Paul Kerven [Paul Kerven] <a déclaré> le port rouvrirait  (indirect, state, stated, −)",
        "      + source fr/verbs#row 0 « Paul Kerven » why source",
        "      + cue fr/verbs#row 12 « a déclaré » why cue",
        "      − cue fr/cues#refused 45 « rouvrirait » why cue",
        "      + content fr/verbs#row 37 « le port rouvrirait » why content",
        "  missed",
        "    G s2 Paul Kerven [il] <dit> Rien ne presse  (direct, state, stated)",
        "      no rule spoke at the cue",
        "",
    ]
    assert tally(found) == "1 missed, 1 polarity"


def run(folder: Path, *arguments: str, reader: Any = None) -> int:
    given = reader if reader is not None else all_found("bridge/s1")
    return cli.main(["--gold", str(folder), "--scorer", str(SCORER), *arguments], lambda language: given)


def test_the_browser_shows_one_construct_or_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path / "made-up")
    told = Told([reading(BRIDGE, [read(s) for s in GOLD["bridge"][1][1:]]), reading(HARBOUR, [read(FIRST)])])
    shown = {}
    for name, options in {
        "all": [], "selon": ["--construct", "selon"], "none": ["--construct", "chain"], "harbour": ["--article", "harb"],
        "kind": ["--kind", "mode"],
    }.items():  # fmt: skip
        assert run(folder, "errors", "made-up", *options, reader=told) == 0
        shown[name] = capsys.readouterr().out
    assert shown["all"].count("missed") == 3 and shown["all"].endswith("made-up, dev: 2 missed\n")
    assert "school" not in shown["all"]
    assert "bridge" in shown["selon"] and "harbour" not in shown["selon"] and "\x1b" not in shown["all"]
    assert shown["none"] == shown["kind"] == "made-up, dev: nothing wrong\n"
    assert "harbour" in shown["harbour"] and "bridge" not in shown["harbour"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--part", "kept"], "--i-am-not-writing-rules"),
        (["--article", "school"], "school is not in part dev"),
        (["--article", "nothing"], "nothing is not in the set"),
        (["--construct", "verse"], "'verse' is not one of"),
    ],
)
def test_the_kept_part_is_not_shown(arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(write(tmp_path / "made-up"), "errors", "made-up", *arguments) == 2
    captured = capsys.readouterr()
    assert said in captured.err and captured.out == ""


def test_the_kept_part_is_shown_to_whoever_writes_no_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["errors", "made-up", "--part", "kept", "--i-am-not-writing-rules"]
    assert run(write(tmp_path / "made-up"), *options, reader=all_found("school/s2")) == 0
    assert "school" in (shown := capsys.readouterr().out) and shown.endswith("made-up, kept: 1 missed\n")
    assert run(tmp_path / "made-up", "errors", "other") == 2
    assert "there are made-up" in capsys.readouterr().err


def test_the_gate_passes_or_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, floors = write(tmp_path / "made-up"), ["--floors", str(tmp_path / "floors.json")]
    assert run(folder, *floors, "--check") == 1
    assert run(folder, *floors, "--raise", "--check", reader=all_found()) == 0
    assert "floors raised in floors.json" in (shown := capsys.readouterr().out) and "pronoun speaker" in shown
    assert run(folder, *floors, "--check") == 1
    assert "made-up/dev/construct selon: 0.0 is below its floor 100.0" in capsys.readouterr().err
    assert run(folder, *floors, "--check", "--part", "kept") == 0
    assert run(tmp_path / "none") == 2
    assert run(folder, "--part", "dev", "--write-docs", "x.md") == 2
    assert "leave --part out" in capsys.readouterr().err


def test_a_page_is_refreshed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, path = write(tmp_path / "made-up"), tmp_path / "page.md"
    assert run(folder, "--write-docs", str(path)) == 2
    path.write_text("# Figures\n", encoding="utf-8")
    assert run(folder, "--write-docs", str(path)) == 2
    assert "has no place for figures" in capsys.readouterr().err
    path.write_text(f"# Figures\n{page.BEGIN}\nyesterday\n{page.END}\nEnd.\n", encoding="utf-8")
    for _ in range(2):
        assert run(folder, "--write-docs", str(path)) == 0
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# Figures\n{page.BEGIN}\n\nMeasured on ") and text.endswith(f" |\n\n{page.END}\nEnd.\n")
    assert "yesterday" not in text and text.count("| pronoun speaker |") == 1


def test_the_documentation_has_its_place(root: Path) -> None:
    text = (root / "docs" / "evaluation.md").read_text(encoding="utf-8")
    assert text.count(page.BEGIN) == text.count(page.END) == 1 and text.index(page.BEGIN) < text.index(page.END)


def test_the_gate_runs_the_reader(tmp_path: Path, reader: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(write(tmp_path / "made-up"), reader=reader) == 0
    assert f"made-up: 2 articles dev, 1 article kept, reader {reader.version}" in capsys.readouterr().out
    assert run(tmp_path / "made-up", "errors", "made-up", reader=reader) == 0
    assert "made-up, dev: " in capsys.readouterr().out
