"""The schema of a language pack: the rows of its tables, and the pack they make together."""

import re
from collections.abc import Mapping
from typing import Literal

import msgspec

from selon.analysis import Actor, ParagraphKind
from selon.model import Act, Certainty, Channel, EntityKind, Polarity, ProvenanceKind

Frame = Literal[
    "que", "inf", "de_inf", "a_inf", "np", "stance", "de_np", "sur_np", "a_np", "contre_np", "pour_np", "comme", "attr",
    "quote", "wh",
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
    """A class of reporting verbs that share their act and frames; `phrases` are verbs with fixed words after them."""

    lemmas: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    act: Act
    frames: tuple[Frame, ...]
    addressee: AddresseeFrame = "dative"
    certainty: Certainty | None = None
    channel: Channel | None = None
    reflexive: bool = False
    passive: bool = True
    any_subject: bool = False
    phrase_subject: bool = False
    text_subject: bool = False
    thing_object: bool = False
    person_verb: bool = False
    bare: bool = False
    only_negated: bool = False
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


class Grammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The closed classes of a language that the steps ask for by function."""

    complementizers: frozenset[str]
    intention_verbs: frozenset[str]
    head_roles: frozenset[str]
    relative_subjects: frozenset[str]
    infinitive_of: frozenset[str]
    infinitive_to: frozenset[str]
    interrogatives: frozenset[str]
    about: frozenset[str]
    against: frozenset[str]
    towards: frozenset[str]
    for_: frozenset[str]
    as_: frozenset[str]
    like: frozenset[str]
    purpose_governors: frozenset[str]
    no_agents: frozenset[str]
    agent: frozenset[str]
    dative: frozenset[str]
    negations: frozenset[str]
    weak_negations: frozenset[str]
    full_negations: frozenset[str]
    negative_determiners: frozenset[str]
    reflexives: frozenset[str]
    third_reflexives: frozenset[str]
    adverbial_clitics: frozenset[str]
    subject_clitics: frozenset[str]
    dative_clitics: frozenset[str]
    object_clitics: frozenset[str]
    first_person: frozenset[str]
    generic_subjects: frozenset[str]
    conditional_if: frozenset[str]
    gerund_markers: frozenset[str]
    conjunctions: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    possessive: frozenset[str]
    demonstratives: frozenset[str]
    anaphors: frozenset[str]
    plural_anaphors: frozenset[str]
    name_particles: frozenset[str]
    stance_nouns: frozenset[str]
    speaking_nouns: frozenset[str]
    auxiliaries: frozenset[str]
    so_adverbs: frozenset[str]
    partitives: frozenset[str]
    sequence_markers: frozenset[str]
    conjunction_heads: frozenset[str]
    free_relatives: frozenset[str]
    collectives: frozenset[str]
    connectives: frozenset[str]
    hypernyms: Mapping[str, frozenset[str]]
    penalties: frozenset[str]
    country_nouns: frozenset[str]
    genitive: tuple[str, str]
    vowels: str
    objections: frozenset[str]
    near_future: frozenset[str]
    attribute_prepositions: frozenset[str]
    opinion_verbs: frozenset[str]
    governments: frozenset[str]
    quantities: frozenset[str]
    gerund_suffixes: tuple[str, ...]
    infinitive_endings: tuple[str, ...]
    future_stems: tuple[str, ...]
    endings_of_conditional: tuple[str, ...]
    unreal_governors: frozenset[str]
    real_governors: frozenset[str]
    neuter_subjects: frozenset[str]
    day_names: frozenset[str]
    wish_verbs: frozenset[str]
    modal_verbs: frozenset[str]
    openers: frozenset[str]
    place_prepositions: frozenset[str]
    civil_titles: frozenset[str]
    site_nouns: frozenset[str]
    peers: frozenset[str]
    latter: frozenset[str]
    latter_pronouns: frozenset[str]
    unnamed_agent: str
    contrast_markers: frozenset[str]
    conditional_suffixes: tuple[str, ...]
    euphonic: frozenset[str]
    legal_texts: frozenset[str]
    coordinator: str


class Segmentation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the segmenter needs: words that end in a full stop, and lines that tell the provenance."""

    abbreviations: frozenset[str]
    final_letters: frozenset[str]
    whole_lines: tuple[LineRow, ...]
    line_starts: tuple[LineRow, ...]


class TaggerTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which installed model lends its tokenizer and vectors, and which elided words stay whole before a blank."""

    model: str
    elided: tuple[str, ...]
    complementizers: frozenset[str]
    reflexives: frozenset[str]
    infinitive_auxiliaries: frozenset[str]
    surname_particles: tuple[str, ...]
    not_first_names: frozenset[str]


class LanguageTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table `language.toml`."""

    language: str
    source: str
    tagger: TaggerTable
    grammar: Grammar
    segmentation: Segmentation


class LineRule(msgspec.Struct, frozen=True):
    """A compiled LineRow."""

    pattern: re.Pattern[str]
    paragraph: ParagraphKind
    kind: ProvenanceKind | None


class Layouts(msgspec.Struct, frozen=True):
    """A compiled Segmentation."""

    abbreviations: frozenset[str]
    final_letters: frozenset[str]
    whole_lines: tuple[LineRule, ...]
    line_starts: tuple[LineRule, ...]


class Gazetteer(msgspec.Struct, frozen=True):
    """Names and roles by folded form: `actors` and `roles` by their words, `demonyms` to country codes."""

    actors: Mapping[str, Actor]
    openers: frozenset[str]
    longest: int
    roles: Mapping[str, RoleRow]
    role_words: Mapping[str, frozenset[str]]
    demonyms: Mapping[str, str]
    people: Mapping[str, str]
    countries: Mapping[str, CountryRow]


class Pack(msgspec.Struct, frozen=True):
    """A language: its grammar, its tables compiled for look-up, and the digest of the files they came from."""

    language: str
    tagger: TaggerTable
    digest: str
    grammar: Grammar
    layouts: Layouts
    verbs: Mapping[str, tuple[VerbRow, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], VerbRow], ...]]
    cues: tuple[CueRow, ...]
    openings: Mapping[str, tuple[tuple[tuple[str, ...], CueRow], ...]]
    channels: tuple[ChannelRow, ...]
    unnamed: Mapping[str, UnnamedRow]
    periphrases: tuple[PeriphrasisRow, ...]
    hypernyms: Mapping[str, frozenset[str]]
    gazetteer: Gazetteer
    rows: tuple[Row, ...]
