"""When an event is told to happen: the time expression in its own clause."""

from collections.abc import Sequence

from selon.analysis import Words
from selon.model import Time
from selon.syntax.verbs import is_verb


def clause_verb(words: Words, token: int) -> int:
    """The verb in whose clause a token stands: itself, or the nearest above it; the top of the sentence where there is none."""
    while not is_verb(words, token) and words.head[token] != token:
        token = words.head[token]
    return token


def time_of(words: Words, times: Sequence[Time], verb: int, start: int) -> str | None:
    """The id of the time expression nearest to `start`, a code point, in the clause of a verb: one that says a date."""
    first, stop = words.bounds(verb)
    near = (t for t in times if words.start[first] <= t.span.start < words.end[stop - 1])
    dated = (t for t in near if t.type in ("DATE", "TIME") and any(c.isdigit() for c in t.value))
    inside = [t for t in dated if clause_verb(words, _top(words, t)) == verb]
    chosen = min(inside, key=lambda t: abs(t.span.start - start), default=None)
    return chosen.id if chosen is not None else None


def _top(words: Words, time: Time) -> int:
    """The token of a time expression on which its others hang."""
    tokens = range(words.at(time.span.start), words.at(time.span.end - 1) + 1)
    return next((i for i in tokens if words.head[i] not in tokens and words.pos[i] != "ADP"), tokens[-1])
