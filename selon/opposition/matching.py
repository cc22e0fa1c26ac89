"""Two contents side by side, aligned, and how well the surroundings of two of their words fit."""

from collections.abc import Mapping

import msgspec

from selon.analysis import Words
from selon.lang.oppositions import Oppositions
from selon.lang.pack import Pack
from selon.opposition.aligning import Alignment, align, near
from selon.opposition.content import Side, Term

_NOUNS = frozenset({"NOUN", "PROPN", "X"})
_OTHER = 0.5
_FAR = 0.5


class Match(msgspec.Struct, frozen=True):
    """Two contents with their alignment and the tables they are compared by."""

    a: Side
    b: Side
    alignment: Alignment
    pack: Pack

    @property
    def table(self) -> Oppositions:
        """The table of oppositions."""
        return self.pack.oppositions

    def fit(self, x: int, y: int, apart: frozenset[int] = frozenset()) -> float:
        """What share of the terms around one of two words answers to terms around the other, the better side counted.

        `apart` are tokens of either side that are compared themselves and do not count.
        """
        near_a, near_b = near(self.a, x), near(self.b, y)
        around_a = [term for term in self.a.terms if term.token in near_a - apart]
        around_b = [term for term in self.b.terms if term.token in near_b - apart]
        shares = (
            _share(around_a, self.alignment.of_a, near_b, self.a.words, x),
            _share(around_b, self.alignment.of_b, near_a, self.b.words, y),
        )
        return max(shares) * (_OTHER if self._other_things(around_a, around_b) else 1.0)

    def _other_things(self, around_a: list[Term], around_b: list[Term]) -> bool:
        """Whether different nouns stand in the same place beside matched words: the two contents speak of different things."""
        free_a = [t.token for t in around_a if t.token not in self.alignment.of_a and self.a.words.pos[t.token] in _NOUNS]
        free_b = [t.token for t in around_b if t.token not in self.alignment.of_b and self.b.words.pos[t.token] in _NOUNS]
        return any(self._rivals(c, d) for c in free_a for d in free_b)

    def _rivals(self, c: int, d: int) -> bool:
        a, b = self.a.words, self.b.words
        return a.dep[c] == b.dep[d] and self.alignment.of_a.get(a.head[c]) == b.head[d] and a.head[c] != c

    def told(self, opposed: tuple[int, ...]) -> float:
        """The share of each content that is matched or opposed, on average."""
        shares = []
        for side, matched in ((self.a, self.alignment.of_a), (self.b, self.alignment.of_b)):
            whole = sum(term.weight for term in side.terms)
            told = sum(term.weight for term in side.terms if term.token in matched or term.token in opposed)
            shares.append(told / whole if whole else 0.0)
        return sum(shares) / 2

    def sure(self, at_least: float = 0.8) -> list[tuple[int, int]]:
        """The matched tokens that are at least so alike."""
        return self.alignment.pairs(at_least)


def _share(around: list[Term], matched: Mapping[int, int], near_other: frozenset[int], words: Words, at: int) -> float:
    """The matched share of the terms around a word; those two steps away count half."""
    close = {words.head[at], *words.children[at]}
    weights = {term.token: term.weight * (1.0 if term.token in close else _FAR) for term in around}
    whole = sum(weights.values())
    return sum(weight for token, weight in weights.items() if matched.get(token) in near_other) / whole if whole else 0.0


def match(a: Side, b: Side, pack: Pack) -> Match:
    """Two contents aligned."""
    return Match(a, b, align(a, b, pack.oppositions), pack)
