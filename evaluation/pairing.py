"""Gold statements and read ones side by side, paired by the scorer's rule: content first, then source and cue."""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from evaluation.gold import Gold, Json, article
from evaluation.scorer import CUE, FLOOR, SOURCE, UNION, Scorer
from selon.export.contract import record_to_json
from selon.model import Reading
from selon.reader import Reader


class Pair(NamedTuple):
    """A gold statement and the read one that is taken for it, and whether their sources agree and contents are the same."""

    gold: Json
    read: Json
    source_agrees: bool
    exact: bool


class Compared(NamedTuple):
    """One article: its gold and its reading, what was paired, what was missed and what is too much."""

    gold: Gold
    reading: Reading
    record: Json
    pairs: tuple[Pair, ...]
    missed: tuple[Json, ...]
    too_much: tuple[Json, ...]


def compare(golds: Sequence[Gold], reader: Reader, scorer: Scorer) -> Iterator[Compared]:
    """Reads the articles and compares each with its gold, in order."""
    for gold, reading in zip(golds, reader.read_many(map(article, golds)), strict=True):
        record = json.loads(record_to_json(reading.record, reading.text))
        yield compared(gold, reading, record, scorer)


def compared(gold: Gold, reading: Reading, record: Json, scorer: Scorer) -> Compared:
    """One article's gold beside its record, which is given as its JSON says it."""
    wanted, found, names = gold.annotation["statements"], record["statements"], scorer.names_of(record)
    contents = [[scorer.chars(gold.text, s["content"]) for s in side] for side in (wanted, found)]

    def rank(i: int, j: int) -> float:
        in_gold, in_read = contents[0][i], contents[1][j]
        shared = len(in_gold & in_read)
        if not shared:
            return -1
        bonus = SOURCE * scorer.source_agrees(wanted[i], found[j], names)
        bonus += CUE * scorer.overlap(wanted[i]["cue"], found[j]["cue"])
        return shared / len(in_gold) + UNION * shared / len(in_gold | in_read) + bonus

    linked = sorted(scorer.pair_up(range(len(wanted)), range(len(found)), rank, FLOOR))
    pairs = tuple(
        Pair(wanted[i], found[j], scorer.source_agrees(wanted[i], found[j], names), contents[0][i] == contents[1][j])
        for i, j in linked
    )
    missed, too_much = _others(wanted, [i for i, _ in linked]), _others(found, [j for _, j in linked])
    return Compared(gold, reading, record, pairs, missed, too_much)


def _others(statements: Sequence[Json], taken: Sequence[int]) -> tuple[Json, ...]:
    return tuple(statement for i, statement in enumerate(statements) if i not in taken)
