"""Reads many articles in several processes, in order; a process that dies costs at most the article that killed it."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from itertools import chain, islice
from multiprocessing import resource_tracker
from multiprocessing.process import BaseProcess
from typing import NamedTuple, TypeVar

from selon.batch import CHUNK, Reads, readings
from selon.errors import SelonError
from selon.memory import keep_freed_memory
from selon.model import Article, Reading, Record, Value
from selon.threads import one_thread_each

FEW = 3 * CHUNK
"""So few articles are read here: a process of their own takes longer to start."""

_AHEAD = 2
Passed = TypeVar("Passed")
Result = TypeVar("Result")


class Broken(Value, frozen=True):
    """What stands in the place of an article that could not be read: what went wrong."""

    error: str


class _Chunk(NamedTuple):
    """Inputs in order, and the reading of those of them that are articles."""

    inputs: list[object]
    done: "Future[list[Record | Broken]] | None"


def read_by_many(
    load: Callable[[], Reads], inputs: Iterable[Article | Passed], workers: int
) -> Iterator[Reading | Passed | Broken]:
    """A reading (without its decisions) or what is Broken for each article, in order; other inputs pass through as they are.

    `load` is called once in each of the `workers` processes and must be importable there by its name. With one worker, and for
    FEW articles, it is called here.
    """
    source = iter(inputs)
    first = list(islice(source, FEW)) if workers > 1 else []
    if workers <= 1 or len(first) < FEW:
        here: Iterator[Reading | Passed | Broken] = readings(cache(load), chain(first, source), broken)
        yield from here
        return
    pool = _Pool(load, workers)
    try:
        yield from _in_order(pool, chain(first, source), workers)
    finally:
        pool.close()


def read_apart(load: Callable[[], Reads], inputs: Iterable[Article | Passed]) -> Iterator[Reading | Passed | Broken]:
    """The same in one process besides this one, even for few articles: one that kills whatever reads it is then known."""
    pool = _Pool(load, 1)
    try:
        yield from _in_order(pool, iter(inputs), 1)
    finally:
        pool.close()


def broken(_: Article, error: Exception) -> Broken:
    """What says that an article could not be read."""
    return Broken(str(error) if isinstance(error, SelonError) else f"{type(error).__name__}: {error}")


class _Pool:
    """Processes that read; made anew when one of them dies."""

    def __init__(self, load: Callable[[], Reads], workers: int) -> None:
        self._load = load
        self._workers = workers
        self._executor = self._started()

    def _started(self) -> ProcessPoolExecutor:
        # A forked child would share the parent's open database.
        return ProcessPoolExecutor(self._workers, multiprocessing.get_context("spawn"), begin_with_parent)

    def begin(self, articles: list[Article]) -> "Future[list[Record | Broken]]":
        """Have the articles read."""
        try:
            return submitted(self._executor, _records, self._load, articles)
        except BrokenProcessPool:
            self.renew()
            return submitted(self._executor, _records, self._load, articles)

    def renew(self) -> None:
        """Start new processes in the place of those of which one died."""
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = self._started()

    def close(self) -> None:
        """End the processes."""
        self._executor.shutdown(wait=True, cancel_futures=True)


def _in_order(pool: _Pool, source: Iterator[Article | Passed], workers: int) -> Iterator[Reading | Passed | Broken]:
    waiting: deque[_Chunk] = deque()
    while True:
        while len(waiting) < workers * _AHEAD and (inputs := list(islice(source, CHUNK))):
            articles = [item for item in inputs if isinstance(item, Article)]
            waiting.append(_Chunk(list(inputs), pool.begin(articles) if articles else None))
        if not waiting:
            return
        yield from _finished(pool, waiting.popleft())


def _finished(pool: _Pool, chunk: _Chunk) -> Iterator[Reading | Broken]:
    articles = [item for item in chunk.inputs if isinstance(item, Article)]
    done = iter(_awaited(pool, chunk.done, articles) if chunk.done else [])
    for item in chunk.inputs:
        if not isinstance(item, Article):
            yield item  # type: ignore[misc]  # what is passed through
            continue
        result = next(done)
        yield result if isinstance(result, Broken) else Reading(item.text, result)


def _awaited(pool: _Pool, future: "Future[list[Record | Broken]]", articles: list[Article]) -> list[Record | Broken]:
    try:
        return future.result()
    except BrokenProcessPool:
        # Whichever article killed its process is not known: each is read alone.
        return [_alone(pool, article) for article in articles]


def _alone(pool: _Pool, article: Article) -> Record | Broken:
    try:
        return pool.begin([article]).result()[0]
    except BrokenProcessPool:
        pool.renew()
        return Broken("the process that read it died")


def submitted(executor: ProcessPoolExecutor, function: Callable[..., Result], *given: object) -> "Future[Result]":
    """A call that is begun; Ctrl-C never reaches a process that is started for it, and comes here once it is."""
    resource_tracker.ensure_running()  # which lets SIGINT through when it is begun
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return executor.submit(function, *given)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begin_with_parent() -> None:
    """What a process begins with: one core, kept memory; it ends with its parent, who alone decides when (Ctrl-C reaches all)."""
    one_thread_each()
    keep_freed_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def end_with_parent() -> None:
    """What a process begins with: it ends with the one that started it, however that ends. Nobody else would tell it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_outlive, args=(parent,), daemon=True).start()


def _outlive(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _records(load: Callable[[], Reads], articles: list[Article]) -> list[Record | Broken]:
    """What a process does: the records alone, since decisions would cost more to send than to make."""
    found = readings(partial(_loaded, load), articles, broken)
    return [result.record if isinstance(result, Reading) else result for result in found]


@cache
def _loaded(load: Callable[[], Reads]) -> Reads:
    """What a process reads with, as long as it lives: its models take longer to load than a chunk takes to read."""
    return load()
