"""A desk whose writer is killed: nothing that was kept is lost, nothing is half there, and the next run ends the work."""

from pathlib import Path

import msgspec
import pytest

from evaluation.kills import (
    AFTER,
    BEFORE,
    BETWEEN,
    Kill,
    Moment,
    Run,
    add,
    contents,
    digests,
    judged,
    kills,
    left_by_kill,
    written,
)
from selon.desk import Desk
from selon.model import SCHEMA, ArticleInfo, Record, Source, Statement
from selon.span import Span
from tests.test_desk import desk_with, item

TOWNS = ("Kerlann", "Morvane", "Port-Albe", "Saint-Elme", "Valmont", "Rochebrune", "Trézic")
SAID = "Le maire de {town} a annoncé lundi que le pont numéro {number} resterait fermé. « Nous attendons », a-t-il dit."
COUNT = 160


def line(number: int) -> bytes:
    text = SAID.format(town=TOWNS[number % 7], number=number)
    quote = Span(text.index("« ") + 2, text.index(" »"))
    said = Statement("S1", Source("named", None, "le maire", Span(0, 8)), None, (quote,), "direct", "state")
    record = Record(SCHEMA, "test", ArticleInfo("0" * 32, "fr", len(text), str(number), outlet="Le Phare"), statements=(said,))
    return msgspec.json.encode({"text": text, "record": record})


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "read.jsonl"
    assert written(map(line, range(COUNT)), path) == COUNT
    return path


def test_a_killed_desk_is_whole_and_ends_the_same(tmp_path: Path, articles: Path) -> None:
    whole = add(tmp_path / "whole.sqlite", articles)
    assert (len(whole.ids), whole.new, whole.has_ended) == (COUNT, COUNT, True)
    moments = [Moment(1), Moment(5, 0.02, worker=2), Moment(1, 0.01)]
    wanted = digests(tmp_path / "whole.sqlite")
    left = list(kills(tmp_path / "killed.sqlite", articles, iter(moments), wanted))
    assert [kill.place for kill in left].count(BETWEEN) == 3
    assert all(kill.is_whole for kill in left)
    assert [kill.articles for kill in left] == sorted(kill.articles for kill in left)
    again = add(tmp_path / "killed.sqlite", articles)
    assert again == Run(whole.ids, COUNT - left[-1].articles, True)
    assert digests(tmp_path / "killed.sqlite") == wanted
    with Desk(tmp_path / "killed.sqlite") as killed:
        assert killed.holdings()["articles"] == COUNT


def test_a_lost_article_and_a_changed_one_would_be_seen(tmp_path: Path) -> None:
    """The check itself: of three articles that were acknowledged, one is taken out of the file, the record of another changed."""
    desk = desk_with(tmp_path / "desk.sqlite", item("a"), item("b"), item("c"))
    wanted = contents(desk)
    gone, changed, _ = sorted(wanted)
    with desk.store.transaction():
        desk.store.change("DELETE FROM records WHERE article = ?", [gone])
        desk.store.change("DELETE FROM articles WHERE id = ?", [gone])
        desk.store.change("UPDATE records SET reader = 'another' WHERE article = ?", [changed])
    desk.store.close()
    kill = left_by_kill(tmp_path / "desk.sqlite", BETWEEN, frozenset(wanted), wanted)
    assert kill[:4] == (BETWEEN, 3, 2, 2)
    assert not kill.is_whole


def test_where_the_kills_fell_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    found = [Kill(place, 2, 2, 0, ()) for place in (BETWEEN, BEFORE, BETWEEN)]
    assert judged(found, [True]) == 0
    assert (
        "3 kills: 1 before the first acknowledgement, 2 between the first and the last, 0 after the last"
        in capsys.readouterr().out
    )
    assert judged([*found, Kill(AFTER, 2, 1, 1, ())], [True]) == 1
    assert judged(found, [False]) == 1
