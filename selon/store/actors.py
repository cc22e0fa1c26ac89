"""Who is seen where, and which keys are one actor: rows and look-ups, without a judgement."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from selon.store.file import Store


class Seen(NamedTuple):
    """A row of `sightings`; `names`, `titles` and `acronyms` are JSON."""

    article: str
    entity: str
    key: str
    bare: str | None
    name: str
    kind: str
    country: str | None
    state: str | None
    day: str | None
    names: str
    titles: str
    acronyms: str


class Named(NamedTuple):
    """A name with its look-up form, in how many mentions it stands and of how many articles it is the entity's name."""

    plain: str
    name: str
    mentions: int
    articles: int


class OfficeRow(NamedTuple):
    """An office under which a key is seen, with the first and the last day."""

    key: str
    office: str
    country: str
    first: str | None
    last: str | None


_COLUMNS = ", ".join(Seen._fields)
_MARKS = ", ".join("?" * len(Seen._fields))


def put(store: Store, seen: Seen, names: Iterable[Named], offices: Iterable[tuple[str, str]], acronyms: Iterable[str]) -> bool:
    """Enter one sighting with the names, offices (office, country) and acronyms it tells; whether its key is new."""
    store.change(f"INSERT INTO sightings ({_COLUMNS}) VALUES ({_MARKS})", seen)
    is_new = _count(store, seen.key, 1)
    _count_names(store, seen.key, names, 1)
    store.change_many(
        "INSERT OR IGNORE INTO actor_offices (country, office, key, day, article, entity) VALUES (?, ?, ?, ?, ?, ?)",
        ((country, office, seen.key, seen.day, seen.article, seen.entity) for office, country in offices),
    )
    store.change_many(
        "INSERT INTO actor_acronyms (short, long, articles) VALUES (?, ?, 1) "
        "ON CONFLICT (short, long) DO UPDATE SET articles = articles + 1",
        ((short, seen.key) for short in acronyms),
    )
    return is_new


def put_blocks(store: Store, key: str, blocks: Iterable[str]) -> None:
    """Enter a key under its blocks."""
    store.change_many("INSERT OR IGNORE INTO actor_blocks (block, key) VALUES (?, ?)", ((block, key) for block in blocks))


def take(store: Store, seen: Seen, names: Iterable[Named], acronyms: Iterable[str]) -> bool:
    """Take a sighting out; whether its key is seen no more."""
    store.change("DELETE FROM sightings WHERE article = ? AND entity = ?", (seen.article, seen.entity))
    store.change("DELETE FROM actor_offices WHERE article = ? AND entity = ?", (seen.article, seen.entity))
    _count_names(store, seen.key, names, -1)
    less = "UPDATE actor_acronyms SET articles = articles - 1 WHERE short = ? AND long = ?"
    store.change_many(less, ((short, seen.key) for short in acronyms))
    store.change("DELETE FROM actor_acronyms WHERE long = ? AND articles = 0", [seen.key])
    _count(store, seen.key, -1)
    gone = store.row("SELECT 1 FROM actor_keys WHERE key = ? AND articles = 0", [seen.key]) is not None
    if gone:
        store.change("DELETE FROM actor_keys WHERE key = ?", [seen.key])
        store.change("DELETE FROM actor_blocks WHERE key = ?", [seen.key])
    return gone


def in_article(store: Store, article: str) -> list[Seen]:
    """The sightings of an article."""
    return [Seen(*row) for row in store.rows(f"SELECT {_COLUMNS} FROM sightings WHERE article = ? ORDER BY entity", [article])]


def in_articles(store: Store, articles: Iterable[str]) -> list[Seen]:
    """The sightings of some articles."""
    sql = f"SELECT {_COLUMNS} FROM sightings WHERE article IN (SELECT value FROM json_each(?)) ORDER BY article, entity"
    return [Seen(*row) for row in store.rows(sql, [_json(articles)])]


def of_keys(store: Store, keys: Iterable[str], limit: int) -> list[Seen]:
    """The newest sightings of some keys."""
    sql = (
        f"SELECT {_COLUMNS} FROM sightings WHERE key IN (SELECT value FROM json_each(?)) "
        "ORDER BY coalesce(day, '') DESC, article, entity LIMIT ?"
    )
    return [Seen(*row) for row in store.rows(sql, (_json(keys), limit))]


def articles_of(store: Store, keys: Iterable[str]) -> int:
    """In how many articles some keys are seen; an article in which two are seen counts twice."""
    sql = "SELECT coalesce(sum(articles), 0) FROM actor_keys WHERE key IN (SELECT value FROM json_each(?))"
    row = store.row(sql, [_json(keys)])
    return int(row[0]) if row else 0


def block_mates(store: Store, blocks: Iterable[str]) -> list[str]:
    """The keys under some blocks."""
    sql = "SELECT DISTINCT key FROM actor_blocks WHERE block IN (SELECT value FROM json_each(?)) ORDER BY key"
    return [row["key"] for row in store.rows(sql, [_json(blocks)])]


def acronyms_of(store: Store, key: str) -> dict[str, list[str]]:
    """The short names that a key bears or is, each with all long ones that bear it."""
    sql = (
        "SELECT short, long FROM actor_acronyms WHERE short = ?1 OR short IN (SELECT short FROM actor_acronyms WHERE long = ?1) "
        "ORDER BY short, long"
    )
    found: dict[str, list[str]] = {}
    for row in store.rows(sql, [key]):
        found.setdefault(row["short"], []).append(row["long"])
    return found


def known(store: Store, keys: Iterable[str]) -> dict[str, str]:
    """The actor of each key that is seen somewhere."""
    sql = "SELECT key, actor FROM actor_keys WHERE key IN (SELECT value FROM json_each(?))"
    return {row["key"]: row["actor"] for row in store.rows(sql, [_json(keys)])}


def keys_of(store: Store, actors: Iterable[str]) -> dict[str, list[str]]:
    """The keys of each actor."""
    sql = "SELECT actor, key FROM actor_keys WHERE actor IN (SELECT value FROM json_each(?)) ORDER BY key"
    found: dict[str, list[str]] = {}
    for row in store.rows(sql, [_json(actors)]):
        found.setdefault(row["actor"], []).append(row["key"])
    return found


def regroup(store: Store, actors: Mapping[str, str]) -> None:
    """Write the actor of each key."""
    store.change_many("UPDATE actor_keys SET actor = ? WHERE key = ? AND actor <> ?", ((a, key, a) for key, a in actors.items()))


def keys_named(store: Store, plain: str) -> list[str]:
    """The keys that bear a name, by its look-up form."""
    return [row["key"] for row in store.rows("SELECT DISTINCT key FROM actor_names WHERE plain = ? ORDER BY key", [plain])]


def keys_with_word(store: Store, plain: str, limit: int) -> list[str]:
    """Keys whose names begin with some letters, the most mentioned first: for whoever misspells."""
    sql = (
        "SELECT key FROM actor_names WHERE plain >= ?1 AND plain < ?1 || '~' GROUP BY key "
        "ORDER BY sum(mentions) DESC, key LIMIT ?2"
    )
    return [row["key"] for row in store.rows(sql, (plain, limit))]


def names_of(store: Store, keys: Iterable[str]) -> dict[str, list[Named]]:
    """The names that each key bears."""
    sql = (
        "SELECT key, plain, name, mentions, articles FROM actor_names WHERE key IN (SELECT value FROM json_each(?)) "
        "ORDER BY plain, name"
    )
    found: dict[str, list[Named]] = {}
    for row in store.rows(sql, [_json(keys)]):
        found.setdefault(row["key"], []).append(Named(*tuple(row)[1:]))
    return found


def offices_of(store: Store, keys: Iterable[str]) -> list[OfficeRow]:
    """The offices under which keys are seen."""
    sql = (
        "SELECT key, office, country, min(day), max(day) FROM actor_offices WHERE key IN (SELECT value FROM json_each(?)) "
        "GROUP BY key, office, country ORDER BY key, office, country"
    )
    return [OfficeRow(*row) for row in store.rows(sql, [_json(keys)])]


def holders(store: Store, country: str, office: str | None = None) -> list[str]:
    """The keys that are seen in an office of a state, or in any."""
    office_test = "AND office = ?2" if office is not None else "AND ?2 IS NULL"
    sql = f"SELECT DISTINCT key FROM actor_offices WHERE country = ?1 {office_test} ORDER BY key"
    return [row["key"] for row in store.rows(sql, (country, office))]


def countries_of(store: Store, keys: Iterable[str]) -> frozenset[str]:
    """The countries that articles give some keys."""
    sql = "SELECT DISTINCT country FROM sightings WHERE key IN (SELECT value FROM json_each(?)) AND country IS NOT NULL"
    return frozenset(row["country"] for row in store.rows(sql, [_json(keys)]))


def are_seen_together(store: Store, key: str, others: Iterable[str]) -> bool:
    """Whether an article names both a key and one of the others."""
    sql = (
        "SELECT 1 FROM sightings a JOIN sightings b ON b.article = a.article WHERE a.key = ?1 "
        "AND b.key IN (SELECT value FROM json_each(?2)) LIMIT 1"
    )
    return store.row(sql, (key, _json(others))) is not None


def _count(store: Store, key: str, by: int) -> bool:
    is_new = store.row("SELECT 1 FROM actor_keys WHERE key = ?", [key]) is None
    if is_new:
        store.change("INSERT INTO actor_keys (key, actor, articles) VALUES (?1, ?1, ?2)", (key, by))
    else:
        store.change("UPDATE actor_keys SET articles = articles + ? WHERE key = ?", (by, key))
    return is_new


def _count_names(store: Store, key: str, names: Iterable[Named], by: int) -> None:
    store.change_many(
        "INSERT INTO actor_names (plain, name, key, mentions, articles) VALUES (?, ?, ?, ?, ?) ON CONFLICT (plain, name, key) "
        "DO UPDATE SET mentions = mentions + excluded.mentions, articles = articles + excluded.articles",
        ((n.plain, n.name, key, by * n.mentions, by * n.articles) for n in names),
    )
    if by < 0:
        store.change("DELETE FROM actor_names WHERE key = ? AND mentions <= 0 AND articles <= 0", [key])


def _json(values: Iterable[str]) -> str:
    return msgspec.json.encode(list(values)).decode()
