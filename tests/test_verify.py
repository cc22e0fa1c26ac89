"""The gate of the record: what names another by its id names one of its own kind."""

from typing import Any

import msgspec
import pytest

from selon.errors import RecordError
from selon.model import Record
from selon.verify import verify
from tests.faces_sample import RECORD, TEXT


def edited(path: tuple[str | int, ...], value: object) -> Record:
    """The sample's record with a value of one of its parts put in the place of another."""
    plain: Any = msgspec.to_builtins(RECORD)
    inside = plain
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    return msgspec.convert(plain, Record)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("statements", 1, "source", "entity"), "S1"),
        (("statements", 2, "within"), "E1"),
        (("statements", 0, "time"), "S2"),
        (("events", 0, "actors"), ["S1"]),
        (("events", 0, "place"), "T1"),
        (("events", 0, "according_to"), ["E1"]),
        (("contacts", 0, "participants"), ["S1"]),
        (("contacts", 0, "event"), "E1"),
        (("checks", 0, "statements"), ["E1"]),
    ],
)
def test_an_id_of_another_kind_is_refused(path: tuple[str | int, ...], value: object) -> None:
    wanted = value[0] if isinstance(value, list) else value
    with pytest.raises(RecordError, match=rf"record\.{path[0]}\[{path[1]}\].* = {wanted}, which is one of the record's"):
        verify(edited(path, value), TEXT)


def test_an_id_that_is_none_and_one_that_stands_twice_are_refused() -> None:
    with pytest.raises(RecordError, match="S99, which is no id of this record"):
        verify(edited(("statements", 2, "within"), "S99"), TEXT)
    with pytest.raises(RecordError, match="the id S1 stands twice"):
        verify(edited(("statements", 1, "id"), "S1"), TEXT)
