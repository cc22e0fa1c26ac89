"""What `selon export` does: the desk's articles and records in the form that another program reads."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from click import UsageError

from selon import outputs
from selon.commands import note
from selon.corpus.accounts import Compare
from selon.desk import Desk
from selon.export import annotations, ftm, jsonl, jsonld
from selon.export.rows import TABLES, Column, Row, rows
from selon.export.spreadsheets import write_csv
from selon.export.tables import write_parquet

Tables = Callable[[Path, dict[str, tuple[Column, ...]], Iterable[tuple[str, Row]]], dict[str, int]]
_OF_CLAIMS = frozenset({"claims", "claim_passages", "claim_conflicts"})
Pieces = Callable[[Desk, str], Iterable[bytes]]


class Wanted(NamedTuple):
    """What `selon export` is asked for; without `out` a file goes to standard output."""

    desk: Path
    form: str
    query: str = ""
    out: Path | None = None


def export(wanted: Wanted, compare: Compare | None = None) -> int:
    """Write what is wanted, tables of claims only with what compares passages; the exit code.

    Raises UsageError, InputError, OutputError and DeskError.
    """
    with Desk(wanted.desk) as desk:
        if wanted.form in _TABLES:
            _write_tables(desk, wanted, compare)
        else:
            outputs.send(_PIECES[wanted.form](desk, wanted.query), wanted.out)
    return 0


def _write_tables(desk: Desk, wanted: Wanted, compare: Compare | None) -> None:
    if wanted.out is None:
        raise UsageError(f"--format {wanted.form} writes a file for each table: name a directory for them with --out DIR.")
    tables = {name: found for name, found in TABLES.items() if compare is not None or name not in _OF_CLAIMS}
    counts = _TABLES[wanted.form](wanted.out, tables, _rows(desk, wanted.query, compare))
    note(f"{wanted.out} holds {', '.join(f'{count} {name}' for name, count in counts.items())}.")


def _rows(desk: Desk, query: str, compare: Compare | None) -> Iterator[tuple[str, Row]]:
    exported = set()
    for held, known in desk.known(query):
        exported.add(held.id)
        yield from rows(held, known)
    yield from desk.rows(exported, compare)


def _articles(desk: Desk, query: str) -> Iterable[bytes]:
    return (jsonl.line(article, held) + b"\n" for article, held in desk.given(query))


def _ftm(desk: Desk, query: str) -> Iterable[bytes]:
    return (line + b"\n" for held, known in desk.known(query) for line in ftm.lines(held, known))


def _jsonld(desk: Desk, query: str) -> Iterable[bytes]:
    return jsonld.pieces(desk.known(query))


def _annotations(desk: Desk, query: str) -> Iterable[bytes]:
    return annotations.pieces(desk.every(query))


_TABLES: dict[str, Tables] = {"csv": write_csv, "parquet": write_parquet}
_PIECES: dict[str, Pieces] = {"jsonl": _articles, "ftm": _ftm, "jsonld": _jsonld, "annotations": _annotations}
