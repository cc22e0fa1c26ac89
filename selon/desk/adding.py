"""Taking articles in: what is known is passed over, what is new is read, kept and entered, a batch a transaction."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Literal, NamedTuple

from selon.batch import CHUNK, Reads
from selon.desk.parts import PARTS
from selon.ingest.jsonl import Failure
from selon.intake import Item
from selon.model import Article, Held, Reading
from selon.pool import Broken, read_by_many
from selon.store import Kept, Store, articles, corrections, failures

Outcome = Literal["new", "changed", "known", "failed"]


class Added(NamedTuple):
    """What became of one article: where it stood, its id, and why it failed where it did."""

    where: str
    outcome: Outcome
    article: str | None = None
    reason: str | None = None
    is_our_fault: bool = False


class _Known(NamedTuple):
    article: str


_Result = Reading | Failure | _Known | Broken


def added(
    store: Store, items: Iterable[Item], load: Callable[[], Reads], workers: int, now: Callable[[], str]
) -> Iterator[Added]:
    """What becomes of each item, in order; a batch is acknowledged when it is kept for good."""
    ahead: list[Item] = []

    def inputs() -> Iterator[Article | Failure | _Known]:
        for item in items:
            ahead.append(item)
            yield _known(store, item.article) or item.article

    results: Iterator[_Result] = read_by_many(load, inputs(), workers)
    while batch := list(islice(results, CHUNK)):
        taken, ahead[:] = ahead[: len(batch)], ahead[len(batch) :]
        yield from _kept(store, list(zip(taken, batch, strict=True)), now())


def imported(store: Store, found: Iterable[tuple[Item, Reading | Failure | Broken]], now: Callable[[], str]) -> Iterator[Added]:
    """What becomes of each article that was read elsewhere, in order, by the same rules; none is read again."""
    source = iter(found)
    while batch := list(islice(source, CHUNK)):
        yield from _kept(store, list(batch), now())


def _known(store: Store, article: Article | Failure) -> _Known | None:
    if isinstance(article, Failure) or not articles.is_known(store, article):
        return None
    found = articles.latest(store, articles.address_of(article))
    return _Known(found.id) if found else None


def _kept(store: Store, batch: list[tuple[Item, _Result]], now: str) -> list[Added]:
    if all(isinstance(result, _Known) for _, result in batch):
        return [Added(item.where, "known", result.article) for item, result in batch if isinstance(result, _Known)]
    with store.transaction():
        done = [_taken(store, item, result, now) for item, result in batch]
        for part in PARTS:
            part.settle(store)
    return done


def _taken(store: Store, item: Item, result: _Result, now: str) -> Added:
    if isinstance(result, _Known):
        return Added(item.where, "known", result.article)
    if isinstance(result, Failure):
        failures.put(store, item.where, item.origin, result.key, result.error, now)
        return Added(item.where, "failed", reason=result.error)
    if isinstance(result, Broken):
        reason = f"{item.where} broke Selon itself ({result.error}): please report it, with the text if you may."
        failures.put(store, item.where, item.origin, item.article.key, reason, now)
        return Added(item.where, "failed", reason=reason, is_our_fault=True)
    assert isinstance(item.article, Article)
    failures.clear(store, item.where)
    return _entered(store, item, item.article, result, now)


def _entered(store: Store, item: Item, article: Article, reading: Reading, now: str) -> Added:
    before = articles.latest(store, articles.address_of(article))
    kept = articles.put(store, article, reading.record, item.origin or item.where, now)
    if kept is None:  # the same article stood in the batch before
        return Added(item.where, "known", before.id if before else None)
    newest = Held(kept.id, reading.text, reading.record, article.byline, article.links)
    if before is not None and kept.version <= before.version:  # an older text came later: what is newest has another history now
        newest = articles.as_read(store, before.id) or newest
    enter(store, corrections.laid_over(store, newest), before)
    return Added(item.where, "changed" if before else "new", kept.id)


def enter(store: Store, held: Held, before: Kept | None = None) -> None:
    """Enter an article in every part, in the place of the version before it."""
    for part in PARTS:
        if before is not None:
            part.leave(store, before.id)
        part.add(store, held)


def enter_anew(store: Store, article: str) -> None:
    """Enter an article again in every part, and settle them: what people have corrected in it is another."""
    held, kept = articles.held(store, article), articles.by_id(store, [article])
    if held is not None:
        enter(store, held, kept[0])
        for part in PARTS:
            part.settle(store)
