"""Stories: what articles are compared by, which are linked, which hang together, and what came of it."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from selon.store.articles import Kept
from selon.store.file import Store

_KEPT = ", ".join(f"a.{column}" for column in Kept._fields)
_NAMED_AT_LEAST = 4
_VERSIONS = "articles a JOIN articles b ON b.address = a.address"
_TOLD = (
    "s.id, s.title, s.first, s.last, "
    "(SELECT json_group_array(article) FROM (SELECT article FROM story_articles WHERE story = s.id ORDER BY place)) AS members"
)
_LISTED = "(SELECT value FROM json_each(?))"


class Place(NamedTuple):
    """The piece that an article was cut from, and how close the links are that hold it together."""

    piece: str
    level: float


class Told(NamedTuple):
    """A story; days are ISO 8601, `articles` are ids in order."""

    id: str
    title: str | None
    first: str | None
    last: str | None
    articles: tuple[str, ...]


def root(store: Store, article: str) -> str:
    """The id of the first version of an article: a story that begins with it keeps its name when it is changed."""
    row = store.row(f"SELECT b.id FROM {_VERSIONS} WHERE a.id = ? ORDER BY b.version LIMIT 1", [article])
    return str(row["id"]) if row else article


def newest(store: Store, article: str) -> str:
    """The id of the newest version of an article."""
    row = store.row(f"SELECT b.id FROM {_VERSIONS} WHERE a.id = ? ORDER BY b.version DESC LIMIT 1", [article])
    return str(row["id"]) if row else article


def put(store: Store, article: str, features: bytes, day: int | None, keys: Iterable[str]) -> None:
    """Keep what an article is compared by; it is pending until it is placed."""
    store.change("INSERT OR REPLACE INTO story_features (article, features) VALUES (?, ?)", (article, features))
    if day is not None:
        store.change_many("INSERT INTO story_keys (stem, day, article) VALUES (?, ?, ?)", ((key, day, article) for key in keys))
    await_placing(store, [article])


def link(store: Store, article: str, others: Mapping[str, float]) -> None:
    """Link an article with others."""
    both = [(a, b, likeness) for other, likeness in others.items() for a, b in ((article, other), (other, article))]
    store.change_many("INSERT OR REPLACE INTO story_links (a, b, likeness) VALUES (?, ?, ?)", both)


def take_out(store: Store, article: str, day: int | None, keys: Iterable[str]) -> None:
    """Forget an article: its features, links and place, and the keys that it was put with."""
    store.change_many("DELETE FROM story_keys WHERE stem = ? AND day = ? AND article = ?", ((key, day, article) for key in keys))
    store.change("DELETE FROM story_links WHERE b = ? AND a IN (SELECT b FROM story_links WHERE a = ?)", [article] * 2)
    store.change("DELETE FROM story_links WHERE a = ?", [article])
    clear(store, [article])
    for name in ("story_features", "story_pending"):
        store.change(f"DELETE FROM {name} WHERE article = ?", [article])


def sharing(store: Store, keys: Collection[str], first: int, last: int) -> list[bytes]:
    """The features of the articles that have one of some keys and came between two days."""
    marks = ", ".join("?" * len(keys))
    sql = (
        "SELECT features FROM story_features WHERE article IN "
        f"(SELECT article FROM story_keys WHERE stem IN ({marks}) AND day BETWEEN ? AND ?)"
    )
    return [row["features"] for row in store.rows(sql, [*keys, first, last])]


def features(store: Store, articles: Collection[str]) -> list[bytes]:
    """What some articles are compared by."""
    sql = f"SELECT features FROM story_features WHERE article IN {_LISTED}"
    return [row["features"] for row in store.rows(sql, [_list(articles)])]


def links(store: Store, article: str) -> dict[str, float]:
    """The articles linked with one, with their likeness."""
    return {row["b"]: row["likeness"] for row in store.rows("SELECT b, likeness FROM story_links WHERE a = ?", [article])}


def await_placing(store: Store, articles: Iterable[str]) -> None:
    """Have some articles placed anew."""
    store.change_many("INSERT OR IGNORE INTO story_pending (article) VALUES (?)", ([article] for article in articles))


def pending(store: Store) -> list[str]:
    """The articles that are to be placed, which are so no longer."""
    found = [row["article"] for row in store.rows("SELECT article FROM story_pending ORDER BY article")]
    store.change("DELETE FROM story_pending")
    return found


def places(store: Store, articles: Collection[str]) -> dict[str, Place]:
    """The place of each of some articles that have one."""
    sql = f"SELECT article, piece, level FROM story_articles WHERE article IN {_LISTED}"
    return {row["article"]: Place(row["piece"], row["level"]) for row in store.rows(sql, [_list(articles)])}


def of_pieces(store: Store, pieces: Collection[str]) -> set[str]:
    """The articles of some pieces."""
    return {row["article"] for row in store.rows(f"SELECT article FROM story_articles WHERE piece IN {_LISTED}", [_list(pieces)])}


def clear(store: Store, articles: Iterable[str]) -> None:
    """Take some articles out of their places, and drop the stories that they are in."""
    names = [_list(articles)]
    store.change(f"DELETE FROM stories WHERE id IN (SELECT story FROM story_articles WHERE article IN {_LISTED})", names)
    store.change(f"DELETE FROM story_articles WHERE article IN {_LISTED}", names)


def place(store: Store, piece: Place, told: Iterable[Told]) -> None:
    """Keep the stories that a piece was cut into; its articles have no places."""
    for story in told:
        store.change(
            "INSERT INTO stories (id, title, first, last, articles) VALUES (?, ?, ?, ?, ?)", (*story[:4], len(story.articles))
        )
        store.change_many(
            "INSERT INTO story_articles (article, story, place, piece, level) VALUES (?, ?, ?, ?, ?)",
            ((article, story.id, at, *piece) for at, article in enumerate(story.articles)),
        )


def listed(store: Store, least: int, limit: int | None = None, skip: int = 0) -> Iterator[Told]:
    """The stories of so many articles at least, those told of last first, without the first `skip`."""
    sql = f"SELECT {_TOLD} FROM stories s WHERE articles >= ? ORDER BY last DESC, id LIMIT ? OFFSET ?"
    return (_told(row) for row in store.each(sql, [least, -1 if limit is None else limit, skip]))


def counted(store: Store, least: int) -> int:
    """How many stories are of so many articles at least."""
    row = store.row("SELECT count(*) AS found FROM stories WHERE articles >= ?", [least])
    return int(row["found"]) if row else 0


def outlets(store: Store, stories: Collection[str]) -> dict[str, int]:
    """How many outlets tell each of some stories; articles without one count as one more."""
    sql = (
        "SELECT m.story, count(DISTINCT coalesce(a.outlet, '')) AS outlets FROM story_articles m "
        f"JOIN articles a ON a.id = m.article WHERE m.story IN {_LISTED} GROUP BY m.story"
    )
    return {row["story"]: row["outlets"] for row in store.rows(sql, [_list(stories)])}


def named(store: Store, name: str) -> list[Told]:
    """The stories whose id begins with a name."""
    if len(name) < _NAMED_AT_LEAST:
        return []
    sql = f"SELECT {_TOLD} FROM stories s WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id"
    return [_told(row) for row in store.rows(sql, [name])]


def _told(row: sqlite3.Row) -> Told:
    return Told(row["id"], row["title"], row["first"], row["last"], tuple(json.loads(row["members"])))


def alone(store: Store) -> int:
    """How many stories are of one article."""
    row = store.row("SELECT count(*) AS alone FROM stories WHERE articles = 1")
    return int(row["alone"]) if row else 0


def members(store: Store, story: str) -> list[Kept]:
    """The articles of a story, in order."""
    sql = f"SELECT {_KEPT} FROM story_articles m JOIN articles a ON a.id = m.article WHERE m.story = ? ORDER BY m.place"
    return [Kept(*row) for row in store.rows(sql, [story])]


def of_article(store: Store, article: str) -> str | None:
    """The story that an article is of."""
    row = store.row("SELECT story FROM story_articles WHERE article = ?", [article])
    return str(row["story"]) if row else None


def _list(names: Iterable[str]) -> str:
    return json.dumps(list(names))
