"""The table `accounts.toml`: what the account of a story asks of the language, first of all what a count of people tells of them.

It stands apart from the pack, since reading an article does not ask for it: a change of it does not change the reader's version.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from selon.errors import PackError
from selon.lang.loading import load
from selon.lang.oppositions import BoundRow, Oppositions
from selon.stems import stem


class TollRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words of one kind of toll; `examples` are sentences with the figure they tell, `never` tell none."""

    id: str
    forms: tuple[str, ...]
    source: str
    examples: tuple[tuple[str, float], ...]
    never: tuple[str, ...]


class TellingTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The table as it is written."""

    light: str
    general: tuple[str, ...]
    behind: frozenset[str]
    before: frozenset[str]
    toll: tuple[TollRow, ...]


class Telling(msgspec.Struct, frozen=True):
    """The table compiled by stems, with how numbers are told; `of_stem` leads to the id of a toll."""

    language: str
    light: frozenset[str]
    of_stem: Mapping[str, str]
    general: frozenset[str]
    behind: frozenset[str]
    before: frozenset[str]
    numerals: Mapping[str, float]
    number_stems: frozenset[str]
    negative: frozenset[str]
    opposites: Mapping[str, frozenset[str]]
    multipliers: Mapping[str, float]
    bounds: tuple[tuple[tuple[str, ...], BoundRow], ...]
    rows: tuple[TollRow, ...]


@cache
def load_telling(language: str) -> Telling:
    """The table of a language; raises PackError where the table is missing or does not fit."""
    where, place = f"{language}/accounts", files("selon.lang").joinpath(language, "accounts.toml")
    try:
        table = msgspec.convert(tomllib.loads(place.read_text(encoding="utf-8")), TellingTable)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise PackError(f"{where}: {error}; see selon/lang/telling.py for what a row may hold") from error
    known = load(language).oppositions
    return Telling(
        language=language,
        light=frozenset(stem(form, language) for form in table.light.split()),
        of_stem=_by_stem(table.toll, language, where),
        general=frozenset(stem(form, language) for form in table.general),
        behind=table.behind,
        before=table.before,
        numerals=known.grammar.numerals,
        number_stems=frozenset(stem(form, language) for form in known.grammar.numerals),
        negative=_negative(known, language),
        opposites=_opposites(known, language),
        multipliers=known.grammar.multipliers,
        bounds=known.bounds,
        rows=table.toll,
    )


def _negative(known: Oppositions, language: str) -> frozenset[str]:
    """The stems of all words by which a text may deny."""
    grammar = known.grammar
    words = (*grammar.weak, *grammar.without, *grammar.negative_words, *grammar.free, *known.operators, *known.refutations)
    return frozenset(stem(word.rstrip("'"), language) for word in words)


def _opposites(known: Oppositions, language: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for word, others in known.opposites.items():
        key = stem(word, language)
        found[key] = found.get(key, frozenset()) | {stem(other, language) for other in others}
    return found


def _by_stem(rows: tuple[TollRow, ...], language: str, where: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in rows:
        for form in row.forms:
            if found.setdefault(stem(form, language), row.id) != row.id:
                raise PackError(f"{where}#{row.id}: {form!r} belongs to {found[stem(form, language)]} too; keep one of them")
    return found
