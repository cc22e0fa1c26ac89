"""Readers that other processes load by their names, an engine that runs here, and articles for both."""

import json
import os
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from selon.model import SCHEMA, Article, ArticleInfo, Reading, Record, Source, Statement
from selon.shards.engines import Call, Processes
from selon.shards.manifest import Entry
from selon.shards.places import given, place
from selon.shards.planning import shards
from selon.shards.running import Begun, Ended, Lost, Wanted, run
from selon.shards.work import Job
from selon.span import Span

FRENCH = frozenset({"fr"})


class Quick:
    """Finds one statement in each article; refuses one word, dies of another, and of a third where its file is not there yet."""

    def __init__(self, version: str) -> None:
        self.version = version

    def read(self, article: Article) -> Reading:
        """A record with the article's day and a statement of its first word."""
        first, *more = article.text.split()
        if first == "REFUSED":
            raise ValueError("refused")
        if first == "DEADLY":
            os.kill(os.getpid(), signal.SIGKILL)
        if first == "ONCE" and not Path(more[0]).exists():
            Path(more[0]).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if first == "SLOW":
            time.sleep(0.02)
        return Reading(article.text, self._record(article, len(first)))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """The same for many."""
        return map(self.read, articles)

    def _record(self, article: Article, end: int) -> Record:
        said = Statement("S1", Source("author"), None, (Span(0, end),), "indirect", "state")
        info = ArticleInfo("x", "fr", len(article.text), outlet=article.outlet, published=article.published)
        return Record(SCHEMA, self.version, info, statements=(said,))


def quick() -> Quick:
    """The reader that most tests use."""
    return Quick("quick/1")


def later() -> Quick:
    """The same in another version."""
    return Quick("quick/2")


class Here:
    """An engine that runs calls in this process, the last one begun first: nothing may depend on the order."""

    def __init__(self) -> None:
        self.waiting: list[Call] = []

    def slots(self) -> int:
        """As many as there are."""
        return 1000

    def begin(self, call: Call) -> None:
        """Keep a call for later."""
        self.waiting.append(call)

    def ended(self) -> list[tuple[Call, Any]]:
        """Run the last call."""
        call = self.waiting.pop()
        try:
            return [(call, call.function(call.argument))]
        except Exception as error:
            return [(call, error)]

    def close(self) -> None:
        """Nothing is left to end."""


def lines(path: Path, rows: Iterable[dict[str, str]]) -> None:
    """Write rows as JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def some(count: int, first: int = 0, word: str = "Le") -> list[dict[str, str]]:
    """Articles of three months; the same number is the same article."""
    return [
        {"text": f"{word} pont numéro {n} reste fermé depuis lundi.", "key": str(n), "outlet": "Le Phare", "language": "fr",
         "published": f"2024-0{n % 3 + 1}-05"}
        for n in range(first, first + count)
    ]  # fmt: skip


def batch(source: Path | str, target: Path | str, load: Any = quick, size: int | None = None, workers: int = 0) -> list[Any]:
    """Every message of a batch, run here or by processes."""
    engine = Processes(workers) if workers else Here()
    try:
        return list(run(Wanted(str(source), str(target), load, FRENCH, size), engine))
    finally:
        engine.close()


def ended(messages: list[Begun | Entry | Lost | Ended]) -> Ended:
    """How a batch ended."""
    last = messages[-1]
    assert isinstance(last, Ended)
    return last


def table(target: Path, name: str) -> list[dict[str, Any]]:
    """The rows of all files below a folder of the output, without what the folders' names say."""
    files = sorted((target / name).rglob("*.parquet"))
    return [row for file in files for row in pa.concat_tables([pq.ParquetFile(file).read()]).to_pylist()]


def keys(target: Path) -> list[str]:
    """The keys of all records, in order."""
    return sorted((row["given"]["key"] for row in table(target, "records")), key=int)


def job(source: Path, target: Path) -> Job:
    """The work on the first shard of a folder."""
    here, found = given(str(source))
    return Job(next(shards(here, found)), here, place(str(target)), "quick/1", FRENCH, quick)
