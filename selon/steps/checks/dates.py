"""Whether two expressions of one date agree, and whether a weekday fits its date."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from selon.analysis import Expression, Timed
from selon.model import Check, CheckVerdict
from selon.text import apposes
from selon.timex import days_of

_UNKNOWN = "nothing tells the day from which the words count"


def date_checks(text: str, timed: Timed) -> Iterator[Check]:
    """`dates_agree` for expressions in apposition, `weekday_agrees` for a weekday beside its date."""
    yield from (check for e in timed.expressions if (check := _weekday(e)) is not None)
    for left, right in pairwise(timed.expressions):
        if apposes(text[left.time.span.end : right.time.span.start], timed.appositives):
            for told, dated in ((left, right), (right, left)):
                if told.deictic and dated.dated:
                    yield _counted(told, dated, timed) if told.distance is not None else _named(told, dated)


def _weekday(expression: Expression) -> Check | None:
    """A weekday against the calendar, where the year is in the text or the publication is given."""
    found = days_of(expression.time.value)
    if expression.weekday is None or expression.time.basis == "inferred" or found is None or found[0] != found[1]:
        return None
    fits = found[0].isoweekday() == expression.weekday
    verdict: CheckVerdict = "consistent" if fits else "inconsistent"
    detail = (
        f"{found[0].isoformat()} is day {found[0].isoweekday()} of its week (1 is Monday), the text says day {expression.weekday}"
    )
    return Check("weekday_agrees", (expression.time.span,), verdict, detail=detail)


def _named(told: Expression, dated: Expression) -> Check:
    """A day or period named from the publication (« lundi », « la semaine dernière ») against the date in apposition."""
    spans = tuple(sorted((told.time.span, dated.time.span)))
    named, days = days_of(told.time.value), days_of(dated.time.value)
    if named is None or days is None or told.time.basis == "inferred":
        return Check("dates_agree", spans, "unknown", detail=_UNKNOWN)
    verdict: CheckVerdict = "consistent" if named[0] <= days[1] and days[0] <= named[1] else "inconsistent"
    return Check("dates_agree", spans, verdict, detail=f"{told.time.value} by the words, {dated.time.value} by the date")


def _counted(told: Expression, dated: Expression, timed: Timed) -> Check:
    """A distance from the publication against the date in apposition, within what the words leave open."""
    spans = tuple(sorted((told.time.span, dated.time.span)))
    spoken, days = days_of(timed.published or timed.reference or ""), days_of(dated.time.value)
    if spoken is None or days is None or told.distance is None:
        return Check("dates_agree", spans, "unknown", detail=_UNKNOWN)
    least, most = (days[0] - spoken[1]).days, (days[1] - spoken[0]).days
    fits = least - told.tolerance <= told.distance <= most + told.tolerance
    verdict: CheckVerdict = "consistent" if fits else "inconsistent"
    return Check("dates_agree", spans, verdict, detail=_detail(told, spoken[0], days[0]))


def _detail(told: Expression, spoken: date, day: date) -> str:
    said = f"the words say about {abs(told.distance or 0):.0f} days, give or take {told.tolerance:.0f}"
    return f"from {day.isoformat()} to {spoken.isoformat()} are {abs((spoken - day).days)} days; {said}"
