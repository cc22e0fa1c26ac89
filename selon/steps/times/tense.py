"""Whether the clause around an expression tells of the past or of what is to come (L. Gosselin, Sémantique de la temporalité)."""

from typing import Literal

from selon.analysis import Words
from selon.lang.times import TimesTable
from selon.steps.times.matching import Hit
from selon.syntax.verbs import auxiliaries, finite_part, is_verb
from selon.text import fold

Direction = Literal["past", "future", "present", "unknown"]
_DEEPEST = 8
_REACH = 24


def direction(words: Words, hit: Hit, table: TimesTable) -> Direction:
    """Where the verb that governs the expression lies from the moment of speaking."""
    if not len(words):
        return "unknown"
    introduced = _by_preposition(words, hit, table)
    if introduced is not None:
        return introduced
    token = _top(words, hit)
    for depth, above in enumerate((token, *words.ancestors(token))):
        if depth > _DEEPEST:
            break
        if is_verb(words, above) and not hit.first <= above <= hit.last:
            return _of_verb(words, above, table, depth)
    return "unknown"


def _by_preposition(words: Words, hit: Hit, table: TimesTable) -> Direction | None:
    """What the preposition before the expression tells: since is past, until is to come, up to is wherever it is nearest."""
    before = " " + fold(words.text[max(hit.span.start - _REACH, 0) : hit.span.start]).strip()
    told: tuple[tuple[tuple[str, ...], Direction], ...] = (
        (table.since, "past"), (table.until, "future"), (table.up_to, "unknown"),
    )  # fmt: skip
    return next((way for forms, way in told if before.endswith(tuple(f" {form}" for form in forms))), None)


def _top(words: Words, hit: Hit) -> int:
    inside = range(hit.first, hit.last + 1)
    return next((i for i in inside if words.head[i] not in inside or words.head[i] == i), hit.first)


def _of_verb(words: Words, verb: int, table: TimesTable, depth: int) -> Direction:
    finite = finite_part(words, verb)
    feats = words.feats[finite]
    form = feats.get("VerbForm")
    if form == "Part" and not auxiliaries(words, verb):
        if feats.get("Tense") == "Pres":
            return _above(words, verb, table, depth)
        return "future" if words.lemma[verb] in table.planned else "past"
    if form in ("Inf", "Part"):
        completed = any(words.feats[a].get("VerbForm") == "Inf" for a in auxiliaries(words, verb))
        return "past" if completed else _above(words, verb, table, depth)
    return _of_finite(words, verb, finite, table)


def _above(words: Words, verb: int, table: TimesTable, depth: int) -> Direction:
    """The direction of the verb above an infinitive or a gerund."""
    above = next((i for i in words.ancestors(verb) if is_verb(words, i)), None)
    return _of_verb(words, above, table, depth + 1) if above is not None and depth < _DEEPEST else "unknown"


def _of_finite(words: Words, verb: int, finite: int, table: TimesTable) -> Direction:
    feats = words.feats[finite]
    if feats.get("Tense") == "Fut" or feats.get("Mood") == "Cnd":
        return "future"
    if feats.get("Tense") in ("Past", "Imp"):
        return "past"
    if finite != verb and words.dep[finite] == "aux:tense":
        return "past"
    if finite != verb and words.lemma[verb] in table.compounded_with_be:
        return "past"
    if words.lemma[verb] in table.planned or words.lemma[finite] in table.modals:
        return "future"
    if finite != verb and words.dep[finite] == "aux:pass" and len(auxiliaries(words, verb)) > 1:
        return "past"
    return "present"
