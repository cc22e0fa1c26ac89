"""The desk's stories: articles are linked with those that they are like, and what hangs together is cut anew when it changes."""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from selon.corpus.stories import THRESHOLDS, TOGETHER, Features, Pair, Story, features, keys, link, piece, stories
from selon.model import Held
from selon.store import Store, rulings
from selon.store import stories as table

ONE, TWO = "one_story", "two_stories"
"""The kinds of rulings on articles: that those of both sides are of one story, that those of one side are of another.

A side is ids of articles with blanks between them, of any version.
"""

VERSION = "2"
_DECODE = msgspec.msgpack.Decoder(Features)


class _Ruled(NamedTuple):
    together: Sequence[Pair]
    apart: Sequence[Pair]


def add(store: Store, held: Held) -> None:
    """Enter an article: what it is compared by, and its links."""
    one = features(held, table.root(store, held.id))
    stems = keys(one)
    if one.day is not None:
        near = map(_DECODE.decode, table.sharing(store, stems, one.day - THRESHOLDS.window, one.day + THRESHOLDS.window))
        alike = {other.article: link(one, other) for other in near}
        table.link(store, one.article, {article: found for article, found in alike.items() if found >= THRESHOLDS.least})
    table.put(store, one.article, msgspec.msgpack.encode(one), one.day, stems)


def leave(store: Store, article: str) -> None:
    """Take an article out; those that hung together with it are placed anew.

    Where more hung together than is cut at once, only its own piece and those linked with it are: a rebuild may join more.
    """
    touched = table.places(store, [article, *table.links(store, article)])
    table.await_placing(store, table.of_pieces(store, {place.piece for place in touched.values()}))
    for one in _decoded(store, [article]):
        table.take_out(store, article, one.day, keys(one))


def settle(store: Store) -> None:
    """Cut all anew that something has come to or left."""
    waiting = set(table.pending(store))
    if not waiting:
        return
    ruled = _ruled(store)
    links = _Links(store, ruled.together)
    ahead = _affected(store, waiting, links)
    table.clear(store, ahead)
    while ahead:
        hanging = piece(min(ahead), links)
        if beyond := set(hanging.articles) - ahead:
            beyond = _affected(store, beyond, links)
            table.clear(store, beyond)
            ahead |= beyond
        told = stories(_decoded(store, hanging.articles), ruled.together, ruled.apart)
        table.place(store, table.Place(hanging.articles[0], hanging.level), [table.Told(*_columns(story)) for story in told])
        ahead -= set(hanging.articles)


def _decoded(store: Store, articles: Collection[str]) -> list[Features]:
    return [_DECODE.decode(one) for one in table.features(store, articles)]


def _columns(story: Story) -> tuple[str, str | None, str | None, str | None, tuple[str, ...]]:
    return story.id, story.title, story.first, story.last, story.articles


class _Links:
    """The links of each article, asked for once."""

    def __init__(self, store: Store, together: Iterable[Pair]) -> None:
        self._store = store
        self._known: dict[str, dict[str, float]] = {}
        self._ruled: dict[str, dict[str, float]] = {}
        for a, b in together:
            self._ruled.setdefault(a, {})[b] = self._ruled.setdefault(b, {})[a] = TOGETHER

    def __call__(self, article: str) -> dict[str, float]:
        if article not in self._known:
            self._known[article] = table.links(self._store, article) | self._ruled.get(article, {})
        return self._known[article]


def _affected(store: Store, articles: set[str], links: _Links) -> set[str]:
    """What may hang together otherwise than before once some articles have come: their pieces, and those that they link to."""
    closest: dict[str, float] = {}
    for one in articles:
        for other, alike in links(one).items():
            closest[other] = max(alike, closest.get(other, 0))
    places = table.places(store, {*articles, *closest})
    pieces = {place.piece for one, place in places.items() if one in articles or closest[one] >= place.level}
    return articles | table.of_pieces(store, pieces)


def members(side: str) -> tuple[str, ...]:
    """The ids of a ruling's side."""
    return tuple(side.split())


def place_anew(store: Store, articles: Iterable[str]) -> None:
    """Cut anew what some articles, named by any version, hang together with: a ruling on them was made or taken back."""
    table.await_placing(store, {table.newest(store, article) for article in articles})
    settle(store)


def contradicting(store: Store, number: int) -> int | None:
    """The latest ruling but `number` without which those that stand could all be kept to; None where they can."""
    found = rulings.in_force(store, ONE, TWO)
    if _are_consistent(store, found):
        return None
    others = [ruling for ruling in reversed(found) if ruling.number != number]
    alone = (one.number for one in others if _are_consistent(store, [ruling for ruling in found if ruling is not one]))
    return next(alone, others[0].number)


def _are_consistent(store: Store, found: Sequence[rulings.Ruling]) -> bool:
    ruled = _pairs(store, found)
    home: dict[str, str] = {}

    def root(article: str) -> str:
        while article in home:
            article = home[article]
        return article

    for a, b in ruled.together:
        if root(a) != root(b):
            home[root(a)] = root(b)
    return all(root(a) != root(b) for a, b in ruled.apart)


def _ruled(store: Store) -> _Ruled:
    return _pairs(store, rulings.in_force(store, ONE, TWO))


def _pairs(store: Store, found: Sequence[rulings.Ruling]) -> _Ruled:
    """The pairs of rulings in an order that does not depend on theirs, by the articles' newest versions."""
    together: set[Pair] = set()
    apart: set[Pair] = set()
    for ruling in found:
        a, b = ([table.newest(store, article) for article in members(side)] for side in (ruling.a, ruling.b))
        if ruling.kind == ONE:
            together.update(pairwise(sorted({*a, *b})))
        else:
            apart.update((one, other) for one in a for other in b)
    return _Ruled(sorted(together), sorted(apart))
