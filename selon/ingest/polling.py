"""Polling: when a feed is asked again, and which of its items are new; values in, values out, no clock."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Protocol, TypeVar

import msgspec

from selon.ingest.online import Fetched, Known
from selon.model import Value

EVERY = 900.0
"""Seconds between two polls of a feed that answers."""

LONGEST = 24 * 3600.0
"""The longest that a feed is left alone, in seconds, unless its server asks for more."""

_LONGEST_ASKED = 7 * LONGEST

SEEN = 5_000
"""How many items are remembered beyond those of the last poll."""


class Entry(Protocol):
    """An item of a feed, as much of it as polling needs to know."""

    @property
    def id(self) -> str | None:
        """What the feed calls it."""

    @property
    def link(self) -> str | None:
        """Where the article stands."""

    @property
    def modified(self) -> str | None:
        """When the feed says that it was changed."""


Item = TypeVar("Item", bound=Entry)


class Feed(Value, frozen=True):
    """What is known of a feed between two polls.

    `every` and `interval` are the seconds asked for and those in force, `next_due` is ISO 8601 with its zone (None: now), `seen`
    are marks of the items that were taken, the newest first.
    """

    url: str
    every: float = EVERY
    interval: float = EVERY
    next_due: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    seen: tuple[str, ...] = ()

    @property
    def known(self) -> Known:
        """What the server may compare its feed with."""
        return Known(self.etag, self.last_modified)


def due(feeds: Iterable[Feed], now: str) -> list[Feed]:
    """The feeds whose time has come, the longest overdue first."""
    moment = datetime.fromisoformat(now)
    ready = [feed for feed in feeds if seconds_left(feed, now) <= 0]
    return sorted(ready, key=lambda feed: moment if feed.next_due is None else datetime.fromisoformat(feed.next_due))


def seconds_left(feed: Feed, now: str) -> float:
    """Seconds until a feed is due, 0 where it is already.

    Where the clock was moved back it is no more than the interval in force, or a week while the feed fails: the longest that a
    server may ask to be left alone.
    """
    if feed.next_due is None:
        return 0.0
    left = (datetime.fromisoformat(feed.next_due) - datetime.fromisoformat(now)).total_seconds()
    return min(max(0.0, left), _LONGEST_ASKED if feed.failures else feed.interval)


def unseen(feed: Feed, items: Iterable[Item]) -> list[Item]:
    """The items that were not taken yet, or that the feed says were changed since, the oldest first, each once.

    Feeds list the newest first; taken from the end, an interruption leaves no hole among the old ones.
    """
    seen, new = set(feed.seen), list[Item]()
    for item in items:
        if mark(item) not in seen:
            seen.add(mark(item))
            new.append(item)
    return new[::-1]


def taken(feed: Feed, item: Entry) -> Feed:
    """The feed once an item of it is done with."""
    return msgspec.structs.replace(feed, seen=(mark(item), *feed.seen))


def polled(feed: Feed, fetched: Fetched, items: Sequence[Entry], is_news: bool, now: str) -> Feed:
    """The feed after an answer: with news it is asked every `every` seconds again, without the interval halves towards that.

    Where an item is left to be tried again, the server's validators are not kept: it would say that nothing has changed.
    """
    interval = feed.every if is_news else max(feed.every, feed.interval / 2)
    is_whole = not unseen(feed, items)
    return msgspec.structs.replace(
        feed,
        interval=interval,
        next_due=_later(now, interval),
        etag=fetched.etag if is_whole else feed.etag,
        last_modified=fetched.last_modified if is_whole else feed.last_modified,
        failures=0,
        seen=feed.seen if fetched.is_unchanged else _remembered(feed.seen, items),
    )


def failed(feed: Feed, now: str, wait: float | None = None) -> Feed:
    """The feed after a failure: the interval doubles, at most to a day; `wait` is what the server asked for, in seconds."""
    interval = max(feed.every, min(feed.interval * 2, LONGEST))
    pause = max(interval, wait or 0.0)
    return msgspec.structs.replace(feed, interval=interval, next_due=_later(now, pause), failures=feed.failures + 1)


def mark(item: Entry) -> str:
    """What stands for an item among the seen ones: a digest of its id, or else its link, and of when it was changed."""
    told = f"{item.id or item.link or ''}\n{item.modified or ''}"
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _remembered(seen: tuple[str, ...], items: Sequence[Entry]) -> tuple[str, ...]:
    """All of the seen items that the feed still holds, and the latest of the others."""
    held = {mark(item) for item in items}
    here = [one for one in seen if one in held]
    gone = [one for one in seen if one not in held]
    return tuple(here + gone[:SEEN])


def _later(now: str, seconds: float) -> str:
    return (datetime.fromisoformat(now) + timedelta(seconds=seconds)).isoformat(timespec="seconds")
