"""Prepositions and conjunctions that give an event its standing, and the attributions that stand beside a clause."""

from collections.abc import Iterator

from selon.analysis import Words
from selon.lang.evidence import LinkRow
from selon.lang.pack import Pack
from selon.syntax.governors import complement, is_clausal, is_perfect, reporting_row
from selon.syntax.operators import Operator, condition, construction, is_definite
from selon.syntax.verbs import is_verb, verb_form

_PHRASE = frozenset({"DET", "ADJ", "ADV", "PRON", "AUX", "NUM", "PART"})
_REACH = 6
_OPENING = 3


def linked(words: Words, at: int, pack: Pack) -> Operator | None:
    """The operator of the preposition or conjunction that introduces the noun, infinitive or clause at `at`."""
    if not is_clausal(words, at):
        return _introduced(words, at, "noun", pack)
    form = verb_form(words, at, pack.grammar) if is_verb(words, at) else "finite"
    if form == "infinitive":
        return _introduced(words, at, "infinitive", pack)
    opening = condition(words, at, pack)
    if opening is not None and complement(words, at, words.head[at], pack) != "question":
        return construction(words, at, "condition", pack, words.span(opening, opening))
    return _conjoined(words, at, pack) if form == "finite" else None


def _introduced(words: Words, at: int, taken: str, pack: Pack) -> Operator | None:
    """The link right before a phrase: only what belongs to the phrase stands between."""
    known = taken == "noun" and is_definite(words, at)
    for i in range(at - 1, max(words.bounds(at)[0], at - _REACH) - 1, -1):
        for form, row in pack.evidence.links.get(words.form[i], ()):
            if _reads(words, i, form) and taken in row.takes and not (row.indefinite and known):
                return _operator(words, at, i - len(form) + 1, i, row)
        if words.pos[i] not in _PHRASE and not (words.pos[i] == "NOUN" and words.head[i] == at and words.dep[i] == "fixed"):
            return None
    return None


def _conjoined(words: Words, at: int, pack: Pack) -> Operator | None:
    """The conjunction that opens a finite clause."""
    first, stop = words.bounds(at)
    for i in range(max(first, words.left[at] - 1), min(stop, words.left[at] + _OPENING)):
        for form, row in pack.evidence.links.get(words.form[i], ()):
            if _reads(words, i, form) and "clause" in row.takes:
                return _operator(words, at, i - len(form) + 1, i, row)
    return None


def _reads(words: Words, last: int, form: tuple[str, ...]) -> bool:
    return last + 1 >= len(form) and tuple(words.form[last - len(form) + 1 : last + 1]) == form


def _operator(words: Words, at: int, first: int, last: int, row: LinkRow) -> Operator:
    status = row.perfect if row.perfect is not None and is_perfect(words, at) else row.status
    return Operator(status, words.span(first, last), row.id)


def attributed(words: Words, token: int, pack: Pack) -> Iterator[Operator]:
    """« selon X » or « a dit X » beside the clause that tells an event."""
    first, stop = words.bounds(token)
    for i in range(first, stop):
        for form, row in pack.openings.get(words.form[i], ()):
            after = i + len(form)
            attributes = row.kind == "preposition" and not row.only_before and tuple(words.form[i:after]) == form
            if attributes and not _is_other(words, after, row.not_before, row.not_sources):
                yield construction(words, token, "attribution", pack, words.span(i, after - 1))
                return
        if words.dep[i] == "parataxis" and is_verb(words, i) and i != token and reporting_row(words, i, pack) is not None:
            yield construction(words, i, "attribution", pack)
            return


def _is_other(words: Words, after: int, not_before: tuple[str, ...], not_sources: tuple[str, ...]) -> bool:
    """« selon la loi », « selon que »: no source stands behind the preposition."""
    if after >= len(words):
        return True
    told = " ".join(words.form[after : after + 3])
    head = next((i for i in range(after, min(after + 4, len(words))) if words.pos[i] in ("NOUN", "PROPN", "PRON")), after)
    return words.lemma[head] in not_sources or any(told.startswith(form) for form in not_before)
