"""Numbers the entities of an article: those who are named, and those who are only described."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from selon.analysis import Draft, Words
from selon.cast import Cast, Resolved
from selon.model import Entity, EntityKind
from selon.span import Span


class Described(msgspec.Struct, frozen=True):
    """A source or addressee that only a description names, with its kind and country."""

    name: str
    kind: EntityKind
    country: str | None
    mentions: tuple[Span, ...]
    wikidata: str | None = None


class Numbered(msgspec.Struct, frozen=True):
    """The entities by first mention, with their ids by the cast's key and by description."""

    entities: tuple[Entity, ...]
    by_key: Mapping[int, str]
    by_name: Mapping[str, str]

    def id_of(self, found: Resolved) -> str | None:
        """The id of the entity that was found, if it is one."""
        return self.by_key.get(found.key) if found.key is not None else self.by_name.get(found.name or "")


def numbered(
    words: Words, cast: Cast, drafts: Sequence[Draft], sources: Sequence[Resolved | None], described: Sequence[Described]
) -> Numbered:
    """The entities of an article, numbered by their first mentions."""
    drawn = [*_named(words, cast, drafts, sources), *((None, _entity(d)) for d in described)]
    drawn.sort(key=lambda pair: pair[1].mentions[0])
    entities = tuple(msgspec.structs.replace(entity, id=f"E{number}") for number, (_, entity) in enumerate(drawn, 1))
    keys = [key for key, _ in drawn]
    return Numbered(
        entities,
        {key: entity.id for key, entity in zip(keys, entities, strict=True) if key is not None},
        {entity.name: entity.id for key, entity in zip(keys, entities, strict=True) if key is None},
    )


def _named(words: Words, cast: Cast, drafts: Sequence[Draft], sources: Sequence[Resolved | None]) -> Iterator[tuple[int, Entity]]:
    """The members with all their mentions: where they are named, and the phrases of sources that mean them."""
    named: dict[int, list[Span]] = {key: [] for key in cast.members}
    for mention in cast.mentions:
        named[mention.key].append(words.span(mention.first, mention.last))
    meant: dict[int, list[Span]] = {}
    for draft, source in zip(drafts, sources, strict=True):
        if source is not None and source.key is not None and draft.source.span is not None:
            meant.setdefault(source.key, []).append(draft.source.span)
    for key, member in cast.members.items():
        others = (span for span in meant.get(key, ()) if not any(span.overlaps(name) for name in named[key]))
        mentions = tuple(sorted({*named[key], *others}))
        yield key, Entity("", member.name, member.kind, member.country, member.wikidata, member.roles, mentions)


def _entity(found: Described) -> Entity:
    return Entity("", found.name, found.kind, found.country, found.wikidata, mentions=found.mentions)
