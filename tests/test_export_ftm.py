"""FollowTheMoney: its own library accepts every entity, and a contact that is only told is no Call."""

import json
from collections import Counter
from typing import Any

import msgspec
import pytest
from followthemoney import model
from followthemoney.proxy import EntityProxy

from selon.export import ftm
from selon.export.known import NOTHING, Filed, Known
from selon.model import Contact, Held
from tests.faces_sample import RECORD, TEXT, spans

HELD = Held("0123456789abcdef", TEXT, RECORD)
PHONE = next(contact for contact in RECORD.contacts if contact.channel == "phone")


def exported(held: Held, known: Known = NOTHING) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ftm.lines(held, known)]


def with_contact(**given: Any) -> list[dict[str, Any]]:
    contact: Contact = msgspec.structs.replace(PHONE, **given)
    found = exported(Held(HELD.id, TEXT, msgspec.structs.replace(RECORD, contacts=(contact,))))
    return [entity for entity in found if entity["schema"] in ("Call", "Event")]


def with_published(published: str) -> dict[str, Any]:
    article = msgspec.structs.replace(RECORD.article, published=published)
    return exported(Held(HELD.id, TEXT, msgspec.structs.replace(RECORD, article=article)))[0]


def test_the_library_accepts_every_entity() -> None:
    found = exported(HELD)
    assert {entity["schema"] for entity in found} >= {"Article", "Person", "PublicBody", "Mention", "Call", "Event", "Note"}
    for entity in found:
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        assert proxy.to_dict() == entity


def test_every_reference_has_its_entity() -> None:
    found = exported(HELD)
    ids = Counter(entity["id"] for entity in found)
    assert set(ids.values()) == {1}
    for entity in found:
        for prop, value in model.get_proxy(entity).itervalues():
            assert prop.type.name != "entity" or ids[value] == 1


def test_ids_are_the_same_again_and_other_for_another_article() -> None:
    ids = {entity["id"] for entity in exported(HELD)}
    assert ids == {entity["id"] for entity in exported(HELD)}
    assert ids.isdisjoint(entity["id"] for entity in exported(Held("fedcba9876543210", TEXT, RECORD)))


def test_one_actor_of_two_articles_is_one_entity() -> None:
    other = Held("fedcba9876543210", TEXT, RECORD)
    person = next(entity.id for entity in RECORD.entities if entity.kind == "person")
    people = [{e["id"] for e in exported(held, Known({person: "A7"})) if e["schema"] == "Person"} for held in (HELD, other)]
    assert len(people[0] & people[1]) == 1


def test_a_held_call_whose_caller_is_known_is_a_call() -> None:
    [call] = with_contact()
    names = {entity["id"]: entity["properties"].get("name") for entity in exported(HELD)}
    assert call["schema"] == "Call"
    assert [names[one] for one in call["properties"]["caller"]] == [["Hélène Morvan"]]
    assert call["properties"]["caller"] != call["properties"]["receiver"]


def merged(known: Known, *initiators: str | None) -> EntityProxy:
    """What articles that differ on who called tell of one contact, merged as `ftm aggregate` does."""
    proxies = []
    for initiator in initiators:
        contact = msgspec.structs.replace(PHONE, initiator=initiator)
        held = Held(HELD.id, TEXT, msgspec.structs.replace(RECORD, contacts=(contact,)))
        proxies += [e for e in ftm.entities(held, known) if e.schema.name in ("Call", "Event")]
    first, *others = proxies
    for other in others:
        first.merge(other)
    return first


def test_reports_of_one_contact_are_merged() -> None:
    call = merged(Known(filed={PHONE.id: Filed("L1", True)}), None, PHONE.initiator)
    assert call.schema.name == "Call"
    assert len(call.get("caller")) == len(call.get("receiver")) == 1
    event = merged(Known(filed={PHONE.id: Filed("L1", False)}), None, PHONE.initiator)
    assert event.schema.name == "Event" and len(event.get("name")) == 1 and len(event.get("involved")) == 2


@pytest.mark.parametrize("given", [{"status": "denied"}, {"status": "planned"}, {"status": "refused"}, {"initiator": None}])
def test_what_is_not_certain_is_an_event_that_says_so(given: dict[str, Any]) -> None:
    [event] = with_contact(**given)
    assert event["schema"] == "Event"
    assert event["properties"]["keywords"] == ["phone", given.get("status", "held")]
    assert event["properties"]["summary"][0].startswith(given.get("status", "held"))


def test_a_note_says_according_to_whom() -> None:
    note = next(
        e for e in exported(HELD) if e["schema"] == "Note" and "ses regrets aux habitants" in e["properties"]["description"]
    )
    assert note["properties"]["summary"] == ["stated, according to L'Écho du Littoral → préfet des Côtes → Hélène Morvan"]


def test_times_are_told_in_utc() -> None:
    assert with_published("2024-05-06T00:15+02:00")["properties"]["publishedAt"] == ["2024-05-05T22:15:00"]
    assert with_published("2024-05")["properties"]["publishedAt"] == ["2024-05"]


def test_the_text_and_the_mentions_stand_as_they_are() -> None:
    found = exported(HELD)
    assert found[0]["properties"]["bodyText"] == [TEXT.strip()] or found[0]["properties"]["bodyText"] == [TEXT]
    said = {e["properties"]["name"][0] for e in found if e["schema"] == "Mention"}
    assert {span.of(TEXT) for span in spans("source2")} <= said
