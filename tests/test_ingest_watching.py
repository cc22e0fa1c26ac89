"""Polling and watching: what is due, what is new, how intervals move, and stopping in the middle of things."""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.errors import FetchError, InputError
from selon.ingest.online import Fetched, Known
from selon.ingest.polling import LONGEST, SEEN, Feed, due, failed, mark, polled, seconds_left, taken, unseen
from selon.ingest.watching import Round, Stop, Stopped, Took, Ways, watch

NOW = "2024-05-02T08:00:00+00:00"
URL = "https://nouvelles.example/flux"


class Entry(NamedTuple):
    id: str | None
    link: str | None = None
    modified: str | None = None


def entries(*ids: str) -> list[Entry]:
    return [Entry(one) for one in ids]


def answer(etag: str | None = None, status: int = 200) -> Fetched:
    return Fetched(URL, URL, status, "application/rss+xml", None, etag, None, b"", NOW)


def later(seconds: float) -> str:
    return (datetime.fromisoformat(NOW) + timedelta(seconds=seconds)).isoformat()


def test_a_feed_is_due_when_its_time_has_come() -> None:
    feeds = [Feed("a", next_due=later(1)), Feed("b", next_due=later(-5)), Feed("c"), Feed("d", next_due=later(-50))]
    assert [feed.url for feed in due(feeds, NOW)] == ["d", "b", "c"]
    assert [feed.url for feed in due(feeds, later(1))] == ["d", "b", "a", "c"]
    assert [seconds_left(feed, NOW) for feed in feeds] == [1.0, 0.0, 0.0, 0.0]


def test_times_of_other_zones_are_compared_as_moments() -> None:
    assert due([Feed("a", next_due="2024-05-02T09:59:00+02:00")], NOW)
    assert not due([Feed("a", next_due="2024-05-02T10:01:00+02:00")], NOW)


def test_the_interval_grows_on_failures_and_comes_back() -> None:
    feed = Feed(URL, every=600, interval=600)
    intervals = []
    for _ in range(9):
        feed = failed(feed, NOW)
        intervals.append(feed.interval)
    assert intervals == [1200, 2400, 4800, 9600, 19200, 38400, 76800, LONGEST, LONGEST]
    assert (feed.failures, feed.next_due) == (9, later(LONGEST))
    quiet = polled(feed, answer(), [], False, NOW)
    assert (quiet.interval, quiet.failures, quiet.next_due) == (LONGEST / 2, 0, later(LONGEST / 2))
    assert polled(feed, answer(), [], True, NOW).interval == 600


def test_a_server_may_ask_for_a_longer_wait_than_the_interval() -> None:
    feed = failed(Feed(URL, every=600, interval=600), NOW, wait=5000)
    assert (feed.interval, feed.next_due) == (1200, later(5000))
    assert failed(Feed(URL, every=600, interval=600), NOW, wait=5).next_due == later(1200)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["news", "quiet", "failure"]), max_size=30), st.floats(60, 2 * LONGEST))
def test_the_interval_stays_between_what_was_asked_and_a_day(course: list[str], every: float) -> None:
    feed = Feed(URL, every=every, interval=every)
    for step in course:
        feed = failed(feed, NOW) if step == "failure" else polled(feed, answer(), [], step == "news", NOW)
        assert every <= feed.interval <= max(every, LONGEST)
        assert feed.next_due == later(feed.interval) or abs(seconds_left(feed, NOW) - feed.interval) < 1


def test_what_is_new_comes_oldest_first_and_once() -> None:
    feed = taken(Feed(URL), Entry("b"))
    assert unseen(feed, entries("d", "c", "d", "b", "a")) == entries("a", "c", "d")


def test_an_item_that_was_changed_is_new_again() -> None:
    feed = taken(Feed(URL), Entry("a", modified="2024-05-01"))
    assert unseen(feed, [Entry("a", modified="2024-05-01")]) == []
    assert unseen(feed, [Entry("a", modified="2024-05-02")]) == [Entry("a", modified="2024-05-02")]


def test_an_item_without_an_id_is_known_by_its_link() -> None:
    assert mark(Entry(None, "https://nouvelles.example/1")) == mark(Entry("https://nouvelles.example/1"))
    assert mark(Entry(None, "https://nouvelles.example/1")) != mark(Entry(None, "https://nouvelles.example/2"))


def test_what_was_seen_is_remembered_as_long_as_the_feed_holds_it() -> None:
    old = tuple(f"{number:016x}" for number in range(SEEN + 50))
    held = Entry("held")
    feed = polled(Feed(URL, seen=(*old, mark(held))), answer(), [held], False, NOW)
    assert feed.seen == (mark(held), *old[:SEEN])
    unchanged = polled(Feed(URL, seen=(*old, mark(held))), answer(status=304), [], False, NOW)
    assert unchanged.seen == (*old, mark(held))


def test_validators_are_kept_only_where_nothing_is_left_to_do() -> None:
    feed = taken(Feed(URL, etag="old"), Entry("a"))
    assert polled(feed, answer("new"), entries("a"), True, NOW).etag == "new"
    assert polled(feed, answer("new"), entries("b", "a"), True, NOW).known == Known("old")


class World:
    """Feeds, articles and a clock that are told what to do, and what became of them."""

    def __init__(self, **feeds: Sequence[Entry] | InputError) -> None:
        self.feeds = {f"https://nouvelles.example/{name}": found for name, found in feeds.items()}
        self.broken: set[str] = set()
        self.taken: list[str] = []
        self.kept: dict[str, Feed] = {}
        self.waits: list[float] = []
        self.seconds = 0.0
        self.stops_after: Callable[[], bool] = lambda: False
        self.on_wait: Callable[[], None] = lambda: None

    def ways(self) -> Ways[Entry, str]:
        return Ways(
            self.fetch, self.items, self.take, self.keep, lambda: later(self.seconds), self.wait, lambda: self.stops_after()
        )

    def state(self) -> list[Feed]:
        return [self.kept.get(url, Feed(url)) for url in self.feeds]

    def fetch(self, url: str, known: Known) -> Fetched:
        found = self.feeds[url]
        if isinstance(found, InputError):
            raise found
        etag = str(hash(tuple(found)))
        return Fetched(url, url, 304 if known.etag == etag else 200, None, None, etag, None, b"", NOW)

    def items(self, fetched: Fetched) -> Sequence[Entry]:
        found = self.feeds[fetched.url]
        assert not isinstance(found, InputError) and not fetched.is_unchanged
        return found

    def take(self, item: Entry) -> Took[str]:
        self.taken.append(str(item.id))
        return Took(self.taken[-1], item.id not in self.broken)

    def rounds(self) -> list[Round]:
        """What the polls come to that are due."""
        return [done for done in watch(self.state(), self.ways(), once=True) if isinstance(done, Round)]

    def keep(self, feed: Feed) -> None:
        self.kept[feed.url] = feed

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds
        self.on_wait()
        if len(self.waits) > 5:
            raise Stopped


def test_new_items_are_taken_and_old_ones_are_not() -> None:
    world = World(a=entries("2", "1"))
    world.on_wait = lambda: world.feeds.update({"https://nouvelles.example/a": entries("3", "2", "1")})
    done = list(watch(world.state(), world.ways()))
    assert world.taken == ["1", "2", "3"]
    assert [one.new if isinstance(one, Round) else one for one in done] == ["1", "2", 2, "3", 1, 0, 0, 0, 0]
    assert world.waits == [900.0] * 6


def test_once_polls_what_is_due_and_no_more() -> None:
    world = World(a=entries("1"), b=entries("2"))
    assert [one.new for one in world.rounds()] == [1, 1]
    assert world.waits == []
    assert list(watch(world.state(), world.ways(), once=True)) == []


def test_a_feed_that_fails_does_not_stop_the_others() -> None:
    gone = FetchError("https://nouvelles.example/a", "answers 503", wait=4000.0, is_passing=True)
    world = World(a=gone, b=entries("1"), c=InputError("c is no feed."))
    rounds = {one.feed.url[-1]: one for one in world.rounds()}
    assert (rounds["a"].reason, rounds["a"].feed.failures, rounds["a"].feed.next_due) == (str(gone), 1, later(4000))
    assert rounds["c"] == Round(failed(Feed("https://nouvelles.example/c"), NOW), reason="c is no feed.")
    assert world.taken == ["1"]


def test_an_item_that_may_work_later_is_tried_again_and_the_others_are_not() -> None:
    world = World(a=entries("3", "2", "1"))
    world.broken = {"2"}
    list(watch(world.state(), world.ways(), once=True))
    world.seconds += 900
    world.broken = set()
    list(watch(world.state(), world.ways(), once=True))
    world.seconds += 900
    (last,) = world.rounds()
    assert world.taken == ["1", "2", "3", "2"]
    assert last.feed.etag is not None and last.new == 0


@pytest.mark.parametrize("after", range(5))
def test_what_is_interrupted_goes_on_where_it_stopped(after: int) -> None:
    world = World(a=entries("4", "3", "2", "1"))
    world.stops_after = lambda: len(world.taken) >= after
    list(watch(world.state(), world.ways()))
    assert world.taken == ["1", "2", "3", "4"][:after]
    world.stops_after = lambda: False
    list(watch(world.state(), world.ways(), once=True))
    assert world.taken == ["1", "2", "3", "4"]


def test_a_wait_for_an_article_that_is_interrupted_leaves_the_article_for_next_time() -> None:
    world = World(a=entries("2", "1"))

    def take(item: Entry) -> Took[str]:
        if item.id == "2":
            raise Stopped
        return world.take(item)

    list(watch(world.state(), world.ways()._replace(take=take)))
    assert world.taken == ["1"]
    list(watch(world.state(), world.ways(), once=True))
    assert world.taken == ["1", "2"]


def test_nothing_to_watch_ends_at_once() -> None:
    assert list(watch([], World().ways())) == []


@pytest.fixture
def handlers() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    assert {number: signal.getsignal(number) for number in before} == before


@pytest.mark.usefixtures("handlers")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_wait_at_once(number: int) -> None:
    told: list[str] = []
    started = datetime.now(UTC)
    with Stop(lambda: told.append("stopping")) as stop:
        threading.Timer(0.05, os.kill, (os.getpid(), number)).start()
        with pytest.raises(Stopped):
            stop.wait(60)
        assert stop.is_set() and told == ["stopping"]
    assert (datetime.now(UTC) - started).total_seconds() < 30


@pytest.mark.usefixtures("handlers")
def test_a_signal_before_the_wait_is_not_lost() -> None:
    with Stop(lambda: None) as stop:
        os.kill(os.getpid(), signal.SIGTERM)
        assert stop.is_set()
        with pytest.raises(Stopped):
            stop.wait(60)


@pytest.mark.usefixtures("handlers")
def test_a_second_signal_interrupts() -> None:
    with pytest.raises(KeyboardInterrupt), Stop(lambda: None):
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)


def test_a_wait_without_a_signal_ends_by_itself() -> None:
    with Stop(lambda: None) as stop:
        stop.wait(0.01)
        assert not stop.is_set()
