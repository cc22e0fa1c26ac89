"""Taking in what people name: files of every kind and URLs, each article read once; the same for every face."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from selon.batch import Reads
from selon.desk.adding import Added
from selon.desk.desk import Desk
from selon.desk.visiting import Itemises
from selon.ingest.online import Web
from selon.ingest.urls import is_address
from selon.intake import Given, arrived, items
from selon.store import failures


class Means(NamedTuple):
    """What taking in needs: what reads, its languages, the way to the web, how many processes read, and who is told notes.

    `load` and `web` are called when the first article or URL comes; `note` gets sentences on what the owner of a file should
    know.
    """

    load: Callable[[], Reads]
    languages: Callable[[], frozenset[str]]
    web: Callable[[], Web]
    workers: Callable[[], int]
    note: Callable[[str], None]


def as_named(origins: Iterable[str]) -> list[Path]:
    """Paths as they were kept."""
    return [Path(origin) for origin in origins]


def taken(
    desk: Desk,
    names: Iterable[str],
    given: Given,
    by: Means,
    located: Callable[[Iterable[str]], list[Path]] = as_named,
    holds_lines: bool = False,
) -> Iterator[Added]:
    """What becomes of all that is named, in its order; files that stand side by side are read together.

    `located` tells the paths of names; `holds_lines` is whether standard input holds JSON lines. Raises DeskError, Stopped.
    """
    web: Web | None = None
    for are_addresses, named in groupby(names, is_address):
        if are_addresses:
            web = web or by.web()
            for url in named:
                yield from desk.visit(url, itemises(given, by), web, by.load, by.workers())
        else:
            found = items(located(named), given, holds_lines, by.languages(), by.note)
            yield from desk.add(found, by.load, by.workers())


def itemises(given: Given, by: Means) -> Itemises:
    """How what was found on the web becomes an item."""
    return lambda found, origin: arrived(found, given, by.languages(), origin, by.note)


def retried(desk: Desk, origins: Sequence[str], by: Means) -> Iterator[Added]:
    """What becomes of all at some origins; what failed there before and was not met again is no failure any more."""
    before = desk.now()
    yield from taken(desk, origins, Given(), by)
    unread = {failed.place for failed in desk.failures() if failed.last >= before}
    for origin in origins:
        if origin not in unread:
            failures.clear_origin(desk.store, origin, before)
