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
    outlet: str | None
    day: str | None
    told: str


class ClaimRow(NamedTuple):
    """A row of `ledger_claims`."""

    article: str
    claim: str
    kind: str
    since: str
    words: str
    outlet: str | None
    day: str | None
    told: str


class Within(NamedTuple):
    """From which day to which (ISO 8601, may be partial), and at most how many, the newest."""

    since: str | None = None
    until: str | None = None
    limit: int = -1


def put_contact(store: Store, row: ContactRow, sides: Iterable[Collection[str]]) -> None:
    """Enter a contact; `sides` has the keys and states of each party."""
    store.change("INSERT INTO contacts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    _put_sides(store, (row.article, row.contact), row.date or row.day, sides)


def put_claim(store: Store, row: ClaimRow, sides: Iterable[Collection[str]]) -> None:
    """Enter a claim; `sides` has the keys and states of each party."""
    store.change("INSERT INTO ledger_claims VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    _put_sides(store, (row.article, row.claim), row.day, sides)


def leave(store: Store, article: str) -> None:
    """Take out what an article tells."""
    for table in ("contacts", "ledger_claims", "ledger_pairs", "ledger_sides"):
        store.change(f"DELETE FROM {table} WHERE article = ?", [article])


def ids(store: Store, article: str) -> list[tuple[str, str]]:
    """An article with the own id of each contact and each claim that it tells of."""
    told = "SELECT article, contact FROM contacts WHERE article = ?1"
    sql = f"{told} UNION ALL SELECT article, claim FROM ledger_claims WHERE article = ?1"
    return [(row[0], row[1]) for row in store.rows(sql, [article])]


def contacts_of_pair(store: Store, a: Iterable[str], b: Iterable[str]) -> list[Item]:
    """The contacts of one of the sides `a` with one of the sides `b`."""
    return _joined(store, "contacts", "contact", _PAIRED, (_json(a), _json(b)))


def contacts_of(store: Store, side: Iterable[str], within: Within) -> list[Item]:
    """The newest contacts of one of the sides."""
    return _joined(store, "contacts", "contact", _SIDED, (_json(side), within.since or "", _after(within.until), within.limit))


def every_contact(store: Store, within: Within) -> list[Item]:
    """The newest contacts."""
    at = "coalesce(t.date, t.day, '')"
    sql = f"{_asked('contacts', 'contact')} WHERE {at} >= ? AND {at} < ? ORDER BY {at} DESC, t.article, t.contact LIMIT ?"
    return [Item(*row) for row in store.rows(sql, (within.since or "", _after(within.until), within.limit))]


def claims_of_pair(store: Store, a: Iterable[str], b: Iterable[str]) -> list[Item]:
    """The claims on the contacts of one of the sides `a` with one of the sides `b`."""
    return _joined(store, "ledger_claims", "claim", _PAIRED, (_json(a), _json(b)))


def claims_of(store: Store, side: Iterable[str], within: Within) -> list[Item]:
    """The newest claims on contacts of one of the sides."""
    return _joined(store, "ledger_claims", "claim", _SIDED, (_json(side), within.since or "", _after(within.until), within.limit))


def every_claim(store: Store, within: Within) -> list[Item]:
    """The newest claims."""
    sql = f"{_asked('ledger_claims', 'claim')} ORDER BY coalesce(t.day, '') DESC, t.article, t.claim LIMIT ?"
    return [Item(*row) for row in store.rows(sql, [within.limit])]


_GIVEN = "(SELECT value FROM json_each({}))"
_ONE_WAY = "SELECT article, item FROM ledger_pairs WHERE a IN " + _GIVEN + " AND b IN " + _GIVEN
_PAIRED = f"{_ONE_WAY.format('?1', '?2')} UNION {_ONE_WAY.format('?2', '?1')}"
_SIDED = (
    f"SELECT DISTINCT article, item, at FROM ledger_sides WHERE side IN {_GIVEN.format('?1')} AND at >= ?2 AND at < ?3 "
    "ORDER BY at DESC, article, item LIMIT ?4"
)


def _joined(store: Store, table: str, item: str, found: str, values: Iterable[object]) -> list[Item]:
    sql = f"{_asked(table, item)} JOIN ({found}) f ON f.article = t.article AND f.item = t.{item} ORDER BY t.article, t.{item}"
    return [Item(*row) for row in store.rows(sql, values)]


def _asked(table: str, item: str) -> str:
    return f"SELECT t.article, t.{item}, t.told, t.outlet, t.day FROM {table} t"


def _after(until: str | None) -> str:
    """What sorts behind every day of the last day, month or year asked for."""
    return f"{until}~" if until else "~"


def _put_sides(store: Store, where: tuple[str, str], at: str | None, sides: Iterable[Collection[str]]) -> None:
    parties = [sorted(set(side)) for side in sides]
    store.change_many(
        "INSERT OR IGNORE INTO ledger_sides (side, at, article, item) VALUES (?, ?, ?, ?)",
        ((side, at or "", *where) for party in parties for side in party),
    )
    pairs = {(min(x, y), max(x, y)) for one, other in combinations(parties, 2) for x in one for y in other if x != y}
    store.change_many(
        "INSERT OR IGNORE INTO ledger_pairs (a, b, article, item) VALUES (?, ?, ?, ?)",
        ((*pair, *where) for pair in sorted(pairs)),
    )


def _json(values: Iterable[str]) -> str:
    return msgspec.json.encode(sorted(set(values))).decode()
