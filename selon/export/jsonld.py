"""Statements as schema.org Claims with PROV-O provenance (W3C 2013), in JSON-LD 1.1 with its context inside: nothing is fetched.

A Claim says what was claimed, never that it is so; a ClaimReview is a person's verdict, and Selon gives none.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from selon.export.iris import VOCABULARY, article_iri, iri, part_iri
from selon.export.known import Known
from selon.model import Contact, Entity, EntityKind, Held, Statement

CONTEXT: dict[str, str] = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "selon": VOCABULARY,
}
Node = dict[str, Any]

_ENCODER = msgspec.json.Encoder()
_JOINT = " … "
_WIKIDATA = "http://www.wikidata.org/entity/"
_TYPES: dict[EntityKind, tuple[str, ...]] = {
    "person": ("schema:Person", "prov:Person"),
    "government": ("schema:GovernmentOrganization", "prov:Organization"),
    "organization": ("schema:Organization", "prov:Organization"),
    "outlet": ("schema:Organization", "prov:Organization"),
    "country": ("schema:Country", "prov:Agent"),
    "place": ("schema:Place",),
    "group": ("prov:Agent",),
    "people": ("prov:Agent",),
}


def pieces(articles: Iterable[tuple[Held, Known]]) -> Iterator[bytes]:
    """One JSON-LD document, piece by piece, a node a line."""
    yield b'{"@context":' + _ENCODER.encode(CONTEXT) + b',"@graph":['
    separator = b"\n"
    for held, known in articles:
        for node in nodes(held, known):
            yield separator + _ENCODER.encode({name: value for name, value in node.items() if value not in (None, [])})
            separator = b",\n"
    yield b"\n]}\n"


def nodes(held: Held, known: Known) -> Iterator[Node]:
    """The nodes of an article: itself, its outlet, who speaks and acts in it, its claims, what it tells of contacts."""
    record = held.record
    yield _article(held, known)
    yield from ({"@id": iri("outlet", name), "@type": list(_TYPES["outlet"]), "schema:name": name} for name in _outlets(held))
    yield from (_agent(held, entity, known) for entity in record.entities)
    yield from (_claim(held, statement, known) for statement in record.statements)
    yield from (_contact(held, contact, known) for contact in record.contacts)


def _outlets(held: Held) -> list[str]:
    info = held.record.article
    return [name for name in dict.fromkeys((info.outlet, *(line.outlet for line in info.provenance))) if name]


def _article(held: Held, known: Known) -> Node:
    info, outlets = held.record.article, _outlets(held)
    own = [_ref(iri("outlet", info.outlet))] if info.outlet else []
    works = [{"@type": "schema:CreativeWork", "schema:publisher": _ref(iri("outlet", n))} for n in outlets if n != info.outlet]
    copied = [_ref(article_iri(original)) for original in known.originals]
    return {
        "@id": article_iri(held.id), "@type": ["schema:NewsArticle", "prov:Entity"], "schema:identifier": held.id,
        "schema:headline": info.title, "schema:url": info.url, "schema:datePublished": info.published,
        "schema:inLanguage": info.language, "schema:publisher": own, "prov:wasAttributedTo": own,
        "schema:author": {"@type": "prov:Agent", "schema:name": info.byline} if info.byline else None,
        "prov:wasDerivedFrom": [*copied, *works], "prov:wasQuotedFrom": copied, "schema:isBasedOn": copied,
        "selon:reader": held.record.reader,
    }  # fmt: skip


def _agent(held: Held, entity: Entity, known: Known) -> Node:
    return {
        "@id": _who(held, entity.id, known), "@type": list(_TYPES[entity.kind]), "schema:name": entity.name,
        "selon:country": entity.country, "schema:sameAs": _ref(f"{_WIKIDATA}{entity.wikidata}") if entity.wikidata else None,
    }  # fmt: skip


def _claim(held: Held, statement: Statement, known: Known) -> Node:
    article = article_iri(held.id)
    kinds = ["schema:Claim", "prov:Entity", *(["schema:Quotation"] if statement.mode == "direct" else [])]
    times = {time.id: time.value for time in held.record.times}
    source = _source(held, statement, known)
    return {
        "@id": part_iri(held.id, statement.id), "@type": kinds,
        "schema:text": _JOINT.join(span.of(held.text) for span in statement.content),
        "schema:inLanguage": held.record.article.language, "schema:appearance": _ref(article), "schema:author": source,
        "prov:wasAttributedTo": source,
        "prov:wasQuotedFrom": _ref(part_iri(held.id, statement.within) if statement.within else article),
        "selon:voice": statement.source.voice, "selon:act": statement.act, "selon:mode": statement.mode,
        "selon:certainty": statement.certainty, "selon:polarity": statement.polarity,
        "selon:conditionalReport": statement.conditional_report, "selon:channel": statement.channel,
        "selon:chain": {"@list": list(statement.chain)}, "selon:time": times.get(statement.time or ""),
        "selon:addressee": _addressee(held, statement, known), **_by_hand(held, statement),
    }  # fmt: skip


def _by_hand(held: Held, statement: Statement) -> Node:
    found = held.correction_of(statement.id)
    return {"selon:correctedByHand": True, "selon:sourceAsRead": found.source.name} if found else {}


def _source(held: Held, statement: Statement, known: Known) -> Node:
    """Who the claim is attributed to; a source without an entity is an agent of this claim alone."""
    source, outlet = statement.source, held.record.article.outlet
    if source.entity is not None:
        return _ref(_who(held, source.entity, known))
    if source.voice == "author" and outlet:
        return _ref(iri("outlet", outlet))
    named = {"schema:name": source.name} if source.name else {}
    return {"@id": part_iri(held.id, f"{statement.id}.source"), "@type": "prov:Agent", "selon:voice": source.voice, **named}


def _addressee(held: Held, statement: Statement, known: Known) -> Node | None:
    addressee = statement.addressee
    if addressee is None:
        return None
    if addressee.entity is not None:
        return _ref(_who(held, addressee.entity, known))
    return {"@id": part_iri(held.id, f"{statement.id}.addressee"), "@type": "prov:Agent", "schema:name": addressee.name}


def _contact(held: Held, contact: Contact, known: Known) -> Node:
    """What an article tells of a contact: an entity derived from it and from the claims in it, no activity that took place."""
    claims = [_ref(part_iri(held.id, statement)) for statement in contact.according_to]
    return {
        "@id": part_iri(held.id, contact.id), "@type": ["selon:Contact", "prov:Entity"], "selon:channel": contact.channel,
        "selon:status": contact.status, "selon:date": contact.date,
        "selon:participant": [_ref(_who(held, entity, known)) for entity in contact.participants],
        "selon:initiator": _ref(_who(held, contact.initiator, known)) if contact.initiator else None,
        "selon:topic": [span.of(held.text) for span in contact.topics], "selon:words": contact.span.of(held.text),
        "prov:wasDerivedFrom": [_ref(article_iri(held.id)), *claims],
    }  # fmt: skip


def _who(held: Held, entity: str, known: Known) -> str:
    actor = known.actors.get(entity)
    return iri("actor", actor) if actor else part_iri(held.id, entity)


def _ref(address: str) -> Node:
    return {"@id": address}
