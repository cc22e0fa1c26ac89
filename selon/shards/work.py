"""What is done with one shard, in whichever process of whichever engine: read it, write it, then say so."""

import hashlib
import os
import platform
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from selon.batch import Reads, readings
from selon.errors import OutputError
from selon.ingest.jsonl import Failure
from selon.intake import Item
from selon.model import Article, Held, Reading
from selon.pool import Broken, broken, read_apart
from selon.shards.manifest import Entry, keep
from selon.shards.opening import items
from selon.shards.places import Place
from selon.shards.planning import Shard
from selon.shards.tables import FAILURES, Written, partition, record_row, written
from selon.store import address_of, article_id


class Job(NamedTuple):
    """A shard to be read: from and to which folders, by which version of the reader, in which languages.

    `load` is called in the process that reads and must be importable there by its name. `is_careful` has the articles read in a
    process of their own, so that one that kills what reads it is known.
    """

    shard: Shard
    source: Place
    target: Place
    reader: str
    languages: frozenset[str]
    load: Callable[[], Reads]
    is_careful: bool = False
    tries: int = 0


_SAME = ("title", "text", "published", "modified")


class _Repeat(NamedTuple):
    """An article that is in the shard already."""


_Result = Reading | Failure | Broken | _Repeat


def version_of(load: Callable[[], Reads]) -> str:
    """The version of the reader in the process that is asked."""
    return load().version


def done(job: Job) -> Entry:
    """Read a shard and keep its entry, after which it is done; raises OutputError and OSError.

    Doing it again writes the same rows into the same files, whatever an earlier try left.
    """
    begun = time.perf_counter()
    reader = version_of(job.load)
    if reader != job.reader:
        raise OutputError(
            f"{platform.node()} has the reader {reader}, and {job.target.path} is read by {job.reader}: "
            "install the same version on all machines."
        )
    with written(job.target, job.shard.id) as files:
        rows = _Rows(job.shard.id, files)
        for item, result in _results(job):
            rows.take(item, result)
    entry = Entry(
        job.shard, reader, rows.came, rows.articles, rows.repeated, rows.failures, rows.ours, files.files(), rows.digest(),
        round(time.perf_counter() - begun, 3), f"{platform.node()}:{os.getpid()}",
    )  # fmt: skip
    keep(job.target, entry)
    return entry


def _results(job: Job) -> Iterator[tuple[Item, _Result]]:
    """Each item of the shard with what became of it, in order."""
    ahead: deque[Item] = deque()
    before: dict[str, Article] = {}

    def inputs() -> Iterator[Article | Failure | _Repeat]:
        for item in items(job.source, job.shard, job.languages):
            ahead.append(item)
            yield _new(item.article, before) if isinstance(item.article, Article) else item.article

    results: Iterator[_Result] = read_apart(job.load, inputs()) if job.is_careful else readings(job.load, inputs(), broken)
    for result in results:
        yield ahead.popleft(), result


def _new(article: Article, before: dict[str, Article]) -> Article | _Repeat:
    """The article, unless it is the one that stood at its address last in this shard, sent again."""
    address = address_of(article)
    earlier, before[address] = before.get(address), article
    is_new = earlier is None or any(getattr(earlier, name) != getattr(article, name) for name in _SAME)
    return article if is_new else _Repeat()


class _Rows:
    """The rows of a shard: written as they come, and counted."""

    def __init__(self, shard: str, files: Written) -> None:
        self.came = self.articles = self.repeated = self.failures = self.ours = 0
        self._shard, self._files = shard, files
        self._digest = hashlib.sha256()

    def take(self, item: Item, result: _Result) -> None:
        """Write what became of an item."""
        self.came += 1
        if isinstance(result, _Repeat):
            self.repeated += 1
        elif isinstance(result, Reading) and isinstance(item.article, Article):
            self.articles += 1
            article = item.article
            name = article_id(address_of(article), article)
            held = Held(name, result.text, result.record, article.byline, article.links)
            row = record_row(self._shard, self.came, item, article, held)
            self._digest.update(row["digest"])
            self._files.take(partition(result.record), row)
        else:
            self._fail(item, result)

    def digest(self) -> str:
        """A digest of the digests of all records, in order."""
        return self._digest.hexdigest()

    def _fail(self, item: Item, result: _Result) -> None:
        is_our_fault = isinstance(result, Broken)
        self.failures += 1
        self.ours += is_our_fault
        key = item.article.key
        reason = result.error if isinstance(result, Failure | Broken) else "nothing was read"
        row = {"shard": self._shard, "row": self.came, "where": item.where, "origin": item.origin, "key": key,
               "reason": reason, "is_our_fault": is_our_fault}  # fmt: skip
        self._files.take(FAILURES, row)
