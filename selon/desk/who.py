"""Whom the sightings of a desk mean: actors by name, and bare names by their article's company."""

from collections.abc import Iterable, Sequence

from msgspec import structs

from selon.corpus import identities
from selon.corpus.identities import Candidate, Resolution, Sighting, Tenured
from selon.desk.actors import sighting_of
from selon.errors import InputError
from selon.store import Store, actors
from selon.store.actors import Seen

_LISTED = 6
_STATE = "country/"
_COMPANY = ("person/", "government/")


class Who:
    """Looks each actor up once; made for one question."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._keys: dict[str, tuple[str, ...]] = {}
        self._names: dict[str, str] = {}
        self._offices: dict[str, tuple[Tenured, ...]] = {}
        self._meant: dict[tuple[str, str], Resolution] = {}
        self._alone: dict[tuple[str | None, ...], Resolution] = {}
        self._bearers: dict[str, list[str]] = {}
        self._actors: dict[str, str] = {}
        self._seen: dict[tuple[str, str], Seen] = {}
        self._candidates: dict[str, Candidate] = {}
        self._articles: dict[str, list[Seen]] = {}
        self._states: dict[tuple[str, str | None], str | None] = {}
        self._beside: dict[tuple[str, str], bool] = {}

    def load(self, articles: Iterable[str]) -> None:
        """Look all sightings of some articles up at once."""
        articles = set(articles) - self._articles.keys()
        for row in actors.in_articles(self._store, articles):
            self._articles.setdefault(row.article, []).append(row)
            self._seen[row.article, row.entity] = row
        self.know(row.key for row in self._seen.values())

    def know(self, keys: Iterable[str]) -> None:
        """Look the actors of many keys up at once."""
        self._actors.update(actors.known(self._store, set(keys) - self._actors.keys()))

    def seen(self, article: str, entity: str) -> Seen | None:
        """A sighting of an article that was loaded."""
        return self._seen.get((article, entity))

    def meant(self, seen: Seen) -> Resolution:
        """The actor that a sighting means; where it is a bare name that stays apart, the candidates and why."""
        at = (seen.article, seen.entity)
        if at not in self._meant:
            self._meant[at] = self._resolved(seen)
        return self._meant[at]

    def actor(self, seen: Seen) -> str:
        """The actor that a sighting means, or its own key where that stays apart."""
        return self.meant(seen).actor or self.actor_of(seen.key)

    def keys(self, actor: str) -> tuple[str, ...]:
        """The keys of an actor."""
        if actor not in self._keys:
            self._keys[actor] = tuple(actors.keys_of(self._store, [actor]).get(actor, [actor]))
        return self._keys[actor]

    def name(self, actor: str) -> str:
        """The name that most articles give an actor; between as many, the longest, then the first in the alphabet."""
        if actor not in self._names:
            named = [n for names in actors.names_of(self._store, self.keys(actor)).values() for n in names]
            best = min(named, key=lambda n: (-n.articles, -len(n.name), n.name), default=None)
            self._names[actor] = best.name if best is not None else actor.rpartition("/")[2]
        return self._names[actor]

    def offices(self, actor: str) -> tuple[Tenured, ...]:
        """The offices that articles give an actor, with the first and the last day."""
        if actor not in self._offices:
            rows = actors.offices_of(self._store, self.keys(actor))
            self._offices[actor] = tuple(Tenured(row.office, row.country, row.first, row.last) for row in rows)
        return self._offices[actor]

    def state_on(self, actor: str, day: str | None) -> str | None:
        """The state that an actor speaks for at that time, where articles give it offices of one alone."""
        if (actor, day) not in self._states:
            held = {tenure.country for tenure in identities.held_on(self.offices(actor), day)}
            self._states[actor, day] = next(iter(held)) if len(held) == 1 else None
        return self._states[actor, day]

    def bare_keys(self, actor: str) -> set[str]:
        """Surnames and offices alone that may mean an actor somewhere."""
        blocks = {block for key in self.keys(actor) for block in identities.blocks_of(key)}
        mates = {key for key in actors.block_mates(self._store, blocks) if key.startswith("surname/")}
        return mates | {f"office/{tenure.office}/{tenure.country}" for tenure in self.offices(actor)}

    def namesakes(self, actor: str) -> list[str]:
        """Other actors with a surname that can be the same: whoever sees that they are one can say so."""
        blocks = {block for key in self.keys(actor) for block in identities.blocks_of(key)}
        mates = [key for key in actors.block_mates(self._store, blocks) if key.startswith("person/")]
        others = {found for found in actors.known(self._store, mates).values() if found != actor}
        return sorted(others)[:_LISTED]

    def find(self, name: str) -> str:
        """The one actor that a name, in any spelling that the desk knows, or an ISO code means; raises InputError."""
        named = actors.known(self._store, actors.keys_named(self._store, identities.plain(name)))
        found = self._by_code(name) or _whole(named) or _whole(self._spelled(name)) or sorted(set(named.values()))
        if len(found) == 1:
            return found[0]
        if not found:
            near = [self.name(actor) for actor in self._like(name)]
            hint = f" Names that begin alike: {', '.join(near)}." if near else " selon search finds who is named."
            raise InputError(f"nobody in {self._store.path} is called {name!r}.{hint}")
        told = ", ".join(self.name(actor) for actor in found[:_LISTED])
        raise InputError(f"{name!r} means {len(found)} in {self._store.path} ({told}): give a full name.")

    def _by_code(self, name: str) -> list[str]:
        known = actors.known(self._store, [f"{_STATE}{name}"]) if len(name) == 2 and name.isupper() else {}
        return list(known.values())

    def _spelled(self, name: str) -> dict[str, str]:
        first, _, last = identities.plain(name).rpartition(" ")
        mates = actors.block_mates(self._store, identities.blocks_of(f"surname/{last}")) if last else []
        return actors.known(self._store, [key for key in mates if identities.is_spelled(key, first, last)])

    def _like(self, name: str) -> list[str]:
        keys = actors.keys_with_word(self._store, identities.plain(name)[:3], _LISTED)
        return list(dict.fromkeys(actors.known(self._store, keys).values()))

    def actor_of(self, key: str) -> str:
        """The actor of a key."""
        if key not in self._actors:
            self._actors[key] = actors.known(self._store, [key]).get(key, key)
        return self._actors[key]

    def _resolved(self, seen: Seen) -> Resolution:
        known = self.actor_of(seen.key)
        if seen.bare is None or len(self.keys(known)) > 1:  # it was ruled whom a bare name means
            return Resolution(known, "its full name")
        alone = (seen.key, seen.country, seen.day, seen.titles)
        if alone not in self._alone:
            sighting = sighting_of(seen)
            candidates = [self._candidate(actor) for actor in self._possible(sighting)]
            self._alone[alone] = identities.resolve(sighting, candidates)
        found = self._alone[alone]
        if found.actor is not None or not found.candidates or seen.bare == "office":
            return found
        beside = [row.key for row in self._row_of(seen.article) if row.bare is None and row.key.startswith(_COMPANY)]
        return identities.resolve(sighting_of(seen), [self._in_company(actor, beside) for actor in found.candidates])

    def _row_of(self, article: str) -> Sequence[Seen]:
        if article not in self._articles:
            self._articles[article] = actors.in_article(self._store, article)
        return self._articles[article]

    def _possible(self, sighting: Sighting) -> Sequence[str]:
        """The actors whom a bare name can mean."""
        if sighting.key not in self._bearers:
            if sighting.bare == "office":
                held = ((told.title.office, told.title.country) for told in sighting.titles)
                keys = [key for office, country in held if country for key in actors.holders(self._store, country, office)]
            else:
                keys = actors.block_mates(self._store, identities.blocks_of(sighting.key))
            self._bearers[sighting.key] = sorted({self.actor_of(key) for key in keys if key.startswith("person/")})
        return self._bearers[sighting.key]

    def _candidate(self, actor: str) -> Candidate:
        if actor not in self._candidates:
            keys, offices = self.keys(actor), self.offices(actor)
            countries = frozenset(tenure.country for tenure in offices) | actors.countries_of(self._store, keys)
            self._candidates[actor] = Candidate(actor, self.name(actor), keys, countries, offices)
        return self._candidates[actor]

    def _in_company(self, actor: str, beside: Sequence[str]) -> Candidate:
        near = frozenset(key for key in beside if self._together(key, actor))
        return structs.replace(self._candidate(actor), company=near)

    def _together(self, key: str, actor: str) -> bool:
        if (key, actor) not in self._beside:
            self._beside[key, actor] = actors.are_seen_together(self._store, key, self.keys(actor))
        return self._beside[key, actor]


def _whole(known: dict[str, str]) -> list[str]:
    """The actors of some keys that hold more than a surname or an office."""
    return sorted({actor for key, actor in known.items() if not key.startswith(("surname/", "office/"))})
