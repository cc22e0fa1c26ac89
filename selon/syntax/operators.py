"""What touches an event where it stands: negation, mood, tense and hedges of a verb, determiner and adjectives of a noun."""

from collections.abc import Iterator

import msgspec
from msgspec import structs

from selon.analysis import Words
from selon.lang.evidence import Construction
from selon.lang.pack import Pack
from selon.model import EventStatus
from selon.span import Span
from selon.syntax.verbs import (
    auxiliaries,
    finite_part,
    is_conditional,
    is_verb,
    negated,
    sets_condition,
    subject,
    verb_form,
    verb_group,
)

_PAST = frozenset({"Past", "Imp"})
_EMBEDDED = frozenset({"ccomp", "acl:relcl", "advcl", "csubj", "acl"})
_WINDOW = 3


class Operator(msgspec.Struct, frozen=True):
    """Words that give what they touch its standing.

    `final` where nothing further out touches it; `concordant` where a negation further out is the same one (« aucun … ne »).
    """

    status: EventStatus
    span: Span
    row: str
    final: bool = False
    concordant: bool = False


def construction(words: Words, token: int, name: Construction, pack: Pack, span: Span | None = None) -> Operator:
    """The operator of a construction, shown by the verb group at `token` or by `span`."""
    row = pack.evidence.constructions[name]
    return Operator(row.status, span or words.span(*verb_group(words, token, pack.grammar)), row.id)


def is_definite(words: Words, noun: int) -> bool:
    """Whether a noun names something as known: a definite, possessive or demonstrative determiner, or a name."""
    if words.pos[noun] in ("PROPN", "PRON"):
        return True
    return any(
        words.feats[c].get("Definite") == "Def"
        or words.feats[c].get("Poss") == "Yes"
        or words.feats[c].get("PronType") == "Dem"
        for c in words.children[noun]
        if c < noun and words.dep[c] in ("det", "case")
    )


def around_noun(words: Words, noun: int, pack: Pack) -> Iterator[Operator]:
    """The operators beside an event noun: adjectives, participles, negative determiners."""
    evidence = pack.evidence
    for child in words.children[noun]:
        form, dep = words.form[child], words.dep[child]
        row = evidence.modifiers.get(words.lemma[child]) or evidence.modifiers.get(form)
        if row is not None and dep in ("amod", "acl", "acl:relcl") and child not in auxiliaries(words, child):
            yield Operator(row.status, words.span(child, child), row.id)
        elif dep in ("acl", "amod") and _is_participle(words, child, pack):
            yield from _participle(words, child, pack)
        elif (form in pack.grammar.negative_determiners and dep == "det") or form in evidence.negative_openers:
            negative = construction(words, child, "negative-determiner", pack, words.span(child, child))
            yield structs.replace(negative, concordant=True)


def _is_participle(words: Words, child: int, pack: Pack) -> bool:
    if words.lemma[child] not in pack.evidence.governors or subject(words, child) is not None:
        return False
    return words.pos[child] == "ADJ" or verb_form(words, child, pack.grammar) == "participle"


def _participle(words: Words, child: int, pack: Pack) -> Iterator[Operator]:
    """« la grève envisagée », « l'attaque démentie par le chef »: the participle of a verb that governs its object."""
    for row in pack.evidence.governors.get(words.lemma[child], ()):
        if row.part == "verb" and "object" in row.takes and not row.only:
            yield Operator(row.status, words.span(child, child), row.id, row.presupposes)
            return


def around_verb(words: Words, verb: int, pack: Pack, negation: bool = True) -> Iterator[Operator]:
    """The operators of a verb's own clause, nearest first: negation where asked for, hedges, then mood and tense."""
    if negation and is_negated(words, verb, pack):
        yield construction(words, verb, "negation", pack)
    yield from _hedges(words, verb, pack)
    mood = _mood(words, verb, pack)
    if mood is not None:
        yield construction(words, verb, mood, pack)


def is_negated(words: Words, verb: int, pack: Pack) -> bool:
    """Whether a verb is negated and does not only say *only* (« ne … que »)."""
    grammar = pack.grammar
    if any(words.form[c] in pack.evidence.negative_openers and words.dep[c] in ("cc", "advmod") for c in words.children[verb]):
        return True
    if not negated(words, verb, grammar):
        return False
    forms = [words.form[c] for c in words.children[verb]]
    return any(form in grammar.full_negations for form in forms) or not _restricts(words, verb, pack)


def _restricts(words: Words, verb: int, pack: Pack) -> bool:
    stop = min(words.bounds(verb)[1], verb + _WINDOW + 1)
    return any(
        words.form[i] in pack.evidence.restrictive and words.dep[i] in ("advmod", "case") for i in range(verb + 1, stop)
    )


def _hedges(words: Words, verb: int, pack: Pack) -> Iterator[Operator]:
    for child in words.children[verb]:
        if words.dep[child] not in ("advmod", "obl:mod"):
            continue
        first = words.left[child]
        for form, row in pack.openings.get(words.form[first], ()):
            if row.kind == "hedge" and tuple(words.form[first : first + len(form)]) == form:
                name = pack.evidence.constructions["hedge"]
                yield Operator(name.status, words.span(first, first + len(form) - 1), name.id)
                break


def _mood(words: Words, verb: int, pack: Pack) -> Construction | None:
    """The construction that a verb's mood and tense make, if they say more than that the event happens."""
    finite = finite_part(words, verb)
    feats = words.feats[finite]
    tense, mood = feats.get("Tense"), feats.get("Mood")
    open_tense = mood == "Cnd" or (finite == verb and tense in ("Fut", "Pres"))
    if open_tense and if_clause(words, verb, pack) is not None:
        return "hypothetical"
    if is_conditional(words, verb, pack.grammar):
        return _conditional(words, verb, finite, pack)
    if mood == "Sub" and words.dep[verb] == "acl:relcl":
        return "subjunctive"
    return "future" if tense == "Fut" or _looks_future(words, finite, pack) else None


def _looks_future(words: Words, finite: int, pack: Pack) -> bool:
    """Whether a verb that the tagger gives no tense has a future stem and ending."""
    form, lemma = words.form[finite], words.lemma[finite]
    if "Tense" in words.feats[finite] and words.feats[finite]["Tense"] != "Pres":
        return False
    stems = [form.removesuffix(e) for e in pack.evidence.endings_of_future if form.endswith(e)]
    return is_verb(words, finite) and any(stem.endswith("r") and stem in (lemma, lemma[:-1]) for stem in stems)


def _conditional(words: Words, verb: int, finite: int, pack: Pack) -> Construction | None:
    lemmas = {words.lemma[finite], words.lemma[verb]}
    if is_verb(words, verb) and lemmas & (pack.grammar.modal_verbs | pack.grammar.wish_verbs):
        return None
    if if_clause(words, verb, pack) is not None or sets_condition(words, *words.bounds(verb), pack.grammar):
        return "hypothetical"
    compound = finite != verb and words.dep[finite] == "aux:tense"
    return "future-in-past" if not compound and _seen_from_past(words, verb) else "reporting-conditional"


def _seen_from_past(words: Words, verb: int) -> bool:
    """Whether the clause hangs on a verb in the past: « a annoncé que P »."""
    embedded = False
    for above in words.ancestors(verb):
        embedded = embedded or words.dep[verb] in _EMBEDDED
        if is_verb(words, above):
            finite = finite_part(words, above)
            past = finite != above and words.dep[finite] == "aux:tense"
            return embedded and (past or words.feats[above].get("Tense") in _PAST)
        verb = above
    return False


def if_clause(words: Words, verb: int, pack: Pack) -> int | None:
    """The verb of the *if* clause that sets a condition for this verb, if there is one."""
    for child in words.children[verb]:
        if words.dep[child] == "advcl" and condition(words, child, pack) is not None:
            return child
    return None


def condition(words: Words, verb: int, pack: Pack) -> int | None:
    """The *if* that opens a verb's clause and sets a condition: not « même si », not « comme si »."""
    evidence = pack.evidence
    for child in (words.left[verb], *words.children[verb]):
        if words.form[child] in pack.grammar.conditional_if and words.pos[child] == "SCONJ" and child < verb:
            before = words.form[child - 1] if child else ""
            return child if before not in evidence.concessive | evidence.comparing else None
    return None
