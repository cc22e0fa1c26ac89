"""Files, folders and bytes of every kind that is read, as articles and failures in order, one at a time."""

import io
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from selon.errors import InputError
from selon.ingest import jsonl, plain, separated, sniff
from selon.ingest.charset import parameter
from selon.ingest.incoming import Incoming
from selon.ingest.jsonl import Failure
from selon.ingest.paths import STDIN, expand, label
from selon.ingest.rows import incoming
from selon.ingest.unpacking import Unpacked
from selon.model import Article

_EXPECTED = "a text, a page, a feed, WARC, JSON lines, CSV or Parquet was expected"
_SUFFIXES = ".txt .html .rss .atom .xml .warc .jsonl .csv .parquet, each also .gz"
_DEPTH = 2


class _Data(NamedTuple):
    """Bytes with all that is known of them; `stream` stands at their beginning, `head` is that beginning."""

    stream: BinaryIO
    head: bytes
    where: str
    name: str
    content_type: str | None = None
    url: str | None = None
    depth: int = 0


def opened(path: Path, kind: sniff.Kind | None = None) -> Iterator[Incoming | Failure]:
    """The articles of a file, of standard input, or of the files of known kinds below a directory; it never raises.

    The kind is told by the first bytes, then by the suffix, unless it is given. What cannot be read is a Failure, and the rest
    goes on.
    """
    where = label(path)
    if path != STDIN and path.is_dir():
        yield from _folder(path, where)
        return
    try:
        if path == STDIN and sys.stdin is None:
            raise OSError("it is closed")
        with io.BufferedReader(_Joined(b"", sys.stdin.buffer)) if path == STDIN else path.open("rb") as stream:
            yield from _articles(_looked_at(stream, where, path.name, None, None, 0), kind)
    except FileNotFoundError:
        yield Failure(where, None, f"{where} does not exist: {_EXPECTED}; check the name.")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        yield Failure(where, None, f"{where} cannot be read ({reason}): {_EXPECTED}; check it.")


def received(
    data: bytes | BinaryIO, where: str, content_type: str | None = None, url: str | None = None, name: str | None = None
) -> Iterator[Incoming | Failure]:
    """The articles of bytes, or of a stream of them, that were already fetched; raises only what the stream itself raises.

    `url` is where they came from, after redirects; `content_type` is its header; `name` is the file's, else the URL's.
    """
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    yield from _articles(_looked_at(stream, where, name or url or where, content_type, url, 0))


def _folder(path: Path, where: str) -> Iterator[Incoming | Failure]:
    files = list(expand([str(path)]))
    if files == [path]:
        yield Failure(where, None, f"{where} is a directory without files that are read ({_SUFFIXES}): name another.")
        return
    for file in files:
        yield from opened(file)


def _looked_at(stream: BinaryIO, where: str, name: str, content_type: str | None, url: str | None, depth: int) -> _Data:
    head = b""
    while len(head) < sniff.HEAD and (more := stream.read(sniff.HEAD - len(head))):
        head += more
    if stream.seekable():
        stream.seek(0)
    else:
        stream = io.BufferedReader(_Joined(head, stream))
    return _Data(stream, head, where, name, content_type, url, depth)


def _articles(data: _Data, kind: sniff.Kind | None = None) -> Iterator[Incoming | Failure]:
    yield from _PARSERS[kind or sniff.kind_of(data.head, data.name, data.content_type)](data)


def _packed(data: _Data) -> Iterator[Incoming | Failure]:
    if data.depth >= _DEPTH:
        yield Failure(data.where, None, f"{data.where} is gzip inside gzip: {_EXPECTED}; unpack it first.")
        return
    unpacked = Unpacked(data.stream)
    inner = _looked_at(
        io.BufferedReader(unpacked), data.where, data.name.removesuffix(".gz"), data.content_type, data.url, data.depth + 1
    )
    if inner.head or not unpacked.trouble:
        yield from _articles(inner)
    if unpacked.trouble:
        yield Failure(data.where, None, f"{data.where} {unpacked.trouble}; what stood before it was read: check the file.")


def _room(name: str) -> Any:
    """A module of this package whose library takes a tenth of a second to load: that is done when the first such file comes."""
    return import_module(f"selon.ingest.{name}")


def _text(data: _Data) -> Iterator[Incoming | Failure]:
    try:
        decoded = plain.decode(data.stream.read(plain.BYTES + 1), data.where)
        yield Incoming(Article(text=decoded.text, url=data.url), data.where, notes=decoded.notes)
    except InputError as error:
        yield Failure(data.where, data.url, str(error))


def _page(data: _Data) -> Iterator[Incoming | Failure]:
    html = _room("html")
    yield html.page(data.stream.read(html.PAGE_BYTES + 1), data.where, data.url, parameter(data.content_type))


def _feed(data: _Data) -> Iterator[Incoming | Failure]:
    feed = _room("feed")
    found = feed.parse(data.stream.read(feed.FEED_BYTES + 1), data.where, data.url, data.content_type)
    yield from [found] if isinstance(found, Failure) else feed.articles(found, data.where)


def _lines(data: _Data) -> Iterator[Incoming | Failure]:
    for number, line in enumerate(jsonl.bounded_lines(data.stream), start=1):
        if line.strip():
            where = f"{data.where}:{number}"
            found = jsonl.parsed(line, where)
            yield found if isinstance(found, Failure) else incoming(found, where)


def _parquet(data: _Data) -> Iterator[Incoming | Failure]:
    if data.stream.seekable():
        yield from _room("parquet").table(data.stream, data.where)
    else:
        yield Failure(data.where, None, f"{data.where} is Parquet, which is read from its end: save it as a file and add that.")


def _other(what: str) -> Callable[[_Data], Iterator[Incoming | Failure]]:
    return lambda data: iter([Failure(data.where, data.url, f"{data.where} {what}")])


_PARSERS: Mapping[sniff.Kind, Callable[[_Data], Iterator[Incoming | Failure]]] = {
    "plain": _text,
    "html": _page,
    "feed": _feed,
    "warc": lambda data: _room("warc").archive(data.stream, data.where),
    "jsonl": _lines,
    "csv": lambda data: separated.table(data.stream, data.where, data.head),
    "parquet": _parquet,
    "gzip": _packed,
    "xml": _other("is XML, but neither a page nor an RSS or Atom feed: give the pages behind it, or its text as a file."),
    "json": _other('is JSON, but not JSON lines: write one object such as {"text": "…"} a line, and name the file *.jsonl.'),
}


class _Joined(io.RawIOBase):
    """Bytes that were already taken from a stream, and the rest of it; closing it leaves the stream open."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "io.WriteableBuffer") -> int:  # type: ignore[name-defined]
        view = memoryview(buffer).cast("B")
        piece = self._head[: len(view)] or memoryview(self._rest.read(len(view)))
        self._head = self._head[len(piece) :] if self._head else self._head
        view[: len(piece)] = piece
        return len(piece)
