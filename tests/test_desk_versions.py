"""Versions stand in the order of their own days, in whatever order they came, and what is derived follows the newest."""

import json
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest

from selon.desk import Desk
from selon.ingest.incoming import Incoming
from selon.intake import Given, Item, arrived
from selon.model import Article
from selon.store import articles
from tests.test_desk import Reads, desk_with, item, text

DAYS = (
    item("a", published="2024-06-06T08:00+02:00"),
    item("a", "ouvert", published="2024-06-06T08:00+02:00", modified="2024-06-07"),
    item("a", "levé", published="2024-06-08"),
)
STATES = [text("a"), text("a", "ouvert"), text("a", "levé")]


def history(desk: Desk) -> list[tuple[int, str]]:
    return [(kept.version, kept.text) for kept in desk.versions("a")]


@pytest.mark.parametrize("order", list(permutations(DAYS)))
def test_every_order_of_arrival_gives_the_same_history(tmp_path: Path, order: Sequence[Item]) -> None:
    with desk_with(tmp_path / "desk.sqlite") as desk:
        for one in order:
            list(desk.add([one], Reads))
        assert history(desk) == list(enumerate(STATES, start=1))
        assert [hit.article.text for hit in desk.search("Kerlann")] == [STATES[-1]]
        assert desk.article("a").text == STATES[-1]
        assert {added.outcome for added in desk.add(order, Reads)} == {"known"}
    with desk_with(tmp_path / "other.sqlite", *DAYS) as other, Desk(desk.path) as first:
        assert other.digest() == first.digest()


def test_an_older_text_leaves_what_is_derived_as_a_rebuild_makes_it(tmp_path: Path) -> None:
    tables = ("who_says_what", "story_articles", "copy_prints", "stories")
    with desk_with(tmp_path / "desk.sqlite", item("b"), DAYS[2], DAYS[0]) as desk:
        before = {table: sorted(map(tuple, desk.store.rows(f"SELECT * FROM {table}"))) for table in tables}
        assert all(before.values())
        desk.rebuild()
        assert {table: sorted(map(tuple, desk.store.rows(f"SELECT * FROM {table}"))) for table in tables} == before


def test_what_only_one_of_two_texts_of_a_day_was_modified_after_is_later(tmp_path: Path) -> None:
    edited = item("a", "ouvert", modified="2024-06-06T17:00")
    with desk_with(tmp_path / "desk.sqlite", edited, item("a")) as desk:
        assert history(desk) == [(1, text("a")), (2, text("a", "ouvert"))]


def test_where_no_day_tells_the_order_is_that_of_arrival(tmp_path: Path) -> None:
    undated = [item("a", state, published=None) for state in ("ouvert", "fermé", "ouvert")]
    with desk_with(tmp_path / "desk.sqlite", *undated) as desk:
        assert [kept.text for kept in desk.versions("a")] == [text("a", "ouvert"), text("a"), text("a", "ouvert")]


def test_what_a_page_tells_beside_its_text_is_kept_and_comes_back(tmp_path: Path) -> None:
    found = Incoming(Article(text("a"), language="fr"), "x", ("https://lebrise.example/1",), "Jeanne Corbel", "2024-06-07")
    given = arrived(found, Given(), frozenset({"fr"}), "x", print)
    with desk_with(tmp_path / "desk.sqlite", given) as desk:
        ((article, held),) = desk.given()
        assert (article.byline, article.modified, article.links) == ("Jeanne Corbel", "2024-06-07", ("https://lebrise.example/1",))
        assert (held.byline, held.links) == (article.byline, article.links)
        (kept,) = articles.every(desk.store)
        assert json.loads(str(kept.links)) == ["https://lebrise.example/1"]
