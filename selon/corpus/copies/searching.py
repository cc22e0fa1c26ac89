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
from selon.corpus.copies.words import key_of
from selon.model import Held
from selon.moments import LATEST, moment

NEIGHBOURS = 12
"""How many entries before and behind an article's own are looked at in the list of a key."""

DAYS = 5
"""What one outlet printed on so many days is its boilerplate, or a form that it fills in."""

DAYS_OF_UNKNOWN = 50
"""The same for all articles whose outlet is not known, together."""

_DAY = 10
_ID_BITS = 24


class Printing(NamedTuple):
    """Under whose name an article appeared, None where that is not known, on what day, and its place in the lists of its keys.

    Places follow the time of publication, then the ids; those without a time stand last and each have a day of their own.
    """

    outlet: str | None
    day: str
    place: int


def printing(held: Held) -> Printing:
    """When and where an article appeared."""
    article = held.record.article
    told = moment(article.published)
    first = int(told.first.timestamp()) if told else LATEST
    place = (first << _ID_BITS) + (key_of((held.id,), "id") & ((1 << _ID_BITS) - 1))
    day = (article.published or "")[:_DAY] if told else held.id
    return Printing(squeezed(article.outlet or "") or None, day, place)


def days_needed(outlet: str | None) -> int:
    """On how many different days an outlet has to have printed something that is boilerplate."""
    return DAYS_OF_UNKNOWN if outlet is None else DAYS


def boilerplate(printed: Iterable[tuple[Printing, Fingerprint]]) -> frozenset[int]:
    """The keys of shingles and bands that an outlet printed on so many days that they are its boilerplate."""
    days: dict[tuple[int, str | None], set[str]] = defaultdict(set)
    for where, found in printed:
        for key in (*found.shingles, *found.bands):
            days[key, where.outlet].add(where.day)
    return frozenset(key for (key, outlet), printed_on in days.items() if len(printed_on) >= days_needed(outlet))


def keys(found: Fingerprint, common: Collection[int] = ()) -> tuple[int, ...]:
    """The keys of an article in whose lists it stands: all but those of boilerplate."""
    return tuple(dict.fromkeys(key for key in (found.whole, *found.shingles, *found.bands) if key not in common))


def neighbours(entries: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pairs of articles worth comparing in the list of one key, given in the order of their places."""
    for at, article in enumerate(entries):
        yield from ((article, other) for other in entries[at + 1 : at + 1 + NEIGHBOURS])


def kinships(articles: Iterable[Held]) -> tuple[Kinship, ...]:
    """What the articles have of each other, in the order of their ids."""
    held = list(articles)
    return attributed(compared(held), {article.id: printing(article).outlet for article in held})


def compared(articles: Iterable[Held]) -> tuple[Kinship, ...]:
    """All pairs of which one has text of the other, siblings of what was copied among them (`attributed`)."""
    held = {article.id: article for article in articles}
    prints = {article.id: fingerprint(article) for article in held.values()}
    printings = {article.id: printing(article) for article in held.values()}
    common = boilerplate((printings[article], found) for article, found in prints.items())
    lists: Mapping[int, list[str]] = defaultdict(list)
    for article in sorted(held, key=lambda article: printings[article].place):
        for key in keys(prints[article], common):
            lists[key].append(article)
    ready = {article.id: laid(article, common.intersection(prints[article.id].shingles)) for article in held.values()}
    pairs = sorted({(min(pair), max(pair)) for entries in lists.values() for pair in neighbours(entries)})
    found = (kin(ready[a], ready[b]) for a, b in pairs)
    return tuple(one for one in found if one is not None)
