"""How rare a stem is in a language: document frequencies counted once, so that a weight never depends on what else is at hand."""

import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from selon.errors import PackError

_TABLE = "frequencies.tsv"
_UNCOUNTED = 1000
"""How many documents are taken to have been counted where a language has no table: all its stems are as rare."""


class Rarity(NamedTuple):
    """In how many of `documents` each stem stands; stems that stand in one at most are left out."""

    documents: int
    counts: Mapping[str, int]

    def of(self, stem: str) -> float:
        """Inverse document frequency, ln(N / n) (Spärck Jones 1972): 0 for a stem of every document, ln N for an unknown one."""
        return math.log(self.documents / self.counts.get(stem, 1))


@cache
def rarity(language: str) -> Rarity:
    """The table of a language, made by `training/document_frequencies.py`; raises PackError where a line of it does not fit."""
    table = files("selon.lang").joinpath(language, _TABLE)
    if not table.is_file():
        return Rarity(_UNCOUNTED, {})
    counts = {}
    for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), 1):
        stem, _, count = line.partition("\t")
        if not line.startswith("#"):
            if not count.isdigit():
                raise PackError(f"{language}/{_TABLE}:{number}: a stem, a tab and a count were expected; make the table anew.")
            counts[stem] = int(count)
    return Rarity(counts.pop("", _UNCOUNTED), counts)
