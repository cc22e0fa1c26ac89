"""The standing of an event by grammar alone: what the words around it say of whether it happens.

The words that govern an event are composed from the inside out, after R. Saurí and J. Pustejovsky, FactBank, LRE 43, 2009, and
L. Karttunen, Implicative Verbs, Language 47, 1971; definite nouns presuppose what they name (P. Strawson, On Referring, 1950).
"""

from collections.abc import Iterator

import msgspec

from selon.analysis import Words
from selon.lang.pack import Pack
from selon.model import EventStatus
from selon.span import Span
from selon.syntax.governors import STOP, Step, is_clausal, step
from selon.syntax.links import attributed, linked
from selon.syntax.operators import Operator, around_noun, around_verb, construction
from selon.syntax.verbs import is_finite, is_verb, verb_form

_HIGHEST = 12
_STRAY = frozenset({"advmod", "amod", "dep", "appos", "nmod", "acl"})
_ADJUNCT = frozenset({"advcl", "acl:relcl", "parataxis"})


class Standing(msgspec.Struct, frozen=True):
    """How an event stands, the words that show it and the row that says so; neither where nothing but the event stands there."""

    status: EventStatus
    evidence: Span | None = None
    row: str | None = None
    concordant: bool = False


def standing(words: Words, token: int, pack: Pack) -> Standing:
    """The local standing of the event that the verb or noun at `token` tells: what governs it, from the inside out."""
    found = Standing("asserted")
    for operator in _operators(words, token, pack):
        hearsay = operator.status == "reported" and found.row == pack.evidence.constructions["reporting-conditional"].id
        found = Standing("reported", operator.span, operator.row) if hearsay else composed(found, operator)
        if operator.final:
            break
    return found


def composed(inner: Standing, outer: Operator) -> Standing:
    """The standing of what stands as `inner` under an operator."""
    if outer.status == "asserted" or inner.status in ("conditional", "unknown"):
        return inner
    if inner.status == "asserted":
        return Standing(outer.status, outer.span, outer.row, outer.concordant)
    if inner.status == outer.status and (outer.status not in ("negated", "denied") or inner.concordant):
        return inner
    status = _COMPOSED.get((inner.status, outer.status))
    return inner if status is None else Standing(status, outer.span, outer.row)


_COMPOSED: dict[tuple[EventStatus, EventStatus], EventStatus] = {
    ("negated", "negated"): "possible", ("negated", "denied"): "possible", ("negated", "possible"): "possible",
    ("negated", "conditional"): "conditional", ("negated", "unknown"): "unknown",
    ("planned", "negated"): "negated", ("planned", "denied"): "denied", ("planned", "conditional"): "conditional",
    ("planned", "unknown"): "unknown", ("planned", "possible"): "possible",
    ("possible", "negated"): "negated", ("possible", "denied"): "denied", ("possible", "conditional"): "conditional",
    ("possible", "unknown"): "unknown",
    ("reported", "negated"): "unknown", ("reported", "denied"): "denied", ("reported", "planned"): "planned",
    ("reported", "possible"): "possible", ("reported", "conditional"): "conditional", ("reported", "unknown"): "unknown",
    ("denied", "negated"): "possible", ("denied", "denied"): "possible", ("denied", "unknown"): "unknown",
}  # fmt: skip


def _operators(words: Words, token: int, pack: Pack) -> Iterator[Operator]:
    """What touches the event at `token`, nearest first: its own words, then what governs it, then who tells it."""
    yield from around_verb(words, token, pack) if is_clausal(words, token) else around_noun(words, token, pack)
    at, whole = token, True
    for _ in range(_HIGHEST):
        link = linked(words, at, pack)
        at = _first_conjunct(words, at)
        link = link or linked(words, at, pack)
        if link is not None:
            yield link
        above = _governor(words, at)
        whole = above == at
        if whole or (link is not None and link.status != "asserted"):
            break
        found = _step(words, at, above, pack, link is not None)
        yield from found.operators
        if found.above is None:
            break
        at = found.above
    yield from _sentence(words, token, whole, pack)


def _first_conjunct(words: Words, at: int) -> int:
    """The first of the verbs or nouns that `at` is coordinated with: they share what governs them."""
    while words.dep[at] == "conj" and words.head[at] != at and is_clausal(words, at) == is_clausal(words, words.head[at]):
        at = words.head[at]
    return at


def _governor(words: Words, at: int) -> int:
    """The head of a clause; where the parser hangs the verb before it elsewhere (« X dément avoir menti »), that verb."""
    head = words.head[at]
    if not is_verb(words, at) or (is_verb(words, head) and head != at and head < at):
        return head
    before = min((c for c in words.children[at] if words.dep[c] in ("mark", "aux:tense", "aux:pass") and c < at), default=at) - 1
    floor = words.bounds(at)[0]
    while before > floor and words.pos[before] == "ADV":
        before -= 1
    stray = before >= floor and is_finite(words, before) and words.dep[before] in _STRAY
    return before if stray and words.pos[before] == "VERB" else head


def _step(words: Words, at: int, above: int, pack: Pack, introduced: bool) -> Step:
    """What governs says how its complement stands; a gerund, or what « après » introduces, stands with its clause."""
    form = verb_form(words, at, pack.grammar) if is_verb(words, at) else ""
    if introduced or (form in ("gerund", "participle") and words.dep[at] == "advcl"):
        beside = is_clausal(words, above)
        return Step(tuple(around_verb(words, above, pack, negation=False)), above) if beside else STOP
    alone = words.dep[at] in _ADJUNCT and form == "finite" and above == words.head[at]
    return STOP if alone else step(words, at, above, pack)


def _sentence(words: Words, token: int, whole: bool, pack: Pack) -> Iterator[Operator]:
    """What touches the whole sentence: who is said to tell it, and its question mark where the event is its main clause."""
    if whole or is_clausal(words, token):
        yield from attributed(words, token, pack)
    top = words.head[token] == _governor(words, token) == token
    if top and is_verb(words, token) and verb_form(words, token, pack.grammar) == "infinitive":
        yield construction(words, token, "infinitive", pack)
    last = words.bounds(token)[1] - 1
    asks = whole or (is_verb(words, token) and words.dep[token] != "advcl")
    if asks and words.form[last] == "?":
        yield construction(words, token, "question", pack, words.span(last, last))
