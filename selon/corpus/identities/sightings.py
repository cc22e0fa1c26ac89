"""Who is seen in one article, under keys that mean the same in every article."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec

from selon.corpus.identities.names import Given, PersonName, is_proper, person_name, plain
from selon.corpus.identities.spellings import alike, blocks, one_person
from selon.corpus.identities.titles import Title, Titles, given_of, titles_of
from selon.lang.ledger import LedgerTable
from selon.lang.pack import Pack
from selon.model import Entity, EntityKind, Held, Value
from selon.span import Span
from selon.tenures import Tenure, every, holder, tenures
from selon.text import words_of
from selon.timex import days_of

Bare = Literal["surname", "office"]
_BODIES = ("organization", "outlet", "group")


class Told(Value, frozen=True):
    """A title as an article gives it, and where."""

    title: Title
    span: Span


class Sighting(Value, frozen=True):
    """One actor as seen in one article.

    `key` means the same in every article; where it is `bare` it is a surname or an office alone, which other articles may
    resolve. `side` is the state (ISO 3166-1 alpha-2) that the actor is or speaks for there; `names` are the names that it
    bears there, each with its count; `acronyms` are keys of short names that the article ties to it; `day` is the article's,
    ISO 8601, may be partial.
    """

    article: str
    entity: str
    key: str
    name: str
    kind: EntityKind
    bare: Bare | None = None
    country: str | None = None
    side: str | None = None
    day: str | None = None
    titles: tuple[Told, ...] = ()
    names: tuple[tuple[str, int], ...] = ()
    acronyms: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()


class Naming(msgspec.Struct, frozen=True):
    """What keys are made with: the titles and persons' names of a language, and known holders of offices by block."""

    titles: Titles
    given: Given
    holders: Mapping[str, tuple[Tenure, ...]]


class _Key(msgspec.Struct, frozen=True):
    key: str
    bare: Bare | None = None


def naming_of(pack: Pack, ledger: LedgerTable) -> Naming:
    """What the keys of a language are made with."""
    given, holders = given_of(pack), dict[str, tuple[Tenure, ...]]()
    for tenure in every():
        name = person_name(tenure.name, given)
        for block in blocks_of(_person_key(name)) if name is not None else ():
            holders[block] = (*holders.get(block, ()), tenure)
    return Naming(titles_of(pack, ledger), given, holders)


def sightings(held: Held, naming: Naming) -> tuple[Sighting, ...]:
    """The actors of an article, in its order: persons, governments, organisations, outlets and groups with a name, countries."""
    full = [name for e in held.record.entities if (name := _full_name(e, naming.given)) is not None]
    found = ((e, _told(e, held, naming)) for e in held.record.entities)
    keyed = ((e, told, _key(e, told, full, _days(held), naming)) for e, told in found)
    return tuple(_sighting(held, e, told, key, naming) for e, told, key in keyed if key is not None)


def blocks_of(key: str) -> tuple[str, ...]:
    """The keys under which a person's key, or a bare surname's, meets those that can be spellings of it; none for others."""
    group, _, name = key.partition("/")
    if group not in ("person", "surname"):
        return ()
    surname = name.partition("/")[0]
    return (surname, *(block for block in blocks(surname) if block != surname))


def name_of(key: str) -> PersonName | None:
    """The person's name that a key holds, a bare surname's too; None for other keys."""
    group, _, rest = key.partition("/")
    if group not in ("person", "surname"):
        return None
    surname, _, given = rest.partition("/")
    return PersonName(given, surname)


def is_spelled(key: str, given: str, surname: str) -> bool:
    """Whether a person's key, or a surname's, can be that of a name in folded words; an empty first name fits all."""
    name = name_of(key)
    if name is None or not alike(name.surname, surname):
        return False
    return not given or name.given.startswith(given) or alike(name.given, given)


def _full_name(entity: Entity, given: Given) -> PersonName | None:
    name = person_name(entity.name, given) if entity.kind == "person" else None
    return name if name is not None and name.is_full else None


def _told(entity: Entity, held: Held, naming: Naming) -> tuple[Told, ...]:
    """The offices that the article gives an entity, one for each place where it says so."""
    if entity.kind != "person":
        return ()
    spans = entity.roles if person_name(entity.name, naming.given) is not None else entity.mentions
    read = ((naming.titles.in_text(span.of(held.text), entity.country), span) for span in spans)
    return tuple(Told(title, span) for title, span in read if title is not None and title.country is not None)


def day_of(held: Held) -> str | None:
    """The article's day, without the hour."""
    published = held.record.article.published
    return published.partition("T")[0] if published is not None else None


def _days(held: Held) -> tuple[date, date] | None:
    return days_of(day_of(held) or "")


def _key(
    entity: Entity, told: Sequence[Told], full: Sequence[PersonName], days: tuple[date, date] | None, naming: Naming
) -> _Key | None:
    if entity.kind == "country":
        return _Key(f"country/{entity.country}") if entity.country else None
    if entity.wikidata is not None:
        return _Key(f"wikidata/{entity.wikidata}")
    if entity.kind == "government":
        return _government(entity, naming.titles)
    if entity.kind in _BODIES:
        return _Key(f"body/{_unarticled(entity.name, naming)}") if is_proper(entity.name) else None
    return _person(entity, told, full, days, naming) if entity.kind == "person" else None


def _government(entity: Entity, titles: Titles) -> _Key | None:
    if entity.country is None:
        return _Key(f"body/{plain(entity.name)}") if is_proper(entity.name) else None
    words = (word for word in words_of(entity.name) if len(word) > 2 and word not in titles.country_words)
    return _Key(f"government/{entity.country}/{' '.join(sorted(map(plain, words)))}")


def _unarticled(name: str, naming: Naming) -> str:
    first, _, rest = plain(name).partition(" ")
    return rest if rest and first in naming.titles.articles else plain(name)


def _person(
    entity: Entity, told: Sequence[Told], full: Sequence[PersonName], days: tuple[date, date] | None, naming: Naming
) -> _Key | None:
    name = person_name(entity.name, naming.given)
    if name is None:
        return _holder(told, days, naming.given)
    if name.is_full:
        return _Key(_person_key(name))
    company = [other for other in full if other.given.startswith(name.given) and alike(other.surname, name.surname)]
    if len(set(company)) == 1:
        return _Key(_person_key(company[0]))
    return _Key(f"surname/{name.surname}" + (f"/{name.given}" if name.given else ""), "surname")


def _holder(told: Sequence[Told], days: tuple[date, date] | None, given: Given) -> _Key | None:
    """Who is only described by an office: its holder that day where that is known, else the office itself."""
    if not told:
        return None
    title = told[0].title
    known = tenures(title.kind, title.country) if title.kind and title.country else ()
    found = holder(known, *days) if days is not None else None
    name = person_name(found.name, given) if found is not None else None
    return _Key(_person_key(name)) if name is not None else _Key(f"office/{title.office}/{title.country}", "office")


def _person_key(name: PersonName) -> str:
    return f"person/{name.surname}/{name.given}"


def _sighting(held: Held, entity: Entity, told: tuple[Told, ...], key: _Key, naming: Naming) -> Sighting:
    names = Counter(text for span in entity.mentions if is_proper(text := span.of(held.text)) and _is_name(text, entity, naming))
    names[entity.name] += 0
    return Sighting(
        article=held.id,
        entity=entity.id,
        key=key.key,
        name=entity.name,
        kind=entity.kind,
        bare=key.bare,
        country=entity.country,
        side=_side(entity, told, naming.titles) or _known_side(key.key, _days(held), naming),
        day=day_of(held),
        titles=told,
        names=tuple(sorted(names.items())),
        acronyms=tuple(sorted(_acronyms(entity, names))),
        mentions=entity.mentions,
    )


def _is_name(text: str, entity: Entity, naming: Naming) -> bool:
    """Whether a mention is a name and no description: « le chef du ministère russe » names nobody."""
    return entity.kind != "person" or person_name(text, naming.given) is not None


def _acronyms(entity: Entity, names: Iterable[str]) -> set[str]:
    """Keys of the short names of a body that has a long one."""
    if entity.kind not in _BODIES or " " not in entity.name:
        return set()
    words = entity.name.split()
    return {f"body/{plain(name)}" for name in names if name.isupper() and " " not in name and len(name) > 1 and name not in words}


def _known_side(key: str, days: tuple[date, date] | None, naming: Naming) -> str | None:
    """The state of whom `data/offices.csv` knows to have held an office for it on those days."""
    name = name_of(key)
    if name is None or not name.is_full or days is None:
        return None
    near = (tenure for block in blocks_of(key) for tenure in naming.holders.get(block, ()))
    during = (t for t in near if t.start <= days[0] and days[1] < (t.end or t.snapshot))
    held = ((tenure.country, person_name(tenure.name, naming.given)) for tenure in during)
    return next((country for country, own in held if own is not None and one_person(own, name, naming.given)), None)


def _side(entity: Entity, told: Sequence[Told], titles: Titles) -> str | None:
    if entity.kind == "person":
        return next((t.title.country for t in told), None)
    is_state = entity.kind == "country" or (entity.kind == "government" and titles.speaks_for_state(entity.name))
    return entity.country if is_state else None
