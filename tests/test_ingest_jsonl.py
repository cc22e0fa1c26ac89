"""JSON lines: articles and failures in order, and dates of publication."""

import io
import json
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.errors import InputError
from selon.ingest.jsonl import LINE_BYTES, Failure, articles, bounded_lines, published
from selon.ingest.plain import LIMIT
from selon.model import Article

TEXT = "Le maire a démenti."


def _one(value: object) -> Article | Failure:
    (only,) = articles([json.dumps(value).encode()], "articles.jsonl")
    return only


def _failure(line: bytes) -> Failure:
    (only,) = articles([line], "articles.jsonl")
    assert isinstance(only, Failure)
    return only


def test_every_field_of_the_contract() -> None:
    fields = {
        "key": "k1", "text": TEXT, "title": "Titre", "outlet": "Le Phare", "url": "https://example.org/1",
        "published": "2016-02-15", "language": "fr",
    }  # fmt: skip
    assert _one(fields) == Article(**fields)


def test_only_the_text_is_needed_and_it_is_normalised() -> None:
    assert _one({"text": "\ufeffL’e\u0301te\u0301\r\nfut sec\ud800\n"}) == Article(text="L’été\nfut sec\ufffd\n")


@pytest.mark.parametrize(
    ("extra", "key"),
    [
        ({"id": "w-1"}, "w-1"),
        ({"id": 17}, "17"),
        ({"key": "k", "id": "w-1"}, "k"),
        ({"key": None, "id": "w-1"}, "w-1"),
        ({"key": "", "id": "w-1"}, "w-1"),
        ({"key": 0}, "0"),
        ({"id": {"a": 1}}, None),
        ({"id": True}, None),
        ({"key": "Zu\u0308rich\ud800"}, "Zu\u0308rich\ufffd"),
        ({"event": [1, 2], "tags": {"a": None}}, None),
    ],
)
def test_the_key_is_the_callers_own_and_unknown_fields_pass(extra: dict[str, Any], key: str | None) -> None:
    assert _one({"text": TEXT, **extra}) == Article(text=TEXT, key=key)


def test_empty_fields_are_not_known() -> None:
    blank = {"title": " ", "outlet": "", "url": "", "published": "", "language": ""}
    assert _one({"text": TEXT, **blank}) == Article(text=TEXT)


def test_a_bad_line_never_stops_the_rest() -> None:
    lines = [
        b'\xef\xbb\xbf{"text": "Un."}\n', b"\n", b"  \r\n", b"{oops\n", b'{"text": "Deux."}\r\n', b'{"key": "c", "text": 3}\n',
        b'{"text": "\xff"}\n', b"[" * 100_000 + b"\n", b'{"text": "Trois."}',
    ]  # fmt: skip
    found = list(articles(iter(lines), "articles.jsonl"))
    assert [item.text for item in found if isinstance(item, Article)] == ["Un.", "Deux.", "Trois."]
    failed = [item for item in found if isinstance(item, Failure)]
    assert [(item.where.rpartition(":")[2], item.key) for item in failed] == [("4", None), ("6", "c"), ("7", None), ("8", None)]
    assert [type(item) for item in found] == [Article, Failure, Article, Failure, Failure, Failure, Article]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"bonjour", "is not JSON in UTF-8 (Expecting value"),
        ('{"text": "é"}'.encode("utf-16"), "is not JSON in UTF-8 ("),
        (b"[]", "is no article (Expected `object`, got `array`)"),
        (b"null", "is no article (Expected `object`, got `null`)"),
        (b"{}", "is no article (Object missing required field `text`)"),
        (b'{"text": null}', "is no article (Expected `str`, got `null` - at `$.text`)"),
        (b'{"text": "a", "title": 1}', "is no article (Expected `str | null`, got `int` - at `$.title`)"),
        (b'{"text": ""}', "is empty: a text of at least one word was expected"),
        (b'{"text": " \\n"}', "holds only white space: a text"),
        (b'{"text": "12."}', "holds no letters: a text"),
        (b'{"text": "' + b"\\u0000" * 99 + b'a"}', "is not text (99 control characters among 100)"),
        (b'{"text": "' + b"a" * (LIMIT + 1) + b'"}', "is too long: at most 1,000,000 characters"),
        (b'{"text": "' + b"a" * LINE_BYTES + b'"}', "is longer than 16,000,000 bytes: expected a JSON object"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value[:24],
)
def test_each_failure_says_what_and_where(line: bytes, reason: str) -> None:
    failure = _failure(line)
    assert failure.where == "articles.jsonl:1"
    assert failure.error.startswith(f"articles.jsonl:1 {reason}") and failure.error.endswith(".")


def test_a_bad_date_is_a_failure_with_its_key() -> None:
    failure = _one({"id": "w-9", "text": TEXT, "published": "15/02/2016"})
    assert failure == Failure(
        "articles.jsonl:1",
        "w-9",
        "the date of publication '15/02/2016' is none: expected ISO 8601; "
        "write it as 2016, 2016-02, 2016-02-15 or 2016-02-15T10:00+01:00.",
    )


def test_the_escaped_longest_text_is_read() -> None:
    line = json.dumps({"text": "\U0001f600" * (LIMIT - 1) + "a"}).encode()
    (only,) = articles([line], "a")
    assert isinstance(only, Article) and len(only.text) == LIMIT


def test_lines_are_read_as_they_come() -> None:
    def source() -> Any:
        yield b'{"text": "Un."}\n'
        raise AssertionError("the second line was asked for too early")

    assert next(articles(source(), "a")) == Article(text="Un.")


def test_an_endless_line_is_cut_and_the_next_one_is_read() -> None:
    stream = io.BytesIO(b'{"text": "Un."}\n\n' + b"a" * (3 * LINE_BYTES) + b'\n{"text": "Deux."}')
    found = list(articles(bounded_lines(stream), "a"))
    assert [item.text if isinstance(item, Article) else item.where for item in found] == ["Un.", "a:3", "Deux."]


@pytest.mark.parametrize("size", [LINE_BYTES - 1, LINE_BYTES, LINE_BYTES + 1])
def test_a_line_at_the_limit_does_not_swallow_the_next(size: int) -> None:
    first, second = bounded_lines(io.BytesIO(b"a" * size + b"\nb"))
    assert (len(first), second) == (min(size, LINE_BYTES) + 1, b"b")


@pytest.mark.parametrize(
    "value",
    [
        "2016", "2016-02", "2016-02-15", "2016-02-15T10:00", "2016-02-15T10:00:30", "2016-02-15T10:00:30.123456",
        "2016-02-15T10:00Z", "2016-02-15T10:00+01:00", "2016-02-15T10:00:00-0330", "2016-02-15T10", "2016-02-29", "0001",
    ],
)  # fmt: skip
def test_dates_that_are_kept_as_they_are(value: str) -> None:
    assert published(value) == value


@pytest.mark.parametrize(
    "value",
    [
        "", "16", "20160215", "2016-2-5", "2016-13", "2016-00", "2015-02-29", "2016-02-30", "0000", "2016-02-15T25:00",
        "2016-02-15 10:00", "2016-02T10:00", "2016T10:00", "2016-W07-1", "2016-02-15T10:61", "2016-02-15T10:00+25:00",
        "15/02/2016", "hier", " 2016", "2016\n", "٢٠١٦", "2016-02-15T", "2016-", "-2016",
        "Mon, 15 Feb 2016 10:00:00 GMT", "\ud800",
    ],
)  # fmt: skip
def test_dates_that_are_refused(value: str) -> None:
    with pytest.raises(InputError) as refusal:
        published(value)
    assert str(refusal.value).startswith(f"the date of publication {value!r} is none: expected ISO 8601; write it as 2016,")
    assert str(refusal.value).isprintable()


@given(st.datetimes(timezones=st.none() | st.timezones()))
def test_what_a_clock_prints_is_a_date_of_publication(moment: datetime) -> None:
    value = moment.isoformat()
    if moment.utcoffset() is not None and len(value.rpartition("T")[2].replace("-", "+").partition("+")[2]) > 5:
        value = value[:19]  # old offsets carry seconds, which ISO 8601 does not know
    assert published(value) == value
    assert published(value[:10]) == value[:10] and published(value[:7]) == value[:7] and published(value[:4]) == value[:4]


FIELDS = st.text() | st.sampled_from(["text", "key", "id", "published", "title"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None, categories=None)),
    lambda inner: st.lists(inner) | st.dictionaries(FIELDS, inner),
)


@given(st.lists(st.binary() | JSON.map(lambda value: json.dumps(value).encode()), max_size=6))
def test_every_line_that_is_not_blank_becomes_one_row(lines: list[bytes]) -> None:
    found = list(articles(lines, "a"))
    assert len(found) == sum(bool(line.strip()) for line in lines)
    for item in found:
        words = item.text if isinstance(item, Article) else item.error
        assert words.encode() and (item.key or "").encode().decode() == (item.key or "")
