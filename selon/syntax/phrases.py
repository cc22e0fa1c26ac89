"""Noun phrases: the shortest full phrase around a head, and what stands beside it."""

from selon.analysis import Words
from selon.lang.grammar import Grammar
from selon.span import Span

_LEFT = frozenset({"det", "amod", "nummod", "flat", "flat:name", "advmod", "nmod", "fixed"})
_RIGHT = frozenset({
    "amod", "nmod", "flat", "flat:name", "flat:foreign", "compound", "nummod", "fixed", "conj", "appos", "cc", "case", "obl:arg",
    "goeswith", "det",
})  # fmt: skip
_ASIDE = frozenset({"acl", "acl:relcl", "advcl", "parataxis", "ccomp", "xcomp", "dislocated"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"})
_CLAUSAL = frozenset({"VERB", "AUX"})


def phrase(words: Words, head: int, grammar: Grammar, coordinated: bool = True) -> tuple[int, int]:
    """First and last token of the shortest full noun phrase of `head`: no relative clause, participle or aside."""
    last = _last(words, head, grammar, coordinated)
    return _first(words, head), _with_named_apposition(words, head, last)


def _with_named_apposition(words: Words, head: int, last: int) -> int:
    """Takes in the name behind a description: « la responsable du site, Anne Morvan, » but no list."""
    stop = words.bounds(head)[1]
    at = last + 2
    if words.pos[head] != "NOUN" or at >= stop or words.form[last + 1] != "," or words.pos[at] != "PROPN":
        return last
    if _is_one_of_several(words, head, at) or (words.dep[at] in _SUBJECTS and words.dep[head] not in _SUBJECTS):
        return last
    while at < stop and (words.pos[at] == "PROPN" or words.dep[at] in ("flat:name", "flat")):
        at += 1
    closes = at >= stop or words.form[at] in (",", ".", ":", "»") or words.pos[at] in _CLAUSAL
    return at - 1 if closes and at - last > 3 else last


def _is_one_of_several(words: Words, head: int, name: int) -> bool:
    """Whether one name stands behind a plural, which it cannot name: « selon les sondages, X gagne »."""
    return is_plural(words, head) and not any(words.dep[c] == "conj" for c in words.children[name])


def phrase_span(words: Words, head: int, grammar: Grammar, coordinated: bool = True) -> Span:
    """The code points of `phrase`."""
    return words.span(*phrase(words, head, grammar, coordinated))


def _first(words: Words, head: int) -> int:
    first = head
    for child in reversed(words.children[head]):
        if child > head or words.form[child] in ("«", '"'):
            continue
        if words.dep[child] not in _LEFT or words.pos[child] in _CLAUSAL:
            break
        if words.form[child] in ",;:()" or any(words.form[i] in ",;:" for i in range(child, first)):
            break
        first = min(first, words.left[child] if words.dep[child] not in ("det", "advmod") else child)
    return first


def _last(words: Words, head: int, grammar: Grammar, coordinated: bool) -> int:
    last = head
    for child in words.children[head]:
        if child < head:
            continue
        dep = words.dep[child]
        if dep in ("punct", "cc", "case", "dep", "advmod"):
            continue
        if dep in _ASIDE or dep not in _RIGHT or words.pos[child] in _CLAUSAL:
            break
        if (dep == "conj" and not coordinated) or (dep == "nmod" and _stands_apart(words, child)):
            break
        if not _joined(words, last, child, dep, head, grammar) or (dep == "conj" and not _listed(words, head, child)):
            break
        last = max(last, _last(words, child, grammar, coordinated))
    return _with_acronym(words, last)


def _listed(words: Words, head: int, child: int) -> bool:
    """Whether a coordinated noun belongs to a list that a conjunction closes: « A, B et C », not « selon A, B … »."""
    conjuncts = [c for c in words.children[head] if words.dep[c] == "conj" and c >= child]
    return any(words.dep[i] == "cc" for c in conjuncts for i in words.children[c])


def _stands_apart(words: Words, child: int) -> bool:
    """A noun with a determiner and no preposition is no complement: « au préfet son silence », « le 15 mars »."""
    deps = {words.dep[c] for c in words.children[child] if c < child}
    return words.pos[child] in ("NOUN", "NUM") and "det" in deps and "case" not in deps and words.pos[words.left[child]] == "DET"


def _joined(words: Words, last: int, child: int, dep: str, head: int, grammar: Grammar) -> bool:
    """Whether `child` goes on the phrase that so far ends in `last`: no comma between, unless it names the head."""
    first = next((i for i in range(words.left[child], child) if words.pos[i] != "PUNCT"), child)
    between = [words.form[i] for i in range(last + 1, first)]
    if dep == "conj":
        return all(form in {",", "«", "»"} or form in grammar.conjunctions for form in between)
    if "," in between:
        named = words.pos[child] == "PROPN" and words.pos[head] != "PROPN"
        return named and between == [","] and not _is_one_of_several(words, head, child)
    if any(form in {"(", ";", ":", "–", "—"} for form in between):
        return False
    return first - last <= 4


def _with_acronym(words: Words, last: int) -> int:
    """Takes in a bracketed acronym right after the phrase: « … (FIDH) »."""
    if last + 3 < len(words) and words.form[last + 1] == "(" and words.form[last + 3] == ")":
        short = words.text[words.start[last + 2] : words.end[last + 2]]
        if short.isupper() and 1 < len(short) < 10:
            return last + 3
    return last


def determiner(words: Words, head: int) -> int | None:
    """The determiner of a noun, if it has one."""
    return next((c for c in words.children[head] if words.dep[c] == "det" and c < head), None)


def preposition(words: Words, head: int) -> int | None:
    """The first preposition that introduces a noun or an infinitive, if there is one."""
    found = [c for c in words.children[head] if words.dep[c] in ("case", "mark") and c < head]
    return found[0] if found else None


def head_of(words: Words, token: int, floor: int, links: frozenset[str]) -> int:
    """The token that `token` hangs on by `links`, as far up as it stands at or behind `floor`."""
    while words.dep[token] in links and floor <= words.head[token] != token:
        token = words.head[token]
    return token


def is_plural(words: Words, token: int) -> bool:
    """Whether a word is tagged as a plural."""
    return words.feats[token].get("Number") == "Plur"


def is_noun(words: Words, token: int) -> bool:
    """Whether a token can head a noun phrase."""
    return words.pos[token] in _NOUNS
