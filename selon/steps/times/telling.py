"""When a statement was made: the expression in the cue's clause, outside the content."""

from collections.abc import Mapping, Sequence

from selon.analysis import Draft, Expression, Timed, Words
from selon.lang.pack import Pack
from selon.span import covered
from selon.syntax.verbs import SUBJECTS, is_finite

_CLAUSES = frozenset({"acl:relcl", "ccomp", "parataxis", "conj"})
_CALENDAR = frozenset({"DATE", "TIME"})


def told(words: Words, pack: Pack, drafts: Sequence[Draft], timed: Timed) -> tuple[str | None, ...]:
    """The id of the expression that tells when each statement was made, None where none does."""
    dated: dict[int, list[Expression]] = {}
    for expression in timed.expressions:
        token = words.at(expression.time.span.start)
        if expression.time.type in _CALENDAR and token < len(words):
            dated.setdefault(words.sentence[token], []).append(expression)
    return tuple(_told(words, pack, draft, dated) for draft in drafts)


def _told(words: Words, pack: Pack, draft: Draft, dated: Mapping[int, Sequence[Expression]]) -> str | None:
    head = draft.cue_head
    if head is None or draft.author:
        return None
    here = dated.get(words.sentence[head], ())
    near = [e for e in here if covered(e.time.span, draft.content) == 0]
    near = [e for e in near if not _in_source(e, draft)]
    own = [e for e in near if _frames(words, e, head, pack) or _beside(words, e, draft)]
    return min(own, key=lambda e: abs(e.time.span.start - words.start[head])).time.id if own else None


def _in_source(expression: Expression, draft: Draft) -> bool:
    return draft.source.span is not None and draft.source.span.covers(expression.time.span)


def _frames(words: Words, expression: Expression, head: int, pack: Pack) -> bool:
    """Whether an expression stands under the cue, in no other clause and not in the subject: « interrogé lundi, il nie »."""
    token = words.at(expression.time.span.start)
    inside = range(token, words.at(expression.time.span.end - 1) + 1)
    at = next((i for i in inside if words.head[i] not in inside or words.head[i] == i), token)
    while at != head:
        apart = words.dep[at] in SUBJECTS or words.dep[at] in _CLAUSES
        if apart or (at not in inside and (is_finite(words, at) or _is_aside(words, at, pack))):
            return False
        if words.head[at] == at:
            return False
        at = words.head[at]
    return True


def _is_aside(words: Words, token: int, pack: Pack) -> bool:
    """Whether a participle tells of anything but the occasion of speaking: « arrivé lundi », not « interrogé lundi »."""
    participle = words.feats[token].get("VerbForm") == "Part" or (words.pos[token] == "ADJ" and words.dep[token] != "amod")
    return participle and words.lemma[token] not in pack.times.table.occasions


def _beside(words: Words, expression: Expression, draft: Draft) -> bool:
    """Whether the expression stands right behind the cue: « a déclaré lundi »."""
    start = expression.time.span.start
    return draft.cue is not None and draft.cue.end <= start and not words.text[draft.cue.end : start].strip()
