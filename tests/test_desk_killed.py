"""A desk whose writer is killed: nothing that was kept is lost, nothing is half there, and the next run ends the work."""

import json
from pathlib import Path

from evaluation.kills import add, kills
from selon.desk import Desk

TOWNS = ("Kerlann", "Morvane", "Port-Albe", "Saint-Elme", "Valmont", "Rochebrune", "Trézic")


def corpus(path: Path, count: int) -> Path:
    said = "Le maire de {town} a annoncé lundi que le pont numéro {number} resterait fermé. « Nous attendons », a-t-il dit."
    rows = ({"key": str(n), "outlet": "Le Phare", "text": said.format(town=TOWNS[n % 7], number=n)} for n in range(count))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_killed_desk_is_whole_and_ends_the_same(tmp_path: Path) -> None:
    articles = corpus(tmp_path / "in.jsonl", 120)
    needed = add(tmp_path / "whole.sqlite", articles)
    left = list(kills(tmp_path / "killed.sqlite", articles, [needed * share for share in (0.3, 0.5, 0.6, 0.7)]))
    assert [kill.faults for kill in left] == [()] * 4
    assert [kill.articles for kill in left] == sorted(kill.articles for kill in left)
    add(tmp_path / "killed.sqlite", articles)
    with Desk(tmp_path / "whole.sqlite") as whole, Desk(tmp_path / "killed.sqlite") as killed:
        assert whole.digest() == killed.digest()
        assert whole.holdings()["articles"] == 120
