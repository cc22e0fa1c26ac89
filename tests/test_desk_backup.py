"""Backups: a whole copy while somebody writes, never over another file, never half of one."""

import sqlite3
from pathlib import Path

import pytest

from selon.desk import WRITE, Desk
from selon.errors import DeskError, OutputError
from tests.faces_sample import run
from tests.test_desk import Reads, desk_with, item


def test_a_backup_is_whole_while_a_writer_is_at_work(tmp_path: Path) -> None:
    path, copy = tmp_path / "desk.sqlite", tmp_path / "copy.sqlite"
    with desk_with(path, item("a"), item("b")) as writer:
        before = writer.digest()
        with writer.store.transaction():
            writer.store.change("INSERT INTO rulings (kind, a, b, made) VALUES ('k', 'a', 'b', 'now')")
            with Desk(path) as reader:
                assert reader.back_up(copy) == before
    with Desk(copy, WRITE) as copied:
        assert (copied.check(), copied.digest()) == ([], before)
        assert copied.store.rows("SELECT * FROM rulings") == []  # not committed when the copy was made
        assert [one.outcome for one in copied.add([item("a"), item("c")], Reads)] == ["known", "new"]
    assert sorted(one.name for one in tmp_path.glob(".*")) == []


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path, there = tmp_path / "desk.sqlite", tmp_path / "there"
    there.write_bytes(b"mine")
    with desk_with(path, item("a")) as desk, pytest.raises(OutputError, match="there already"):
        desk.back_up(there)
    with Desk(path) as desk, pytest.raises(OutputError, match="cannot be written"):
        desk.back_up(tmp_path / "no folder" / "copy")
    assert there.read_bytes() == b"mine"


def test_a_desk_that_is_not_whole_makes_no_backup(tmp_path: Path) -> None:
    path, copy = tmp_path / "desk.sqlite", tmp_path / "copy.sqlite"
    desk_with(path, item("a")).store.close()
    raw = sqlite3.connect(path)
    raw.execute("UPDATE articles SET text = 'x'")
    raw.execute("INSERT INTO records VALUES ('nobody', 'r', 'now', '{}')")
    raw.commit()
    raw.close()
    with Desk(path) as desk:
        assert any("of records belongs to no row of articles" in fault for fault in desk.check())
        with pytest.raises(DeskError, match="not whole"):
            desk.back_up(copy)
    assert list(tmp_path.glob("*copy*")) == [] and list(tmp_path.glob(".*")) == []


def test_the_command_tells_the_digest_of_the_copy(tmp_path: Path) -> None:
    path, copy = tmp_path / "desk.sqlite", tmp_path / "copy.sqlite"
    with desk_with(path, item("a")) as desk:
        digest = desk.digest()
    ran = run("desk", "backup", str(copy), "--desk", str(path))
    assert (ran.code, ran.out) == (0, f"{copy} is a whole copy of {path}; digest {digest}.\n")
    again = run("desk", "backup", str(copy), "--desk", str(path))
    assert again.code == 4 and "name another" in again.err
