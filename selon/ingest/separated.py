"""CSV (RFC 4180) and its kin with other separators: one row at a time, encoding and separator found from the file's beginning."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from selon.ingest.incoming import Incoming
from selon.ingest.jsonl import Failure
from selon.ingest.plain import BOMS, LIMIT, undisguised, well_formed
from selon.ingest.rows import COLUMNS, EXPECTED, incoming, without_text

_SEPARATORS = ",;\t|"
_PIECE = 1_000_000
# The library's own limit is 131,072 characters a field; the lines of an article in quotation marks make one field.
csv.field_size_limit(4 * LIMIT)


def table(stream: BinaryIO, where: str, head: bytes) -> Iterator[Incoming | Failure]:
    """An article or a failure for each row that is not blank; `where` is `name:line`, the line its row ends on.

    `head` is the beginning of what `stream` holds, enough to tell the encoding and the columns.
    """
    text = io.TextIOWrapper(stream, _encoding(head), "replace", newline="")
    names: list[str] | None = None
    for line, row in _rows(text, _separator(head)):
        if isinstance(row, str):
            yield Failure(f"{where}:{line}", None, f"{where}:{line} is no row of a table ({row}): {EXPECTED}; correct the row.")
        elif names is not None:
            yield _article(names, row, f"{where}:{line}")
        else:
            names = [_name(cell) for cell in row]
            if "text" not in names:
                yield without_text(where, names)
                return
    if names is None:
        yield Failure(where, None, f"{where} is empty: {EXPECTED}; check the file.")


def is_header(line: str) -> bool:
    """Whether a line names the columns of a table of articles: text and at least one more, and none that is unknown."""
    names = [_name(cell) for cell in _cells(line, _separator(line.encode()))]
    return len(names) > 1 and "text" in names and all(name in COLUMNS for name in names)


def _rows(text: io.TextIOWrapper, separator: str) -> Iterator[tuple[int, list[str] | str]]:
    """Each row that is not blank, or what is wrong with it, with the number of its last line."""
    # Strict, since a quotation mark out of place would move words from one cell to another without a word.
    reader = csv.reader(iter(lambda: text.readline(_PIECE), ""), delimiter=separator, strict=True)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield reader.line_num, str(error)
            continue
        if any(cell.strip() for cell in row):
            yield reader.line_num, row


def _article(names: list[str], row: list[str], where: str) -> Incoming | Failure:
    if len(row) > len(names):
        what = f"has {len(row)} cells, but the first row names {len(names)} columns"
        return Failure(where, None, f"{where} {what}: {EXPECTED}; put texts that hold the separator in quotation marks.")
    return incoming(dict(zip(names, row, strict=False)), where, EXPECTED)


def _encoding(head: bytes) -> str:
    for bom, encoding in BOMS:
        if head.startswith(bom):
            # These names of the codecs take the mark away.
            return encoding.removesuffix("-le").removesuffix("-be") if encoding != "utf-8" else "utf-8-sig"
    return undisguised(_whole_lines(head))[1]


def _separator(head: bytes) -> str:
    """The separator that makes the most known columns of the first line; a comma where none does."""
    line = undisguised(_whole_lines(head))[0].lstrip("\ufeff\r\n").splitlines()[:1]
    known = {sep: sum(_name(cell) in COLUMNS for cell in _cells("".join(line)[:_PIECE], sep)) for sep in _SEPARATORS}
    return max(_SEPARATORS, key=lambda separator: known[separator])


def _whole_lines(head: bytes) -> bytes:
    return head[: head.rfind(b"\n") + 1] or head


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def _name(cell: str) -> str:
    return well_formed(cell).strip().lower()
