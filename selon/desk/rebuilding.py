"""Making anew all that is derived from articles and records."""

from itertools import islice

from selon.desk.adding import enter
from selon.desk.parts import PARTS, versions
from selon.store import Store, articles

_BATCH = 64


def rebuild(store: Store) -> int:
    """Drop what is derived and enter every article again, in one transaction: readers see the old until all is there."""
    count = 0
    with store.transaction():
        store.remake(versions())
        held = articles.all_held(store)
        while batch := list(islice(held, _BATCH)):
            for article in batch:
                enter(store, article)
            for part in PARTS:
                part.settle(store)
            count += len(batch)
    return count
