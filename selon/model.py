"""Every value of a record (contract `selon/1`), frozen: spans and ids, no prose."""

from typing import Literal

import msgspec

from selon.span import Span

SCHEMA = "selon/1"

PublishedBasis = Literal["given", "metadata", "inferred"]
ProvenanceKind = Literal["byline", "source_line", "agency", "translation"]
EntityKind = Literal["person", "government", "organization", "outlet", "country", "place", "group", "people"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
TimeBasis = Literal["absolute", "publication", "previous", "event", "inferred"]
Voice = Literal["named", "unnamed", "author"]
Mode = Literal["direct", "mixed", "indirect", "reported_act"]
Act = Literal[
    "state", "announce", "reply", "accuse", "deny", "condemn", "warn", "threaten", "demand", "promise", "praise",
    "condole", "speculate", "ask", "decide", "estimate",
]  # fmt: skip
Certainty = Literal["stated", "probable", "possible", "conditional", "planned", "unknown"]
Polarity = Literal["+", "-"]
Channel = Literal["phone", "meeting", "letter", "press", "social", "interview"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
EventStatus = Literal["asserted", "reported", "denied", "possible", "planned", "conditional", "negated", "unknown"]
ContactChannel = Literal["meeting", "phone", "visit", "letter", "negotiation", "other"]
ContactStatus = Literal["held", "planned", "refused", "ended", "denied", "possible"]
CheckVerdict = Literal["consistent", "inconsistent", "disputed", "unknown"]
WordingKind = Literal["loaded_name", "euphemism", "disqualification", "legal_label", "evaluation", "distance"]


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A part of a record; unknown fields are refused when one is decoded.

    It never leads back to itself, so the garbage collector need not walk through it: a ledger holds thousands at once.
    """


class Provenance(Value, frozen=True):
    """A line of the article that says where it comes from, with the outlet it names."""

    span: Span
    kind: ProvenanceKind
    outlet: str | None = None


class ArticleInfo(Value, frozen=True):
    """What is known of the article itself; `id` is the digest of its text, `published` is ISO 8601, partial allowed."""

    id: str
    language: str
    characters: int
    key: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    published_basis: PublishedBasis | None = None
    provenance: tuple[Provenance, ...] = ()


class Entity(Value, frozen=True):
    """One who or which is spoken of, under one canonical name, with every mention in the article."""

    id: str
    name: str
    kind: EntityKind
    country: str | None = None
    wikidata: str | None = None
    roles: tuple[Span, ...] = ()
    mentions: tuple[Span, ...] = ()


class Time(Value, frozen=True):
    """A time expression with its TIMEX3 type and value."""

    id: str
    span: Span
    type: TimeType
    value: str
    basis: TimeBasis


class Source(Value, frozen=True):
    """Who a statement is attributed to, as resolved (`name`, `entity`) and as it stands there (`span`)."""

    voice: Voice
    entity: str | None = None
    name: str | None = None
    span: Span | None = None


class Addressee(Value, frozen=True):
    """Whom a statement is addressed to."""

    entity: str | None
    name: str


class Statement(Value, frozen=True):
    """One attribution: who says or does what in words, to whom, within whose words and how surely."""

    id: str
    source: Source
    cue: Span | None
    content: tuple[Span, ...]
    mode: Mode
    act: Act
    addressee: Addressee | None = None
    within: str | None = None
    chain: tuple[str, ...] = ()
    certainty: Certainty = "stated"
    polarity: Polarity = "+"
    conditional_report: bool = False
    time: str | None = None
    channel: Channel | None = None


class Event(Value, frozen=True):
    """Something that is told to happen, with its standing relative to who tells it."""

    id: str
    type: EventType
    trigger: Span
    mode: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    time: str | None = None
    status: EventStatus = "asserted"
    according_to: tuple[str, ...] = ()


class Contact(Value, frozen=True):
    """A call, meeting, visit, letter or negotiation between sides."""

    id: str
    span: Span
    channel: ContactChannel
    event: str | None = None
    participants: tuple[str, ...] = ()
    initiator: str | None = None
    date: str | None = None
    topics: tuple[Span, ...] = ()
    status: ContactStatus = "held"
    according_to: tuple[str, ...] = ()


class Check(Value, frozen=True):
    """A comparison that a careful editor would make, with its verdict."""

    kind: str
    spans: tuple[Span, ...]
    verdict: CheckVerdict
    statements: tuple[str, ...] = ()
    detail: str | None = None


class Wording(Value, frozen=True):
    """Words that take a side, labelled as words."""

    span: Span
    kind: WordingKind
    note: str | None = None


class Record(Value, frozen=True):
    """All that was read in one article."""

    schema: str
    reader: str
    article: ArticleInfo
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    contacts: tuple[Contact, ...] = ()
    checks: tuple[Check, ...] = ()
    wording: tuple[Wording, ...] = ()


class Decision(Value, frozen=True):
    """One rule that spoke at a span: which row, on which field, and whether it was kept or refused and why."""

    span: Span
    row: str
    field: str
    kept: bool
    why: str = ""


class Article(Value, frozen=True):
    """What the reader is given: a text already normalised, and what the caller knows of it.

    `byline`, `modified` (ISO 8601) and `links` (absolute addresses) are what its page or row told beside the text.
    """

    text: str
    key: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    byline: str | None = None
    modified: str | None = None
    links: tuple[str, ...] = ()


class Reading(Value, frozen=True):
    """A record with the text it points into and the decisions that led to it, in text order."""

    text: str
    record: Record
    decisions: tuple[Decision, ...] = ()


class Corrected(Value, frozen=True):
    """A statement whose speaker a person has corrected: its id, the source as it was read, and the ruling's number."""

    statement: str
    source: Source
    ruling: int


class Held(Value, frozen=True):
    """An article as a desk holds it: its id there, the text that all spans point into, and what was read in it.

    `byline` and `links` are what its page told beside the text: they lie outside of it, and no span points at them.
    What people have `corrected` is laid over the record.
    """

    id: str
    text: str
    record: Record
    byline: str | None = None
    links: tuple[str, ...] = ()
    corrected: tuple[Corrected, ...] = ()

    def correction_of(self, statement: str) -> Corrected | None:
        """How a person has corrected a statement, by its id."""
        return next((one for one in self.corrected if one.statement == statement), None)
