"""The days of a date, looked up once."""

from datetime import date
from functools import lru_cache

from selon.timex import days_of

_CACHED = 50_000


@lru_cache(_CACHED)
def days(value: str | None) -> tuple[date, date] | None:
    """The first and the last day of an ISO 8601 date, which may be partial; None where it is none."""
    return days_of(value) if value is not None else None


def day(value: str | None) -> date | None:
    """The day of a date that is known to the day."""
    found = days(value)
    return found[0] if found is not None and found[0] == found[1] else None
