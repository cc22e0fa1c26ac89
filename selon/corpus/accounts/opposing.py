"""Whether two passages speak of the same thing, and what in them opposes.

That they are alike only proposes a pair: what contradicts is told by polarity, antonyms, numbers, dates and roles (M.-C. de
Marneffe, A. Rafferty, C. Manning, Finding Contradictions in Text, ACL 2008).
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from selon.corpus.accounts.counting import tolls_apart, tolls_shared
from selon.corpus.accounts.drafts import Draft
from selon.corpus.accounts.likeness import Likeness
from selon.corpus.accounts.meeting import differing, on_other_days
from selon.corpus.accounts.values import Question
from selon.opposition import Comparison, Passage, Reason
from selon.span import Span, hull

QUESTIONS: Mapping[str, Question] = {
    "number": "how_many", "date": "when", "place": "where", "exclusive_role": "who", "swapped_roles": "who",
    "responsibility": "who", "polarity": "what", "antonym": "what", "quantifier": "what", "modality": "what",
}  # fmt: skip
_FAR = 0.2
_SAME, _RARE, _SAME_TERMS, _EQUAL = 0.37, 1.2, 3, 0.8
_NEAR, _SURE, _LIKELY, _COVERED, _JUDGED = 0.25, 0.7, 0.5, 0.75, 0.7
_NUMBERED, _DATED, _COVER = 0.4, 0.5, 0.6
_ALIKE, _ALIKE_TERMS = 0.5, 4
_TURNS = frozenset({"polarity", "antonym"})


class Opposition(msgspec.Struct, frozen=True):
    """What opposes in two passages: the question they answer otherwise, the words on both sides, the row, the two values.

    In a turn one asserts what the other denies.
    """

    question: Question
    words_a: tuple[Span, ...]
    words_b: tuple[Span, ...]
    row: str
    values: tuple[str, ...] = ()
    is_turn: bool = False


class Bond(msgspec.Struct, frozen=True):
    """Two passages of one claim by their places, how strongly they belong together, and whether they stand on opposite sides.

    `is_counted` tells that both count the same people; `negative` is the one that denies, where the words tell it.
    """

    a: int
    b: int
    strength: float
    cover: float
    is_counted: bool = False
    is_turned: bool = False
    negative: int | None = None
    oppositions: tuple[Opposition, ...] = ()


def may_be_one(drafts: Sequence[Draft], near: Likeness) -> bool:
    """Whether two passages may be of one claim: of one force, and not one speech of one article."""
    x, y = drafts[near.a], drafts[near.b]
    is_one_speech = x.article == y.article and (x.voice == y.voice or any(a.overlaps(b) for a in x.spans for b in y.spans))
    return near.share >= _FAR and x.force == y.force and not is_one_speech


def worth_comparing(drafts: Sequence[Draft], near: Likeness) -> bool:
    """Whether their words may tell more than that they are near: they say much the same, or single words may oppose."""
    x, y = drafts[near.a], drafts[near.b]
    is_opposable = near.is_marked and (near.share >= _NEAR or near.cover >= _COVER)
    return x.opinion == y.opinion and x.text != y.text and (_is_same(near) or is_opposable)


def _is_same(near: Likeness) -> bool:
    return near.share >= _EQUAL or (near.share >= _SAME and near.rarity >= _RARE and near.terms >= _SAME_TERMS)


def bond(drafts: Sequence[Draft], near: Likeness, found: Comparison | None) -> Bond | None:
    """What ties two passages into one claim, if anything does; `found` is how their words compare, where that was asked."""
    x, y = drafts[near.a], drafts[near.b]
    comparable = x.opinion == y.opinion
    reasons = list(_sure(found, near, x, y)) if found is not None and comparable else []
    is_same = _is_same(near)
    is_counted = tolls_shared(x, y)
    is_opposed = bool(reasons) and (near.share >= _NEAR or near.cover >= _COVER)
    if not (is_same or is_counted or is_opposed or _is_one_event(x, y)) or on_other_days(x, y):
        return None
    if _are_of_others(x, y) and not any(QUESTIONS[reason.kind] == "who" for reason in reasons):
        return None
    worded = next((reason for reason in reasons if _turns(reason, x, y)), None)
    is_turned = comparable and _is_turned(x, y, worded, near)
    told = tuple(_oppositions(x, y, reasons, worded, is_turned, is_same))
    return Bond(near.a, near.b, near.share, near.cover, is_counted, is_turned, _negative(near, x, y, worded), told)


def _is_turned(x: Draft, y: Draft, worded: Reason | None, near: Likeness) -> bool:
    """Whether one asserts what the other denies; where no words say so, negations only count between much the same words."""
    are_alike = near.share >= _EQUAL or (near.share >= _ALIKE and near.terms >= _ALIKE_TERMS)
    if worded is not None or not are_alike:
        return (worded is not None) != (x.denied != y.denied)
    return (x.denied != x.negated) != (y.denied != y.negated)


def _are_of_others(x: Draft, y: Draft) -> bool:
    """Whether both name somebody, and nobody of the one is named or understood in the other."""
    of_x, of_y = (frozenset(actor for _, actor in draft.named) for draft in (x, y))
    return bool(of_x and of_y) and not (of_x | x.about) & (of_y | y.about)


def _sure(found: Comparison, near: Likeness, x: Draft, y: Draft) -> Iterator[Reason]:
    is_likely = found.shared >= _COVERED or (found.verdict == "contradiction" and found.score >= _JUDGED)
    least = _LIKELY if is_likely else _SURE
    yield from (reason for reason in found.reasons if reason.weight >= least and _is_sure(reason, near, x, y))


def _is_sure(reason: Reason, near: Likeness, x: Draft, y: Draft) -> bool:
    if reason.kind not in QUESTIONS or not reason.a or not reason.b:
        return False
    days = _days(reason.a, x), _days(reason.b, y)
    if reason.kind == "date" or all(days):
        return near.share >= _DATED and not days[0] & days[1]
    if reason.kind == "number":
        return near.share >= _NUMBERED and not (_in_figure(reason.a, x) or _in_figure(reason.b, y))
    return True


def _in_figure(words: Sequence[Passage], draft: Draft) -> bool:
    return any(word.start < figure.end and figure.start < word.end for word in words for figure in draft.figures)


def _oppositions(
    x: Draft, y: Draft, reasons: Sequence[Reason], worded: Reason | None, is_turned: bool, is_same: bool
) -> Iterator[Opposition]:
    for reason in reasons:
        if not _turns(reason, x, y):
            yield _opposition(reason, x, y)
    if is_turned and worded is not None:
        yield msgspec.structs.replace(_opposition(worded, x, y), is_turn=True)
    elif is_turned and is_same:
        row = "denial" if x.denial or y.denial else "negation"
        yield Opposition("what", x.denial or x.spans, y.denial or y.spans, row, is_turn=True)
    for f, g in tolls_apart(x, y):
        counted = x.located(f.start, f.end), y.located(g.start, g.end)
        yield Opposition("how_many", *counted, f"{f.toll} toll", _values(f.low, g.low))
    yield from (Opposition(question, a, b, row) for question, a, b, row in differing(x, y, is_same))


def _values(one: float, other: float) -> tuple[str, ...]:
    return tuple(sorted((f"{one:g}", f"{other:g}")))


def _opposition(reason: Reason, x: Draft, y: Draft) -> Opposition:
    return Opposition(_question(reason, x, y), _located(reason.a, x), _located(reason.b, y), reason.row)


def _turns(reason: Reason, x: Draft, y: Draft) -> bool:
    """Whether one passage asserts what the other denies; two days are no assertion and its denial."""
    return reason.kind in _TURNS and _question(reason, x, y) == "what"


def _located(words: Sequence[Passage], draft: Draft) -> tuple[Span, ...]:
    """Where words stand in the article; those side by side are one."""
    found: list[Span] = []
    for span in (span for word in words for span in draft.located(word.start, word.end)):
        if found and span.start <= found[-1].end + 1:
            found[-1] = hull((found[-1], span))
        else:
            found.append(span)
    return tuple(found)


def _question(reason: Reason, x: Draft, y: Draft) -> Question:
    return "when" if _days(reason.a, x) and _days(reason.b, y) else QUESTIONS[reason.kind]


def _days(words: Sequence[Passage], draft: Draft) -> frozenset[str]:
    """The days that words of a passage tell, where they stand in a date."""
    spans = _located(words, draft)
    return frozenset(dated.day for dated in draft.dates if any(dated.span.overlaps(span) for span in spans))


def _negative(near: Likeness, x: Draft, y: Draft, worded: Reason | None) -> int | None:
    """The passage that denies: by a verb of denial, else by the negation that stands with its predicate."""
    if worded is None and (x.denied != x.negated) != (y.denied != y.negated):
        return near.a if x.denied != x.negated else near.b
    if x.denied != y.denied:
        return near.a if x.denied else near.b
    if worded is None or worded.kind != "polarity" or len(worded.a) == len(worded.b):
        return None
    return near.a if len(worded.a) > len(worded.b) else near.b


def _is_one_event(x: Draft, y: Draft) -> bool:
    """Whether both tell that the same actors do the same kind of thing to the same others."""
    return any(
        p.event.type == q.event.type
        and p.event.mode == q.event.mode
        and p.actors == q.actors
        and p.recipients == q.recipients
        and len(p.actors | p.recipients) >= 2
        for p in x.events
        for q in y.events
    )
