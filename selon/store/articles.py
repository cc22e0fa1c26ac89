"""The truth: articles, each with its versions, and the record of each."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

from selon.model import Article, Held, Record
from selon.moments import moment
from selon.store import corrections
from selon.store.file import Store

_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "xtor", "at_medium", "at_campaign")
_RECORDS = msgspec.json.Decoder(Record)
_DIGEST = 16
_NAMES = (
    "id", "address", "version", "key", "url", "title", "outlet", "published", "language", "origin", "added", "text",
    "byline", "modified", "links",
)  # fmt: skip
_COLUMNS = ", ".join(f"a.{name}" for name in _NAMES)
_LINKS = msgspec.json.Decoder(tuple[str, ...])


class Kept(NamedTuple):
    """An article as it stands in the file; `added` is ISO 8601 in UTC, `version` counts the texts at one address from 1.

    `links` is a JSON array of addresses, None where there are none.
    """

    id: str
    address: str
    version: int
    key: str | None
    url: str | None
    title: str | None
    outlet: str | None
    published: str | None
    language: str
    origin: str
    added: str
    text: str
    byline: str | None = None
    modified: str | None = None
    links: str | None = None

    @property
    def name(self) -> str:
        """What the caller calls it: its key, else its id."""
        return self.key or self.id


def address_of(article: Article) -> str:
    """What stays the same when an article is changed: its URL, else its outlet's key for it, else the digest of its text."""
    if article.url:
        return _plain_url(article.url)
    if article.key and article.outlet:
        return f"{article.outlet}#{article.key}"
    return f"text:{_digest(article.outlet or '', article.text)}"


def article_id(address: str, article: Article, earlier: int = 0) -> str:
    """The article's id: a digest of its address, title and text, and of how often this text stood there `earlier`."""
    return _digest(address, article.title or "", article.text, str(earlier) if earlier else "")


def latest(store: Store, address: str) -> Kept | None:
    """The newest version at an address."""
    row = store.row(f"SELECT {_COLUMNS} FROM articles a WHERE address = ? ORDER BY version DESC LIMIT 1", [address])
    return Kept(*row) if row else None


def is_known(store: Store, article: Article) -> bool:
    """Whether the version at the article's address that stood there at its time, or the next, is this very text and title.

    A text that comes back with a later day, or without one, is a change undone; with the day that it had, it was only sent again.
    """
    before = versions(store, address_of(article))
    at = _place(before, article)
    return any((kept.title, kept.text) == (article.title, article.text) for kept in before[max(0, at - 1) : at + 1])


def by_id(store: Store, ids: Iterable[str]) -> list[Kept]:
    """The articles with some ids."""
    wanted = msgspec.json.encode(sorted(set(ids))).decode()
    sql = f"SELECT {_COLUMNS} FROM articles a WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.number"
    return [Kept(*row) for row in store.rows(sql, [wanted])]


def put(store: Store, article: Article, record: Record, origin: str, now: str) -> Kept | None:
    """Keep an article with its record, as a new version where its address has one; None where it is known already."""
    if is_known(store, article):
        return None
    address = address_of(article)
    before = versions(store, address)
    version = _place(before, article) + 1
    same = sum((kept.title, kept.text) == (article.title, article.text) for kept in before)
    kept = Kept(
        article_id(address, article, same), address, version, article.key, article.url, article.title, article.outlet,
        article.published, record.article.language, origin, now, article.text, article.byline, article.modified,
        msgspec.json.encode(article.links).decode() if article.links else None,
    )  # fmt: skip
    _make_room(store, address, version, len(before))
    store.change(f"INSERT INTO articles ({', '.join(_NAMES)}) VALUES ({', '.join('?' * len(_NAMES))})", kept)
    put_record(store, kept.id, record, now)
    return kept


def _place(before: list[Kept], article: Article) -> int:
    """How many of the versions at its address stand before an article: all but those that are surely later."""
    at = len(before)
    while at and _is_later(before[at - 1], article):
        at -= 1
    return at


def _is_later(kept: Kept, article: Article) -> bool:
    """Whether a version is surely later than an article: by the days told, or because it alone was modified since that day."""
    mine, other = moment(article.modified or article.published), moment(kept.modified or kept.published)
    if mine and other and (mine.precedes(other) or other.precedes(mine)):
        return mine.precedes(other)
    return bool(kept.modified and not article.modified and article.published and kept.published == article.published)


def _make_room(store: Store, address: str, version: int, count: int) -> None:
    """Count the versions from one on anew, the last one first: two of a number are refused."""
    for later in range(count, version - 1, -1):
        store.change("UPDATE articles SET version = ? WHERE address = ? AND version = ?", (later + 1, address, later))


def put_record(store: Store, article: str, record: Record, now: str) -> None:
    """Keep what was read in an article, in the place of what an earlier reader found."""
    values = (article, record.reader, now, msgspec.json.encode(record).decode())
    store.change("INSERT OR REPLACE INTO records (article, reader, read, record) VALUES (?, ?, ?, ?)", values)


def versions(store: Store, address: str) -> list[Kept]:
    """Every version at an address, the first one first."""
    return [Kept(*row) for row in store.rows(f"SELECT {_COLUMNS} FROM articles a WHERE address = ? ORDER BY version", [address])]


def named(store: Store, name: str) -> list[Kept]:
    """The articles whose id begins with a name, or whose key or URL it is, the newest version of each address."""
    asked = f"SELECT {_COLUMNS} FROM articles a WHERE "
    found = store.rows(f"{asked} a.id = ?1 OR a.key = ?1 OR a.url = ?1 OR a.address = ?1 ORDER BY version, number", [name]) or (
        store.rows(f"{asked} a.id >= ?1 AND a.id < ?1 || 'g' ORDER BY version, number", [name]) if len(name) >= 4 else []
    )
    newest = {kept.address: kept for kept in (Kept(*row) for row in found)}
    return list(newest.values())


def newest(store: Store, limit: int) -> list[Kept]:
    """The newest versions that were added last, the last one first."""
    return [Kept(*row) for row in store.rows(f"SELECT {_COLUMNS} FROM latest_articles a ORDER BY number DESC LIMIT ?", [limit])]


def held(store: Store, article: str) -> Held | None:
    """One article with its record, with the speakers that people have corrected."""
    found = as_read(store, article)
    return corrections.laid_over(store, found) if found is not None else None


def as_read(store: Store, article: str) -> Held | None:
    """One article with its record as it was read."""
    row = store.row(
        "SELECT a.text, a.byline, a.links, r.record FROM articles a JOIN records r ON r.article = a.id WHERE a.id = ?", [article]
    )
    if row is None:
        return None
    return Held(article, row["text"], _RECORDS.decode(row["record"]), row["byline"], links_of(row["links"]))


def links_of(stored: str | None) -> tuple[str, ...]:
    """Addresses as they are kept in the file."""
    return _LINKS.decode(stored) if stored else ()


def given(kept: Kept) -> Article:
    """An article as it was given to be read."""
    return Article(
        kept.text, kept.key, kept.title, kept.outlet, kept.url, kept.published, kept.language, kept.byline, kept.modified,
        links_of(kept.links),
    )


def readers(store: Store) -> dict[str, int]:
    """How many records each version of the reader has made, the most first."""
    sql = "SELECT reader, count(*) AS records FROM records GROUP BY reader ORDER BY records DESC, reader"
    return {row["reader"]: row["records"] for row in store.rows(sql)}


def read_otherwise(store: Store, version: str) -> Iterator[tuple[Kept, str]]:
    """Every version of every article whose record another reader has made, with that reader, those that came last first.

    Each is asked for when it is taken, so that nothing keeps a writer from a checkpoint of the log in between.
    """
    sql = (
        f"SELECT r.reader, a.number, {_COLUMNS} FROM articles a JOIN records r ON r.article = a.id "
        "WHERE a.number < ? AND r.reader <> ? ORDER BY a.number DESC LIMIT 1"
    )
    number = 1 << 62
    while (row := store.row(sql, (number, version))) is not None:
        reader, number, *kept = row
        yield Kept(*kept), reader


def all_held(store: Store) -> Iterator[Held]:
    """The newest version of every article with its record, in order of arrival."""
    ids = [
        row["id"]
        for row in store.each(
            "SELECT id FROM articles a WHERE version = (SELECT max(version) FROM articles b WHERE b.address = a.address) "
            "ORDER BY number"
        )
    ]
    for article in ids:
        found = held(store, article)
        if found is not None:
            yield found


def every(store: Store) -> Iterator[Kept]:
    """Every version of every article, in order of arrival."""
    for row in store.rows("SELECT id FROM articles ORDER BY number"):
        kept = store.row(f"SELECT {_COLUMNS} FROM articles a WHERE id = ?", [row["id"]])
        if kept is not None:
            yield Kept(*kept)


def counts(store: Store) -> dict[str, str | int]:
    """How many articles, versions and failures there are, and the first and the last day of publication."""
    row = store.row(
        "SELECT count(DISTINCT address) AS articles, count(*) AS versions, (SELECT count(*) FROM failures) AS failures, "
        "coalesce(min(published), '') AS first, coalesce(max(published), '') AS last FROM articles"
    )
    return dict(row) if row else {}


def digest(store: Store) -> str:
    """A digest of all articles and records, whatever the order and the day in which they came."""
    total = hashlib.sha256()
    for row in store.each(
        "SELECT a.id, a.text, r.reader, r.record FROM articles a LEFT JOIN records r ON r.article = a.id ORDER BY a.id"
    ):
        total.update(msgspec.json.encode(list(row)))
    return total.hexdigest()


def _plain_url(url: str) -> str:
    """A URL without its fragment and what only counts visits."""
    parts = urlsplit(url.strip())
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query, True) if not name.startswith(_TRACKING)])
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", query, ""))


def _digest(*parts: str) -> str:
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:_DIGEST]
