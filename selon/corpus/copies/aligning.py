"""Passages that two texts share, found from runs of words that both hold and joined over small changes.

Runs are the maximal matches of greedy string tiling (Wise 1993, *YAP3*); joining them over gaps is the chaining of text reuse
detection (Smith, Cordell & Mullen 2015, *Computational Methods for Uncovering Reprinted Texts*).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

_SEED = 3
_GAP = 8
_LEAST_WORDS = 10
_LEAST_DENSITY = 0.5
# Three words that stand in a text more often than this say nothing about where a passage lies.
_PLACES = 12


class Run(NamedTuple):
    """So many words that are the same from word `a` of one text and from word `b` of the other."""

    a: int
    b: int
    length: int


class Chain(NamedTuple):
    """A passage in both texts, as numbers of words, half-open, with the runs of same words in it."""

    a: int
    a_end: int
    b: int
    b_end: int
    runs: tuple[Run, ...]

    @property
    def same(self) -> int:
        """How many words are the same."""
        return sum(run.length for run in self.runs)


Places = Mapping[tuple[str, ...], Sequence[int]]
"""Where in a text each three words that do not stand there all the time begin."""


def places(forms: Sequence[str]) -> Places:
    """The places of a text's words, for comparing it with many."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, seed in enumerate(zip(forms, forms[1:], forms[2:], strict=False)):
        found[seed].append(at)
    return {seed: begins for seed, begins in found.items() if len(begins) <= _PLACES}


def chains(a: Sequence[str], b: Sequence[str], places_b: Places) -> tuple[Chain, ...]:
    """The passages of at least ten words that two texts share, in the order of the first."""
    found = _joined(_runs(a, b, places_b))
    return tuple(sorted(chain for chain in found if chain.same >= _LEAST_WORDS and _density(chain) >= _LEAST_DENSITY))


def _density(chain: Chain) -> float:
    return chain.same / max(chain.a_end - chain.a, chain.b_end - chain.b)


def _joined(runs: Iterable[Run]) -> Iterator[Chain]:
    unfinished: list[list[Run]] = []
    for run in runs:
        yield from (_chain(part) for part in unfinished if _gap_in_a(part, run) > _GAP)
        unfinished = [part for part in unfinished if _gap_in_a(part, run) <= _GAP]
        near = [(_gap_in_b(part, run), at) for at, part in enumerate(unfinished) if 0 <= _gap_in_b(part, run) <= _GAP]
        if near:
            unfinished[min(near)[1]].append(run)
        else:
            unfinished.append([run])
    yield from map(_chain, unfinished)


def _gap_in_a(part: Sequence[Run], run: Run) -> int:
    return run.a - part[-1].a - part[-1].length


def _gap_in_b(part: Sequence[Run], run: Run) -> int:
    return run.b - part[-1].b - part[-1].length


def _chain(part: Sequence[Run]) -> Chain:
    first, last = part[0], part[-1]
    return Chain(first.a, last.a + last.length, first.b, last.b + last.length, tuple(part))


def _runs(a: Sequence[str], b: Sequence[str], places_b: Places) -> Iterator[Run]:
    """From left to right in the first text the longest run, of equal ones the one nearest to where the last one ended."""
    at = following = 0
    while at <= len(a) - _SEED:
        candidates = [Run(at, place, _length(a, b, at, place)) for place in places_b.get(tuple(a[at : at + _SEED]), ())]
        if not candidates:
            at += 1
            continue
        _, _, run = max((run.length, -abs(run.b - following), run) for run in candidates)
        yield run
        at, following = at + run.length, run.b + run.length


def _length(a: Sequence[str], b: Sequence[str], at: int, place: int) -> int:
    length, most = _SEED, min(len(a) - at, len(b) - place)
    while length < most and a[at + length] == b[place + length]:
        length += 1
    return length

