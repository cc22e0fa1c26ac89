"""The wording of an article in its own voice and in indirect speech; what stands in a quotation is the quoted one's own.

Kinds after C. Kerbrat-Orecchioni, L'énonciation (1980), and R. Koren, Les enjeux éthiques de l'écriture de presse (1996);
quotation marks that keep a word at a distance after J. Authier-Revuz, Ces mots qui ne vont pas de soi (1995).
"""

from collections.abc import Iterator, Sequence

import msgspec

from selon.analysis import Quotation, Words
from selon.cast import Cast
from selon.lang.pack import Pack
from selon.lang.wording import WordingPattern, WordingRow
from selon.model import Decision, Statement, Wording, WordingKind
from selon.span import Span
from selon.steps.wording.marks import distanced
from selon.steps.wording.matching import match

_REACH = 6
_GROUPS = frozenset({"organization", "group", "outlet"})
_NAMING = frozenset({"loaded_name", "euphemism", "disqualification"})
_INSIDE = "inside a quotation: the quoted one's own words"


class _Hit(msgspec.Struct, frozen=True):
    """A match: tokens [first, last], both included, and why it is refused, if it is."""

    first: int
    last: int
    row: WordingRow
    refused: str = ""


def wordings(
    words: Words, pack: Pack, members: Cast, quotations: Sequence[Quotation], statements: Sequence[Statement]
) -> tuple[tuple[Wording, ...], tuple[Decision, ...]]:
    """The wording of an article in text order, and the decisions, kept and refused."""
    found: dict[tuple[Span, WordingKind], Wording] = {}
    decisions: list[Decision] = []
    contents = [span for statement in statements for span in statement.content]
    for hit in _outermost(tuple(_hits(words, pack, members))):
        span = words.span(hit.first, hit.last)
        around = _around(span, quotations)
        named = hit.row.kind in _NAMING and around is not None and _alone(words, hit, around)
        marked = named and not _within(span, contents)
        refused = hit.refused or (_INSIDE if around is not None and not marked else "")
        kind: WordingKind = "distance" if marked else hit.row.kind
        why = refused or f"{kind}: {hit.row.note}"
        decisions.append(Decision(span, hit.row.id, "wording", not refused, why))
        if not refused:
            found[span, kind] = Wording(span, kind, hit.row.note)
    taken = [span for span, _ in found]
    for span, row in distanced(words, pack.wording, quotations, contents):
        if not any(span.overlaps(other) for other in taken):
            found[span, row.kind] = Wording(span, row.kind, row.label)
            decisions.append(Decision(span, row.id, "wording", True, f"{row.kind}: {row.label}"))
    return tuple(found[key] for key in sorted(found)), tuple(decisions)


def _hits(words: Words, pack: Pack, members: Cast) -> Iterator[_Hit]:
    table = pack.wording
    beginnings = tuple(beginning for beginning, _ in table.by_beginning)
    for token in (token for token, form in enumerate(words.form) if form in table.by_word or form.startswith(beginnings)):
        form = words.form[token]
        for pattern in table.by_word.get(form, ()):
            yield from _hit(words, pack, members, pattern, token)
        for beginning, pattern in table.by_beginning:
            if form.startswith(beginning):
                yield from _hit(words, pack, members, pattern, token)


def _hit(words: Words, pack: Pack, members: Cast, pattern: WordingPattern, token: int) -> Iterator[_Hit]:
    row = pattern.row
    if row.pos and words.pos[token] not in row.pos:
        return
    end = match(words, members, pack, pattern, token)
    if end is None:
        return
    first = _start(words, row, token, pack.wording.definite)
    yield _Hit(first, end - 1, row, _objection(words, members, row, token, end))


def _start(words: Words, row: WordingRow, token: int, definite: frozenset[str]) -> int:
    """The first token of the span: a name takes its definite article, an adjective the noun right before it."""
    floor = words.bounds(token)[0]
    if token == floor:
        return token
    if row.noun:
        return token - 1 if words.pos[token - 1] == "NOUN" and words.head[token] == token - 1 else token
    return token - 1 if row.neutral and words.form[token - 1] in definite else token


def _objection(words: Words, members: Cast, row: WordingRow, token: int, end: int) -> str:
    start, stop = words.bounds(token)
    if end < stop and words.form[end] in row.not_before:
        return f"before {words.form[end]!r}"
    if token > start and words.form[token - 1] in row.not_after:
        return f"behind {words.form[token - 1]!r}"
    if row.heads and not _headed(words, members, row, token, start):
        return "on none of the row's nouns"
    return ""


def _headed(words: Words, members: Cast, row: WordingRow, token: int, start: int) -> bool:
    """Whether one of the row's nouns, or the name of a group, stands before, with no verb between."""
    for at in range(token - 1, max(start, token - _REACH) - 1, -1):
        if words.pos[at] in ("VERB", "AUX"):
            return False
        mention = members.covering(at)
        if words.lemma[at] in row.heads or (mention is not None and members.members[mention.key].kind in _GROUPS):
            return True
    return False


def _outermost(hits: Sequence[_Hit]) -> Iterator[_Hit]:
    """The hits that lie in no longer hit of the same kind."""
    reached: dict[str, int] = {}
    for hit in sorted(hits, key=lambda hit: (bool(hit.refused), hit.first, -hit.last)):
        if hit.last > reached.get(hit.row.kind, -1) or hit.refused:
            reached[hit.row.kind] = max(hit.last, reached.get(hit.row.kind, -1))
            yield hit


def _around(span: Span, quotations: Sequence[Quotation]) -> Quotation | None:
    """The innermost quotation that the words stand in."""
    return next((q for q in reversed(quotations) if q.inner.start <= span.start and span.end <= q.inner.end), None)


def _alone(words: Words, hit: _Hit, quotation: Quotation) -> bool:
    """Whether the quotation holds these words and nothing else, and is not itself inside another."""
    return quotation.depth == 0 and quotation.inner == words.span(hit.first, hit.last)


def _within(span: Span, contents: Sequence[Span]) -> bool:
    return any(content.start <= span.start and span.end <= content.end for content in contents)
