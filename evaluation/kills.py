"""Whether a desk stands being killed: python -m evaluation.kills ARTICLES.jsonl [--times 10] [--seed 1]

`selon add` is killed (SIGKILL) after a random while, again and again; after each kill the desk has to be whole, and after the
last run, which is left to end, it has to hold what a desk holds that was never disturbed.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from selon.desk import Desk
from selon.errors import DeskError

_PROGRAM = "from selon.cli import main; main()"


class Kill(NamedTuple):
    """One kill: after how many seconds, how many articles were there then, and what was wrong with the file."""

    seconds: float
    articles: int
    faults: tuple[str, ...]


def add(desk: Path, articles: Path, seconds: float | None = None) -> float:
    """Run `selon add` to its end, or kill it after so many seconds; how long it ran."""
    begun = time.monotonic()
    command = [sys.executable, "-c", _PROGRAM, "add", str(articles), "--desk", str(desk)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
    return time.monotonic() - begun


def kills(desk: Path, articles: Path, moments: Sequence[float]) -> Iterator[Kill]:
    """What each kill left behind."""
    for seconds in moments:
        add(desk, articles, seconds)
        if not desk.exists():
            yield Kill(seconds, 0, ())
            continue
        try:
            with Desk(desk) as left:
                yield Kill(seconds, int(left.holdings()["articles"]), tuple(left.check()))
        except DeskError as error:
            # Killed before the first table was made: nothing was acknowledged, and the next run makes them.
            yield Kill(seconds, 0, () if not _has_articles(desk) else (str(error),))


def _has_articles(desk: Path) -> bool:
    try:
        with Desk(desk, "write") as opened:
            return bool(opened.holdings()["articles"])
    except DeskError:
        return True


def main() -> int:
    """Print each kill and whether the contents are the same in the end; 1 where something was lost or half there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        whole, killed = Path(folder, "whole.sqlite"), Path(folder, "killed.sqlite")
        needed = add(whole, given.articles)
        moments = [random.Random(given.seed + turn).uniform(1, 3 + 2 * needed / given.times) for turn in range(given.times)]
        found = list(kills(killed, given.articles, moments))
        add(killed, given.articles)
        with Desk(whole) as first, Desk(killed) as second:
            same = first.digest() == second.digest()
            whole_count, faults = first.holdings()["articles"], second.check()
    for kill in found:
        print(f"killed after {kill.seconds:5.1f} s: {kill.articles} articles, {', '.join(kill.faults) or 'whole'}")
    verdict = "the same" if same else "NOT the same"
    print(f"undisturbed: {whole_count} articles in {needed:.1f} s; after {given.times} kills {verdict}")
    return 0 if same and not faults and not any(kill.faults for kill in found) else 1


if __name__ == "__main__":
    sys.exit(main())
