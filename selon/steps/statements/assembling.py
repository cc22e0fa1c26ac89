"""Numbers entities and statements, nests them, and names the chain of each from the outlet down."""

from collections.abc import Sequence

import msgspec

from selon.analysis import Draft, Quotation, Words
from selon.cast import Cast, Resolved
from selon.lang.pack import Pack
from selon.model import Addressee, Channel, Source, Statement
from selon.span import Span, covered
from selon.steps.statements.entities import Described, Numbered, numbered
from selon.steps.statements.standing import certainty_of, conditional_report_of, main_verb, mode_of, polarity_of

_REACH = 60  # statements apart in the text; a longer quotation with more statements in it has not been seen
_BESIDE = 60  # tokens on either side of a cue in which its channel is looked for


class Assembled(msgspec.Struct, frozen=True):
    """The entities and statements of an article, numbered in text order; `known` finds the entity that a phrase means."""

    known: Numbered
    statements: tuple[Statement, ...]


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
    known = numbered(words, cast, drafts, sources, described)
    within = [_within(i, drafts) for i in range(len(drafts))]
    ids = [f"S{number}" for number in range(1, len(drafts) + 1)]
    statements = []
    for i, draft in enumerate(drafts):
        head = main_verb(words, draft.content)
        statements.append(
            Statement(
                id=ids[i],
                source=_source(draft, sources[i], known),
                cue=draft.cue,
                content=draft.content,
                mode=mode_of(draft, words, quotations),
                act=draft.act,
                addressee=_addressee(addressees[i], known),
                within=ids[around] if (around := within[i]) is not None else None,
                chain=_chain(i, within, drafts, sources, outlet),
                certainty=certainty_of(draft, head, words, pack),
                polarity=polarity_of(draft, head, words, pack),
                conditional_report=conditional_report_of(draft, head, words, pack),
                channel=draft.channel or _channel(words, draft, pack),
            )
        )
    return Assembled(known, tuple(statements))


def _source(draft: Draft, found: Resolved | None, known: Numbered) -> Source:
    if draft.author or found is None:
        return Source("author")
    return Source("named" if found.named else "unnamed", known.id_of(found), found.name, _whole(draft.source.span, found, known))


def _whole(span: Span | None, found: Resolved, known: Numbered) -> Span | None:
    """The span of a source pushed to the end of the name that it cuts: « Élise de Villiers »."""
    entity = next((e for e in known.entities if e.id == known.id_of(found)), None)
    if span is None or entity is None or found.key is None:
        return span
    cut = next((m for m in entity.mentions if m.start < span.end < m.end and span.start <= m.start), None)
    return Span(span.start, cut.end) if cut is not None else span


def _addressee(found: Resolved | None, known: Numbered) -> Addressee | None:
    if found is None or found.name is None:
        return None
    return Addressee(known.id_of(found), found.name)


def _within(i: int, drafts: Sequence[Draft]) -> int | None:
    """The smallest other draft whose content holds all of this one: its content, and its cue where it has one."""
    draft = drafts[i]
    around = [
        j
        for j, other in enumerate(drafts[max(i - _REACH, 0) : i + _REACH], max(i - _REACH, 0))
        if j != i and _around(other, draft) and not _same(draft, other) and _holds(other, draft) and not _holds(draft, other)
    ]
    return min(around, key=lambda j: sum(len(s) for s in drafts[j].content), default=None)


def _around(outer: Draft, inner: Draft) -> bool:
    """Whether one content could hold another by where both begin and end: quick, and true wherever it does hold it."""
    return outer.content[0].start <= inner.content[0].start and inner.content[-1].end <= outer.content[-1].end


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
    first, stop = max(first, draft.cue_head - _BESIDE), min(stop, draft.cue_head + _BESIDE)
    kept = [i for i in range(first, stop) if covered(Span(words.start[i], words.end[i]), draft.content) == 0]
    told = " ".join(words.form[i] for i in kept).replace("' ", "'")
    return next((row.channel for row in pack.channels if any(form in told for form in row.forms)), None)
