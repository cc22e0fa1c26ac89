"""When articles were published, as far as it is told: what surely comes before what."""

from datetime import UTC, datetime, time
from typing import NamedTuple

from selon.timex import days_of

_DATE = 10
_SECONDS = 86_400


class Moment(NamedTuple):
    """The first and the last instant that a publication leaves open, in UTC."""

    first: datetime
    last: datetime

    def before(self, other: "Moment") -> bool:
        """Whether this is surely earlier."""
        return self.last < other.first


def moment(published: str | None) -> Moment | None:
    """The instants of an ISO 8601 time or of a date told in part; None where it is not known."""
    if published is None:
        return None
    days = days_of(published[:_DATE])
    if days is None:
        return None
    if len(published) > _DATE:
        try:
            at = datetime.fromisoformat(published)
        except ValueError:
            at = None
        if at is not None:
            at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
            return Moment(at, at)
    return Moment(datetime.combine(days[0], time.min, UTC), datetime.combine(days[1], time.max, UTC))


def days_between(one: str | None, other: str | None) -> float:
    """The days that surely lie between two publications, from 0."""
    a, b = moment(one), moment(other)
    if a is None or b is None:
        return 0.0
    return max((b.first - a.last).total_seconds(), (a.first - b.last).total_seconds(), 0.0) / _SECONDS


def is_before(one: str | None, other: str | None) -> bool:
    """Whether one publication is surely earlier than another."""
    a, b = moment(one), moment(other)
    return a is not None and b is not None and a.before(b)
