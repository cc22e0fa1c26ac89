"""Articles as a desk holds them, made without the reader: a text and the words in it that are entities, times and contacts."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from selon.model import SCHEMA, ArticleInfo, Contact, ContactChannel, ContactStatus, Entity, EntityKind, Held, Record, Time
from selon.span import Span


class Who(NamedTuple):
    """An entity by the words that name it in the text, its name first."""

    names: Sequence[str]
    kind: EntityKind = "person"
    country: str | None = None
    roles: Sequence[str] = ()
    wikidata: str | None = None


class Met(NamedTuple):
    """A contact by its word in the text, between entities by their place in the list (from 0)."""

    word: str
    between: Sequence[int]
    date: str | None = None
    channel: ContactChannel = "phone"
    status: ContactStatus = "held"
    initiator: int | None = None
    topics: Sequence[str] = ()


def span_of(text: str, words: str) -> Span:
    """Where words stand for the first time."""
    start = text.index(words)
    return Span(start, start + len(words))


def held(
    text: str, who: Sequence[Who], published: str | None, met: Sequence[Met] = (), times: Mapping[str, str] | None = None,
    outlet: str = "Le Phare",
) -> Held:  # fmt: skip
    """The article, its id the digest of outlet, day and text."""
    entities = tuple(_entity(text, number, found) for number, found in enumerate(who, start=1))
    record = Record(
        schema=SCHEMA,
        reader="made",
        article=ArticleInfo(id="", language="fr", characters=len(text), outlet=outlet, published=published),
        entities=entities,
        times=tuple(
            Time(f"T{number}", span_of(text, words), "DATE", value, "absolute")
            for number, (words, value) in enumerate((times or {}).items(), start=1)
        ),
        contacts=tuple(_contact(text, number, found) for number, found in enumerate(met, start=1)),
    )
    return Held(hashlib.sha256(f"{outlet}{published}{text}".encode()).hexdigest()[:12], text, record)


def _alone(text: str, name: str, names: Sequence[str]) -> Span:
    """Where a name stands for the first time outside a longer one."""
    longer = [span_of(text, other) for other in names if other in text and name in other and name != other]
    at = 0
    while any(other.covers(Span(start := text.index(name, at), start + len(name))) for other in longer):
        at = start + 1
    start = text.index(name, at)
    return Span(start, start + len(name))


def _entity(text: str, number: int, found: Who) -> Entity:
    mentions = tuple(sorted({_alone(text, name, found.names) for name in found.names if name in text}))
    roles = tuple(span_of(text, role) for role in found.roles)
    return Entity(f"E{number}", found.names[0], found.kind, found.country, found.wikidata, roles, mentions)


def _contact(text: str, number: int, found: Met) -> Contact:
    return Contact(
        id=f"C{number}",
        span=span_of(text, found.word),
        channel=found.channel,
        participants=tuple(f"E{place + 1}" for place in found.between),
        initiator=f"E{found.initiator + 1}" if found.initiator is not None else None,
        date=found.date,
        topics=tuple(span_of(text, topic) for topic in found.topics),
        status=found.status,
    )
