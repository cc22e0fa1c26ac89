"""The account of a story in a desk: worked out when it is asked for, with the desk's actors and the copies among its articles."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from threading import Lock
from typing import NamedTuple

import msgspec

from selon.corpus.accounts import Account, Compare, Known, Means, accounts, outlet_of
from selon.corpus.copies import Family, Kinship, families
from selon.desk.copying import kin_around
from selon.desk.families import FamilyIds
from selon.desk.who import Who
from selon.lang.telling import load_telling
from selon.model import Held, Record
from selon.store import Kept, Store, actors, articles

_KEPT_AT_MOST = 256
_ENCODER = msgspec.json.Encoder(order="sorted")


class Accounted(NamedTuple):
    """An account with the articles that it is of, by id, and the language (ISO 639-1) whose words were compared.

    `records` are those of the articles in that language, `outlets` theirs as passages name them, `families` what they have of
    each other or credit, and `repeated` gives each that hardly says anything of its own, or is repeated so, a key for all alike.
    """

    account: Account
    articles: Mapping[str, Kept]
    language: str
    records: Mapping[str, Record] = {}
    outlets: Mapping[str, str] = {}
    families: tuple[Family, ...] = ()
    repeated: Mapping[str, str] = {}


class Remembered:
    """Accounts that were worked out before, by a digest of all that they rest on; those not asked for the longest go first.

    What is not known is worked out by one thread at a time, once.
    """

    def __init__(self, at_most: int = _KEPT_AT_MOST) -> None:
        self._at_most = at_most
        self._found: OrderedDict[bytes, Account] = OrderedDict()
        self._looking, self._making = Lock(), Lock()

    def get(self, digest: bytes, make: Callable[[], Account]) -> Account:
        """The account with a digest, made where it is not known."""
        known = self._known(digest)
        if known is not None:
            return known
        with self._making:
            found = self._known(digest) or make()
            with self._looking:
                self._found[digest] = found
                if len(self._found) > self._at_most:
                    self._found.popitem(last=False)
        return found

    def _known(self, digest: bytes) -> Account | None:
        with self._looking:
            if digest in self._found:
                self._found.move_to_end(digest)
            return self._found.get(digest)


def accounted(store: Store, story: Sequence[Kept], compare: Compare, remembered: Remembered | None = None) -> Accounted:
    """The account of some articles; they are compared by the words of the language that most of them are in."""
    held = [found for kept in story if (found := articles.held(store, kept.id)) is not None]
    if not held:
        return Accounted(Account((), (), ()), {}, "")
    spoken = [one.record.article.language for one in held]
    language = max(sorted(set(spoken)), key=spoken.count)
    told = [one for one in held if one.record.article.language == language]
    made = story_families(store, told)
    known = Known(families=_several(made), actors=_actors(store, told))
    account = (remembered or Remembered()).get(
        _digest(told, known), lambda: accounts(told, Means(compare, load_telling(language)), known)
    )
    same = FamilyIds(store)
    return Accounted(
        account=account,
        articles={kept.id: kept for kept in story},
        language=language,
        records={one.id: one.record for one in told},
        outlets={one.id: outlet_of(one) for one in told},
        families=made,
        repeated={one.id: same[one.id] for one in told if one.id in same},
    )


def _digest(held: Sequence[Held], known: Known) -> bytes:
    """A digest of articles, their records, and what else is known of them, whatever their order."""
    found = blake2b(digest_size=16)
    for one in sorted(held, key=lambda one: one.id):
        found.update(_ENCODER.encode((one.id, one.record)))
    found.update(_ENCODER.encode((known.families, sorted(known.actors.items()))))
    return found.digest()


def _several(made: Sequence[Family]) -> tuple[tuple[str, ...], ...]:
    """The families of copies among the articles, the original first."""
    return tuple(tuple(member.id for member in family.members) for family in made if len(family.members) > 1)


def story_families(store: Store, held: Sequence[Held]) -> tuple[Family, ...]:
    """The families of copies among some articles; one alone is a family where it credits another."""
    around: dict[tuple[str, str], Kinship] = {}
    walked: set[str] = set()
    for one in held:
        if one.id not in walked:
            found = kin_around(store, one.id)
            around.update({(kin.a, kin.b): kin for kin in found})
            walked.update(end for kin in found if kin.kind != "quotation" for end in (kin.a, kin.b))
    return families(held, around.values())


def _actors(store: Store, held: Sequence[Held]) -> dict[tuple[str, str], str]:
    who = Who(store)
    return {(one.id, seen.entity): who.actor(seen) for one in held for seen in actors.in_article(store, one.id)}
