"""What happens to a desk's file from outside: full disks, rights, damage, other writers; nothing acknowledged is lost."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from selon.desk import WRITE, Desk
from selon.errors import DeskError
from selon.ingest.polling import Feed, seconds_left
from selon.store import file as store_file
from selon.store.file import Store
from tests.test_desk import Reads, desk_with, item, text

NOBODY = 65_534
SIDES = ("-wal", "-shm")
_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to mount a small disk or to take off root's rights")


def names(count: int, start: str = "n") -> list[str]:
    return [f"{start}{number:03}" for number in range(count)]


def added(desk: Desk, keys: list[str], padding: str = "") -> Iterator[str]:
    """The ids of what is acknowledged, one transaction an article."""
    for key in keys:
        yield from (one.article or "" for one in desk.add([item(key, f"fermé{padding}")], Reads))


def ids(path: Path) -> set[str]:
    with Desk(path) as desk:
        assert desk.check() == []
        return {row["id"] for row in desk.store.rows("SELECT id FROM articles")}


def digest(path: Path) -> str:
    with Desk(path) as desk:
        assert desk.check() == []
        return desk.digest()


def whole(path: Path, keys: list[str], padding: str = "") -> str:
    """The digest of a desk that took the same articles in without any fault."""
    desk_with(path, *(item(key, f"fermé{padding}") for key in keys)).store.close()
    return digest(path)


@pytest.fixture
def small_disk() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp())
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], check=True)
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)
    folder.rmdir()


@_root
def test_a_full_disk_is_said_and_the_rest_goes_on_when_there_is_room(small_disk: Path, tmp_path: Path) -> None:
    path, ballast = small_disk / "desk.sqlite", small_disk / "ballast"
    keys, padding, kept = names(60), " depuis l'inondation" * 500, set()
    with Desk(path, WRITE) as desk:
        ballast.write_bytes(b"x" * (os.statvfs(small_disk).f_bavail * 4096 - 600_000))
        with pytest.raises(DeskError, match=r"(full|I/O).*free some|look at it"):
            for one in added(desk, keys, padding):
                kept.add(one)
        assert 0 < len(kept) < 60
        ballast.unlink()
        assert ids(path) == kept
    subprocess.run(["mount", "-o", "remount,size=64m", small_disk], check=True)
    with Desk(path, WRITE) as desk:
        assert kept <= set(added(desk, keys, padding))
    assert digest(path) == whole(tmp_path / "whole.sqlite", keys, padding)


def test_a_file_that_may_grow_no_further_is_said(tmp_path: Path) -> None:
    """RLIMIT_FSIZE stands for a full disk or a quota where nothing can be mounted."""
    program = (
        "import resource, signal, sys\nfrom pathlib import Path\nfrom selon.desk import WRITE, Desk\n"
        "from tests.test_faults_file import added, names\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "with Desk(Path(sys.argv[1]), WRITE) as desk:\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, 900_000))\n"
        "    for one in added(desk, names(60), ' depuis hier' * 1000):\n        print(one, flush=True)\n"
    )
    path = tmp_path / "desk.sqlite"
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False)
    assert "DeskError" in done.stderr and "run the same command again: what was acknowledged is kept." in done.stderr
    kept = done.stdout.split()
    assert 0 < len(kept) < 60 and ids(path) == set(kept)


@contextmanager
def nobody() -> Iterator[None]:
    """Without root's rights."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that nobody owns and whose parents everybody may enter."""
    made = Path(tempfile.mkdtemp(dir="/tmp"))
    if os.geteuid() == 0:
        os.chown(made, NOBODY, NOBODY)
    yield made
    made.chmod(0o700)
    shutil.rmtree(made)


def test_a_file_that_may_not_be_written_is_said_and_can_be_read(folder: Path) -> None:
    path = folder / "desk.sqlite"
    with nobody():
        desk_with(path, item("a")).store.close()
        path.chmod(0o400)
        with pytest.raises(DeskError, match=r"readonly.*rights to it and to its folder were expected"), Desk(path, WRITE) as desk:
            list(added(desk, ["b"]))
        assert len(ids(path)) == 1
        for one in folder.iterdir():  # what stands beside the file has the file's own rights
            one.chmod(0o600)
        with Desk(path, WRITE) as desk:
            list(added(desk, ["b"]))
        assert len(ids(path)) == 2


def test_a_file_that_may_not_be_read_is_said(folder: Path) -> None:
    path = folder / "desk.sqlite"
    with nobody():
        desk_with(path, item("a")).store.close()
        path.chmod(0)
        for mode in ("read", "write"):
            with pytest.raises(DeskError, match="rights to it and to its folder were expected"):
                Desk(path, mode)  # type: ignore[arg-type]
        path.chmod(0o600)
        assert len(ids(path)) == 1


def test_a_folder_that_may_not_be_written_lets_nothing_half_done(folder: Path) -> None:
    path = folder / "desk.sqlite"
    with nobody():
        desk_with(path, item("a")).store.close()
        folder.chmod(0o500)
        with pytest.raises(DeskError, match=r"rights to it and to its folder were expected"), Desk(path, WRITE) as desk:
            list(added(desk, ["b"]))
        with pytest.raises(DeskError, match="rights"):
            Desk(folder / "new.sqlite", WRITE)
        folder.chmod(0o700)
        assert len(ids(path)) == 1


@pytest.mark.parametrize("fate", ["deleted", "moved", "replaced"])
def test_a_file_that_vanishes_takes_no_article_with_it(tmp_path: Path, fate: str) -> None:
    path, other = tmp_path / "desk.sqlite", tmp_path / "other.sqlite"
    with Desk(path, WRITE) as desk:
        kept = set(added(desk, ["a"]))
        if fate == "deleted":
            path.unlink()
        else:
            path.rename(other)
        if fate == "replaced":
            path.write_bytes(b"")
        with pytest.raises(DeskError, match="was moved or deleted while it was written"):
            list(added(desk, ["b"]))
        if fate == "moved":
            other.rename(path)
            assert len(kept | set(added(desk, ["b"]))) == 2


@pytest.fixture
def left(tmp_path: Path) -> tuple[Path, list[str]]:
    """A desk as a killed writer leaves it: the last articles stand in the log alone."""
    path, copy = tmp_path / "live.sqlite", tmp_path / "left.sqlite"
    keys = names(12)
    with Desk(path, WRITE) as desk:
        list(added(desk, keys))
        for end in ("", *SIDES):
            shutil.copy(f"{path}{end}", f"{copy}{end}")
    return copy, keys


@pytest.mark.parametrize("end", SIDES)
@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "garbled", "garbled in the middle"])
def test_a_damaged_log_leaves_a_whole_desk(left: tuple[Path, list[str]], tmp_path: Path, end: str, damage: str) -> None:
    path, keys = left
    side = Path(f"{path}{end}")
    data = side.read_bytes()
    if damage == "gone":
        side.unlink()
    else:
        half = len(data) // 2
        noise = bytes((number * 97 + 13) % 256 for number in range(4_000))
        middle = data[:half] + noise + data[half + 4_000 :]
        side.write_bytes({"empty": b"", "cut": data[:half], "garbled": noise + data[4_000:]}.get(damage, middle))
    try:
        before = ids(path)
    except DeskError:  # nothing had reached the file itself yet: there is no desk in it
        before = set()
    if end == "-shm":
        assert len(before) == len(keys)  # made anew from the log: nothing is lost
    with Desk(path, WRITE) as desk:
        again = set(added(desk, keys))
    assert before <= again
    assert digest(path) == whole(tmp_path / "whole.sqlite", keys)


DAMAGE = {
    "no database": lambda data: b"Le maire a parl\xe9.\n" * 400,
    "half copied": lambda data: data[: len(data) // 2 // 4096 * 4096],
    "cut within a page": lambda data: data[: len(data) // 2 + 100],
    "pages of noise": lambda data: data[:8192] + b"\xa5" * 40_960 + data[49_152:],
    "nothing but a head": lambda data: data[:100],
}


@pytest.mark.parametrize("damage", sorted(DAMAGE))
def test_a_damaged_file_is_said_and_never_taken_for_whole(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "desk.sqlite"
    desk_with(path, *map(item, names(20))).store.close()
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    try:
        with Desk(path) as desk:
            assert desk.check() != []
    except DeskError as error:
        assert str(path) in str(error) and "expected" in str(error)
    with pytest.raises(DeskError, match=r"expected"), Desk(path, WRITE) as desk:
        desk.rebuild()
        list(added(desk, names(20, "z")))


def test_a_newer_schema_is_refused_by_readers_and_writers(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    desk_with(path, item("a")).store.close()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 999")
    raw.close()
    before = path.read_bytes()
    for mode in ("read", "write"):
        with pytest.raises(DeskError, match="written by a newer Selon"):
            Desk(path, mode)  # type: ignore[arg-type]
    assert path.read_bytes() == before


def test_two_writers_at_once_both_get_their_articles_in(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    kept: dict[str, list[str]] = {"left": [], "right": []}

    def write(side: str) -> None:
        with Desk(path, WRITE) as desk:
            kept[side] += added(desk, names(10, side))

    writers = [threading.Thread(target=write, args=(side,)) for side in kept]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [len(set(side)) for side in kept.values()] == [10, 10]
    assert ids(path) == {*kept["left"], *kept["right"]}
    assert digest(path) == whole(tmp_path / "whole.sqlite", names(10, "left") + names(10, "right"))


def test_a_writer_that_never_ends_is_said_after_the_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "desk.sqlite"
    desk_with(path, item("a")).store.close()
    monkeypatch.setattr(store_file, "_WAIT_MS", 50)
    with Desk(path, WRITE) as first, Desk(path, WRITE) as second:
        with first.store.transaction(), pytest.raises(DeskError, match=r"locked.*no other writer was expected; wait for it"):
            list(added(second, ["b"]))
        assert len(list(added(second, ["b"]))) == 1


def test_a_transaction_that_fails_for_good_keeps_its_own_reason(tmp_path: Path) -> None:
    with Desk(tmp_path / "desk.sqlite", WRITE) as desk:
        store: Store = desk.store
        with pytest.raises(ZeroDivisionError), store.transaction():
            store.change("INSERT INTO rulings (kind, a, b, made) VALUES ('k', 'a', 'b', 'now')")
            raise ZeroDivisionError
        with pytest.raises(DeskError, match="room on the disk was expected"), store.transaction():
            store.change(f"PRAGMA max_page_count = {store.rows('PRAGMA page_count')[0][0]}")
            for _ in range(2_000):
                store.change("INSERT INTO rulings (kind, a, b, made) VALUES ('k', 'a', 'b', hex(zeroblob(500)))")
        assert store.rows("SELECT * FROM rulings") == []


def test_a_clock_that_is_moved_back_loses_and_hides_nothing(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    clock = iter(["2024-06-06T08:00:00+00:00", "1999-01-01T00:00:00+00:00", "2024-06-06T08:00:01+00:00"])
    with Desk(path, WRITE, now=lambda: next(clock)) as desk:
        for key, state in (("a", "fermé"), ("a", "ouvert"), ("b", "fermé")):
            assert [one.outcome for one in desk.add([item(key, state)], Reads)] != ["failed"]
        assert [kept.text for kept in desk.versions("a")] == [text("a"), text("a", "ouvert")]
        assert [kept.name for kept in desk.newest(5)] == ["b", "a"]
        assert "ouvert" in desk.article("a").text
    assert len(ids(path)) == 3


def test_a_feed_is_asked_again_within_its_interval_when_the_clock_is_moved_back() -> None:
    feed = Feed("https://nouvelles.example/flux", interval=900, next_due="2024-06-06T08:15:00+00:00")
    assert seconds_left(feed, "2024-06-06T08:10:00+00:00") == 300
    assert seconds_left(feed, "2023-06-06T08:10:00+00:00") == 900
    failing = feed.__replace__(failures=3)
    assert seconds_left(failing, "2024-06-05T08:15:00+00:00") == 86_400
    assert seconds_left(failing, "2023-06-06T08:10:00+00:00") == 7 * 86_400
