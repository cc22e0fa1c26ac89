"""The JSON of the contract `selon/1`: every key in the contract's order, every span with the words it covers."""

from types import GenericAlias, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from selon.model import (
    Addressee,
    ArticleInfo,
    Check,
    Contact,
    Entity,
    Event,
    Provenance,
    Record,
    Source,
    Statement,
    Time,
    Value,
    Wording,
)
from selon.span import Span

KEYS: dict[type[msgspec.Struct], tuple[str, ...]] = {
    Record: (
        "schema", "reader", "article", "entities", "times", "statements", "events", "contacts", "checks", "wording",
    ),
    ArticleInfo: (
        "id", "key", "url", "title", "outlet", "byline", "published", "published_basis", "language", "characters", "provenance",
    ),
    Provenance: ("span", "kind", "outlet"),
    Entity: ("id", "name", "kind", "country", "wikidata", "roles", "mentions"),
    Time: ("id", "span", "type", "value", "basis"),
    Statement: (
        "id", "source", "cue", "content", "mode", "act", "addressee", "within", "chain", "certainty", "polarity",
        "conditional_report", "time", "channel",
    ),
    Source: ("entity", "voice", "name", "span"),
    Addressee: ("entity", "name"),
    Event: ("id", "type", "mode", "trigger", "actors", "recipients", "place", "time", "status", "according_to"),
    Contact: (
        "id", "event", "span", "channel", "participants", "initiator", "date", "topics", "status", "according_to",
    ),
    Check: ("kind", "spans", "statements", "verdict", "detail"),
    Wording: ("span", "kind", "note"),
}  # fmt: skip
"""The contract's keys of every part of a record, in the contract's order."""



class Words(Value, frozen=True):
    """A span as it is told: code points, half-open, and the words that it covers."""

    start: int
    end: int
    text: str


def _told(kind: Any) -> Any:
    """The type of what `plain` makes of a part of a record."""
    if kind is Span:
        return Words
    if kind in KEYS:
        hints = get_type_hints(kind)
        return msgspec.defstruct(f"Told{kind.__name__}", [(key, _told(hints[key])) for key in KEYS[kind]], frozen=True)
    if isinstance(kind, UnionType):
        return Union[tuple(_told(member) for member in get_args(kind))]  # noqa: UP007
    return GenericAlias(tuple, (_told(get_args(kind)[0]), ...)) if get_origin(kind) is tuple else kind


TOLD: type[msgspec.Struct] = _told(Record)
"""The type of the JSON that `record_to_json` makes, for schemas."""

_ENCODER = msgspec.json.Encoder()


def record_to_json(record: Record, text: str, *, indent: int = 0) -> bytes:
    """The record as one JSON object in UTF-8; on one line, or with `indent` blanks a level on many. No line end."""
    encoded = _ENCODER.encode(plain(record, text))
    return msgspec.json.format(encoded, indent=indent) if indent else encoded


def failure_to_json(error: str, key: str | None, where: str) -> bytes:
    """The object that stands in a record's place where an article could not be read: `{"error", "key", "where"}`."""
    return _ENCODER.encode({"error": _utf8(error), "key": None if key is None else _utf8(key), "where": _utf8(where)})


def plain(value: Any, text: str) -> Any:
    """A part of a record as dicts, lists, strings, numbers and None, spans with their `text`."""
    kind = type(value)
    if kind is Span:
        return {"start": value.start, "end": value.end, "text": text[value.start : value.end]}
    if kind is tuple:
        return [plain(member, text) for member in value]
    keys = KEYS.get(kind)
    return value if keys is None else {key: plain(getattr(value, key), text) for key in keys}


def _utf8(words: str) -> str:
    return words.encode("utf-8", "backslashreplace").decode("utf-8")
