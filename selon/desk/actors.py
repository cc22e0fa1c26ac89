"""One actor across articles: sightings entered as articles come, keys grouped at once, rulings kept."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import msgspec

from selon.corpus import identities
from selon.corpus.identities import Bare, Given, Naming, Rulings, Sighting, Told
from selon.lang.ledger import load_ledger
from selon.lang.loading import languages, load
from selon.model import EntityKind, Held
from selon.span import Span
from selon.store import Store, actors, rulings
from selon.store.actors import Named, Seen

SAME, DIFFERENT = "same_actor", "different_actors"
_NAMES = msgspec.json.Decoder(tuple[tuple[str, int], ...])
_TITLES = msgspec.json.Decoder(tuple[Told, ...])
_KEYS = msgspec.json.Decoder(tuple[str, ...])


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
        offices = {(t.title.office, country) for t in sighting.titles if (country := t.title.country) is not None}
        if actors.put(store, row.seen, row.names, offices, row.acronyms):
            actors.put_blocks(store, sighting.key, identities.blocks_of(sighting.key))
            touched.add(sighting.key)
        touched.update({sighting.key, *sighting.acronyms} if sighting.acronyms else ())
    _regroup(store, touched)


def entered(held: Held) -> list[Seen]:
    """The rows of `sightings` that an article has once it is entered."""
    found = identities.sightings(held, naming_for(held.record.article.language))
    return [_row(sighting).seen for sighting in found]


def leave(store: Store, article: str) -> None:
    """Take out who is seen in an article, and group anew what it held together."""
    touched: set[str] = set()
    for seen in actors.in_article(store, article):
        near = _members(store, [seen.key, *_KEYS.decode(seen.acronyms)])
        row = _row(sighting_of(seen))
        if actors.take(store, row.seen, row.names, row.acronyms) or row.acronyms:
            touched |= near
    _regroup(store, touched)


def rule(store: Store, kind: str, a: str, b: str, now: str) -> int:
    """Keep a ruling on two keys and group anew what it touches; its number."""
    number = rulings.put(store, kind, a, b, now)
    _regroup(store, [a, b])
    return number


def undo(store: Store, number: int, now: str) -> rulings.Ruling | None:
    """Take a ruling on actors back; None where none with that number stands."""
    found = rulings.undo(store, number, now)
    if found is not None:
        _regroup(store, [found.a, found.b])
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
        bare=msgspec.convert(seen.bare, Bare | None),
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


def _members(store: Store, keys: Iterable[str]) -> set[str]:
    """Some keys with all others that are one actor with them by now."""
    keys = list(keys)
    groups = actors.keys_of(store, actors.known(store, keys).values())
    return {*keys, *(key for group in groups.values() for key in group)}


def _regroup(store: Store, keys: Iterable[str]) -> None:
    """Group anew the keys that links lead to from some, and those that were one actor with them."""
    start = _members(store, keys)
    if not start:
        return
    ruled = _rulings(store)
    reached = identities.reached(start, lambda key: _neighbours(store, key, ruled))
    seen = actors.known(store, reached).keys()
    links = [(key, other) for key in seen for other in _linked(store, key)]
    actors.regroup(store, identities.grouped(seen, links, ruled))


def _rulings(store: Store) -> Rulings:
    found = rulings.in_force(store, SAME, DIFFERENT)
    same = tuple((ruling.a, ruling.b) for ruling in found if ruling.kind == SAME)
    return Rulings(same, tuple((ruling.a, ruling.b) for ruling in found if ruling.kind == DIFFERENT))


def _neighbours(store: Store, key: str, ruled: Rulings) -> set[str]:
    return {b if a == key else a for a, b in ruled.same if key in (a, b)} | set(_linked(store, key))


def _linked(store: Store, key: str) -> Iterable[str]:
    mates = actors.block_mates(store, identities.blocks_of(key))
    yield from (mate for mate in mates if mate != key and identities.are_one(key, mate, _given()))
    for short, long in identities.acronym_links(actors.acronyms_of(store, key)):
        if key in (short, long):
            yield short if key == long else long


@cache
def _given() -> Given:
    """First names of all languages: whether two keys are one must not depend on the language of an article."""
    known = [naming_for(language).given for language in sorted(languages())]
    genders = {name: gender for given in reversed(known) for name, gender in given.genders.items()}
    return Given(genders, frozenset().union(*(given.particles for given in known)))


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
