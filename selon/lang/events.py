"""The table `events.toml`: verbs and nouns that tell events of PLOVER's root types, and the modes of `scheme.toml`."""

from collections.abc import Mapping
from typing import Literal

import msgspec
from msgspec import structs

from selon.errors import PackError
from selon.lang.evidence import Complement
from selon.lang.lookup import behind_word, by_key
from selon.lang.rows import Row
from selon.model import EventType

Slot = Literal["object", "to", "against", "on", "with", "of", "for", "in"]


class EventRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words for one kind of event: verbs (`lemmas`, with `phrases` for those with fixed words) and `nouns`.

    `recipients` are the places in which whoever it is done to stands. `takes` are complements one of which a verb must have,
    `needs` lemmas one of which must stand beside it (an object, a complement, an adjective), `without` lemmas none of which may.
    `of` says whether « de X » behind a noun is who does it or whom it is done to (`force`: the former where X bears arms).
    `inanimate` lets things do it, `animate` asks for an object that is somebody, `human` says that any object of it is, `doer`
    asks for somebody who does it, `light` that a noun is the object of a light verb, `to_come` that the clause tells what is to
    come, `harm` that accidents use the word too, `games` that sport does.
    """

    type: EventType
    mode: str
    lemmas: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    takes: tuple[Complement, ...] = ()
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    recipients: tuple[Slot, ...] = ("object",)
    of: Literal["actor", "recipient", "force", "none"] = "none"
    reflexive: Literal["no", "yes", "any"] = "no"
    inanimate: bool = False
    animate: bool = False
    human: bool = False
    doer: bool = False
    light: bool = False
    to_come: bool = False
    harm: bool = False
    games: bool = False
    cameo: tuple[str, ...] = ()


class EventWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Closed classes that events are read with; `slots` are the prepositions of each place but the object's."""

    slots: Mapping[Slot, frozenset[str]]
    lights: frozenset[str]
    announcing: frozenset[str]
    people: frozenset[str]
    forces: frozenset[str]
    object_control: frozenset[str]
    sports: frozenset[str]
    accidents: frozenset[str]
    apart: frozenset[str]
    claims: frozenset[str]
    gathering: frozenset[str]
    groups: Mapping[str, frozenset[str]]


class Scheme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table `scheme.toml`: the modes of each event type."""

    source: str
    modes: Mapping[EventType, tuple[str, ...]]


class EventTable(msgspec.Struct, frozen=True):
    """The table compiled for look-up: rows by lemma of verb and by noun, phrases by their verb or by their noun."""

    words: EventWords
    verbs: Mapping[str, tuple[EventRow, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], EventRow], ...]]
    nouns: Mapping[str, tuple[EventRow, ...]]
    noun_phrases: Mapping[str, tuple[tuple[tuple[str, ...], EventRow], ...]]
    rows: tuple[EventRow, ...]


def compiled(words: EventWords, rows: tuple[EventRow, ...], scheme: Scheme) -> EventTable:
    """The table from its rows; raises PackError on a mode that the scheme does not have, or a row that finds nothing."""
    for row in rows:
        if row.mode not in scheme.modes[row.type]:
            raise PackError(f"{row.id}: {row.type} has no mode {row.mode!r}; take one of {', '.join(scheme.modes[row.type])}")
        if not (row.lemmas or row.phrases or row.nouns):
            raise PackError(f"{row.id}: it finds nothing; give it lemmas, phrases or nouns")
    spelled = [
        structs.replace(row, needs=_spelled(row.needs, words), without=_spelled(row.without, words)) for row in rows
    ]
    return EventTable(
        words=words,
        verbs=by_key((lemma, row) for row in spelled for lemma in row.lemmas),
        phrases=behind_word((phrase, row) for row in spelled for phrase in row.phrases),
        nouns=by_key((noun, row) for row in spelled for noun in row.nouns if " " not in noun),
        noun_phrases=behind_word((noun, row) for row in spelled for noun in row.nouns if " " in noun),
        rows=rows,
    )


def _spelled(lemmas: tuple[str, ...], words: EventWords) -> tuple[str, ...]:
    """The lemmas with each group (« @arms ») spelled out; raises PackError on an unknown group."""
    found: list[str] = []
    for lemma in lemmas:
        if not lemma.startswith("@"):
            found.append(lemma)
        elif lemma[1:] not in words.groups:
            raise PackError(f"events: there is no group {lemma!r}; name one of {', '.join(words.groups)}")
        else:
            found.extend(sorted(words.groups[lemma[1:]]))
    return tuple(found)
