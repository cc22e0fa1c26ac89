"""The table `evidence.toml`: what governs the standing of an event, and the constructions that grammar alone tells."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from selon.lang.lookup import by_key, by_word, named, refuse_twins
from selon.lang.rows import Row
from selon.model import Act, EventStatus

Complement = Literal["clause", "question", "infinitive", "object", "subject", "of", "to", "other"]
Part = Literal["verb", "noun", "adjective"]
Construction = Literal[
    "negation", "negative-determiner", "future", "near-future", "future-in-past", "reporting-conditional", "hypothetical",
    "condition", "question", "subjunctive", "infinitive", "attribution", "hedge",
]  # fmt: skip




class GovernorRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that give what they govern its standing: `lemmas` by themselves, `phrases` with the words before the last.

    `negated` is the standing under their negation where the two do not simply add up, `perfect` that of an infinitive in the
    perfect; `presupposes` says that nothing further out touches what they govern; `only` are the lemmas that they govern so.
    """

    part: Part
    lemmas: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    takes: tuple[Complement, ...]
    status: EventStatus
    negated: EventStatus | None = None
    perfect: EventStatus | None = None
    presupposes: bool = False
    reflexive: bool | None = None
    only: tuple[str, ...] = ()
    indefinite: bool = False


class ModifierRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Adjectives and determiners beside a noun that give it its standing."""

    lemmas: tuple[str, ...]
    status: EventStatus


class LinkRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Prepositions and conjunctions that give what they introduce its standing; `perfect` as in GovernorRow."""

    forms: tuple[str, ...]
    takes: tuple[Literal["infinitive", "noun", "clause"], ...]
    status: EventStatus
    perfect: EventStatus | None = None
    indefinite: bool = False


class SupportRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Verbs through which an event noun happens or is carried out: the noun stands as they do, their negation included."""

    lemmas: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    takes: tuple[Complement, ...]


class ActRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The standing of what a reporting verb of an act says, by the kind of complement that says it."""

    act: Act
    takes: tuple[Complement, ...]
    status: EventStatus
    perfect: EventStatus | None = None
    presupposes: bool = False


class ConstructionRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A construction that the grammar of a language tells without a word of its own, asked for by its id."""

    construction: Construction
    status: EventStatus


class EvidenceTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table `evidence.toml`; `concessive` and `comparing` stand before a conditional *if* that sets no condition."""

    concessive: frozenset[str]
    comparing: frozenset[str]
    restrictive: frozenset[str]
    negative_openers: frozenset[str]
    endings_of_future: frozenset[str]
    governor: tuple[GovernorRow, ...]
    modifier: tuple[ModifierRow, ...]
    link: tuple[LinkRow, ...]
    support: tuple[SupportRow, ...]
    act: tuple[ActRow, ...]
    construction: tuple[ConstructionRow, ...]


class Evidence(msgspec.Struct, frozen=True):
    """A compiled EvidenceTable: governors and supports by lemma, or by the last word of a phrase; links by their last word."""

    concessive: frozenset[str]
    comparing: frozenset[str]
    restrictive: frozenset[str]
    negative_openers: frozenset[str]
    endings_of_future: frozenset[str]
    governors: Mapping[str, tuple[GovernorRow, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], GovernorRow], ...]]
    modifiers: Mapping[str, ModifierRow]
    links: Mapping[str, tuple[tuple[tuple[str, ...], LinkRow], ...]]
    supports: Mapping[str, tuple[SupportRow, ...]]
    support_phrases: Mapping[str, tuple[tuple[tuple[str, ...], SupportRow], ...]]
    acts: Mapping[tuple[Act, Complement], ActRow]
    constructions: Mapping[Construction, ConstructionRow]


def evidence_rows(compiled: Evidence) -> tuple[Row, ...]:
    """Every row of a compiled table, each once."""
    grouped = (*compiled.governors.values(), *compiled.supports.values())
    paired = (*compiled.phrases.values(), *compiled.links.values(), *compiled.support_phrases.values())
    single = (*compiled.modifiers.values(), *compiled.acts.values(), *compiled.constructions.values())
    rows = (*(row for rows in grouped for row in rows), *(row for rows in paired for _, row in rows), *single)
    return tuple({row.id: row for row in rows}.values())


def evidence(table: EvidenceTable, where: str) -> Evidence:
    """The compiled table, its row ids led by `where`; raises PackError on an id that stands twice."""
    governors, links, supports = named(table.governor, where), named(table.link, where), named(table.support, where)
    modifiers, acts = named(table.modifier, where), named(table.act, where)
    constructions = named(table.construction, where)
    refuse_twins((*governors, *modifiers, *links, *supports, *acts, *constructions))
    return Evidence(
        concessive=table.concessive,
        comparing=table.comparing,
        restrictive=table.restrictive,
        negative_openers=table.negative_openers,
        endings_of_future=table.endings_of_future,
        governors=by_key((lemma, row) for row in governors for lemma in row.lemmas),
        phrases=by_word(((phrase, row) for row in governors for phrase in row.phrases), -1),
        modifiers={lemma: row for row in modifiers for lemma in row.lemmas},
        links=by_word(((form, row) for row in links for form in row.forms), -1),
        supports=by_key((lemma, row) for row in supports for lemma in row.lemmas),
        support_phrases=by_word(((phrase, row) for row in supports for phrase in row.phrases), 0),
        acts={(row.act, taken): row for row in acts for taken in row.takes},
        constructions={row.construction: row for row in constructions},
    )
