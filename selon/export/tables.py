"""Tables as Parquet files (Apache Arrow), typed columns, written as they come."""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from selon.export.folder import filled
from selon.export.rows import Column, Kind, Row

_TYPES: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "whole": pa.int64(),
    "truth": pa.bool_(),
    "texts": pa.list_(pa.string()),
}
_BATCH = 5_000
_CHARACTERS = 20_000_000


class _Waiting:
    """Rows that are not written yet: at most a batch, and no more text than fits in memory many times."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._characters = 0

    def is_full_with(self, row: Row) -> bool:
        self._rows.append(row)
        self._characters += sum(len(value) for value in row.values() if isinstance(value, str))
        return len(self._rows) == _BATCH or self._characters > _CHARACTERS

    def flush(self, writer: pq.ParquetWriter) -> None:
        if self._rows:
            writer.write_table(pa.Table.from_pylist(self._rows, schema=writer.schema))
            self._rows, self._characters = [], 0


def write_parquet(folder: Path, tables: Mapping[str, tuple[Column, ...]], rows: Iterable[tuple[str, Row]]) -> dict[str, int]:
    """Write NAME.parquet in `folder` for each table, empty ones too; how many rows each has. Raises OutputError."""
    counts = dict.fromkeys(tables, 0)
    waiting = {name: _Waiting() for name in tables}
    with filled(folder) as part, ExitStack() as files:
        writers = {name: _writer(files, part / f"{name}.parquet", found) for name, found in tables.items()}
        for table, row in rows:
            counts[table] += 1
            if waiting[table].is_full_with(row):
                waiting[table].flush(writers[table])
        for table, left in waiting.items():
            left.flush(writers[table])
    return counts


def _writer(files: ExitStack, path: Path, found: tuple[Column, ...]) -> pq.ParquetWriter:
    schema = pa.schema([(column.name, _TYPES[column.kind]) for column in found])
    return files.enter_context(pq.ParquetWriter(path, schema, compression="zstd"))
