"""Contacts as single articles report them, in keys that mean the same in every article."""

from collections.abc import Iterable, Mapping, Sequence

from selon.corpus.ledger.claims import Claim
from selon.corpus.ledger.days import days
from selon.model import Contact, ContactChannel, ContactStatus, Held, Record, Value
from selon.span import Span
from selon.stems import terms

_SHORTEST = 4  # letters of a word that can tell a topic


class Teller(Value, frozen=True):
    """Somebody to whom an article attributes the news of a contact: a statement's id, and its source."""

    statement: str
    entity: str | None
    name: str | None


class Reported(Value, frozen=True):
    """A contact in one article; `parties` and `initiator` are ids of its entities, `date` is ISO 8601 and may be partial.

    `names` are those of the entities by their ids, `words` those of the contact, `about` those of its topics, with their `stems`.
    """

    contact: str
    span: Span
    channel: ContactChannel
    status: ContactStatus
    parties: tuple[str, ...]
    initiator: str | None = None
    names: tuple[tuple[str, str], ...] = ()
    words: str = ""
    date: str | None = None
    topics: tuple[Span, ...] = ()
    about: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    tellers: tuple[Teller, ...] = ()


class Party(Value, frozen=True):
    """One side's member: the actor, its name, the state (ISO 3166-1 alpha-2) that it is or speaks for, and whether it is one."""

    actor: str
    name: str
    state: str | None = None
    is_state: bool = False

    @property
    def side(self) -> str:
        """The state where there is one, else the actor itself."""
        return self.state or self.actor


class Report(Value, frozen=True):
    """A contact in one article with its parties as the corpus knows them; `family` is shared by copies of one text."""

    article: str
    family: str
    told: Reported
    parties: tuple[Party, ...]
    initiator: Party | None = None
    outlet: str | None = None
    published: str | None = None

    @property
    def sides(self) -> frozenset[str]:
        """The states in contact, or the actors where they are of one state."""
        states = frozenset([party.state or party.actor for party in self.parties])
        return states if len(states) > 1 else frozenset([party.actor for party in self.parties])


def reported(held: Held, claims: Sequence[Claim] = ()) -> tuple[Reported, ...]:
    """The contacts of an article; what only tells that there was none, or since when, is no contact on that day."""
    record = held.record
    none = {claim.contact for claim in claims if claim.kind == "none_since"}
    opening = {claim.contact: claim.since for claim in claims if claim.kind == "first_since"}
    kept = (contact for contact in record.contacts if contact.id not in none)
    return tuple(_reported(contact, held, _date(contact, opening.get(contact.id))) for contact in kept)


def _date(contact: Contact, since: str | None) -> str | None:
    """The contact's date, unless that only opens the time before it (« for the first time since »)."""
    date = contact.date if contact.date != since or since is None else None
    return date if date is not None and days(date) is not None else None


def _reported(contact: Contact, held: Held, date: str | None) -> Reported:
    stems = (term.stem for span in contact.topics for term in terms(span.of(held.text), held.record.article.language))
    meant = {*contact.participants, contact.initiator}
    return Reported(
        contact=contact.id,
        span=contact.span,
        channel=contact.channel,
        status=contact.status,
        parties=contact.participants,
        initiator=contact.initiator,
        names=tuple((entity.id, entity.name) for entity in held.record.entities if entity.id in meant),
        words=contact.span.of(held.text),
        date=date,
        topics=contact.topics,
        about=tuple(span.of(held.text) for span in contact.topics),
        stems=tuple(sorted({stem for stem in stems if len(stem) >= _SHORTEST})),
        tellers=tuple(_tellers(contact.according_to, held.record)),
    )


def _tellers(identifiers: Iterable[str], record: Record) -> Iterable[Teller]:
    statements: Mapping[str, Teller] = {s.id: Teller(s.id, s.source.entity, s.source.name) for s in record.statements}
    return (statements[identifier] for identifier in identifiers if identifier in statements)
