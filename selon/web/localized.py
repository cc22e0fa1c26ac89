"""Dates and numbers as a language writes them."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from babel.units import format_unit


def filters(code: str) -> dict[str, Callable[..., str]]:
    """The template's filters of a language: `day` for ISO 8601 dates, partial ones too, and `number`."""
    locale = Locale(code)
    return {"day": partial(day, locale=locale), "number": partial(number, locale=locale)}


def day(value: str | None, locale: Locale) -> str:
    """A year, month, day or moment in words, `6 juin 2024`; empty for none, as it stands where it is no date."""
    try:
        return _day(value, locale) if value else ""
    except ValueError:
        return value or ""


def number(value: float, locale: Locale) -> str:
    """A number with the language's own marks: `1 102`."""
    return str(format_decimal(value, locale=locale))


def days_in(count: int, code: str) -> str:
    """So many days in a language: `528 jours`."""
    return str(format_unit(count, "duration-day", locale=Locale(code)))


def _day(value: str, locale: Locale) -> str:
    if len(value) < 10:
        first, skeleton = (f"{value}-01-01", "y") if len(value) == 4 else (f"{value}-01", "yMMMM")
        return str(format_skeleton(skeleton, date.fromisoformat(first), locale=locale))
    told = str(format_date(date.fromisoformat(value[:10]), "long", locale=locale))
    # The hour is the one on the clock of whoever wrote it: its offset is left as it came.
    hour = datetime.fromisoformat(value).replace(tzinfo=None) if len(value) > 10 else None
    return f"{told}, {format_skeleton('Hm', hour, locale=locale)}" if hour else told
