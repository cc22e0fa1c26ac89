"""A story as a matrix: its claims by the outlets that tell them, or by the sources that these cite."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from selon.desk.accounts import Accounted
from selon.desk.folding import voices
from selon.page.accounts import Shown, Told

SOURCES_AT_MOST = 16
"""Columns of sources, those that speak in most claims: more are not read side by side."""


class Column(NamedTuple):
    """An outlet with those that only reprint it (and an article of each), or a source; `keys` are what its passages bear."""

    name: str
    keys: frozenset[str]
    reprints: tuple[tuple[str, str], ...] = ()


class Stand(NamedTuple):
    """How a column stands to a claim, who speaks there beside the column itself, and where the words are."""

    stance: str
    stance_name: str
    by: str
    link: str | None


class Cell(NamedTuple):
    """How a column stands to a claim, and how many that only reprint it say so too; empty where it is silent."""

    column: Column
    stands: tuple[Stand, ...]
    reprinted: int = 0


class Row(NamedTuple):
    """A claim with a cell for each column."""

    claim: Shown
    cells: tuple[Cell, ...]

    @property
    def silent(self) -> tuple[str, ...]:
        """The columns that say nothing of it."""
        return tuple(cell.column.name for cell in self.cells if not cell.stands)


class Matrix(NamedTuple):
    """Columns, and a row for each claim that several passages tell; `more` is how many columns are left out."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    more: int = 0


def by_outlets(found: Accounted, claims: Sequence[Shown], apart: Sequence[str]) -> Matrix:
    """The matrix of the outlets, reprints folded behind whom they reprint unless they are to stand `apart`."""
    first_of = {found.outlets[article]: article for article in reversed(found.account.articles)}
    columns = tuple(
        Column(voice.name, frozenset(voice.outlets), tuple((name, first_of[name]) for name in voice.reprinting))
        for voice in voices(found, apart)
    )
    return Matrix(columns, tuple(Row(claim, tuple(_of_outlet(claim, column) for column in columns)) for claim in claims))


def by_sources(claims: Sequence[Shown]) -> Matrix:
    """The matrix of all who speak, outlets in their own voice too, those in most claims first."""
    names: dict[str, str] = {}
    counted: dict[str, int] = {}
    for claim in claims:
        for told in claim.told:
            names.setdefault(told.voice, told.chain[-1])
        for voice in {told.voice for told in claim.told}:
            counted[voice] = counted.get(voice, 0) + 1
    ranked = sorted(names, key=lambda voice: (-counted[voice], names[voice]))
    columns = tuple(Column(names[voice], frozenset({voice})) for voice in ranked[:SOURCES_AT_MOST])
    rows = tuple(Row(claim, tuple(_of_source(claim, column) for column in columns)) for claim in claims)
    return Matrix(columns, rows, len(ranked) - len(columns))


def _of_outlet(claim: Shown, column: Column) -> Cell:
    own = [told for told in claim.told if told.outlet in column.keys]
    reprinted = [told for told in own if told.outlet != column.name and told.stance == "repeats"]
    spoken = [told for told in own if told not in reprinted]
    stands = _stands((told, told.outlet if told.outlet != column.name else "") for told in (spoken or reprinted))
    return Cell(column, stands, len({told.outlet for told in reprinted}) if spoken else 0)


def _of_source(claim: Shown, column: Column) -> Cell:
    own = [told for told in claim.told if told.voice in column.keys]
    return Cell(column, _stands((told, told.outlet) for told in own))


def _stands(spoken: Iterator[tuple[Told, str]]) -> tuple[Stand, ...]:
    """Each stance of each speaker once, in the order of the passages."""
    found: dict[tuple[str, str], Stand] = {}
    for told, outlet in spoken:
        cited = told.chain[-1] if len(told.chain) > 1 else ""
        by = outlet or cited
        found.setdefault((told.stance, by), Stand(told.stance, told.stance_name, by, told.link))
    return tuple(found.values())
