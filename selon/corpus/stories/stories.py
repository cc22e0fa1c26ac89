"""Stories as they are told of: an id, a title, the articles, the first and the last day."""

import math
from collections.abc import Iterable, Sequence
from datetime import date

from selon.corpus.stories.clustering import Pair, clusters
from selon.corpus.stories.features import Features, keys
from selon.corpus.stories.likeness import likeness
from selon.corpus.stories.neighbourhood import LARGEST, THRESHOLDS, Thresholds, piece
from selon.model import Value

_SLOWER = 1.5

TOGETHER = 1.0
"""The likeness of a link that a person has ruled."""


class Story(Value, frozen=True):
    """Articles (ids, in order of their days) on one event; `id` and `title` are its earliest article's, days are ISO 8601."""

    id: str
    title: str | None
    articles: tuple[str, ...]
    first: str | None
    last: str | None


def stories(
    articles: Iterable[Features], together: Sequence[Pair] = (), apart: Sequence[Pair] = (), by: Thresholds = THRESHOLDS
) -> list[Story]:
    """The stories that one piece is cut into, in order of their first days; pairs as `clusters` takes them."""
    return _ordered(_told(cluster) for cluster in clusters(articles, together, apart, by))


def _told(cluster: Sequence[Features]) -> Story:
    days = [one.day for one in cluster if one.day is not None]
    title = next((one.title for one in cluster if one.title), None)
    first, last = (date.fromordinal(day).isoformat() for day in (min(days), max(days))) if days else (None, None)
    return Story(f"s{cluster[0].name}", title, tuple(one.article for one in cluster), first, last)


def _ordered(found: Iterable[Story]) -> list[Story]:
    return sorted(found, key=lambda story: (story.first or "", story.id))


def grouped(
    articles: Iterable[Features],
    together: Sequence[Pair] = (),
    apart: Sequence[Pair] = (),
    by: Thresholds = THRESHOLDS,
    largest: int = LARGEST,
) -> list[Story]:
    """The stories of articles that are all at hand, the same that a desk finds when they come in one by one."""
    left = {one.article: one for one in articles}
    linked = linked_pairs(left.values(), by)
    for a, b in together:
        if a in left and b in left and a != b:
            linked[a][b] = linked[b][a] = TOGETHER
    found: list[Story] = []
    while left:
        hanging = piece(next(iter(left)), linked.__getitem__, largest).articles
        found += stories([left.pop(article) for article in hanging], together, apart, by)
    return _ordered(found)


def linked_pairs(articles: Iterable[Features], by: Thresholds = THRESHOLDS) -> dict[str, dict[str, float]]:
    """The articles linked with each, and how like they are, by an inverted index of their keys."""
    postings: dict[str, list[Features]] = {}
    linked: dict[str, dict[str, float]] = {}
    for one in articles:
        linked[one.article] = {}
        near = {other.article: other for key in keys(one) for other in postings.get(key, ()) if are_near(one, other, by)}
        for other in near.values():
            if (alike := link(one, other, by)) >= by.least:
                linked[one.article][other.article] = linked[other.article][one.article] = alike
        for key in keys(one):
            postings.setdefault(key, []).append(one)
    return linked


def link(a: Features, b: Features, by: Thresholds = THRESHOLDS) -> float:
    """How close the link of two articles is, 0 to 1: their likeness, less by the days between them.

    What is told of for years would else hang together by any two articles of two months. It fades more slowly than clusters
    do, as two that are like on the average may have an article each that are more alike than that and further apart.
    """
    if a.day is None or b.day is None:
        return 0.0
    return likeness(a, b) * math.exp(-abs(a.day - b.day) / (_SLOWER * by.fading))


def are_near(a: Features, b: Features, by: Thresholds = THRESHOLDS) -> bool:
    """Whether two articles came close enough in time to be compared."""
    return a.day is not None and b.day is not None and abs(a.day - b.day) <= by.window
