"""Loads a language pack from its folder of TOML tables, and refuses what does not fit their schema."""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec

from selon.analysis import Actor
from selon.errors import PackError
from selon.lang.contacts import ContactRow, ContactTable, ContactWords, MediumRow, PhaseRow, contact_table
from selon.lang.events import EventRow, EventTable, EventWords, Scheme, compiled
from selon.lang.evidence import EvidenceTable, evidence
from selon.lang.grammar import LanguageTable, Layouts, LineRule, Segmentation
from selon.lang.likeness import stand_ins
from selon.lang.lookup import by_word, named, refuse_twins
from selon.lang.offices import OfficeRow, offices_of
from selon.lang.opposing import compile_oppositions
from selon.lang.oppositions import Judgement, Oppositions, OppositionTable
from selon.lang.pack import Gazetteer, Pack
from selon.lang.patterns import compile_times
from selon.lang.responsibility import ResponsibilityTable, compile_responsibility
from selon.lang.rows import (
    ActorRow,
    ChannelRow,
    CountryRow,
    CueRow,
    FirstNamesRow,
    LineRow,
    PeriphrasisRow,
    RoleRow,
    Row,
    UnnamedRow,
    VerbRow,
)
from selon.lang.times import TimeRow, Times, TimesTable
from selon.lang.wording import MarksRow, WordingRow, WordingTable, wording_table
from selon.text import cased_words, fold, words_of

TABLES = (
    "language.toml", "verbs.toml", "cues.toml", "sources.toml", "countries.toml", "actors.toml", "roles.toml",
    "evidence.toml", "events.toml", "times.toml", "names.toml", "wording.toml", "oppositions.toml", "judgement.toml",
    "contacts.toml", "offices.toml", "responsibility.toml",
)  # fmt: skip
_GENDERS = {"m": "Masc", "f": "Fem"}
T = TypeVar("T")
R = TypeVar("R", bound=Row)


def languages() -> frozenset[str]:
    """The codes (ISO 639-1) of the languages that have a pack."""
    return frozenset(
        folder.name for folder in files("selon.lang").iterdir() if folder.is_dir() and folder.joinpath("language.toml").is_file()
    )


@cache
def load(language: str) -> Pack:
    """The pack of a language; raises PackError with file and row where a table does not fit."""
    folder = files("selon.lang").joinpath(language)
    if not folder.joinpath("language.toml").is_file():
        raise PackError(f"there is no language pack {language!r}: expected one of {', '.join(sorted(languages()))}")
    return assemble({name: folder.joinpath(name) for name in TABLES}, language)


def assemble(tables: dict[str, Traversable], language: str) -> Pack:
    """A pack from its tables by file name; raises PackError as `load` does."""
    digest, parsed = _read(tables, language)
    table = _convert(parsed["language.toml"], LanguageTable, f"{language}/language.toml")
    verbs = _rows(parsed["verbs.toml"], "verb", VerbRow, f"{language}/verbs")
    cues = _rows(parsed["cues.toml"], "cue", CueRow, f"{language}/cues")
    channels = _rows(parsed["cues.toml"], "channel", ChannelRow, f"{language}/cues")
    unnamed = _rows(parsed["sources.toml"], "unnamed", UnnamedRow, f"{language}/sources")
    periphrases = _rows(parsed["sources.toml"], "periphrasis", PeriphrasisRow, f"{language}/sources")
    roles = _rows(parsed["roles.toml"], "role", RoleRow, f"{language}/roles")
    actors = _rows(parsed["actors.toml"], "actor", ActorRow, f"{language}/actors")
    countries = _many(parsed["countries.toml"], "country", CountryRow, f"{language}/countries")
    talk, posts = _contacts(parsed["contacts.toml"], f"{language}/contacts"), _offices(parsed["offices.toml"], language)
    moments = _times(parsed["times.toml"], language)
    worded = _wording(parsed["wording.toml"], language, table.grammar.definite)
    return Pack(
        language=language,
        tagger=table.tagger,
        stand_ins=stand_ins(countries, table.tagger.stand_ins, table.grammar.vowels),
        digest=digest,
        grammar=table.grammar,
        layouts=_layouts(table.segmentation),
        verbs=_by_lemma(verbs),
        phrases=_by_first_word((phrase, row) for row in verbs for phrase in row.phrases),
        cues=cues,
        openings=_by_first_word((form, row) for row in cues for form in row.forms),
        channels=tuple(msgspec.structs.replace(row, forms=tuple(map(fold, row.forms))) for row in channels),
        unnamed=_by_form(unnamed),
        periphrases=tuple(msgspec.structs.replace(row, role=f"{language}/roles#{row.role}") for row in periphrases),
        hypernyms=_hypernyms(table.grammar.hypernyms, f"{language}/roles"),
        gazetteer=_gazetteer(actors, roles, countries, _first_names(parsed["names.toml"], language)),
        evidence=evidence(_convert(parsed["evidence.toml"], EvidenceTable, f"{language}/evidence"), f"{language}/evidence"),
        events=_events(parsed["events.toml"], f"{language}/events"),
        times=moments,
        wording=worded,
        oppositions=_oppositions(parsed, language),
        contacts=talk,
        offices=posts,
        rows=(*verbs, *cues, *channels, *unnamed, *periphrases, *roles, *actors, *moments.rows, *worded.rows, *talk.rows, *posts),
    )


def _read(tables: dict[str, Traversable], language: str) -> tuple[str, dict[str, dict[str, object]]]:
    """The digest of the tables, and each of them parsed."""
    raw = {name: table.read_bytes() for name, table in tables.items()}
    digest = hashlib.sha256(b"\0".join(raw[name] for name in sorted(raw))).hexdigest()[:12]
    return digest, {name: _parse(language, name, data) for name, data in raw.items()}


def _first_names(table: dict[str, object], language: str) -> tuple[FirstNamesRow, ...]:
    return _many(table, "first_names", FirstNamesRow, f"{language}/names")


def _offices(table: dict[str, object], language: str) -> tuple[OfficeRow, ...]:
    return offices_of(_rows(table, "office", OfficeRow, f"{language}/offices"), f"{language}/roles")


def _hypernyms(roles: Mapping[str, frozenset[str]], where: str) -> dict[str, frozenset[str]]:
    return {f"{where}#{broad}": frozenset(f"{where}#{narrow}" for narrow in narrower) for broad, narrower in roles.items()}


def _events(table: dict[str, object], where: str) -> EventTable:
    """The events with the modes of their types, which one file holds for all languages."""
    data = files("selon.lang").joinpath("scheme.toml").read_bytes()
    scheme = _convert(_parse("lang", "scheme.toml", data), Scheme, "lang/scheme.toml")
    return compiled(_convert(table.get("words"), EventWords, where), _rows(table, "event", EventRow, where), scheme)


def _times(parsed: dict[str, object], language: str) -> Times:
    table = _convert(parsed.get("table"), TimesTable, f"{language}/times.toml")
    return compile_times(table, _rows(parsed, "time", TimeRow, f"{language}/times"))


def _oppositions(parsed: dict[str, dict[str, object]], language: str) -> Oppositions:
    table = _convert(parsed["oppositions.toml"], OppositionTable, f"{language}/oppositions")
    judgement = _convert(parsed["judgement.toml"], Judgement, f"{language}/judgement")
    blame = _convert(parsed["responsibility.toml"], ResponsibilityTable, f"{language}/responsibility")
    blaming = compile_responsibility(blame, f"{language}/responsibility")
    return compile_oppositions(table, judgement, blaming, f"{language}/oppositions")


def _parse(language: str, name: str, data: bytes) -> dict[str, object]:
    try:
        return tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{language}/{name} is not TOML: {error}; mend the file and try again") from error


def _convert(value: object, kind: type[T], where: str) -> T:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise PackError(f"{where}: {error}; see selon/lang/rows.py for what a row may hold") from error


def _many(table: dict[str, object], key: str, kind: type[T], where: str) -> tuple[T, ...]:
    rows = table.get(key, [])
    if not isinstance(rows, list):
        raise PackError(f"{where}: [[{key}]] must be a list of rows")
    return tuple(_convert(row, kind, f"{where}#{row.get('id', row.get('code', i))}") for i, row in enumerate(rows))


def _rows(table: dict[str, object], key: str, kind: type[R], where: str) -> tuple[R, ...]:
    rows = named(_many(table, key, kind, where), where)
    refuse_twins(rows)
    return rows


def _wording(table: dict[str, object], language: str, definite: frozenset[str]) -> WordingTable:
    rows = _rows(table, "wording", WordingRow, f"{language}/wording")
    marks = _rows(table, "marks", MarksRow, f"{language}/wording")
    slots = _convert(table.get("slots", {}), dict[str, tuple[str, ...]], f"{language}/wording.toml")
    return wording_table(rows, marks, slots, definite)


def _contacts(table: dict[str, object], where: str) -> ContactTable:
    words = _convert(table.get("words"), ContactWords, where)
    contacts, phases = _rows(table, "contact", ContactRow, where), _rows(table, "phase", PhaseRow, where)
    return contact_table(words, contacts, phases, _rows(table, "medium", MediumRow, where))


def _layouts(table: Segmentation) -> Layouts:
    return Layouts(table.abbreviations, table.final_letters, _line_rules(table.whole_lines), _line_rules(table.line_starts))


def _line_rules(rows: Sequence[LineRow]) -> tuple[LineRule, ...]:
    return tuple(LineRule(re.compile(row.pattern), row.paragraph, row.kind) for row in rows)


def _by_lemma(rows: Sequence[VerbRow]) -> dict[str, tuple[VerbRow, ...]]:
    found: dict[str, tuple[VerbRow, ...]] = {}
    for row in rows:
        for lemma in row.lemmas:
            if any(other.reflexive == row.reflexive for other in found.get(lemma, ())):
                raise PackError(f"{row.id}: the lemma {lemma!r} stands in {found[lemma][0].id} too; keep one of them")
            found[lemma] = (*found.get(lemma, ()), row)
    return found


def _by_first_word(forms: Iterable[tuple[str, R]]) -> dict[str, tuple[tuple[tuple[str, ...], R], ...]]:
    """Rows by the first word of their form; raises PackError on a form that stands twice."""
    pairs, seen = tuple(forms), set[tuple[str, ...]]()
    for form, row in pairs:
        if words_of(form) in seen:
            raise PackError(f"{row.id}: the form {form!r} stands twice; keep one of them")
        seen.add(words_of(form))
    return by_word(pairs, 0)


def _by_form(rows: Sequence[UnnamedRow]) -> dict[str, UnnamedRow]:
    return {fold(form): row for row in rows for form in row.forms}


def _gazetteer(
    actors: Sequence[ActorRow], roles: Sequence[RoleRow], countries: Sequence[CountryRow], first_names: Sequence[FirstNamesRow]
) -> Gazetteer:
    places = {country.capital: country for country in countries if country.capital}
    named = {_key(form): _actor(row, places.get(row.name)) for row in actors for form in row.forms}
    for country in countries:
        place = _place(country)
        for form in (country.name, *country.forms, *([country.capital] if country.capital else [])):
            named.setdefault(_key(form), place)
    return Gazetteer(
        actors=named,
        openers=frozenset(key.split(" ", 1)[0] for key in named),
        longest=max(len(key.split(" ")) for key in named),
        roles={form if form != form.lower() else fold(form): row for row in roles for form in row.forms},
        role_words={row.id: frozenset(word for form in row.forms for word in fold(form).split()) for row in roles},
        demonyms={form.lower(): country.code for country in countries for form in country.demonyms},
        people={form.lower(): country.code for country in countries for form in country.people},
        countries={country.code: country for country in countries},
        first_names={name: _GENDERS.get(row.gender, "") for row in first_names for name in row.forms.split()},
    )


def _key(form: str) -> str:
    return " ".join(cased_words(form))


def _place(country: CountryRow) -> Actor:
    gender, number = ("f", "sg") if country.article == "la" else ("", "pl" if country.article == "les" else "sg")
    return Actor(country.code, country.name, "country", country.code, None, gender, number)


def _actor(row: ActorRow, place: CountryRow | None) -> Actor:
    """The actor of a row; a row that only spells a capital otherwise stands for its country."""
    if place is not None:
        return _place(place)
    return Actor(row.id, row.name, row.kind, row.country or None, row.wikidata or None, row.gender, row.number, row.channel)
