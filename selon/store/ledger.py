"""Contacts and claims as single articles tell them, found by one side or by a pair."""

from collections.abc import Collection, Iterable
from itertools import combinations
from typing import NamedTuple

import msgspec

from selon.store.file import Store


class Item(NamedTuple):
    """A contact or a claim of one article; `told` is JSON."""

    article: str
    item: str
    told: str
    outlet: str | None
    day: str | None


class ContactRow(NamedTuple):
    """A row of `contacts`."""

    article: str
    contact: str
    channel: str
    status: str
    date: str | None
    words: str
    parties: str
    day: str | None
    told: str


class ClaimRow(NamedTuple):
    """A row of `ledger_claims`."""

    article: str
    claim: str
    kind: str
    since: str
    words: str
    day: str | None
    told: str


def put_contact(store: Store, row: ContactRow, sides: Iterable[Collection[str]]) -> None:
    """Enter a contact; `sides` has the keys and states of each party."""
    store.change("INSERT INTO contacts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    _put_sides(store, row.article, row.contact, sides)


def put_claim(store: Store, row: ClaimRow, sides: Iterable[Collection[str]]) -> None:
    """Enter a claim; `sides` has the keys and states of each party."""
    store.change("INSERT INTO ledger_claims VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    _put_sides(store, row.article, row.claim, sides)


def leave(store: Store, article: str) -> None:
    """Take out what an article tells."""
    for table in ("contacts", "ledger_claims", "ledger_pairs", "ledger_sides"):
        store.change(f"DELETE FROM {table} WHERE article = ?", [article])


def contacts(store: Store, a: Iterable[str], b: Iterable[str] | None = None) -> list[Item]:
    """The contacts of one of the sides `a`, with one of the sides `b` where they are given."""
    return _items(store, "contacts", "contact", a, b)


def claims(store: Store, a: Iterable[str], b: Iterable[str] | None = None) -> list[Item]:
    """The claims on the contacts of one of the sides `a`, with one of the sides `b` where they are given."""
    return _items(store, "ledger_claims", "claim", a, b)


def every_contact(store: Store) -> list[Item]:
    """All contacts."""
    return [Item(*row) for row in store.rows(_asked("contacts", "contact") + " ORDER BY t.article, t.contact")]


def every_claim(store: Store) -> list[Item]:
    """All claims."""
    return [Item(*row) for row in store.rows(_asked("ledger_claims", "claim") + " ORDER BY t.article, t.claim")]


def count(store: Store) -> int:
    """How many contacts articles tell of."""
    row = store.row("SELECT count(*) FROM contacts")
    return int(row[0]) if row else 0


def _items(store: Store, table: str, item: str, a: Iterable[str], b: Iterable[str] | None) -> list[Item]:
    if b is None:
        found = "SELECT DISTINCT article, item FROM ledger_sides WHERE side IN (SELECT value FROM json_each(?1))"
        values = [_json(a)]
    else:
        sides = "a IN (SELECT value FROM json_each({})) AND b IN (SELECT value FROM json_each({}))"
        pair = f"SELECT article, item FROM ledger_pairs WHERE {sides}"
        found = f"{pair.format('?1', '?2')} UNION {pair.format('?2', '?1')}"
        values = [_json(a), _json(b)]
    sql = f"{_asked(table, item)} JOIN ({found}) f ON f.article = t.article AND f.item = t.{item} ORDER BY t.article, t.{item}"
    return [Item(*row) for row in store.rows(sql, values)]


def _asked(table: str, item: str) -> str:
    return f"SELECT t.article, t.{item}, t.told, a.outlet, t.day FROM {table} t JOIN articles a ON a.id = t.article"


def _put_sides(store: Store, article: str, item: str, sides: Iterable[Collection[str]]) -> None:
    parties = [sorted(set(side)) for side in sides]
    store.change_many(
        "INSERT OR IGNORE INTO ledger_sides (side, article, item) VALUES (?, ?, ?)",
        ((side, article, item) for party in parties for side in party),
    )
    pairs = {(min(x, y), max(x, y)) for one, other in combinations(parties, 2) for x in one for y in other if x != y}
    store.change_many(
        "INSERT OR IGNORE INTO ledger_pairs (a, b, article, item) VALUES (?, ?, ?, ?)",
        ((*pair, article, item) for pair in sorted(pairs)),
    )


def _json(values: Iterable[str]) -> str:
    return msgspec.json.encode(sorted(set(values))).decode()
