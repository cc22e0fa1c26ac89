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


def write_parquet(folder: Path, tables: Mapping[str, tuple[Column, ...]], rows: Iterable[tuple[str, Row]]) -> dict[str, int]:
    """Write NAME.parquet in `folder` for each table, empty ones too; how many rows each has. Raises OutputError."""
    counts = dict.fromkeys(tables, 0)
    waiting: dict[str, list[Row]] = {name: [] for name in tables}
    with filled(folder) as part, ExitStack() as files:
        writers = {name: _writer(files, part / f"{name}.parquet", found) for name, found in tables.items()}
        for table, row in rows:
            counts[table] += 1
            waiting[table].append(row)
            if len(waiting[table]) == _BATCH:
                _flush(writers[table], waiting[table])
        for table, left in waiting.items():
            _flush(writers[table], left)
    return counts


def _writer(files: ExitStack, path: Path, found: tuple[Column, ...]) -> pq.ParquetWriter:
    schema = pa.schema([(column.name, _TYPES[column.kind]) for column in found])
    return files.enter_context(pq.ParquetWriter(path, schema, compression="zstd"))


def _flush(writer: pq.ParquetWriter, rows: list[Row]) -> None:
    if rows:
        writer.write_table(pa.Table.from_pylist(rows, schema=writer.schema))
        rows.clear()
