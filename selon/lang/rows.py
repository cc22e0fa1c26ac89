"""The rows of the linguistic tables."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from selon.analysis import ParagraphKind
from selon.model import Act, Certainty, Channel, EntityKind, Polarity, ProvenanceKind

Frame = Literal[
    "que", "inf", "de_inf", "a_inf", "np", "stance", "trend", "de_np", "sur_np", "a_np", "contre_np", "pour_np", "seen",
    "comme", "attr", "quote", "wh",
]  # fmt: skip
AddresseeFrame = Literal["dative", "object", "none"]
CueKind = Literal["preposition", "noun", "hedge", "modal", "impersonal"]


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A row of a linguistic table: what it finds, where that is described, and sentences it must find or leave alone."""

    id: str
    source: str = ""
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


class VerbRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A class of reporting verbs that share their act and frames; `phrases` are verbs with fixed words after them.

    `news` are frames that report only where the verb tells news: a pluperfect is background (H. Weinrich, Tempus, 1964).
    """

    lemmas: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    act: Act
    frames: tuple[Frame, ...]
    addressee: AddresseeFrame = "dative"
    certainty: Certainty | None = None
    channel: Channel | None = None
    frame_acts: Mapping[str, Act] = msgspec.field(default_factory=dict)
    agentless: tuple[str, ...] = ()
    reflexive: bool = False
    passive: bool = True
    any_subject: bool = False
    phrase_subject: bool = False
    text_subject: bool = False
    thing_object: bool = False
    person_verb: bool = False
    bare: bool = False
    only_negated: bool = False
    only_finite: bool = False
    news: tuple[Frame, ...] = ()
    after_quotation: bool = False


class CueRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words other than verbs that attribute or hedge: prepositions, nouns, adverbs, modals, impersonal phrases."""

    kind: CueKind
    forms: tuple[str, ...] = ()
    act: Act = "state"
    certainty: Certainty | None = None
    polarity: Polarity | None = None
    channel: Channel | None = None
    only_before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_sources: tuple[str, ...] = ()
    linking: bool = False
    source_inside: bool = False
    opinion: bool = False
    genitive: bool = False


class ChannelRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words beside a cue that tell the channel."""

    channel: Channel
    forms: tuple[str, ...]


class UnnamedRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Noun phrases that stand for a source without a name."""

    forms: tuple[str, ...]


class PeriphrasisRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A description that stands for an office: « le chef du gouvernement »."""

    forms: tuple[str, ...]
    role: str
    domain: tuple[str, ...] = ()


class RoleRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An office or function that heads a title or a description."""

    forms: tuple[str, ...]
    kind: EntityKind
    gender: str = ""


class FirstNamesRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """First names, parted by blanks, of one gender; an empty gender holds those that both bear."""

    gender: str
    forms: str


class ActorRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An organisation, seat of power or outlet known by name."""

    name: str
    kind: EntityKind
    forms: tuple[str, ...]
    country: str = ""
    wikidata: str = ""
    gender: str = ""
    number: str = ""
    metonym: bool = False
    channel: Channel | None = None


class CountryRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A country with its names, the words for its people, and the place that stands for its government."""

    code: str
    name: str
    article: str
    demonyms: tuple[str, ...]
    people: tuple[str, ...]
    forms: tuple[str, ...] = ()
    capital: str = ""
    government: str = ""


class LineRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pattern for a line, or the start of one, that tells where an article comes from."""

    pattern: str
    paragraph: ParagraphKind
    kind: ProvenanceKind | None = None
