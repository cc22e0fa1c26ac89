"""Which rows tell of an article that an earlier row tells of: derived from all shards, made anew after each run.

The row that speaks for an article is the first one in the order of the shards' places and of their rows, whichever
shard was read first. Ids are 64 bits: among 30 million the chance that any two are the same by accident is 1 in 40,000.
"""

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from selon.shards.manifest import Entry
from selon.shards.places import Place
from selon.shards.tables import RECORDS

FILE = "duplicates.parquet"
SCHEMA = pa.schema([("article", pa.string()), ("shard", pa.string()), ("row", pa.int64())])
_COLUMNS = ["article", "row", "digest"]


class Settled(NamedTuple):
    """How many articles there are, how many rows tell of one that another row tells of, and a digest of the articles' records.

    The digest depends neither on the order of the shards nor on which engine read them.
    """

    articles: int
    duplicates: int
    digest: str


class _Columns(NamedTuple):
    ids: Any
    shards: Any
    rows: Any
    digests: Any


def settled(place: Place, entries: Sequence[Entry]) -> Settled:
    """Write the table of duplicates of the entries, which are in order; raises OSError."""
    found = _read(place, entries)
    order = np.lexsort((found.rows, found.shards, found.ids))
    ids = found.ids[order]
    again = np.zeros(len(ids), dtype=bool)
    again[1:] = ids[1:] == ids[:-1]
    losers = np.sort(order[again])
    names = np.array([entry.shard.id for entry in entries], dtype=object)
    table = pa.table(
        [[f"{number:016x}" for number in found.ids[losers]], names[found.shards[losers]].tolist(), found.rows[losers]],
        schema=SCHEMA,
    )
    with place.written(FILE) as stream:
        pq.write_table(table, stream)
    return Settled(int((~again).sum()), len(losers), hashlib.sha256(found.digests[order[~again]].tobytes()).hexdigest())


def _read(place: Place, entries: Sequence[Entry]) -> _Columns:
    pieces = [_Columns(*(np.zeros(0, kind) for kind in ("u8", "u4", "i8", "V16")))]
    for number, entry in enumerate(entries):
        for file in entry.files:
            if file.name.startswith(f"{RECORDS}/"):
                with place.opened(file.name) as stream:
                    table = pq.ParquetFile(stream).read(_COLUMNS, use_threads=False)
                ids = np.frombuffer(bytes.fromhex("".join(table["article"].to_pylist())), ">u8").astype("u8")
                digests = np.frombuffer(b"".join(table["digest"].to_pylist()), "V16")
                pieces.append(_Columns(ids, np.full(len(ids), number, "u4"), table["row"].to_numpy(), digests))
    return _Columns(*map(np.concatenate, zip(*pieces, strict=True)))
