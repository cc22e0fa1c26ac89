"""The order of dates that are known in part: TIMEX3 and ISO 8601 values by the first day they can mean."""

import re
from datetime import date

_CALENDAR = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(?:-.*)?")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_MONTHS = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7, "SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:T.*)?")


def first_day(value: str) -> tuple[int, int, int] | None:
    """Year, month and day (0 where they are not said) of a value; of an interval its start; None where no year is known."""
    start = value.split("/", 1)[0]
    if match := _CALENDAR.fullmatch(start):
        return int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if match := _PART.fullmatch(start):
        return int(match[1]), _MONTHS[match[2]], 0
    if match := _WEEK.fullmatch(start):
        return _week(int(match[1]), int(match[2]))
    return None


def is_day(value: str) -> bool:
    """Whether a value is exact to the day."""
    return _DAY.fullmatch(value) is not None


def _week(year: int, week: int) -> tuple[int, int, int] | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return monday.year, monday.month, monday.day
