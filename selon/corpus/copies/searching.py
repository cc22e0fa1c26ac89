"""Which pairs of many articles are worth comparing, and what all of them have of each other.

What is found depends on which articles there are, never on the order in which they came: whether a key is boilerplate, and which
articles stand beside each other in its list, is told by the articles' outlets and times. A list is never read beyond its nearest
entries (the sorted neighbourhood of Hernández & Stolfo 1995, *The Merge/Purge Problem for Large Databases*), so that an article
costs the same among many; in a family larger than that, copies are joined through those published in between.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from selon.corpus.copies.attributing import attributed
from selon.corpus.copies.crediting import squeezed
from selon.corpus.copies.fingerprints import Fingerprint, fingerprint
from selon.corpus.copies.kinship import Kinship, kin
from selon.corpus.copies.laying import laid
from selon.model import Held

NEIGHBOURS = 12
"""How many entries before and behind an article's own are looked at in the list of a key."""

DAYS = 5
"""A shingle that one outlet printed on so many days is its boilerplate, or a form that it fills in."""

_LAST, _DAY = "~", 10


class Printing(NamedTuple):
    """Under whose name an article appeared, None where that is not known, on what day, and its place in the lists of its keys."""

    outlet: str | None
    day: str
    place: str


def printing(held: Held) -> Printing:
    """When and where an article appeared; one without a time has a day of its own and stands last."""
    article = held.record.article
    published = article.published or f"{_LAST}{held.id}"
    return Printing(squeezed(article.outlet or "") or None, published[:_DAY] if article.published else published, published)


def boilerplate(printed: Iterable[tuple[Printing, Collection[int]]]) -> frozenset[int]:
    """The keys of shingles that one outlet printed on `DAYS` different days or more."""
    days: dict[tuple[int, str], set[str]] = defaultdict(set)
    for where, shingles in printed:
        if where.outlet is not None:
            for key in shingles:
                days[key, where.outlet].add(where.day)
    return frozenset(key for (key, _), printed_on in days.items() if len(printed_on) >= DAYS)


def keys(found: Fingerprint, common: Collection[int]) -> tuple[int, ...]:
    """The keys of an article in whose lists it stands: all but those of boilerplate."""
    return tuple(dict.fromkeys(key for key in (found.whole, *found.shingles, *found.bands) if key not in common))


def neighbours(entries: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pairs of articles worth comparing in the list of one key, given in the order of their places."""
    for at, article in enumerate(entries):
        yield from ((article, other) for other in entries[at + 1 : at + 1 + NEIGHBOURS])


def kinships(articles: Iterable[Held]) -> tuple[Kinship, ...]:
    """All that the articles have of each other, in the order of their ids."""
    held = {article.id: article for article in articles}
    prints = {article.id: fingerprint(article) for article in held.values()}
    printings = {article.id: printing(article) for article in held.values()}
    common = boilerplate((printings[article], found.shingles) for article, found in prints.items())
    lists: Mapping[int, list[str]] = defaultdict(list)
    for article in sorted(held, key=lambda article: (printings[article].place, article)):
        for key in keys(prints[article], common):
            lists[key].append(article)
    ready = {article.id: laid(article, common) for article in held.values()}
    pairs = sorted({tuple(sorted(pair)) for entries in lists.values() for pair in neighbours(entries)})
    found = (kin(ready[a], ready[b]) for a, b in pairs)
    return attributed((one for one in found if one is not None), {article: where.outlet for article, where in printings.items()})
