"""What adding articles to a desk costs, told apart by the parts of the desk."""

import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple, TypeVar
from unittest.mock import patch

from benchmarks.many import Recorded
from selon.batch import CHUNK
from selon.desk import Desk, adding, parts
from selon.intake import Item

PARTS = tuple(part.name for part in parts.PARTS)
Answer = TypeVar("Answer")


class Cost(NamedTuple):
    """Milliseconds an article: the median of the batches, the mean, and of it each part's."""

    median: float
    mean: float
    parts: dict[str, float]


def costs(desk: Desk, items: Sequence[Item], reader: Recorded) -> Cost:
    """What adding some articles costs, each batch in its transaction; they are in the desk afterwards."""
    spent, batches = dict.fromkeys(PARTS, 0.0), []
    with patch.object(adding, "PARTS", tuple(_timed(part, spent) for part in parts.PARTS)):
        for at in range(0, len(items), CHUNK):
            batch = items[at : at + CHUNK]
            begun = time.process_time()
            for _ in desk.add(batch, lambda: reader):
                pass
            batches.append((time.process_time() - begun) / len(batch))
    mean = statistics.fmean(batches)
    return Cost(statistics.median(batches) * 1000, mean * 1000, {name: spent[name] / len(items) * 1000 for name in PARTS})


def _timed(part: parts.Part, spent: dict[str, float]) -> parts.Part:
    return part._replace(
        add=partial(_measured, spent, part.name, part.add),
        leave=partial(_measured, spent, part.name, part.leave),
        settle=partial(_measured, spent, part.name, part.settle),
    )


def _measured(spent: dict[str, float], name: str, work: Callable[..., Answer], *given: object) -> Answer:
    begun = time.process_time()
    try:
        return work(*given)
    finally:
        spent[name] += time.process_time() - begun
