"""Families of copies: whom each article most likely has its text from, back to the root.

The best links that make a tree are taken one after the other (a greedy branching; Edmonds 1967, *Optimum Branchings*): an article
has one parent, and none is its own ancestor. Articles that share nothing but a quotation are no family.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from selon.corpus.copies.crediting import Credit, Credits, credits_of, same_name
from selon.corpus.copies.kinship import Kinship
from selon.corpus.copies.searching import printing
from selon.model import Held, Value

_SHARES = 20


class Member(Value, frozen=True):
    """An article of a family and its parent: an article's id, a name where it is `external`, or None at the root.

    `kinship` is None where the parent is external. `is_told` is false where neither time nor credit tells which of the two was
    first.
    """

    id: str
    parent: str | None = None
    external: bool = False
    is_told: bool = True
    kinship: Kinship | None = None


class Family(Value, frozen=True):
    """Articles that have text of each other; the root is an article's id, or where `external` a name that they credit."""

    root: str
    external: bool
    members: tuple[Member, ...]

    def children(self, of: str | None, external: bool = False) -> tuple[Member, ...]:
        """Those whose parent is `of`; with None, those that have none."""
        return tuple(member for member in self.members if member.parent == of and member.external == external)


class _Link(NamedTuple):
    rank: tuple[int, int, str, str]
    child: str
    member: Member


def families(articles: Iterable[Held], found: Iterable[Kinship]) -> tuple[Family, ...]:
    """The families of some articles, in the order of their first articles; an article alone is one where it credits another."""
    held = {article.id: article for article in articles}
    kin = [one for one in found if one.kind != "quotation" and one.a in held and one.b in held]
    groups = _connected(held, kin)
    made = (family([held[article] for article in group], [one for one in kin if one.a in group]) for group in groups)
    return tuple(one for one in made if one is not None)


def family(articles: Sequence[Held], kin: Sequence[Kinship]) -> Family | None:
    """The family of articles that are connected by `kin`; None where it is one article that credits nobody."""
    ordered = sorted(articles, key=lambda article: printing(article).place)
    places = {article.id: at for at, article in enumerate(ordered)}
    credited = {article.id: credits_of(article) for article in ordered}
    names = dict(_external(credited, kin))
    parents: dict[str, Member] = {}
    for link in sorted((*_directed(kin, places), *_named(names, places), *_undirected(kin, places))):
        if link.child not in parents and not _descends(link.member, link.child, parents):
            parents[link.child] = link.member
    members = tuple(_completed(ordered, parents))
    if len(members) == 1 and members[0].parent is None:
        return None
    top = next((member for member in members if member.parent is None), None)
    return Family(top.id, False, members) if top else Family(_most(members), True, members)


def _connected(held: Iterable[str], kin: Sequence[Kinship]) -> list[frozenset[str]]:
    group = {article: {article} for article in held}
    for one in kin:
        if group[one.a] is not group[one.b]:
            joined = group[one.a] | group[one.b]
            group.update(dict.fromkeys(joined, joined))
    return list(dict.fromkeys(frozenset(members) for members in group.values()))


def _external(credited: dict[str, Credits], kin: Sequence[Kinship]) -> Iterator[tuple[str, str]]:
    """For each article the name of the absent source of its text: one that several name, or that stands for all it has."""
    called = frozenset(name for credits in credited.values() for name in credits.called)
    absent = {article: [one for one in credits.origins if not one.forms & called] for article, credits in credited.items()}
    first_names: list[Credit] = []
    for article, origins in absent.items():
        has_origin = any(one.origin not in (None, article) for one in kin if article in (one.a, one.b))
        for origin in origins:
            known = next((name for name in first_names if same_name(name, origin)), origin)
            first_names.append(known)
            others = sum(any(same_name(origin, one) for one in named) for named in absent.values())
            if others > 1 or not has_origin:
                yield article, known.name
                break


def _directed(kin: Iterable[Kinship], places: dict[str, int]) -> Iterator[_Link]:
    for one in kin:
        if one.origin is not None:
            child = one.b if one.origin == one.a else one.a
            yield _link(0 if one.is_credited else 2, one, child, one.origin, places, True)


def _named(names: dict[str, str], places: dict[str, int]) -> Iterator[_Link]:
    for article, name in names.items():
        yield _Link((1, places[article], name, article), article, Member(article, name, external=True))


def _undirected(kin: Iterable[Kinship], places: dict[str, int]) -> Iterator[_Link]:
    for one in kin:
        if one.origin is None:
            parent, child = sorted((one.a, one.b), key=places.__getitem__)
            yield _link(3, one, child, parent, places, False)


def _link(strength: int, one: Kinship, child: str, parent: str, places: dict[str, int], is_told: bool) -> _Link:
    """Of equal strength the one with more of the child's text, in steps, then the one from the earliest article."""
    rank = (strength, -round(one.share_of(child) * _SHARES) * len(places) + places[parent], parent, child)
    return _Link(rank, child, Member(child, parent, is_told=is_told, kinship=one))


def _descends(member: Member, child: str, parents: dict[str, Member]) -> bool:
    """Whether the parent that a link gives is the child itself or has its own text from it."""
    at: Member | None = member
    while at is not None and not at.external and at.parent is not None:
        if at.parent == child:
            return True
        at = parents.get(at.parent)
    return False


def _completed(ordered: Sequence[Held], parents: dict[str, Member]) -> Iterator[Member]:
    """Every article as a member; where copies name an absent source, the articles without a parent are taken to have it too."""
    external = [member for member in parents.values() if member.external]
    for article in ordered:
        if article.id in parents:
            yield parents[article.id]
        elif external:
            yield Member(article.id, _most(external), external=True, is_told=False)
        else:
            yield Member(article.id)


def _most(members: Iterable[Member]) -> str:
    """The absent source that most articles name."""
    named = Counter(member.parent for member in members if member.external and member.parent is not None)
    return min(named, key=lambda name: (-named[name], name))
