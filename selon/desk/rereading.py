"""Reading again what an older reader read, newest first, a batch a transaction, so that others may use the desk meanwhile."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from selon.batch import CHUNK, Reads
from selon.desk.adding import enter
from selon.desk.parts import PARTS
from selon.errors import DeskError
from selon.model import Article, Reading
from selon.pool import Broken, read_by_many
from selon.store import Kept, Store, articles

_NUMBERED = re.compile(r"(\d+)\.(\d+)\.(\d+)")


class Reread(NamedTuple):
    """What became of one article: its name, its id, who had read it, and why the old record stays where it does."""

    where: str
    article: str
    before: str
    reason: str | None = None


class Asked(NamedTuple):
    """How many articles at most, by how many processes, and whether somebody has asked to stop."""

    limit: int | None = None
    workers: int = 1
    is_stopped: Callable[[], bool] = lambda: False


class _Old(NamedTuple):
    kept: Kept
    reader: str


def left(store: Store, version: str) -> int:
    """How many records are not of a reader's version. Raises DeskError where a newer Selon has made some."""
    found = articles.readers(store)
    newer = [reader for reader in found if _number(reader) > _number(version)]
    if newer:
        raise DeskError(
            f"{store.path} holds records of a newer reader ({newer[0]}; this one is {version}): an older or the same one was "
            "expected; install the newer Selon."
        )
    return sum(count for reader, count in found.items() if reader != version)


def reread(store: Store, load: Callable[[], Reads], asked: Asked, now: Callable[[], str]) -> Iterator[Reread]:
    """What becomes of each article that another reader has read, once its new record is kept; one that fails keeps its own."""
    ahead: list[_Old] = []
    version = load().version
    left(store, version)

    def inputs() -> Iterator[Article]:
        for kept, reader in islice(articles.read_otherwise(store, version), asked.limit):
            if asked.is_stopped():
                return
            ahead.append(_Old(kept, reader))
            yield articles.given(kept)

    results: Iterator[Reading | Broken] = read_by_many(load, inputs(), asked.workers)
    while batch := list(islice(results, CHUNK)):
        taken, ahead[:] = ahead[: len(batch)], ahead[len(batch) :]
        with store.transaction():
            done = [_kept(store, *one, now()) for one in zip(taken, batch, strict=True)]
            for part in PARTS:
                part.settle(store)
        yield from done
        if asked.is_stopped():
            return


def _kept(store: Store, old: _Old, result: Reading | Broken, now: str) -> Reread:
    kept = old.kept
    if isinstance(result, Broken):
        return Reread(kept.name, kept.id, old.reader, f"{kept.name} could not be read again ({result.error}): its record stays.")
    articles.put_record(store, kept.id, result.record, now)
    newest = articles.latest(store, kept.address)
    held = articles.held(store, kept.id)
    if newest is not None and newest.id == kept.id and held is not None:
        enter(store, held, kept)
    return Reread(kept.name, kept.id, old.reader)


def _number(reader: str) -> tuple[int, ...]:
    """The number of the Selon that a reader is of; none goes before all."""
    found = _NUMBERED.match(reader)
    return tuple(map(int, found.groups())) if found else ()
