"""Whether a desk stands being killed: python -m evaluation.kills ARTICLES.jsonl [--times 10] [--first 300] [--seed 1]

`selon add` is killed (SIGKILL) at a random moment, again and again, and now and then one of its reading processes before it.
What it had told on its standard output until then was acknowledged: after each kill it has to be there, and the desk has to be
whole. A run that comes to its end has to leave what a desk holds that was never disturbed; the next kill then begins a new desk.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from selon.desk import Desk
from selon.errors import DeskError

_PROGRAM = "from selon.cli import main; main()"
_WORKERS_FALL = 0.2


class Kill(NamedTuple):
    """One kill: after how many seconds, how many articles were acknowledged until then, how many are there, how many of the
    acknowledged are not, and what is wrong with the file."""

    seconds: float
    acknowledged: int
    articles: int
    lost: int
    faults: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is lost and nothing half there."""
        return not self.lost and not self.faults


def add(desk: Path, articles: Path, seconds: float | None = None, worker_after: float | None = None) -> tuple[set[str], bool]:
    """Run `selon add` to its end or kill it after so many seconds: the ids that it acknowledged, and whether it ended itself.

    `worker_after` seconds from the start, one of its reading processes is killed.
    """
    command = [sys.executable, "-c", _PROGRAM, "add", str(articles), "--json", "--desk", str(desk)]
    with tempfile.TemporaryFile() as told:
        with subprocess.Popen(command, stdout=told, stderr=subprocess.DEVNULL) as process:
            try:
                if worker_after is not None:
                    with suppress(subprocess.TimeoutExpired):
                        process.wait(worker_after)
                    _kill_a_worker(process.pid)
                process.wait(None if seconds is None else max(0.0, seconds - (worker_after or 0.0)))
            except subprocess.TimeoutExpired:
                process.kill()
        told.seek(0)
        # The last line may be cut off: it was not acknowledged.
        lines = [msgspec.json.decode(line) for line in told if line.endswith(b"\n")]
    return {line["article"] for line in lines if line["article"]}, process.returncode >= 0


def _kill_a_worker(pid: int) -> None:
    with suppress(OSError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        if children:
            os.kill(int(children[-1]), signal.SIGKILL)


def kills(desk: Path, articles: Path, moments: Iterator[tuple[float, float | None]]) -> Iterator[Kill]:
    """What each kill left behind, until a run comes to its end before it is killed; `moments` as in `add`."""
    acknowledged: set[str] = set()
    for seconds, worker_after in moments:
        told, has_ended = add(desk, articles, seconds, worker_after)
        acknowledged |= told
        if has_ended:
            return
        yield left_by_kill(desk, seconds, acknowledged)


def left_by_kill(desk: Path, seconds: float, acknowledged: set[str]) -> Kill:
    """What a writer finds in a desk after a kill, where so many ids had been acknowledged."""
    try:
        # As the next run finds it: a writer makes the tables of a file that was killed before it had any.
        with Desk(desk, "write") as opened:
            there = {row["id"] for row in opened.store.rows("SELECT id FROM articles")}
            return Kill(seconds, len(acknowledged), len(there), len(acknowledged - there), tuple(opened.check()))
    except DeskError as error:
        return Kill(seconds, len(acknowledged), 0, len(acknowledged), (str(error),))


def moments(random: random.Random, longest: float, least: float = 0.1) -> Iterator[tuple[float, float | None]]:
    """Seconds after which to kill, now and then with those after which a reading process is killed before."""
    while True:
        seconds = random.uniform(least, longest)
        yield seconds, random.uniform(least, seconds) if random.random() < _WORKERS_FALL else None


def digest(desk: Path) -> str:
    """The digest of a whole desk, else what is wrong with it."""
    with Desk(desk) as opened:
        return " ".join(opened.check()) or opened.digest()


def main() -> int:
    """Print each kill and whether the contents are the same in the end; 1 where something was lost or half there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--first", type=int, default=300, help="how many articles of the file to add")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder, "articles.jsonl")
        with given.articles.open("rb") as lines:
            articles.write_bytes(b"".join(islice(lines, given.first)))
        begun = time.monotonic()
        add(Path(folder, "whole.sqlite"), articles)
        needed = time.monotonic() - begun
        print(f"undisturbed: {needed:.1f} s, digest {digest(Path(folder, 'whole.sqlite'))}", flush=True)
        return _judged(Path(folder), articles, moments(random.Random(given.seed), needed * 0.7), given.times)


def _judged(folder: Path, articles: Path, moments: Iterator[tuple[float, float | None]], times: int) -> int:
    found: list[Kill] = []
    wanted, ended = digest(folder / "whole.sqlite"), list[str]()
    while len(found) < times:
        desk = folder / f"{len(ended)}.sqlite"
        for kill in islice(kills(desk, articles, moments), times - len(found)):
            found.append(kill)
            state = ", ".join(kill.faults) or "whole"
            told = f"{kill.acknowledged} acknowledged, {kill.articles} there, {kill.lost} lost"
            print(f"{len(found):4} killed after {kill.seconds:5.1f} s: {told}, {state}", flush=True)
        add(desk, articles)
        ended.append(digest(desk))
        print(f"     desk {len(ended)} ended: {'the same' if ended[-1] == wanted else 'NOT the same: ' + ended[-1]}", flush=True)
    same, whole = ended.count(wanted), sum(kill.is_whole for kill in found)
    lost = sum(kill.lost for kill in found)
    print(f"{len(found)} kills: {lost} acknowledged articles lost, {len(found) - whole} desks not whole")
    print(f"{len(ended)} desks ended, {same} with the digest of one never disturbed")
    return 0 if same == len(ended) and whole == len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
