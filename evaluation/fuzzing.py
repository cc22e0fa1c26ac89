"""What is fuzzed: for each parser, what it makes of any bytes; what is not refused as bad input, or is not sound, raises.

`python -m evaluation.fuzz` looks for such bytes; what it found is kept in tests/fuzzed, one file a case.
"""

import io
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import msgspec

from selon.desk import Desk
from selon.errors import InputError, RecordError
from selon.ingest import feed, html, jsonl, opening, parquet, plain, separated, sniff, warc
from selon.ingest.incoming import Incoming
from selon.ingest.jsonl import Failure
from selon.ingest.rows import incoming
from selon.intake import Item
from selon.model import SCHEMA, Article, ArticleInfo, Reading, Record, Source, Statement
from selon.span import Span
from selon.verify import verify

_WHERE, _URL = "fuzzed", "https://a.example/b"
_TEXT = "Le maire a prévenu la préfète : « Le pont de Kerlann est fermé. »"
_LINE = msgspec.json.Decoder(tuple[str, Record])


def sound(found: Incoming | Failure) -> None:
    """Raises AssertionError where what was read is empty, too long, cannot be written or has a date that is none."""
    if isinstance(found, Failure):
        assert found.where and found.error
        (found.error + (found.key or "")).encode()
        return
    article = found.article
    assert article.text.strip() and len(article.text) <= plain.LIMIT
    told = (article.text, article.title, article.outlet, article.url, article.key, article.language, found.byline, *found.links)
    "".join(value or "" for value in told).encode()
    for date in (article.published, found.modified):
        assert date is None or jsonl.published(date) == date


def _all_sound(found: Iterable[Incoming | Failure]) -> None:
    for row in found:
        sound(row)


def _plain(data: bytes) -> None:
    with suppress(InputError):
        sound(Incoming(Article(plain.decode(data, _WHERE).text), _WHERE))


def _feed(data: bytes) -> None:
    found = feed.parse(data, _WHERE, _URL)
    _all_sound([found] if isinstance(found, Failure) else feed.articles(found, _WHERE))


def _lines(data: bytes) -> None:
    for line in jsonl.bounded_lines(io.BytesIO(data)):
        found = jsonl.parsed(line, _WHERE)
        sound(found if isinstance(found, Failure) else incoming(found, _WHERE))


def _query(data: bytes) -> None:
    asked = data.decode("utf-8", "surrogateescape")  # as an argument of a command comes
    with suppress(InputError):
        _desk().search(asked)


@cache
def _desk() -> Desk:
    desk = Desk(Path(mkdtemp(), "desk.sqlite"), "write")
    said = Statement("S1", Source("named", None, "le maire", Span(0, 8)), None, (Span(34, len(_TEXT) - 2),), "direct", "warn")
    record = Record(SCHEMA, "fuzzed", ArticleInfo("0" * 32, "fr", len(_TEXT), "a"), statements=(said,))
    article = Article(_TEXT, key="a", outlet="Le Phare", title="Le pont", published="2024-06-06", language="fr")
    list(desk.take_over([(Item(_WHERE, "a", article), Reading(_TEXT, record))]))
    return desk


def _record(data: bytes) -> None:
    """A text and a record of it, as they come out of a file that somebody else wrote; one that is verified can be shown."""
    with suppress(msgspec.MsgspecError, UnicodeDecodeError, RecordError):
        text, record = _LINE.decode(data)
        again = msgspec.json.decode(msgspec.json.encode(verify(record, text)), type=Record)
        assert again == record


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "plain": _plain,
    "html": lambda data: sound(html.page(data, _WHERE, _URL)),
    "feed": _feed,
    "warc": lambda data: _all_sound(warc.archive(io.BytesIO(data), _WHERE)),
    "jsonl": _lines,
    "csv": lambda data: _all_sound(separated.table(io.BytesIO(data), _WHERE, data[: sniff.HEAD])),
    "parquet": lambda data: _all_sound(parquet.table(io.BytesIO(data), _WHERE)),
    "opening": lambda data: _all_sound(opening.received(data, _WHERE, None, _URL)),
    "query": _query,
    "record": _record,
}
