"""WARC archives (ISO 28500): the pages that were answered with success, one record at a time.

Records are parsed by fastwarc. It ends at a cut without a word, so what a record promises is compared with what came.
"""

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from selon.errors import InputError
from selon.ingest.charset import parameter
from selon.ingest.html import PAGE_BYTES, page
from selon.ingest.incoming import Incoming
from selon.ingest.jsonl import Failure
from selon.ingest.plain import decode
from selon.model import Article

_HELD = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_HTTP_HEADERS = 64 * 1024
_PAGES = ("text/html", "application/xhtml+xml")
_EXPECTED = "a WARC archive with pages was expected"
_AGAIN = "what stood before it was read; fetch the archive again"


def archive(stream: BinaryIO, where: str) -> Iterator[Incoming | Failure]:
    """The article of each page in an archive (already unpacked); `where` is `name#record`, counted over all records from 1.

    Requests, redirects, errors of servers, images and the like are passed over; where the archive is cut, a Failure ends it.
    """
    pages, number = 0, 0
    try:
        for number, record in enumerate(_records(stream), start=1):
            if not record.record_type & _HELD:
                continue
            for found in _found(record, f"{where}#{number}"):
                pages += 1
                yield found
    except Exception as error:
        yield Failure(where, None, f"{where} is damaged or no WARC behind record {number} ({_told(error)}): {_AGAIN}.")
        return
    if not pages:
        yield Failure(where, None, f"{where} holds no page: {_EXPECTED}; check which records it holds.")


def _records(stream: BinaryIO) -> Any:
    return ArchiveIterator(_Forward(stream), parse_http=False, stream_detect=False)


def _found(record: Any, where: str) -> Iterator[Incoming | Failure]:
    """The article of one record, nothing where it is no page, and a failure where it is cut."""
    url, promised = record.headers.get("WARC-Target-URI"), record.content_length
    url = url.strip("<>") if url else None
    block = record.reader.read(PAGE_BYTES + _HTTP_HEADERS)
    came = len(block) + record.reader.consume()
    if came < promised:
        yield Failure(where, url, f"{where} is cut: {came:,} of its {promised:,} bytes are there; {_AGAIN}.")
        return
    try:
        is_page, kind, charset, body = _payload(record, block)
    except Exception as error:
        yield Failure(where, url, f"{where} cannot be unpacked ({_told(error)}): {_EXPECTED}; fetch it again.")
        return
    if is_page and kind in _PAGES:
        yield page(body, where, url, charset)
    elif is_page and kind == "text/plain":
        yield _text(body, where, url)


def _payload(record: Any, block: bytes) -> tuple[bool, str, str | None, bytes]:
    """Whether a record answers with success, the type and charset it declares, and its body, a byte too long where it is."""
    if not record.is_http:
        kind, _, rest = (record.headers.get("Content-Type") or "").partition(";")
        return True, kind.strip().lower(), parameter(rest), block
    record.set_bytes_content(block)
    record.parse_http(auto_decode="all")
    if record.http_headers is None or record.http_headers.status_code != 200:
        return False, "", None, b""
    return True, (record.http_content_type or "").lower(), record.http_charset, record.reader.read(PAGE_BYTES + 1)


def _text(data: bytes, where: str, url: str | None) -> Incoming | Failure:
    try:
        decoded = decode(data, where)
    except InputError as error:
        return Failure(where, url, str(error))
    return Incoming(Article(text=decoded.text, url=url), where, notes=decoded.notes)


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]


class _Forward(io.RawIOBase):
    """A stream as fastwarc wants one: it asks where it stands, though it only reads on."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self._at = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at
