"""Compares two contents: aligned first, then searched for what opposes them.

Likeness of vectors cannot tell a contradiction from a paraphrase (M.-C. de Marneffe, A. Rafferty, C. Manning, Finding
Contradictions in Text, ACL 2008, whose kinds of contradiction these are).
"""

from selon.opposition.blame import Blame, blames
from selon.opposition.content import Side, Term, side, terms
from selon.opposition.judging import contradicts, features, judge, mirrored, oppositions
from selon.opposition.matching import Match, match
from selon.opposition.responsibility import opposed
from selon.opposition.sides import named_keys
from selon.opposition.values import Comparison, Opposed, Passage, Reason

__all__ = [
    "Blame", "Comparison", "Match", "Opposed", "Passage", "Reason", "Side", "Term", "blames", "contradicts", "features", "judge",
    "match", "mirrored", "named_keys", "opposed", "oppositions", "side", "terms",
]  # fmt: skip
