"""Tables as CSV (RFC 4180, UTF-8 with a byte-order mark), safe to open in a spreadsheet: no cell is a formula."""

import csv
import json
import re
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from selon.export.folder import filled
from selon.export.rows import Column, Row, Value

# OWASP, CSV Injection: what a spreadsheet may take for a formula. A sign alone is none.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠].", re.DOTALL)


def write_csv(folder: Path, tables: Mapping[str, tuple[Column, ...]], rows: Iterable[tuple[str, Row]]) -> dict[str, int]:
    """Write NAME.csv in `folder` for each table, empty ones too; how many rows each has. Raises OutputError.

    A missing value is an empty cell, a list is a JSON array, true and false are written so. A text that a spreadsheet would take
    for a formula gets an apostrophe before it, and so does one that begins with apostrophes and would then: `revealed` undoes it.
    """
    counts = dict.fromkeys(tables, 0)
    with filled(folder) as part, ExitStack() as files:
        writers = {name: _writer(files, part / f"{name}.csv", found) for name, found in tables.items()}
        for table, row in rows:
            writers[table].writerow([_cell(row[column.name]) for column in tables[table]])
            counts[table] += 1
    return counts


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text.lstrip("'")) else text


def revealed(cell: str) -> str:
    """The text that `guarded` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell.lstrip("'")) else cell


def _writer(files: ExitStack, path: Path, found: tuple[Column, ...]) -> Any:
    opened: IO[str] = files.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
    writer = csv.writer(opened)
    writer.writerow([column.name for column in found])
    return writer


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(value) if isinstance(value, str) else str(value)
