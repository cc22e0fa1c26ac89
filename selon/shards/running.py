"""Runs a batch: which shards are missing, each read by whichever engine, what dies with a process read again."""

from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from selon.batch import Reads
from selon.errors import InputError, SelonError
from selon.shards import duplicates, manifest
from selon.shards.engines import Call, Died, Engine
from selon.shards.manifest import Entry, Header
from selon.shards.places import Place, given, place
from selon.shards.planning import SIZE, Shard, shards
from selon.shards.work import Job, done, version_of

TRIES = 4


class Wanted(NamedTuple):
    """What a batch is asked for; `size` is about how many articles a shard has, None where the folder or nobody says."""

    source: str
    target: str
    load: Callable[[], Reads]
    languages: frozenset[str]
    size: int | None = None


class Begun(NamedTuple):
    """How many shards there are, and how many of them an earlier run has done."""

    shards: int
    known: int


class Lost(NamedTuple):
    """A shard that could not be done, and why; another run tries it again."""

    shard: Shard
    reason: str


class Ended(NamedTuple):
    """What the folder holds now: rows by what became of them, articles that are there once, and their digest."""

    shards: int
    lost: int
    articles: int
    duplicates: int
    failures: int
    ours: int
    digest: str


class Stopped(NamedTuple):
    """A run that was asked to stop: how many shards there are, and how many of them the next run has to read."""

    shards: int
    left: int


Message = Begun | Entry | Lost | Stopped | Ended


def run(wanted: Wanted, engine: Engine, is_over: Callable[[], bool] = bool) -> Iterator[Message]:
    """Read what is missing, a message for each shard that ends; raises InputError, OutputError and OSError.

    Once `is_over` says so no shard is begun, those at hand are read to their end, and Stopped is the last message. A run that is
    killed at any moment leaves whole shards, and what it was at is read again by the next.
    """
    source, found = given(wanted.source)
    target = place(wanted.target)
    head = _header(target, wanted, engine)
    plan = list(shards(source, found, head.size))
    if not plan:
        raise InputError(f"{wanted.source} holds no file that is read: JSON lines, WARC, Parquet, CSV, pages or texts are.")
    known = {entry.shard.id for entry in manifest.done(target).whole}
    missing = [shard for shard in plan if shard.id not in known]
    yield Begun(len(plan), len(plan) - len(missing))
    lost = read = 0
    jobs = [Job(shard, source, target, head.reader, wanted.languages, wanted.load) for shard in missing]
    for message in _read(jobs, engine, is_over):
        lost += isinstance(message, Lost)
        read += isinstance(message, Entry)
        yield message
    if read + lost < len(jobs):
        yield Stopped(len(plan), len(jobs) - read)
        return
    yield _ended(target, plan, lost)


def _header(target: Place, wanted: Wanted, engine: Engine) -> Header:
    manifest.header(target)
    engine.begin(Call(version_of, wanted.load))
    ((_, version),) = engine.ended()
    if isinstance(version, BaseException):
        raise version
    if isinstance(version, Died):
        raise SelonError(f"the reader cannot be loaded ({version.reason}): see selon doctor, and how much memory is free.")
    return manifest.checked(target, version, wanted.size, SIZE)


def _read(jobs: list[Job], engine: Engine, is_over: Callable[[], bool]) -> Iterator[Entry | Lost]:
    waiting, running = deque(jobs), 0
    while running or (waiting and not is_over()):
        while waiting and running < engine.slots() and not is_over():
            engine.begin(Call(done, waiting.popleft()))
            running += 1
        for call, result in engine.ended():
            running -= 1
            again = _again(call.argument, result)
            if isinstance(again, Job):
                waiting.append(again)
            else:
                yield again


def _again(job: Job, result: Entry | Died | BaseException) -> Entry | Lost | Job:
    """What came of a job, or the same once more: with care, since an article may have killed the process."""
    if isinstance(result, Entry):
        return result
    if isinstance(result, SelonError):
        raise result
    reason = result.reason if isinstance(result, Died) else f"{type(result).__name__}: {result}"
    if job.tries + 1 == TRIES:
        return Lost(job.shard, f"{job.shard.inputs[0].name} could not be read in {TRIES} tries ({reason}): run it again.")
    return job._replace(is_careful=True, tries=job.tries + 1)


def _ended(target: Place, plan: list[Shard], lost: int) -> Ended:
    """Settle what shards have in common, once those that took the place of others are there."""
    entries = manifest.done(target).whole
    if not lost:
        for entry in (gone := manifest.superseded(entries, plan)):
            manifest.drop(target, entry)
        entries = [entry for entry in entries if entry not in gone]
    settled = duplicates.settled(target, entries)
    if not lost:
        target.tidy()
    repeated = settled.duplicates + sum(entry.repeated for entry in entries)
    failures, ours = (sum(getattr(entry, name) for entry in entries) for name in ("failures", "ours"))
    return Ended(len(entries), lost, settled.articles, repeated, failures, ours, settled.digest)
