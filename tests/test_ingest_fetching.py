"""Fetching from a server on this machine: what comes back, and every way in which a server can be a nuisance."""

import gzip
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import suppress

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.errors import FetchError
from selon.ingest import inflating
from selon.ingest.fetching import AGENT, Fetcher, Limits
from selon.ingest.online import Known
from selon.version import __version__
from tests.loopback import LOOPBACK, Asked, Reply, Route, Site, serving


def now() -> str:
    return "2024-05-02T08:00:00+00:00"


HTML = (("Content-Type", "text/html; charset=ISO-8859-1"),)
PAGE = "<p>Le maire a déclaré que le pont restera fermé.</p>".encode("latin-1")
QUICK = Limits(connect=0.5, read=0.3, whole=0.6, redirects=3, wire=100_000, body=200_000)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({"/": Reply(PAGE, headers=HTML)}) as running:
        yield running


def fetcher() -> Fetcher:
    return Fetcher(LOOPBACK, QUICK)


def packed(body: bytes, encoding: str) -> Reply:
    return Reply(body, headers=(("Content-Type", "text/html"), ("Content-Encoding", encoding)))


def refused(site: Site, route: Route, reason: str) -> FetchError:
    site.routes["/a"] = route
    with pytest.raises(FetchError, match=reason) as caught:
        fetcher().get(site.url("/a"), now)
    assert str(caught.value).startswith(site.url("/a")) and str(caught.value).endswith(".")
    return caught.value


def test_a_page_comes_with_what_its_headers_tell(site: Site) -> None:
    site.routes["/a"] = Reply(PAGE, headers=(*HTML, ("ETag", '"x1"'), ("Last-Modified", "Wed, 01 May 2024 10:00:00 GMT")))
    got = fetcher().get(site.url("/a?b=c#d"), now)
    assert (got.body, got.status, got.content_type, got.charset) == (PAGE, 200, "text/html", "ISO-8859-1")
    assert (got.asked, got.url, got.fetched_at) == (site.url("/a?b=c#d"), site.url("/a?b=c"), now())
    assert (got.etag, got.last_modified, got.is_unchanged) == ('"x1"', "Wed, 01 May 2024 10:00:00 GMT", False)


def test_the_server_is_told_who_asks(site: Site) -> None:
    fetcher().get(site.url("/"), now)
    (asked,) = site.asked
    assert asked.headers["user-agent"] == AGENT and AGENT.startswith(f"Selon/{__version__} ")
    assert asked.headers["host"] == f"127.0.0.1:{site.port}"
    assert "br" not in asked.headers["accept-encoding"] and not {"cookie", "authorization", "referer"} & asked.headers.keys()


def test_this_machine_is_refused_unless_it_is_allowed(site: Site) -> None:
    with pytest.raises(FetchError, match=r"leads to 127\.0\.0\.1, an address of this machine itself"):
        Fetcher(limits=QUICK).get(site.url("/"), now)
    assert site.asked == []


def test_what_is_unchanged_is_not_sent_again(site: Site) -> None:
    def answer(asked: Asked) -> Reply:
        if asked.headers.get("if-none-match") == '"x1"' and asked.headers.get("if-modified-since") == "yesterday":
            return Reply(b"", 304, ())
        return Reply(PAGE)

    site.routes["/a"] = answer
    assert fetcher().get(site.url("/a"), now, Known('"x0"')).body == PAGE
    got = fetcher().get(site.url("/a"), now, Known('"x1"', "yesterday"))
    assert (got.is_unchanged, got.body, got.etag, got.last_modified) == (True, b"", '"x1"', "yesterday")


def test_unchanged_without_anything_known_is_no_answer(site: Site) -> None:
    refused(site, Reply(b"", 304, ()), "answers 304 Not Modified")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("location", ["/", "//127.0.0.1:{port}/", "http://127.0.0.1:{port}/", "http://127.0.0.1:{port}/#part"])
def test_redirects_are_followed(site: Site, status: int, location: str) -> None:
    site.routes["/a"] = Reply(b"", status, (("Location", location.format(port=site.port)),))
    got = fetcher().get(site.url("/a"), now)
    assert (got.url, got.asked, got.body) == (site.url("/"), site.url("/a"), PAGE)


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://10.0.0.1/admin", r"^http://10\.0\.0\.1/admin leads to 10\.0\.0\.1, a private address"),
        ("http://169.254.169.254/latest/meta-data/", "where clouds serve their metadata"),
        ("http://[::1]:22/", "an address of this machine itself"),
        ("file:///etc/passwd", "is not on the web"),
        ("ftp://1.1.1.1/", "is not on the web"),
        ("http://jean:secret@1.1.1.1/", "holds a name or a password"),
        ("http://1.1.1.1:25/", "asks for port 25"),
        ("http://a.example:port/", "redirects to no URL"),
    ],
)
def test_each_hop_is_checked(site: Site, location: str, reason: str) -> None:
    site.routes["/a"] = Reply(b"", 302, (("Location", location),))
    with pytest.raises(FetchError, match=reason):
        fetcher().get(site.url("/a"), now)
    assert site.paths() == ["/a"]


def test_a_circle_of_redirects_is_named(site: Site) -> None:
    site.routes["/b"] = Reply(b"", 302, (("Location", "/a"),))
    error = refused(site, Reply(b"", 302, (("Location", "/b"),)), "redirects in a circle")
    assert f"{site.url('/a')} → {site.url('/b')} → {site.url('/a')}" in str(error)
    assert site.paths() == ["/a", "/b"]


def test_redirects_without_end_are_not_followed_for_ever(site: Site) -> None:
    for number in range(9):
        site.routes[f"/{number}"] = Reply(b"", 302, (("Location", f"/{number + 1}"),))
    refused(site, Reply(b"", 302, (("Location", "/0"),)), "redirects more than 3 times")
    assert site.paths() == ["/a", "/0", "/1", "/2"]


def test_as_many_redirects_as_allowed_are_followed(site: Site) -> None:
    for number, there in enumerate(("/1", "/2", "/")):
        site.routes[f"/{number}"] = Reply(b"", 302, (("Location", there),))
    assert fetcher().get(site.url("/0"), now).url == site.url("/")


def test_two_gigabytes_declared_are_refused_at_once(site: Site) -> None:
    started = time.monotonic()
    refused(site, Reply(b"<p>", length=2_000_000_000), "declares 2,000,000,000 bytes: at most 100,000 were expected")
    assert time.monotonic() - started < QUICK.read


def test_an_undeclared_flood_is_stopped_at_the_limit(site: Site) -> None:
    sent: list[int] = []

    def flood() -> Iterator[bytes]:
        for _ in range(100_000):
            sent.append(10_000)
            yield b"a" * 10_000

    refused(site, Reply(flood, length=False), "sends more bytes than are read: at most 100,000 were expected")
    assert sum(sent) < 20_000_000


def bomb(encoding: str) -> bytes:
    zeros = b"\0" * 10_000_000
    if encoding == "gzip":
        return gzip.compress(zeros)
    machine = zlib.compressobj(wbits=zlib.MAX_WBITS if encoding == "deflate" else -zlib.MAX_WBITS)
    return machine.compress(zeros) + machine.flush()


@pytest.mark.parametrize(
    ("encoding", "header"), [("gzip", "gzip"), ("gzip", "x-gzip"), ("deflate", "deflate"), ("raw", "deflate")]
)
def test_a_bomb_is_stopped_before_it_is_in_memory(site: Site, encoding: str, header: str) -> None:
    body = bomb(encoding)
    assert len(body) < 12_000
    tracemalloc.start()
    refused(site, packed(body, header), "unpacks to more bytes than are read: at most 200,000 were expected")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4_000_000


@pytest.mark.parametrize(
    ("body", "encoding", "names"),
    [
        (brotli.compress(b"\0" * 10_000_000), "br", "br"),
        (gzip.compress(gzip.compress(b"\0" * 1000)), "gzip, gzip", "gzip, gzip"),
        (b"x", "compress", "compress"),
        (b"x", "zstd", "zstd"),
    ],
)
def test_what_was_not_asked_for_is_not_unpacked(site: Site, body: bytes, encoding: str, names: str) -> None:
    refused(site, packed(body, encoding), f"is packed as {names}: gzip, deflate or nothing was asked for")


@pytest.mark.parametrize("encoding", ["", "identity", "gzip", "GZip", "x-gzip", "deflate", "identity, gzip"])
def test_what_is_packed_is_unpacked(site: Site, encoding: str) -> None:
    body = zlib.compress(PAGE) if encoding == "deflate" else gzip.compress(PAGE) if "zip" in encoding.lower() else PAGE
    site.routes["/a"] = packed(body, encoding)
    assert fetcher().get(site.url("/a"), now).body == PAGE


@pytest.mark.parametrize("body", [gzip.compress(PAGE)[:-9], b"no gzip at all", gzip.compress(PAGE)[:20] + b"\xff" * 40])
def test_packed_bytes_that_are_damaged_say_so(site: Site, body: bytes) -> None:
    assert refused(site, packed(body, "gzip"), "does not unpack").is_passing


@given(
    st.binary(max_size=300_000),
    st.lists(st.integers(1, 5000), min_size=1, max_size=5),
    st.sampled_from(["gzip", "deflate", "raw", "two"]),
)
def test_unpacking_gives_back_what_was_packed_however_it_is_cut(body: bytes, cuts: list[int], how: str) -> None:
    raw = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    data = {
        "gzip": gzip.compress(body),
        "two": gzip.compress(body[:100]) + gzip.compress(body[100:]),
        "deflate": zlib.compress(body),
        "raw": raw.compress(body) + raw.flush(),
    }[how]
    parts, at = [], 0
    while at < len(data):
        parts.append(data[at : at + cuts[len(parts) % len(cuts)]])
        at += len(parts[-1])
    pieces = list(inflating.unpacked(parts, "gzip" if how in ("gzip", "two") else "deflate"))
    assert b"".join(pieces) == body
    assert all(0 < len(piece) <= inflating.PIECE for piece in pieces)


@pytest.mark.parametrize(
    "told", ["image/png", "application/pdf", "video/mp4", "application/zip", "application/octet-stream", "font/woff2"]
)
def test_what_is_no_article_is_refused(site: Site, told: str) -> None:
    refused(site, Reply(b"x", headers=(("Content-Type", told),)), f"is {told}: a page, a feed or a file of articles was expected")


@pytest.mark.parametrize(
    ("path", "told", "kept"),
    [
        ("/a", "application/rss+xml; charset=utf-8", "application/rss+xml"),
        ("/a", "APPLICATION/Atom+XML", "application/atom+xml"),
        ("/a", "application/warc", "application/warc"),
        ("/a", "application/x-ndjson", "application/x-ndjson"),
        ("/a.jsonl", "application/octet-stream", "application/octet-stream"),
        ("/a.warc.gz", "binary/octet-stream", "binary/octet-stream"),
        ("/a", "text/html; charset*=utf-9''%ff; charset*0=x", "text/html"),
        ("/a", 'text/html; charset="', "text/html"),
        ("/a", "nonsense", None),
        ("/a", "", None),
    ],
)
def test_what_may_hold_articles_comes_through(site: Site, path: str, told: str, kept: str | None) -> None:
    site.routes[path] = Reply(b"x", headers=(("Content-Type", told),))
    assert fetcher().get(site.url(path), now).content_type == kept


@pytest.mark.parametrize(
    ("status", "reason", "is_passing"),
    [
        (404, "is not there .404 Not Found.: check the address", False),
        (410, "is not there", False),
        (401, "is closed to programs", False),
        (403, "is closed to programs .403 Forbidden.: save the page", False),
        (451, "is closed to programs", False),
        (400, "answers 400 Bad Request: a page", False),
        (204, "answers 204 No Content", False),
        (300, "answers 300 Multiple Choices", False),
        (302, "answers 302 Found", False),
        (429, "answers 429 Too Many Requests: try again later", True),
        (500, "answers 500", True),
        (503, "answers 503 Service Unavailable: try again later", True),
        (599, "answers 599: a page", False),
    ],
)
def test_a_status_becomes_a_sentence(site: Site, status: int, reason: str, is_passing: bool) -> None:
    error = refused(site, Reply(b"", status, ()), reason)
    assert (error.status, error.is_passing, error.wait) == (status, is_passing, None)


@pytest.mark.parametrize(
    ("told", "wait"),
    [
        ("120", 120.0),
        ("Thu, 02 May 2024 08:01:00 GMT", 60.0),
        ("Thu, 02 May 2024 07:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
    ],
)
def test_the_wait_that_a_server_asks_for_is_read(site: Site, told: str, wait: float | None) -> None:
    assert refused(site, Reply(b"", 503, (("Retry-After", told),)), "answers 503").wait == wait


def dripping(piece: bytes, pause: float) -> Reply:
    def drip() -> Iterator[bytes]:
        for _ in range(60):
            yield piece
            time.sleep(pause)

    return Reply(drip, length=False)


def test_a_server_that_falls_silent_is_given_up(site: Site) -> None:
    started = time.monotonic()
    assert refused(site, dripping(b"<p>", 5), r"did not answer in time \(0.3 s a step, 0.6 s in all\)").is_passing
    assert time.monotonic() - started < 3


def test_a_server_that_sends_a_byte_now_and_then_is_given_up(site: Site) -> None:
    started = time.monotonic()
    assert refused(site, dripping(b"a", 0.1), "did not answer in time").is_passing
    assert 0.5 < time.monotonic() - started < 4


def test_a_body_that_is_cut_off_says_so(site: Site) -> None:
    def cut() -> Iterator[bytes]:
        yield b"<p>Le maire"
        raise ConnectionResetError

    assert refused(site, Reply(cut, length=5000), "was cut off").is_passing


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"no HTTP at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx",
        b"HTTP/1.1 1000 OK\r\n\r\n",
        b"HTTP/1.1 101 Switch\r\nUpgrade: x\r\n\r\nzzz",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffffff\r\nabc",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe\xe9\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://\xe9\xff/\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: " + b"a" * 80_000 + b"\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://a:b:c/\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: \xff\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nContent-Type: \xff\xfe/\xe9\r\n\r\nx",
    ],
)
def test_whatever_a_server_sends_is_a_sentence(raw: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_send_raw, args=(listening, raw), daemon=True)
        thread.start()
        here = Fetcher(LOOPBACK, QUICK, resolve=lambda host, port: ("127.0.0.1",))
        with pytest.raises(FetchError) as caught:
            here.get(f"http://127.0.0.1:{listening.getsockname()[1]}/", now)
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(5)
    assert str(caught.value).endswith(".") and len(str(caught.value)) < 900


def _send_raw(listening: socket.socket, raw: bytes) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        with connection, suppress(OSError):
            connection.settimeout(2)
            connection.recv(65_536)
            connection.sendall(raw)


def test_a_port_where_nobody_listens_says_so(site: Site) -> None:
    with serving({}) as gone:
        url = gone.url("/")
    with pytest.raises(FetchError, match=r"cannot be reached .*refused.*: try again later") as caught:
        fetcher().get(url, now)
    assert caught.value.is_passing


def test_a_server_without_a_certificate_is_not_trusted(site: Site) -> None:
    with pytest.raises(FetchError, match="cannot be trusted") as caught:
        fetcher().get(site.url("/").replace("http:", "https:"), now)
    assert not caught.value.is_passing


def test_every_hop_is_admitted_first(site: Site) -> None:
    site.routes["/a"] = Reply(b"", 302, (("Location", "/"),))
    admitted: list[str] = []
    fetcher().get(site.url("/a"), now, admit=admitted.append)
    assert admitted == [site.url("/a"), site.url("/")]
