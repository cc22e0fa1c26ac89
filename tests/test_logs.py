"""The log for programs: an object a line, nothing else on standard error, and neither texts nor tokens in it."""

import json
import logging
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from selon import logs
from selon.web import serving as web_serving
from selon.web.application import application
from selon.web.sessions import LOOPBACK, Editing
from tests.faces_sample import TEXT, run
from tests.loopback import Site
from tests.test_cli_web import go
from tests.test_cli_web import site as site  # a fixture

ROW = {"key": "k1", "title": "Kerlann ferme sa digue", "language": "fr", "text": TEXT}


@pytest.fixture(autouse=True)
def for_people_afterwards() -> Iterator[None]:
    yield
    logs.end()


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "desk.sqlite"


def lines(told: str) -> list[dict[str, Any]]:
    """What each line of a log tells; raises ValueError where one is no JSON."""
    return [json.loads(line) for line in told.splitlines()]


def given(*rows: dict[str, str]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def without_texts(told: str) -> bool:
    return not any(sentence.strip() in told for sentence in TEXT.split(".") if len(sentence) > 20)


def test_adding_is_told_article_by_article(desk: Path) -> None:
    ran = run("add", "-", "--jsonl", "--log", "json", "--desk", str(desk), stdin=given(ROW, {"key": "k2", "text": " "}))
    new, failed, ended = lines(ran.err)
    assert (ran.code, ran.out) == (3, "")
    assert (new["level"], new["event"], new["outcome"], len(new["article"]) > 8) == ("info", "article", "new", True)
    assert (failed["level"], failed["outcome"], "white space" in failed["reason"]) == ("warning", "failed", True)
    assert {name: ended[name] for name in ("event", "new", "failed", "desk")} == {
        "event": "ended", "new": 1, "failed": 1, "desk": str(desk)
    }  # fmt: skip
    assert all(line["time"].endswith("Z") and line["logger"] == "selon" for line in (new, failed, ended))
    assert without_texts(ran.err)


def test_the_environment_may_ask_for_it(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELON_LOG", "json")
    ran = run("add", "-", "--jsonl", "--desk", str(desk), stdin=given(ROW))
    assert [line["event"] for line in lines(ran.err)] == ["article", "ended"]


@pytest.mark.parametrize(("command", "code"), [(["watch", "no-url"], 2), (["add", "--published", "demain", "-"], 2)])
def test_what_is_refused_is_told_in_the_log_too(command: list[str], code: int, desk: Path) -> None:
    ran = run(*command, "--log", "json", "--desk", str(desk))
    (line,) = lines(ran.err)
    assert (ran.code, line["level"], "--help" in line["message"]) == (code, "error", True)


def test_a_desk_that_is_none_is_told_in_the_log_too(tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite").write_bytes(b"no database" * 100)
    ran = run("add", "-", "--log", "json", "--desk", str(tmp_path / "desk.sqlite"), stdin=b"Il pleut.")
    (line,) = lines(ran.err)
    assert (ran.code, line["level"]) == (7, "error")


def test_a_fault_of_selon_itself_is_told_without_its_words(desk: Path) -> None:
    ran = run("add", "-", "--jsonl", "--log", "json", "--desk", str(desk), stdin=given({"text": "BUG"}))
    failed, _ = lines(ran.err)
    assert (ran.code, failed["ours"], "reason" in failed) == (1, True, False)


def test_watching_is_told_poll_by_poll(desk: Path, site: Site) -> None:
    ran = go(desk, "watch", site.url("/flux?cle=geheim"), "--once", "--log", "json")
    told = lines(ran.err)
    assert [line["event"] for line in told].count("article") == 3
    (poll,) = [line for line in told if line["event"] == "poll"]
    assert (poll["feed"], poll["level"]) == (site.url("/flux?…"), "info")
    assert told[-1]["event"] == "ended" and "geheim" not in ran.err


def test_a_batch_is_told_shard_by_shard(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_bytes(given(ROW))
    ran = run("batch", str(tmp_path / "in"), str(tmp_path / "out"), "--workers", "1", "--log", "json")
    begun, shard, ended = lines(ran.err)
    assert (begun["event"], begun["shards"]) == ("begun", 1)
    assert (shard["event"], shard["articles"], shard["failures"]) == ("shard", 1, 0)
    assert (ended["event"], ended["articles"], len(ended["digest"]) > 8) == ("ended", 1, True)
    assert without_texts(ran.err)


def test_the_token_is_for_the_person_not_for_the_log(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "-", "--desk", str(desk), stdin=b"Il pleut sur la ville.")
    served = list[Any]()
    monkeypatch.setattr("selon.commands.serving.run", lambda *given: served.append(given))
    ran = run("serve", "--edit", "--port", "8765", "--log", "json", "--desk", str(desk))
    (line,) = lines(ran.err)
    assert (line["event"], line["address"], line["is_editable"]) == ("serving", "http://127.0.0.1:8765/", True)
    token = served[0][3].token
    assert ran.out == f"http://127.0.0.1:8765/edit?token={token}\n" and token not in ran.err


def test_requests_are_told_by_kind_without_what_was_asked_for(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    added = json.loads(run("add", "-", "--jsonl", "--json", "--desk", str(desk), stdin=given(ROW)).out)
    logs.begin()
    served = application(desk, editing=Editing("a-token-that-nobody-guesses"), names=LOOPBACK)
    with TestClient(web_serving.logged(served), base_url="http://127.0.0.1") as client:
        paths = ("/search?q=Morvan", f"/article/{added['article']}", "/nichts", "/edit?token=a-wrong-token")
        assert [client.get(path).status_code for path in paths] == [200, 200, 404, 403]
    err = capfd.readouterr().err
    told = [(line.get("page"), line["status"], line["method"]) for line in lines(err)]
    assert told == [("/search", 200, "GET"), ("/article/{name}", 200, "GET"), (None, 404, "GET"), ("/edit", 403, "GET")]
    assert all(line["ms"] >= 0 for line in lines(err))
    assert not any(word in err for word in ("Morvan", added["article"], "nichts", "token"))


def test_other_libraries_and_faults_are_lines_too(capfd: pytest.CaptureFixture[str]) -> None:
    logs.begin()
    warnings.warn("old", DeprecationWarning, stacklevel=1)
    logging.getLogger("uvicorn.error").info("at http://u:p@127.0.0.1/x?token=geheim#y")
    try:
        int("des mots de l'article")
    except ValueError:
        logging.getLogger("selon.web").exception("a job broke")
    warned, running, broken = lines(capfd.readouterr().err)
    assert "old" in warned["message"] and warned["level"] == "warning"
    assert running["message"] == "at http://127.0.0.1/x?…"
    assert broken["exc_info"].endswith("ValueError") and "test_logs.py" in broken["exc_info"]
    assert "mots de" not in broken["exc_info"].replace('int("des mots de l\'article")', "")


def test_people_read_sentences(capfd: pytest.CaptureFixture[str]) -> None:
    logs.event("article", outcome="new")
    logs.said("the pot is full")
    assert capfd.readouterr().err == "selon: the pot is full\n"
