"""The run over gold articles: which part is read, and what the scorer is handed."""

import json
from pathlib import Path
from typing import Any

import pytest

from evaluation import score

SCORER = """import json, pathlib, sys
gold, records = (pathlib.Path(a) for a in sys.argv[1:3])
for path in sorted(gold.glob('*.json')):
    text = (gold / json.loads(path.read_text())['doc']).read_text()
    article = json.loads((records / path.name).read_text())['article']
    print(path.name, article['characters'] == len(text), article['key'], article['published'])
sys.exit(len(sys.argv) - 3)
"""


def gold(folder: Path, names: str) -> Path:
    folder.mkdir()
    for name in names:
        known = {"published": "2024-03-12"} if name == "b" else {}
        (folder / f"{name}.json").write_text(json.dumps({"doc": f"{name}.txt", "statements": [], **known}), encoding="utf-8")
        (folder / f"{name}.txt").write_text(f"Le maire d'Orvan dit que le pont {name} est fermé.\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(("part", "names"), [("all", "abcdefg"), ("kept", "cf"), ("dev", "abdeg")])
def test_every_third_article_is_kept_away(part: str, names: str) -> None:
    assert [path.name for path in score.part_of([Path(name) for name in "gfedcba"], part)] == list(names)


def test_the_scorer_gets_gold_and_records(tmp_path: Path, reader: Any, capfd: pytest.CaptureFixture[str]) -> None:
    scorer = tmp_path / "scorer.py"
    scorer.write_text(SCORER, encoding="utf-8")
    arguments = [str(gold(tmp_path / "g", "abc")), "--part", "dev", "--scorer", str(scorer), "--out", str(tmp_path / "kept")]
    options = score.parse(arguments)
    assert score.score(options.gold[0], options, reader) == 0
    title, *lines = capfd.readouterr().out.strip().splitlines()
    assert title == f"g, part dev, reader {reader.version}"
    assert lines == ["a.json True a None", "b.json True b 2024-03-12"]
    assert sorted(path.name for path in (tmp_path / "kept").iterdir()) == ["a.json", "b.json"]
    failing = score.parse([*arguments, "--json"])
    assert score.score(failing.gold[0], failing, reader) == 1


@pytest.mark.parametrize("arguments", [["{0}/none"], ["{0}", "--scorer", "{0}/none.py"]])
def test_what_is_missing_is_said(arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        score.parse([argument.format(tmp_path) for argument in arguments])
    assert left.value.code == 2 and f"{tmp_path}/none" in capsys.readouterr().err
