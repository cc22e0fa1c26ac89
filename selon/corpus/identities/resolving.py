"""Whom a surname or an office means that stands alone in an article: the only one whom the article's company allows."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from selon.corpus.identities.sightings import Sighting, name_of
from selon.corpus.identities.spellings import alike
from selon.model import Value
from selon.timex import days_of

NEAR = timedelta(days=90)
"""How far from the days on which an actor is given an office the office is taken to be still theirs."""


_CACHED = 50_000
_WHY = ("nobody known bears the name", "nothing in the article ties the name to the one who is known", "several are possible")


class Tenured(Value, frozen=True):
    """An office in which an actor is seen, from the first day to the last on which an article gives it (ISO 8601)."""

    office: str
    country: str
    first: str | None
    last: str | None


class Candidate(Value, frozen=True):
    """Somebody who may be meant: `keys` are the actor's, `company` those of others whom both articles name."""

    actor: str
    name: str
    keys: tuple[str, ...]
    countries: frozenset[str] = frozenset()
    offices: tuple[Tenured, ...] = ()
    company: frozenset[str] = frozenset()


class Resolution(Value, frozen=True):
    """Whom a bare name means, and why; without `actor` it stays apart, `candidates` are those whom it may mean."""

    actor: str | None
    why: str
    candidates: tuple[str, ...] = ()


def resolve(sighting: Sighting, candidates: Sequence[Candidate]) -> Resolution:
    """Whom a bare sighting means."""
    possible = sorted((c for c in candidates if _fits(sighting, c)), key=lambda c: c.actor)
    supported = {c.actor: why for c in possible if (why := _support(sighting, c)) is not None}
    if len(supported) == 1:
        actor, why = next(iter(supported.items()))
        return Resolution(actor, why, tuple(c.actor for c in possible))
    return Resolution(None, _WHY[min(len(possible), 2)], tuple(c.actor for c in possible))


def held_on(offices: Sequence[Tenured], day: str | None) -> Sequence[Tenured]:
    """The offices that are taken to be held on a day: seen at most `NEAR` before or after it; none where no day is known."""
    when = days_of(day or "")
    return [office for office in offices if when is not None and _is_near(office, *when)]


def _fits(sighting: Sighting, candidate: Candidate) -> bool:
    if sighting.bare == "office":
        return bool(_shared_offices(sighting, candidate))
    if sighting.country is not None and candidate.countries and sighting.country not in candidate.countries:
        return False
    return any(_can_be_called(key, sighting.key) for key in candidate.keys)


def _can_be_called(key: str, bare: str) -> bool:
    full, short = name_of(key), name_of(bare)
    if full is None or short is None:
        return False
    return full.is_full and full.given.startswith(short.given) and alike(full.surname, short.surname)


def _support(sighting: Sighting, candidate: Candidate) -> str | None:
    """What in the article ties its bare name to a candidate."""
    if _shared_offices(sighting, candidate):
        return "the same office at that time"
    if sighting.country is not None and sighting.country in candidate.countries:
        return "the same country"
    if candidate.company:
        return f"in the same company: {min(candidate.company)}"
    return None


def _shared_offices(sighting: Sighting, candidate: Candidate) -> set[tuple[str, str | None]]:
    asked = {(told.title.office, told.title.country) for told in sighting.titles}
    return asked & {(office.office, office.country) for office in held_on(candidate.offices, sighting.day)}


@lru_cache(_CACHED)
def _is_near(office: Tenured, first: date, last: date) -> bool:
    known = [days for day in (office.first, office.last) if (days := days_of(day or "")) is not None]
    return bool(known) and known[0][0] - NEAR <= last and first <= known[-1][1] + NEAR
