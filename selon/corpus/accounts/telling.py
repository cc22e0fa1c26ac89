"""A group of passages as a claim: who stands where, who only repeats, who was first, who is silent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from selon.corpus.accounts.drafts import Draft
from selon.corpus.accounts.grouping import Group
from selon.corpus.accounts.moments import days_between, is_before
from selon.corpus.accounts.opposing import Bond, Opposition
from selon.corpus.accounts.values import Claim, Conflict, Passage, Relation, Stance

_COPIED, _CONTAINED = 0.6, 0.9
_STALE = 1.0
Families = Mapping[str, tuple[int, int]]


def placed(families: Iterable[Sequence[str]]) -> Families:
    """Where each article stands in its family: which family, and how far from the original."""
    return {article: (n, at) for n, family in enumerate(families) for at, article in enumerate(family)}


def claim(drafts: Sequence[Draft], group: Group, families: Families, outlets: Sequence[str]) -> Claim:
    """The claim of a group; its passages stand in the order of time and words."""
    place = {at: n for n, at in enumerate(group.members)}
    copied = _copied(drafts, group, families)
    denied = _denied(drafts, group)
    passages = tuple(_passage(drafts[at], at in denied, copied.get(at)) for at in group.members)
    conflicts = sorted(_conflicts(drafts, group, copied, place), key=lambda c: (c.relation, c.a, c.b, c.question, c.words_a))
    speaking = {passage.outlet for passage in passages}
    return Claim(
        label=place[_central(drafts, group, denied, copied)],
        passages=passages,
        conflicts=tuple(conflicts),
        first=tuple(n for n, p in enumerate(passages) if not any(is_before(q.published, p.published) for q in passages)),
        voices=len({passage.voice for passage in passages if passage.repeats is None}),
        outlets=tuple(outlet for outlet in outlets if outlet in speaking),
        silent=tuple(outlet for outlet in outlets if outlet not in speaking),
    )


def _passage(draft: Draft, denied: bool, repeats: str | None) -> Passage:
    stance: Stance = "asserts"
    if repeats is not None:
        stance = "repeats"
    elif denied:
        stance = "denies"
    elif draft.hearsay:
        stance = "hearsay"
    return Passage(
        article=draft.article,
        kind=draft.kind,
        spans=draft.spans,
        stance=stance,
        chain=draft.chain,
        voice=draft.voice,
        outlet=draft.outlet,
        id=draft.id,
        published=draft.published,
        denied=denied,
        repeats=repeats,
    )


def _denied(drafts: Sequence[Draft], group: Group) -> frozenset[int]:
    """The passages on the side that denies: where the words tell it, else the side that spoke last."""
    sides = (frozenset(at for at in group.members if group.sides[at] is way) for way in (False, True))
    one, other = sides
    if not one or not other:
        deny_all = all(drafts[at].denied for at in group.members)
        return frozenset(at for at in group.members if drafts[at].denied and (deny_all or not drafts[at].negated))
    negative = [bond.negative for bond in group.bonds if bond.negative is not None]
    votes = [sum(at in side for at in negative) + sum(drafts[at].denied for at in side) for side in (one, other)]
    if votes[0] != votes[1]:
        return one if votes[0] > votes[1] else other
    return other if _said_before(drafts, one, other) else one


def _said_before(drafts: Sequence[Draft], one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether the one side spoke first; where times do not tell, the one whose first article comes first."""
    if any(all(is_before(drafts[a].published, drafts[b].published) for b in other) for a in one):
        return True
    if any(all(is_before(drafts[b].published, drafts[a].published) for a in one) for b in other):
        return False
    return min(one) < min(other)


def _copied(drafts: Sequence[Draft], group: Group, families: Families) -> dict[int, str]:
    """The passages that repeat another article, with it; of those that credit each other in a circle, one repeats none."""
    sources: dict[int, int] = {}
    bonds = sorted(group.bonds, key=lambda bond: (bond.a, bond.b))
    for copy, source in (*_credits(drafts, bonds), *_copies(drafts, bonds, families)):
        if copy not in sources and copy not in _origins(sources, source):
            sources[copy] = source
    return {copy: drafts[source].article for copy, source in sources.items()}


def _origins(sources: Mapping[int, int], passage: int) -> Iterator[int]:
    """A passage, the one that it repeats, the one that this repeats, and so on."""
    at: int | None = passage
    while at is not None:
        yield at
        at = sources.get(at)


def _credits(drafts: Sequence[Draft], bonds: Iterable[Bond]) -> Iterator[tuple[int, int]]:
    """The passages that give for their source another outlet of the story, whose own words stand beside them."""
    for bond in bonds:
        for copy, source in ((bond.b, bond.a), (bond.a, bond.b)):
            credit, other = drafts[copy], drafts[source]
            is_credited = credit.voice == other.teller != credit.teller and not bond.oppositions
            if is_credited and not is_before(credit.published, other.published):
                yield copy, source


def _copies(drafts: Sequence[Draft], bonds: Iterable[Bond], families: Families) -> Iterator[tuple[int, int]]:
    """The passages of a copy that stand in the article it is taken from too."""
    for bond in bonds:
        a, b = (families.get(drafts[at].article) for at in (bond.a, bond.b))
        if a is None or b is None or a[0] != b[0] or a == b or bond.oppositions:
            continue
        if bond.strength >= _COPIED or bond.cover >= _CONTAINED:
            yield (bond.a, bond.b) if a > b else (bond.b, bond.a)


def _central(drafts: Sequence[Draft], group: Group, denied: frozenset[int], copied: Mapping[int, str]) -> int:
    """The passage nearest to all others of the asserting side; of several, the first."""
    own = [at for at in group.members if at not in copied]
    standing = [at for at in own if at not in denied] or own
    nearness = {at: sum(bond.strength for bond in group.bonds if at in (bond.a, bond.b)) for at in standing}
    return min(standing, key=lambda at: (-round(nearness[at], 9), at))


def _conflicts(
    drafts: Sequence[Draft], group: Group, copied: Mapping[int, str], place: Mapping[int, int]
) -> Iterator[Conflict]:
    """Each opposition of two voices once, however many articles report it."""
    seen: set[object] = set()
    for bond in sorted(group.bonds, key=lambda bond: (bond.a, bond.b)):
        if bond.a in copied or bond.b in copied:
            continue
        x, y = drafts[bond.a], drafts[bond.b]
        for opposition in bond.oppositions:
            is_settled = opposition.question == "what" and opposition.is_turn and group.sides[bond.a] == group.sides[bond.b]
            relation = None if is_settled else _relation(x, y, opposition)
            key = opposition.question, relation, frozenset((x.voice, y.voice)), opposition.values
            if relation is not None and key not in seen:
                seen.add(key)
                yield _conflict(place, bond, opposition, relation)


def _relation(x: Draft, y: Draft, opposition: Opposition) -> Relation | None:
    """How two passages stand to each other that cannot both hold at once; None within one speech."""
    if x.voice != y.voice:
        is_stale = opposition.question == "how_many" and days_between(x.published, y.published) >= _STALE
        return "later" if is_stale else "contradiction"
    if x.article == y.article:
        return None
    is_later = is_before(x.published, y.published) or is_before(y.published, x.published)
    return "update" if is_later else "contradiction"


def _conflict(place: Mapping[int, int], bond: Bond, found: Opposition, relation: Relation) -> Conflict:
    """The conflict with the passage that stands first as its first side."""
    conflict = Conflict(place[bond.a], place[bond.b], found.question, found.words_a, found.words_b, found.row, relation)
    if conflict.a < conflict.b:
        return conflict
    return msgspec.structs.replace(
        conflict, a=conflict.b, b=conflict.a, words_a=conflict.words_b, words_b=conflict.words_a
    )
