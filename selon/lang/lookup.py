"""Rows made ready for look-up: named after their table, by key, and by a word of their forms."""

from collections.abc import Iterable
from typing import TypeVar

from msgspec import structs

from selon.errors import PackError
from selon.lang.pairs import PairRow
from selon.lang.rows import Row
from selon.text import words_of

R = TypeVar("R", bound=Row | PairRow)


def named(rows: Iterable[R], where: str) -> tuple[R, ...]:
    """The rows with their ids led by the table `where` they stand in."""
    return tuple(structs.replace(row, id=f"{where}#{row.id}") for row in rows)


def refuse_twins(rows: Iterable[Row | PairRow]) -> None:
    """Raises PackError on an id that stands twice among rows that are named."""
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise PackError(f"{row.id}: the id stands twice; give each row its own")
        seen.add(row.id)


def by_key(pairs: Iterable[tuple[str, R]]) -> dict[str, tuple[R, ...]]:
    """The rows of each key, in order."""
    found: dict[str, tuple[R, ...]] = {}
    for key, row in pairs:
        found[key] = (*found.get(key, ()), row)
    return found


def by_word(pairs: Iterable[tuple[str, R]], at: int) -> dict[str, tuple[tuple[tuple[str, ...], R], ...]]:
    """Rows by the word of their form that stands at `at` (0 the first, -1 the last), longest forms first."""
    found: dict[str, list[tuple[tuple[str, ...], R]]] = {}
    for form, row in pairs:
        cut = words_of(form)
        found.setdefault(cut[at], []).append((cut, row))
    return {word: tuple(sorted(rows, key=lambda pair: -len(pair[0]))) for word, rows in found.items()}


def behind_word(pairs: Iterable[tuple[str, R]]) -> dict[str, tuple[tuple[tuple[str, ...], R], ...]]:
    """Rows by the first word of their form, each with the words behind it, longest forms first."""
    return {word: tuple((form[1:], row) for form, row in rows) for word, rows in by_word(pairs, 0).items()}
