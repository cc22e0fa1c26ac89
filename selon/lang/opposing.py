"""Compiles the table of oppositions for look-up."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from selon.errors import PackError
from selon.lang.oppositions import AntonymRow, Judgement, KinRow, Oppositions, OppositionTable
from selon.lang.pairs import PairRow
from selon.lang.responsibility import Responsibility
from selon.text import words_of

R = TypeVar("R", bound=PairRow)


def compile_oppositions(table: OppositionTable, judgement: Judgement, blame: Responsibility, where: str) -> Oppositions:
    """The table with its rows named `where#id`; raises PackError where an id stands twice or a word opposes itself."""
    antonyms, kin, operators = _named(table.antonym, where), _named(table.kin, where), _named(table.operator, where)
    amounts, modals, bounds = _named(table.amount, where), _named(table.modal, where), _named(table.bound, where)
    rows: tuple[PairRow, ...] = (*antonyms, *kin, *operators, *amounts, *modals, *bounds)
    for row in rows:
        if sum(other.id == row.id for other in rows) > 1:
            raise PackError(f"{row.id}: the id stands twice; give each row its own")
    return Oppositions(
        grammar=table.grammar,
        opposites=_opposites(antonyms),
        kin=_kin(kin),
        operators={lemma: row for row in operators for lemma in row.lemmas if row.scope != "text"},
        refutations={lemma: row for row in operators for lemma in row.lemmas if row.scope == "text"},
        phrases=tuple((words_of(form), row) for row in operators for form in row.forms),
        amounts={lemma: row for row in amounts for lemma in row.lemmas},
        modals={lemma: row for row in modals for lemma in row.lemmas},
        bounds=tuple(sorted(((words_of(form), row) for row in bounds for form in row.forms), key=lambda pair: -len(pair[0]))),
        judgement=judgement,
        responsibility=blame,
        rows=(*rows, *blame.rows),
    )


def _named(rows: Iterable[R], where: str) -> tuple[R, ...]:
    return tuple(msgspec.structs.replace(row, id=f"{where}#{row.id}") for row in rows)


def _pairs(row: AntonymRow) -> Iterator[tuple[str, str]]:
    yield from row.pairs
    yield from ((left, right) for left in row.left for right in row.right)
    yield from ((left, right) for left in row.members for right in row.members if left != right)


def _opposites(rows: Iterable[AntonymRow]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        for left, right in _pairs(row):
            if left == right:
                raise PackError(f"{row.id}: {left!r} opposes itself; take it out of one side")
            found.setdefault(left, {}).setdefault(right, row.id)
            found.setdefault(right, {}).setdefault(left, row.id)
    return found


def _kin(rows: Iterable[KinRow]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in rows:
        for lemma in row.lemmas:
            found[lemma] = found.get(lemma, frozenset()) | {row.id}
    return found
