"""A desk whose writer is killed: nothing that was kept is lost, nothing is half there, and the next run ends the work."""

import json
import time
from pathlib import Path

from evaluation.kills import add, digest, kills, left_by_kill
from selon.desk import Desk
from tests.test_desk import desk_with, item

TOWNS = ("Kerlann", "Morvane", "Port-Albe", "Saint-Elme", "Valmont", "Rochebrune", "Trézic")


def corpus(path: Path, count: int) -> Path:
    said = "Le maire de {town} a annoncé lundi que le pont numéro {number} resterait fermé. « Nous attendons », a-t-il dit."
    rows = ({"key": str(n), "outlet": "Le Phare", "text": said.format(town=TOWNS[n % 7], number=n)} for n in range(count))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_killed_desk_is_whole_and_ends_the_same(tmp_path: Path) -> None:
    articles = corpus(tmp_path / "in.jsonl", 120)
    begun = time.monotonic()
    told, has_ended = add(tmp_path / "whole.sqlite", articles)
    needed = time.monotonic() - begun
    assert (len(told), has_ended) == (120, True)
    moments = [(needed * share, worker) for share, worker in ((0.3, None), (0.5, needed * 0.45), (0.6, None), (0.7, None))]
    left = list(kills(tmp_path / "killed.sqlite", articles, iter(moments)))
    assert left and all(kill.is_whole for kill in left)
    assert [kill.articles for kill in left] == sorted(kill.articles for kill in left)
    again, has_ended = add(tmp_path / "killed.sqlite", articles)
    assert (again, has_ended) == (told, True)
    assert digest(tmp_path / "whole.sqlite") == digest(tmp_path / "killed.sqlite")
    with Desk(tmp_path / "killed.sqlite") as killed:
        assert killed.holdings()["articles"] == 120


def test_a_lost_article_would_be_seen(tmp_path: Path) -> None:
    """The check itself: of two articles that were acknowledged, one is taken out of the file."""
    desk = desk_with(tmp_path / "desk.sqlite", item("a"), item("b"))
    ids = {row["id"] for row in desk.store.rows("SELECT id FROM articles")}
    with desk.store.transaction():
        desk.store.change("DELETE FROM records WHERE article = ?", [min(ids)])
        desk.store.change("DELETE FROM articles WHERE id = ?", [min(ids)])
    desk.store.close()
    assert left_by_kill(tmp_path / "desk.sqlite", 1.0, ids)[1:4] == (2, 1, 1)
    assert not left_by_kill(tmp_path / "desk.sqlite", 1.0, ids).is_whole
