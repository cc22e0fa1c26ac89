"""The table `oppositions.toml`: what opposes two contents, and what only seems to."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from selon.lang.pairs import Pair, PairRow
from selon.lang.responsibility import Responsibility

Scope = Literal["complement", "subject", "text"]
Amount = Literal["all", "some", "none", "only", "many", "few"]
Mode = Literal["necessary", "possible", "barred"]
Bound = Literal["at_least", "more", "at_most", "less", "about"]


class AntonymRow(PairRow, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Lemmas that oppose: each of `left` each of `right`, the two of each pair, and all `members` of an exclusive class."""

    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    members: tuple[str, ...] = ()


class KinRow(PairRow, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Lemmas that tell the same: they may stand for one another when two contents are aligned."""

    lemmas: tuple[str, ...]


class OperatorRow(PairRow, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that deny without a negation: their complement, their subject, or what the other text says."""

    lemmas: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    scope: Scope


class AmountRow(PairRow, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Quantifiers, restrictive and frequency adverbs by how much they claim."""

    amount: Amount
    lemmas: tuple[str, ...]


class ModalRow(PairRow, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that make what they govern necessary, possible or barred."""

    mode: Mode
    lemmas: tuple[str, ...]


class BoundRow(PairRow, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words before a number that make it a bound."""

    bound: Bound
    forms: tuple[str, ...]


class OppositionGrammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Closed classes that only a comparison asks for."""

    light: frozenset[str]
    negators: frozenset[str]
    negative_words: frozenset[str]
    restrictive: frozenset[str]
    weak: frozenset[str]
    existential: frozenset[str]
    transparent: frozenset[str]
    without: frozenset[str]
    prefixes: tuple[str, ...]
    prefix_exceptions: frozenset[str]
    numerals: Mapping[str, float]
    multipliers: Mapping[str, float]
    months: tuple[str, ...]
    percent: frozenset[str]
    places: frozenset[str]
    adding: frozenset[str]
    free: frozenset[str]
    conditional: frozenset[str]
    endings: tuple[str, ...]


class OppositionTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The table as it is written."""

    grammar: OppositionGrammar
    antonym: tuple[AntonymRow, ...]
    kin: tuple[KinRow, ...]
    operator: tuple[OperatorRow, ...]
    amount: tuple[AmountRow, ...]
    modal: tuple[ModalRow, ...]
    bound: tuple[BoundRow, ...]


class Judgement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table `judgement.toml`: the weight of each feature and the thresholds of the verdicts."""

    source: str
    threshold: float
    decisive: float
    unrelated_below: float
    agreement_from: float
    weights: Mapping[str, float]


class Oppositions(msgspec.Struct, frozen=True):
    """The table compiled for look-up by lemma or folded form; `opposites` leads from a lemma to its opposites and their row."""

    grammar: OppositionGrammar
    opposites: Mapping[str, Mapping[str, str]]
    kin: Mapping[str, frozenset[str]]
    operators: Mapping[str, OperatorRow]
    refutations: Mapping[str, OperatorRow]
    phrases: tuple[tuple[tuple[str, ...], OperatorRow], ...]
    amounts: Mapping[str, AmountRow]
    modals: Mapping[str, ModalRow]
    bounds: tuple[tuple[tuple[str, ...], BoundRow], ...]
    judgement: Judgement
    responsibility: Responsibility
    rows: tuple[PairRow, ...]
