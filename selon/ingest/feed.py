"""RSS and Atom: bytes to the feed's items; what lies behind their links is for others to fetch.

Feeds are parsed by feedparser; a document type that declares entities is refused before, since feeds need none and attacks do.
"""

import io
from collections.abc import Iterator
from typing import Any

import feedparser

from selon.errors import InputError
from selon.ingest.html import fragment
from selon.ingest.incoming import Incoming
from selon.ingest.jsonl import Failure
from selon.ingest.moments import moment
from selon.ingest.plain import accept, normalise, undisguised
from selon.model import Article, Value

FEED_BYTES = 16_000_000
"""The longest feed that is read, in bytes."""

TEASER = 400
"""An item of fewer code points than this is taken for the beginning of the article behind its link."""

_EXPECTED = "an RSS or Atom feed was expected"


class FeedItem(Value, frozen=True):
    """An item of a feed: its link, what the feed says of the article behind it, and the HTML of its content or summary."""

    link: str | None
    id: str | None = None
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    author: str | None = None
    content: str = ""


class Feed(Value, frozen=True):
    """A feed's title, which usually names the outlet, its own page, and its items in order."""

    title: str | None
    link: str | None
    items: tuple[FeedItem, ...] = ()


def parse(data: bytes, where: str, url: str | None = None, content_type: str | None = None) -> Feed | Failure:
    """The feed in `data`; `url` is where it came from, for links that are not absolute, `content_type` its header."""
    if len(data) > FEED_BYTES:
        return Failure(where, None, f"{where} is longer than {FEED_BYTES:,} bytes: {_EXPECTED}; give its articles one by one.")
    if _declares_entities(data):
        return Failure(where, None, f"{where} declares XML entities, which feeds need not: it was not opened; ask its maker.")
    headers = {"content-type": content_type or "application/xml", **({"content-location": url} if url else {})}
    try:
        # A stream, since feedparser would open a name or an address that it is given.
        parsed = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=True)
        items = tuple(_item(entry) for entry in parsed.entries)
        title, link = _words(parsed.feed.get("title")), parsed.feed.get("link")
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"[:200]
        return Failure(where, None, f"{where} is no feed that can be taken apart ({reason}): {_EXPECTED}; check the address.")
    if not items and not parsed.get("version"):
        return Failure(where, None, f"{where} is no feed: {_EXPECTED}; check the address or the file.")
    return Feed(title, link or None, items)


def articles(feed: Feed, where: str) -> Iterator[Incoming | Failure]:
    """Each item whose content is an article in full, and a failure for each that only announces one."""
    for number, item in enumerate(feed.items, start=1):
        yield article(item, feed.title, f"{where}#{number}")


def article(item: FeedItem, outlet: str | None, where: str) -> Incoming | Failure:
    """The item as an article, where its content is one in full; `where` is what messages call it."""
    found = fragment(item.content, item.link)
    text = found.text()
    if len(text) < TEASER:
        then = f"the article is behind {item.link}: add that" if item.link else "it has no link to the web either: leave it out"
        return Failure(where, item.link, f"{where} holds only {len(text)} characters, a summary; {then}.")
    try:
        text = accept(text, where)
    except InputError as error:
        return Failure(where, item.link, str(error))
    told = Article(text=text, title=item.title, outlet=outlet, url=item.link, published=item.published)
    return Incoming(told, where, tuple(link for link in found.links if link != item.link), item.author, item.modified)


def _declares_entities(data: bytes) -> bool:
    text = undisguised(data)[0].lower()
    at = text.find("<!doctype")
    return at >= 0 and text.find("<!entity", at) >= 0


def _item(entry: Any) -> FeedItem:
    contents = [str(part.get("value") or "") for part in entry.get("content") or []]
    link = str(entry.get("link") or "")
    return FeedItem(
        link=link if link.startswith(("http://", "https://")) else None,
        id=_words(entry.get("id")),
        title=_words(entry.get("title")),
        published=_moment(entry, "published") or _moment(entry, "created") or _moment(entry, "updated"),
        modified=_moment(entry, "updated"),
        author=_words(entry.get("author")),
        content=max((*contents, str(entry.get("summary") or "")), key=len),
    )


def _moment(entry: Any, name: str) -> str | None:
    # As written first, since its zone tells the day; feedparser's own parse of rarer forms is in universal time.
    # dict.get, since feedparser's own answers with another date where it has none of this name.
    value, parsed = dict.get(entry, name), dict.get(entry, f"{name}_parsed")
    told = moment(str(value)) if value else None
    return told or (moment("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*parsed[:6])) if parsed else None)


def _words(value: object) -> str | None:
    text = " ".join(fragment(value, None).paragraphs) if isinstance(value, str) else ""
    return " ".join(normalise(text).split())[:300] or None
