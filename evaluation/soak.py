"""Fuzzes all targets in turn and adds up: python -m evaluation.soak FOLDER [--minutes 120] [--turn 60]

Each turn is a process of `evaluation.fuzz` that goes on from what the turns before it learned (FOLDER/TARGET). What was run
stands in FOLDER/runs.jsonl, a line a turn, so that a search that was broken off goes on; the table at the end counts all of it.
The code may be mended between two turns.
"""

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from evaluation.fuzzing import TARGETS

_EXECUTED = re.compile(r"stat::number_of_executed_units: (\d+)")
_FOUND = re.compile(r"(?m)^found: .*|^.*ERROR: libFuzzer: .*")


class Turn(NamedTuple):
    """One process of the fuzzer: its target, its seed, how often it ran the target in how many seconds, and what it found.

    The seconds are those of the search: starting up, which takes some ten more, is not counted.
    """

    target: str
    seed: int
    executions: int
    seconds: float
    found: tuple[str, ...]


def turn(folder: Path, target: str, seed: int, seconds: int) -> Turn:
    """Fuzz a target for so many seconds; one that ends before it could count has executed nothing."""
    asked = [target, "--seconds", str(seconds), "--seed", str(seed), "--corpus", str(folder)]
    begun = time.monotonic()
    ended = subprocess.run([sys.executable, "-m", "evaluation.fuzz", *asked], capture_output=True, text=True, errors="replace")
    needed = time.monotonic() - begun
    told = ended.stdout + ended.stderr
    executed = _EXECUTED.search(told)
    found = tuple(_FOUND.findall(told)) or (() if executed else (f"ended with {ended.returncode}: {told[-500:]}",))
    return Turn(target, seed, int(executed[1]) if executed else 0, min(round(needed, 1), seconds), found)


def turns(folder: Path, minutes: float, seconds: int) -> Iterator[Turn]:
    """Turns of all targets, one after another, until so many minutes are over; no seed comes twice in a folder."""
    end, known = time.monotonic() + 60 * minutes, len(run(folder))
    for number in islice(count(), known, None):
        left = end - time.monotonic()
        if left < 1:
            return
        yield turn(folder, sorted(TARGETS)[number % len(TARGETS)], number + 1, min(seconds, int(left) or 1))


def run(folder: Path) -> list[Turn]:
    """The turns that a folder tells of."""
    path = folder / "runs.jsonl"
    return [msgspec.json.decode(line, type=Turn) for line in path.read_bytes().splitlines()] if path.exists() else []


def table(done: Iterable[Turn]) -> str:
    """Executions and minutes of each target and of all."""
    all_turns = list(done)
    rows = [(target, [turn for turn in all_turns if turn.target == target]) for target in sorted(TARGETS)]
    return "\n".join(
        ["| target | executions | minutes | found |", "| --- | --- | --- | --- |"]
        + [
            f"| {name} | {sum(turn.executions for turn in of):,} | {sum(turn.seconds for turn in of) / 60:.1f}"
            f" | {sum(len(turn.found) for turn in of)} |"
            for name, of in [*rows, ("all", all_turns)]
        ]
    )


def main() -> int:
    """Print each finding and the table; 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=120)
    parser.add_argument("--turn", type=int, default=60, help="seconds")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    found = 0
    for done in turns(given.folder, given.minutes, given.turn):
        with (given.folder / "runs.jsonl").open("ab") as runs:
            runs.write(msgspec.json.encode(done) + b"\n")
        print(done.target, done.executions, *done.found, sep="\n  ", flush=True)
        found += len(done.found)
    print(table(run(given.folder)))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
