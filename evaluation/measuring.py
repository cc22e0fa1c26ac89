"""Figures of a set and of its parts: the scorer's own, and the same attribution figure for each construct."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from evaluation.constructs import CONSTRUCTS, Count, Words, count
from evaluation.gold import PARTS, part_of
from evaluation.pairing import Compared
from evaluation.scorer import GateError, Scorer
from selon.model import Value

PEERS = Path(__file__).with_name("peers.toml")
WHOLE = "all"


class Row(Value, frozen=True):
    """One figure of the scorer: precision, recall and F1 in percent, and the counts they come from."""

    p: float
    r: float
    f1: float
    hit: int
    gold: int
    pred: int


class Measured(NamedTuple):
    """What was measured in one part of a set."""

    part: str
    articles: int
    figures: dict[str, Row]
    constructs: dict[str, Count]


class SetFigures(NamedTuple):
    """What was measured in one set: each part that was asked for, and the whole where every part was."""

    name: str
    reader: str
    parts: dict[str, Measured]


class Peer(Value, frozen=True):
    """What another reader reaches on a set; `figures` by the scorer's names, in percent."""

    name: str
    set: str
    source: str
    figures: dict[str, float]


def peers() -> tuple[Peer, ...]:
    """The peers that are known, of all sets."""
    return msgspec.convert(tomllib.loads(PEERS.read_text(encoding="utf-8"))["peer"], tuple[Peer, ...])


def measure(part: str, articles: Sequence[Compared], words: Words, scorer: Scorer) -> Measured:
    """The figures of some articles; raises GateError where the scorer pairs otherwise than the gate does."""
    tally = scorer.Tally()
    for article in articles:
        scorer.score_one(article.gold.text, article.gold.annotation, article.record, tally)
    figures = {name: msgspec.convert(row, Row) for name, row in scorer.table(tally).items()}
    pairs = [pair for article in articles for pair in article.pairs]
    for name, hits in (("content>0.3", len(pairs)), ("attribution", sum(pair.source_agrees for pair in pairs))):
        if articles and figures[name].hit != hits:
            raise GateError(f"the scorer counts {figures[name].hit} as {name}, evaluation/pairing.py {hits}: their rules differ")
    return Measured(part, len(articles), figures, {c.name: count(c, articles, words, scorer) for c in CONSTRUCTS})


def measure_set(name: str, reader: str, articles: Sequence[Compared], words: Words, scorer: Scorer, part: str) -> SetFigures:
    """The figures of one set, of `part` or, where that is all, of each part and of the whole."""
    wanted = (*PARTS, WHOLE) if part == WHOLE else (part,)
    paths = [article.gold.path for article in articles]
    parts = {}
    for each in wanted:
        # Articles that were not read because another part was asked for are no part of this division.
        chosen = set(paths if part != WHOLE else part_of(paths, each))
        parts[each] = measure(each, [article for article in articles if article.gold.path in chosen], words, scorer)
    return SetFigures(name, reader, parts)


def values(sets: Sequence[SetFigures]) -> dict[str, float]:
    """Every F1 or share that has gold behind it, by SET/PART/FIGURE; constructs are figures called `construct NAME`."""
    found: dict[str, float] = {}
    for each in sets:
        for part in (measured for name, measured in each.parts.items() if name in PARTS):
            found |= {f"{each.name}/{part.part}/{name}": row.f1 for name, row in part.figures.items() if row.gold}
            for name, counted in part.constructs.items():
                if counted.f1 is not None:
                    found[f"{each.name}/{part.part}/construct {name}"] = counted.f1
    return found
