"""What the ids of a record stand for: numbers in the order of the record, from 1, and the names behind them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from selon.model import Contact, Entity, Event, Record, Statement, Time


class Known(NamedTuple):
    """A record's parts by id; `numbers` counts statements, events, contacts and times each from 1."""

    entities: Mapping[str, Entity]
    times: Mapping[str, Time]
    statements: Mapping[str, Statement]
    events: Mapping[str, Event]
    numbers: Mapping[str, int]

    def names(self, identifiers: Iterable[str]) -> tuple[str, ...]:
        """The canonical names of entities."""
        return tuple(self.entities[identifier].name for identifier in identifiers)

    def sides(self, contact: Contact) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The name of whoever began a contact, where that is known, and the names of the others in it."""
        others = [participant for participant in contact.participants if participant != contact.initiator]
        return self.names([contact.initiator] if contact.initiator else []), self.names(others)


def known_in(record: Record) -> Known:
    """The look-ups of a record that has been verified: every id it uses is there."""
    counted = (
        [statement.id for statement in record.statements],
        [event.id for event in record.events],
        [contact.id for contact in record.contacts],
        [time.id for time in record.times],
    )
    return Known(
        {entity.id: entity for entity in record.entities},
        {time.id: time for time in record.times},
        {statement.id: statement for statement in record.statements},
        {event.id: event for event in record.events},
        {identifier: number for group in counted for number, identifier in enumerate(group, start=1)},
    )
