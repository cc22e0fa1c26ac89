"""Whether two sources of one article say what cannot both hold.

Contents are aligned before they are opposed (M.-C. de Marneffe, A. Rafferty, C. Manning, Finding Contradictions in Text, ACL
2008). A check is made only where most of the shorter content has a counterpart and the words that oppose stand among words that
match: a reader who is shown a false one stops looking.
"""

from collections.abc import Iterator, Sequence

import msgspec

from selon.analysis import Words
from selon.lang.pack import Pack
from selon.model import Check, Statement
from selon.opposition import Match, Opposed, Side, Term, match, oppositions, side, terms
from selon.span import Span, hull

KINDS = frozenset({"polarity", "antonym", "number", "swapped_roles", "modality", "quantifier", "exclusive_role"})
SHARED = 0.5
WEIGHT = 0.55
ANCHORS = 1
TERMS = 2
HEAVY = 0.7
LONGEST = 120
WINDOW = 40
_SAYING = frozenset({"VERB", "ADJ", "AUX"})


class _Content(msgspec.Struct, frozen=True):
    """A statement with the tokens of its content and the keys that another must share to be compared with it."""

    statement: Statement
    tokens: Sequence[int]
    keys: frozenset[str]


def contradiction_checks(words: Words, pack: Pack, statements: Sequence[Statement]) -> Iterator[Check]:
    """A check of kind `contradiction` for each two statements of different sources whose contents oppose each other."""
    contents = [found for statement in statements if (found := _content(words, pack, statement)) is not None]
    told = set[tuple[Span, ...]]()
    sides: dict[str, Side] = {}
    pairs = ((x, y) for i, x in enumerate(contents) for y in contents[i + 1 : i + 1 + WINDOW])
    for first, second in pairs:
        if len(first.keys & second.keys) >= TERMS and _apart(first.statement, second.statement):
            for each in (first, second):
                if each.statement.id not in sides:
                    sides[each.statement.id] = side(words, each.tokens, pack)
            aligned = match(sides[first.statement.id], sides[second.statement.id], pack)
            opposed = _opposed(aligned)
            if opposed is not None and (spans := _spans(aligned, opposed)) not in told:
                told.add(spans)
                detail = f"{opposed.kind} ({opposed.row}): {opposed.detail}"
                yield Check("contradiction", spans, "disputed", (first.statement.id, second.statement.id), detail)


def _content(words: Words, pack: Pack, statement: Statement) -> _Content | None:
    """What a statement says; nothing where that is less than a clause or a whole speech."""
    tokens = [t for span in statement.content for t in range(words.at(span.start), words.at(span.end - 1) + 1)]
    if not 0 < len(tokens) <= LONGEST or statement.source.name is None:
        return None
    heavy = [term for term in terms(words, tokens, pack) if term.weight >= HEAVY]
    return _Content(statement, tokens, _keys(heavy, pack)) if len(heavy) >= TERMS else None


def _keys(heavy: Sequence[Term], pack: Pack) -> frozenset[str]:
    """The lemmas of a content, the groups of like meaning and the oppositions that they belong to."""
    kin = {group for term in heavy for group in pack.oppositions.kin.get(term.key, ())}
    opposed = {row for term in heavy for name in term.names for row in pack.oppositions.opposites.get(name, {}).values()}
    return frozenset({term.key for term in heavy} | kin | opposed)


def _apart(first: Statement, second: Statement) -> bool:
    """Whether two statements have different sources, and neither lies within the other."""
    nested = first.within == second.id or second.within == first.id
    overlap = any(x.overlaps(y) for x in first.content for y in second.content)
    return first.source.name != second.source.name and not nested and not overlap


def _opposed(aligned: Match) -> Opposed | None:
    """The strongest opposition that stands among matched words, if the contents share enough."""
    if aligned.alignment.shared < SHARED:
        return None
    for opposed in oppositions(aligned):
        if opposed.weight < WEIGHT:
            return None
        if opposed.kind in KINDS and opposed.a and opposed.b and _anchored(aligned, opposed) and _predicated(aligned, opposed):
            return opposed
    return None


def _anchored(aligned: Match, opposed: Opposed) -> bool:
    """Whether matched words beside those that oppose tie them to one matter."""
    return any(aligned.alignment.anchors(aligned.a, aligned.b, (x, y)) >= ANCHORS for x in opposed.a for y in opposed.b)


def _predicated(aligned: Match, opposed: Opposed) -> bool:
    """Whether what opposes is said of the same.

    No epithet, for « le débat local » is another debate than « le débat national »; no noun alone that one side denies; for a
    number a matched verb above both.
    """
    if opposed.kind == "polarity":
        matched = [(t, aligned.alignment.of_a[t]) for t in opposed.a if aligned.alignment.of_a.get(t) in opposed.b]
        return any(aligned.a.words.pos[t] in _SAYING for pair in matched for t in pair)
    if opposed.kind == "antonym":
        return all(aligned.a.words.dep[t] != "amod" for t in (*opposed.a, *opposed.b))
    if opposed.kind != "number":
        return True
    above_a = {h for t in opposed.a for h in aligned.a.words.ancestors(t) if aligned.a.words.pos[h] == "VERB"}
    above_b = {h for t in opposed.b for h in aligned.b.words.ancestors(t)}
    return any(aligned.alignment.of_a.get(h) in above_b for h in above_a)


def _spans(aligned: Match, opposed: Opposed) -> tuple[Span, ...]:
    """The words that oppose, first side first in the text."""
    words = aligned.a.words
    return tuple(sorted(hull(words.span(t, t) for t in tokens) for tokens in (opposed.a, opposed.b)))
