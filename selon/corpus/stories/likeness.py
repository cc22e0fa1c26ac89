"""How alike two articles are: their names and words, and how much of each one's headline the other one tells."""

import math
from collections.abc import Mapping, Sequence

import numpy
from scipy.sparse import csr_matrix

from selon.corpus.stories.features import Features

_DOUBT = 100.0
"""Added to the squared length of each article's words: an article with few of them is like another less surely."""
_ROUND = 1.0
"""Days after which another article on a series is alike only by a factor of e: it tells of the next round."""

Matrix = numpy.typing.NDArray[numpy.float64]


def likeness(a: Features, b: Features) -> float:
    """From 0 to 1: the geometric mean of the cosine of the words and of both shares of headline told; time does not count."""
    # Most pairs that are looked at: their words need not be counted.
    if a.headline.keys().isdisjoint(b.weights) or b.headline.keys().isdisjoint(a.weights):
        return 0.0
    told = math.sqrt(_told(a, b) * _told(b, a))
    words = _dot(a.weights, b.weights) / math.sqrt(_length(a) * _length(b))
    return math.sqrt(words * told) * _same_round(a, b)


def likenesses(articles: Sequence[Features]) -> Matrix:
    """`likeness` of all pairs, rows and columns in the order given; the diagonal is 0."""
    stems = {stem: at for at, stem in enumerate(sorted({s for one in articles for s in (*one.weights, *one.headline)}))}
    weights = _sparse([one.weights for one in articles], stems)
    present = _sparse([dict.fromkeys(one.weights, 1.0) for one in articles], stems)
    told = (_sparse([one.headline for one in articles], stems) @ present.T).toarray()
    dots = (weights @ weights.T).toarray()
    lengths = numpy.sqrt(dots.diagonal() + _DOUBT)
    found: Matrix = numpy.sqrt(dots / numpy.outer(lengths, lengths) * numpy.sqrt(told * told.T))
    in_series = [at for at, one in enumerate(articles) if one.rounds is not None]
    for at in in_series:
        for other in in_series:
            found[at, other] *= _same_round(articles[at], articles[other])
    numpy.fill_diagonal(found, 0)
    return found


def _same_round(a: Features, b: Features) -> float:
    """How likely two headlines of series tell of the same round, from 0 to 1; 1 where one tells of none."""
    if a.rounds is None or b.rounds is None or a.day is None or b.day is None:
        return 1.0
    if a.rounds and b.rounds and a.rounds != b.rounds:
        return 0.0
    return math.exp(-abs(a.day - b.day) / _ROUND)


def _told(headline_of: Features, by: Features) -> float:
    return math.fsum(share for stem, share in headline_of.headline.items() if stem in by.weights)


def _length(of: Features) -> float:
    return math.fsum(weight * weight for weight in of.weights.values()) + _DOUBT


def _dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    return math.fsum(weight * many[stem] for stem, weight in few.items() if stem in many)


def _sparse(rows: Sequence[Mapping[str, float]], stems: Mapping[str, int]) -> csr_matrix:
    values = [value for row in rows for value in row.values()]
    columns = [stems[stem] for row in rows for stem in row]
    at = [number for number, row in enumerate(rows) for _ in row]
    return csr_matrix((values, (at, columns)), shape=(len(rows), len(stems)))
