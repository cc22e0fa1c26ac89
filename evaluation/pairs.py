"""Pairs of texts with the answer of careful readers: a table with columns id, premise, hypothesis, label (1: contradiction)."""

import csv
import hashlib
from pathlib import Path
from typing import NamedTuple

from evaluation.gold import BESIDE
from selon.ingest.plain import normalise

DEFAULT = BESIDE / "gold" / "fr-contradictions" / "dev.tsv"


class Pair(NamedTuple):
    """Two texts, whether they contradict each other, and where they come from."""

    id: str
    a: str
    b: str
    contradicts: bool
    genre: str

    @property
    def part(self) -> str:
        """`seen`, whose errors may be looked at, or `unseen`, which is only counted; by the hash of the id."""
        return "unseen" if hashlib.sha256(self.id.encode()).digest()[0] % 2 else "seen"


def load(path: Path) -> list[Pair]:
    """The pairs of a table, in order; raises OSError or KeyError where it is not there or has other columns."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return [
        Pair(row["id"], _text(row["premise"]), _text(row["hypothesis"]), row["label"] == "1", row.get("genre") or "")
        for row in rows
    ]


def _text(cell: str) -> str:
    return normalise(cell).strip()
