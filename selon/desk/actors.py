"""One actor across articles: sightings entered as articles come, keys grouped at once, rulings kept."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import msgspec

from selon.corpus import identities
from selon.corpus.identities import Naming, Rulings, Sighting, Told
from selon.lang.ledger import load_ledger
from selon.lang.loading import load
from selon.model import EntityKind, Held
from selon.span import Span
from selon.store import Store, actors, articles, rulings
from selon.store.actors import Named, Seen

SAME, DIFFERENT = "same_actor", "different_actors"
_NAMES = msgspec.json.Decoder(tuple[tuple[str, int], ...])
_TITLES = msgspec.json.Decoder(tuple[Told, ...])
_KEYS = msgspec.json.Decoder(tuple[str, ...])
_KINDS = msgspec.json.Decoder(EntityKind)


class _Row(NamedTuple):
    seen: Seen
    names: tuple[Named, ...]
    acronyms: tuple[str, ...]


def add(store: Store, held: Held) -> None:
    """Enter who is seen in an article, and group the keys that it brings."""
    naming = naming_for(held.record.article.language)
    touched = set()
    for sighting in identities.sightings(held, naming):
        row = _row(sighting)
        offices = {(told.title.office, told.title.country) for told in sighting.titles if told.title.country}
        if actors.put(store, row.seen, row.names, offices, row.acronyms):  # type: ignore[arg-type]
            actors.put_blocks(store, sighting.key, identities.blocks_of(sighting.key))
            touched.add(sighting.key)
        touched.update({sighting.key, *sighting.acronyms} if sighting.acronyms else ())
    _regroup(store, touched, naming)


def leave(store: Store, article: str) -> None:
    """Take out who is seen in an article, and group anew what it held together."""
    touched: set[str] = set()
    for seen in actors.in_article(store, article):
        near = _members(store, [seen.key, *_KEYS.decode(seen.acronyms)])
        row = _row(sighting_of(seen))
        if actors.take(store, row.seen, row.names, row.acronyms) or row.acronyms:
            touched |= near
    if touched:
        _regroup(store, touched, naming_for(articles.language_of(store, article)))


def rule(store: Store, kind: str, a: str, b: str, now: str) -> int:
    """Keep a ruling on two keys and group anew what it touches; its number."""
    number = rulings.put(store, kind, a, b, now)
    _regroup_all(store, [a, b])
    return number


def undo(store: Store, number: int, now: str) -> rulings.Ruling | None:
    """Take a ruling on actors back; None where none with that number stands."""
    found = rulings.undo(store, number, now)
    if found is not None:
        _regroup_all(store, [found.a, found.b])
    return found


@cache
def naming_for(language: str) -> Naming:
    """What the keys of a language are made with."""
    return identities.naming_of(load(language), load_ledger(language))


def sighting_of(seen: Seen, mentions: tuple[Span, ...] = ()) -> Sighting:
    """A sighting as the parts know it."""
    return Sighting(
        article=seen.article,
        entity=seen.entity,
        key=seen.key,
        name=seen.name,
        kind=msgspec.convert(seen.kind, EntityKind),
        bare=None if seen.bare is None else "surname" if seen.bare == "surname" else "office",
        country=seen.country,
        side=seen.state,
        day=seen.day,
        titles=_TITLES.decode(seen.titles),
        names=_NAMES.decode(seen.names),
        acronyms=_KEYS.decode(seen.acronyms),
        mentions=mentions,
    )


def _row(sighting: Sighting) -> _Row:
    seen = Seen(
        sighting.article, sighting.entity, sighting.key, sighting.bare, sighting.name, sighting.kind, sighting.country,
        sighting.side, sighting.day, _json(sighting.names), _json(sighting.titles), _json(sighting.acronyms),
    )  # fmt: skip
    named = (Named(identities.plain(name), name, count, int(name == sighting.name)) for name, count in sighting.names)
    return _Row(seen, tuple(name for name in named if name.plain), sighting.acronyms)


def _regroup_all(store: Store, keys: Iterable[str]) -> None:
    for language in articles.languages(store)[:1]:
        _regroup(store, _members(store, keys), naming_for(language))


def _members(store: Store, keys: Iterable[str]) -> set[str]:
    """Some keys with all others that are one actor with them by now."""
    keys = list(keys)
    groups = actors.keys_of(store, actors.known(store, keys).values())
    return {*keys, *(key for group in groups.values() for key in group)}


def _regroup(store: Store, start: Iterable[str], naming: Naming) -> None:
    """Group the keys that links lead to from `start`."""
    ruled = _rulings(store)
    reached = identities.reached(start, lambda key: _neighbours(store, key, ruled, naming))
    keys = actors.known(store, reached).keys()
    links = [(key, other) for key in keys for other in _linked(store, key, naming)]
    actors.regroup(store, identities.grouped(keys, links, ruled))


def _rulings(store: Store) -> Rulings:
    found = rulings.in_force(store, SAME, DIFFERENT)
    same = tuple((ruling.a, ruling.b) for ruling in found if ruling.kind == SAME)
    return Rulings(same, tuple((ruling.a, ruling.b) for ruling in found if ruling.kind == DIFFERENT))


def _neighbours(store: Store, key: str, ruled: Rulings, naming: Naming) -> set[str]:
    decided = {b if a == key else a for a, b in ruled.same if key in (a, b)}
    return decided | set(_linked(store, key, naming))


def _linked(store: Store, key: str, naming: Naming) -> Iterable[str]:
    mates = actors.block_mates(store, identities.blocks_of(key))
    yield from (mate for mate in mates if mate != key and identities.are_one(key, mate, naming.given))
    for short, long in identities.acronym_links(actors.acronyms_of(store, key)):
        if key in (short, long):
            yield short if key == long else long


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
