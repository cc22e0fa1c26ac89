"""Which words of one content answer to which of the other, before anything is compared.

Words are matched one to one, surest first: the same key, words of like meaning, opposites, words of one family; neighbours
that match make a match surer (after B. MacCartney, M. Galley, C. Manning, A Phrase-Based Alignment Model for NLI, 2008).
"""

from collections.abc import Mapping

import msgspec

from selon.lang.oppositions import Oppositions
from selon.opposition.content import Side, Term

_SAME, _KIN, _FAMILY, _OPPOSITE = 1.0, 0.85, 0.8, 0.7
_SHORTEST_STEM = 5
_STEM_SHARE = 0.75
_NEIGHBOUR = 0.1
_NEIGHBOURS_AT_MOST = 3
_SURE = 0.8


class Alignment(msgspec.Struct, frozen=True):
    """The matched tokens, a to b, with how alike they are from 0 to 1; `shared` is the matched weight of the lighter side."""

    likeness: Mapping[tuple[int, int], float]
    of_a: Mapping[int, int]
    of_b: Mapping[int, int]
    shared: float
    covered: float

    def pairs(self, at_least: float = _SURE) -> list[tuple[int, int]]:
        """The matched tokens that are at least so alike, in the order of the first side."""
        return [(a, b) for a, b in sorted(self.of_a.items()) if self.likeness[a, b] >= at_least]

    def anchors(self, a: Side, b: Side, pair: tuple[int, int]) -> int:
        """How many matches lie beside a match: heads, dependents and their dependents, on both sides."""
        near_a, near_b = near(a, pair[0]), near(b, pair[1])
        return sum(self.of_a.get(token) in near_b for token in near_a if token in self.of_a)


def near(side: Side, token: int) -> frozenset[int]:
    """The tokens at most two steps of the tree away, the token itself left out."""
    words = side.words
    first = {words.head[token], *words.children[token]}
    second = {other for step in first for other in (words.head[step], *words.children[step])}
    return frozenset((first | second) - {token})


def align(a: Side, b: Side, table: Oppositions) -> Alignment:
    """The alignment of two contents."""
    alike = {
        (x.token, y.token): likeness for x in a.terms for y in b.terms if (likeness := alikeness(x, y, table)) > 0
    }  # fmt: skip
    ranked = sorted(alike, key=lambda pair: (-alike[pair] - _beside(a, b, pair, alike), pair))
    of_a: dict[int, int] = {}
    of_b: dict[int, int] = {}
    for x, y in ranked:
        if x not in of_a and y not in of_b:
            of_a[x], of_b[y] = y, x
    shares = sorted((_share(a, of_a), _share(b, of_b)))
    return Alignment(alike, of_a, of_b, shares[1], shares[0])


def alikeness(x: Term, y: Term, table: Oppositions) -> float:
    """How alike two terms are, from 0 to 1."""
    if x.key == y.key:
        return _SAME
    if opposite(x, y, table) is not None:
        return _OPPOSITE
    if table.kin.get(x.key, frozenset()) & table.kin.get(y.key, frozenset()):
        return _KIN
    return _FAMILY if _of_one_family(x.key, y.key) else 0.0


def opposite(x: Term, y: Term, table: Oppositions) -> str | None:
    """The row by which two terms are opposites, or `prefix`, if they are."""
    if x.key == y.key:
        return None
    for name in x.names:
        row = next((table.opposites[name][other] for other in y.names if other in table.opposites.get(name, ())), None)
        if row is not None:
            return row
    return "prefix" if prefixed(x.key, y.key, table) else None


def prefixed(x: str, y: str, table: Oppositions) -> bool:
    """Whether one word is the other behind a negative prefix (*légal*, *illégal*)."""
    short, long = sorted((x, y), key=len)
    if len(short) < 4 or not long.endswith(short) or long in table.grammar.prefix_exceptions:
        return False
    return long[: -len(short)] in table.grammar.prefixes


def _of_one_family(x: str, y: str) -> bool:
    if x[:1] == "@" or x[:_SHORTEST_STEM] != y[:_SHORTEST_STEM]:
        return False
    stem = next((i for i, (c, d) in enumerate(zip(x, y, strict=False)) if c != d), min(len(x), len(y)))
    return stem >= _SHORTEST_STEM and stem >= _STEM_SHARE * min(len(x), len(y))


def _beside(a: Side, b: Side, pair: tuple[int, int], alike: Mapping[tuple[int, int], float]) -> float:
    found = sum((x, y) in alike for x in near(a, pair[0]) for y in near(b, pair[1]))
    return _NEIGHBOUR * min(found, _NEIGHBOURS_AT_MOST)


def _share(side: Side, matched: Mapping[int, int]) -> float:
    whole = sum(term.weight for term in side.terms)
    return sum(term.weight for term in side.terms if term.token in matched) / whole if whole else 0.0
