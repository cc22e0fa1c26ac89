"""Parquet: the columns that are known, a few rows at a time."""

from collections.abc import Iterator
from io import SEEK_END
from typing import Any, BinaryIO

import pyarrow
import pyarrow.parquet

from selon.ingest.incoming import Incoming
from selon.ingest.jsonl import Failure
from selon.ingest.plain import LIMIT
from selon.ingest.rows import COLUMNS, EXPECTED, incoming, without_text

_ROWS = 64
_BUFFER = 1024 * 1024
_STRINGS = ("string", "large_string", "string_view")
# Text shrinks to a tenth; a group of rows that claims far more is a bomb, a column of which would be unpacked in one piece.
_RATIO, _FREE = 100, 256 * 1024 * 1024


def table(stream: BinaryIO, where: str, start: int = 0, end: int | None = None) -> Iterator[Incoming | Failure]:
    """An article or a failure for each row from `start` up to `end`; `where` is `name#row`, counted from 1.

    `stream` can be sought in.
    """
    try:
        file = pyarrow.parquet.ParquetFile(stream, buffer_size=_BUFFER, read_dictionary=_strings(stream))
        found = [str(name) for name in file.schema_arrow.names]
        columns = {name: name.strip().lower() for name in found if name.strip().lower() in COLUMNS}
        if "text" not in columns.values():
            yield without_text(where, found)
            return
        if bomb := _bomb(file, _size(stream)):
            yield Failure(where, None, f"{where} {bomb}: {EXPECTED}; check the file.")
            return
        yield from _articles(file, columns, where, range(start, file.metadata.num_rows if end is None else end))
    except Exception as error:
        # Whatever stands in a damaged file, pyarrow says it in errors of many kinds.
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        yield Failure(where, None, f"{where} is damaged or no Parquet file ({reason}): {EXPECTED}; fetch or write it again.")


def _strings(stream: BinaryIO) -> list[str]:
    """The columns of strings that are read, for them to stay dictionaries: a long text in a million rows is held once."""
    schema = pyarrow.parquet.read_schema(stream)
    stream.seek(0)
    return [field.name for field in schema if str(field.type) in _STRINGS and field.name.strip().lower() in COLUMNS]


def _size(stream: BinaryIO) -> int:
    at = stream.tell()
    size = stream.seek(0, SEEK_END)
    stream.seek(at)
    return size


def count(stream: BinaryIO) -> int | None:
    """How many rows a file has, None where it is damaged; the stream stands at its beginning again."""
    try:
        return int(pyarrow.parquet.read_metadata(stream).num_rows)
    except Exception:
        # As in `table`, which says what is wrong with it.
        return None
    finally:
        stream.seek(0)


def _articles(file: Any, columns: dict[str, str], where: str, wanted: range) -> Iterator[Incoming | Failure]:
    groups, number = _groups(file.metadata, wanted)
    for batch in file.iter_batches(batch_size=_ROWS, row_groups=groups, columns=list(columns), use_threads=False):
        for row in range(batch.num_rows):
            number += 1
            if number - 1 in wanted:
                fields = {columns[name]: _value(batch.column(name)[row]) for name in batch.schema.names}
                yield incoming(fields, f"{where}#{number}", EXPECTED)
        if number >= wanted.stop:
            return


def _groups(metadata: Any, wanted: range) -> tuple[list[int], int]:
    """The groups of rows that some rows lie in, and how many rows stand before them."""
    groups: list[int] = []
    before = at = 0
    for group in range(metadata.num_row_groups):
        behind = at + metadata.row_group(group).num_rows
        if behind <= wanted.start:
            before = behind
        elif at < wanted.stop:
            groups.append(group)
        at = behind
    return groups, before


def _value(scalar: Any) -> object:
    value = scalar.value if isinstance(scalar, pyarrow.DictionaryScalar) and scalar.is_valid else scalar
    size = value.as_buffer().size if hasattr(value, "as_buffer") and value.is_valid else 0
    # Beyond this no text is read; its beginning is enough to refuse it.
    return "x" * (4 * LIMIT + 1) if size > 16 * LIMIT else value.as_py()


def _bomb(file: Any, size: int) -> str:
    # Not the columns' own sizes, which would say more: to ask for those of a damaged footer ends the process (`terminate called
    # after throwing parquet::ParquetException`), as pyarrow does not catch it there.
    for group in range(file.metadata.num_row_groups):
        whole = file.metadata.row_group(group).total_byte_size
        if whole > _FREE and whole > _RATIO * size:
            return f"claims {whole:,} bytes of rows in {size:,}, as a bomb does"
    return ""
