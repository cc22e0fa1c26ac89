"""Speed and memory of the reader, as a Markdown table: python benchmarks/reader.py CORPUS.jsonl [--articles N]."""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "article.txt"
PROGRAM = "import sys; sys.argv[0] = 'selon'; from selon.cli import main; sys.exit(main())"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "NUMEXPR_NUM_THREADS")
Row = tuple[str, str]


def environment(**more: str) -> dict[str, str]:
    """The environment of a child process: the package of this repository, compiled files kept as anywhere else."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **more}


def warm(corpus: Path, articles: int) -> dict[str, Any]:
    """What the worker measured, on one core and with one thread."""
    command = [sys.executable, str(ROOT / "benchmarks" / "worker.py"), str(corpus), str(articles), str(EXAMPLE)]
    one_thread = environment(**dict.fromkeys(THREADS, "1"))
    done = subprocess.run(command, env=one_thread, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        sys.exit(f"the measurement ended with code {done.returncode}; what went wrong stands above")
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def cold(arguments: Sequence[str], runs: int) -> float:
    """The median wall time of `selon ARGUMENT…` in seconds, after one run that fills the caches."""
    script = Path(sys.executable).with_name("selon")
    program = [str(script)] if script.exists() else [sys.executable, "-c", PROGRAM]
    took = []
    for _ in range(runs + 1):
        begun = time.perf_counter()
        done = subprocess.run([*program, *arguments], env=environment(), stdout=subprocess.DEVNULL, check=False)
        took.append(time.perf_counter() - begun)
        if done.returncode:
            sys.exit(f"selon {' '.join(arguments)} ended with code {done.returncode}; what went wrong stands above")
    return statistics.median(took[1:])


def warm_rows(measured: dict[str, Any]) -> Iterator[Row]:
    """The rows of the warm run: speed, where the time goes, memory, growth."""
    count, wall = measured["articles"], measured["wall"]
    yield "texts", f"{count} of {measured['mean_bytes'] / 1000:.2f} kB on average, {measured['words']} words"
    yield "articles/s, warm, one core, records as JSON Lines", f"{count / wall:.1f} ({count / measured['cpu']:.1f} by CPU time)"
    whole = sum(measured["parts"].values())
    for part, seconds in measured["parts"].items():
        yield f"share of {part}", f"{100 * seconds / whole:.1f} % ({1000 * seconds / count:.1f} ms/article)"
    yield "statements found", f"{measured['statements']} ({measured['statements'] / count:.1f} an article)"
    yield "start of the reader (models loaded)", f"{measured['load']:.2f} s"
    yield "peak memory after the run", f"{measured['peak']:.0f} MB"
    first = measured["growth"][0]
    for row in measured["growth"]:
        per = row["seconds"] / row["times"] / first["seconds"] * first["times"]
        yield f"one text of {row['characters']:,} characters", f"{row['seconds']:.3f} s ({per:.2f} times the time a character)"
    yield "peak memory after the longest text", f"{measured['peak_longest']:.0f} MB"


def parse() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, metavar="CORPUS.jsonl", help='one {"text": …} a line')
    parser.add_argument("--articles", type=int, default=200, help="texts of about 3.3 kB to read (default: 200)")
    parser.add_argument("--no-cold", action="store_true", help="leave out the cold starts")
    options = parser.parse_args()
    if not options.corpus.is_file():
        parser.error(f"{options.corpus} is no file: give a file of JSON lines with a text each")
    return options


def main() -> None:
    """Measures and prints the table; a shared or busy machine shows in wall time against CPU time."""
    options = parse()
    rows = list(warm_rows(warm(options.corpus.resolve(), options.articles)))
    if not options.no_cold:
        rows.append(("`selon read FILE`, cold, median of 5", f"{cold(['read', str(EXAMPLE)], 5):.2f} s"))
        rows.append(("`selon --help`, cold, median of 10", f"{cold(['--help'], 10):.3f} s"))
    print(f"CPython {platform.python_version()}, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}\n")
    print("| what | figure |\n|---|---|")
    for what, figure in rows:
        print(f"| {what} | {figure} |")


if __name__ == "__main__":
    main()
