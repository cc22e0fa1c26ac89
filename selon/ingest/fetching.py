"""Fetching: one URL to one bounded body, or a sentence that says why not.

No cookies, no proxies from the environment, no scripts: a page is what its server sends to anyone who asks once.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import cache
from ssl import SSLContext, SSLError

import httpcore
import httpx

from selon.errors import FetchError
from selon.ingest import connecting, inflating, urls
from selon.ingest.addresses import Network
from selon.ingest.answers import Answer, check_type, fetched
from selon.ingest.online import Fetched, Known
from selon.model import Value
from selon.version import __version__

AGENT = f"Selon/{__version__} (reads news for fact-checkers; robots.txt: Selon)"
"""How Selon presents itself to servers."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SIZE = 1_000_000

Now = Callable[[], str]
"""Tells the time: ISO 8601 with its zone."""


class Limits(Value, frozen=True):
    """What one request may take: times in seconds (`whole` for each hop), sizes in bytes (`wire` as sent, `body` unpacked)."""

    connect: float = 10.0
    read: float = 20.0
    whole: float = 60.0
    redirects: int = 5
    wire: int = 32 * _SIZE
    body: int = 64 * _SIZE


def _admit(url: str) -> None:
    """Let every hop through: the part of a caller who has nothing to ask before one."""


class Fetcher:
    """Fetches URLs within limits, from public addresses and the networks `allowed` alone; one request at a time."""

    def __init__(
        self,
        allowed: Sequence[Network] = (),
        limits: Limits | None = None,
        resolve: connecting.Resolve = connecting.resolve,
        sockets: httpcore.NetworkBackend | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._allowed, self._limits = tuple(allowed), limits or Limits()
        self._resolve, self._sockets, self._clock = resolve, sockets or httpcore.SyncBackend(), clock

    def get(self, asked: str, now: Now, known: Known | None = None, admit: Callable[[str], None] = _admit) -> Fetched:
        """What a URL leads to, after at most `limits.redirects` redirects; `now` (ISO 8601) tells when it came.

        `admit` is asked before each hop and may wait or raise. Raises FetchError where nothing readable came.
        """
        url, passed = urls.parse(asked), list[str]()
        while True:
            passed.append(str(url))
            admit(str(url))
            answer = self._hop(url, known or Known())
            location = answer.header("location") if answer.status in _REDIRECTS else None
            if location is None:
                return fetched(asked, url, answer, now(), known)
            url = urls.joined(url, location)
            _check_way([*passed, str(url)], self._limits.redirects)

    def _hop(self, url: httpx.URL, known: Known) -> Answer:
        where = urls.shown(str(url))
        deadline = connecting.Deadline(self._limits.whole, self._clock)
        guarded = connecting.Guarded(where, self._allowed, deadline, self._resolve, self._sockets)
        origin = httpcore.Origin(url.raw_scheme, url.raw_host, urls.port(url))
        try:
            tls = _trusted() if url.scheme == "https" else None
            with closing(httpcore.HTTPConnection(origin, ssl_context=tls, network_backend=guarded)) as connection:
                return self._answer(connection.handle_request(self._request(url, known)), url)
        except httpcore.TimeoutException:
            reason = f"did not answer in time ({self._limits.read:g} s a step, {self._limits.whole:g} s in all): try again later"
            raise FetchError(where, reason, is_passing=True) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError) as error:
            raise _broken(where, error) from None

    def _request(self, url: httpx.URL, known: Known) -> httpcore.Request:
        headers = [
            (b"Host", url.netloc),
            (b"User-Agent", AGENT.encode("ascii")),
            (b"Accept", b"text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5"),
            (b"Accept-Encoding", inflating.ACCEPTED.encode("ascii")),
            (b"Connection", b"close"),
        ]
        if known.etag:
            headers.append((b"If-None-Match", known.etag.encode("latin-1", "ignore")))
        if known.last_modified:
            headers.append((b"If-Modified-Since", known.last_modified.encode("latin-1", "ignore")))
        limits = self._limits
        timeout = {"connect": limits.connect, "read": limits.read, "write": limits.read}
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        return httpcore.Request("GET", target, headers=headers, extensions={"timeout": timeout})

    def _answer(self, response: httpcore.Response, url: httpx.URL) -> Answer:
        where = urls.shown(str(url))
        with closing(response):
            answer = Answer(response.status, tuple(response.headers))
            if answer.status != httpx.codes.OK:
                return answer
            check_type(answer, url)
            parts = _at_most(response.iter_stream(), self._limits.wire, answer.header("content-length"), where)
            try:
                pieces = inflating.unpacked(parts, answer.header("content-encoding") or "")
                body = b"".join(_within(pieces, self._limits.body, where))
            except inflating.Unknown as error:
                raise FetchError(where, f"is packed as {error}: {inflating.ACCEPTED} or nothing was asked for") from None
            except inflating.Damaged as error:
                raise FetchError(where, f"does not unpack ({error}): try again later", is_passing=True) from None
            return Answer(answer.status, answer.headers, body)


@cache
def _trusted() -> SSLContext:
    """What certificates are verified against: loading it takes longer than most pages."""
    return httpcore.default_ssl_context()


def _check_way(way: list[str], most: int) -> None:
    """Raise FetchError where the last URL of a way was met before, or the way is too long."""
    *passed, last = way
    if last in passed:
        circle = " → ".join(map(urls.shown, way[passed.index(last) :]))
        raise FetchError(urls.shown(way[0]), f"redirects in a circle ({circle}): open it in a browser and give its last address")
    if len(passed) > most:
        raise FetchError(urls.shown(way[0]), f"redirects more than {most} times: give the address that it ends at")


def _at_most(parts: Iterator[bytes], limit: int, declared: str | None, where: str) -> Iterator[bytes]:
    """What comes over the wire; raises FetchError before the first byte where too much is declared, else at the limit."""
    if declared and declared.isdecimal() and int(declared) > limit:
        raise _too_large(where, f"declares {int(declared):,} bytes", limit)
    taken = 0
    for part in parts:
        taken += len(part)
        if taken > limit:
            raise _too_large(where, "sends more bytes than are read", limit)
        yield part


def _within(pieces: Iterator[bytes], limit: int, where: str) -> Iterator[bytes]:
    taken = 0
    for piece in pieces:
        taken += len(piece)
        if taken > limit:
            raise _too_large(where, "unpacks to more bytes than are read", limit)
        yield piece


def _too_large(where: str, what: str, limit: int) -> FetchError:
    return FetchError(where, f"{what}: at most {limit:,} were expected; download it and add the file")


def _broken(where: str, error: Exception) -> FetchError:
    if isinstance(error.__cause__, SSLError):
        return FetchError(where, f"cannot be trusted ({error.__cause__}): its certificate was expected to fit its name")
    if isinstance(error, httpcore.ProtocolError | ValueError):
        return FetchError(where, f"was cut off or is no HTTP ({error}): try again later", is_passing=True)
    return FetchError(where, f"cannot be reached ({error}): try again later", is_passing=True)
