"""Who is on stage at each point of the text, for pronouns and short descriptions."""

from collections.abc import Sequence

import msgspec

from selon.analysis import Words
from selon.cast import Cast, Resolved
from selon.syntax.phrases import determiner, is_plural
from selon.syntax.verbs import SUBJECTS

PERSONAL = frozenset({"person", "group", "people", "government", "organization", "outlet", "country"})
AS_SUBJECT = 2.0
_CLOSE = 0.75
_FAME = 1.0


class Referent(msgspec.Struct, frozen=True):
    """Somebody a pronoun can mean: where it is named, how prominent it is there, its gender and number."""

    token: int
    resolved: Resolved
    gender: str
    number: str
    prominence: float
    person: bool


def referents(words: Words, cast: Cast) -> list[Referent]:
    """Every mention of the cast as a referent, in text order."""
    return [
        _referent(words, cast, mention.first, mention.last, mention.key)
        for mention in cast.mentions
        if cast.members[mention.key].kind in PERSONAL
    ]


def _referent(words: Words, cast: Cast, first: int, last: int, key: int) -> Referent:
    member = cast.members[key]
    head = _head(words, first, last)
    person = member.kind == "person"
    return Referent(
        token=first,
        resolved=Resolved(member.name, key, True, f"named at {words.start[first]}"),
        gender=member.gender or ("" if person else _article_gender(words, head)),
        number="pl" if member.number == "pl" else "sg",
        prominence=prominence(words, head),
        person=person,
    )


def _head(words: Words, first: int, last: int) -> int:
    token = first
    while first <= words.head[token] <= last and words.head[token] != token:
        token = words.head[token]
    while words.dep[token] in ("appos", "flat:name", "flat") and words.head[token] != token:
        token = words.head[token]
    return token


def _article_gender(words: Words, head: int) -> str:
    article = determiner(words, head)
    return words.feats[article].get("Gender", "") if article is not None else ""


def number_of(words: Words, head: int) -> str:
    """`pl` or `sg`, as the word's features say."""
    return "pl" if is_plural(words, head) else "sg"


def prominence(words: Words, head: int) -> float:
    """How likely a mention is taken up again by its place in the sentence: subjects above objects above the rest."""
    dep = words.dep[head]
    if dep in SUBJECTS:
        return AS_SUBJECT
    if dep in ("obj", "iobj", "obl:agent", "obl:arg", "root", "ROOT"):
        return 1.0
    return 0.4


def best(candidates: Sequence[Referent], words: Words, token: int) -> tuple[Referent | None, str]:
    """The most salient of `candidates` for a pronoun at `token`, or None with the two that are too close to tell."""
    ranked = sorted(((_salience(c, words, token), c) for c in candidates), key=lambda pair: -pair[0])
    merged: dict[object, tuple[float, Referent]] = {}
    top: dict[object, float] = {}
    bonus: dict[object, float] = {}
    for score, candidate in ranked:
        name = candidate.resolved.key if candidate.resolved.key is not None else candidate.resolved.name
        if name in merged:
            bonus[name] = min(bonus[name] + 0.25 * max(score, 0.0), _FAME)
            merged[name] = (top[name] + bonus[name], merged[name][1])
        else:
            merged[name], top[name], bonus[name] = (score, candidate), score, 0.0
    order = sorted(merged.values(), key=lambda pair: -pair[0])
    if not order or order[0][0] <= 0:
        return None, "nobody fits"
    if len(order) > 1 and order[1][0] > 0 and order[1][0] >= order[0][0] - (1 - _CLOSE) * 0.4:
        return None, f"{order[0][1].resolved.name} and {order[1][1].resolved.name} are too close to tell"
    return order[0][1], f"{order[0][1].resolved.name} is most salient ({order[0][0]:.2f})"


def _salience(candidate: Referent, words: Words, token: int) -> float:
    sentences = words.sentence[token] - words.sentence[candidate.token]
    recency = 2.0 if sentences == 0 else 2.2 / sentences
    nearness = 0.3 / (1 + (token - candidate.token) / 40)
    return recency + candidate.prominence + (0.5 if candidate.person else 0.0) + nearness - (3.5 if sentences > 4 else 0.0)
