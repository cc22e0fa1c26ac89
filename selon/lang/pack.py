"""A language pack: the tables of a language compiled for look-up."""

from collections.abc import Mapping

import msgspec

from selon.analysis import Actor
from selon.lang.contacts import ContactTable
from selon.lang.events import EventTable
from selon.lang.evidence import Evidence
from selon.lang.grammar import Grammar, Layouts, TaggerTable
from selon.lang.offices import OfficeRow
from selon.lang.oppositions import Oppositions
from selon.lang.rows import ChannelRow, CountryRow, CueRow, PeriphrasisRow, RoleRow, Row, UnnamedRow, VerbRow
from selon.lang.times import Times
from selon.lang.wording import WordingTable
from selon.text import cased_words


class Gazetteer(msgspec.Struct, frozen=True):
    """Names and roles by folded form: `actors` and `roles` by their words, `demonyms` to country codes.

    `first_names`, as they are written, lead to `Masc`, `Fem` or nothing.
    """

    actors: Mapping[str, Actor]
    openers: frozenset[str]
    longest: int
    roles: Mapping[str, RoleRow]
    role_words: Mapping[str, frozenset[str]]
    demonyms: Mapping[str, str]
    people: Mapping[str, str]
    countries: Mapping[str, CountryRow]
    first_names: Mapping[str, str]

    def is_outlet(self, name: str) -> bool:
        """Whether a whole name is that of an outlet, capitals compared."""
        actor = self.actors.get(" ".join(cased_words(name)))
        return actor is not None and actor.kind == "outlet"


class Pack(msgspec.Struct, frozen=True):
    """A language: its grammar, its tables compiled for look-up, and the digest of the files they came from."""

    language: str
    tagger: TaggerTable
    stand_ins: Mapping[str, str]
    digest: str
    grammar: Grammar
    layouts: Layouts
    verbs: Mapping[str, tuple[VerbRow, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], VerbRow], ...]]
    cues: tuple[CueRow, ...]
    openings: Mapping[str, tuple[tuple[tuple[str, ...], CueRow], ...]]
    channels: tuple[ChannelRow, ...]
    unnamed: Mapping[str, UnnamedRow]
    periphrases: tuple[PeriphrasisRow, ...]
    hypernyms: Mapping[str, frozenset[str]]
    gazetteer: Gazetteer
    evidence: Evidence
    events: EventTable
    times: Times
    wording: WordingTable
    oppositions: Oppositions
    contacts: ContactTable
    offices: tuple[OfficeRow, ...]
    rows: tuple[Row, ...]
