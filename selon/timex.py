"""TIMEX3 values of dates: the days that they cover, and whether a value is well formed (TimeML 1.2.1; ISO 8601)."""

import re
from calendar import monthrange
from datetime import date, timedelta

_DATE = re.compile(
    r"(?P<year>\d{4}|XXXX)(?:-W(?P<week>\d\d|XX)(?:-(?P<weekday>[1-7]|WE))?|-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?|-(?P<season>SP|SU|FA|WI)|-(?P<part>Q[1-4]|H[12]))?"
    r"(?P<time>T(?:\d\d(?::\d\d)?|XX|MO|MI|AF|EV|NI))?"
)
_OTHER = re.compile(
    r"(?:PAST|PRESENT|FUTURE)_REF|\d{2,3}|T(?:\d\d(?::\d\d)?|MO|MI|AF|EV|NI)"
    r"|P(?:(?:\d+(?:\.\d+)?|X)(?:DE|CE|Y|Q|M|W|D))*(?:T(?:(?:\d+(?:\.\d+)?|X)[HMS])+)?(?<!P)"
)
_SEASONS = {"SP": (3, 20), "SU": (6, 21), "FA": (9, 22), "WI": (12, 21)}
_SEASON_DAYS = 93


def is_timex(value: str) -> bool:
    """Whether `value` is a well-formed TIMEX3 value."""
    return bool(_DATE.fullmatch(value) or _OTHER.fullmatch(value))


def days_of(value: str) -> tuple[date, date] | None:
    """The first and the last day of a TIMEX3 date; None where it is no date or its year is unknown."""
    found = _DATE.fullmatch(value)
    if found is None or found["year"] in ("XXXX", "0000") or "XX" in (found["week"], found["month"], found["day"]):
        return None
    try:
        return _covered(found)
    except (ValueError, OverflowError):
        return None


def _covered(found: re.Match[str]) -> tuple[date, date]:
    year = int(found["year"])
    if found["week"]:
        monday = date.fromisocalendar(year, int(found["week"]), 1)
        first, last = {"WE": (5, 6), None: (0, 6)}.get(found["weekday"]) or (int(found["weekday"]) - 1,) * 2
        return monday + timedelta(first), monday + timedelta(last)
    if found["season"]:
        opens = date(year, *_SEASONS[found["season"]])
        return opens, opens + timedelta(_SEASON_DAYS)
    if found["part"]:
        return _part(year, found["part"])
    month = int(found["month"]) if found["month"] else None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not found["day"]:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    day = date(year, month, int(found["day"]))
    return day, day


def _part(year: int, part: str) -> tuple[date, date]:
    """A quarter or a half of a year."""
    months = 3 if part[0] == "Q" else 6
    last = int(part[1]) * months
    return date(year, last - months + 1, 1), date(year, last, monthrange(year, last)[1])
