"""The pool of processes measured: pooled.py CORPUS.jsonl N PROCESSES prints articles a second once all processes are at work."""

import sys
import time
from itertools import islice
from pathlib import Path

from benchmarks.worker import texts
from selon.model import Article
from selon.pool import read_by_many
from selon.reader import Reader

AT_WORK = 96
"""Articles after which every process has loaded its models and is reading."""


def rate(corpus: Path, number: int, processes: int) -> float:
    """Articles a second by the clock, the first ones left out."""
    articles = (Article(text=text) for text in islice(texts(corpus), AT_WORK + number))
    done = read_by_many(Reader, articles, processes)
    for _ in islice(done, AT_WORK):
        pass
    begun = time.perf_counter()
    return sum(1 for _ in done) / (time.perf_counter() - begun)


if __name__ == "__main__":
    print(rate(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
