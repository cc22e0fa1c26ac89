"""The account of a story in a desk: worked out when it is asked for, with the desk's actors and the copies among its articles."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from selon.corpus.accounts import Account, Compare, Known, Means, accounts
from selon.corpus.copies import Kinship, families
from selon.desk.copying import kin_around
from selon.desk.who import Who
from selon.lang.telling import load_telling
from selon.model import Held
from selon.store import Kept, Store, actors, articles


class Accounted(NamedTuple):
    """An account with the articles that it is of, by id, and the language (ISO 639-1) whose words were compared."""

    account: Account
    articles: Mapping[str, Kept]
    language: str


def accounted(store: Store, story: Sequence[Kept], compare: Compare) -> Accounted:
    """The account of some articles; they are compared by the words of the language that most of them are in."""
    held = [found for kept in story if (found := articles.held(store, kept.id)) is not None]
    if not held:
        return Accounted(Account((), (), ()), {}, "")
    spoken = [one.record.article.language for one in held]
    language = max(sorted(set(spoken)), key=spoken.count)
    told = [one for one in held if one.record.article.language == language]
    known = Known(families=_families(store, told), actors=_actors(store, told))
    account = accounts(told, Means(compare, load_telling(language)), known)
    return Accounted(account, {kept.id: kept for kept in story}, language)


def _families(store: Store, held: Sequence[Held]) -> tuple[tuple[str, ...], ...]:
    """The families of copies among the articles, the original first."""
    around: dict[tuple[str, str], Kinship] = {}
    walked: set[str] = set()
    for one in held:
        if one.id not in walked:
            found = kin_around(store, one.id)
            around.update({(kin.a, kin.b): kin for kin in found})
            walked.update(end for kin in found if kin.kind != "quotation" for end in (kin.a, kin.b))
    made = families(held, around.values())
    return tuple(tuple(member.id for member in family.members) for family in made if len(family.members) > 1)


def _actors(store: Store, held: Sequence[Held]) -> dict[tuple[str, str], str]:
    who = Who(store)
    return {(one.id, seen.entity): who.actor(seen) for one in held for seen in actors.in_article(store, one.id)}
