"""The command that measures time expressions: its halves, its errors, its words where something is missing."""

import json
from pathlib import Path

import pytest

from evaluation.scorer import GateError
from evaluation.times import errors, load_scorer, parts, read_all, report
from selon.reader import Reader

SCORER = """
def pairs(gold, found):
    return [(g, p) for g in gold for p in found if g[0] < p[1] and p[0] < g[1]]

def figures(docs, found):
    return [f"{len(docs)} documents", f"found {sum(len(v) for v in found.values())}"]
"""
DOCS = [
    {"id": "b", "dct": "2021-06-16", "text": "Le conseil a voté hier.", "timex": [[18, 22, "DATE", "2021-06-14"]]},
    {"id": "a", "dct": "2021-06-16", "text": "Le conseil votera demain.", "timex": [[18, 24, "DATE", "2021-06-17"]]},
    {"id": "c", "dct": "2021-06-16", "text": "Le conseil a voté jadis.", "timex": [[0, 2, "DATE", "2021"]]},
]


@pytest.fixture
def scorer_path(tmp_path: Path) -> Path:
    path = tmp_path / "score_times.py"
    path.write_text(SCORER, encoding="utf-8")
    return path


def test_documents_are_read_scored_and_halved(reader: Reader, scorer_path: Path) -> None:
    scorer, done = load_scorer(scorer_path), read_all(json.loads(json.dumps(DOCS)), reader)
    named = dict(parts(done, "all"))
    assert {name: [each.doc["id"] for each in some] for name, some in named.items()} == {
        "all": ["a", "b", "c"], "first": ["a", "c"], "second": ["b"],
    }  # fmt: skip
    lines = list(report("all", done, scorer))
    assert lines[:2] == ["all: 3 documents", "  found 3"] and lines[2].endswith("ms an article beyond tagging")


def test_each_error_is_shown_with_its_words(reader: Reader, scorer_path: Path) -> None:
    lines = list(errors(read_all(DOCS, reader), load_scorer(scorer_path)))
    assert [line.split()[:2] for line in lines[:3]] == [["b", "value"], ["c", "missed"], ["c", "too"]]
    assert "[hier]. = 2021-06-15" in lines[0]
    assert sum(int(line.split()[0]) for line in lines[3:]) == len(lines[:3])


def test_a_scorer_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(GateError, match="no scorer at"):
        load_scorer(tmp_path / "nothing.py")
