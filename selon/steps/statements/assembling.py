"""Numbers entities and statements, nests them, and names the chain of each from the outlet down."""

from collections.abc import Sequence

import msgspec

from selon.analysis import Draft, Quotation, Words
from selon.cast import Cast, Resolved
from selon.lang.pack import Pack
from selon.model import Addressee, Channel, Entity, EntityKind, Source, Statement
from selon.span import Span, covered
from selon.steps.statements.standing import certainty_of, conditional_report_of, mode_of, polarity_of
from selon.text import fold

_REACH = 60  # statements apart in the text; a longer quotation with more statements in it has not been seen


class Assembled(msgspec.Struct, frozen=True):
    """The entities and statements of an article, numbered in text order."""

    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]


class Described(msgspec.Struct, frozen=True):
    """A source or addressee that only a description names, with its kind and country."""

    name: str
    kind: EntityKind
    country: str | None
    mentions: tuple[Span, ...]


def assemble(
    words: Words,
    pack: Pack,
    cast: Cast,
    drafts: Sequence[Draft],
    sources: Sequence[Resolved | None],
    addressees: Sequence[Resolved | None],
    described: Sequence[Described],
    quotations: Sequence[Quotation],
    outlet: str | None,
) -> Assembled:
    """The entities and statements that the drafts and their speakers make."""
    entities, by_key, by_name = _entities(words, cast, drafts, sources, described)
    within = [_within(i, drafts) for i in range(len(drafts))]
    statements = []
    for i, draft in enumerate(drafts):
        statements.append(
            Statement(
                id=f"S{i + 1}",
                source=_source(draft, sources[i], by_key, by_name),
                cue=draft.cue,
                content=draft.content,
                mode=mode_of(draft, words, quotations),
                act=draft.act,
                addressee=_addressee(addressees[i], by_key, by_name),
                within=f"S{within[i] + 1}" if within[i] is not None else None,
                chain=_chain(i, within, drafts, sources, outlet),
                certainty=certainty_of(draft, words, pack),
                polarity=polarity_of(draft, words, pack),
                conditional_report=conditional_report_of(draft, words, pack),
                channel=draft.channel or _channel(words, draft, pack),
            )
        )
    return Assembled(entities, tuple(statements))


def _source(draft: Draft, found: Resolved | None, by_key: dict[int, str], by_name: dict[str, str]) -> Source:
    if draft.author or found is None:
        return Source("author")
    entity = by_key.get(found.key) if found.key is not None else by_name.get(found.name or "")
    name = found.name
    if name is None and draft.source.span is None:
        name = ""
    return Source("named" if found.named else "unnamed", entity, name, draft.source.span)


def _addressee(found: Resolved | None, by_key: dict[int, str], by_name: dict[str, str]) -> Addressee | None:
    if found is None or found.name is None:
        return None
    entity = by_key.get(found.key) if found.key is not None else by_name.get(found.name)
    return Addressee(entity, found.name)


def _entities(
    words: Words, cast: Cast, drafts: Sequence[Draft], sources: Sequence[Resolved | None], described: Sequence[Described]
) -> tuple[tuple[Entity, ...], dict[int, str], dict[str, str]]:
    """Entities by first mention; the second and third values give their ids by the cast's key and by description."""
    extra: dict[int, list[Span]] = {}
    for draft, source in zip(drafts, sources, strict=True):
        if source is not None and source.key is not None and draft.source.span is not None:
            extra.setdefault(source.key, []).append(draft.source.span)
    drawn: list[tuple[Span, int | None, Described | None]] = []
    spans: dict[int, tuple[Span, ...]] = {}
    for key in cast.members:
        named = [words.span(m.first, m.last) for m in cast.mentions if m.key == key]
        spans[key] = tuple(sorted({*named, *(s for s in extra.get(key, ()) if not any(s.overlaps(n) for n in named))}))
        drawn.append((spans[key][0], key, None))
    drawn.extend((d.mentions[0], None, d) for d in described)
    drawn.sort(key=lambda item: item[0])
    entities: list[Entity] = []
    by_key: dict[int, str] = {}
    by_name: dict[str, str] = {}
    for number, (_, key, description) in enumerate(drawn, 1):
        identity = f"E{number}"
        if key is not None:
            member = cast.members[key]
            by_key[key] = identity
            entities.append(Entity(identity, member.name, member.kind, member.country, member.wikidata, member.roles, spans[key]))
        elif description is not None:
            by_name[description.name] = identity
            entities.append(Entity(identity, description.name, description.kind, description.country, mentions=description.mentions))
    return tuple(entities), by_key, by_name


def _within(i: int, drafts: Sequence[Draft]) -> int | None:
    """The smallest other draft whose content holds all of this one: its content, and its cue where it has one."""
    draft = drafts[i]
    around = [
        j
        for j, other in enumerate(drafts[max(i - _REACH, 0) : i + _REACH], max(i - _REACH, 0))
        if j != i and not _same(draft, other) and _holds(other, draft) and not _holds(draft, other)
    ]
    return min(around, key=lambda j: sum(len(s) for s in drafts[j].content), default=None)


def _holds(outer: Draft, inner: Draft) -> bool:
    parts = [*inner.content, *([inner.cue] if inner.cue is not None else [])]
    return all(covered(span, outer.content) == len(span) for span in parts)


def _same(a: Draft, b: Draft) -> bool:
    return a.cue is not None and a.cue == b.cue


def _chain(
    i: int,
    within: Sequence[int | None],
    drafts: Sequence[Draft],
    sources: Sequence[Resolved | None],
    outlet: str | None,
) -> tuple[str, ...]:
    names: list[str] = []
    at: int | None = i
    while at is not None and len(names) < len(drafts):
        source = sources[at]
        if source is not None and source.name:
            names.append(source.name)
        at = within[at]
    return (*([outlet] if outlet else ()), *reversed(names))


def _channel(words: Words, draft: Draft, pack: Pack) -> Channel | None:
    """The channel that words in the cue's sentence tell, outside the content."""
    if draft.cue_head is None or draft.author:
        return None
    first, stop = words.bounds(draft.cue_head)
    kept = [i for i in range(first, stop) if covered(Span(words.start[i], words.end[i]), draft.content) == 0]
    told = " ".join(words.form[i] for i in kept).replace("' ", "'")
    return next((row.channel for row in pack.channels if any(fold(form) in told for form in row.forms)), None)
