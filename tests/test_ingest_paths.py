"""Paths: what a command line means, and their bytes or a refusal for each that gives none."""

import io
import os
import re
from pathlib import Path

import pytest

from selon.errors import InputError
from selon.ingest.paths import STDIN, expand, label, read_path
from selon.ingest.plain import BYTES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a.text",
        "c.TXT",
        "d.md",
        "e",
        ".hidden.txt",
        ".git/f.txt",
        "sub/g.txt",
        "sub/.h/i.txt",
        "sub.txt/j.txt",
    ):
        path = tmp_path / "texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"Bonjour")
    return tmp_path / "texts"


def test_a_directory_gives_its_texts_at_any_depth_in_order(folder: Path) -> None:
    assert [str(path.relative_to(folder)) for path in expand([str(folder)])] == [
        "a.text",
        "b.txt",
        "c.TXT",
        "sub/g.txt",
        "sub.txt/j.txt",
    ]


def test_files_come_as_given_and_in_the_order_given(folder: Path) -> None:
    given = [str(folder / "e"), "-", str(folder / "sub"), str(folder / "d.md"), str(folder / "missing.txt")]
    assert list(expand(given)) == [folder / "e", STDIN, folder / "sub" / "g.txt", folder / "d.md", folder / "missing.txt"]


def test_a_hidden_directory_is_read_where_it_is_asked_for(folder: Path) -> None:
    assert list(expand([str(folder / ".git")])) == [folder / ".git" / "f.txt"]


def test_one_bad_path_never_stops_the_rest(folder: Path) -> None:
    empty = folder / "empty"
    empty.mkdir()
    read, refused = [], []
    for path in expand([str(folder / "missing.txt"), str(empty), "x" * 5_000, "nul\0.txt", str(folder / "a.text")]):
        try:
            read.append(read_path(path))
        except InputError as refusal:
            refused.append(str(refusal))
    assert read == [b"Bonjour"]
    assert refused[0].endswith("missing.txt does not exist: a text file, a directory or - was expected; check the name.")
    assert refused[1].endswith("empty is a directory, not a text: name a file of it.")
    assert refused[2].endswith("xx cannot be read (File name too long): a readable text file was expected; check it.")
    assert refused[3].startswith("nul\0.txt cannot be read (embedded null byte)")


def test_a_name_that_no_terminal_can_print_is_made_printable(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=re.escape("caf\ufffd.txt does not exist")):
        read_path(tmp_path / "caf\udce9.txt")


@pytest.mark.parametrize("size", [BYTES, BYTES + 1, BYTES + 2])
def test_never_more_is_read_than_shows_that_it_is_too_much(tmp_path: Path, size: int) -> None:
    path = tmp_path / "long.txt"
    path.touch()
    os.truncate(path, size)
    assert len(read_path(path)) == min(size, BYTES + 1)


def test_a_device_without_end_is_cut() -> None:
    assert len(read_path(Path("/dev/zero"))) == BYTES + 1


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO("été".encode() + b"a" * BYTES)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(stream))
    (path,) = expand(["-"])
    assert label(path) == "standard input"
    assert read_path(path) == "été".encode() + b"a" * (BYTES + 1 - 5)


def test_a_file_that_is_named_a_dash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "-").write_bytes(b"Salut")
    (path,) = expand(["./-"])
    assert (read_path(path), label(path)) == (b"Salut", str(tmp_path / "-"))


def test_a_closed_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(InputError, match=r"^standard input cannot be read \(it is closed\)"):
        read_path(STDIN)
