"""Cutting a piece into stories: the two likest clusters are joined until none are like enough."""

from collections.abc import Iterable, Sequence

import numpy

from selon.corpus.stories.features import Features
from selon.corpus.stories.likeness import Matrix, likenesses
from selon.corpus.stories.neighbourhood import THRESHOLDS, Thresholds

Pair = tuple[str, str]


def clusters(
    articles: Iterable[Features], together: Sequence[Pair] = (), apart: Sequence[Pair] = (), by: Thresholds = THRESHOLDS
) -> list[tuple[Features, ...]]:
    """The articles of each story, each in order of day and name; the order in which they are given does not matter.

    Clusters are as like as their articles on the average (group average, Sokal & Michener 1958), less by each day between them.
    Pairs of ids in `apart` never come into one cluster; then the clusters of each pair in `together` are joined, in the order of
    the pairs, where that is not forbidden.
    """
    ordered = sorted(articles, key=_order)
    if len(ordered) < 2:
        return [tuple(ordered)] if ordered else []
    where = {one.article: at for at, one in enumerate(ordered)}
    forest = _Forest(ordered, [(where[a], where[b]) for a, b in apart if a in where and b in where and a != b], by)
    while (pair := forest.likest()) is not None:
        forest.join(*pair)
    for a, b in together:
        if a in where and b in where:
            forest.join(where[a], where[b])
    return [tuple(ordered[at] for at in sorted(members)) for members in forest.members() if members]


def _order(of: Features) -> tuple[bool, int, str, str]:
    return of.day is None, of.day or 0, of.name, of.article


class _Forest:
    """Clusters by the number of their first article, with the mean likeness of each two and the days between them."""

    def __init__(self, articles: Sequence[Features], apart: Iterable[tuple[int, int]], by: Thresholds) -> None:
        self._by = by
        count = len(articles)
        self._members: list[list[int]] = [[at] for at in range(count)]
        self._home = list(range(count))
        self._mean = likenesses(articles)
        self._gap = _gaps(articles)
        self._forbidden = numpy.zeros((count, count), dtype=bool)
        for a, b in apart:
            self._forbidden[a, b] = self._forbidden[b, a] = True
        numpy.fill_diagonal(self._forbidden, True)
        self._worth = numpy.where(self._forbidden, -1.0, self._mean * _faded(self._gap, by))

    def likest(self) -> tuple[int, int] | None:
        """The likest two clusters, the first of them where several are; None where no two are like enough."""
        first, second = divmod(int(self._worth.argmax()), len(self._worth))
        return (first, second) if self._worth[first, second] >= self._by.least else None

    def join(self, a: int, b: int) -> None:
        """Join the clusters of two articles; nothing where they are one or are forbidden to be."""
        kept, gone = sorted((self._home[a], self._home[b]))
        if self._forbidden[kept, gone]:
            return
        sizes = len(self._members[kept]), len(self._members[gone])
        mean = (self._mean[kept] * sizes[0] + self._mean[gone] * sizes[1]) / sum(sizes)
        for matrix, row in (
            (self._mean, mean),
            (self._gap, numpy.minimum(self._gap[kept], self._gap[gone])),
            (self._forbidden, self._forbidden[kept] | self._forbidden[gone]),
        ):
            matrix[kept], matrix[:, kept] = row, row
        self._forbidden[gone], self._forbidden[:, gone] = True, True
        self._members[kept] += self._members[gone]
        for at in self._members[gone]:
            self._home[at] = kept
        self._members[gone] = []
        worth = numpy.where(self._forbidden[kept], -1.0, self._mean[kept] * _faded(self._gap[kept], self._by))
        self._worth[kept], self._worth[:, kept] = worth, worth
        self._worth[gone], self._worth[:, gone] = -1.0, -1.0

    def members(self) -> list[list[int]]:
        """The numbers of the articles of each cluster, empty where one has been joined to another."""
        return self._members


def _gaps(articles: Sequence[Features]) -> Matrix:
    """Days between each two; without end where a day is not known."""
    days = numpy.array([numpy.nan if one.day is None else one.day for one in articles], dtype=numpy.float64)
    gaps: Matrix = numpy.abs(numpy.subtract.outer(days, days))
    return numpy.where(numpy.isnan(gaps), numpy.inf, gaps)


def _faded(gaps: Matrix, by: Thresholds) -> Matrix:
    faded: Matrix = numpy.where(gaps <= by.window, numpy.exp(-gaps / by.fading), 0.0)
    return faded
