"""What governs an event: the verb, noun or adjective that takes it as a complement, and what that says of its standing."""

from collections.abc import Iterator, Sequence

import msgspec

from selon.analysis import Words
from selon.lang.evidence import ActRow, Complement, GovernorRow
from selon.lang.pack import Pack
from selon.lang.rows import VerbRow
from selon.syntax.operators import Operator, around_noun, around_verb, construction, is_definite, is_negated
from selon.syntax.phrases import preposition
from selon.syntax.verbs import auxiliaries, finite_part, is_verb, reflexive, verb_form, verb_group

_CLAUSAL = frozenset({
    "ccomp", "xcomp", "csubj", "acl", "obl:mod", "obl:arg", "advcl", "nmod", "obj", "dep", "advmod", "obl", "nsubj",
})  # fmt: skip
_PERSONS = frozenset({"obj", "iobj", "obl:arg", "obl:mod", "nsubj:pass"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"})
_OBJECTS = frozenset({"obj", "nsubj:pass"})
_OBLIQUE = frozenset({"nmod", "obl:arg", "obl:mod", "obl", "iobj"})


class Step(msgspec.Struct, frozen=True):
    """What one governor adds, and whether what stands around it touches the event too."""

    operators: tuple[Operator, ...]
    above: int | None


STOP = Step((), None)


def step(words: Words, at: int, above: int, pack: Pack) -> Step:
    """What the word `above` says of the event or clause at `at` that hangs on it."""
    taken = complement(words, at, above, pack)
    if taken is None:
        return STOP
    above = _attributed_to(words, at, above, taken)
    above = _object_of(words, above, pack) if taken == "infinitive" and _row(words, at, above, taken, pack) is None else above
    row = _row(words, at, above, taken, pack)
    if row is not None:
        return _governed(words, at, above, row, pack)
    if is_verb(words, above):
        act = _act(words, above, taken, pack)
        if act is not None:
            return _said(words, at, above, act, pack)
    if taken in ("clause", "question", "infinitive"):
        return _bare_clause(words, at, above, taken, pack)
    return _named(words, at, above, taken, pack)


def _attributed_to(words: Words, at: int, above: int, taken: Complement) -> int:
    """« une attaque reste possible »: the adjective behind a verb is what is said of its subject."""
    if taken not in ("subject", "object") or words.dep[at] not in _SUBJECTS:
        return above
    return next((c for c in words.children[above] if words.dep[c] == "xcomp" and words.pos[c] == "ADJ"), above)


def _object_of(words: Words, above: int, pack: Pack) -> int:
    """« accuse son voisin d'avoir menti »: an infinitive that the parser hangs on the object belongs to the verb."""
    verb = words.head[above]
    person = words.pos[above] in ("NOUN", "PROPN", "PRON") and words.dep[above] in _PERSONS
    if not person or not is_verb(words, verb):
        return above
    takes = any("infinitive" in row.takes for row in _rows(words, verb, pack))
    return verb if takes or _act(words, verb, "infinitive", pack) is not None else above


def complement(words: Words, at: int, above: int, pack: Pack) -> Complement | None:
    """The kind of complement that `at` is of `above`; None where it is none."""
    dep = "xcomp" if words.head[at] != above else words.dep[at]
    if _looks_infinitive(words, at, pack):
        return "infinitive"
    if is_clausal(words, at):
        governs = dep != "csubj" or any(words.dep[c] == "expl:subj" for c in words.children[above]) or not is_verb(words, above)
        return _clause_kind(words, at, pack) if dep in _CLAUSAL and governs else None
    if dep in _OBJECTS:
        return "object"
    if dep in _SUBJECTS:
        return "object" if any(words.dep[c] == "aux:pass" for c in words.children[above]) else "subject"
    if dep in _OBLIQUE:
        return _oblique(words, at, pack)
    return None


def _looks_infinitive(words: Words, at: int, pack: Pack) -> bool:
    """An infinitive that the tagger takes for a noun: behind a verb, without a determiner."""
    bare = words.pos[at] == "NOUN" and words.dep[at] == "xcomp" and words.form[at].endswith(pack.grammar.infinitive_endings)
    return bare and not any(words.dep[c] == "det" for c in words.children[at])


def is_clausal(words: Words, at: int) -> bool:
    """Whether a token heads a clause: a verb, or a predicate with a copula."""
    return is_verb(words, at) or any(words.dep[c] == "cop" for c in words.children[at])


def _clause_kind(words: Words, at: int, pack: Pack) -> Complement | None:
    form = verb_form(words, at, pack.grammar) if is_verb(words, at) else "finite"
    if form == "infinitive":
        return "infinitive"
    if form != "finite" and not _has_complementizer(words, at, pack):
        return None
    if _is_adverbial(words, at, pack):
        return None
    asks = any(words.form[c] in pack.grammar.conditional_if and words.dep[c] == "mark" for c in words.children[at])
    if words.dep[at] in ("ccomp", "csubj", "xcomp") and asks:
        return "question" if _asks(words, words.head[at], pack) else None
    turned = words.head[at] == at or words.dep[at] in ("ccomp", "csubj", "acl", "xcomp")
    return "clause" if turned or _has_complementizer(words, at, pack) else None


def _is_adverbial(words: Words, at: int, pack: Pack) -> bool:
    """Whether a conjunction of two words opens the clause (« parce que »), so that nothing governs it."""
    grammar, opening = pack.grammar, words.left[at]
    return any(
        words.form[i] in grammar.complementizers and i > 0 and words.form[i - 1] in grammar.conjunction_heads
        for i in range(opening, min(opening + 2, at))
    )


def _asks(words: Words, verb: int, pack: Pack) -> bool:
    """Whether a verb takes an indirect question."""
    row = reporting_row(words, verb, pack) if is_verb(words, verb) else None
    return row is not None and ("wh" in row.frames or row.act in ("ask", "demand"))


def _has_complementizer(words: Words, at: int, pack: Pack) -> bool:
    opening = words.left[at]
    return words.form[opening] in pack.grammar.complementizers and words.dep[opening] == "mark"


def _oblique(words: Words, at: int, pack: Pack) -> Complement:
    case = preposition(words, at)
    form = words.form[case] if case is not None else ""
    if form in pack.grammar.infinitive_of or form in pack.grammar.partitives:
        return "of"
    return "to" if form in pack.grammar.towards else "other"


def _row(words: Words, at: int, above: int, taken: Complement, pack: Pack) -> GovernorRow | None:
    """The first row of the governor that takes such a complement."""
    for row in _rows(words, above, pack):
        fits = taken in row.takes and (not row.only or words.lemma[at] in row.only)
        if fits and not (row.indefinite and is_definite(words, at)):
            return row
    return None


def _rows(words: Words, above: int, pack: Pack) -> Iterator[GovernorRow]:
    evidence = pack.evidence
    for form, row in evidence.phrases.get(words.form[above], ()):
        if tuple(words.form[above - len(form) + 1 : above + 1]) == form:
            yield row
    part = "verb" if is_verb(words, above) else "adjective" if words.pos[above] == "ADJ" else "noun"
    for key in dict.fromkeys((words.lemma[above], words.form[above])):
        for row in evidence.governors.get(key, ()):
            participle = part == "verb" and row.part == "adjective"
            if (row.part == part or participle) and row.reflexive in (None, reflexive(words, above, pack.grammar)):
                yield row


def _governed(words: Words, at: int, above: int, row: GovernorRow, pack: Pack) -> Step:
    status = row.perfect if row.perfect is not None and is_perfect(words, at) else row.status
    turned = row.negated is not None and is_negated(words, above, pack)
    if turned and row.negated is not None:
        status = row.negated
    span = words.span(*verb_group(words, above, pack.grammar)) if is_verb(words, above) else words.span(above, above)
    operator = Operator(status, span, row.id, row.presupposes)
    return Step((operator, *_around(words, above, pack, not turned)), None if row.presupposes else above)


def is_perfect(words: Words, at: int) -> bool:
    """Whether an infinitive is in the perfect (« avoir attaqué »)."""
    return any(words.feats[a].get("VerbForm") == "Inf" and words.dep[a] == "aux:tense" for a in auxiliaries(words, at))


def _around(words: Words, above: int, pack: Pack, negation: bool = True) -> Iterator[Operator]:
    if is_clausal(words, above):
        return around_verb(words, above, pack, negation)
    return around_noun(words, above, pack)


def _act(words: Words, above: int, taken: Complement, pack: Pack) -> ActRow | None:
    row = reporting_row(words, above, pack)
    return pack.evidence.acts.get((row.act, taken)) if row is not None else None


def reporting_row(words: Words, verb: int, pack: Pack) -> VerbRow | None:
    """The row of a reporting verb, with the words fixed to it or by itself."""
    for form, row in pack.phrases.get(words.lemma[verb], ()):
        if tuple(words.form[verb + 1 : verb + len(form)]) == form[1:]:
            return row
    rows: Sequence[VerbRow] = pack.verbs.get(words.lemma[verb], ())
    turned = reflexive(words, verb, pack.grammar)
    return next((row for row in rows if row.reflexive == turned), None)


def _said(words: Words, at: int, above: int, row: ActRow, pack: Pack) -> Step:
    group = words.span(*verb_group(words, above, pack.grammar))
    if is_negated(words, above, pack):
        return Step((construction(words, above, "question", pack, group),), None)
    status = row.perfect if row.perfect is not None and is_perfect(words, at) else row.status
    return Step((Operator(status, group, row.id), *around_verb(words, above, pack)), above)


def _bare_clause(words: Words, at: int, above: int, taken: Complement, pack: Pack) -> Step:
    """A clause or infinitive under a word that no row tells of."""
    if taken == "question":
        return Step((construction(words, at, "question", pack),), None)
    if taken == "clause" and words.feats[finite_part(words, at)].get("Mood") == "Sub":
        return Step((construction(words, at, "subjunctive", pack),), None)
    if taken == "clause":
        return Step((), above if words.dep[at] in ("ccomp", "csubj") else None)
    moves = words.lemma[above] in pack.grammar.near_future
    if moves and finite_part(words, above) != above:
        return Step(tuple(around_verb(words, above, pack)), above)
    if moves:
        return Step((construction(words, above, "near-future", pack), *around_verb(words, above, pack)), above)
    if is_perfect(words, at):
        return STOP
    return Step((construction(words, at, "infinitive", pack),), None)


def _named(words: Words, at: int, above: int, taken: Complement, pack: Pack) -> Step:
    """An event noun under a word that no row tells of: it happens with a support verb, and is known where definite."""
    if _supports(words, at, above, taken, pack):
        return Step(tuple(_around(words, above, pack)), above)
    if is_definite(words, at):
        return STOP
    negation = taken == "object"
    return Step(tuple(_around(words, above, pack, negation)), above)


def _supports(words: Words, at: int, above: int, taken: Complement, pack: Pack) -> bool:
    for form, row in pack.evidence.support_phrases.get(words.lemma[above], ()):
        if taken in row.takes and tuple(words.form[above + 1 : above + len(form)]) == form[1:]:
            return True
    return any(taken in row.takes for row in pack.evidence.supports.get(words.lemma[above], ()))
