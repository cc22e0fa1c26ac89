"""When a contact took or takes place: the expression of its clause, the most exact first."""

from collections.abc import Iterator, Sequence
from datetime import date

from selon.analysis import Expression, Words
from selon.steps.contacts.triggers import Trigger
from selon.syntax.verbs import is_finite, is_main_verb
from selon.timex import days_of

_CALENDAR = frozenset({"DATE", "TIME"})


def date_of(words: Words, trigger: Trigger, expressions: Sequence[Expression]) -> str | None:
    """The ISO 8601 date of a contact, to the month or year where the text says no more; None where nothing tells."""
    first, stop = words.bounds(trigger.token)
    own = set(_clause(words, trigger.token))
    near = [e for e in expressions if e.time.type in _CALENDAR and words.start[first] <= e.time.span.start < words.end[stop - 1]]
    beside = [e for e in near if not own.isdisjoint(_clause(words, _token(words, e)))]
    beside = beside or [e for e in near if _adjoins(words, trigger.token, _token(words, e))]
    told = [(e, iso) for e in beside if (iso := _iso(e.time.value)) is not None]
    if not told:
        return None
    at = words.start[trigger.token]
    return min(told, key=lambda pair: (-len(pair[1]), abs(pair[0].time.span.start - at)))[1]


def _adjoins(words: Words, trigger: int, token: int) -> bool:
    """Whether no verb and no conjunction stands between an expression and a contact, whatever the parser tied it to."""
    between = range(min(trigger, token) + 1, max(trigger, token))
    return not any(is_finite(words, i) or words.pos[i] == "SCONJ" or words.feats[i].get("PronType") == "Rel" for i in between)


def days(iso: str | None) -> tuple[date, date] | None:
    """The first and last day of an ISO date."""
    return days_of(iso) if iso is not None else None


def _token(words: Words, expression: Expression) -> int:
    """The token of an expression that hangs on something outside it."""
    first, last = words.at(expression.time.span.start), words.at(expression.time.span.end - 1)
    inside = range(first, last + 1)
    return next((i for i in inside if words.head[i] not in inside or words.head[i] == i), first)


def _clause(words: Words, token: int) -> Iterator[int]:
    """The verb that a token is or hangs on, else the top of what it hangs on."""
    if is_main_verb(words, token):
        yield token
        return
    top = token
    for above in words.ancestors(token):
        top = above
        if is_main_verb(words, above):
            break
    yield top


def _iso(value: str) -> str | None:
    """A TIMEX3 value as a date: a day, a month or a year; None for weeks, seasons and references."""
    covered = days_of(value)
    if covered is None:
        return None
    first, last = covered
    if first == last:
        return first.isoformat()
    plain = len(value) in (4, 7) and value.replace("-", "").isdigit()
    return value if plain else None
