"""What a comparison of two texts comes to, frozen: a verdict, and reasons that point at words on both sides."""

from typing import Literal

import msgspec

from selon.span import Span

ReasonKind = Literal[
    "polarity", "antonym", "number", "date", "place", "exclusive_role", "swapped_roles", "alternative", "quantifier",
    "modality", "denial", "responsibility",
]  # fmt: skip
ComparisonVerdict = Literal["contradiction", "agreement", "unrelated", "unknown"]


class Passage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one of the two texts: code points, half-open, and what stands there."""

    start: int
    end: int
    text: str


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One opposition: its kind, the words on both sides, the row or rule that found it, and its weight from 0 to 1."""

    kind: ReasonKind
    a: tuple[Passage, ...]
    b: tuple[Passage, ...]
    row: str
    detail: str
    weight: float


class Comparison(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The verdict on two texts, its reasons, strongest first, and what share of the shorter text has a counterpart."""

    verdict: ComparisonVerdict
    score: float
    shared: float
    reasons: tuple[Reason, ...] = ()


class Opposed(msgspec.Struct, frozen=True):
    """An opposition between tokens of the two sides, before it is cut out as words; `weight` runs from 0 to 1."""

    kind: ReasonKind
    a: tuple[int, ...]
    b: tuple[int, ...]
    row: str
    detail: str
    weight: float


def passage(span: Span, text: str) -> Passage:
    """A span with its words."""
    return Passage(span.start, span.end, span.of(text))
