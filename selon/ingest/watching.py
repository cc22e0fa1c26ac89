"""Watching: the loop that polls feeds when they are due, takes what is new, and stops between two articles."""

import os
import select
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import FrameType, TracebackType
from typing import Generic, NamedTuple, Self, TypeVar

from selon.errors import FetchError, InputError
from selon.ingest.online import Fetched, Known
from selon.ingest.polling import Entry, Feed, due, failed, polled, seconds_left, taken, unseen

Item = TypeVar("Item", bound=Entry)
Result = TypeVar("Result")
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopped(Exception):
    """Somebody asked to stop while something waited: nothing went wrong, and nothing is half done."""


class Round(NamedTuple):
    """What one poll came to: the feed as it is kept now, how many items were new, and the reason where it failed.

    A feed that is left alone was not asked, since it failed before.
    """

    feed: Feed
    new: int = 0
    reason: str | None = None
    is_left_alone: bool = False


class Took(NamedTuple, Generic[Result]):
    """What became of an item, and whether it is done with, for good or ill, and need not be tried again."""

    result: Result
    is_settled: bool = True


class Ways(NamedTuple, Generic[Item, Result]):
    """What watching does with the world.

    `fetch` and `items` (what a body holds) raise InputError; `keep` writes a feed's state down; `now` is ISO 8601; `wait` takes
    seconds; `wait`, `fetch` and `take` may raise Stopped.
    """

    fetch: Callable[[str, Known], Fetched]
    items: Callable[[Fetched], Sequence[Item]]
    take: Callable[[Item], Took[Result]]
    keep: Callable[[Feed], None]
    now: Callable[[], str]
    wait: Callable[[float], None]
    is_stopped: Callable[[], bool]


def watch(feeds: Iterable[Feed], ways: Ways[Item, Result], once: bool = False) -> Iterator[Result | Round]:
    """What becomes of each new item, and each poll when it is done, until somebody stops it.

    With `once`, one poll of each feed that is due.
    """
    state = {feed.url: feed for feed in feeds}
    try:
        while state:
            for feed in due(state.values(), ways.now()):
                for done in poll(feed, ways):
                    if isinstance(done, Round):
                        state[feed.url] = done.feed
                    yield done
                if ways.is_stopped():
                    return
            if once:
                return
            ways.wait(min(seconds_left(feed, ways.now()) for feed in state.values()))
    except Stopped:
        return


def poll(feed: Feed, ways: Ways[Item, Result]) -> Iterator[Result | Round]:
    """What becomes of each new item of a feed, then what the poll came to; its state is kept after every item.

    Where somebody asked to stop, the items that are left stay new. Raises Stopped.
    """
    try:
        fetched = ways.fetch(feed.url, feed.known)
        items = [] if fetched.is_unchanged else ways.items(fetched)
    except InputError as error:
        wait = error.wait if isinstance(error, FetchError) else None
        yield _kept(Round(failed(feed, ways.now(), wait), reason=str(error)), ways)
        return
    new = unseen(feed, items)
    for number, item in enumerate(new):
        if ways.is_stopped():
            yield Round(feed, number)
            return
        took = ways.take(item)
        if took.is_settled:
            feed = taken(feed, item)
            ways.keep(feed)
        yield took.result
    yield _kept(Round(polled(feed, fetched, items, bool(new), ways.now()), len(new)), ways)


def _kept(done: Round, ways: Ways[Item, Result]) -> Round:
    ways.keep(done.feed)
    return done


class Stop:
    """Turns SIGINT and SIGTERM into a wish to stop, within `with`; a second one interrupts at once.

    A pipe wakes what waits: unlike a lock it may be touched inside a signal's handler, and a signal that comes just before the
    wait is not lost. To be used in the main thread.
    """

    def __init__(self, told: Callable[[], None]) -> None:
        self._told = told
        self._is_set = False

    def __enter__(self) -> Self:
        self._read, self._write = os.pipe()
        self._before = {number: signal.signal(number, self._handle) for number in _SIGNALS}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        os.close(self._read)
        os.close(self._write)

    def is_set(self) -> bool:
        """Whether somebody asked to stop."""
        return self._is_set

    def wait(self, seconds: float) -> None:
        """Wait; raises Stopped as soon as somebody asks to stop."""
        if self._is_set or select.select([self._read], [], [], seconds)[0]:
            raise Stopped

    def _handle(self, _: int, __: FrameType | None) -> None:
        if self._is_set:
            raise KeyboardInterrupt
        self._is_set = True
        os.write(self._write, b"\0")
        self._told()
