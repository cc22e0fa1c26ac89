"""Contacts as CONSULT events: one each, linked both ways, with the standing that the contact has."""

import pytest

from selon.model import Article, Event, Record
from selon.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr")


def _record(reader: Reader, text: str) -> Record:
    return reader.read(Article(text=text)).record


def _consults(record: Record) -> list[Event]:
    return [event for event in record.events if event.type == "CONSULT"]


STANDINGS = [
    ("Élise Morvan a rencontré Paul Tessier à Brest.", "meeting", "asserted"),
    ("Élise Morvan rencontrera Paul Tessier à Brest.", "meeting", "planned"),
    ("Élise Morvan a téléphoné à Paul Tessier.", "phone", "asserted"),
    ("Le maire affirme qu'Élise Morvan a rencontré Paul Tessier.", "meeting", "reported"),
]


@pytest.mark.parametrize(("text", "mode", "status"), STANDINGS)
def test_a_contact_is_an_event(reader: Reader, text: str, mode: str, status: str) -> None:
    found = _consults(_record(reader, text))
    assert [(event.mode, event.status) for event in found] == [(mode, status)]


def test_a_contact_and_its_event_name_the_same_sides(reader: Reader) -> None:
    record = _record(reader, "Élise Morvan a rencontré Paul Tessier à Brest.")
    event = _consults(record)[0]
    assert [contact.event for contact in record.contacts] == [event.id]
    assert {*event.actors, *event.recipients} == set(record.contacts[0].participants)


def test_events_are_numbered_in_text_order(reader: Reader) -> None:
    text = "Des rebelles ont attaqué un convoi. Élise Morvan a rencontré Paul Tessier. Des étudiants ont manifesté."
    record = _record(reader, text)
    assert [event.id for event in record.events] == ["V1", "V2", "V3"]
    assert [event.trigger for event in record.events] == sorted(event.trigger for event in record.events)
    assert record.events[1].type == "CONSULT"


def test_nobody_meets_in_a_sentence_without_a_contact(reader: Reader) -> None:
    assert _consults(_record(reader, "Le projet a rencontré un vif succès.")) == []
