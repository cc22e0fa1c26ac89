"""The keys of articles as lists, what is boilerplate among them, and what articles have of each other."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import msgspec

from selon.store.file import Store

_AT_ONCE = 500


class Print(NamedTuple):
    """An article as the lists know it: its number and id, its outlet and day, its place in the lists, and its fingerprint."""

    number: int
    article: str
    outlet: str | None
    day: str
    place: int
    print: bytes


class Kin(NamedTuple):
    """What two articles, ids in their order, have of each other; `kinship` is JSON, the other columns are its fields."""

    a: str
    b: str
    kind: str
    share_a: float
    share_b: float
    origin: str | None
    basis: str
    source: str | None
    kinship: str


def put(store: Store, article: str, where: tuple[str | None, str, int], fingerprint: bytes, keys: Iterable[int]) -> Print:
    """Enter an article in the lists of its keys, unsettled."""
    row = store.row("SELECT number FROM articles WHERE id = ?", [article])
    assert row is not None, f"the article {article} is entered before it is kept"
    entered = Print(row["number"], article, *where, fingerprint)
    store.change("INSERT INTO copy_prints (number, article, outlet, day, place, print) VALUES (?, ?, ?, ?, ?, ?)", entered)
    rows = ((key, entered.place, entered.number) for key in sorted(keys))
    store.change_many("INSERT INTO copy_keys (key, place, number) VALUES (?, ?, ?)", rows)
    store.change("INSERT OR REPLACE INTO copy_unsettled VALUES (?, 1)", [entered.number])
    return entered


def drop(store: Store, gone: Print, keys: Iterable[int]) -> None:
    """Take an article out of the lists of its keys, with all its kin."""
    rows = ((key, gone.place, gone.number) for key in keys)
    store.change_many("DELETE FROM copy_keys WHERE key = ? AND place = ? AND number = ?", rows)
    store.change("DELETE FROM copy_prints WHERE number = ?", [gone.number])
    store.change("DELETE FROM copy_unsettled WHERE number = ?", [gone.number])
    _drop_kin(store, gone.article)


def print_of(store: Store, article: str) -> Print | None:
    """An article as the lists know it."""
    row = store.row("SELECT * FROM copy_prints WHERE article = ?", [article])
    return Print(*row) if row else None


def prints(store: Store, numbers: Iterable[int]) -> list[Print]:
    """Articles by their numbers."""
    found = (store.row("SELECT * FROM copy_prints WHERE number = ?", [number]) for number in numbers)
    return [Print(*row) for row in found if row is not None]


def lengths(store: Store, keys: Sequence[int], least: int) -> dict[int, int]:
    """How many articles the lists of some keys hold, where that is at least so many."""
    found: dict[int, int] = {}
    for part in _parts(keys):
        sql = f"SELECT key, count(*) FROM copy_keys WHERE key IN ({_marks(part)}) GROUP BY key HAVING count(*) >= ?"
        found.update((row[0], row[1]) for row in store.rows(sql, [*part, least]))
    return found


def numbers_with(store: Store, keys: Sequence[int]) -> set[int]:
    """The numbers of all articles in the lists of some keys."""
    sql = "SELECT DISTINCT number FROM copy_keys WHERE key IN ({})"
    return {row[0] for part in _parts(keys) for row in store.rows(sql.format(_marks(part)), part)}


def before(store: Store, key: int, place: int, most: int) -> list[int]:
    """The numbers of the articles that stand before a place in the list of a key, the nearest first."""
    sql = "SELECT number FROM copy_keys WHERE key = ? AND place < ? ORDER BY place DESC LIMIT ?"
    return [row[0] for row in store.rows(sql, [key, place, most])]


def behind(store: Store, key: int, place: int, most: int) -> list[int]:
    """The numbers of the articles that stand behind a place in the list of a key, the nearest first."""
    sql = "SELECT number FROM copy_keys WHERE key = ? AND place > ? ORDER BY place LIMIT ?"
    return [row[0] for row in store.rows(sql, [key, place, most])]


def is_printed_on(store: Store, key: int, outlet: str | None, days: int) -> bool:
    """Whether an outlet printed a key on at least so many days."""
    row = store.row(
        "SELECT count(*) FROM (SELECT DISTINCT p.day FROM copy_keys k JOIN copy_prints p ON p.number = k.number "
        "WHERE k.key = ? AND p.outlet IS ? LIMIT ?)",
        [key, outlet, days],
    )
    return row is not None and bool(row[0] >= days)


def outlets_of(store: Store, key: int) -> list[str | None]:
    """The outlets that printed a key."""
    sql = "SELECT DISTINCT p.outlet FROM copy_keys k JOIN copy_prints p ON p.number = k.number WHERE k.key = ?"
    return [row[0] for row in store.rows(sql, [key])]


def boilerplate(store: Store, keys: Sequence[int]) -> frozenset[int]:
    """Those of some keys that are boilerplate."""
    sql = "SELECT key FROM copy_boilerplate WHERE key IN ({})"
    return frozenset(row[0] for part in _parts(keys) for row in store.rows(sql.format(_marks(part)), part))


def set_boilerplate(store: Store, key: int, is_boilerplate: bool) -> None:
    """Make a key boilerplate, and have the kin of all who print it settled again; or no longer, and they are as new."""
    sql = "INSERT OR IGNORE INTO copy_boilerplate VALUES (?)" if is_boilerplate else "DELETE FROM copy_boilerplate WHERE key = ?"
    store.change(sql, [key])
    with_key = store.rows("SELECT number FROM copy_keys WHERE key = ?", [key])
    if is_boilerplate:
        store.change_many("INSERT OR IGNORE INTO copy_unsettled VALUES (?, 0)", with_key)
    else:
        unsettle(store, (row[0] for row in with_key))


def unsettle(store: Store, numbers: Iterable[int]) -> None:
    """Have articles settled as if they were new."""
    store.change_many("INSERT OR REPLACE INTO copy_unsettled VALUES (?, 1)", ([number] for number in numbers))


def unsettled(store: Store) -> list[tuple[int, bool]]:
    """The numbers of the articles to settle, and whether each is as new; they count as settled from now on."""
    rows = store.rows("SELECT number, is_new FROM copy_unsettled ORDER BY number")
    store.change("DELETE FROM copy_unsettled")
    return [(row[0], bool(row[1])) for row in rows]


def replace_kin(store: Store, article: str, found: Iterable[Kin]) -> None:
    """Keep what an article and others have of each other, in the place of what was known."""
    _drop_kin(store, article)
    store.change_many("INSERT OR REPLACE INTO copy_kin VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", found)


def drop_pair(store: Store, a: str, b: str) -> None:
    """Forget what two articles have of each other."""
    store.change("DELETE FROM copy_kin WHERE a = ? AND b = ?", sorted((a, b)))


def kin_of(store: Store, article: str) -> list[Kin]:
    """What an article and others have of each other."""
    sql = "SELECT * FROM copy_kin WHERE a = ?1 UNION SELECT * FROM copy_kin WHERE b = ?1 ORDER BY a, b"
    return [Kin(*row) for row in store.rows(sql, [article])]


def kin_behind(store: Store, article: str, place: int) -> list[Print]:
    """The kin of an article that stand behind a place in the lists of keys."""
    sql = (
        "SELECT p.* FROM (SELECT b AS kin FROM copy_kin WHERE a = ?1 UNION ALL SELECT a FROM copy_kin WHERE b = ?1) k "
        "JOIN copy_prints p ON p.article = k.kin WHERE p.place > ?2 ORDER BY p.number"
    )
    return [Print(*row) for row in store.rows(sql, [article, place])]


def copied(store: Store) -> list[str]:
    """The articles that have text of others, or others of them, in the order of their ids."""
    sql = "SELECT a FROM copy_kin WHERE kind <> 'quotation' UNION SELECT b FROM copy_kin WHERE kind <> 'quotation' ORDER BY 1"
    return [row[0] for row in store.rows(sql)]


def repeated(store: Store, articles: Iterable[str], least: float) -> set[str]:
    """Those of some articles that are in a pair of copies of which one has at least so much of the other, 0 to 1."""
    sql = (
        "SELECT j.value FROM json_each(?1) j WHERE EXISTS (SELECT 1 FROM copy_kin WHERE a = j.value AND {0}) "
        "OR EXISTS (SELECT 1 FROM copy_kin WHERE b = j.value AND {0})"
    ).format("kind <> 'quotation' AND max(share_a, share_b) >= ?2")
    return {row[0] for row in store.rows(sql, (msgspec.json.encode(sorted(set(articles))).decode(), least))}


def _drop_kin(store: Store, article: str) -> None:
    store.change("DELETE FROM copy_kin WHERE a = ?", [article])
    store.change("DELETE FROM copy_kin WHERE b = ?", [article])


def _parts(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    return (keys[at : at + _AT_ONCE] for at in range(0, len(keys), _AT_ONCE))


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))
