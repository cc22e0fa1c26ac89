"""Politeness: robots.txt obeyed, hosts not hurried, servers that ask for peace left in peace."""

from collections.abc import Callable

import tenacity

from selon.errors import FetchError
from selon.ingest import urls
from selon.ingest.fetching import Fetcher
from selon.ingest.jsonl import Failure
from selon.ingest.online import Fetched, Known
from selon.ingest.robots import Robots
from selon.model import Value


class Manners(Value, frozen=True):
    """How hosts are treated: all in seconds, but for `tries`.

    `pause` lies between two requests to a host, a Crawl-delay of at most `longest_pause` takes its place; a request is tried
    `tries` times, `first_wait` after the first failure and twice as long after each further one, with jitter, at most
    `longest_wait`. A server that asks for a longer wait than that is not waited for, and not asked again before it is over.
    """

    pause: float = 1.0
    longest_pause: float = 60.0
    tries: int = 4
    first_wait: float = 2.0
    longest_wait: float = 120.0


class Polite:
    """Fetches as a well-behaved robot does. `clock` is monotonic (seconds), `now` is ISO 8601, `sleep` may raise to stop all."""

    def __init__(
        self,
        fetcher: Fetcher,
        clock: Callable[[], float],
        now: Callable[[], str],
        sleep: Callable[[float], None],
        manners: Manners | None = None,
    ) -> None:
        self._fetcher, self._clock, self._now, self._sleep = fetcher, clock, now, sleep
        self._manners = manners or Manners()
        self._robots = Robots(self._rules, clock)
        self._next: dict[str, float] = {}
        self._backoff = tenacity.wait_exponential_jitter(multiplier=self._manners.first_wait, max=self._manners.longest_wait)

    def fetch(self, url: str, known: Known | None = None) -> Fetched | Failure:
        """What `get` gets, or a failure in the place of what it raises."""
        try:
            return self.get(url, known)
        except FetchError as error:
            return Failure(urls.shown(url), None, str(error))

    def get(self, url: str, known: Known | None = None) -> Fetched:
        """What a URL leads to, once it is the host's turn; raises FetchError, whose `wait` tells how long to stay away."""
        return self._tried(url, known, self._admit)

    def _rules(self, url: str) -> Fetched:
        return self._tried(url, None, self._pace)

    def _tried(self, url: str, known: Known | None, admit: Callable[[str], None]) -> Fetched:
        attempts = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self._manners.tries),
            wait=self._wait,
            retry=tenacity.retry_if_exception(self._is_worth_waiting),
            sleep=self._sleep,
            reraise=True,
        )
        return attempts(self._once, url, known, admit)

    def _once(self, url: str, known: Known | None, admit: Callable[[str], None]) -> Fetched:
        try:
            return self._fetcher.get(url, self._now, known, admit)
        except FetchError as error:
            if error.wait:
                self._hold(urls.host(error.url), error.wait)
            raise

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait if isinstance(error, FetchError) else None
        return float(self._backoff(state)) if asked is None else asked

    def _is_worth_waiting(self, error: BaseException) -> bool:
        return isinstance(error, FetchError) and error.is_passing and (error.wait or 0.0) <= self._manners.longest_wait

    def _admit(self, url: str) -> None:
        self._pace(url, self._robots.delay(url))

    def _pace(self, url: str, delay: float = 0.0) -> None:
        """Wait until it is the host's turn; raises FetchError where that is too far away."""
        host = urls.host(url)
        left = self._next.get(host, 0.0) - self._clock()
        if left > self._manners.longest_wait:
            reason = f"is left alone for {left:.0f} s more, as its server asked: try again then"
            raise FetchError(urls.shown(url), reason, wait=left, is_passing=True)
        if left > 0:
            self._sleep(left)
        self._hold(host, max(self._manners.pause, min(delay, self._manners.longest_pause)))

    def _hold(self, host: str, seconds: float) -> None:
        self._next[host] = max(self._next.get(host, 0.0), self._clock() + seconds)
