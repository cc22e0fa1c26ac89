"""A passage before it is judged: its words in one piece, who speaks, and what stands in it."""

from typing import Literal, NamedTuple

import msgspec

from selon.corpus.accounts.figures import Figure
from selon.corpus.accounts.values import PassageKind
from selon.model import Contact, Event
from selon.span import Span

Force = Literal["assertive", "directive", "commissive", "expressive"]
Key = tuple[str, int, int]


class Dated(NamedTuple):
    """A day (ISO 8601) that a passage names, and where."""

    day: str
    span: Span


class Told(NamedTuple):
    """An event of a passage, its actors as the desk knows them, and its day where one is told."""

    event: Event
    actors: frozenset[str]
    recipients: frozenset[str]
    dated: Dated | None


class Met(NamedTuple):
    """A contact of a passage, with the desk's actors."""

    contact: Contact
    participants: frozenset[str]
    initiator: str | None


class Draft(msgspec.Struct, frozen=True):
    """Words of one article that may assert or deny something.

    `spans` are code points of the article, `text` is what they cover with one blank between them; `denied` tells that whoever
    speaks denies the text as a whole, by the words `denial`, `negated` that the text is itself a negation; `teller`
    is the voice of the outlet; `about` are actors that the words leave to be understood (whoever
    speaks, to whom, who acts); `named` are actors by where they stand
    in `text`, `described` the words that tell what office somebody holds.
    """

    article: str
    kind: PassageKind
    spans: tuple[Span, ...]
    text: str
    chain: tuple[str, ...]
    voice: str
    outlet: str
    teller: str
    force: Force
    id: str | None = None
    published: str | None = None
    denied: bool = False
    negated: bool = False
    denial: tuple[Span, ...] = ()
    hearsay: bool = False
    opinion: bool = False
    about: frozenset[str] = frozenset()
    named: tuple[tuple[Span, str], ...] = ()
    described: tuple[Span, ...] = ()
    events: tuple[Told, ...] = ()
    contacts: tuple[Met, ...] = ()
    dates: tuple[Dated, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def key(self) -> Key:
        """What orders passages whatever order their articles came in."""
        return self.article, self.spans[0].start, self.spans[-1].end

    def located(self, start: int, end: int) -> tuple[Span, ...]:
        """Where code points of `text` stand in the article, in order."""
        found, at = [], 0
        for span in self.spans:
            low, high = max(start, at), min(end, at + len(span))
            if low < high:
                found.append(Span(span.start + low - at, span.start + high - at))
            at += len(span) + 1
        return tuple(found)

    def within(self, span: Span) -> Span | None:
        """Where a span of the article stands in `text`; None where the passage does not cover it."""
        at = 0
        for own in self.spans:
            if own.covers(span):
                return Span(at + span.start - own.start, at + span.end - own.start)
            at += len(own) + 1
        return None
