"""Which of two publications was earlier, as far as what is known of their times tells."""

from calendar import monthrange
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

LATEST = int(datetime.max.replace(tzinfo=UTC).timestamp())
"""A time after every other, in seconds."""

_DAY, _MONTH, _YEAR = 10, 7, 4


class Moment(NamedTuple):
    """A time of publication: no earlier than `first` and before `end` (UTC, a time without a zone taken as such)."""

    first: datetime
    end: datetime

    def precedes(self, other: "Moment") -> bool:
        """Whether it is surely the earlier one."""
        return self.end <= other.first


def moment(published: str | None) -> Moment | None:
    """The time that an ISO 8601 value stands for, partial allowed; None where there is none or it is not one."""
    try:
        return _moment(published or "")
    except (ValueError, OverflowError):
        return None


def _moment(published: str) -> Moment:
    if len(published) > _DAY:
        told = datetime.fromisoformat(published)
        first = told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)
        return Moment(first, first + timedelta(seconds=1))
    first = datetime.fromisoformat({_YEAR: f"{published}-01-01", _MONTH: f"{published}-01"}.get(len(published), published))
    first = first.replace(tzinfo=UTC)
    days = {_YEAR: 366 if monthrange(first.year, 2)[1] == 29 else 365, _MONTH: monthrange(first.year, first.month)[1]}
    return Moment(first, first + timedelta(days=days.get(len(published), 1)))
