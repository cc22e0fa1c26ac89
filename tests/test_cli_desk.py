"""The desk's commands: what they print, how they leave, and what they keep."""

import json
from pathlib import Path

import pytest

from selon.cli.desk import default_desk
from selon.desk import Desk
from tests.faces_sample import RECORD, TEXT, Ran, run

SAMPLE = {"key": "k1", "title": "Kerlann ferme sa digue", "outlet": "L'Écho du Littoral", "published": "2024-03-05", "text": TEXT}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "desk.sqlite"


def added(desk: Path, *rows: dict[str, str]) -> Ran:
    lines = "".join(json.dumps({"language": "fr", **row}) + "\n" for row in rows)
    return run("add", "-", "--jsonl", "--desk", str(desk), stdin=lines.encode())


def test_what_is_added_is_told_and_found(desk: Path) -> None:
    ran = added(desk, SAMPLE, {"text": "Il pleut sur la ville depuis ce matin."})
    assert (ran.code, ran.out) == (0, "")
    assert "2 new, 0 changed, 0 known, 0 failed" in ran.err
    assert "0 new, 0 changed, 2 known" in added(desk, SAMPLE, {"text": "Il pleut sur la ville depuis ce matin."}).err
    found = run("search", "act:deny", "négligences", "--desk", str(desk))
    assert found.code == 0
    assert "k1" in found.out and "toute négligence" in found.out and "Kerlann ferme sa digue" in found.out


def test_what_failed_is_listed_with_its_reason_and_tried_again(desk: Path, tmp_path: Path) -> None:
    article = tmp_path / "vide.txt"
    article.write_text(" ")
    ran = run("add", str(article), "--desk", str(desk))
    assert ran.code == 3 and "holds only white space" in ran.err
    assert "holds only" in run("failures", "--desk", str(desk)).out
    (row,) = [json.loads(line) for line in run("failures", "--json", "--desk", str(desk)).out.splitlines()]
    assert (row["place"], row["tries"]) == (str(article), 1)
    assert run("retry", "--desk", str(desk)).code == 3
    article.write_text("Il pleut sur la ville depuis ce matin.")
    assert run("retry", "--desk", str(desk)).code == 0
    assert "nothing has failed" in run("failures", "--desk", str(desk)).err


def test_a_fault_of_selon_itself_is_told_apart(desk: Path) -> None:
    ran = added(desk, {"text": "BUG"}, SAMPLE)
    assert ran.code == 1 and "1 new" in ran.err and "please report it" in ran.err


def test_stopped_by_hand_it_says_what_is_kept_and_goes_on_later(desk: Path) -> None:
    many = [{"text": f"Il pleut sur la ville depuis {hours} heures."} for hours in range(10, 90)]
    stopped = added(desk, SAMPLE, *many, {"text": "CTRL-C"})
    assert stopped.code == 130 and "stopped: what is counted here is kept" in stopped.err
    kept = int(stopped.err.split(" new")[0].split()[-1])
    with Desk(desk) as held:
        assert kept == held.holdings()["articles"] > 0
    assert f"{kept} known" in added(desk, SAMPLE, *many).err


def test_results_are_lines_of_json_that_point_at_the_words(desk: Path) -> None:
    added(desk, SAMPLE)
    ran = run("search", "source:maire", "fissures", "--json", "--desk", str(desk))
    (hit,) = [json.loads(line) for line in ran.out.splitlines()]
    assert hit["article"]["key"] == "k1" and hit["statement"]["source"]["name"] == "Hélène Morvan"
    assert [TEXT[mark["start"] : mark["end"]] for mark in hit["marks"]] == ["fissures"]


def test_nothing_found_says_what_to_do(desk: Path) -> None:
    added(desk, SAMPLE)
    ran = run("search", "hippopotame", "--desk", str(desk))
    assert (ran.code, ran.out) == (0, "") and "fewer words" in ran.err


def test_a_query_that_is_none_is_an_input_that_cannot_be_read(desk: Path) -> None:
    added(desk, SAMPLE)
    ran = run("search", "act:shout", "--desk", str(desk))
    assert ran.code == 3 and "act:shout" in ran.err


def test_a_desk_that_is_not_there_is_said(desk: Path) -> None:
    for command in (["search", "pont"], ["failures"], ["show", "k1"], ["desk", "info"]):
        ran = run(*command, "--desk", str(desk))
        assert ran.code == 7 and "selon add" in ran.err


def test_an_article_of_the_desk_is_shown_as_read_shows_it(desk: Path) -> None:
    added(desk, SAMPLE)
    shown = run("show", "k1", "--desk", str(desk))
    assert "Hélène Morvan" in shown.out and "All of it is told by L'Écho du Littoral." in shown.out
    record = json.loads(run("show", "k1", "--json", "--desk", str(desk)).out)
    assert len(record["statements"]) == len(RECORD.statements)


def test_a_silent_edit_is_shown(desk: Path) -> None:
    before = {**SAMPLE, "text": "Le pont ferme.\nIl y a trois blessés."}
    added(desk, before)
    assert "1 changed" in added(desk, {**before, "text": "Le pont ferme.\nIl y a quatre blessés.", "title": "Kerlann"}).err
    shown = run("versions", "k1", "--desk", str(desk)).out
    assert "- Il y a trois blessés." in shown and "+ Il y a quatre blessés." in shown and "+ Kerlann" in shown
    assert "Le pont ferme" not in shown
    first, second = (json.loads(line) for line in run("versions", "k1", "--json", "--desk", str(desk)).out.splitlines())
    assert first["dropped_lines"] == [] and second["dropped_lines"] == ["Il y a trois blessés."]


def test_the_desk_is_checked_rebuilt_and_told(desk: Path) -> None:
    added(desk, SAMPLE)
    before = run("desk", "check", "--desk", str(desk))
    assert before.code == 0 and "is whole" in before.out
    assert "1 articles entered anew" in run("desk", "rebuild", "--desk", str(desk)).out
    assert run("desk", "check", "--desk", str(desk)).out == before.out
    assert str(desk) in run("desk", "info", "--desk", str(desk)).out


def test_the_desk_is_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, desk: Path) -> None:
    monkeypatch.setenv("SELON_DESK", str(desk))
    assert default_desk() == desk
    assert run("search", "pont").code == 7
    monkeypatch.delenv("SELON_DESK")
    assert default_desk().name == "desk.sqlite" and "selon" in str(default_desk())
