"""From oppositions to a verdict: a sum of named features, each of which a reason explains."""

from collections.abc import Iterator, Mapping, Sequence
from math import exp

import msgspec

from selon.analysis import Words
from selon.lang.oppositions import Judgement
from selon.opposition.factual import alternatives, numbers, other_agents, swapped, times
from selon.opposition.lexical import adpositions, amounts, antonyms, denials, exclusives, modality, one_sided, polarity
from selon.opposition.matching import Match
from selon.opposition.responsibility import responsibilities, settled
from selon.opposition.scope import denied_matter
from selon.opposition.values import Comparison, ComparisonVerdict, Opposed, Passage, Reason

RULES = (
    polarity, one_sided, antonyms, adpositions, amounts, exclusives, modality, denials, numbers, times, swapped, other_agents,
    responsibilities, alternatives,
)  # fmt: skip
_SURE = frozenset({"polarity", "antonym", "number", "date", "quantifier", "modality", "swapped_roles", "exclusive_role", "place"})
_WORDED = frozenset({"polarity", "denial"})
_OPPOSED_FROM = 0.5


def oppositions(match: Match) -> list[Opposed]:
    """All oppositions between two contents, strongest first, one for each kind and pair of words."""
    found: dict[object, Opposed] = {}
    in_a, in_b = settled(match)
    for rule in RULES:
        for item in rule(match):
            if item.kind in _WORDED and (in_a & set(item.a) or in_b & set(item.b)):
                continue
            key = item.kind, item.a, item.b
            if item.weight > 0 and (key not in found or found[key].weight < item.weight):
                found[key] = item
    return sorted(found.values(), key=lambda item: (-item.weight, item.kind, item.a, item.b))


def features(match: Match, found: Sequence[Opposed]) -> dict[str, float]:
    """The features by name: the strongest opposition of each kind, and how much of the two contents is aligned."""
    strongest: dict[str, float] = {}
    for item in found:
        name = "one_sided" if item.row == "one-sided" else item.kind
        strongest[name] = max(strongest.get(name, 0.0), item.weight)
    sure = [item for item in found if item.kind in _SURE and item.a and item.b]
    decisive = max((item.weight * match.told((*item.a, *item.b)) for item in sure), default=0.0)
    decisive = max(decisive, strongest.get("responsibility", 0.0))
    told = {"shared": match.alignment.shared, "covered": match.alignment.covered, "denied_matter": denied_matter(match)}
    return {**strongest, **told, "decisive": decisive}


def judge(match: Match, judgement: Judgement) -> Comparison:
    """The verdict on two contents with its reasons; `score` is the estimated probability of a contradiction."""
    found = oppositions(match)
    named = features(match, found)
    total = sum(judgement.weights.get(name, 0.0) * value for name, value in named.items())
    score = 1 / (1 + exp(-total - judgement.weights["bias"]))
    reasons = tuple(_reasons(match, found))
    return Comparison(_verdict(named, score, found, judgement), round(score, 3), round(match.alignment.shared, 3), reasons)


def contradicts(named: Mapping[str, float], score: float, judgement: Judgement) -> bool:
    """Whether features and their score make a contradiction: enough in common, and a high score or one decisive opposition."""
    related = named["shared"] >= judgement.unrelated_below
    return related and (score >= judgement.threshold or named["decisive"] >= judgement.decisive)


def _verdict(named: Mapping[str, float], score: float, found: Sequence[Opposed], judgement: Judgement) -> ComparisonVerdict:
    if named["shared"] < judgement.unrelated_below:
        return "unrelated"
    if found and contradicts(named, score, judgement):
        return "contradiction"
    opposed = any(item.weight >= _OPPOSED_FROM for item in found)
    return "agreement" if named["shared"] >= judgement.agreement_from and not opposed else "unknown"


def _reasons(match: Match, found: Sequence[Opposed]) -> Iterator[Reason]:
    for item in found:
        a, b = _passages(match.a.words, item.a), _passages(match.b.words, item.b)
        yield Reason(item.kind, a, b, item.row, item.detail, round(item.weight, 3))


def _passages(words: Words, tokens: Sequence[int]) -> tuple[Passage, ...]:
    return tuple(Passage(words.start[t], words.end[t], words.text[words.start[t] : words.end[t]]) for t in tokens)


def mirrored(comparison: Comparison) -> Comparison:
    """The same comparison with the two texts the other way round."""
    swapped_reasons = tuple(msgspec.structs.replace(reason, a=reason.b, b=reason.a) for reason in comparison.reasons)
    return msgspec.structs.replace(comparison, reasons=swapped_reasons)
