"""What a time expression means where it stands: one function for each kind of row."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from selon.lang.times import Grain, TimeKind
from selon.model import TimeBasis
from selon.steps.times.amounts import amount, recurring
from selon.steps.times.anchors import counted, nearest_year
from selon.steps.times.context import Context, Outcome
from selon.steps.times.matching import Hit
from selon.steps.times.moments import GRAINS, Moment, at_day, shifted

_CENTURY = 100
_PARTS = {"Q": range(1, 5), "H": range(1, 3)}
_SHORT_YEARS = 1900
_TWO_MONTHS = 62
_NOON = 12
_WEEK = 7
_DAY_UNITS = frozenset({"D", "W", "WE"})
_CLOCK_UNITS = frozenset({"H", "MIN", "S"})


def read_hit(hit: Hit, context: Context) -> Outcome | None:
    """What an expression means; None where its words make no date."""
    return _KINDS[hit.row.kind](hit, context)


def _tail(hit: Hit) -> str:
    return f"T{hit.word('part')}" if "part" in hit.said else ""


def _way(hit: Hit, context: Context) -> str:
    """The direction that the words tell (dernier, prochain), else that of the clause."""
    if "last" in hit.said:
        return "past"
    return "future" if "next" in hit.said else context.way


def _date(hit: Hit, context: Context) -> Outcome | None:
    year, month, day = hit.number("year"), hit.number("month") or hit.number("monthnumber"), hit.number("day")
    basis: TimeBasis = "absolute"
    if day is not None and month is None:
        return _day_of_month(hit, context, day)
    if year is None and month is not None:
        year, basis = _year(context, month, day, _way(hit, context))
    grain: Grain = "day" if day is not None else "month" if month is not None else "year"
    return _checked(Moment("time" if _tail(hit) else grain, year, month, day, tail=_tail(hit)), basis)


def _day_of_month(hit: Hit, context: Context, day: int) -> Outcome:
    """A weekday with a number: the nearest day on which both fit."""
    anchor = context.anchor
    unknown = Outcome("absolute", Moment("day", day=day))
    if anchor is None or anchor.day is None or not anchor.moment.to_the_day:
        return unknown
    near = (anchor.day + timedelta(days) for days in sorted(range(-_TWO_MONTHS, _TWO_MONTHS), key=abs))
    found = next((d for d in near if d.day == day and d.isoweekday() == hit.number("weekday")), None)
    return Outcome(anchor.basis, at_day(found)) if found is not None else unknown


def _year(context: Context, month: int, day: int | None, way: str) -> tuple[int | None, TimeBasis]:
    """The year of a date without one, and how it is known: by the sentence, or by the anchor and the direction."""
    anchor = context.anchor
    if context.beside is not None and (anchor is None or way not in ("past", "future")):
        return context.beside, "inferred"
    if anchor is None:
        return None, "absolute"
    return (nearest_year(anchor, month, day, way) if day else _month_year(anchor.day, month, way)), anchor.basis


def _month_year(here: date | None, month: int, way: str) -> int | None:
    """The year of a month without one: this year's, unless the tense puts it in the one before or after."""
    if here is None:
        return None
    if way == "past" and month > here.month:
        return here.year - 1
    return here.year + 1 if way == "future" and month < here.month else here.year


def _checked(moment: Moment, basis: TimeBasis) -> Outcome | None:
    """The outcome, unless the calendar has no such day."""
    if moment.day is not None and moment.month is not None:
        leap = Moment("day", moment.year if moment.year is not None else 2000, moment.month, moment.day)
        if leap.first is None:
            return None
    return Outcome(basis, moment)


def _weekday(hit: Hit, context: Context) -> Outcome | None:
    weekday = hit.number("weekday") or 1
    tail = _tail(hit)
    if "definite" in hit.said and context.way != "past":
        return Outcome("absolute", value=recurring(hit), type="SET")
    following = "following" in hit.said or "preceding" in hit.said
    base = context.day if following or hit.row.anchor == "previous" else None
    anchor = context.anchor
    if base is not None and base.first is not None:
        way = "past" if "preceding" in hit.said else "future"
        return Outcome("previous", _on(base.first, weekday, way, tail, strict=following))
    if anchor is None or anchor.day is None or not anchor.moment.to_the_day:
        return Outcome("absolute", Moment("day", weekday=weekday, tail=tail))
    strict = "last" in hit.said or "next" in hit.said
    return Outcome(anchor.basis, _on(anchor.day, weekday, _way(hit, context), tail, strict))


def _on(here: date, weekday: int, way: str, tail: str, strict: bool) -> Moment:
    """The day of the week before or after a day; that very day too, unless the words exclude it."""
    ahead = (weekday - here.isoweekday()) % 7
    whole = _WEEK if strict and not ahead else 0
    days = ahead + whole if way in ("future", "present") else ahead - (_WEEK if ahead else whole)
    return at_day(here + timedelta(days), "time" if tail else "day", tail)


def _shift(hit: Hit, context: Context) -> Outcome | None:
    if hit.row.value:
        return Outcome("publication", value=hit.row.value)
    number, unit = counted(hit)
    if hit.row.event:
        return Outcome("event", context.day if context.near and context.day is not None else Moment("day"))
    if unit in _CLOCK_UNITS:
        number, unit = 0.0, "D"
    tail = _tail(hit)
    backwards = hit.row.anchor == "previous"
    base = (context.day if unit in _DAY_UNITS else context.previous) if backwards else None
    told: TimeBasis = context.anchor.basis if context.anchor is not None else "publication"
    basis: TimeBasis = "previous" if base is not None else told
    if base is None and context.anchor is not None:
        base = context.anchor.moment
    moment = _counted(base, number, unit) or Moment(GRAINS[unit])
    if tail:
        moment = Moment("time", moment.year, moment.month, moment.day, tail=tail)
    return Outcome(basis, moment)


def _counted(base: Moment | None, number: float, unit: str) -> Moment | None:
    """So many units from a moment, where it is known finely enough for that unit."""
    if base is None or base.first is None or (unit in _DAY_UNITS and not base.to_the_day):
        return None
    if unit in ("M", "Q") and base.month is None:
        return None
    return shifted(base.first, number, unit)


def _day_of(hit: Hit, context: Context) -> tuple[Moment | None, TimeBasis]:
    """The day on which a time of the day lies: one told with it, the one told last, else the publication."""
    weekday = hit.number("weekday")
    if weekday is not None:
        found = _weekday(hit, context)
        return (found.moment, found.basis) if found is not None else (None, "absolute")
    if context.day is not None and (hit.row.amount is None or hit.row.anchor == "previous"):
        return context.day, "previous"
    anchor = context.anchor
    if anchor is not None and anchor.moment.to_the_day:
        return anchor.moment, anchor.basis
    return None, "absolute"


def _timed(hit: Hit, context: Context, tail: str) -> Outcome:
    day, basis = _day_of(hit, context)
    day = day or Moment("time")
    first = day.first
    if first is not None and hit.row.amount:
        day = at_day(first + timedelta(hit.row.amount * hit.row.sign))
    return Outcome(basis, Moment("time", day.year, day.month, day.day, weekday=day.weekday, tail=tail))


def _clock(hit: Hit, context: Context) -> Outcome | None:
    hour, minute = hit.number("hour"), hit.number("minute") or 0
    if hit.row.value:
        return _timed(hit, context, hit.row.value)
    if hour is None:
        return None
    if hit.word("part") in ("AF", "EV") and hour < _NOON:
        hour += _NOON
    return _timed(hit, context, f"T{hour:02d}:{minute:02d}")


def _part(hit: Hit, context: Context) -> Outcome | None:
    return _timed(hit, context, _tail(hit))


def _season(hit: Hit, context: Context) -> Outcome | None:
    season, year = hit.word("season"), hit.number("year")
    here = context.anchor.day if context.anchor is not None else None
    if year is not None or here is None:
        return Outcome("absolute", Moment("season", year, season=season))
    order = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    year = here.year
    way = _way(hit, context)
    if way == "past" and order > here.month:
        year -= 1
    elif way == "future" and order + 3 <= here.month:
        year += 1
    basis = context.anchor.basis if context.anchor is not None else "absolute"
    return Outcome(basis, Moment("season", year, season=season))


def _quarter(hit: Hit, context: Context) -> Outcome | None:
    year, here = hit.number("year"), context.anchor
    part = hit.word("span"), hit.number("order") or 0
    if part[1] not in _PARTS[part[0]]:
        return None
    told = year if year is not None else here.moment.year if here is not None else None
    basis: TimeBasis = "absolute" if year is not None or here is None else here.basis
    return Outcome(basis, Moment("year", told, tail=f"-{part[0]}{part[1]}"))


def _holiday(hit: Hit, context: Context) -> Outcome | None:
    month, day = divmod(hit.number("holiday") or 0, _CENTURY)
    if "year" in hit.said:
        return Outcome("absolute", Moment("day", hit.number("year"), month, day))
    year, basis = _year(context, month, day, _way(hit, context))
    return Outcome(basis, Moment("day", year, month, day))


def _century(hit: Hit, context: Context) -> Outcome | None:
    rank, short, year = hit.number("rank"), hit.number("shortyear"), hit.number("year")
    if rank is not None:
        return Outcome("absolute", Moment("century", (rank - 1) * _CENTURY)) if 0 < rank < _CENTURY else None
    if year is None and (short is None or short % 10):
        return None
    return Outcome("absolute", Moment("decade", year or _SHORT_YEARS + (short or 0)))


def _duration(hit: Hit, context: Context) -> Outcome | None:
    return Outcome("absolute", value=amount(hit))


def _set(hit: Hit, context: Context) -> Outcome | None:
    return Outcome("absolute", value=recurring(hit))


def _reference(hit: Hit, context: Context) -> Outcome | None:
    return Outcome("publication", value=hit.row.value)


_KINDS: Mapping[TimeKind, Callable[[Hit, Context], Outcome | None]] = {
    "date": _date, "weekday": _weekday, "shift": _shift, "clock": _clock, "part": _part, "season": _season, "quarter": _quarter,
    "holiday": _holiday,
    "century": _century, "duration": _duration, "set": _set, "reference": _reference,
}  # fmt: skip
