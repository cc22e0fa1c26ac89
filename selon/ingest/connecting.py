"""Connections: a host is resolved once, every address checked, and one of those very addresses connected to.

Checking a name and letting the library resolve it again would leave room for DNS rebinding (a second answer that differs
from the first), so the checked address itself is what the socket gets; TLS still verifies the host's name.
"""

import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from selon.errors import FetchError
from selon.ingest import urls
from selon.ingest.addresses import Network, is_allowed, refusal

Resolve = Callable[[str, int], Sequence[str]]
"""Host and port to the addresses they mean; raises OSError where there are none."""


class Deadline:
    """A moment on a monotonic clock after which nothing goes on; `left` caps each single time limit to it."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._end = clock() + seconds
        self._clock = clock

    def left(self, timeout: float | None = None) -> float:
        """Seconds that the next step may take; raises httpcore.ReadTimeout where none are left."""
        seconds = self._end - self._clock()
        if seconds <= 0:
            raise httpcore.ReadTimeout("the whole took too long")
        return seconds if timeout is None else min(seconds, timeout)


class Guarded(httpcore.NetworkBackend):
    """What httpcore opens its connections with, for one request: only to checked addresses, never past the deadline."""

    def __init__(
        self,
        url: str,
        allowed: Sequence[Network],
        deadline: Deadline,
        resolve: Resolve,
        sockets: httpcore.NetworkBackend,
    ) -> None:
        self._url, self._allowed, self._deadline = url, allowed, deadline
        self._resolve, self._sockets = resolve, sockets

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first checked address that answers; raises FetchError before any socket opens."""
        found = self._checked(host, port)
        for number, address in enumerate(found, start=1):
            try:
                left = self._deadline.left(timeout)
                stream = self._sockets.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(found):
                    raise
            else:
                return Bounded(stream, self._deadline)
        raise FetchError(self._url, f"has no address for {host}: check the name")

    def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Any = None) -> httpcore.NetworkStream:
        """Refused: no URL leads to a socket on this machine."""
        raise FetchError(self._url, "leads to a socket of this machine: a public address was expected")

    def _checked(self, host: str, port: int) -> tuple[str, ...]:
        """Every address of the host, where all may be asked: one bad among good ones is how rebinding begins."""
        found = tuple(dict.fromkeys(self._resolved(host, port)))
        for address in found:
            what = refusal(address, self._allowed)
            if what:
                advice = f"a public one was expected; if it is yours, allow it with --allow-private {address}"
                raise FetchError(self._url, f"leads to {address}, {what}: {advice}")
            if port not in urls.PORTS and not is_allowed(address, self._allowed):
                usual = ", ".join(map(str, sorted(urls.PORTS)))
                raise FetchError(self._url, f"asks for port {port}: one of a web server was expected ({usual})")
        return found

    def _resolved(self, host: str, port: int) -> Sequence[str]:
        try:
            return self._resolve(host, port)
        except socket.gaierror as error:
            reason = f"has a host that cannot be found ({error.strerror or error}): check the name {host}"
            raise FetchError(self._url, reason, is_passing=error.errno == socket.EAI_AGAIN) from None
        except (OSError, UnicodeError) as error:
            raise FetchError(self._url, f"has a host that cannot be found ({error}): check the name {host}") from None


class Bounded(httpcore.NetworkStream):
    """A connection whose every step ends before the deadline, so that a byte now and then does not keep it open."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most `max_bytes` of what came."""
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of `buffer`."""
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection encrypted, its certificate verified against the host's name."""
        return Bounded(self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the connection knows of itself."""
        return self._stream.get_extra_info(info)


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The addresses that the system's resolver gives for a host; raises OSError where there are none."""
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return tuple(str(address[4][0]) for address in found)
