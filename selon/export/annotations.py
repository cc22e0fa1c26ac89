"""Findings as W3C Web Annotations (Web Annotation Data Model, Recommendation of 23 February 2017).

Positions are those of the standard (4.2.6 there): code points of the normalised text from 0, the end not included. The text
itself is the target, for only in it do positions hold; the page that it came from is the scope.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from selon.export.iris import article_iri, iri, part_iri
from selon.model import Contact, Entity, Event, Held, Statement, Time
from selon.span import Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""The standard wants this name in every annotation (3.1 there); programs that know the model know what it stands for."""

Body = dict[str, Any]

_ENCODER = msgspec.json.Encoder()
_AROUND = 32


def pieces(articles: Iterable[Held]) -> Iterator[bytes]:
    """One AnnotationCollection with one page, piece by piece, an annotation a line; its address is a digest of theirs."""
    yield _ENCODER.encode({"@context": CONTEXT, "type": "AnnotationCollection", "label": "Selon"})[:-1]
    yield b',"first":{"type":"AnnotationPage","startIndex":0,"items":['
    total, digest, separator = 0, hashlib.sha256(), b"\n"
    for held in articles:
        for annotation in annotations(held):
            yield separator + _ENCODER.encode(annotation)
            digest.update(annotation["id"].encode())
            total, separator = total + 1, b",\n"
    address = iri("annotations", digest.hexdigest())
    yield f'\n],"id":"{address}#1","partOf":"{address}"}},"id":"{address}","total":{total}}}\n'.encode()


def annotations(held: Held) -> Iterator[dict[str, Any]]:
    """An annotation for each entity, time, statement, event, contact, check and wording that stands somewhere in the text."""
    return (annotation for annotation in _all(held) if annotation["target"])


def _all(held: Held) -> Iterator[dict[str, Any]]:
    record = held.record
    for entity in record.entities:
        yield _annotation(held, entity.id, "identifying", entity.mentions, _identity(entity))
    for time in record.times:
        yield _annotation(held, time.id, "tagging", (time.span,), _moment(time))
    for statement in record.statements:
        yield _annotation(held, statement.id, "describing", statement.content, _said(held, statement))
    for event in record.events:
        yield _annotation(held, event.id, "classifying", (event.trigger,), _event(event))
    for contact in record.contacts:
        yield _annotation(held, contact.id, "describing", (contact.span,), _contact(held, contact))
    for number, check in enumerate(record.checks, start=1):
        told = f"{check.kind}: {check.verdict}" + (f" ({check.detail})" if check.detail else "")
        yield _annotation(held, f"check{number}", "assessing", check.spans, [_text(told, "assessing")])
    for number, wording in enumerate(record.wording, start=1):
        told = f"{wording.kind}: {wording.note}" if wording.note else wording.kind
        yield _annotation(held, f"wording{number}", "classifying", (wording.span,), [_text(told, "classifying")])


def _annotation(held: Held, part: str, motivation: str, spans: tuple[Span, ...], body: list[Body]) -> dict[str, Any]:
    address = part_iri(held.id, part)
    linked = {"type": "SpecificResource", "source": address, "purpose": "linking"}
    return {
        "@context": CONTEXT, "id": f"{address}.annotation", "type": "Annotation", "motivation": motivation,
        "generator": {"type": "Software", "name": f"Selon {held.record.reader}"}, "body": [*body, linked],
        "target": [_target(held, span) for span in spans],
    }  # fmt: skip


def _target(held: Held, span: Span) -> dict[str, Any]:
    info, text = held.record.article, held.text
    source = {"id": article_iri(held.id), "type": "Text", "format": "text/plain", "language": info.language}
    quote = {
        "type": "TextQuoteSelector", "exact": span.of(text), "prefix": text[max(0, span.start - _AROUND) : span.start],
        "suffix": text[span.end : span.end + _AROUND],
    }  # fmt: skip
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    target: dict[str, Any] = {"type": "SpecificResource", "source": source, "selector": [quote, position]}
    return {**target, "scope": info.url} if info.url else target


def _text(value: str, purpose: str) -> Body:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _identity(entity: Entity) -> list[Body]:
    return [_text(entity.name, "identifying"), _text(entity.kind, "tagging")]


def _moment(time: Time) -> list[Body]:
    return [_text(time.value, "tagging"), _text(f"{time.type}, {time.basis}", "describing")]


def _said(held: Held, statement: Statement) -> list[Body]:
    who = " → ".join(statement.chain) or statement.source.name or statement.source.voice
    notes = ", hearsay" * statement.conditional_report + ", corrected by hand" * bool(held.correction_of(statement.id))
    return [_text(statement.act, "tagging"), _text(f"according to {who}: {statement.certainty}{notes}", "describing")]


def _event(event: Event) -> list[Body]:
    return [_text(event.type, "classifying"), _text(event.status, "describing")]


def _contact(held: Held, contact: Contact) -> list[Body]:
    names = {entity.id: entity.name for entity in held.record.entities}
    sides = ", ".join(names[entity] for entity in contact.participants)
    told = f"{contact.channel} of {sides}: {contact.status}" + (f", {contact.date}" if contact.date else "")
    return [_text(contact.channel, "tagging"), _text(told, "describing")]
