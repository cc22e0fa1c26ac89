"""The table `language.toml`: the closed classes of a language, its tagger, and how its news are laid out."""

import re
from collections.abc import Mapping

import msgspec

from selon.analysis import ParagraphKind
from selon.lang.rows import LineRow
from selon.model import ProvenanceKind


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
    object_control: frozenset[str]
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
    locative_clitics: frozenset[str]
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
    plural_possessive: frozenset[str]
    demonstratives: frozenset[str]
    anaphors: frozenset[str]
    plural_anaphors: frozenset[str]
    name_particles: frozenset[str]
    stance_nouns: frozenset[str]
    trend_nouns: frozenset[str]
    told_nouns: frozenset[str]
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
    national_bodies: frozenset[str]
    comment_markers: frozenset[str]
    letters: frozenset[str]
    interview_verbs: frozenset[str]
    speaking_verbs: frozenset[str]
    pairs: frozenset[str]
    recalling_roles: frozenset[str]
    stressing: frozenset[str]
    stressed: frozenset[str]
    directions: frozenset[str]
    contractions: Mapping[str, str]
    naming_prepositions: frozenset[str]
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
    having: frozenset[str]
    participle_endings: tuple[str, ...]
    adverbials: tuple[tuple[str, ...], ...]
    clitics: frozenset[str]
    like: frozenset[str]
    demonstratives: frozenset[str]
    inverted_clitics: frozenset[str]
    surname_particles: tuple[str, ...]
    name_prefixes: tuple[str, ...]
    not_first_names: frozenset[str]
    stand_ins: tuple[str, ...]


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
