"""The ledger: one entry a contact, with all who report it, who denies it, and where reports differ."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import pairwise
from typing import Literal, TypeVar

from selon.corpus.ledger.days import day
from selon.corpus.ledger.merging import Group, counterparts, identifier, merged
from selon.corpus.ledger.reports import Party, Report
from selon.model import ContactChannel, ContactStatus, Value

T = TypeVar("T", bound=Hashable)
Field = Literal["date", "initiator", "topics", "channel", "status"]
_HELD = "held"


class Version(Value, frozen=True):
    """What some of the reports say where others say something else, with the ids of their articles."""

    value: str
    articles: tuple[str, ...]


class Difference(Value, frozen=True):
    """A field on which reports of one contact differ, and what each says, those first whom most families of copies report."""

    field: Field
    versions: tuple[Version, ...]


class Entry(Value, frozen=True):
    """One contact of the ledger.

    `date` is ISO 8601 and may be partial; `families` counts the texts that report it, copies once; `denied` are the articles
    in which somebody denies it.
    """

    id: str
    date: str | None
    channel: ContactChannel
    status: ContactStatus
    parties: tuple[Party, ...]
    reports: tuple[Report, ...]
    families: int
    initiator: Party | None = None
    denied: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()


class Gap(Value, frozen=True):
    """The days between two entries that follow each other, by their ids."""

    after: str
    before: str
    days: int


def entries(reports: Iterable[Report]) -> tuple[Entry, ...]:
    """The ledger of some reports by date, those without one last."""
    found = (_entry(group) for group in merged(reports))
    return tuple(sorted(found, key=lambda e: (e.date is None, e.date or "", _told_first(e.reports), e.id)))


def gaps(ledger: Sequence[Entry]) -> tuple[Gap, ...]:
    """The days between contacts that were held on a known day, each and the next."""
    dated = [(known, entry.id) for entry in ledger if entry.status == _HELD and (known := day(entry.date)) is not None]
    return tuple(Gap(a, b, (later - first).days) for (first, a), (later, b) in pairwise(sorted(dated)))


def _told_first(reports: Sequence[Report]) -> str:
    return min((report.published or "~" for report in reports), default="~")


def _alone(report: Report) -> Entry:
    """The entry of a contact that one article reports: nothing to choose from, nothing to differ."""
    told = report.told
    return Entry(
        id=identifier((report,)),
        date=told.date,
        channel=told.channel,
        status=told.status,
        parties=_parties((report,)),
        reports=(report,),
        families=1,
        initiator=report.initiator,
        denied=(report.article,) if told.status == "denied" else (),
    )


def _entry(group: Group) -> Entry:
    if len(group.reports) == 1:
        return _alone(group.reports[0])
    reports = tuple(sorted(group.reports, key=lambda r: (r.published or "~", r.article, r.told.contact)))
    affirming = [report for report in reports if report.told.status != "denied"] or list(reports)
    return Entry(
        id=identifier(reports),
        date=_first(affirming, lambda r: _precise(r.told.date)) or _first(affirming, lambda r: r.told.date),
        channel=_first(affirming, lambda r: r.told.channel if r.told.channel != "other" else None) or "other",
        status=_first(affirming, lambda r: r.told.status if r.told.status == _HELD else None) or affirming[0].told.status,
        parties=_parties(reports),
        reports=reports,
        families=len({report.family for report in reports}),
        initiator=_first(affirming, lambda r: r.initiator),
        denied=tuple(dict.fromkeys(report.article for report in reports if report.told.status == "denied")),
        differences=tuple(_differences(reports)),
    )


def _first(reports: Sequence[Report], value: Callable[[Report], T | None]) -> T | None:
    """What most families report; between as many, what was reported first."""
    families: dict[T, set[str]] = defaultdict(set)
    for report in reports:
        said = value(report)
        if said is not None:
            families[said].add(report.family)
    return max(families, key=lambda said: len(families[said]), default=None)


def _precise(value: str | None) -> str | None:
    return value if day(value) is not None else None


def _parties(reports: Sequence[Report]) -> tuple[Party, ...]:
    """Everyone whom a report names; a state only where nobody who speaks for it is named."""
    named = {party.actor: party for report in reversed(reports) for party in report.parties}
    people = {party.side for party in named.values() if not party.is_state}
    kept = (party for party in named.values() if not party.is_state or party.side not in people)
    return tuple(sorted(kept, key=lambda p: (p.side, p.actor)))


def _differences(reports: Sequence[Report]) -> Iterable[Difference]:
    found = (
        _difference("date", reports, lambda r: _precise(r.told.date)),
        _difference("initiator", reports, lambda r: r.initiator.name if r.initiator else None, _sides(reports)),
        _difference("channel", reports, lambda r: r.told.channel if r.told.channel != "other" else None),
        _difference("status", reports, lambda r: r.told.status if r.told.status in (_HELD, "denied", "refused") else None),
        _topics(reports),
    )
    return (difference for difference in found if difference is not None)


def _difference(
    field: Field, reports: Sequence[Report], value: Callable[[Report], str | None], sides: dict[str, str] | None = None
) -> Difference | None:
    """The versions of a field where there are several; values of one side are one."""
    told: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        said = value(report)
        if said is not None:
            told[said].append(report)
    if len({(sides or {}).get(said, said) for said in told}) < 2:
        return None
    ordered = sorted(told.items(), key=lambda pair: (-len({r.family for r in pair[1]}), _told_first(pair[1]), pair[0]))
    return Difference(field, tuple(Version(said, tuple(dict.fromkeys(r.article for r in by))) for said, by in ordered))


def _sides(reports: Sequence[Report]) -> dict[str, str]:
    """Each initiator's name with the side that it is of, so that a minister and the state are one."""
    begun = [report.initiator for report in reports if report.initiator is not None]
    return {a.name: min(b.actor for b in begun if counterparts(a, b)) for a in begun}


def _topics(reports: Sequence[Report]) -> Difference | None:
    """Topics of which only some of the reports that name any tell: no stem is shared with another report's."""
    telling = [report for report in reports if report.told.stems]
    alone = [r for r in telling if not any(set(r.told.stems) & set(o.told.stems) for o in telling if o is not r)]
    if len(telling) < 2 or not alone:
        return None
    return Difference("topics", tuple(Version(" · ".join(r.told.about), (r.article,)) for r in telling))
