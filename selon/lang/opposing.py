"""Compiles the table of oppositions for look-up."""

from collections.abc import Iterable, Iterator

from selon.errors import PackError
from selon.lang.lookup import named, refuse_twins
from selon.lang.oppositions import AntonymRow, Judgement, KinRow, Oppositions, OppositionTable
from selon.lang.pairs import PairRow
from selon.lang.responsibility import Responsibility
from selon.text import words_of


def compile_oppositions(table: OppositionTable, judgement: Judgement, blame: Responsibility, where: str) -> Oppositions:
    """The table with its rows named `where#id`; raises PackError where an id stands twice or a word opposes itself."""
    antonyms, kin, operators = named(table.antonym, where), named(table.kin, where), named(table.operator, where)
    amounts, modals, bounds = named(table.amount, where), named(table.modal, where), named(table.bound, where)
    rows: tuple[PairRow, ...] = (*antonyms, *kin, *operators, *amounts, *modals, *bounds)
    refuse_twins(rows)
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
