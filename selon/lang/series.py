"""The table `series.toml`: what comes round again, so that two articles as alike as two rounds tell of two events."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from selon.errors import PackError
from selon.lang.rows import Row
from selon.stems import folded, terms

_TABLE = "series.toml"
_NUMBER = re.compile(r"(\d{1,3})(?!\d)")


class SeriesRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of a headline that tell of one round or one month of many."""

    forms: tuple[str, ...]


class Series(NamedTuple):
    """The rows of a language, the stems of their forms by the first of them, and its ordinals."""

    language: str
    rows: tuple[SeriesRow, ...]
    forms: Mapping[str, tuple[tuple[str, ...], ...]]
    ordinals: Mapping[str, int]

    def numbers(self, headline: str) -> frozenset[int] | None:
        """The numbers that tell a round (ordinals, and numbers below 1000); None where the headline tells of no series."""
        words = terms(headline, self.language)
        stems = tuple(word.stem for word in words)
        if not any(stems[at : at + len(form)] == form for at, stem in enumerate(stems) for form in self.forms.get(stem, ())):
            return None
        plain = (headline[word.start : word.end] for word in words)
        return frozenset(number for word in plain if (number := self._number(word)) is not None)

    def _number(self, word: str) -> int | None:
        found = _NUMBER.match(word)
        return int(found[1]) if found else self.ordinals.get(folded(word))


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str = ""
    series: tuple[SeriesRow, ...] = ()
    numbers: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


@cache
def series(language: str) -> Series:
    """The series of a language, none where it has no table; raises PackError where the table does not fit."""
    path = files("selon.lang").joinpath(language, _TABLE)
    if not path.is_file():
        return Series(language, (), {}, {})
    try:
        table = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Table)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise PackError(f"{language}/{_TABLE}: {error}; see selon/lang/series.py for what it may hold") from error
    ordinals = {folded(word): int(number) for number, words in table.numbers.items() for word in words}
    return Series(language, table.series, _by_first(table.series, language), ordinals)


def _by_first(rows: Sequence[SeriesRow], language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in rows:
        for form in row.forms:
            stems = tuple(term.stem for term in terms(form, language))
            found[stems[0]] = (*found.get(stems[0], ()), stems)
    return found
