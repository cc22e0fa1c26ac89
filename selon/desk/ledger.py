"""The ledger of a desk: contacts and claims entered as articles come, put together when they are asked for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from selon.corpus import identities
from selon.corpus.ledger import (
    Claim,
    Entry,
    Finding,
    Gap,
    Party,
    Placed,
    Report,
    Reported,
    check,
    claims,
    entries,
    gaps,
    reported,
)
from selon.desk.families import FamilyIds
from selon.desk.who import Who
from selon.lang.ledger import load_ledger
from selon.model import ContactChannel, EntityKind, Held, Value
from selon.store import Store, actors
from selon.store import ledger as rows
from selon.store.actors import Seen

_STATES = ("country", "government")
_PAIR = 2


LIMIT = 300
"""How many contacts a question for one actor, or for all, looks at: the newest."""


class Asked(NamedTuple):
    """A question: whose contacts (at most two actors), by which channel, between which days (ISO 8601), or only the last held.

    Of a pair all contacts are looked at, otherwise the newest, at most `limit` of them.
    """

    names: tuple[str, ...] = ()
    channel: ContactChannel | None = None
    since: str | None = None
    until: str | None = None
    is_last: bool = False
    limit: int = LIMIT


class Ledger(NamedTuple):
    """Contacts by date, the days between those that were held, and what articles claim of them; `sides` are the names asked."""

    sides: tuple[str, ...]
    entries: tuple[Entry, ...]
    gaps: tuple[Gap, ...]
    findings: tuple[Finding, ...]


class _Member(Value, frozen=True):
    """Who is in a contact as it was entered: what `sightings` has, so that a full name needs no look-up there."""

    entity: str
    key: str
    kind: EntityKind
    state: str | None
    is_bare: bool


class _Contact(Value, frozen=True):
    """A contact as it is kept."""

    told: Reported
    members: tuple[_Member, ...]


_CONTACTS = msgspec.json.Decoder(_Contact)
_CLAIMS = msgspec.json.Decoder(Claim)


class _Side(NamedTuple):
    """One side of a question: the actor, its state where it is one, and what its contacts stand under."""

    actor: str
    state: str | None
    terms: frozenset[str]


def add(store: Store, held: Held) -> None:
    """Enter the contacts and claims of an article."""
    found = _claimed(held)
    outlet, day = held.record.article.outlet, identities.day_of(held)
    seen = {row.entity: row for row in actors.in_article(store, held.id)}
    for told in reported(held, found):
        names = dict(told.names)
        parties = ", ".join(names[party] for party in told.parties)
        what = (told.channel, told.status, told.date, told.words, parties, outlet, day)
        kept = _json(_Contact(told, tuple(_member(seen[entity]) for entity in names if entity in seen)))
        rows.put_contact(store, rows.ContactRow(held.id, told.contact, *what, kept), _terms(told.parties, seen))
    for number, claim in enumerate(found, start=1):
        claimed = (claim.kind, claim.since, claim.span.of(held.text), outlet, day)
        rows.put_claim(store, rows.ClaimRow(held.id, str(number), *claimed, _json(claim)), _terms(claim.parties, seen))


def entered(held: Held) -> list[tuple[str, str]]:
    """The article and the own id of each contact and claim that an article has in the ledger once it is entered."""
    found = _claimed(held)
    ids = (*(told.contact for told in reported(held, found)), *(str(number) for number, _ in enumerate(found, start=1)))
    return [(held.id, one) for one in ids]


def kept(store: Store, article: str) -> list[tuple[str, str]]:
    """The same of those that are there."""
    return rows.ids(store, article)


def leave(store: Store, article: str) -> None:
    """Take out what an article tells."""
    rows.leave(store, article)


def ledger(store: Store, asked: Asked, families: FamilyIds) -> Ledger:
    """The ledger of those asked for; `families` leads from an article to its family of copies. Raises InputError."""
    who = Who(store)
    sides = [_side(store, who, name) for name in asked.names]
    within = rows.Within(asked.since, asked.until, asked.limit)
    reports = _reports(store, who, sides, within, families)
    whole = [entry for entry in entries(reports) if all(_takes_part(side, entry.parties) for side in sides)]
    placed = _claims(store, who, sides, within, families)
    findings = tuple(check(claim, whole) for claim in placed)
    wanted = [entry for entry in whole if _answers(entry, asked)]
    shown = _last(wanted) if asked.is_last else wanted
    between = gaps(wanted) if len(sides) == _PAIR else ()
    return Ledger(tuple(who.name(side.actor) for side in sides), tuple(shown), between, findings)


def _claimed(held: Held) -> tuple[Claim, ...]:
    return tuple(claims(held, load_ledger(held.record.article.language)))


def _terms(parties: Iterable[str], seen: Mapping[str, Seen]) -> list[Collection[str]]:
    found = [seen[party] for party in parties if party in seen]
    return [{row.key, f"state/{row.state}"} if row.state else {row.key} for row in found]


def _side(store: Store, who: Who, name: str) -> _Side:
    actor = who.find(name)
    if actor.startswith("country/"):
        return _state(store, actor.removeprefix("country/"))
    return _Side(actor, None, frozenset(who.keys(actor)) | who.bare_keys(actor))


def _state(store: Store, code: str) -> _Side:
    """A state with everyone who is seen to speak for it somewhere."""
    holders = actors.known(store, actors.holders(store, code)).values()
    keys = {key for group in actors.keys_of(store, holders).values() for key in group}
    blocks = {block for key in keys for block in identities.blocks_of(key)}
    bare = {key for key in actors.block_mates(store, blocks) if key.startswith("surname/")}
    return _Side(f"country/{code}", code, frozenset({f"state/{code}", f"country/{code}", *keys, *bare}))


def _reports(
    store: Store, who: Who, sides: Sequence[_Side], within: rows.Within, families: FamilyIds
) -> list[Report]:
    """The reports on the sides, and those on the states of a pair, with which they may be one."""
    found = _read(who, _found(store, sides, within), families)
    if len(sides) < _PAIR:
        return list(found.values())
    asked = {report.sides for report in found.values() if all(_takes_part(side, report.parties) for side in sides)}
    for pair in sorted(asked, key=sorted):
        if all(_is_code(side) for side in pair) and not all(side.state in pair for side in sides):
            more = rows.contacts_of_pair(store, *(_state(store, code).terms for code in sorted(pair)))
            found |= _read(who, [item for item in more if (item.article, item.item) not in found], families)
    return [report for report in found.values() if report.sides in asked]


def _found(store: Store, sides: Sequence[_Side], within: rows.Within) -> list[rows.Item]:
    if len(sides) == _PAIR:
        return rows.contacts_of_pair(store, *(side.terms for side in sides))
    return rows.contacts_of(store, sides[0].terms, within) if sides else rows.every_contact(store, within)


def _claims(
    store: Store, who: Who, sides: Sequence[_Side], within: rows.Within, families: FamilyIds
) -> Iterable[Placed]:
    if len(sides) == _PAIR:
        items = rows.claims_of_pair(store, *(side.terms for side in sides))
    else:
        items = rows.claims_of(store, sides[0].terms, within) if sides else rows.every_claim(store, within)
    who.load(item.article for item in items)
    families.load(item.article for item in items)
    for item in items:
        claim = _CLAIMS.decode(item.told)
        seen = ((entity, who.seen(item.article, entity)) for entity in claim.parties)
        parties = tuple(_party(who, item, _member(row) if row else None, entity, entity) for entity, row in seen)
        if all(_takes_part(side, parties) for side in sides):
            yield Placed(item.article, families.get(item.article, item.article), claim, parties, item.day, item.outlet)


def _read(who: Who, items: Sequence[rows.Item], families: FamilyIds) -> dict[tuple[str, str], Report]:
    contacts = [(item, _CONTACTS.decode(item.told)) for item in items]
    members = [(item.article, member) for item, contact in contacts for member in contact.members]
    who.load(article for article, member in members if member.is_bare)
    who.know(member.key for _, member in members)
    families.load(item.article for item in items)
    return {(item.article, item.item): _report(who, item, contact, families) for item, contact in contacts}


def _report(who: Who, item: rows.Item, contact: _Contact, families: FamilyIds) -> Report:
    told, members = contact.told, {member.entity: member for member in contact.members}
    parties = {entity: _party(who, item, members.get(entity), entity, name) for entity, name in told.names}
    return Report(
        article=item.article,
        family=families.get(item.article, item.article),
        told=told,
        parties=tuple(parties[entity] for entity in told.parties),
        initiator=parties.get(told.initiator or ""),
        outlet=item.outlet,
        published=item.day,
    )


def _party(who: Who, item: rows.Item, member: _Member | None, entity: str, name: str) -> Party:
    if member is None:
        return Party(f"{item.article}/{entity}", name)
    seen = who.seen(item.article, entity) if member.is_bare else None
    actor = who.actor(seen) if seen is not None else who.actor_of(member.key)
    state = member.state if member.state is not None or member.kind != "person" else who.state_on(actor, item.day)
    return Party(actor, who.name(actor), state, member.kind in _STATES)


def _member(seen: Seen) -> _Member:
    return _Member(seen.entity, seen.key, msgspec.convert(seen.kind, EntityKind), seen.state, seen.bare is not None)


def _takes_part(side: _Side, parties: Iterable[Party]) -> bool:
    return any(party.actor == side.actor or (side.state is not None and party.state == side.state) for party in parties)


def _answers(entry: Entry, asked: Asked) -> bool:
    day = entry.date or min((report.published or "" for report in entry.reports), default="")
    since, until = asked.since or "", asked.until or "~"
    return asked.channel in (None, entry.channel) and day >= since and (day <= until or day.startswith(until))


def _last(wanted: Sequence[Entry]) -> list[Entry]:
    dated = [entry for entry in wanted if entry.status == "held" and entry.date is not None]
    return dated[-1:]


def _is_code(side: str) -> bool:
    return len(side) == 2


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
