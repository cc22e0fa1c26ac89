"""The table `contacts.toml`: words for calls, meetings, visits, letters and negotiations between sides."""

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from selon.errors import PackError
from selon.lang.lookup import behind_word, by_key
from selon.lang.rows import Row
from selon.model import ContactChannel, ContactStatus
from selon.text import fold

Slot = Literal["object", "with", "dative", "at", "before", "of"]


class ContactRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words for one kind of contact: verbs (`lemmas`, with `phrases` for those with fixed words) and `nouns`.

    `sides` say where the other side stands, the surest place first; `mutual` that a plural can be both sides; `initiates`
    that the subject begins it; `persons` that the other side can be met; `named` that no pronoun stands for it; `bare` that
    there is no other object; `needs` are words one of which must stand beside it, `objects` nouns one of which must be its
    object, `governors` verbs one of which must govern the noun; `not_before` and `not_after` what may not stand there;
    `open` that any channel may be meant; `games` that sport uses the word.
    """

    channel: ContactChannel
    lemmas: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    sides: tuple[Slot, ...]
    reflexive: bool = False
    mutual: bool = False
    initiates: bool = False
    persons: bool = False
    named: bool = False
    bare: bool = False
    needs: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    governors: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    status: ContactStatus | None = None
    open: bool = False
    games: bool = False


class PhaseRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Verbs, nouns and adjectives above or beside a contact that say whether it came about; `over` limits what they govern."""

    status: ContactStatus
    lemmas: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    over: tuple[str, ...] = ()


class MediumRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words beside a contact that tell its channel."""

    channel: ContactChannel
    forms: tuple[str, ...]


class ContactWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Closed classes that contacts are read with."""

    with_: tuple[str, ...]
    between: tuple[str, ...]
    to: tuple[str, ...]
    at: tuple[str, ...]
    parts: frozenset[str]
    places: frozenset[str]
    pairs: frozenset[str]
    either: frozenset[str]
    before: tuple[str, ...]
    of: tuple[str, ...]
    about: tuple[str, ...]
    subjects_of_talk: frozenset[str]
    topic_verbs: frozenset[str]
    lights: frozenset[str]
    occasions: frozenset[str]
    past: frozenset[str]
    requests: tuple[str, ...]
    camps: frozenset[str]
    receiving: frozenset[str]
    object_control: frozenset[str]
    apart: frozenset[str]
    games: frozenset[str]


class ContactTable(msgspec.Struct, frozen=True):
    """The table compiled for look-up: rows by lemma of verb and by noun, phrases by their verb."""

    words: ContactWords
    verbs: Mapping[str, tuple[ContactRow, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], ContactRow], ...]]
    nouns: Mapping[str, tuple[ContactRow, ...]]
    phases: Mapping[str, tuple[PhaseRow, ...]]
    phase_phrases: Mapping[str, tuple[tuple[tuple[str, ...], PhaseRow], ...]]
    phase_nouns: Mapping[str, PhaseRow]
    phase_adjectives: Mapping[str, PhaseRow]
    media: Mapping[str, MediumRow]
    rows: tuple[Row, ...]


def contact_table(
    words: ContactWords, rows: Sequence[ContactRow], phases: Sequence[PhaseRow], media: Sequence[MediumRow]
) -> ContactTable:
    """The table from its rows; raises PackError where a row finds nothing."""
    for row in rows:
        if not (row.lemmas or row.phrases or row.nouns):
            raise PackError(f"{row.id}: it finds nothing; give it lemmas, phrases or nouns")
    return ContactTable(
        words=words,
        verbs=by_key((lemma, row) for row in rows for lemma in row.lemmas),
        phrases=behind_word((phrase, row) for row in rows for phrase in row.phrases),
        nouns=by_key((fold(noun), row) for row in rows for noun in row.nouns),
        phases=by_key((lemma, row) for row in phases for lemma in row.lemmas),
        phase_phrases=behind_word((phrase, row) for row in phases for phrase in row.phrases),
        phase_nouns={fold(noun): row for row in phases for noun in row.nouns},
        phase_adjectives={fold(form): row for row in phases for form in row.adjectives},
        media={fold(form): row for row in media for form in row.forms},
        rows=(*rows, *phases),
    )
