"""A web server on this machine for tests, which answers as it is told, and the addresses that it may be reached at."""

import ipaddress
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"),)


class Asked(NamedTuple):
    """A request as the server got it; names of headers are lower case."""

    path: str
    headers: Mapping[str, str]


class Reply(NamedTuple):
    """What is sent back: `body` may be pieces that are sent one by one; with `length` False none is declared."""

    body: bytes | Callable[[], Iterator[bytes]] = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)
    length: bool | int = True


Route = Reply | Callable[[Asked], Reply]


class Site:
    """A server's address, its routes by path, which may be changed while it runs, and what it was asked, in order."""

    def __init__(self, port: int, routes: dict[str, Route]) -> None:
        self.port, self.routes, self.asked = port, routes, list[Asked]()

    def url(self, path: str = "/") -> str:
        """The whole address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [one.path for one in self.asked]


@contextmanager
def serving(routes: dict[str, Route]) -> Iterator[Site]:
    """A site that is served while the block runs; a path without a route is 404."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.site = Site(server.server_port, routes)  # type: ignore[attr-defined]
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True)
    thread.start()
    try:
        yield server.site  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with the route of the path."""
        site: Site = self.server.site  # type: ignore[attr-defined]
        asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()})
        site.asked.append(asked)
        route = site.routes.get(self.path.partition("?")[0], Reply(b"nothing here", 404))
        try:
            self._send(route(asked) if callable(route) and not isinstance(route, Reply) else route)
        except OSError:
            self.close_connection = True

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers:
            self.send_header(name, value)
        if reply.length is not False:
            length = len(reply.body) if isinstance(reply.body, bytes) else 0
            self.send_header("Content-Length", str(length if reply.length is True else reply.length))
        else:
            self.close_connection = True
        self.end_headers()
        for piece in [reply.body] if isinstance(reply.body, bytes) else reply.body():
            self.wfile.write(piece)
            self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
