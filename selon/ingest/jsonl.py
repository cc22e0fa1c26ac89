"""JSON lines: each line an article or a failure, in order, so that a bad line never stops the rest."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import BinaryIO

import msgspec

from selon.errors import InputError
from selon.ingest.plain import LIMIT, accept, normalise, well_formed
from selon.model import Article, Value

LINE_BYTES = 16 * LIMIT
"""The longest line that is read, in bytes: a text of LIMIT code points fits even where each is escaped."""

_EXPECTED = 'expected a JSON object such as {"text": "…"}'
_TIME = r"T[0-9]{2}(:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?"
_PUBLISHED = re.compile(rf"[0-9]{{4}}(-[0-9]{{2}}(-[0-9]{{2}}({_TIME})?)?)?")
_REST_OF_DATE = {4: "-01-01", 7: "-01"}


class Failure(Value, frozen=True):
    """An article that could not be read: where it stands, the caller's key if one was found, and one sentence."""

    where: str
    key: str | None
    error: str


class _Line(Value, frozen=True, forbid_unknown_fields=False):
    text: str
    key: str | int | None = None
    id: object = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None


def articles(lines: Iterable[bytes], name: str) -> Iterator[Article | Failure]:
    """An article or a failure for each line that is not blank; `where` is `name:line`, counted from 1."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _article(line, f"{well_formed(name)}:{number}")


def bounded_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream, none kept beyond LINE_BYTES + 1 bytes: `articles` then fails the cut one alone."""
    while line := stream.readline(LINE_BYTES + 1):
        yield line
        while line and not line.endswith(b"\n"):
            line = stream.readline(LINE_BYTES)


def published(value: str) -> str:
    """The same ISO 8601 date, which may be partial (year, month) or carry a time and zone; raises InputError on others."""
    if not _PUBLISHED.fullmatch(value) or not _exists(value + _REST_OF_DATE.get(len(value), "")):
        raise InputError(
            f"the date of publication {value!r} is none: expected ISO 8601; "
            "write it as 2016, 2016-02, 2016-02-15 or 2016-02-15T10:00+01:00."
        )
    return value


def _exists(moment: str) -> bool:
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        return False
    return True


def _article(line: bytes, where: str) -> Article | Failure:
    found = parsed(line, where)
    return found if isinstance(found, Failure) else checked(found, where)


def parsed(line: bytes, where: str) -> Mapping[str, object] | Failure:
    """The fields of one line, or why there are none; `where` names the line."""
    if len(line) > LINE_BYTES:
        return Failure(where, None, f"{where} is longer than {LINE_BYTES:,} bytes: {_EXPECTED}; split it into its articles.")
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return Failure(where, None, f"{where} is not JSON in UTF-8 ({error}): {_EXPECTED}; correct the line.")
    try:
        return msgspec.convert(found, dict[str, object])
    except msgspec.ValidationError as error:
        return Failure(where, None, f"{where} is no article ({error}): {_EXPECTED}; correct the line.")


def checked(fields: Mapping[str, object], where: str, expected: str = _EXPECTED, unit: str = "line") -> Article | Failure:
    """The article that the fields of a line or of a row of a table tell, or why they tell none; `expected` is said then."""
    key = _key(fields)
    try:
        return _filled(msgspec.convert(fields, _Line), key, where)
    except msgspec.ValidationError as error:
        return Failure(where, key, f"{where} is no article ({error}): {expected}; correct the {unit}.")
    except InputError as error:
        return Failure(where, key, str(error))


def _filled(line: _Line, key: str | None, where: str) -> Article:
    return Article(
        text=accept(line.text, where),
        key=key,
        title=normalise(line.title or "").strip() or None,
        outlet=normalise(line.outlet or "").strip() or None,
        url=well_formed(line.url or "") or None,
        published=published(line.published) if line.published else None,
        language=well_formed(line.language or "") or None,
    )


def _key(found: Mapping[str, object]) -> str | None:
    """The caller's key, else its id where that is a string or a number; a number becomes a string."""
    for value in (found.get("key"), found.get("id")):
        if isinstance(value, str | int) and not isinstance(value, bool) and value != "":
            return well_formed(str(value))
    return None
