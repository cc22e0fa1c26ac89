"""Who copied whom: fingerprints that find copies among many articles, the judgement of a pair, and families of copies."""

from selon.corpus.copies.attributing import attributed
from selon.corpus.copies.family import Family, Member, families, family
from selon.corpus.copies.fingerprints import Fingerprint, fingerprint, restored, stored
from selon.corpus.copies.kinship import Basis, Kinship, KinshipKind, Passage, kin, kinship
from selon.corpus.copies.laying import Laid, laid
from selon.corpus.copies.searching import (
    NEIGHBOURS,
    Printing,
    boilerplate,
    compared,
    days_needed,
    keys,
    kinships,
    neighbours,
    printing,
)

__all__ = [
    "NEIGHBOURS", "Basis", "Family", "Fingerprint", "Kinship", "KinshipKind", "Laid", "Member", "Passage", "Printing",
    "attributed", "boilerplate", "compared", "days_needed", "families", "family", "fingerprint", "keys", "kin", "kinship",
    "kinships", "laid", "neighbours", "printing", "restored", "stored",
]  # fmt: skip
