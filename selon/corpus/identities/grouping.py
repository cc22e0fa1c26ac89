"""Keys that mean one actor: links between them, and the groups that the links make whatever order they came in."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from selon.corpus.identities.names import Given
from selon.corpus.identities.sightings import name_of
from selon.corpus.identities.spellings import one_person
from selon.model import Value

Pair = tuple[str, str]


class Rulings(Value, frozen=True):
    """What people decided: pairs of keys that are one actor, and pairs that are not."""

    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()


def are_one(a: str, b: str, given: Given) -> bool:
    """Whether two keys of persons can be spellings of one full name."""
    left, right = name_of(a), name_of(b)
    if left is None or right is None or not (left.is_full and right.is_full):
        return False
    return one_person(left, right, given)


def acronym_links(declared: Mapping[str, Collection[str]]) -> Iterator[Pair]:
    """Short names with their long ones: those that one long name alone bears; `declared` has the long keys by short key."""
    return ((short, next(iter(long))) for short, long in sorted(declared.items()) if len(set(long)) == 1)


def reached(start: Iterable[str], neighbours: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """All keys that links lead to from `start`, itself included."""
    found, waiting = set(start), list(start)
    while waiting:
        fresh = set(neighbours(waiting.pop())) - found
        found |= fresh
        waiting.extend(fresh)
    return frozenset(found)


NONE = Rulings()


def grouped(keys: Iterable[str], links: Iterable[Pair], rulings: Rulings = NONE) -> dict[str, str]:
    """The actor of each key: the least key of its group.

    A person's rulings come first, then the links in the order of their keys; one that would join two keys ruled different is
    left out. So the groups depend on the set of keys, links and rulings alone.
    """
    groups = {key: frozenset([key]) for key in keys}
    apart = {frozenset(pair) for pair in rulings.different}
    for a, b in (*_ordered(rulings.same), *_ordered(links)):
        if a in groups and b in groups and groups[a] is not groups[b] and not _parted(groups[a], groups[b], apart):
            joined = groups[a] | groups[b]
            groups.update(dict.fromkeys(joined, joined))
    return {key: min(group) for key, group in groups.items()}


def _ordered(pairs: Iterable[Pair]) -> list[Pair]:
    return sorted({(min(pair), max(pair)) for pair in pairs})


def _parted(a: frozenset[str], b: frozenset[str], apart: Collection[frozenset[str]]) -> bool:
    return any(len(pair & a) == 1 and len(pair & b) == 1 for pair in apart)
