"""An actor's page, and what a person rules on who is one."""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from msgspec import structs

from selon.corpus import identities
from selon.corpus.identities import Portrait, Said, Sighting, plain, portrait
from selon.desk import actors as derived
from selon.desk.who import Who
from selon.errors import InputError
from selon.model import Held, Statement
from selon.store import Kept, Store, actors, articles, rulings, stories
from selon.store.actors import Seen
from selon.store.corrections import SPEAKER, decoded
from selon.store.rulings import Ruling

SHOWN = 200
"""How many of an actor's sightings a page looks at, the newest; its names are counted over all."""

_OPPOSITE = {derived.SAME: derived.DIFFERENT, derived.DIFFERENT: derived.SAME}


class Spelling(NamedTuple):
    """A name that an actor bears, with its key, and in how many mentions."""

    name: str
    key: str
    mentions: int


class Apart(NamedTuple):
    """A bare name in an article that may mean the actor and stays apart, with why."""

    article: str
    name: str
    why: str


class Page(NamedTuple):
    """All that a desk tells of an actor; `texts` are the articles that its facts point into.

    `seen` counts all sightings under the actor's own keys; the portrait is of the newest `SHOWN`. `namesakes` are other actors
    with the surname.
    """

    actor: str
    name: str
    seen: int
    spellings: tuple[Spelling, ...]
    portrait: Portrait
    apart: tuple[Apart, ...]
    namesakes: tuple[str, ...]
    rulings: tuple[Ruling, ...]
    texts: Mapping[str, Kept]


def page(store: Store, name: str) -> Page:
    """The page of the actor whom a name means; raises InputError."""
    who = Who(store)
    actor = who.find(name)
    keys = who.keys(actor)
    bare = [key for key in sorted(who.bare_keys(actor)) if key not in keys]
    alone = [(row, who.meant(row)) for row in actors.of_keys(store, bare, SHOWN)]
    meant = [row for row, found in alone if found.actor == actor]
    apart = tuple(Apart(r.article, r.name, f.why) for r, f in alone if f.actor is None and actor in f.candidates)
    rows = [*actors.of_keys(store, keys, SHOWN), *meant]
    seen = [pair for row in rows if (pair := _held(store, row)) is not None]
    texts = {kept.id: kept for kept in articles.by_id(store, (held.id for held, _ in seen))}
    spellings = tuple(_spellings(store, keys))
    own = tuple(r for r in rulings.in_force(store, derived.SAME, derived.DIFFERENT) if {r.a, r.b} & set(keys))
    others = tuple(who.name(other) for other in who.namesakes(actor))
    total = actors.articles_of(store, keys) + len(meant)
    found, more = portrait(seen), _given(store, {plain(spelling.name) for spelling in spellings})
    texts |= {kept.id: kept for kept in articles.by_id(store, {said.article for said in more})}
    told = structs.replace(found, said=(*more, *found.said))
    return Page(actor, who.name(actor), total, spellings, told, apart, others, own, texts)


def _given(store: Store, names: Collection[str]) -> tuple[Said, ...]:
    """What people have ruled that somebody so called says in articles that do not name him."""
    standing = [one for one in rulings.in_force(store, SPEAKER) if plain(decoded(one).name) in names]
    held = {one.a: articles.held(store, stories.newest(store, one.a)) for one in standing}
    numbers = {one.number for one in standing}
    return tuple(
        Said(found.id, said.id, said.act, said.content, identities.day_of(found), _told_to(said), True)
        for found in held.values() if found is not None
        for said in found.record.statements
        if said.source.entity is None and (by_hand := found.correction_of(said.id)) is not None and by_hand.ruling in numbers
    )  # fmt: skip


def _told_to(said: Statement) -> str | None:
    return said.addressee.name if said.addressee is not None else None


def ruled(store: Store, kind: str, a: str, b: str, now: Callable[[], str]) -> Ruling:
    """Keep what a person rules on two names; raises InputError."""
    who = Who(store)
    left, right = _key(store, who, a), _key(store, who, b)
    if left == right:
        raise InputError(f"{a!r} and {b!r} are one spelling: two names were expected; selon actor shows the spellings of each.")
    standing = rulings.in_force(store, _OPPOSITE[kind])
    against = next((ruling for ruling in standing if {ruling.a, ruling.b} == {left, right}), None)
    if against is not None:
        raise InputError(f"ruling {against.number} says the opposite: take it back first with selon undo {against.number}.")
    made = now()
    with store.transaction():
        number = derived.rule(store, kind, left, right, made)
    return Ruling(number, kind, left, right, made)


def _key(store: Store, who: Who, name: str) -> str:
    """The key that bears a name, or else the first of the actor whom it means."""
    bearing = [key for key in actors.keys_named(store, plain(name)) if not key.startswith(("surname/", "office/"))]
    named = [key for key in bearing if key.split("/")[0] != "person" or _is_whole(key, name)]
    if len(named) == 1:
        return named[0]
    actor = who.find(name)
    return next((key for key in named if key in who.keys(actor)), actor)


def _is_whole(key: str, name: str) -> bool:
    """Whether a person's key holds a name in full, and not another spelling that its article also gives."""
    _, surname, given = key.split("/")
    return plain(name) == f"{given} {surname}"


def _held(store: Store, row: Seen) -> tuple[Held, Sighting] | None:
    held = articles.held(store, row.article)
    if held is None:
        return None
    mentions = next(entity.mentions for entity in held.record.entities if entity.id == row.entity)
    return held, derived.sighting_of(row, mentions)


def _spellings(store: Store, keys: tuple[str, ...]) -> list[Spelling]:
    found = actors.names_of(store, keys)
    told = (Spelling(named.name, key, named.mentions) for key in found for named in found[key] if named.mentions)
    return sorted(told, key=lambda s: (-s.mentions, s.name, s.key))
