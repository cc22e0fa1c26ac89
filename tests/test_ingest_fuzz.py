"""Whatever bytes come, each parser gives articles and failures and never raises; nothing it gives is too long or unwritable."""

import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selon.ingest import feed
from selon.ingest.charset import text_of
from selon.ingest.html import page
from selon.ingest.incoming import Incoming
from selon.ingest.jsonl import Failure, published
from selon.ingest.moments import moment
from selon.ingest.opening import received
from selon.ingest.plain import LIMIT

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
TEXT = "La maire a démenti jeudi que le pont serait vendu. « Jamais », a-t-elle dit. " * 8
PAGE = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>Le pont</title></head><body><p>{TEXT}</p></body></html>'.encode()
FEED = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Le Phare</title><item><title>A &amp; b</title>'
    "<link>https://a.example/1</link><pubDate>Sat, 04 May 2024 00:30:00 +0200</pubDate>"
    f"<description><![CDATA[<p>{TEXT}</p><a href='/x'>y</a>]]></description></item></channel></rss>"
).encode()
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>La Vigie</title><entry><id>urn:1</id><link href="https://a.example/2"/>'
    f'<updated>2024-05-05T11:00:00Z</updated><author><name>Ève</name></author>'
    f'<content type="html">{TEXT}</content></entry></feed>'
).encode()
CSV = f'key,text,published\nk1,"{TEXT}",2024-05-04\nk2,"{TEXT}",2024\n'.encode()
LINES = b"\n".join(json.dumps({"text": TEXT, "key": key, "url": "https://a.example"}).encode() for key in "ab")


def _record(body: bytes, more: str = "") -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{more}\r\n".encode() + body
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nContent-Type: application/http\r\n"
    head += f"Content-Length: {len(http)}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"


def _parquet() -> bytes:
    sink = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"text": [TEXT, "b", None], "key": ["1", "2", "3"], "n": [1, 2, 3]}), sink)
    return sink.getvalue()


WARC = _record(PAGE) + _record(gzip.compress(PAGE), "Content-Encoding: gzip\r\n")
WARC += _record(b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE), "Transfer-Encoding: chunked\r\n")
SEEDS = {
    "html": PAGE, "rss": FEED, "atom": ATOM, "csv": CSV, "jsonl": LINES, "warc": WARC, "parquet": _parquet(),
    "warc.gz": gzip.compress(WARC), "html.gz": gzip.compress(PAGE), "txt": TEXT.encode(),
}  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes with a few changed, cut out, doubled or put in, or with their end cut off."""
    changed = bytearray(data)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(0, len(changed) - 1)))
        size = draw(st.integers(0, 40))
        match draw(st.sampled_from(("change", "cut", "double", "insert", "end"))):
            case "change":
                changed[at : at + size] = draw(st.binary(max_size=size))
            case "cut":
                del changed[at : at + size]
            case "double":
                changed[at:at] = changed[at : at + 10 * size]
            case "insert":
                changed[at:at] = draw(
                    st.sampled_from((b"<", b"&#0;", b"<![CDATA[", b'"', b"\0", b"\r\n", b"]]>", b"&x;", b"\xff\xfe", b"<!--"))
                )
            case _:
                del changed[at:]
    return bytes(changed)


def _sound(found: Incoming | Failure) -> None:
    if isinstance(found, Failure):
        assert found.where and found.error
        (found.error + (found.key or "")).encode()
        return
    article = found.article
    assert article.text.strip() and len(article.text) <= LIMIT
    "".join(
        (article.text, article.title or "", article.outlet or "", article.url or "", found.byline or "", *found.links)
    ).encode()
    for date in (article.published, found.modified):
        assert date is None or published(date) == date


quick = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@pytest.mark.parametrize("kind", sorted(SEEDS))
@quick
@given(data=st.data())
def test_damaged_files_of_each_kind(kind: str, data: st.DataObject) -> None:
    for found in received(data.draw(damaged(SEEDS[kind])), f"a.{kind}"):
        _sound(found)


@pytest.mark.parametrize(
    "read", [lambda data: page(data, "a", "https://a.example/b"), lambda data: next(received(data, "a"), None)]
)
@quick
@given(data=st.binary(max_size=300))
def test_any_bytes(read: Callable[[bytes], Incoming | Failure | None], data: bytes) -> None:
    if (found := read(data)) is not None:
        _sound(found)


@quick
@given(data=st.data())
def test_damaged_pages_with_all_their_metadata(data: st.DataObject) -> None:
    seed = data.draw(st.sampled_from(PAGES)).read_bytes()
    charset = data.draw(st.none() | st.text(max_size=12))
    _sound(
        page(data.draw(damaged(seed)), "a", data.draw(st.sampled_from((None, "https://a.example/b", "x", "https://["))), charset)
    )


@quick
@given(data=st.binary(max_size=400) | damaged(FEED) | damaged(ATOM))
def test_a_feed_is_a_feed_or_a_failure(data: bytes) -> None:
    found = feed.parse(data, "a", "https://a.example/feed")
    for row in [found] if isinstance(found, Failure) else feed.articles(found, "a"):
        _sound(row)


@quick
@given(value=st.text(max_size=80) | st.from_regex(r"\d{4}-?\d\d-?\d\d[T ]\d\d:?\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)?", fullmatch=True))
def test_a_moment_is_iso_or_nothing(value: str) -> None:
    told = moment(value)
    assert told is None or published(told) == told


@quick
@given(data=st.binary(max_size=200), charset=st.none() | st.text(max_size=20))
def test_bytes_always_have_a_text(data: bytes, charset: str | None) -> None:
    text, encoding = text_of(data, charset)
    assert isinstance(text, str) and encoding
