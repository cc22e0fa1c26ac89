"""How much two passages of a story have in common: stems weighted by how rare they are in it, actors, telling.

The share is that of the common weight in the two, as a cosine of weights that are either there or not (G. Salton, C. Buckley,
Term-weighting approaches in automatic text retrieval, 1988). It proposes pairs; it never tells that two contradict each other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import log, sqrt

import msgspec

from selon.corpus.accounts.drafts import Draft
from selon.lang.telling import Telling
from selon.span import Span
from selon.stems import terms

_LEAST_LETTERS = 3
_ACTOR, _TOLL = 1.2, 1.0
_LEAST_SHARE = 0.15
_FEW = 4


class Likeness(msgspec.Struct, frozen=True):
    """Two passages by their places in the story, and what they have in common.

    `share` runs from 0 to 1; `rarity` is the common weight, counted in terms that no other passage has; `terms` is their number.
    """

    a: int
    b: int
    share: float
    rarity: float
    terms: int


class Profile(msgspec.Struct, frozen=True):
    """The terms of a passage: `@` and an actor, `#` and a toll, else a stem; `about` are those it leaves to be understood."""

    words: frozenset[str]
    about: frozenset[str]


def profiles(drafts: Sequence[Draft], telling: Telling) -> tuple[Profile, ...]:
    """The terms of each passage."""
    return tuple(Profile(_words(draft, telling), frozenset(f"@{actor}" for actor in draft.about)) for draft in drafts)


def _words(draft: Draft, telling: Telling) -> frozenset[str]:
    """The stems of a passage; names are kept as actors, figures as what they count, and what office one holds is left out."""
    apart = (*(span for span, _ in draft.named), *draft.described, *(Span(f.start, f.end) for f in draft.figures))
    found = terms(draft.text, telling.language)
    kept = {term.stem for term in found if not any(span.start <= term.start < span.end for span in apart)}
    actors, tolls = {f"@{actor}" for _, actor in draft.named}, {f"#{figure.toll}" for figure in draft.figures}
    return frozenset(actors | tolls | {stem for stem in kept - telling.light if stem.isdigit() or len(stem) >= _LEAST_LETTERS})


def weights(found: Sequence[Profile]) -> Mapping[str, float]:
    """The weight of each term: how rare it is among the passages of the story; one that all have weighs nothing."""
    count = Counter(word for profile in found for word in profile.words)
    return {word: _weight(word, n, len(found) + 1) for word, n in count.items()}


def _weight(word: str, holders: int, all_told: int) -> float:
    """A toll weighs as if it were told once: that a story counts its dead often makes the count no less telling."""
    if word.startswith("#"):
        return _TOLL * log(all_told)
    return log(all_told / holders) * (_ACTOR if word.startswith("@") else 1.0)


def alike(found: Sequence[Profile], weight: Mapping[str, float]) -> Iterator[Likeness]:
    """The pairs of passages that have a toll or two terms, and a good part of their weight in common."""
    whole = [_squares(profile.words, weight) for profile in found]
    for a, b in _meeting(found, weight):
        x, y = found[a], found[b]
        of_x = x.words & (y.words | y.about)
        of_y = y.words & (x.words | x.about)
        is_counted = any(word.startswith("#") for word in of_x)
        if (len(of_x | of_y) < 2 and not is_counted) or not whole[a] or not whole[b]:
            continue
        share = sqrt(_squares(of_x, weight) / whole[a] * _squares(of_y, weight) / whole[b])
        if share >= _LEAST_SHARE:
            mass = sum(weight.get(word, 0.0) for word in sorted(of_x | of_y))
            yield Likeness(a, b, share, mass / log(len(found) + 1), len(of_x | of_y))


def _squares(words: Iterable[str], weight: Mapping[str, float]) -> float:
    """Summed in one order, so that the last digit does not hang on the order of a set."""
    return sum(weight.get(word, 0.0) ** 2 for word in sorted(words))


def _meeting(found: Sequence[Profile], weight: Mapping[str, float]) -> list[tuple[int, int]]:
    """The pairs that share one of the rarer terms of either."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, profile in enumerate(found):
        for word in profile.words | profile.about:
            holders[word].append(at)
    common = len(found) / 3
    rare = (at for word, at in holders.items() if len(at) <= max(common, _FEW) or word.startswith("#"))
    return sorted({pair for at in rare for pair in combinations(at, 2)})
