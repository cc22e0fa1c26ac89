"""The long search: what it counts, how it goes on, and that a fuzzer that does not run is a finding."""

import sys
from pathlib import Path

import msgspec
import pytest

from evaluation import soak
from evaluation.fuzzing import TARGETS
from evaluation.soak import Turn, run, table, turn, turns


def fuzzer(folder: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Puts a program of one line in the place of the fuzzer."""
    script = folder / "fuzzer"
    script.write_text(f"#!/bin/sh\n{program}\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))


def test_executions_and_findings_are_read_from_what_the_fuzzer_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fuzzer(tmp_path, monkeypatch, "echo found: KeyError at a.py:1; echo stat::number_of_executed_units: 1234 >&2; exit 1")
    done = turn(tmp_path, "plain", 7, 60)
    assert (done.target, done.seed, done.executions, done.found) == ("plain", 7, 1234, ("found: KeyError at a.py:1",))


@pytest.mark.parametrize(
    ("program", "found"),
    [
        ("echo no module named atheris >&2; exit 1", "ended with 1: no module named atheris\n"),
        ("echo '==1== ERROR: libFuzzer: out-of-memory' >&2; exit 71", "==1== ERROR: libFuzzer: out-of-memory"),
    ],
)
def test_a_search_that_ends_too_soon_is_a_finding(
    program: str, found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fuzzer(tmp_path, monkeypatch, program)
    assert turn(tmp_path, "plain", 1, 60)[2:] == (0, pytest.approx(0, abs=60), (found,))


def test_a_search_goes_on_where_it_was_broken_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def done(folder: Path, target: str, seed: int, seconds: int) -> Turn:
        seen.append((target, seed, seconds))
        monkeypatch.setattr("time.monotonic", lambda: 1000.0 * len(seen))
        return Turn(target, seed, 10, 1.0, ())

    (tmp_path / "runs.jsonl").write_bytes(msgspec.json.encode(Turn("csv", 1, 5, 2.0, ("found: x",))) + b"\n")
    monkeypatch.setattr("time.monotonic", lambda: 0.0)
    monkeypatch.setattr(soak, "turn", done)
    assert len(list(turns(tmp_path, 30, 60))) == 2
    assert seen == [(sorted(TARGETS)[1], 2, 60), (sorted(TARGETS)[2], 3, 60)]
    assert run(tmp_path) == [Turn("csv", 1, 5, 2.0, ("found: x",))]


def test_the_table_adds_up() -> None:
    told = table([Turn("csv", 1, 1000, 30.0, ("found: x",)), Turn("html", 2, 20, 60.0, ()), Turn("csv", 3, 500, 30.0, ())])
    assert "| csv | 1,500 | 1.0 | 1 |" in told
    assert "| html | 20 | 1.0 | 0 |" in told
    assert told.endswith("| all | 1,520 | 2.0 | 1 |")
    assert len(told.splitlines()) == 3 + len(TARGETS)
