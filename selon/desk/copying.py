"""Copies in the desk: an article is compared with those beside it in the lists of its keys, and with nothing else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from selon.corpus.copies import (
    NEIGHBOURS,
    Family,
    Fingerprint,
    Kinship,
    Laid,
    attributed,
    days_needed,
    families,
    fingerprint,
    keys,
    kin,
    laid,
    printing,
    restored,
    stored,
)
from selon.model import Held
from selon.store import Kept, Store, articles, copies
from selon.store.copies import Kin, Print

_KINSHIP = msgspec.json.Decoder(Kinship)


class _Lists(NamedTuple):
    """The keys of an article, boilerplate aside, in whose lists all others are its neighbours, and those with longer lists."""

    short: Sequence[int]
    long: Sequence[int]


def add(store: Store, held: Held) -> None:
    """Enter an article in the lists of its keys; what that makes boilerplate unsettles all who print it."""
    found, where = fingerprint(held), printing(held)
    copies.put(store, held.id, where, stored(found), keys(found))
    _mark_boilerplate(store, (*found.shingles, *found.bands), where.outlet)


def leave(store: Store, article: str) -> None:
    """Take an article out; those that it stood between become neighbours, and what it alone made boilerplate is none."""
    gone = copies.print_of(store, article)
    if gone is None:
        return
    found = restored(gone.print)
    common = copies.boilerplate(store, keys(found))
    for key in copies.lengths(store, keys(found, common), NEIGHBOURS + 1):
        copies.unsettle(store, copies.before(store, key, gone.place, NEIGHBOURS))
    copies.drop(store, gone, keys(found))
    for key in common:
        outlets = copies.outlets_of(store, key)
        if not any(copies.is_printed_on(store, key, outlet, days_needed(outlet)) for outlet in outlets):
            copies.set_boilerplate(store, key, False)


def settle(store: Store) -> None:
    """Compare every article that is new with its neighbours, and again those of its kin where its boilerplate has changed."""
    ready: dict[int, Laid] = {}
    for number, is_new in copies.unsettled(store):
        for entered in copies.prints(store, [number]):
            if is_new:
                lists = _lists(store, entered)
                _settle(store, entered, lists, ready)
                _part_neighbours(store, entered, lists.long)
            else:
                _settle_again(store, entered, ready)


def _mark_boilerplate(store: Store, printed: Sequence[int], outlet: str | None) -> None:
    # The list of what is boilerplate already grows with the desk: it is not read.
    known = copies.boilerplate(store, printed)
    for key in copies.lengths(store, [key for key in printed if key not in known], days_needed(outlet)):
        if copies.is_printed_on(store, key, outlet, days_needed(outlet)):
            copies.set_boilerplate(store, key, True)


def _settle(store: Store, entered: Print, lists: _Lists, ready: dict[int, Laid]) -> None:
    others = copies.prints(store, sorted(_candidates(store, entered, lists)))
    mine = _laid(store, entered, ready) if others else None
    found = (kin(mine, _laid(store, other, ready)) for other in others) if mine else ()
    copies.replace_kin(store, entered.article, [_row(one) for one in found if one is not None])


def _settle_again(store: Store, entered: Print, ready: dict[int, Laid]) -> None:
    """With more boilerplate some pairs are no longer kin, but none is that was not (`kin`)."""
    known = (one.b if one.a == entered.article else one.a for one in copies.kin_of(store, entered.article))
    others = [other for other in map(partial(copies.print_of, store), known) if other is not None]
    beside = [other for other in others if _are_neighbours(store, *sorted((entered, other), key=lambda one: one.place))]
    mine = _laid(store, entered, ready) if beside else None
    found = (kin(mine, _laid(store, other, ready)) for other in beside) if mine else ()
    copies.replace_kin(store, entered.article, [_row(one) for one in found if one is not None])


def _lists(store: Store, entered: Print) -> _Lists:
    wanted = _live_keys(store, restored(entered.print))
    long = copies.lengths(store, wanted, NEIGHBOURS + 2)
    return _Lists([key for key in wanted if key not in long], list(long))


def _candidates(store: Store, entered: Print, lists: _Lists) -> set[int]:
    """The numbers of the articles beside an article in the lists of its keys."""
    found = copies.numbers_with(store, lists.short)
    for key in lists.long:
        found.update(copies.before(store, key, entered.place, NEIGHBOURS), copies.behind(store, key, entered.place, NEIGHBOURS))
    return found - {entered.number}


def _live_keys(store: Store, found: Fingerprint) -> tuple[int, ...]:
    return keys(found, copies.boilerplate(store, keys(found)))


def _laid(store: Store, entered: Print, ready: dict[int, Laid]) -> Laid:
    if entered.number not in ready:
        held = articles.held(store, entered.article)
        assert held is not None, f"the article {entered.article} has no record"
        ready[entered.number] = laid(held, copies.boilerplate(store, restored(entered.print).shingles))
    return ready[entered.number]


def _part_neighbours(store: Store, entered: Print, long: Sequence[int]) -> None:
    """Forget what is kin across a new article where it stands between two that are neighbours in no list any longer."""
    crowded: set[int] = set()
    for key in long:
        crowded.update(copies.before(store, key, entered.place, NEIGHBOURS))
    for earlier in copies.prints(store, sorted(crowded)):
        for later in copies.kin_behind(store, earlier.article, entered.place):
            if not _are_neighbours(store, earlier, later):
                copies.drop_pair(store, earlier.article, later.article)


def _are_neighbours(store: Store, earlier: Print, later: Print) -> bool:
    shared = set(_live_keys(store, restored(earlier.print))) & set(_live_keys(store, restored(later.print)))
    return any(later.number in copies.behind(store, key, earlier.place, NEIGHBOURS) for key in sorted(shared))


def _row(one: Kinship) -> Kin:
    shares = one.share_a, one.share_b
    return Kin(one.a, one.b, one.kind, *shares, one.origin, one.basis, one.source, msgspec.json.encode(one).decode())


def kin_around(store: Store, article: str) -> tuple[Kinship, ...]:
    """What an article, those that have text of it, those that have text of them and so on have of each other."""
    found: dict[tuple[str, str], Kinship] = {}
    known, waiting = {article}, [article]
    while waiting:
        for row in copies.kin_of(store, waiting.pop()):
            found[row.a, row.b] = _KINSHIP.decode(row.kinship)
            new = {row.a, row.b} - known if row.kind != "quotation" else set()
            known |= new
            waiting += sorted(new)
    outlets = {one: entered.outlet for one in {end for pair in found for end in pair} if (entered := copies.print_of(store, one))}
    return attributed((found[pair] for pair in sorted(found)), outlets)


class Copies(NamedTuple):
    """Who copied whom around an article: its family, if any, with whom it shares but a quotation, and all articles by id."""

    article: Kept
    family: Family | None
    quotations: tuple[Kinship, ...]
    articles: Mapping[str, Kept]


def copies_of(store: Store, article: Kept) -> Copies:
    """Who copied whom around an article."""
    around = kin_around(store, article.id)
    quoted = tuple(one for one in around if one.kind == "quotation" and article.id in (one.a, one.b))
    made = next((one for one in _families(store, around, [article.id]) if _has(one, article.id)), None)
    ids = {article.id, *_ids(made), *(end for one in quoted for end in (one.a, one.b))}
    return Copies(article, made, quoted, {kept.id: kept for kept in articles.by_id(store, ids)})


def all_families(store: Store) -> Iterator[Family]:
    """Every family of the desk with more than one article, in the order of the articles' ids."""
    seen: set[str] = set()
    for article in copies.copied(store):
        if article not in seen:
            for family in _families(store, kin_around(store, article), [article]):
                if not seen.intersection(_ids(family)) and len(family.members) > 1:
                    yield family
                seen.update(_ids(family))


def _families(store: Store, around: Sequence[Kinship], wanted: Iterable[str]) -> tuple[Family, ...]:
    ids = {*wanted, *(end for one in around if one.kind != "quotation" for end in (one.a, one.b))}
    held = (articles.held(store, one) for one in sorted(ids))
    return families([one for one in held if one is not None], around)


def _has(family: Family, article: str) -> bool:
    return any(member.id == article for member in family.members)


def _ids(family: Family | None) -> Iterator[str]:
    return (member.id for member in (family.members if family else ()))
