"""`selon doctor --desk`: what it knows of a desk, also of one that cannot be opened, and what it says to do."""

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from selon.desk import health as desk_health
from selon.desk.health import health
from selon.errors import DeskError
from selon.terminal.health import size
from tests.faces_sample import RECORD, run

VERSION = RECORD.reader
ROWS = (
    {"key": "k1", "language": "fr", "published": "2024-03-05", "text": "Il pleut sur la ville."},
    {"key": "k2", "language": "fr", "published": "2024-04-01", "text": "La digue est fermée."},
)


class Room(NamedTuple):
    free: int


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "desk.sqlite"
    given = "".join(json.dumps(row) + "\n" for row in ROWS).encode()
    assert run("add", "-", "--jsonl", "--desk", str(path), stdin=given).code == 0
    return path


def changed(desk: Path, *statements: str) -> None:
    connection = sqlite3.connect(desk)
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def told(desk: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("doctor", "--json", "--desk", str(desk)).out)
    return found


def test_a_desk_that_does_well_has_nothing_to_do(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    ran = run("doctor", "--desk", str(desk))
    assert (ran.code, ran.err) == (0, "")
    rows = dict(line.split(maxsplit=1) for line in ran.out.splitlines())
    assert rows["file"] == str(desk)
    assert rows["articles"] == "2 in 2 versions, published 2024-03-05 to 2024-04-01"
    assert (rows["records"], rows["reader"], rows["failures"]) == (f"2 by {VERSION}", VERSION, "0")
    assert rows["rights"] == "this account may read and write it" and rows["schema"].endswith("journal wal")
    assert "pages whole" in rows["integrity"]
    assert ran.out.splitlines()[-1].split() == ["to", "do", "nothing"]


def test_programs_get_all_of_it(desk: Path) -> None:
    found = told(desk)
    assert (found["file"], found["size"], found["trouble"], found["advice"]) == (str(desk), desk.stat().st_size, None, [])
    assert found["is_readable"] and found["is_writable"] and found["free"] > 0
    inside = found["inside"]
    assert (inside["articles"], inside["versions"], inside["unread"], inside["faults"]) == (2, 2, 0, [])
    assert inside["readers"] == {VERSION: 2} and inside["schema"] >= 4 and inside["journal"] == "wal" and inside["is_current"]


NEWER = "9.9.9+fr.0123456789ab"


@pytest.mark.parametrize(
    ("statements", "advice", "code"),
    [
        (["UPDATE records SET reader = '0.0.1+fr.old' WHERE rowid = 1"], "made 1 of the records: run selon desk reread", 0),
        ([f"UPDATE records SET reader = '{NEWER}'"], "install the newer Selon", 0),
        (["UPDATE derivation SET made_by = 'another'"], "run selon desk rebuild", 0),
        (["PRAGMA foreign_keys = OFF", "DELETE FROM records WHERE rowid = 1"], "go back to a backup", 1),
        (["PRAGMA user_version = 99"], "newer Selon", 7),
        (["PRAGMA user_version = 1"], "run selon desk rebuild", 7),
        (["PRAGMA application_id = 7"], "another program's database", 7),
    ],
)
def test_what_is_to_do_is_said(desk: Path, statements: list[str], advice: str, code: int) -> None:
    changed(desk, *statements)
    ran = run("doctor", "--desk", str(desk))
    assert ran.code == code
    shown = " ".join(ran.out.split())
    assert "to do" in shown and advice in shown.partition("to do")[2]
    assert any(advice in one for one in told(desk)["advice"])


def test_failures_are_counted_and_an_empty_desk_is_said(tmp_path: Path) -> None:
    empty = tmp_path / "empty.sqlite"
    (tmp_path / "vide.txt").write_text(" ", encoding="utf-8")
    assert run("add", str(tmp_path / "vide.txt"), "--desk", str(empty)).code == 3
    found = told(empty)
    assert (found["inside"]["failures"], found["inside"]["articles"]) == (1, 0)
    assert [one.split(":")[0] for one in found["advice"]] == ["some inputs could not be read (1)", "it is empty"]


def test_half_a_file_is_told_not_raised(desk: Path) -> None:
    os.truncate(desk, desk.stat().st_size // 2)
    found = told(desk)
    assert found["trouble"] is not None or found["inside"]["faults"]
    assert run("doctor", "--desk", str(desk)).code in (1, 7)


def test_noise_is_told_not_raised(tmp_path: Path) -> None:
    (tmp_path / "noise").write_bytes(b"no database at all" * 400)
    ran = run("doctor", "--desk", str(tmp_path / "noise"))
    assert ran.code == 7 and "7.2 kB" in ran.out and "a desk of Selon was expected" in " ".join(ran.out.split())


def test_rights_room_and_log(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def access(wanted: int) -> Callable[[object, int], bool]:
        return lambda _, asked: asked == wanted

    monkeypatch.setattr(os, "access", access(os.R_OK))
    assert [one.partition(":")[0] for one in health(desk, VERSION).advice] == [
        "this account may not write the file or its folder"
    ]
    monkeypatch.setattr(os, "access", access(-1))
    assert health(desk, VERSION).advice == ("this account may not read the file: give it the right to",)
    assert "none for this account" in run("doctor", "--desk", str(desk)).out
    monkeypatch.undo()
    monkeypatch.setattr("shutil.disk_usage", lambda _: Room(1000))
    monkeypatch.setattr(desk_health, "_LONG_LOG", -1)
    assert [one.split(":")[0].split()[1] for one in health(desk, VERSION).advice] == ["disk", "log"]


def test_a_desk_that_is_not_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="does not exist"):
        health(tmp_path / "desk", VERSION)
    ran = run("doctor", "--desk", str(tmp_path / "desk"))
    assert (ran.code, ran.out) == (7, "") and "selon add" in ran.err and not (tmp_path / "desk").exists()
    ran = run("doctor", "--json")
    assert ran.code == 2 and "--desk" in ran.err


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0 bytes"), (999, "999 bytes"), (1000, "1.0 kB"), (1_064_960, "1.1 MB"), (7 * 10**15, "7000.0 TB")]
)
def test_sizes_are_told_as_people_tell_them(count: int, shown: str) -> None:
    assert size(count) == shown
