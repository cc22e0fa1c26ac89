"""Where two passages that tell one event or one contact differ: its day, its initiator."""

from collections.abc import Iterator
from datetime import date

from selon.corpus.accounts.drafts import Dated, Draft, Met, Told
from selon.corpus.accounts.values import Question
from selon.span import Span

_DAYS_APART = 3
_DATE = 10
_DONE = frozenset({"asserted", "reported"})
Difference = tuple[Question, tuple[Span, ...], tuple[Span, ...], str]


def differing(x: Draft, y: Draft, is_same: bool) -> Iterator[Difference]:
    """The days and initiators told otherwise; a day only where the passages tell the same, since two calls can be alike."""
    yield from _initiators(x, y)
    day = _days(x, y) if is_same else None
    if day is not None:
        yield "when", (day[0].span,), (day[1].span,), "day"


def on_other_days(x: Draft, y: Draft) -> bool:
    """Whether both tell an event or a contact of one kind, and only such as lie too far apart to be one."""
    alike = [(p, q) for p in x.events for q in y.events if p.event.type == q.event.type]
    apart = [found for p, q in alike if (found := _is_apart(x, p, y, q)) is not None]
    return bool(apart) and all(apart)


def _is_apart(x: Draft, p: Told, y: Draft, q: Told) -> bool | None:
    """Whether two events lie too far apart to be one; what is told as done was done before it was published."""
    one, other = _told(x, p), _told(y, q)
    if one is not None and other is not None:
        return _apart(one.day, other.day) > _DAYS_APART
    for dated, told, draft in ((one, q, y), (other, p, x)):
        is_done = draft.published is not None and len(draft.published) >= _DATE and told.event.status in _DONE
        if dated is not None and is_done and dated.day > str(draft.published)[:_DATE]:
            return True
    return None


def _apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _initiators(x: Draft, y: Draft) -> Iterator[Difference]:
    for p in x.contacts:
        for q in y.contacts:
            if p.initiator and q.initiator and p.initiator != q.initiator and _is_one(p, q):
                yield "who", _begun(x, p), _begun(y, q), "initiator"
                return


def _begun(draft: Draft, met: Met) -> tuple[Span, ...]:
    """The words of a contact and the name of whoever began it, in the order of the text."""
    named = next((place for place, actor in draft.named if actor == met.initiator), None)
    return tuple(sorted((met.contact.span, *(draft.located(named.start, named.end) if named is not None else ()))))


def _is_one(p: Met, q: Met) -> bool:
    """Whether two contacts can be one: by the same channel, between the same, not far apart."""
    if p.contact.channel != q.contact.channel or len(p.participants & q.participants) < 2:
        return False
    days = [_day(met) for met in (p, q)]
    return any(day is None for day in days) or abs((days[0] or date.min) - (days[1] or date.min)).days <= _DAYS_APART


def _day(met: Met) -> date | None:
    told = met.contact.date
    return date.fromisoformat(told[:10]) if told is not None and len(told) >= 10 and told[:10].count("-") == 2 else None


def _days(x: Draft, y: Draft) -> tuple[Dated, Dated] | None:
    """The one day that each tells of the same event, where they are not the same."""
    if not _share_actors(x, y):
        return None
    for p in x.events:
        for q in y.events:
            one, other = _told(x, p), _told(y, q)
            if _are_alike(p, q) and one is not None and other is not None and one.day != other.day:
                return one, other
    return None


def _share_actors(x: Draft, y: Draft) -> bool:
    """Whether somebody is named or understood in both, or in one nobody at all."""
    of_x, of_y = ({*draft.about, *(actor for _, actor in draft.named)} for draft in (x, y))
    return not of_x or not of_y or bool(of_x & of_y)


def _are_alike(p: Told, q: Told) -> bool:
    """Whether two events are of one kind, and no actor of the one rules out the other."""
    if (p.event.type, p.event.mode) != (q.event.type, q.event.mode):
        return False
    pairs = ((p.actors, q.actors), (p.recipients, q.recipients))
    return all(not one or not other or one & other for one, other in pairs)


def _told(draft: Draft, told: Told) -> Dated | None:
    """The day of an event: its own, else the only one of its passage."""
    days = {dated.day for dated in draft.dates}
    return told.dated or (draft.dates[0] if len(days) == 1 else None)
