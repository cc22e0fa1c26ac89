"""How much two passages of a story have in common: stems weighted by how rare they are in it, actors, telling.

The share is that of the common weight in the two, as a cosine of weights that are either there or not (G. Salton, C. Buckley,
Term-weighting approaches in automatic text retrieval, 1988). It proposes pairs; it never tells that two contradict each other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import fsum, log, sqrt

import msgspec

from selon.corpus.accounts.drafts import Draft
from selon.lang.telling import Telling
from selon.span import Span
from selon.stems import Term, terms

_LEAST_LETTERS = 3
_ACTOR, _TOLL = 1.2, 1.0
_LEAST_SHARE = 0.15
_RARE, _FEW = 0.1, 12


class Likeness(msgspec.Struct, frozen=True):
    """Two passages by their places in the story, and what they have in common.

    `share` runs from 0 to 1, and so does `cover`, the part of the shorter one; `rarity` is the common weight, counted in terms
    that no other passage has; `terms` is their number. `is_marked` tells that single words
    may oppose: a negation on one side only, antonyms, numbers on both.
    """

    a: int
    b: int
    share: float
    cover: float
    rarity: float
    terms: int
    is_marked: bool


class Profile(msgspec.Struct, frozen=True):
    """The terms of a passage: `@` and an actor, `#` and a toll, else a stem; `about` are those it leaves to be understood.

    `numbers` are among the words: they make two passages more alike where they are the same, and no less so where they differ.
    `negates` tells whether a word may deny something, `opposites` are the stems that oppose one of the words.
    """

    words: frozenset[str]
    about: frozenset[str]
    numbers: frozenset[str]
    negates: bool
    opposites: frozenset[str]


def profiles(drafts: Sequence[Draft], telling: Telling) -> tuple[Profile, ...]:
    """The terms of each passage."""
    return tuple(_profile(draft, telling) for draft in drafts)


def _profile(draft: Draft, telling: Telling) -> Profile:
    """The stems of a passage; names are kept as actors, figures as what they count, and what office one holds is left out."""
    apart = (*(span for span, _ in draft.named), *draft.described, *(Span(f.start, f.end) for f in draft.figures))
    found = terms(draft.text, telling.language)
    stems = frozenset(word for word, at in _joined(found) if not any(span.start <= at < span.end for span in apart))
    actors, tolls = {f"@{actor}" for _, actor in draft.named}, {f"#{figure.toll}" for figure in draft.figures}
    told = {word for word in stems - telling.light if word.isdigit() or len(word) >= _LEAST_LETTERS}
    return Profile(
        words=frozenset(actors | tolls | told),
        about=frozenset(f"@{actor}" for actor in draft.about),
        numbers=frozenset(word for word in told if word.isdigit() or word in telling.number_stems),
        negates=not stems.isdisjoint(telling.negative),
        opposites=frozenset(other for word in told for other in telling.opposites.get(word, ())),
    )


def _joined(found: Sequence[Term]) -> Iterator[tuple[str, int]]:
    """The stems with where they stand; the groups of digits of one number are one."""
    at = 0
    while at < len(found):
        last = at
        while last + 1 < len(found) and found[last].stem.isdigit() and _goes_on(found[last], found[last + 1]):
            last += 1
        yield "".join(term.stem for term in found[at : last + 1]), found[at].start
        at = last + 1


def _goes_on(term: Term, following: Term) -> bool:
    return following.stem.isdigit() and following.start == term.end + 1


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
    whole = [_squares(profile.words - profile.numbers, weight) for profile in found]
    for a, b in _meeting(found, weight):
        x, y = found[a], found[b]
        of_x, of_y = x.words & (y.words | y.about), y.words & (x.words | x.about)
        same = _squares(x.numbers & y.numbers, weight)
        is_counted = any(word.startswith("#") for word in of_x)
        if (len(of_x | of_y) < 2 and not is_counted) or not whole[a] or not whole[b]:
            continue
        parts = _squares(of_x, weight) / (whole[a] + same), _squares(of_y, weight) / (whole[b] + same)
        share = sqrt(parts[0] * parts[1])
        if share >= _LEAST_SHARE:
            mass = fsum(weight.get(word, 0.0) for word in of_x | of_y)
            yield Likeness(a, b, share, max(parts), mass / log(len(found) + 1), len(of_x | of_y), _is_marked(x, y))


def _is_marked(x: Profile, y: Profile) -> bool:
    numbered = bool(x.numbers and y.numbers) and x.numbers != y.numbers
    return x.negates != y.negates or numbered or not x.opposites.isdisjoint(y.words)


def _squares(words: Iterable[str], weight: Mapping[str, float]) -> float:
    """Summed exactly, so that the last digit does not hang on the order of a set."""
    return fsum(weight.get(word, 0.0) ** 2 for word in words)


def _meeting(found: Sequence[Profile], weight: Mapping[str, float]) -> list[tuple[int, int]]:
    """The pairs that share one of the rarer terms of either."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, profile in enumerate(found):
        for word in profile.words | profile.about:
            holders[word].append(at)
    common = max(len(found) * _RARE, _FEW)
    rare = (at for word, at in holders.items() if len(at) <= common or word.startswith("#"))
    return sorted({pair for at in rare for pair in combinations(at, 2)})
