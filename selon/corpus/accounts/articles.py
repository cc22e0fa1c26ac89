"""One article as its story sees it: its outlet, its actors under the desk's ids, and when things are told to be."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

import msgspec

from selon.corpus.accounts.drafts import Dated
from selon.model import Entity, Held, Statement
from selon.span import Span
from selon.stems import folded
from selon.timex import days_of


class Page(msgspec.Struct, frozen=True):
    """An article with what is looked up in it: its outlet and that outlet's key, actors, statements and days by their ids."""

    held: Held
    outlet: str
    voice: str
    actors: Mapping[str, str]
    statements: Mapping[str, Statement]
    days: Mapping[str, Dated]
    mentions: tuple[tuple[Span, str], ...]
    roles: tuple[Span, ...]

    def known(self, ids: tuple[str, ...]) -> frozenset[str]:
        """The actors of entity ids."""
        return frozenset(self.actors[name] for name in ids if name in self.actors)

    def date(self, time: str | None) -> Dated | None:
        """The day of a time of the record, where it is one day."""
        return self.days.get(time) if time is not None else None


def spoken_of(story: Iterable[Held], actors: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """The actors of a story by their folded names: an outlet that others cite is an actor in its own articles too."""
    named: dict[str, str] = {}
    for held in sorted(story, key=lambda held: held.id):
        for entity in held.record.entities:
            key = name_key(entity.name)
            named.setdefault(key, actors.get((held.id, entity.id)) or key)
    return named


def page(held: Held, actors: Mapping[tuple[str, str], str], named: Mapping[str, str]) -> Page:
    """What a story asks of one article; an actor that is not given is known by its folded name, an outlet by `spoken_of`."""
    record = held.record
    known = {entity.id: actors.get((held.id, entity.id)) or name_key(entity.name) for entity in record.entities}
    outlet = outlet_of(held)
    return Page(
        held=held,
        outlet=outlet,
        voice=named.get(name_key(outlet), name_key(outlet)),
        actors=known,
        statements={statement.id: statement for statement in record.statements},
        days={time.id: Dated(day, time.span) for time in record.times if (day := _day(time.type, time.value)) is not None},
        mentions=tuple(sorted((span, known[entity.id]) for entity in record.entities for span in _spoken_of(entity))),
        roles=tuple(sorted({span for entity in record.entities for span in entity.roles})),
    )


def outlet_of(held: Held) -> str:
    """The name of an article's outlet, else its host, else its own key: an article is its own outlet where nothing is known."""
    info = held.record.article
    return info.outlet or (urlsplit(info.url).hostname if info.url else None) or info.key or held.id


def name_key(name: str) -> str:
    """A name without case and accents."""
    return " ".join(folded(name).split())


def voice_of(statement: Statement, read: Page) -> str:
    """The key of whoever a statement is attributed to; one who is not named speaks with the voice of the outlet."""
    source = statement.source
    if source.voice == "author" or (source.entity is None and source.name is None):
        return read.voice
    known = read.actors.get(source.entity) if source.entity is not None else None
    return known or name_key(source.name or "")


def chain_of(statement: Statement, read: Page) -> tuple[str, ...]:
    """The names from the outlet to the source."""
    chain = statement.chain
    return chain if chain[:1] == (read.outlet,) else (read.outlet, *chain)


def _day(kind: str, value: str) -> str | None:
    days = days_of(value) if kind in ("DATE", "TIME") else None
    return days[0].isoformat() if days is not None and days[0] == days[1] else None


def _spoken_of(entity: Entity) -> tuple[Span, ...]:
    return entity.mentions if entity.kind not in ("people", "group") else ()
