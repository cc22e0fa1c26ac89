"""What leaves a desk comes back to the same desk, and only what was asked for leaves."""

import json
from pathlib import Path
from typing import Any

import pytest

from selon.cli.desk import FORMATS
from selon.cli.engine import sides, web
from selon.commands import Engine
from selon.commands.exporting import _PIECES, _TABLES, Wanted, export
from selon.desk import WRITE, Desk
from selon.errors import InputError, OutputError
from selon.export import jsonl
from selon.intake import Given, items
from tests.test_desk import Reads, desk_with, item
from tests.test_example_corpus import FOLDER

ENGINE = Engine(Reads, lambda: frozenset({"fr"}), sides, web)


def filled(path: Path) -> Path:
    """A desk with three articles, one in three versions of which the last is the first again."""
    inputs = [
        item("a"),
        item("b", state="beau"),
        item("a", state="ouvert"),
        item("c", published=None, url="https://c.example/1"),
        item("a"),
    ]
    with desk_with(path, *inputs) as desk:
        assert desk.holdings()["versions"] == 5
    return path


def read_back(lines: Path, desk: Path, load: Any) -> str:
    with Desk(desk, WRITE) as other:
        given = items([lines], Given(), False, ENGINE.languages(), print)
        assert {added.outcome for added in other.add(given, load)} <= {"new", "changed"}
        return other.digest()


def test_jsonl_makes_the_same_desk_again(tmp_path: Path) -> None:
    desk, lines = filled(tmp_path / "one.sqlite"), tmp_path / "out.jsonl"
    assert export(Wanted(desk, "jsonl", out=lines)) == 0
    with Desk(desk) as one:
        assert read_back(lines, tmp_path / "two.sqlite", Reads) == one.digest()


def test_the_example_corpus_makes_the_same_desk_again(tmp_path: Path, reader: Any) -> None:
    corpus, lines = FOLDER / "articles.jsonl", tmp_path / "out.jsonl"
    first = read_back(corpus, tmp_path / "one.sqlite", lambda: reader)
    export(Wanted(tmp_path / "one.sqlite", "jsonl", out=lines))
    assert read_back(lines, tmp_path / "two.sqlite", lambda: reader) == first


def test_a_line_holds_what_was_given_and_the_record(tmp_path: Path) -> None:
    with Desk(filled(tmp_path / "desk.sqlite")) as desk:
        lines = [json.loads(jsonl.line(article, held)) for article, held in desk.given()]
        assert [line["key"] for line in lines] == ["a", "b", "a", "c", "a"]
        assert "published" not in lines[3] and lines[3]["url"] == "https://c.example/1"
        statement = lines[0]["record"]["statements"][0]
        assert statement["content"][0]["text"] == "Le pont de Kerlann est fermé."
        assert {line["article"] for line in lines if line["key"] == "b"} == {held.id for held in desk.every("beau")}


def test_a_query_chooses(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    desk = filled(tmp_path / "desk.sqlite")
    for query, keys in {'"beau"': ["b"], "source:tanguy": ["c"], "act:warn": ["b", "c", "a"], "key:a pont": ["a"]}.items():
        export(Wanted(desk, "jsonl", query))
        assert [json.loads(line)["key"] for line in capfdbinary.readouterr().out.splitlines()] == keys, query
    with pytest.raises(InputError, match="nothing answers 'licorne'"):
        export(Wanted(desk, "jsonl", "licorne"))


def test_only_the_newest_version_is_in_the_tables(tmp_path: Path, selon: Any) -> None:
    desk = filled(tmp_path / "desk.sqlite")
    done = selon("export", "--desk", str(desk), "--format", "csv", "--out", str(tmp_path / "csv"))
    assert done.returncode == 0 and b"3 articles" in done.stderr
    assert len((tmp_path / "csv" / "articles.csv").read_text(encoding="utf-8").splitlines()) == 4


@pytest.mark.parametrize(("options", "has_claims"), [([], True), (["--no-claims"], False)])
def test_claims_are_left_out_where_nobody_wants_them(tmp_path: Path, selon: Any, options: list[str], has_claims: bool) -> None:
    desk, out = filled(tmp_path / "desk.sqlite"), tmp_path / "csv"
    done = selon("export", "--desk", str(desk), "--format", "csv", "--out", str(out), *options)
    assert done.returncode == 0
    assert {file.name for file in out.glob("claim*")} == (
        {"claims.csv", "claim_passages.csv", "claim_conflicts.csv"} if has_claims else set()
    )


def test_tables_need_a_directory(tmp_path: Path, selon: Any) -> None:
    done = selon("export", "--desk", str(filled(tmp_path / "desk.sqlite")), "--format", "parquet")
    assert done.returncode == 2 and b"--out DIR" in done.stderr


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    desk = filled(tmp_path / "desk.sqlite")
    with pytest.raises(OutputError, match="cannot be written"):
        export(Wanted(desk, "jsonl", out=tmp_path / "missing" / "out.jsonl"))
    assert not list(tmp_path.glob(".*part"))


@pytest.mark.parametrize("form", ["ftm", "jsonld", "annotations"])
def test_every_article_is_in_every_form(form: str, tmp_path: Path) -> None:
    desk, out = filled(tmp_path / "desk.sqlite"), tmp_path / "out"
    export(Wanted(desk, form, out=out))
    text = out.read_text(encoding="utf-8")
    found = [json.loads(line) for line in text.splitlines()] if form == "ftm" else json.loads(text)
    assert all(f"Le pont de Kerlann est {state}" in json.dumps(found, ensure_ascii=False) for state in ("fermé", "beau"))
    assert "ouvert" not in text


def test_the_forms_are_those_that_help_names() -> None:
    assert set(FORMATS) == set(_PIECES) | set(_TABLES)


def test_versions_of_their_own_days_are_known_when_they_come_again(tmp_path: Path) -> None:
    first, second = item("a", published="2024-06-06T08:00"), item("a", state="ouvert", published="2024-06-06T17:00")
    with desk_with(tmp_path / "desk.sqlite", first, second) as desk:
        before = desk.digest()
        assert [added.outcome for added in desk.add([first, second], Reads)] == ["known", "known"]
        assert desk.digest() == before
        back = item("a", published="2024-06-07")
        assert [added.outcome for added in desk.add([back], Reads)] == ["changed"]
        assert desk.article("a").version == 3
