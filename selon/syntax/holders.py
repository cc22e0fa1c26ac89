"""Who held a described office on a day: « le ministre russe de la Défense », « les présidents français et ukrainien »."""

from collections.abc import Sequence
from datetime import date

import msgspec

from selon.analysis import Words
from selon.cast import Cast, Member, Office, Resolved
from selon.lang.pack import Pack
from selon.syntax.offices import compatible, country_in, office_at
from selon.syntax.phrases import is_plural, phrase
from selon.tenures import Tenure, holder, is_called, tenures

_LONGEST_ROLE = 5


class Post(msgspec.Struct, frozen=True):
    """Whom a phrase headed by token `head` means: a name there, or who is inferred to have held the office that it describes."""

    head: int
    office: Office | None
    resolved: Resolved
    country: str | None
    wikidata: str | None = None


def kind_of_office(office: Office, pack: Pack) -> str | None:
    """The kind of office in `data/offices.csv` that a described office is."""
    for row in pack.offices:
        if row.countries and office.country not in row.countries:
            continue
        if office.role in row.governing and office.domain & row.domain:
            return row.office
        if office.role in row.roles and office.domain <= row.within:
            return row.office
    return None


def office_of(words: Words, head: int, pack: Pack, stop: int | None = None) -> Office | None:
    """The office that a phrase describes, by the longest role that begins with its head: « secrétaire d'État »."""
    office = office_at(words, head, pack, stop)
    if office is None:
        return None
    longest = min(head + _LONGEST_ROLE, words.bounds(head)[1])
    forms = (" ".join(words.form[head:last]).replace("' ", "'") for last in range(longest, head + 1, -1))
    row = next((row for form in forms if (row := pack.gazetteer.roles.get(form)) is not None), None)
    if row is None:
        return office
    return Office(row.id, office.country, office.domain - pack.gazetteer.role_words[row.id])


def offices_in(words: Words, head: int, cast: Cast, pack: Pack) -> tuple[Office, ...]:
    """The offices that a phrase describes: one for each of its countries where it is a plural."""
    office = office_of(words, head, pack)
    if office is None or office.country is None or names_body(words, range(*phrase(words, head, pack.grammar)), cast):
        return ()
    if not is_plural(words, head):
        return (office,)
    first, last = phrase(words, head, pack.grammar)
    last = max(last, words.right[head] - 1)
    codes = dict.fromkeys(code for i in range(first, last + 1) if (code := country_in(words, [i], pack)) is not None)
    named = frozenset(words.form[i] for i in range(first, last + 1) if country_in(words, [i], pack) is not None)
    return tuple(Office(office.role, code, office.domain - named) for code in codes)


def names_body(words: Words, title: range, cast: Cast) -> bool:
    """Whether a title is that of a body other than a country: « leader du NPA »."""
    members = (cast.members[m.key] for m in cast.inside(title.start, title.stop))
    acronym = any(words.text[words.start[i] : words.end[i]].isupper() and len(words.form[i]) > 1 for i in title)
    return acronym or any(member.kind not in ("country", "person", "place") for member in members)


def held(office: Office, days: tuple[date, date], cast: Cast, pack: Pack) -> tuple[Resolved, Tenure] | None:
    """Who is inferred to have held an office from the first to the last of `days`."""
    kind = kind_of_office(office, pack)
    if kind is None or office.country is None:
        return None
    known = tenures(kind, office.country)
    found = holder(known, *days) or _still(known, office, days, cast, pack)
    if found is None:
        return None
    member = next((m for m in cast.members.values() if m.kind == "person" and is_called(found, m.name)), None)
    why = f"inferred: held this office from {found.start} to {found.end or 'after ' + found.snapshot.isoformat()}"
    return Resolved(member.name if member else found.name, member.key if member else None, True, why), found


def peer(words: Words, head: int, other: Member, cast: Cast, pack: Pack) -> tuple[Office, Resolved | None] | None:
    """The office of « son homologue russe », which is `other`'s for another country, with whom the article says to hold it."""
    if words.form[head] not in pack.grammar.peers:
        return None
    country = country_in(words, range(*phrase(words, head, pack.grammar)), pack) or country_in(words, [head + 1], pack)
    for office in other.offices if country is not None else ():
        asked = Office(office.role, country, office.domain)
        said = (m for m in cast.members.values() if m.key != other.key and m.kind == "person")
        member = next((m for m in said if _holds(m, asked, pack)), None)
        return asked, Resolved(member.name, member.key, True, "holds the same office for that country") if member else None
    return None


def _still(known: Sequence[Tenure], office: Office, days: tuple[date, date], cast: Cast, pack: Pack) -> Tenure | None:
    """Who held the office on the day of the extract, where the article itself says that this person holds it."""
    last = next((t for t in known if t.end is None), None)
    if last is None or days[0] < last.start:
        return None
    said = (m for m in cast.members.values() if m.kind == "person" and is_called(last, m.name))
    return last if any(_holds(member, office, pack) for member in said) else None


def _holds(member: Member, office: Office, pack: Pack) -> bool:
    return any(o.country == office.country and compatible(office, o, pack.hypernyms) for o in member.offices)
