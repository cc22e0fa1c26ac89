"""Who is on stage at each point of the text, for pronouns and short descriptions."""

from collections.abc import Iterator, Sequence

import msgspec

from selon.analysis import Draft, Words
from selon.cast import Mention, Resolved
from selon.lang.pack import Pack
from selon.steps.speakers.company import Company, several
from selon.syntax.phrases import determiner, is_plural
from selon.syntax.verbs import SUBJECTS

PERSONAL = frozenset({"person", "group", "people", "government", "organization", "outlet", "country"})
AS_SUBJECT = 2.0
_CLOSE = 0.75
_FADES = 0.5  # what is left of a mention's prominence one sentence on (Lappin and Leass 1994)
_HERE, _BEFORE = 2.6, 2.2  # how much a mention weighs in the pronoun's own sentence, and one sentence before
_FAME = 1.0
_SIGHT = 8  # sentences


class Referent(msgspec.Struct, frozen=True):
    """Somebody a pronoun can mean: where it is named, how prominent it is there, its gender and number."""

    token: int
    resolved: Resolved
    gender: str
    number: str
    prominence: float
    person: bool


class Stage:
    """Who has been brought up so far, by the sentence and by who it is; lives as long as one walk through the drafts."""

    def __init__(self, company: Company) -> None:
        self._words = company.words
        self._by_sentence: dict[int, list[Referent]] = {}
        self._by_key: dict[int, Referent] = {}
        for referent in _named(company):
            self.enter(referent)

    def enter(self, referent: Referent) -> None:
        """Remembers somebody who can be taken up again."""
        self.within(referent.token).append(referent)
        if referent.resolved.key is not None:
            self._by_key.setdefault(referent.resolved.key, referent)

    def within(self, token: int) -> list[Referent]:
        """Who is brought up in the sentence of a token."""
        return self._by_sentence.setdefault(self._words.sentence[token], [])

    def first(self, key: int | None) -> Referent | None:
        """The referent under which a member of the cast was first brought up."""
        return self._by_key.get(key) if key is not None else None

    def recent(self, token: int) -> list[Referent]:
        """Who was named before a token, in its sentence or the few before it."""
        here = self._words.sentence[token]
        near = (self._by_sentence.get(i, ()) for i in range(here - _SIGHT, here + 1))
        return [referent for sentence in near for referent in sentence if referent.token < token]


def _named(company: Company) -> list[Referent]:
    """Every mention of the cast as a referent, and persons who are named together as one, in text order."""
    cast = company.cast
    alone = (
        _referent(company, mention.first, mention.last, mention.key)
        for mention in cast.mentions
        if cast.members[mention.key].kind in PERSONAL
    )
    return sorted((*alone, *_together(company)), key=lambda r: r.token)


def _together(company: Company) -> Iterator[Referent]:
    """« Anne et Paul Morvan »: persons whose names only commas and a conjunction part, for a plural pronoun."""
    words, cast = company.words, company.cast
    persons = [mention for mention in cast.mentions if cast.members[mention.key].kind == "person"]
    run: list[Mention] = []
    for mention in persons:
        if run and not _goes_on(company, run[-1], mention):
            run = []
        run.append(mention)
        if len(run) > 1 and words.form[mention.first - 1] in company.pack.grammar.conjunctions:
            yield _several(company, run)


def _goes_on(company: Company, before: Mention, mention: Mention) -> bool:
    link = company.words.form[before.last + 1]
    return mention.first == before.last + 2 and (link == "," or link in company.pack.grammar.conjunctions)


def _several(company: Company, run: Sequence[Mention]) -> Referent:
    members = [company.cast.members[m.key] for m in run]
    masculine = any(m.gender == "Masc" for m in members)
    gender = "Masc" if masculine else "Fem" if all(m.gender == "Fem" for m in members) else ""
    head = _head(company.words, run[0].first, run[0].last)
    return Referent(run[0].first, several(company, run), gender, "pl", prominence(company.words, head), True)


def _referent(company: Company, first: int, last: int, key: int) -> Referent:
    words, cast = company.words, company.cast
    member = cast.members[key]
    head = _head(words, first, last)
    framed = any(row.kind == "preposition" for _, row in company.pack.openings.get(words.form[first - 1], ())) if first else False
    person = member.kind == "person"
    return Referent(
        token=first,
        resolved=Resolved(member.name, key, True, f"named at {words.start[first]}"),
        gender=member.gender or ("" if person else _article_gender(words, head)),
        number="pl" if member.number == "pl" else "sg",
        prominence=AS_SUBJECT if framed else prominence(words, head),
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
    """`pl` or `sg`, as the word's features say, or as others do that are coordinated to it."""
    joined = any(words.dep[c] == "conj" and words.pos[c] in ("NOUN", "PROPN") for c in words.children[head])
    return "pl" if joined or is_plural(words, head) else "sg"


def prominence(words: Words, head: int) -> float:
    """How likely a mention is taken up again by its place in the sentence: subjects above objects above the rest."""
    dep = words.dep[head]
    if dep in SUBJECTS:
        return AS_SUBJECT
    if dep in ("obj", "iobj", "obl:agent", "obl:arg", "root", "ROOT"):
        return 1.0
    return 0.4


def best(candidates: Sequence[Referent], company: Company, token: int) -> tuple[Referent | None, str]:
    """The most salient of `candidates` for a pronoun at `token`, or None with the two that are too close to tell."""
    ranked = sorted(((_salience(c, company, token), c) for c in candidates), key=lambda pair: -pair[0])
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


def _salience(candidate: Referent, company: Company, token: int) -> float:
    sentences = _distance(company, candidate.token, token)
    recency = _HERE if sentences == 0 else _BEFORE / sentences
    nearness = 0.3 / (1 + (token - candidate.token) / 40)
    prominent = candidate.prominence * _FADES**sentences
    return recency + prominent + (1.0 if candidate.person else 0.0) + nearness - (3.5 if sentences > 4 else 0.0)


def _distance(company: Company, before: int, token: int) -> int:
    """The sentences from one token to another; from outside a quotation, only those of the article's own voice."""
    words = company.words
    if company.quoted[token]:
        return words.sentence[token] - words.sentence[before]
    return company.own[words.sentence[token]] - company.own[words.sentence[before]]


def agree(asked: str, held: str) -> bool:
    """Whether two genders or numbers can be of one: unknown ones fit all."""
    return not asked or not held or asked == held


def quoted_first_person(words: Words, draft: Draft, pack: Pack) -> bool:
    """Whether a draft's source is a first person, whose meaning another draft tells."""
    head = draft.source.head
    return head is not None and words.form[head] in pack.grammar.first_person
