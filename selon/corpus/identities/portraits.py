"""An actor's page: names, kinds, offices with their days, what it said and to whom, what is said of it, its contacts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from selon.corpus.identities.resolving import Tenured
from selon.corpus.identities.sightings import Sighting
from selon.model import Act, Held, Statement, Value
from selon.span import Span
from selon.timex import days_of

Relation = Literal["said", "addressed", "told_of"]


class Place(Value, frozen=True):
    """Exact words of one article."""

    article: str
    span: Span


class Counted(Value, frozen=True):
    """A name or a kind, in how many mentions or articles it is seen, and where."""

    value: str
    count: int
    places: tuple[Place, ...] = ()


class OfficeHeld(Value, frozen=True):
    """An office that articles give an actor, with the first and the last day on which they do, and where."""

    tenure: Tenured
    places: tuple[Place, ...]


class Said(Value, frozen=True):
    """A statement by its article and id, with its words; `other` is the addressee, or the source of what is said of the actor.

    `is_by_hand`: a person has corrected who says it.
    """

    article: str
    statement: str
    act: Act
    content: tuple[Span, ...]
    day: str | None = None
    other: str | None = None
    is_by_hand: bool = False


class Met(Value, frozen=True):
    """A contact in one article, and the names of the others in it."""

    article: str
    contact: str
    span: Span
    day: str | None
    others: tuple[str, ...]


class Portrait(Value, frozen=True):
    """What articles tell of one actor, each fact with the words that tell it; newest first where there is a day."""

    name: str
    articles: int
    names: tuple[Counted, ...]
    kinds: tuple[Counted, ...]
    countries: tuple[Counted, ...]
    offices: tuple[OfficeHeld, ...]
    said: tuple[Said, ...]
    addressed: tuple[Said, ...]
    told_of: tuple[Said, ...]
    contacts: tuple[Met, ...]


def portrait(seen: Sequence[tuple[Held, Sighting]]) -> Portrait:
    """The page of an actor who is seen so in these articles; raises ValueError where it is seen in none."""
    if not seen:
        raise ValueError("an actor without a sighting has no page")
    ordered = sorted(seen, key=lambda pair: (pair[1].day or "", pair[0].id, pair[1].entity), reverse=True)
    said = [found for held, sighting in ordered for found in _said(held, sighting)]
    return Portrait(
        name=display_name([sighting for _, sighting in seen]),
        articles=len({held.id for held, _ in seen}),
        names=_names(seen),
        kinds=_counted(sighting.kind for _, sighting in seen),
        countries=_counted(sighting.country for _, sighting in seen if sighting.country is not None),
        offices=_offices(ordered),
        said=tuple(statement for relation, statement in said if relation == "said"),
        addressed=tuple(statement for relation, statement in said if relation == "addressed"),
        told_of=tuple(statement for relation, statement in said if relation == "told_of"),
        contacts=tuple(met for held, sighting in ordered for met in _contacts(held, sighting)),
    )


def display_name(seen: Iterable[Sighting]) -> str:
    """The name that an actor bears in most articles; between as many, the longest, then the first in the alphabet."""
    counts = Counter((sighting.bare is not None, sighting.name) for sighting in seen)
    return min(counts, key=lambda pair: (pair[0], -counts[pair], -len(pair[1]), pair[1]))[1]


def tenures_of(seen: Iterable[Sighting]) -> tuple[Tenured, ...]:
    """The offices that articles give an actor, with the first and the last of their days."""
    days: dict[tuple[str, str], list[str | None]] = defaultdict(list)
    for sighting in seen:
        for told in sighting.titles:
            if told.title.country is not None:
                days[(told.title.office, told.title.country)].append(sighting.day)
    return tuple(_tenured(office, country, when) for (office, country), when in sorted(days.items()))


def _tenured(office: str, country: str, when: Iterable[str | None]) -> Tenured:
    known = sorted(day for day in when if day is not None and days_of(day) is not None)
    return Tenured(office, country, known[0] if known else None, known[-1] if known else None)


def _names(seen: Sequence[tuple[Held, Sighting]]) -> tuple[Counted, ...]:
    """The names with every mention that bears them."""
    places: dict[str, list[Place]] = defaultdict(list)
    for held, sighting in sorted(seen, key=lambda pair: (pair[0].id, pair[1].entity)):
        borne = {name for name, _ in sighting.names}
        for span in sighting.mentions:
            if span.of(held.text) in borne:
                places[span.of(held.text)].append(Place(held.id, span))
    counted = (Counted(name, len(where), tuple(where)) for name, where in places.items())
    return tuple(sorted(counted, key=lambda c: (-c.count, c.value)))


def _counted(values: Iterable[str]) -> tuple[Counted, ...]:
    counts = Counter(values)
    return tuple(Counted(value, counts[value]) for value in sorted(counts, key=lambda v: (-counts[v], v)))


def _offices(seen: Sequence[tuple[Held, Sighting]]) -> tuple[OfficeHeld, ...]:
    places: dict[tuple[str, str | None], list[Place]] = defaultdict(list)
    for held, sighting in seen:
        for told in sighting.titles:
            places[(told.title.office, told.title.country)].append(Place(held.id, told.span))
    held_ = tenures_of(sighting for _, sighting in seen)
    return tuple(OfficeHeld(tenure, tuple(places[(tenure.office, tenure.country)])) for tenure in held_)


def _said(held: Held, sighting: Sighting) -> Iterable[tuple[Relation, Said]]:
    """The statements that concern an actor, each with how it does."""
    times = {time.id: time.value for time in held.record.times}
    for statement in held.record.statements:
        relation = _relation(statement, sighting)
        if relation is not None:
            addressee = statement.addressee.name if statement.addressee is not None else None
            other = addressee if relation == "said" else statement.source.name
            day = times.get(statement.time or "") or sighting.day
            by_hand = held.correction_of(statement.id) is not None
            yield relation, Said(held.id, statement.id, statement.act, statement.content, day, other, by_hand)


def _relation(statement: Statement, sighting: Sighting) -> Relation | None:
    if statement.source.entity == sighting.entity:
        return "said"
    if statement.addressee is not None and statement.addressee.entity == sighting.entity:
        return "addressed"
    named = any(content.covers(mention) for content in statement.content for mention in sighting.mentions)
    return "told_of" if named else None


def _contacts(held: Held, sighting: Sighting) -> Iterable[Met]:
    names: Mapping[str, str] = {entity.id: entity.name for entity in held.record.entities}
    for contact in held.record.contacts:
        if sighting.entity in contact.participants:
            others = tuple(names[p] for p in contact.participants if p != sighting.entity)
            yield Met(held.id, contact.id, contact.span, contact.date, others)
