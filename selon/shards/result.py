"""What a finished batch holds, row by row in the order of its input."""

from collections.abc import Iterator
from heapq import merge
from typing import Any

import msgspec
import pyarrow.parquet as pq

from selon.errors import InputError, RecordError
from selon.ingest.jsonl import Failure
from selon.intake import Item
from selon.lang.loading import languages
from selon.model import Article, Reading, Record
from selon.pool import Broken
from selon.shards import manifest
from selon.shards.manifest import Entry
from selon.shards.places import Place, place
from selon.shards.tables import FAILURES
from selon.verify import verify

_RECORDS = msgspec.json.Decoder(Record)
_ROWS = 64
_COLUMNS = ["row", "where", "origin", "given", "text", "record"]

Found = tuple[Item, Reading | Failure | Broken]


def found(address: str) -> Iterator[Found]:
    """Every article with what was read in it, and every failure; raises InputError where the folder is no batch, or is not done.

    Articles that come in several shards come several times, as they do in the input.
    """
    here = place(address)
    if manifest.header(here) is None:
        raise InputError(f"{address} is no folder of selon batch: it has no {manifest.HEADER}; name the OUTPUT of selon batch.")
    done = manifest.done(here)
    if done.torn:
        raise InputError(f"{address} lacks files of {len(done.torn)} shards: run selon batch again, which makes them anew.")
    return (row for entry in done.whole for row in _of_shard(here, entry))


def _of_shard(here: Place, entry: Entry) -> Iterator[Found]:
    files = [_rows(here, file.name) for file in entry.files]
    return (row for _, row in merge(*files, key=lambda numbered: numbered[0]))


def _rows(here: Place, name: str) -> Iterator[tuple[int, Found]]:
    """The rows of a file, each with its place in the shard."""
    columns, taken = (None, _failed) if name.startswith(f"{FAILURES}/") else (_COLUMNS, _read)
    with here.opened(name) as stream:
        for batch in pq.ParquetFile(stream).iter_batches(_ROWS, columns=columns, use_threads=False):
            yield from ((row["row"], taken(row)) for row in batch.to_pylist())


def _read(row: dict[str, Any]) -> Found:
    given = row["given"]
    article = Article(text=row["text"], **{**given, "links": tuple(given["links"])})
    item = Item(row["where"], row["where"], article, row["origin"])
    try:
        return item, Reading(row["text"], _sound(row["record"], row["text"]))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecordError) as error:
        told = f"{item.where} has no sound record ({error}): one of selon batch was expected; run it again into a new folder."
        return item, Failure(item.where, article.key, told)


def _sound(line: str, text: str) -> Record:
    record = verify(_RECORDS.decode(line), text)
    if record.article.language not in languages():
        raise RecordError(f"record.article.language = {record.article.language!r}, which this Selon does not read")
    return record


def _failed(row: dict[str, Any]) -> Found:
    failure = Failure(row["where"], row["key"], row["reason"])
    return Item(row["where"], row["where"], failure, row["origin"]), Broken(row["reason"]) if row["is_our_fault"] else failure
