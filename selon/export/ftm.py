"""FollowTheMoney entities (followthemoney 3.8): who is named, what articles say of contacts and who says what in them.

Contacts are told, not proven: what was not held, or not certainly, is an `Event` whose keywords say so, never a `Call`.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec
from followthemoney import model
from followthemoney.proxy import EntityProxy
from followthemoney.util import make_entity_id

from selon.export.known import NOTHING, Filed, Known
from selon.model import Contact, Entity, EntityKind, Held, Statement

SCHEMATA: dict[EntityKind, str] = {
    "person": "Person",
    "government": "PublicBody",
    "country": "PublicBody",
    "organization": "Organization",
    "outlet": "Organization",
    "group": "LegalEntity",
    "people": "LegalEntity",
}
"""The schema of each kind that can take part in something; a place cannot."""

_ENCODER = msgspec.json.Encoder()
_JOINT = " … "


class _Document:
    """One article with the ids of its document and of the entities that FollowTheMoney can hold."""

    def __init__(self, held: Held, beyond: Known) -> None:
        self.held = held
        self.info = held.record.article
        self.document = _id("article", held.id)
        self.entities = {entity.id: entity for entity in held.record.entities if entity.kind in SCHEMATA}
        self._filed = beyond.filed
        self.ids = {one: _id("actor", beyond.actors.get(one) or f"{held.id}#{one}") for one in self.entities}

    def filed(self, contact: Contact) -> Filed:
        """The entry that a contact is part of; without a ledger it is its own."""
        is_call = contact.channel == "phone" and contact.status == "held" and contact.initiator in self.ids
        return self._filed.get(contact.id) or Filed(f"{self.held.id}#{contact.id}", is_call)

    def some(self, wanted: tuple[str, ...]) -> list[str]:
        """The ids of those that can be held."""
        return [self.ids[entity] for entity in wanted if entity in self.ids]


def lines(held: Held, beyond: Known = NOTHING) -> Iterator[bytes]:
    """An article as FollowTheMoney's JSON lines without their ends.

    Ids depend on the article's id on the desk and the record's own ids alone; those of actors and of contacts on what is known
    beyond the article, so that what several articles tell of one is merged by `ftm aggregate`.
    """
    return (_ENCODER.encode(proxy.to_dict()) for proxy in entities(held, beyond))


def entities(held: Held, beyond: Known) -> Iterator[EntityProxy]:
    """The same as followthemoney's own objects: the article, who is named in it with mentions, contacts, statements."""
    known = _Document(held, beyond)
    yield _article(known)
    for entity in known.entities.values():
        yield _actor(known, entity)
        yield from _mentions(known, entity)
    yield from (_contact(known, contact) for contact in held.record.contacts)
    yield from (_said(known, statement) for statement in held.record.statements if statement.source.entity in known.ids)


def _id(*parts: str) -> str:
    made: str | None = make_entity_id("selon", *parts)
    assert made is not None, "an id is made of nothing"
    return made


def _proxy(schema: str, wanted: str, **values: str | list[str] | None) -> EntityProxy:
    proxy: EntityProxy = model.make_entity(schema)
    proxy.id = wanted
    for name, value in values.items():
        proxy.add(name, value)
    return proxy


def _article(known: _Document) -> EntityProxy:
    info, held = known.info, known.held
    return _proxy(
        "Article", known.document, fileName=info.key or held.id, title=info.title, author=info.byline, publisher=info.outlet,
        sourceUrl=info.url, publishedAt=_moment(info.published), language=info.language, bodyText=held.text,
        processingAgent=f"selon {held.record.reader}", mimeType="text/plain",
    )  # fmt: skip


def _actor(known: _Document, entity: Entity) -> EntityProxy:
    proxy = _proxy(
        SCHEMATA[entity.kind], known.ids[entity.id], name=entity.name, country=entity.country, wikidataId=entity.wikidata,
        proof=known.document,
    )  # fmt: skip
    if entity.kind == "person":
        proxy.add("position", [span.of(known.held.text) for span in entity.roles])
    return proxy


def _mentions(known: _Document, entity: Entity) -> Iterator[EntityProxy]:
    for name in dict.fromkeys(span.of(known.held.text) for span in entity.mentions):
        yield _proxy(
            "Mention", _id("mention", known.held.id, entity.id, name), document=known.document, name=name,
            resolved=known.ids[entity.id], detectedSchema=SCHEMATA[entity.kind], contextCountry=entity.country,
        )  # fmt: skip


def _contact(known: _Document, contact: Contact) -> EntityProxy:
    filed, sides = known.filed(contact), known.some(contact.participants)
    wanted, initiator = _id("contact", filed.entry), known.ids.get(contact.initiator or "")
    told = {
        "date": contact.date, "description": contact.span.of(known.held.text), "publisher": known.info.outlet,
        "sourceUrl": known.info.url, "recordId": f"{known.held.id}#{contact.id}", "summary": _standing(known, contact),
    }  # fmt: skip
    if filed.is_call:
        # Who called is told by some of the reports that are merged: the others add no side to it.
        called = [side for side in sides if side != initiator] if initiator else []
        return _proxy("Call", wanted, caller=initiator, receiver=called, **told)
    names = " – ".join(sorted(known.entities[side].name for side in contact.participants if side in known.entities))
    return _proxy(
        "Event", wanted, name=f"{contact.channel}: {names}", involved=sides, organizer=initiator,
        keywords=[contact.channel, contact.status], proof=known.document, **told,
    )  # fmt: skip


def _standing(known: _Document, contact: Contact) -> str:
    told = (_according(statement) for statement in known.held.record.statements if statement.id in contact.according_to)
    return f"{contact.status}, according to {'; '.join(told) or known.info.outlet or 'the article'}"


def _said(known: _Document, statement: Statement) -> EntityProxy:
    words = _JOINT.join(span.of(known.held.text) for span in statement.content)
    return _proxy(
        "Note", _id("statement", known.held.id, statement.id), name=f"{statement.act}: {statement.source.name}",
        description=words, entity=known.ids[statement.source.entity or ""],
        summary=f"{statement.certainty}, according to {_according(statement)}{_by_hand(known, statement)}",
        keywords=[statement.act, statement.certainty, statement.mode], proof=known.document, publisher=known.info.outlet,
        sourceUrl=known.info.url,
    )  # fmt: skip


def _by_hand(known: _Document, statement: Statement) -> str:
    return " (corrected by hand)" if known.held.correction_of(statement.id) else ""


def _according(statement: Statement) -> str:
    return " → ".join(statement.chain) or statement.source.name or statement.source.voice


def _moment(published: str | None) -> str | None:
    """FollowTheMoney leaves a time's zone away: a time is told in UTC, a day as it stands."""
    if published is None or "T" not in published:
        return published
    moment = datetime.fromisoformat(published)
    return (moment.astimezone(UTC) if moment.tzinfo else moment).strftime("%Y-%m-%dT%H:%M:%S")
