"""Politeness: what is asked for when, with a clock that does not tick by itself."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from selon.errors import FetchError
from selon.ingest.fetching import Fetcher
from selon.ingest.jsonl import Failure
from selon.ingest.online import Fetched, Known
from selon.ingest.politeness import Manners, Polite
from selon.ingest.robots import AGE, CLOSED, Robots
from tests.loopback import LOOPBACK, Asked, Reply, Site, serving

START = datetime(2024, 5, 2, 8, tzinfo=UTC)
TEXT = (("Content-Type", "text/plain"),)
PAGE = Reply(b"<p>Le maire.</p>")


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.seconds

    def now(self) -> str:
        return (START + timedelta(seconds=self.seconds)).isoformat()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({"/a": PAGE, "/b": PAGE}) as running:
        yield running


def polite(clock: Clock, manners: Manners | None = None) -> Polite:
    return Polite(Fetcher(LOOPBACK), clock, clock.now, clock.sleep, manners)


def rules(text: str) -> Reply:
    return Reply(text.encode(), headers=TEXT)


def in_turn(*replies: Reply) -> Callable[[Asked], Reply]:
    waiting = list(replies)
    return lambda _: waiting.pop(0) if len(waiting) > 1 else waiting[0]


def fetched(body: bytes) -> Fetched:
    return Fetched("", "", 200, None, None, None, None, body, "")


def test_the_rules_are_asked_for_once_and_hosts_are_not_hurried(site: Site, clock: Clock) -> None:
    one = polite(clock)
    for path in ("/a", "/b", "/a"):
        assert one.get(site.url(path)).body == PAGE.body
    assert site.paths() == ["/robots.txt", "/a", "/b", "/a"]
    assert clock.slept == [1.0, 1.0, 1.0]


def test_no_time_is_lost_where_the_host_had_its_pause(site: Site, clock: Clock) -> None:
    one = polite(clock)
    one.get(site.url("/a"))
    clock.seconds += 30
    clock.slept.clear()
    one.get(site.url("/b"))
    assert clock.slept == []


def test_hosts_do_not_wait_for_each_other(site: Site, clock: Clock) -> None:
    one = polite(clock)
    here, there = site.url("/a"), site.url("/a").replace("127.0.0.1", "localhost")
    one.get(here)
    one.get(there)
    assert clock.slept == [1.0, 1.0]
    one.get(here)
    assert clock.slept == [1.0, 1.0]


def test_the_delay_that_a_host_asks_for_is_kept(site: Site, clock: Clock) -> None:
    site.routes["/robots.txt"] = rules("User-agent: *\nCrawl-delay: 7\n")
    one = polite(clock)
    one.get(site.url("/a"))
    one.get(site.url("/b"))
    assert clock.slept == [1.0, 7.0]


def test_a_delay_of_hours_is_kept_as_far_as_the_longest_pause(site: Site, clock: Clock) -> None:
    site.routes["/robots.txt"] = rules("User-agent: *\nCrawl-delay: 86400\n")
    one = polite(clock)
    one.get(site.url("/a"))
    one.get(site.url("/b"))
    assert clock.slept == [1.0, 60.0]


@pytest.mark.parametrize(
    ("text", "open_paths"),
    [
        ("User-agent: *\nDisallow: /b\n", ["/a"]),
        ("User-agent: Selon\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n", ["/b"]),
        ("User-agent: *\nDisallow: /\n", []),
        ("User-agent: *\nDisallow: /\nAllow: /a\n", ["/a"]),
        ("User-agent: AutreRobot\nDisallow: /\n", ["/a", "/b"]),
        ("<html>Pas de règles ici</html>", ["/a", "/b"]),
        ("\ufeffUser-agent: *\nDisallow: /a$\n", ["/b"]),
        ("", ["/a", "/b"]),
    ],
)
def test_the_rules_are_obeyed(site: Site, clock: Clock, text: str, open_paths: list[str]) -> None:
    site.routes["/robots.txt"] = rules(text)
    one = polite(clock)
    got = {path: one.fetch(site.url(path)) for path in ("/a", "/b")}
    assert [path for path, result in got.items() if isinstance(result, Fetched)] == open_paths
    assert site.paths() == ["/robots.txt", *open_paths]
    for path, result in got.items():
        if isinstance(result, Failure):
            assert result.where == site.url(path)
            assert result.error.startswith(f"{site.url(path)} is closed to robots by its robots.txt: save the page")


def test_a_redirect_does_not_lead_around_the_rules(site: Site, clock: Clock) -> None:
    site.routes |= {"/robots.txt": rules("User-agent: *\nDisallow: /b\n"), "/a": Reply(b"", 302, (("Location", "/b"),))}
    with pytest.raises(FetchError, match="/b is closed to robots"):
        polite(clock).get(site.url("/a"))
    assert site.paths() == ["/robots.txt", "/a"]


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451])
def test_a_host_without_rules_is_open(site: Site, clock: Clock, status: int) -> None:
    site.routes["/robots.txt"] = Reply(b"", status, ())
    assert polite(clock).get(site.url("/a")).body == PAGE.body


def test_rules_that_redirect_without_end_close_nothing(site: Site, clock: Clock) -> None:
    site.routes["/robots.txt"] = Reply(b"", 302, (("Location", "/robots.txt"),))
    assert polite(clock).get(site.url("/a")).body == PAGE.body


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_host_whose_rules_cannot_be_told_is_left_alone(site: Site, clock: Clock, status: int) -> None:
    site.routes["/robots.txt"] = Reply(b"", status, ())
    one = polite(clock)
    with pytest.raises(
        FetchError, match=f"/a is left alone while its rules for robots are unknown: .*robots.txt answers {status}"
    ):
        one.get(site.url("/a"))
    assert set(site.paths()) == {"/robots.txt"} and len(site.asked) == Manners().tries
    assert isinstance(one.fetch(site.url("/b")), Failure)
    assert len(site.asked) == Manners().tries
    site.routes["/robots.txt"] = rules("")
    clock.seconds += CLOSED
    assert one.get(site.url("/a")).body == PAGE.body


def test_rules_are_asked_for_again_after_a_day() -> None:
    clock, asked = Clock(), list[str]()

    def get(url: str) -> Fetched:
        asked.append(url)
        return fetched(b"User-agent: *\nCrawl-delay: 3\n")

    robots = Robots(get, clock)
    for seconds in (0, AGE - 1, 1):
        clock.seconds += seconds
        assert robots.delay("http://nouvelles.example/a?b") == 3.0
    robots.delay("http://nouvelles.example:8080/a")
    robots.delay("https://nouvelles.example/a")
    origin = "nouvelles.example/robots.txt"
    assert asked == [f"http://{origin}", f"http://{origin}", "http://nouvelles.example:8080/robots.txt", f"https://{origin}"]


def test_only_the_beginning_of_endless_rules_is_read() -> None:
    robots = Robots(lambda _: fetched(b"# \n" * 200_000 + b"User-agent: *\nDisallow: /\n"), Clock())
    assert robots.delay("http://nouvelles.example/a") == 0.0


def test_patterns_with_many_wildcards_cost_no_time() -> None:
    hostile = b"User-agent: *\n" + b"Disallow: /" + b"*a" * 200 + b"b\n"
    robots = Robots(lambda _: fetched(hostile), Clock())
    assert robots.delay("http://nouvelles.example/" + "a" * 2000) == 0.0


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_fails_for_now_is_tried_again_with_growing_waits(site: Site, clock: Clock, status: int) -> None:
    site.routes["/a"] = in_turn(Reply(b"", status, ()), Reply(b"", status, ()), PAGE)
    assert polite(clock).get(site.url("/a")).body == PAGE.body
    assert site.paths() == ["/robots.txt", "/a", "/a", "/a"]
    _, first, second = clock.slept
    assert 2 <= first <= 3 and 4 <= second <= 5


def test_what_goes_on_failing_is_given_up(site: Site, clock: Clock) -> None:
    site.routes["/a"] = Reply(b"", 503, ())
    result = polite(clock).fetch(site.url("/a"))
    assert result == Failure(site.url("/a"), None, f"{site.url('/a')} answers 503 Service Unavailable: try again later.")
    assert site.paths().count("/a") == 4


def test_waits_have_a_longest(site: Site, clock: Clock) -> None:
    site.routes["/a"] = Reply(b"", 503, ())
    polite(clock, Manners(tries=12)).fetch(site.url("/a"))
    assert max(clock.slept) == 120.0 and clock.slept.count(120.0) >= 4


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_what_will_not_change_is_not_tried_again(site: Site, clock: Clock, status: int) -> None:
    site.routes["/a"] = Reply(b"", status, ())
    assert isinstance(polite(clock).fetch(site.url("/a")), Failure)
    assert site.paths() == ["/robots.txt", "/a"]


@pytest.mark.parametrize("told", ["90", "Thu, 02 May 2024 08:01:31 GMT"])
def test_the_wait_that_a_server_asks_for_is_kept(site: Site, clock: Clock, told: str) -> None:
    site.routes["/a"] = in_turn(Reply(b"", 503, (("Retry-After", told),)), PAGE)
    polite(clock).get(site.url("/a"))
    assert sum(clock.slept) == pytest.approx(91.0)


def test_a_server_that_asks_for_hours_is_not_waited_for_and_not_asked(site: Site, clock: Clock) -> None:
    site.routes["/a"] = Reply(b"", 429, (("Retry-After", "7200"),))
    one = polite(clock)
    with pytest.raises(FetchError, match="answers 429") as caught:
        one.get(site.url("/a"))
    assert caught.value.wait == 7200.0
    with pytest.raises(FetchError, match="is left alone for 7200 s more, as its server asked"):
        one.get(site.url("/b"))
    assert site.paths() == ["/robots.txt", "/a"]
    clock.seconds += 7200
    assert one.get(site.url("/b")).body == PAGE.body


def test_a_refused_address_is_told_of_the_page_not_of_its_rules(clock: Clock) -> None:
    result = polite(clock).fetch("http://10.0.0.1/a")
    assert isinstance(result, Failure)
    assert result.error.startswith("http://10.0.0.1/a leads to 10.0.0.1, a private address")
    assert clock.slept == [1.0]


def test_what_is_no_url_is_a_failure_without_its_password(clock: Clock) -> None:
    result = polite(clock).fetch("ftp://jean:secret@nouvelles.example/")
    assert isinstance(result, Failure) and "secret" not in result.error + result.where


def test_what_is_known_is_compared(site: Site, clock: Clock) -> None:
    def answer(asked: Asked) -> Reply:
        return Reply(b"", 304, ()) if asked.headers.get("if-none-match") == '"x1"' else PAGE

    site.routes["/a"] = answer
    assert polite(clock).get(site.url("/a"), Known('"x1"')).is_unchanged
    assert polite(clock).get(site.url("/a"), Known('"x2"')).body == PAGE.body


def test_who_stops_while_it_waits_is_heard(site: Site, clock: Clock) -> None:
    class Enough(Exception):
        pass

    def sleep(seconds: float) -> None:
        raise Enough

    with pytest.raises(Enough):
        Polite(Fetcher(LOOPBACK), clock, clock.now, sleep).get(site.url("/a"))
    assert site.paths() == ["/robots.txt"]
