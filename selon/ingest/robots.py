"""Rules for robots (RFC 9309): each origin's robots.txt, fetched once a day, and what it lets Selon do."""

from collections.abc import Callable
from typing import NamedTuple

from protego import Protego

from selon.errors import FetchError
from selon.ingest import urls
from selon.ingest.online import Fetched
from selon.ingest.plain import well_formed

NAME = "Selon"
"""The name that a robots.txt calls Selon by."""

BYTES = 512_000
"""The part of a robots.txt that is read: RFC 9309 asks for at least 500 KiB."""

AGE = 24 * 3600.0
"""Seconds for which rules are kept."""

CLOSED = 300.0
"""Seconds for which an origin is left alone whose rules cannot be told."""

_TOO_MANY_REQUESTS = 429


class _Rules(NamedTuple):
    """Rules or what stands in the way of them, until a moment of the clock."""

    until: float
    parsed: Protego | None = None
    error: FetchError | None = None


class Robots:
    """The rules of every origin that was asked so far; `get` fetches a robots.txt or raises FetchError."""

    def __init__(self, get: Callable[[str], Fetched], clock: Callable[[], float]) -> None:
        self._get, self._clock = get, clock
        self._rules: dict[str, _Rules] = {}

    def delay(self, url: str) -> float:
        """Seconds that the origin wants between two requests, 0 where it does not say; raises FetchError where `url` is closed.

        A robots.txt that is not there (4xx) or cannot be read closes nothing; one that fails for now (5xx, 429, no answer)
        closes its origin until it can be read.
        """
        where, rules = urls.shown(url), self._of(urls.robots(urls.parse(url)))
        if rules.error is not None:
            wait = max(0.0, rules.until - self._clock())
            reason = f"is left alone while its rules for robots are unknown: {str(rules.error).removesuffix('.')}"
            raise FetchError(where, reason, status=rules.error.status, wait=wait, is_passing=True)
        if rules.parsed is None:
            return 0.0
        if not rules.parsed.can_fetch(url, NAME):
            raise FetchError(where, "is closed to robots by its robots.txt: save the page in a browser and add the file")
        return max(0.0, float(rules.parsed.crawl_delay(NAME) or 0.0))

    def _of(self, where: str) -> _Rules:
        known = self._rules.get(where)
        if known is None or self._clock() >= known.until:
            known = self._rules[where] = self._fetched(where)
        return known

    def _fetched(self, where: str) -> _Rules:
        try:
            body = self._get(where).body
        except FetchError as error:
            if error.is_passing or error.status == _TOO_MANY_REQUESTS:
                return _Rules(self._clock() + max(CLOSED, error.wait or 0.0), error=error)
            return _Rules(self._clock() + AGE)
        text = well_formed(body[:BYTES].decode("utf-8-sig", "replace"))
        return _Rules(self._clock() + AGE, Protego.parse(text))
