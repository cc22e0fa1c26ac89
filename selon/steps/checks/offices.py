"""Whether whoever the article calls the holder of an office held it on that day, as far as `data/offices.csv` knows."""

from collections.abc import Iterator
from datetime import date

from selon.analysis import Timed, Words
from selon.cast import Cast, Office
from selon.lang.pack import Pack
from selon.model import Check, CheckVerdict
from selon.span import Span
from selon.syntax.holders import kind_of_office, names_body, office_of
from selon.syntax.offices import office_at, role_at
from selon.tenures import Tenure, holder, is_called, tenures
from selon.timex import days_of


def office_checks(words: Words, pack: Pack, cast: Cast, timed: Timed) -> Iterator[Check]:
    """`office_agrees` for each title of a person whose office and country are known; nothing where no day is."""
    for member in cast.members.values():
        if member.kind == "person":
            each = (_check(words, pack, cast, span, member.name, timed) for span in member.roles)
            yield from (check for check in each if check is not None)


def _check(words: Words, pack: Pack, cast: Cast, span: Span, name: str, timed: Timed) -> Check | None:
    title = range(words.at(span.start), words.at(span.end - 1) + 1)
    head = next((i for i in title if role_at(words, i, pack) is not None), None)
    office = office_of(words, head, pack, title.stop) if head is not None else None
    kind = kind_of_office(office, pack) if office is not None else None
    if office is None or kind is None or office.country is None or head is None or names_body(words, title, cast):
        return None
    if _is_periphrasis(words, head, office, pack):
        return None
    known, day = tenures(kind, office.country), _day(words, head, timed)
    if not known or day is None:
        return None
    verdict, detail = _verdict(known, name, *day)
    return Check("office_agrees", (span,), verdict, detail=detail)


def _is_periphrasis(words: Words, head: int, office: Office, pack: Pack) -> bool:
    """« la leader américaine » can be the president, or lead a race: nothing to compare with."""
    described = office_at(words, head, pack)
    return described is not None and described.role == office.role != role_at(words, head, pack)


def _day(words: Words, head: int, timed: Timed) -> tuple[date, date] | None:
    """The day of which the title is told: the publication's, unless the sentence names another time."""
    first, stop = words.bounds(head)
    sentence = Span(words.start[first], words.end[stop - 1])
    other = [e for e in timed.expressions if e.time.type in ("DATE", "TIME") and sentence.covers(e.time.span)]
    told = [days for e in other if (days := days_of(e.time.value)) is not None]
    if len(told) < len(other) or len(told) > 1:
        return None
    return told[0] if told else days_of(timed.published or timed.reference or "")


def _verdict(known: tuple[Tenure, ...], name: str, first: date, last: date) -> tuple[CheckVerdict, str]:
    """What the tenures say of a person in an office from `first` to `last`; only a name as news write it tells two apart."""
    own = [t for t in known if is_called(t, name)]
    if any(t.start <= first and last < (t.end or t.snapshot) for t in own):
        return "consistent", f"{own[0].wikidata} held this office then"
    if any(t.end is None and t.start <= first for t in own):
        return "unknown", f"{own[-1].wikidata} held this office on {own[-1].snapshot}, what came later is not known"
    found = holder(known, first, last)
    if found is None or not found.spelled:
        return "unknown", "who held this office then is not known"
    return "inconsistent", f"{found.wikidata} held this office from {found.start} to {found.end or found.snapshot}"
