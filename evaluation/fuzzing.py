"""What is fuzzed: for each parser, what it makes of any bytes; what is not refused as bad input, or is not sound, raises.

`python -m evaluation.fuzz` looks for such bytes; what it found is kept in tests/fuzzed, one file a case.
"""

import copy
import io
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import msgspec

from selon.desk import Desk
from selon.errors import InputError, RecordError
from selon.export import annotations, contract
from selon.ingest import feed, html, jsonl, opening, parquet, plain, separated, sniff, warc
from selon.ingest.incoming import Incoming
from selon.ingest.jsonl import Failure
from selon.ingest.rows import incoming
from selon.intake import Item
from selon.model import SCHEMA, Article, ArticleInfo, Held, Reading, Record, Source, Statement
from selon.span import Span
from selon.verify import verify

_WHERE, _URL = "fuzzed", "https://a.example/b"
_TEXT = "Le maire a prévenu la préfète : « Le pont de Kerlann est fermé. »"
_SAMPLE = Path(__file__).resolve().parents[1] / "tests" / "fuzzed" / "record" / "seed-sample"
_EDITS = 24
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
    """A text and a record of it, as they come out of a file that somebody else wrote."""
    with suppress(msgspec.MsgspecError, UnicodeDecodeError, RecordError):
        _shown(*_LINE.decode(data))


def _edited(data: bytes) -> None:
    """A good record in which some values stand in the place of others: two bytes say where, the third what, the fourth which."""
    text, record = msgspec.json.decode(_SAMPLE.read_bytes())
    for place, what, which in struct.iter_unpack(">HBB", data[: min(len(data) // 4, _EDITS) * 4]):
        _edit(record, place, what, which)
    with suppress(msgspec.ValidationError, RecordError):
        _shown(text, msgspec.convert(record, Record))


def _edit(record: dict[str, Any], place: int, what: int, which: int) -> None:
    # Counted anew for each edit: the one before may have taken away half of the record.
    places = [(inside, name) for inside in _inner(record) for name in _names(inside)]
    inside, name = places[place % len(places)]
    other, of = places[(which * 257) % len(places)]
    span = {"start": which, "end": what}
    choices: tuple[Any, ...] = (which - 1, None, "", [], span, copy.deepcopy(other[of]), f"S{which % 12}", f"E{which % 12}")
    inside[name] = choices[what % len(choices)]


def _names(value: Any) -> Iterable[Any]:
    return value if isinstance(value, dict) else range(len(value))


def _inner(value: Any) -> Iterator[Any]:
    """Every object and every array inside, from without to within."""
    if isinstance(value, dict | list):
        yield value
        for inside in value.values() if isinstance(value, dict) else value:
            yield from _inner(inside)


def _shown(text: str, record: Record) -> None:
    """What is verified can be kept, and written in the forms that point at its words."""
    assert msgspec.json.decode(msgspec.json.encode(verify(record, text)), type=Record) == record
    msgspec.json.decode(contract.record_to_json(record, text))
    assert all(msgspec.json.encode(told) for told in annotations.annotations(Held("0" * 32, text, record)))


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
    "edited": _edited,
}
