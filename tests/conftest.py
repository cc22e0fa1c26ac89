"""What tests share: the root of the repository, the command line as a child process, and one loaded reader."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = "import sys; sys.argv[0] = 'selon'; from selon.cli import main; sys.exit(main())"

Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def selon() -> Run:
    """Runs `selon ARGUMENT…` as a child process, plain and 200 columns wide; bytes in, bytes out."""

    def run(*arguments: str, stdin: bytes = b"", cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[bytes]:
        plain = {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "200", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        return subprocess.run(
            [sys.executable, "-c", PROGRAM, *arguments],
            input=stdin, capture_output=True, cwd=cwd, env={**os.environ, **plain, **env}, timeout=120, check=False,
        )  # fmt: skip

    return run


@pytest.fixture(scope="session")
def reader() -> Any:
    """One reader for all tests that read: loading the models takes seconds."""
    from selon.reader import Reader

    return Reader()


@pytest.fixture(scope="session")
def demo_desk(reader: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk of the example corpus, read by the real reader."""
    from selon.desk import WRITE, Desk
    from selon.intake import Given, items

    path = tmp_path_factory.mktemp("demo") / "desk.sqlite"
    corpus = ROOT / "examples" / "corpus" / "articles.jsonl"
    with Desk(path, WRITE) as desk:
        taken = list(desk.add(items([corpus], Given(), False, frozenset({"fr"}), print), lambda: reader))
    assert {added.outcome for added in taken} <= {"new", "changed"}
    return path
