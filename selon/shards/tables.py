"""Records as Parquet files: a row an article, what was found in it as lists of structs, a file for each month and language."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from selon.export.rows import TABLES, Column, Kind, rows
from selon.intake import Item
from selon.model import Article, Held, Record, Value
from selon.shards.places import Place

RECORDS, FAILURES = "records", "failures"
NESTED = ("provenance", "entities", "mentions", "times", "statements", "events", "contacts", "checks", "wording")
"""What a record's row holds as lists, with the columns that the tables of `selon export` have, less those of the desk."""

GIVEN = ("key", "title", "outlet", "url", "published", "language", "byline", "modified")
UNDATED = "unknown"
_DESKS = frozenset({"article", "actor", "entry"})
_TYPES: dict[Kind, pa.DataType] = {
    "text": pa.string(), "whole": pa.int64(), "truth": pa.bool_(), "texts": pa.list_(pa.string()),
}  # fmt: skip
_GIVEN = pa.struct([*((name, pa.string()) for name in GIVEN), ("links", pa.list_(pa.string()))])
_BATCH, _CHARACTERS = 500, 10_000_000
_DIGEST = 16


class File(Value, frozen=True):
    """A file that a shard was written to: its name below the output's folder, how many rows and bytes it has."""

    name: str
    rows: int
    bytes: int


def _fields(columns: Iterable[Column]) -> list[pa.Field]:
    return [pa.field(column.name, _TYPES[column.kind]) for column in columns if column.name not in _DESKS]


def _listed(table: str) -> pa.Field:
    return pa.field(table, pa.list_(pa.struct(_fields(TABLES[table]))))


SCHEMA = pa.schema(
    [
        *(pa.field(name, pa.string()) for name in ("article", "shard")),
        *(pa.field("row", pa.int64()), pa.field("digest", pa.binary(_DIGEST))),
        *(pa.field(name, pa.string()) for name in ("where", "origin")),
        *_fields(TABLES["articles"]),
        *(pa.field("given", _GIVEN), pa.field("record", pa.string())),
        *map(_listed, NESTED),
    ]
)
"""The columns of a row: `article` is the id that a desk would give it, `record` the whole record as JSON, `row` its place in
the shard, `digest` that of id, text, reader and record."""

FAILED = pa.schema(
    [("shard", pa.string()), ("row", pa.int64()), ("where", pa.string()), ("origin", pa.string()),
     ("key", pa.string()), ("reason", pa.string()),
     ("is_our_fault", pa.bool_())]
)  # fmt: skip
"""The columns of a failure."""


def digest(article: str, text: str, reader: str, record: str) -> bytes:
    """What tells whether two rows say the same of the same article."""
    return hashlib.sha256(msgspec.json.encode([article, text, reader, record])).digest()[:_DIGEST]


def record_row(shard: str, row: int, item: Item, article: Article, held: Held) -> dict[str, Any]:
    """The row of an article that was read."""
    record = msgspec.json.encode(held.record).decode()
    found: dict[str, Any] = {name: [] for name in NESTED}
    for table, values in rows(held):
        if table == "articles":
            found.update(values)
        else:
            found[table].append(values)
    own = {"article": held.id, "shard": shard, "row": row, "where": item.where, "origin": item.origin, "record": record}
    given = {**{name: getattr(article, name) for name in GIVEN}, "links": list(article.links)}
    return {**found, **own, "digest": digest(held.id, held.text, held.record.reader, record), "given": given}


def partition(record: Record) -> str:
    """The folder of an article's month of publication and language."""
    info = record.article
    return f"{RECORDS}/month={(info.published or UNDATED)[:7]}/language={info.language}"


@contextmanager
def written(place: Place, shard: str) -> Iterator["Written"]:
    """The files of one shard; each stands in its place once the block ends well."""
    with ExitStack() as stack:
        files = Written(place, shard, stack)
        yield files
        files.flush()


class Written:
    """The files of one shard, written as the rows come."""

    def __init__(self, place: Place, shard: str, stack: ExitStack) -> None:
        self._place, self._shard, self._stack = place, shard, stack
        self._open: dict[str, _File] = {}

    def take(self, folder: str, row: Mapping[str, Any]) -> None:
        """Write a row to the shard's file in a folder."""
        if folder not in self._open:
            name, schema = f"{folder}/{self._shard}.parquet", FAILED if folder == FAILURES else SCHEMA
            stream = self._stack.enter_context(self._place.written(name))
            writer = self._stack.enter_context(pq.ParquetWriter(stream, schema, compression="zstd"))
            self._open[folder] = _File(name, writer, schema)
        self._open[folder].take(row)

    def flush(self) -> None:
        """Hand on the rows that wait."""
        for file in self._open.values():
            file.flush()

    def files(self) -> tuple[File, ...]:
        """What was written, in the order of their names; to be asked when all stands in its place."""
        names = sorted(file.name for file in self._open.values())
        counts = {file.name: file.count for file in self._open.values()}
        return tuple(File(name, counts[name], self._place.size(name)) for name in names)


class _File:
    """A file that is being written: a few rows, or a few megabytes of them, at a time."""

    def __init__(self, name: str, writer: Any, schema: pa.Schema) -> None:
        self.name, self.count = name, 0
        self._writer, self._schema = writer, schema
        self._waiting: list[Mapping[str, Any]] = []
        self._characters = 0

    def take(self, row: Mapping[str, Any]) -> None:
        """Add a row."""
        self.count += 1
        self._waiting.append(row)
        self._characters += len(row.get("record") or "") + len(row.get("text") or "")
        if len(self._waiting) == _BATCH or self._characters > _CHARACTERS:
            self.flush()

    def flush(self) -> None:
        """Hand on the rows that wait."""
        if self._waiting:
            self._writer.write_table(pa.Table.from_pylist(self._waiting, schema=self._schema))
            self._waiting, self._characters = [], 0
