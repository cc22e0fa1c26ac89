"""Moments of the calendar as far as they are known, and their TIMEX3 values."""

from calendar import monthrange
from datetime import date, timedelta

import msgspec

from selon.lang.times import Grain

_MONTHS = {"Y": 12, "DE": 120, "CE": 1200, "Q": 3, "M": 1}
_DAYS = {"D": 1, "W": 7, "WE": 7}
GRAINS: dict[str, Grain] = {
    "Y": "year", "DE": "decade", "CE": "century", "Q": "quarter", "M": "month", "W": "week", "WE": "weekend", "D": "day",
    "H": "time", "MIN": "time", "S": "time",
}  # fmt: skip
_FINE = frozenset({"day", "time", "week", "weekend"})
_DAYS_OF_UNIT = {"Y": 365.25, "DE": 3652.5, "CE": 36525.0, "Q": 91.3, "M": 30.44, "W": 7.0, "WE": 7.0, "D": 1.0}


class Moment(msgspec.Struct, frozen=True):
    """A stretch of the calendar of one grain; what is None is unknown. `tail` follows the date: TMO, T18:00.

    `weekday` is 1 for Monday to 7 and told only where nothing else is known of a day.
    """

    grain: Grain
    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: str = ""
    weekday: int | None = None
    tail: str = ""

    @property
    def first(self) -> date | None:
        """The first day, where the year is known and the calendar has that day."""
        if self.year is None or not 1 <= self.year <= 9998:
            return None
        month, day = self.month or 1, self.day or 1
        return date(self.year, month, day) if day <= monthrange(self.year, month)[1] else None

    @property
    def to_the_day(self) -> bool:
        """Whether the very day is known."""
        return self.day is not None and self.grain in _FINE and self.first is not None

    @property
    def value(self) -> str:
        """The TIMEX3 value, with X where nothing is known."""
        year = f"{self.year:04d}" if self.year is not None else "XXXX"
        match self.grain:
            case "century":
                return year[:2]
            case "decade":
                return year[:3]
            case "year":
                return year + self.tail
            case "season":
                return f"{year}-{self.season}"
            case "quarter":
                return f"{year}-Q{((self.month or 1) - 1) // _MONTHS['Q'] + 1}" if self.year is not None else "XXXX"
            case "week" | "weekend":
                return self._week() + ("-WE" if self.grain == "weekend" else "")
            case "month":
                return f"{year}-{_two(self.month)}"
            case _:
                return self._day(year) + self.tail

    def _week(self) -> str:
        first = self.first
        if first is None:
            return "XXXX-WXX"
        calendar = first.isocalendar()
        return f"{calendar.year:04d}-W{calendar.week:02d}"

    def _day(self, year: str) -> str:
        if self.weekday is not None and self.day is None:
            return f"XXXX-WXX-{self.weekday}"
        return f"{year}-{_two(self.month)}-{_two(self.day)}"


def _two(number: int | None) -> str:
    return f"{number:02d}" if number is not None else "XX"


def at_day(day: date, grain: Grain = "day", tail: str = "") -> Moment:
    """The moment of a grain that holds a day."""
    return Moment(grain, day.year, day.month, day.day, tail=tail)


def shifted(day: date, amount: float, unit: str) -> Moment | None:
    """The moment of the unit's grain that lies `amount` units from a day; None beyond the calendar."""
    try:
        if unit in _MONTHS:
            return _months(day, amount, unit)
        if unit in _DAYS:
            return at_day(day + timedelta(round(amount * _DAYS[unit])), GRAINS[unit])
    except (ValueError, OverflowError):
        return None
    return at_day(day)


def _months(day: date, amount: float, unit: str) -> Moment | None:
    months = amount * _MONTHS[unit]
    whole = day.year * 12 + day.month - 1 + round(months)
    year, month = divmod(whole, 12)
    if not 1 <= year <= 9998:
        return None
    grain = GRAINS[unit] if amount == int(amount) else "month"
    return Moment(grain, year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def in_days(amount: float, unit: str) -> float:
    """How many days so many units last."""
    return amount * _DAYS_OF_UNIT.get(unit, 0.0)
