"""Reading again with a newer reader: the desk that it would have made, whenever it is stopped, while others look at it."""

import json
import os
import signal
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import pytest

from selon.commands import Engine
from selon.desk import WRITE, Desk
from selon.desk.rereading import Asked
from selon.errors import DeskError
from selon.intake import Item
from selon.model import Article, Reading
from tests.faces_sample import ENGINE, run
from tests.test_desk import Reads, desk_with, item
from tests.test_desk_corrections import derived

ALL = Asked()


class Newer(Reads):
    """A reader that hears the act otherwise and knows the speaker by another name, and fails on one word."""

    version = "0.9.0+fr.newer"

    def read(self, article: Article) -> Reading:
        if "INDICIBLE" in article.text:
            raise ValueError("no")
        found = super().read(article)
        (said,) = found.record.statements
        source = said.source.__replace__(name=f"maire {said.source.name}")
        newly = said.__replace__(act="promise", source=source, chain=(f"maire {said.source.name}",))
        return Reading(found.text, found.record.__replace__(reader=self.version, statements=(newly,)))


def many(count: int) -> Iterator[Item]:
    return (item(f"Kerven{number}", published=f"2024-06-{1 + number % 28:02}") for number in range(count))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.sqlite"


def anew(path: Path, *items: Item) -> Desk:
    return desk_with(path.with_name("anew.sqlite"), *items, reader=Newer())


def test_it_becomes_the_desk_that_the_newer_reader_makes(path: Path) -> None:
    items = [*many(20), item("Kerven3", "ouvert", published="2024-07-01")]
    with desk_with(path, *items) as desk, anew(path, *items) as wanted:
        assert desk.digest() != wanted.digest()
        done = list(desk.reread(Newer, ALL))
        assert [one.reason for one in done] == [None] * 21 and {one.before for one in done} == {"test"}
        assert [one.where for one in done[:3]] == ["Kerven3", "Kerven19", "Kerven18"]  # what came last goes first
        assert desk.digest() == wanted.digest()
        assert derived(desk) == derived(wanted)
        assert [hit.article.key for hit in desk.search('source:"maire Kerven7" act:promise')] == ["Kerven7"]
        assert (desk.search("act:warn"), desk.check(), desk.unread(Newer.version)) == ([], [], 0)
        assert list(desk.reread(Newer, ALL)) == []


def test_stopped_it_goes_on_where_it_was(path: Path) -> None:
    with desk_with(path, *many(40)) as desk, anew(path, *many(40)) as wanted:
        list(islice(desk.reread(Newer, ALL), 3))  # a batch is kept before any of it is told
        assert desk.unread(Newer.version) == 24
        list(desk.reread(Newer, Asked(limit=5)))
        assert desk.unread(Newer.version) == 19
        asked = iter([False] * 3 + [True] * 40)
        assert len(list(desk.reread(Newer, Asked(is_stopped=lambda: next(asked))))) == 3
        assert desk.check() == []
        assert len(list(desk.reread(Newer, ALL))) == 16
        assert desk.digest() == wanted.digest()


def test_what_cannot_be_read_again_keeps_its_record(path: Path) -> None:
    with desk_with(path, item("a"), item("INDICIBLE"), item("b")) as desk:
        reasons = {one.where: one.reason for one in desk.reread(Newer, ALL)}
        assert reasons["a"] is None and reasons["b"] is None
        assert "could not be read again (ValueError: no)" in (reasons["INDICIBLE"] or "")
        assert [hit.article.key for hit in desk.search("act:warn")] == ["INDICIBLE"]
        assert (desk.unread(Newer.version), desk.check()) == (1, [])


def test_what_people_ruled_stays(path: Path) -> None:
    with desk_with(path, item("a"), item("b")) as desk:
        desk.correct("a", "S1", "Hélène Prigent")
        rulings = desk.rulings()
        list(desk.reread(Newer, ALL))
        assert desk.rulings() == rulings
        assert [hit.article.key for hit in desk.search("source:Prigent act:promise")] == ["a"]
        desk.undo(rulings[0].ruling.number)
        assert [hit.article.key for hit in desk.search('source:"maire Morvan"')] == ["a"]


def test_the_desk_is_used_meanwhile(path: Path) -> None:
    """A reader sees each batch whole or not at all, and another writer comes between two batches."""
    seen: list[tuple[int, int]] = []
    with desk_with(path, *many(40)) as desk, Desk(path) as reader, Desk(path, WRITE) as writer:
        for one in desk.reread(Newer, ALL):
            acts = [len(reader.search(f"act:{act}", limit=100)) for act in ("promise", "warn")]
            seen.append((acts[0], acts[1]))
            if one.where == "Kerven39":
                list(writer.add([item("a"), item("Kerven2", "ouvert", published="2024-08-01")], Reads))
        assert {promised for promised, _ in seen} == {16, 32, 39}  # of the fortieth another version is the newest now
        assert all(promised + warned in (40, 41) for promised, warned in seen)
        assert (desk.unread(Newer.version), desk.check()) == (2, [])  # what came meanwhile was read by the older one
        assert [hit.article.text.endswith("ouvert. »") for hit in desk.search("key:Kerven2")] == [True]


def test_records_of_a_newer_selon_are_left_alone(path: Path) -> None:
    with desk_with(path, item("a"), reader=Newer()) as desk, pytest.raises(DeskError, match="newer reader"):
        desk.unread("0.8.9+fr.older")


class Interrupting(Newer):
    """A reader during whose second batch somebody presses Ctrl-C."""

    def read(self, article: Article) -> Reading:
        if "Kerven20 " in article.text:
            os.kill(os.getpid(), signal.SIGINT)
        return super().read(article)


def test_the_command_ends_after_the_batch_and_goes_on(path: Path) -> None:
    desk_with(path, *many(40)).store.close()
    command = partial(run, "desk", "reread", "--desk", str(path))
    stopped = command("--json", engine=Engine(Interrupting, *ENGINE[1:]))
    assert stopped.code == 130 and "with the batch at hand finished" in stopped.err
    told = [json.loads(line) for line in stopped.out.splitlines()]
    assert (len(told), told[0]["where"]) == (32, "Kerven39")
    assert f"32 read again by {Newer.version}, 0 failed, 8 left: run selon desk reread again" in stopped.err
    again = command(engine=Engine(Newer, *ENGINE[1:]))
    assert (again.code, again.out) == (0, "") and "8 read again" in again.err and "none left" in again.err
    with Desk(path) as desk, anew(path, *many(40)) as wanted:
        assert desk.digest() == wanted.digest()
