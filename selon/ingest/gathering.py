"""Gathering: what was fetched, as articles; a feed's items with the pages behind their links."""

from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import NamedTuple

import msgspec

from selon.errors import FetchError, InputError
from selon.ingest import feed, opening, sniff
from selon.ingest.feed import FeedItem
from selon.ingest.incoming import Incoming
from selon.ingest.jsonl import Failure
from selon.ingest.online import Fetched


class Entry(NamedTuple):
    """An item of a feed with the feed's title, which usually names the outlet, and where the feed stands."""

    item: FeedItem
    outlet: str | None
    feed: str

    @property
    def id(self) -> str | None:
        """What the feed calls it."""
        return self.item.id

    @property
    def link(self) -> str | None:
        """Where the article stands."""
        return self.item.link

    @property
    def modified(self) -> str | None:
        """When the feed says that it was changed."""
        return self.item.modified

    @property
    def where(self) -> str:
        """What messages call it."""
        return self.link or f"{self.feed}#{self.id or self.item.title or ''}"


def is_feed(fetched: Fetched) -> bool:
    """Whether what came is an RSS or Atom feed."""
    return sniff.kind_of(fetched.body[: sniff.HEAD], fetched.url, fetched.content_type) == "feed"


def entries(fetched: Fetched) -> list[Entry]:
    """The items of a feed; raises InputError where it is none."""
    found = feed.parse(fetched.body, fetched.asked, fetched.url, _header(fetched))
    if isinstance(found, Failure):
        raise InputError(found.error)
    return [Entry(item, found.title, fetched.asked) for item in found.items]


def articles(fetched: Fetched) -> Iterator[Incoming | Failure]:
    """The articles of a page or of a file of articles, one at a time: a packed file may hold many."""
    return opening.received(fetched.body, fetched.asked, _header(fetched), fetched.url)


def behind(entry: Entry, get: Callable[[str], Fetched]) -> Iterator[Incoming | Failure]:
    """The article of a feed's item: the page behind its link, else what the feed holds of it where that is an article.

    Raises FetchError, at once, where the page cannot be had and the feed does not hold it either.
    """
    whole = feed.article(entry.item, entry.outlet, entry.where)
    if entry.link is None:
        return iter([whole])
    try:
        found = articles(get(entry.link))
    except FetchError:
        if isinstance(whole, Failure):
            raise
        return iter([whole])
    first = list(islice(found, 2))
    if len(first) != 1:
        return chain(first, found)
    if isinstance(first[0], Incoming):
        return iter([_filled(first[0], entry)])
    return iter(first if isinstance(whole, Failure) else [whole])


def _filled(found: Incoming, entry: Entry) -> Incoming:
    """What the page says of itself, and where it is silent, what the feed says."""
    article = msgspec.structs.replace(
        found.article,
        title=found.article.title or entry.item.title,
        outlet=found.article.outlet or entry.outlet,
        url=found.article.url or entry.link,
        published=found.article.published or entry.item.published,
    )
    return msgspec.structs.replace(found, article=article, byline=found.byline or entry.item.author)


def _header(fetched: Fetched) -> str | None:
    if fetched.content_type is None:
        return None
    return f"{fetched.content_type}; charset={fetched.charset}" if fetched.charset else fetched.content_type
