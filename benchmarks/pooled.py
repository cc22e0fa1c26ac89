"""Two processes against one, through the pool that `selon add` uses: python -m benchmarks.pooled CORPUS.jsonl."""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from benchmarks.worker import texts
from selon.memory import keep_freed_memory
from selon.model import Article
from selon.pool import read_by_many
from selon.reader import Reader
from selon.threads import one_thread_each

AT_WORK = 96
"""Articles after which every process has loaded its models and is reading."""
PROCESSES = (1, 2)
MEGABYTE = 1e6 if sys.platform == "darwin" else 1e6 / 1024


class Run(NamedTuple):
    """Articles a second by the clock once all are at work; over the whole run the processors held, and the largest process in MB.

    Where fewer processors were held than there were processes, something else had them and the clock tells nothing. `parent` are
    milliseconds of processor time an article in the process that hands out the work.
    """

    rate: float
    held: float
    parent: float
    peak: float


def run(corpus: Path, number: int, processes: int) -> Run:
    """Reads the articles in so many processes."""
    keep_freed_memory()
    articles = (Article(text=text) for text in islice(texts(corpus), AT_WORK + number))
    begun, own = time.perf_counter(), time.process_time()
    done = read_by_many(Reader, articles, processes)
    for _ in islice(done, AT_WORK):
        pass
    at_work = time.perf_counter()
    read = sum(1 for _ in done)
    ended, own = time.perf_counter(), time.process_time() - own
    of_this, of_others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = own + of_others.ru_utime + of_others.ru_stime
    peak = max(of_this.ru_maxrss, of_others.ru_maxrss) / MEGABYTE
    return Run(read / (ended - at_work), spent / (ended - begun), 1000 * own / (AT_WORK + read), peak)


def runs(corpus: Path, number: int, rounds: int) -> list[tuple[Run, ...]]:
    """In each round a run with one process and one with two, each a program of its own, as `selon` starts them."""
    one_thread_each()
    return [tuple(_apart(corpus, number, processes) for processes in PROCESSES) for _ in range(rounds)]


def _apart(corpus: Path, number: int, processes: int) -> Run:
    command = [sys.executable, "-m", "benchmarks.pooled", str(corpus), "--articles", str(number), "--processes", str(processes)]
    return Run(*json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout))


def gains(found: Sequence[tuple[Run, ...]]) -> list[float]:
    """How many times as much two processes read as one, in each round."""
    return [many.rate / one.rate for one, many in found]


def rows(found: Sequence[tuple[Run, ...]]) -> Iterator[str]:
    """The medians for each number of processes."""
    for processes, each in zip(PROCESSES, zip(*found, strict=True), strict=True):
        rate, held, parent, peak = (statistics.median(column) for column in zip(*each, strict=True))
        yield f"| {processes} | {rate:.1f} | {held:.2f} | {parent:.1f} | {peak:.0f} |"


def main() -> None:
    """Measures and prints the table, the ratio first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, metavar="CORPUS.jsonl", help='one {"text": …} a line')
    parser.add_argument("--articles", type=int, default=500, help="texts of about 3.3 kB a run (default: 500)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each (default: 3)")
    parser.add_argument("--processes", type=int, help="one run with so many processes alone, as JSON")
    options = parser.parse_args()
    if options.processes:
        print(json.dumps(run(options.corpus, options.articles, options.processes)))
        return
    found = runs(options.corpus.resolve(), options.articles, options.rounds)
    each = gains(found)
    print(f"two processes against one: {statistics.median(each):.2f} ({min(each):.2f} to {max(each):.2f}) times as many\n")
    print("| processes | articles/s by the clock | processors held | parent ms/article | largest process MB |")
    print("|---|---|---|---|---|", *rows(found), sep="\n")


if __name__ == "__main__":
    main()
