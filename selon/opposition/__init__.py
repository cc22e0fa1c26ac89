"""Compares two contents: aligned first, then searched for what opposes them.

Likeness of vectors cannot tell a contradiction from a paraphrase (M.-C. de Marneffe, A. Rafferty, C. Manning, Finding
Contradictions in Text, ACL 2008, whose kinds of contradiction these are).
"""

from selon.opposition.content import Side, side
from selon.opposition.judging import contradicts, features, judge, mirrored, oppositions
from selon.opposition.matching import Match, match
from selon.opposition.values import Comparison, Opposed, Passage, Reason

__all__ = [
    "Comparison", "Match", "Opposed", "Passage", "Reason", "Side", "contradicts", "features", "judge", "match", "mirrored",
    "oppositions", "side",
]  # fmt: skip
