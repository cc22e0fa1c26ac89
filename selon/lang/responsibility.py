"""The table `responsibility.toml`: words that set somebody behind an event, or clear them of it."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from selon.lang.lookup import by_key, named, refuse_twins
from selon.lang.pairs import PairRow

Place = Literal["subject", "holder", "object", "epithet", "governed", "of", "to", "in", "with", "for", "behind"]


class ResponsibilityRow(PairRow, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words for being behind an event: where the one who is stands (`side`), where the event stands (`event`), first come first.

    `subject` is that of the word as a predicate, `holder` that of the verb whose object the word is (« nie toute implication »).
    `clears` that the word tells the contrary, `sole` that nobody else can be meant too, `told` that it is an accusation or a
    claim of somebody's. `case` are the prepositions one of which the word must have, `beside` words one of which must be its head
    or stand beneath it.
    """

    lemmas: tuple[str, ...]
    side: tuple[Place, ...]
    event: tuple[Place, ...]
    clears: bool = False
    sole: bool = False
    told: bool = False
    case: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


class ResponsibilityWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Closed classes: nouns of a state's own bodies, what may tell one event, verbs that hand their object on as a subject.

    `modes` are modes of ASSAULT in `scheme.toml` whose nouns may tell one event; `broad` are nouns that may name any such event.
    `doubts` are words whose complement is left open; `proofs` those that deny their complement where they are denied;
    `parts` are nouns for a part of an event: its preparation, its execution.
    """

    states: frozenset[str]
    modes: frozenset[str]
    blows: frozenset[str]
    broad: frozenset[str]
    control: frozenset[str]
    doubts: frozenset[str]
    proofs: frozenset[str]
    parts: frozenset[str]
    selves: frozenset[str]
    slots: Mapping[Place, frozenset[str]]


class ResponsibilityTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The table as it is written."""

    words: ResponsibilityWords
    responsibility: tuple[ResponsibilityRow, ...]


class Responsibility(msgspec.Struct, frozen=True):
    """The table compiled for look-up by lemma or form."""

    words: ResponsibilityWords
    lemmas: Mapping[str, tuple[ResponsibilityRow, ...]]
    rows: tuple[ResponsibilityRow, ...]


def compile_responsibility(table: ResponsibilityTable, where: str) -> Responsibility:
    """The table with its rows named `where#id`; raises PackError where an id stands twice."""
    rows = named(table.responsibility, where)
    refuse_twins(rows)
    return Responsibility(table.words, by_key((lemma, row) for row in rows for lemma in row.lemmas), rows)
