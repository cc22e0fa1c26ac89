"""Contacts as events: one CONSULT for each, unless another event tells it already (« a cessé de répondre aux appels »)."""

from collections.abc import Mapping, Sequence

from msgspec import structs

from selon.analysis import Words
from selon.model import Contact, ContactStatus, Decision, Event, EventStatus, Statement, Time
from selon.steps.events.dating import clause_verb, time_of

_STATUS: Mapping[ContactStatus, EventStatus] = {
    "held": "asserted", "ended": "asserted", "planned": "planned", "refused": "negated", "denied": "denied",
    "possible": "possible",
}  # fmt: skip


def consulted(
    words: Words,
    told: Sequence[Event],
    contacts: Sequence[Contact],
    statements: Sequence[Statement],
    times: Sequence[Time] = (),
) -> tuple[tuple[Event, ...], tuple[Contact, ...], tuple[Decision, ...]]:
    """The events with a CONSULT for each contact, numbered anew in text order, the contacts linked to them, and why."""
    links: list[Event] = []
    made: list[Event] = []
    for contact in contacts:
        twin = next((event for event in told if event.trigger.overlaps(contact.span)), None)
        event = twin if twin is not None else _consult(words, contact, statements, times)
        links.append(event)
        if twin is None:
            made.append(event)
    ordered = sorted((*told, *made), key=lambda event: event.trigger)
    numbers = {id(event): f"V{number}" for number, event in enumerate(ordered, 1)}
    linked = tuple(structs.replace(c, event=numbers[id(e)]) for c, e in zip(contacts, links, strict=True))
    why = tuple(Decision(e.trigger, "events#contact", "event", True, f"CONSULT {e.mode}, {e.status}, a contact") for e in made)
    return tuple(structs.replace(event, id=numbers[id(event)]) for event in ordered), linked, why


def _consult(words: Words, contact: Contact, statements: Sequence[Statement], times: Sequence[Time]) -> Event:
    """The event of a contact: whoever begins it acts, and where nobody does all its sides act."""
    author = {s.id for s in statements if s.source.voice == "author"}
    others = tuple(i for i in contact.according_to if i not in author)
    status = _STATUS[contact.status]
    begun = contact.initiator is not None and contact.initiator in contact.participants
    token = words.at(contact.span.end - 1)
    return Event(
        id="",
        type="CONSULT",
        mode=contact.channel,
        trigger=contact.span,
        actors=(contact.initiator,) if begun and contact.initiator is not None else contact.participants,
        recipients=tuple(p for p in contact.participants if p != contact.initiator) if begun else (),
        time=time_of(words, times, clause_verb(words, token), contact.span.start) or _told_date(words, contact, token, times),
        status="reported" if others and status == "asserted" else status,
        according_to=others,
    )


def _told_date(words: Words, contact: Contact, token: int, times: Sequence[Time]) -> str | None:
    """The expression of the contact's sentence that says its date."""
    first, stop = words.bounds(token)
    inside = (t for t in times if words.start[first] <= t.span.start < words.end[stop - 1])
    return next((t.id for t in inside if contact.date is not None and t.value == contact.date), None)
