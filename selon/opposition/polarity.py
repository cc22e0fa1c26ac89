"""Which words of a content are denied: negation, its scope, and words that deny without one.

Scope follows L. Karttunen, Implicative Verbs (1971), and B. MacCartney, C. Manning, Natural Logic for Textual Inference
(2007): each negation, negative implicative or verb of denial above a word turns its polarity once, so that two undo each
other (« ne nie pas », « n'est pas faux »). What a reporting verb says stays as it is where only the report is denied.
"""

from collections.abc import Iterable, Mapping

from selon.analysis import Words
from selon.lang.oppositions import OperatorRow, OppositionGrammar, Oppositions

_COMPLEMENTS = frozenset({
    "obj", "iobj", "xcomp", "ccomp", "obl:arg", "nsubj:pass", "nmod", "acl", "csubj", "advcl", "expl:subj", "obl",
})  # fmt: skip
_CONTROLLERS = frozenset({"obj", "iobj", "obl:arg"})
_CLAUSES = frozenset({"xcomp", "ccomp"})
_LIGHT = frozenset({"obj", "obl:arg", "xcomp"})
_SUBJECTS = frozenset({"nsubj", "csubj", "nsubj:pass", "ccomp", "xcomp", "acl", "advcl", "csubj:pass"})
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "obl:arg", "iobj", "obl:agent"})
_DEEPEST = 12


def names(words: Words, token: int, grammar: OppositionGrammar) -> tuple[str, ...]:
    """What a token may be looked up by: its lemma, its form, and its form without endings of number and gender.

    Participles that stand as adjectives are lemmatised as verbs (« erronée » as *erroner*), and the tables name adjectives.
    """
    form = words.form[token]
    cut = [form[: -len(ending)] for ending in grammar.endings if form.endswith(ending) and len(form) > len(ending) + 2]
    return tuple(dict.fromkeys((words.lemma[token], form, *cut)))


def operator(words: Words, token: int, table: Oppositions) -> OperatorRow | None:
    """The row of a word that denies what it governs, if the token is one."""
    found = (table.operators.get(name) for name in names(words, token, table.grammar))
    return next((row for row in found if row is not None), None)


def polarities(words: Words, tokens: Iterable[int], table: Oppositions) -> Mapping[int, bool]:
    """For each token, whether what it says is denied."""
    return {token: _denied(words, token, table, 0) for token in tokens}


def _denied(words: Words, token: int, table: Oppositions, depth: int) -> bool:
    own = negated(words, token, table.grammar)
    head = words.head[token]
    if head == token or depth > _DEEPEST:
        return own
    return own != _from_above(words, token, head, table, depth)


def _from_above(words: Words, token: int, head: int, table: Oppositions, depth: int) -> bool:
    """Whether what governs a token denies it."""
    dep, grammar, lemma = words.dep[token], table.grammar, words.lemma[head]
    if dep == "conj":
        return _shared(words, token, head, table, depth)
    above = _operator_above(words, token, head, table)
    if above is not None:
        return not _denied(words, above, table, depth + 1)
    if lemma in grammar.transparent:
        return _without_own(words, head, table, depth)
    existential = dep in ("nsubj", "obj") and lemma in grammar.existential
    if dep in _CLAUSES or existential or (dep in _LIGHT and lemma in grammar.light):
        return _denied(words, head, table, depth + 1)
    return False


def _operator_above(words: Words, token: int, head: int, table: Oppositions) -> int | None:
    """The word that denies a token by governing it: its head, or the head of the noun whose clause it is."""
    dep, row = words.dep[token], operator(words, head, table)
    if row is not None and dep in (_COMPLEMENTS if row.scope == "complement" else _SUBJECTS):
        return head
    above, beside = words.head[head], words.dep[head]
    row = operator(words, above, table) if dep.startswith("acl") and above != head else None
    if row is None:
        return None
    if row.scope == "complement":
        return above if beside in _CONTROLLERS and words.feats[token].get("VerbForm") == "Inf" else None
    return above if beside in _SUBJECTS and any(words.dep[c] == "mark" for c in words.children[token]) else None


def _shared(words: Words, token: int, head: int, table: Oppositions, depth: int) -> bool:
    """What a coordinated word takes over: what denies the first, unless it stands on its own or behind « mais »."""
    apart = any(words.dep[c].startswith("nsubj") or words.form[c] in table.grammar.weak for c in words.children[token])
    linked = any(words.dep[c] == "cc" and words.lemma[c] in table.grammar.adding for c in words.children[token])
    if apart or not linked:
        return _without_own(words, head, table, depth)
    return _denied(words, head, table, depth + 1)


def _without_own(words: Words, head: int, table: Oppositions, depth: int) -> bool:
    """Whether what governs `head` denies it, its own negation left aside."""
    above = words.head[head]
    return above != head and depth < _DEEPEST and _from_above(words, head, above, table, depth + 1)


def negated(words: Words, token: int, grammar: OppositionGrammar) -> bool:
    """Whether a token bears an odd number of negations itself: an adverb, a negative determiner or argument, *sans*, *ni*."""
    children = around(words, token)
    weak = any(words.form[c] in grammar.weak for c in children)
    adverbs = sum(_is_negator(words, c, weak, grammar) for c in children if words.dep[c] != "obj")
    if weak and not adverbs:
        adverbs += any(_is_negative(words, c, grammar) for c in children if words.dep[c] in _ARGUMENTS)
        adverbs += any(_is_determined(words, c, grammar) for c in children if words.dep[c].startswith("obl"))
    without = any(words.form[c] in grammar.without and words.dep[c] in ("case", "mark") for c in children)
    determined = any(words.form[c] in grammar.negative_words and words.dep[c] in ("det", "cc", "amod") for c in children)
    return (adverbs > 0) != (without or (determined and not adverbs))


def around(words: Words, token: int) -> tuple[int, ...]:
    """The dependents of a predicate with those of its auxiliaries and copula, where the parser may hang « ne »."""
    verbal = [c for c in words.children[token] if words.dep[c].split(":")[0] in ("aux", "cop")]
    return (*words.children[token], *(inner for c in verbal for inner in words.children[c]))


def _is_negator(words: Words, token: int, weak: bool, grammar: OppositionGrammar) -> bool:
    form = words.form[token]
    if form not in grammar.negators or words.pos[token] not in ("ADV", "INTJ", "PART", "NOUN"):
        return False
    return weak or form in grammar.free


def _is_negative(words: Words, token: int, grammar: OppositionGrammar) -> bool:
    """« aucun élu », « personne », « rien »."""
    return words.form[token] in grammar.negative_words or _is_determined(words, token, grammar)


def _is_determined(words: Words, token: int, grammar: OppositionGrammar) -> bool:
    """« aucun élu », « en aucun cas », « à aucun moment »."""
    return any(words.form[c] in grammar.negative_words for c in words.children[token] if words.dep[c] in ("det", "amod", "cc"))


def restricted(words: Words, token: int, grammar: OppositionGrammar) -> bool:
    """Whether a token is restricted by « ne … que »."""
    children = words.children[token]
    weak = any(words.form[c] in grammar.weak for c in children)
    if not weak or negated(words, token, grammar):
        return False
    below = [c for inner in (token, *children) for c in words.children[inner]]
    return any(words.form[c] in grammar.restrictive and words.dep[c] in ("advmod", "fixed", "case") for c in below)
