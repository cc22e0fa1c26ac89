"""The JSON that other programs read: every key, in order, every span with its words."""

import json
from typing import Any

import msgspec
import pytest

from selon import model
from selon.export.contract import KEYS, failure_to_json, record_to_json
from selon.model import Check, Contact, Event, Record, Wording
from selon.span import Span
from tests.faces_sample import RECORD, STATEMENTS, TEXT


def _parts() -> list[type[msgspec.Struct]]:
    values = [value for value in vars(model).values() if isinstance(value, type) and issubclass(value, model.Value)]
    no_parts = (model.Value, model.Article, model.Reading, model.Decision, model.Held, model.Corrected)
    return [value for value in values if value not in no_parts]


@pytest.mark.parametrize("part", _parts(), ids=lambda part: part.__name__)
def test_every_field_of_the_model_is_a_key_of_the_contract(part: type[msgspec.Struct]) -> None:
    assert sorted(KEYS[part]) == sorted(part.__struct_fields__)


def test_keys_come_in_the_contracts_order() -> None:
    read = json.loads(record_to_json(RECORD, TEXT))
    assert list(read) == [
        "schema", "reader", "article", "entities", "times", "statements", "events", "contacts", "checks", "wording",
    ]  # fmt: skip
    assert list(read["article"])[:4] == ["id", "key", "url", "title"]
    assert list(read["statements"][0]) == [
        "id", "source", "cue", "content", "mode", "act", "addressee", "within", "chain", "certainty", "polarity",
        "conditional_report", "time", "channel",
    ]  # fmt: skip


def test_what_is_not_known_is_null() -> None:
    read = json.loads(record_to_json(RECORD, TEXT))
    assert read["article"]["key"] is None
    author = read["statements"][7]
    assert author["source"] == {"entity": None, "voice": "author", "name": None, "span": None}
    assert author["addressee"] is None
    assert author["chain"] == []


def _spans(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        found = [value] if "start" in value else []
        return found + [span for member in value.values() for span in _spans(member)]
    return [span for member in value for span in _spans(member)] if isinstance(value, list) else []


def test_every_span_carries_its_words() -> None:
    found = _spans(json.loads(record_to_json(RECORD, TEXT)))
    assert len(found) == 50
    assert all(span["text"] == TEXT[span["start"] : span["end"]] and list(span) == ["start", "end", "text"] for span in found)


def test_parts_of_later_steps_are_written_too() -> None:
    first = STATEMENTS[0].content[0]
    record = msgspec.structs.replace(
        RECORD,
        events=(Event("V1", "CONSULT", first, actors=("E1",), according_to=("S1",)),),
        contacts=(Contact("C1", first, "phone", topics=(Span(0, 3),)),),
        checks=(Check("dates_agree", (first,), "consistent", ("S1",)),),
        wording=(Wording(first, "euphemism"),),
    )
    read = json.loads(record_to_json(record, TEXT))
    assert read["events"][0]["trigger"]["text"] == first.of(TEXT)
    assert read["events"][0]["actors"] == ["E1"]
    assert read["contacts"][0]["topics"] == [{"start": 0, "end": 3, "text": "par"}]
    assert read["checks"][0] == {
        "kind": "dates_agree", "spans": [read["events"][0]["trigger"]], "statements": ["S1"], "verdict": "consistent",
        "detail": None,
    }  # fmt: skip
    assert read["wording"][0]["note"] is None


def test_one_line_in_utf8_or_many() -> None:
    line = record_to_json(RECORD, TEXT)
    assert b"\n" not in line
    assert "préfet".encode() in line
    pretty = record_to_json(RECORD, TEXT, indent=2)
    assert pretty.startswith(b'{\n  "schema": "selon/1",\n')
    assert json.loads(pretty) == json.loads(line)


def test_line_separators_cannot_break_a_line() -> None:
    text = "a\nb\u2028c\x85"
    info = msgspec.structs.replace(RECORD.article, characters=6, provenance=())
    record = Record("selon/1", "r", info, wording=(Wording(Span(0, 6), "distance"),))
    assert record_to_json(record, text).count(b"\n") == 0
    assert json.loads(record_to_json(record, text))["wording"][0]["span"]["text"] == text


def test_a_failure_is_an_object_with_three_keys() -> None:
    assert json.loads(failure_to_json("the text is empty", None, "a.jsonl:3")) == {
        "error": "the text is empty", "key": None, "where": "a.jsonl:3",
    }  # fmt: skip
    assert json.loads(failure_to_json("x", "k\udcff", "é"))["key"] == "k\\udcff"
