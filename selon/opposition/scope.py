"""How much of what one content says lies within the clauses that the other denies."""

from selon.analysis import Words
from selon.opposition.lexical import denied_clauses
from selon.opposition.matching import Match

_APART = frozenset({"advcl", "parataxis", "conj", "acl"})


def denied_matter(match: Match) -> float:
    """The share of the first, shorter content that the denied clause of the second tells of, where the first denies nothing.

    « Le pont n'a pas été testé, bien que la ville l'ait approuvé » denies nothing of « La ville a approuvé le pont ».
    """
    whole = sum(term.weight for term in match.a.terms)
    if not whole or denied_clauses(match.a, match):
        return 0.0
    weights = {term.token: term.weight for term in match.a.terms}
    matched = match.alignment.of_b
    clauses = (_clause(match.b.words, token) for token in denied_clauses(match.b, match))
    return max((sum(weights.get(matched.get(t, -1), 0.0) for t in clause) / whole for clause in clauses), default=0.0)


def _clause(words: Words, token: int) -> frozenset[int]:
    """What a predicate governs, without clauses that have a subject of their own."""
    found, below = {token}, [token]
    while below:
        inner = [c for c in words.children[below.pop()] if not _stands_apart(words, c)]
        found.update(inner)
        below.extend(inner)
    return frozenset(found)


def _stands_apart(words: Words, token: int) -> bool:
    own = any(words.dep[c].startswith("nsubj") for c in words.children[token])
    return own and words.dep[token].split(":")[0] in _APART
