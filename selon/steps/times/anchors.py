"""What the values of time expressions are counted from: the publication, or the expression before."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import msgspec

from selon.analysis import Layout
from selon.model import TimeBasis
from selon.steps.times.matching import Hit
from selon.steps.times.moments import Moment, in_days, shifted
from selon.text import apposes

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ].*)?")
_ROUND = 5
_LOOSENESS = 0.1
_HALF = 0.5
_SOON, _LONG_AGO = 45, 300  # days


class Anchor(msgspec.Struct, frozen=True):
    """The moment of speaking and how it is known."""

    moment: Moment
    basis: TimeBasis

    @property
    def day(self) -> date | None:
        """A day of it; of a month or a year the first."""
        return self.moment.first


def published_anchor(published: str | None, basis: TimeBasis = "publication") -> Anchor | None:
    """The anchor that an ISO 8601 date gives, partial allowed; None where it is none."""
    found = _ISO.fullmatch(published or "")
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    moment = Moment("day" if day else "month" if month else "year", year, month, day)
    sound = (month is None or 1 <= month <= 12) and (day is None or day >= 1) and moment.first is not None
    return Anchor(moment, basis) if sound else None


def dateline(hits: Sequence[Hit], layout: Layout) -> Hit | None:
    """The first full date in a paragraph that tells when the article appeared."""
    lines = [paragraph.span for paragraph in layout.paragraphs if paragraph.kind == "dateline"]
    return next((hit for hit in hits if _is_full(hit) and any(line.covers(hit.span) for line in lines)), None)


def full_day(hit: Hit) -> Moment:
    """The day that a full date tells."""
    return Moment("day", hit.number("year"), hit.number("month") or hit.number("monthnumber"), hit.number("day"))


def _is_full(hit: Hit) -> bool:
    return hit.row.kind == "date" and "year" in hit.said and ("day" in hit.said)


def distance(hit: Hit) -> tuple[float, float] | None:
    """The days that an expression counts from the publication, and by how many its words may be out.

    Half a unit, a tenth of a round number (M. Krifka, Approximate interpretation of number words, 2007).
    """
    if hit.row.kind != "shift" or hit.row.anchor != "publication" or "number" not in hit.said or hit.row.value:
        return None
    amount, unit = counted(hit)
    loosely = _LOOSENESS * abs(amount) if amount % _ROUND == 0 else 0.0
    return in_days(amount, unit), in_days(max(loosely, _HALF), unit)


def counted(hit: Hit) -> tuple[float, str]:
    """The signed number of units that an expression counts, and the unit."""
    number = hit.said.get("number", hit.row.amount if hit.row.amount is not None else 1)
    half = 0.5 if "half" in hit.said else 0.0
    return hit.row.sign * (float(number) + half), hit.row.unit or hit.word("unit")


def implied(hits: Sequence[Hit], text: str, appositives: frozenset[str]) -> Anchor | None:
    """The month of speaking that a distance in apposition to a full date implies: « il y a un an, le 3 mars 2011 »."""
    for left, right in pairwise(hits):
        if not apposes(text[left.span.end : right.span.start], appositives):
            continue
        for told, dated in ((left, right), (right, left)):
            anchor = _implied_by(told, dated) if distance(told) is not None and _is_full(dated) else None
            if anchor is not None:
                return anchor
    return None


def _implied_by(told: Hit, dated: Hit) -> Anchor | None:
    amount, unit = counted(told)
    day = full_day(dated).first
    moment = shifted(day, -amount, unit) if day is not None and amount else None
    return Anchor(moment, "inferred") if moment is not None else None


def nearest_year(anchor: Anchor, month: int, day: int, way: str) -> int | None:
    """The year in which a day and month lie, before, after or nearest to the anchor."""
    here = anchor.day
    if here is None or anchor.moment.month is None:
        return here.year if here is not None else None
    exact = anchor.moment.day is not None and anchor.moment.grain == "day"
    years = (here.year - 1, here.year, here.year + 1)
    days = [(first, year) for year in years if (first := Moment("day", year, month, day).first) is not None]
    if not days:
        return here.year
    if way == "past" and exact:
        before = max((pair for pair in days if pair[0] <= here), default=days[0])
        soon = next((pair for pair in days if 0 < (pair[0] - here).days <= _SOON), None)
        # « a été convoqué le 15 mars »: nobody leaves out the year of a day nearly a year ago.
        return (soon if soon is not None and (here - before[0]).days > _LONG_AGO else before)[1]
    if way == "future" and exact:
        return min((pair for pair in days if pair[0] >= here), default=days[-1])[1]
    return min(days, key=lambda pair: abs((pair[0] - here).days))[1]
