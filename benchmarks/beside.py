"""Selon, the bare model and a quotation extractor side by side in one run: python -m benchmarks.beside CORPUS.jsonl."""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import altair

from benchmarks import pooled
from benchmarks.reader import THREADS, environment

ROOT = Path(__file__).resolve().parents[1]
NAMES = {"selon": "Selon, whole records", "bare": "fr_core_news_md as it comes", "textacy": "the same with textacy's quotations"}
Runs = Mapping[str, Sequence[dict[str, Any]]]


def measured(engine: str, corpus: Path, articles: int) -> dict[str, Any]:
    """What one run of an engine took, on one core and with one thread."""
    command = [sys.executable, "-m", "benchmarks.engines", engine, str(corpus), str(articles)]
    done = subprocess.run(command, env=environment(**dict.fromkeys(THREADS, "1")), stdout=subprocess.PIPE, check=False)
    if done.returncode:
        sys.exit(f"the engine {engine} ended with code {done.returncode}; what went wrong stands above")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def runs(engines: Sequence[str], corpus: Path, articles: int, rounds: int) -> Runs:
    """The runs of each engine, taken in turns so that a busy moment meets all of them."""
    found: dict[str, list[dict[str, Any]]] = {engine: [] for engine in engines}
    for _ in range(rounds):
        for engine in engines:
            found[engine].append(measured(engine, corpus, articles))
    return found


def speed(run: Mapping[str, Any]) -> float:
    """Articles a second of processor time, which a busy machine changes least."""
    return float(run["articles"] / run["cpu"])


def ratios(found: Runs) -> Iterator[str]:
    """How many times as fast Selon is as each other engine: the median over the rounds, the least and the most."""
    for other in (name for name in found if name != "selon"):
        each = [speed(own) / speed(its) for own, its in zip(found["selon"], found[other], strict=True)]
        yield f"| Selon against {NAMES[other]} | {_told(each)} |"


def _told(ratios: Sequence[float]) -> str:
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}) times as fast"


def rows(found: Runs) -> Iterator[str]:
    """Articles a second, memory and start of each engine, medians of the rounds."""
    for engine, each in found.items():
        told = {key: statistics.median(float(run[key]) for run in each) for key in ("peak", "load", "found")}
        rate = statistics.median(speed(run) for run in each)
        yield f"| {NAMES[engine]} | {rate:.1f} | {told['peak']:.0f} | {told['load']:.1f} | {told['found']:.0f} |"


def processes(corpus: Path, articles: int, rounds: int) -> str:
    """How many times as much two processes read as one, through the pool that `selon add` uses."""
    return f"| two processes against one | {_told(pooled.gains(pooled.runs(corpus, articles, rounds)))} |"


def drawn(found: Runs, out: Path) -> None:
    """Writes the articles a second of each engine as a picture, one dot a run."""
    each = [{"engine": NAMES[engine], "articles a second": speed(run)} for engine, its in found.items() for run in its]
    base = altair.Chart({"values": each}, title="Articles a second on one core (3.3 kB each)")
    across, down = altair.X("median(articles a second):Q", title=None), altair.Y("engine:N", title=None)
    bars = base.mark_bar(opacity=0.5).encode(x=across, y=down)
    dots = base.mark_point(filled=True, color="black").encode(x="articles a second:Q", y="engine:N")
    (bars + dots).properties(width=480).save(str(out))


def main() -> None:
    """Measures and prints the tables, ratios first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, metavar="CORPUS.jsonl", help='one {"text": …} a line')
    parser.add_argument("--articles", type=int, default=100, help="texts of about 3.3 kB a run (default: 100)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each engine (default: 3)")
    parser.add_argument("--without", action="append", choices=["textacy"], default=[], help="leave an engine out")
    parser.add_argument("--picture", type=Path, metavar="FILE.svg", help="also draw what came out")
    options = parser.parse_args()
    corpus = options.corpus.resolve()
    found = runs([name for name in NAMES if name not in options.without], corpus, options.articles, options.rounds)
    print(f"CPython {platform.python_version()}, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}, {options.rounds} rounds\n")
    print("| ratio | |\n|---|---|", *ratios(found), processes(corpus, 3 * options.articles, options.rounds), sep="\n")
    print("\n| engine | articles/s of processor time | memory MB | start s | found |")
    print("|---|---|---|---|---|", *rows(found), sep="\n")
    if options.picture:
        drawn(found, options.picture)


if __name__ == "__main__":
    main()
