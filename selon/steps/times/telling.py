"""When a statement was made: the expression in the cue's clause, outside the content."""

from collections.abc import Sequence

from selon.analysis import Draft, Expression, Timed, Words
from selon.span import Span, covered
from selon.syntax.verbs import is_main_verb

_CALENDAR = frozenset({"DATE", "TIME"})


def told(words: Words, drafts: Sequence[Draft], timed: Timed) -> tuple[str | None, ...]:
    """The id of the expression that tells when each statement was made, None where none does."""
    dated = [e for e in timed.expressions if e.time.type in _CALENDAR]
    return tuple(_told(words, draft, dated) for draft in drafts)


def _told(words: Words, draft: Draft, dated: Sequence[Expression]) -> str | None:
    head = draft.cue_head
    if head is None or draft.author:
        return None
    first, stop = words.bounds(head)
    sentence = Span(words.start[first], words.end[stop - 1])
    near = [e for e in dated if sentence.covers(e.time.span) and covered(e.time.span, draft.content) == 0]
    near = [e for e in near if not _in_source(e, draft)]
    own = [e for e in near if _governor(words, e) == head or _beside(words, e, draft)]
    return min(own, key=lambda e: abs(e.time.span.start - words.start[head])).time.id if own else None


def _in_source(expression: Expression, draft: Draft) -> bool:
    return draft.source.span is not None and draft.source.span.covers(expression.time.span)


def _governor(words: Words, expression: Expression) -> int | None:
    """The main verb above an expression, or the noun that its chain ends in."""
    token = words.at(expression.time.span.start)
    inside = range(token, words.at(expression.time.span.end - 1) + 1)
    top = next((i for i in inside if words.head[i] not in inside or words.head[i] == i), token)
    return next((i for i in words.ancestors(top) if is_main_verb(words, i)), None)


def _beside(words: Words, expression: Expression, draft: Draft) -> bool:
    """Whether the expression stands right behind the cue: « a déclaré lundi »."""
    return draft.cue is not None and words.text[draft.cue.end : expression.time.span.start].strip() == ""
