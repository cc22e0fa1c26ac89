"""Articles and their records as rows of flat tables, one table for each kind, joined by `article` and the record's own ids."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from selon.export.known import NOTHING, Known
from selon.model import Check, Contact, Entity, Event, Held, Provenance, Statement, Time, Wording
from selon.span import Span, hull

Kind = Literal["text", "whole", "truth", "texts"]
"""What a column holds: text, a whole number, true or false, or a list of texts; each of them may be missing."""

Value = str | int | bool | list[str] | None
Row = dict[str, Value]
JOINT = " … "
"""What stands between the pieces of a content that is cut in two."""


class Column(NamedTuple):
    """A column of a table."""

    name: str
    kind: Kind = "text"


def columns(*names: str, whole: Iterable[str] = (), truth: Iterable[str] = (), texts: Iterable[str] = ()) -> tuple[Column, ...]:
    """Columns in order; those that are not named again hold text."""
    kinds: dict[str, Kind] = {
        **dict.fromkeys(whole, "whole"), **dict.fromkeys(truth, "truth"), **dict.fromkeys(texts, "texts"),
    }  # fmt: skip
    return tuple(Column(name, kinds.get(name, "text")) for name in names)


_OFFSETS = ("start", "end")
TABLES: dict[str, tuple[Column, ...]] = {
    "articles": columns(
        "article", "key", "url", "title", "outlet", "byline", "published", "published_basis", "language", "characters", "reader",
        "text", whole=("characters",),
    ),
    "provenance": columns("article", "kind", "outlet", "start", "end", "text", whole=_OFFSETS),
    "entities": columns("article", "entity", "actor", "name", "kind", "country", "wikidata", "roles", "mentions",
                        whole=("mentions",), texts=("roles",)),
    "mentions": columns("article", "entity", "start", "end", "text", whole=_OFFSETS),
    "times": columns("article", "time", "type", "value", "basis", "start", "end", "text", whole=_OFFSETS),
    "statements": columns(
        "article", "statement", "source", "source_entity", "voice", "source_words", "cue", "act", "mode", "content", "start",
        "end", "addressee", "addressee_entity", "within", "chain", "certainty", "polarity", "conditional_report", "time",
        "channel", "by_hand", "source_as_read", whole=_OFFSETS, truth=("conditional_report", "by_hand"), texts=("chain",),
    ),
    "events": columns(
        "article", "event", "type", "mode", "trigger", "start", "end", "actors", "actor_entities", "recipients",
        "recipient_entities", "place", "time", "status", "according_to", whole=_OFFSETS,
        texts=("actors", "actor_entities", "recipients", "recipient_entities", "according_to"),
    ),
    "contacts": columns(
        "article", "contact", "entry", "event", "channel", "status", "date", "participants", "participant_entities", "initiator",
        "initiator_entity", "topics", "according_to", "words", "start", "end", whole=_OFFSETS,
        texts=("participants", "participant_entities", "topics", "according_to"),
    ),
    "checks": columns("article", "check", "kind", "verdict", "detail", "words", "statements",
                      whole=("check",), texts=("words", "statements")),
    "wording": columns("article", "kind", "note", "start", "end", "text", whole=_OFFSETS),
    "stories": columns("story", "title", "first", "last", "articles", texts=("articles",)),
    "copies": columns(
        "article", "family", "original", "original_name", "is_directed", "kind", "percent", "basis", "is_credited", "credited_as",
        "credit", whole=("percent",), truth=("is_directed", "is_credited"),
    ),
    "copy_passages": columns(
        "article", "original", "start", "end", "text", "original_start", "original_end", "words", "is_quotation",
        whole=(*_OFFSETS, "original_start", "original_end", "words"), truth=("is_quotation",),
    ),
    "ledger": columns(
        "entry", "date", "channel", "status", "parties", "actors", "initiator", "families", "articles", "denied_in",
        "differences", whole=("families",), texts=("parties", "actors", "articles", "denied_in", "differences"),
    ),
    "ledger_claims": columns("article", "kind", "words", "since", "parties", "verdict", "why", "entries",
                             texts=("parties", "entries")),
    "claims": columns("story", "claim", "words", "passages", "voices", "contradictions", "first", "outlets", "silent",
                      whole=("claim", "passages", "voices", "contradictions"), texts=("first", "outlets", "silent")),
    "claim_passages": columns(
        "story", "claim", "passage", "article", "kind", "finding", "stance", "is_denied", "chain", "outlet", "published",
        "repeats", "start", "end", "text", whole=("claim", "passage", *_OFFSETS), truth=("is_denied",), texts=("chain",),
    ),
    "claim_conflicts": columns("story", "claim", "a", "b", "question", "relation", "words_a", "words_b", "row",
                               whole=("claim", "a", "b")),
}  # fmt: skip
"""The columns of each table, in order: those of records, then those of the desk."""


class Names:
    """The names of one article's entities by their ids."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._names: Mapping[str, str] = {entity.id: entity.name for entity in entities}

    def one(self, entity: str | None) -> str | None:
        """The name, None where there is no entity."""
        return None if entity is None else self._names[entity]

    def all(self, entities: Iterable[str]) -> list[str]:
        """The names in the same order."""
        return [self._names[entity] for entity in entities]


def rows(held: Held, known: Known = NOTHING) -> Iterator[tuple[str, Row]]:
    """The rows of an article's record, each with the name of its table."""
    text, record, names = held.text, held.record, Names(held.record.entities)
    yield "articles", _article(held)
    found: tuple[tuple[str, Iterable[Row]], ...] = (
        ("provenance", (_provenance(line, text) for line in record.article.provenance)),
        ("entities", (_entity(entity, text, known) for entity in record.entities)),
        ("mentions", ({"entity": e.id, **_place(span, text)} for e in record.entities for span in e.mentions)),
        ("times", (_time(time, text) for time in record.times)),
        ("statements", (_statement(statement, held) for statement in record.statements)),
        ("events", (_event(event, text, names) for event in record.events)),
        ("contacts", (_contact(contact, text, names, known) for contact in record.contacts)),
        ("checks", (_check(number, check, text) for number, check in enumerate(record.checks))),
        ("wording", (_wording(wording, text) for wording in record.wording)),
    )
    for table, members in found:
        yield from ((table, {"article": held.id, **row}) for row in members)


def _article(held: Held) -> Row:
    info = held.record.article
    shared = ("key", "url", "title", "outlet", "byline", "published", "published_basis", "language", "characters")
    told: Row = {name: getattr(info, name) for name in shared}
    return {"article": held.id, **told, "reader": held.record.reader, "text": held.text}


def _place(span: Span, text: str) -> Row:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _provenance(line: Provenance, text: str) -> Row:
    return {"kind": line.kind, "outlet": line.outlet, **_place(line.span, text)}


def _entity(entity: Entity, text: str, known: Known) -> Row:
    told: Row = {name: getattr(entity, name) for name in ("name", "kind", "country", "wikidata")}
    own: Row = {"entity": entity.id, "actor": known.actors.get(entity.id), "mentions": len(entity.mentions)}
    return {**own, **told, "roles": _words(entity.roles, text)}


def _time(time: Time, text: str) -> Row:
    return {"time": time.id, "type": time.type, "value": time.value, "basis": time.basis, **_place(time.span, text)}


def _statement(statement: Statement, held: Held) -> Row:
    text, source, whole, by_hand = held.text, statement.source, hull(statement.content), held.correction_of(statement.id)
    plain = ("act", "mode", "within", "certainty", "polarity", "conditional_report", "time", "channel")
    told: Row = {name: getattr(statement, name) for name in plain}
    return {
        "statement": statement.id, "source": source.name, "source_entity": source.entity, "voice": source.voice,
        "source_words": source.span.of(text) if source.span else None, "cue": statement.cue.of(text) if statement.cue else None,
        "content": JOINT.join(_words(statement.content, text)), "start": whole.start, "end": whole.end,
        "addressee": statement.addressee.name if statement.addressee else None,
        "addressee_entity": statement.addressee.entity if statement.addressee else None, "chain": list(statement.chain), **told,
        "by_hand": by_hand is not None, "source_as_read": by_hand.source.name if by_hand else None,
    }  # fmt: skip


def _event(event: Event, text: str, names: Names) -> Row:
    return {
        "event": event.id, "type": event.type, "mode": event.mode, "trigger": event.trigger.of(text),
        "start": event.trigger.start, "end": event.trigger.end, "actors": names.all(event.actors),
        "actor_entities": list(event.actors), "recipients": names.all(event.recipients),
        "recipient_entities": list(event.recipients), "place": names.one(event.place), "time": event.time,
        "status": event.status, "according_to": list(event.according_to),
    }  # fmt: skip


def _contact(contact: Contact, text: str, names: Names, known: Known) -> Row:
    filed = known.filed.get(contact.id)
    return {
        "contact": contact.id, "event": contact.event, "channel": contact.channel, "status": contact.status, "date": contact.date,
        "participants": names.all(contact.participants), "participant_entities": list(contact.participants),
        "initiator": names.one(contact.initiator), "initiator_entity": contact.initiator, "topics": _words(contact.topics, text),
        "according_to": list(contact.according_to), "words": contact.span.of(text), "start": contact.span.start,
        "end": contact.span.end, "entry": filed.entry if filed else None,
    }  # fmt: skip


def _check(number: int, check: Check, text: str) -> Row:
    told: Row = {name: getattr(check, name) for name in ("kind", "verdict", "detail")}
    return {"check": number, **told, "words": _words(check.spans, text), "statements": list(check.statements)}


def _wording(wording: Wording, text: str) -> Row:
    return {"kind": wording.kind, "note": wording.note, **_place(wording.span, text)}


def _words(spans: Iterable[Span], text: str) -> list[str]:
    return [span.of(text) for span in spans]
