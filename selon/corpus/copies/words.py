"""A text as the words that a copy leaves alone: without case, accents, blanks and punctuation."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from selon.span import Span
from selon.stems import folded

_WORD = re.compile(r"[^\W_]+")
_SIGNED = 1 << 63


class Words(NamedTuple):
    """The folded words of a text, and where each begins and ends: code points."""

    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def within(self, span: Span) -> range:
        """The numbers of the words that begin in a span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def span(self, first: int, last: int) -> Span:
        """Where the words from number `first` to number `last`, that one left out, stand."""
        return Span(self.starts[first], self.ends[last - 1])


def words(text: str) -> Words:
    """The words of a text; an elided article and each side of a hyphen is a word of its own."""
    found = list(_WORD.finditer(text))
    return Words(
        tuple(_folded(word[0]) for word in found), tuple(word.start() for word in found), tuple(word.end() for word in found)
    )


def key_of(forms: Sequence[str], kind: str) -> int:
    """A key of 64 bits for some words, signed as a database keeps integers; the same words of another `kind` have another."""
    return int.from_bytes(blake2b(" ".join((kind, *forms)).encode(), digest_size=8).digest(), "big") - _SIGNED


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    return folded(word)
