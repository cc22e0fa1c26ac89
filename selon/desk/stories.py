"""The desk's stories: articles are linked with those that they are like, and what hangs together is cut anew when it changes."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import msgspec

from selon.corpus.stories import THRESHOLDS, TOGETHER, Features, Pair, Story, features, keys, likeness, piece, stories
from selon.model import Held
from selon.store import Store, rulings
from selon.store import stories as table

ONE, TWO = "one_story", "two_stories"
"""The kinds of rulings on two articles: that they are of one story, that they are not."""

VERSION = "1"
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
        alike = {other.article: likeness(one, other) for other in near}
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


def _ruled(store: Store) -> _Ruled:
    found = rulings.in_force(store, ONE, TWO)
    now = {name: table.newest(store, name) for ruling in found for name in (ruling.a, ruling.b)}
    pairs = [(ruling.kind, (now[ruling.a], now[ruling.b])) for ruling in found]
    return _Ruled([pair for kind, pair in pairs if kind == ONE], [pair for kind, pair in pairs if kind == TWO])
