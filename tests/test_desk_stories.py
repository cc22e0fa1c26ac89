"""Stories in a desk: the same as of all articles at once, in whatever order and batches they come, change and are made anew."""

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.corpus.stories import features, grouped
from selon.desk import READ, WRITE, Desk
from selon.desk.stories import ONE, TWO
from selon.errors import InputError
from selon.intake import Item
from selon.model import Article, Reading
from selon.store import rulings
from tests.faces_sample import Ran, run
from tests.stories_sample import ATTACKS, FIRE, OTHER_FIRE, ROUNDS, held
from tests.test_desk import Reads
from tests.test_example_corpus import ANSWERS, ARTICLES

GROUPS = (FIRE, OTHER_FIRE, ATTACKS, ROUNDS)


class Named(Reads):
    """A reader that finds names by their capitals."""

    def read(self, article: Article) -> Reading:
        found = held("x", article.published, article.title, article.text)
        info = found.record.article.__replace__(key=article.key, outlet=article.outlet, url=article.url)
        return Reading(article.text, found.record.__replace__(article=info))


def item(key: str, day: str, title: str, text: str) -> Item:
    article = Article(text, key=key, outlet="Le Phare", title=title, published=day, language="fr")
    return Item(f"in.jsonl:{key}", key, article, "in.jsonl")


ITEMS = [item(f"{'abcd'[at]}{number}", *one) for at, group in enumerate(GROUPS) for number, one in enumerate(group, 1)]
STORIES = ["a1 a2 a3", "b1", "c1", "c2", "d1", "d2"]


def add(desk: Desk, items: Iterable[Item]) -> None:
    list(desk.add(items, Named))


def by_key(desk: Desk) -> list[str]:
    return sorted(" ".join(kept.name for kept in desk.story_articles(story)) for story in desk.stories())


def whole(desk: Desk) -> list[tuple[Any, ...]]:
    return sorted(map(tuple, desk.stories()))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.sqlite"


@settings(max_examples=12, deadline=None)
@given(st.permutations(ITEMS), st.sets(st.integers(1, len(ITEMS) - 1)))
def test_order_and_batches_do_not_matter(tmp_path_factory: pytest.TempPathFactory, items: list[Item], cuts: set[int]) -> None:
    ends = [0, *sorted(cuts), len(items)]
    with Desk(tmp_path_factory.mktemp("desk") / "desk.sqlite", WRITE) as desk:
        for start, end in pairwise(ends):
            add(desk, items[start:end])
        found = whole(desk)
        assert by_key(desk) == STORIES
        at_once = grouped(features(one) for one in desk.every())
        assert found == sorted((story.id, story.title, story.first, story.last, story.articles) for story in at_once)
        desk.rebuild()
        assert whole(desk) == found


def crowd(count: int) -> Iterator[Item]:
    """Articles of which all hang together, by closer and closer links, so that more do than are cut at once."""
    drawn = Random(1)
    names = [f"Ker{first}{last}" for first in "abcdefghij" for last in ("lann", "vao", "oual", "drel")]
    for at in range(count):
        told = drawn.sample(names[at % 20 : at % 20 + 8], 5)
        text = f"Le maire de {told[0]} a vu {told[1]} et {told[2]} au port. Puis {told[3]} et {told[4]} ont suivi."
        yield item(f"k{at:03}", f"2031-06-{1 + at % 28:02}", f"Rencontre à {told[0]} avec {told[1]}", text)


def test_what_hangs_together_beyond_measure_is_the_same_in_any_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selon.corpus.stories.neighbourhood.piece.__defaults__", (12,))
    items = list(crowd(70))
    desks = []
    for name in ("one", "other"):
        desk = Desk(tmp_path / f"{name}.sqlite", WRITE)
        for start in range(0, len(items), 9):
            add(desk, items[start : start + 9])
        desks.append(desk)
        Random(2).shuffle(items)
    assert whole(desks[0]) == whole(desks[1])
    levels = [row[0] for row in desks[0].store.rows("SELECT DISTINCT level FROM story_articles")]
    assert max(levels) > 0, "nothing hung together beyond measure"
    before = whole(desks[0])
    desks[0].rebuild()
    assert whole(desks[0]) == before


def test_a_changed_article_leaves_its_story_and_the_story_keeps_its_name(path: Path) -> None:
    with Desk(path, WRITE) as desk:
        add(desk, ITEMS)
        before = desk.story("a1").id
        add(desk, [item("a1", FIRE[0][0], FIRE[0][1], FIRE[0][2] + " Personne n'a été blessé.")])
        assert desk.story("a1").id == before and by_key(desk) == STORIES
        text = "La maire Annick Le Guen a rouvert le marché de Trévidic."
        add(desk, [item("a3", FIRE[2][0], "Le marché de Trévidic rouvre", text)])
        assert by_key(desk) == ["a1 a2", "b1 a3", "c1", "c2", "d1", "d2"]
        found = whole(desk)
        desk.rebuild()
        assert whole(desk) == found


def test_rulings_are_kept_to(path: Path) -> None:
    with Desk(path, WRITE) as desk:
        add(desk, ITEMS)
        ids = {kept.name: kept.id for story in desk.stories() for kept in desk.story_articles(story)}
        rulings.put(desk.store, ONE, ids["c1"], ids["b1"], "2031-08-01T00:00:00+00:00")
        rulings.put(desk.store, TWO, ids["a3"], ids["a2"], "2031-08-01T00:00:00+00:00")
        desk.rebuild()
        assert "c1 b1" in by_key(desk) or "b1 c1" in by_key(desk)
        assert not any({"a2", "a3"} <= set(story.split()) for story in by_key(desk))
        number = rulings.in_force(desk.store, ONE)[0].number
        rulings.undo(desk.store, number, "2031-08-02T00:00:00+00:00")
        add(desk, [item("b1", OTHER_FIRE[0][0], OTHER_FIRE[0][1], OTHER_FIRE[0][2] + " L'enquête commence.")])
        assert {"b1", "c1"} <= set(by_key(desk))


def test_the_stories_of_the_example_corpus_are_found(tmp_path: Path, reader: Any) -> None:
    items = [Item(f"example:{key}", key, article, "example") for key, article in ARTICLES.items()]
    with Desk(tmp_path / "desk.sqlite", WRITE) as desk:
        list(desk.add(items, lambda: reader))
        found = {frozenset(story.split()) for story in by_key(desk) if " " in story}
        kept = {one.record.article.key for one in desk.every()}
    planted = [(set(story["articles"]) & kept, set(story.get("debatable", ()))) for story in ANSWERS["story"]]
    assert len(found) == len(planted)
    for articles, debatable in planted:
        assert any(articles - debatable <= story <= articles | debatable for story in found), articles


@pytest.fixture
def desk(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "140")
    with Desk(path, WRITE) as made:
        add(made, ITEMS)
    return path


def shown(*words: str, desk: Path) -> Ran:
    return run(*words, "--desk", str(desk))


def test_stories_are_listed(desk: Path) -> None:
    ran = shown("stories", desk=desk)
    assert ran.code == 0 and FIRE[0][1] in ran.out and ATTACKS[0][1] not in ran.out
    assert "2031-05-02" in ran.out and "2031-05-19" in ran.out and "6 other articles" not in ran.out
    assert "5 other articles stand alone" in ran.out
    rows = json.loads(shown("stories", "--json", desk=desk).out)
    assert sorted(" ".join(row["articles"]) for row in rows) == STORIES
    (fire,) = [row for row in rows if len(row["articles"]) > 1]
    assert list(fire) == ["id", "title", "articles", "first", "last"]
    assert (fire["title"], fire["first"], fire["last"]) == (FIRE[0][1], "2031-05-02", "2031-05-19")


def test_a_story_is_shown_by_its_id_and_by_its_articles(desk: Path) -> None:
    with Desk(desk, READ) as opened:
        story = opened.story("a2").id
    for name in (story, story[:6], "a3"):
        ran = shown("story", name, desk=desk)
        assert ran.code == 0 and all(title in ran.out for _, title, _ in FIRE) and story in ran.out
    told = json.loads(shown("story", story, "--json", desk=desk).out)
    assert [article["key"] for article in told["articles"]] == ["a1", "a2", "a3"] and told["id"] == story
    missing = shown("story", "nothing", desk=desk)
    assert missing.code == 3 and "nothing" in missing.err
    with Desk(desk, READ) as opened, pytest.raises(InputError, match="has no story 's'"):
        opened.story("s")


def test_a_desk_without_stories_says_what_to_do(path: Path) -> None:
    with Desk(path, WRITE) as made:
        add(made, ITEMS[:1])
    ran = shown("stories", desk=path)
    assert ran.code == 0 and ran.out == "" and "1 stand alone" in ran.err and "selon add" in ran.err
    assert [len(row["articles"]) for row in json.loads(shown("stories", "--json", desk=path).out)] == [1]


@pytest.mark.parametrize("columns", ["80", "140"])
def test_tables_fit(desk: Path, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for words in (("stories",), ("story", "a1")):
        assert all(len(line) <= int(columns) for line in shown(*words, desk=desk).out.splitlines())
