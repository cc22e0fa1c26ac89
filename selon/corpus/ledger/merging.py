"""Reports of one contact put together, whatever order they came in.

Reports are first grouped where they say the same: parties, day, channel. A group then joins another where exactly one is
compatible: its parties are those or their states, the channels do not exclude each other, and the day is the same, or is left
open by one of them within the time of the story.
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from selon.corpus.ledger.days import days as days_of
from selon.corpus.ledger.reports import Party, Report
from selon.model import Value

STORY = timedelta(days=7)
"""How long after a contact an article that does not date it is taken to tell of it, and how long before one that is planned."""

_SLIP = timedelta(days=3)
_NIGHT = timedelta(days=1)
_SHARED = 2  # stems of topics that two reports with different days must share to be one
_NOBODY: frozenset[str] = frozenset()
_OPEN = ("other", "meeting", "negotiation")
_APART = ("refused", "ended")
_ALONE = ("letter", "other")


class Group(Value, frozen=True):
    """Reports of one contact, those that say the most about it first."""

    reports: tuple[Report, ...]


class _Facts(msgspec.Struct, frozen=True, gc=False):
    """What the merging looks at in reports that say the same."""

    rank: tuple[int, int, int, tuple[str, ...]]
    persons: dict[str, frozenset[str]]
    days: tuple[date, date] | None
    published: date | None
    reports: tuple[Report, ...]

    @property
    def channel(self) -> str:
        return self.reports[0].told.channel

    @property
    def status(self) -> str:
        return self.reports[0].told.status

    @property
    def articles(self) -> frozenset[str]:
        return frozenset(report.article for report in self.reports)

    @property
    def day(self) -> date | None:
        return self.days[0] if self.days is not None and self.days[0] == self.days[1] else None


class _Board:
    """The contacts of one pair of sides that are told apart so far, by day."""

    def __init__(self) -> None:
        self.placed: list[list[_Facts]] = []
        self._days: list[tuple[date, int]] = []

    def open(self, facts: _Facts) -> None:
        """Begin a contact."""
        if facts.day is not None:
            entry = (facts.day, len(self.placed))
            self._days.insert(bisect_left(self._days, entry), entry)
        self.placed.append([facts])

    def between(self, first: date, last: date) -> list[int]:
        """The contacts on the days from `first` to `last`."""
        low = bisect_left(self._days, (first, -1))
        return [place for _, place in self._days[low : bisect_right(self._days, (last, len(self.placed)))]]


def merged(reports: Iterable[Report]) -> tuple[Group, ...]:
    """The contacts that the reports tell of, in no order that depends on theirs."""
    by_sides: dict[frozenset[str], list[Report]] = defaultdict(list)
    for report in reports:
        by_sides[report.sides].append(report)
    return tuple(group for sides in sorted(by_sides, key=sorted) for group in _merged(by_sides[sides]))


def identifier(reports: Sequence[Report]) -> str:
    """An id for a contact: eight hexadecimal digits of its first report's article and contact."""
    first = min((report.article, report.told.contact) for report in reports)
    return hashlib.sha256("\0".join(first).encode()).hexdigest()[:8]


def _merged(reports: Sequence[Report]) -> Iterable[Group]:
    board, undated = _Board(), []
    for facts in sorted(_same(reports), key=lambda f: f.rank):
        place = _place(facts, board)
        if place is not None:
            board.placed[place].append(facts)
        elif facts.days is None:
            undated.append(facts)
        else:
            board.open(facts)
    for run in _runs(undated):
        board.placed.append(run)
    for placed in board.placed:
        yield Group(tuple(report for facts in placed for report in facts.reports))


def _same(reports: Sequence[Report]) -> Iterable[_Facts]:
    """Reports that say the same of parties, day, channel and status; those without a day stand alone."""
    groups: dict[tuple[object, ...], list[Report]] = defaultdict(list)
    for report in sorted(reports, key=lambda r: (r.article, r.told.contact)):
        told = report.told
        alone = () if told.date is not None else (report.article, told.contact)
        parties = frozenset(party.actor for party in report.parties)
        groups[(parties, told.date, told.channel, told.status in _APART, *alone)].append(report)
    return (_facts(group) for group in groups.values())


def _facts(reports: Sequence[Report]) -> _Facts:
    first = reports[0]
    persons: dict[str, frozenset[str]] = {}
    for party in first.parties:
        side, own = party.state or party.actor, _NOBODY if party.is_state else frozenset([party.actor])
        persons[side] = persons[side] | own if side in persons else own
    days = days_of(first.told.date)
    published = min((known[0] for report in reports if (known := days_of(report.published)) is not None), default=None)
    named = sum(map(bool, persons.values()))
    vague = 0 if days is None or days[0] == days[1] else (days[1] - days[0]).days
    order = (first.told.date or "~", first.published or "~", first.article, first.told.contact, first.told.channel)
    rank = (0 if days is not None and not vague else 1 if vague else 2, -named, -len(_families(reports)), (f"{vague:06}", *order))
    return _Facts(rank, persons, days, published, tuple(reports))


def _place(facts: _Facts, board: _Board) -> int | None:
    """The only contact on the board that reports can tell of."""
    if facts.days is not None:
        same = [place for place in board.between(*facts.days) if _compatible(facts, board.placed[place][0])]
        if len(same) == 1 or facts.day is None:
            return same[0] if len(same) == 1 else None
        near = board.between(facts.days[0] - _SLIP, facts.days[1] + _SLIP) if not same else []
        slips = [place for place in near if _is_slip(facts, board.placed[place])]
        return slips[0] if len(slips) == 1 else None
    if facts.published is None:
        return None
    first, last = facts.published - STORY, facts.published + (STORY if facts.status in ("planned", "possible") else timedelta())
    told = [place for place in board.between(first, last) if _compatible(facts, board.placed[place][0])]
    return told[0] if len(told) == 1 else None


def _compatible(a: _Facts, b: _Facts) -> bool:
    if (a.status in _APART) != (b.status in _APART):
        return False
    shared = [(names, b.persons.get(side, frozenset())) for side, names in a.persons.items()]
    if any(x and y and not x & y for x, y in shared):
        return False
    return _channels_agree(a.channel, b.channel, all(x and x == y for x, y in shared))


def _channels_agree(a: str, b: str, same_persons: bool) -> bool:
    """Whether two channels can be told of one contact: « talks » can be by telephone where the same two are named."""
    if a == b or "other" in (a, b):
        return True
    if "letter" in (a, b):
        return False
    return (a in _OPEN or b in _OPEN) and ("phone" not in (a, b) or same_persons)


def _is_slip(facts: _Facts, placed: Sequence[_Facts]) -> bool:
    """Whether another day is a slip: same persons and channel, told of in one story, by one text alone or on the same topics."""
    core = placed[0]
    near = facts.published is not None and core.published is not None and abs(facts.published - core.published) <= _SLIP
    if (
        not near
        or facts.days is None
        or core.days is None
        or facts.channel != core.channel
        or facts.persons != core.persons
        or not _compatible(facts, core)
    ):
        return False
    if any(facts.articles & other.articles for other in placed):
        return False
    is_alone = abs(facts.days[0] - core.days[0]) <= _NIGHT and len(_families(facts.reports)) == 1 < len(_families(core.reports))
    return is_alone or len(_stems(facts) & _stems(core)) >= _SHARED


def _families(reports: Iterable[Report]) -> set[str]:
    return {report.family for report in reports}


def _stems(facts: _Facts) -> set[str]:
    return {stem for report in facts.reports for stem in report.told.stems}


def _runs(undated: Sequence[_Facts]) -> Iterable[list[_Facts]]:
    """Reports without a day, those together that name the same parties and channel within the time of a story."""
    by_kind: dict[tuple[object, ...], list[_Facts]] = defaultdict(list)
    for facts in undated:
        actors = frozenset(party.actor for party in facts.reports[0].parties)
        by_kind[(actors, facts.channel, facts.status in _APART)].append(facts)
    for kind in by_kind.values():
        run: list[_Facts] = []
        for facts in sorted(kind, key=lambda f: (f.published or date.min, f.rank)):
            if run and not _is_soon(run[0], facts):
                yield run
                run = []
            run.append(facts)
        yield run


def _is_soon(first: _Facts, later: _Facts) -> bool:
    if first.published is None or later.published is None:
        return False
    own = first.articles & later.articles
    return later.published - first.published <= STORY and not own


def counterparts(a: Party, b: Party) -> bool:
    """Whether two parties can be one: the same actor, or a state and whoever speaks for it."""
    return a.actor == b.actor or (a.side == b.side and (a.is_state or b.is_state))
