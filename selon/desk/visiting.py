"""Visiting URLs: pages and files of articles are taken in, feeds polled, and what becomes of it is kept in the desk."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import msgspec

from selon.desk.adding import Added
from selon.errors import FetchError, InputError
from selon.ingest import gathering
from selon.ingest.gathering import Entry
from selon.ingest.incoming import Incoming
from selon.ingest.jsonl import Failure
from selon.ingest.online import Web
from selon.ingest.polling import EVERY, Feed, seconds_left
from selon.ingest.urls import unsigned
from selon.ingest.watching import Round, Took, Ways, poll, watch
from selon.intake import Item
from selon.store import Store, failures, feeds

Result = tuple[Added, ...]

Itemises = Callable[[Incoming | Failure, str], Item]
"""How what was found becomes an item, with the origin to ask for again."""


class Watched(NamedTuple):
    """The feeds to watch (none: all that the desk knows), the seconds between two polls, and whether one is enough."""

    urls: tuple[str, ...] = ()
    every: float = EVERY
    once: bool = False


class Visitor(NamedTuple):
    """Who visits: the desk's file, how items are added to it, how what was found becomes one, and the way to the web."""

    store: Store
    add: Callable[[Iterable[Item]], Iterator[Added]]
    item: Itemises
    web: Web


def visited(url: str, by: Visitor) -> Iterator[Added]:
    """What becomes of each article behind a URL: a page, a file of articles, or the new items of a feed. Raises Stopped.

    An item of a known feed that has no link is called by the feed and the item's own name, `FEED#NAME`: it alone is asked for.
    """
    known = _known(by.store)
    home, _, name = url.partition("#")
    if name and home in known:
        yield from _item_of(home, url, by)
        return
    feed = known.get(url, Feed(url))
    try:
        fetched = by.web.get(url, feed.known)
    except FetchError as error:
        yield _failed(url, str(error), by)
        return
    if fetched.is_unchanged or gathering.is_feed(fetched):
        for done in poll(feed, _ways(by)._replace(fetch=lambda *_: fetched)):
            yield from _told(done, by)
        return
    failures.clear(by.store, url)
    yield from by.add(by.item(found, url) for found in gathering.articles(fetched))


def _item_of(home: str, where: str, by: Visitor) -> Iterator[Added]:
    try:
        items = gathering.entries(by.web.get(home, None))
    except InputError as error:
        yield _failed(where, str(error), by)
        return
    for item in items:
        if item.where == where:
            yield from _taken(item, by).result


def watched(wanted: Watched, by: Visitor) -> Iterator[Added | Round]:
    """What becomes of each new article of the feeds, and each poll when it is done.

    Each feed is asked at once, but for those that are failing: these wait, and say first how long.
    """
    known = _known(by.store)
    state = [_asked_now(known.get(url, Feed(url)), wanted.every) for url in dict.fromkeys(wanted.urls or known)]
    now = by.web.now()
    yield from (_left_alone(feed) for feed in state if feed.failures and seconds_left(feed, now) > 0)
    for done in watch(state, _ways(by), wanted.once):
        yield from _told(done, by)
        if isinstance(done, Round):
            yield done


def _left_alone(feed: Feed) -> Round:
    times = f"{feed.failures} time{'s' * (feed.failures != 1)}"
    reason = f"{feed.url} failed {times} and is left alone until {feed.next_due}; selon add asks it at once."
    return Round(feed, reason=reason, is_left_alone=True)


def _known(store: Store) -> dict[str, Feed]:
    return {url: msgspec.json.decode(state, type=Feed) for url, state in feeds.states(store).items()}


def _asked_now(feed: Feed, every: float) -> Feed:
    interval = max(every, feed.interval) if feed.failures else every
    return msgspec.structs.replace(feed, every=every, interval=interval, next_due=feed.next_due if feed.failures else None)


def _ways(by: Visitor) -> Ways[Entry, Result]:
    return Ways(
        fetch=by.web.get,
        items=gathering.entries,
        take=lambda entry: _taken(entry, by),
        keep=lambda feed: feeds.put(by.store, feed.url, feed),
        now=by.web.now,
        wait=by.web.wait,
        is_stopped=by.web.is_stopped,
    )


def _taken(entry: Entry, by: Visitor) -> Took[Result]:
    try:
        found = gathering.behind(entry, lambda url: by.web.get(url, None))
    except FetchError as error:
        return Took((_failed(entry.where, str(error), by),), not error.is_passing)
    return Took(tuple(by.add(by.item(one, entry.where) for one in found)))


def _told(done: Result | Round, by: Visitor) -> Iterator[Added]:
    if not isinstance(done, Round):
        yield from done
    elif done.reason is not None:
        yield _failed(done.feed.url, done.reason, by)
    else:
        failures.clear(by.store, done.feed.url)


def _failed(where: str, reason: str, by: Visitor) -> Added:
    place = unsigned(where)
    return next(by.add([by.item(Failure(place, None, reason), place)]))
