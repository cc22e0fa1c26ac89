"""Passages into claims: bonds of figures first, then the strongest; groups join where more than half of their pairs are bound.

Average linkage over bonds (P. Sneath, R. Sokal, Numerical Taxonomy, 1973), so that no chain of half-alike sentences
makes one claim.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from selon.corpus.accounts.opposing import Bond

_BOUND = 0.5


class Group(msgspec.Struct, frozen=True):
    """The passages of a claim by their places, in order, each with the side it stands on, and the bonds between them."""

    members: tuple[int, ...]
    sides: Mapping[int, bool]
    bonds: tuple[Bond, ...]


def groups(all_told: int, bonds: Iterable[Bond]) -> list[Group]:
    """All passages in groups by their places, those alone included."""
    ranked = sorted(bonds, key=lambda bond: (not bond.is_counted, -round(bond.strength, 9), bond.a, bond.b))
    bound = {(bond.a, bond.b) for bond in ranked}
    of = {at: at for at in range(all_told)}
    members: dict[int, list[int]] = {at: [at] for at in of}
    sides = dict.fromkeys(of, False)
    for bond in ranked:
        one, other = sorted((of[bond.a], of[bond.b]))
        if one == other or not _belong(members[one], members[other], bound):
            continue
        if (sides[bond.a] != sides[bond.b]) != bond.is_turned:
            sides.update({at: not sides[at] for at in members[other]})
        members[one] += members.pop(other)
        of.update(dict.fromkeys(members[one], one))
    return [_group(sorted(found), sides, ranked) for found in members.values()]


def _belong(one: Sequence[int], other: Sequence[int], bound: set[tuple[int, int]]) -> bool:
    pairs = [(min(a, b), max(a, b)) for a in one for b in other]
    return sum(pair in bound for pair in pairs) > _BOUND * len(pairs)


def _group(found: list[int], sides: Mapping[int, bool], bonds: Sequence[Bond]) -> Group:
    own = set(found)
    inner = tuple(bond for bond in bonds if bond.a in own and bond.b in own)
    return Group(tuple(found), {at: sides[at] for at in found}, inner)
