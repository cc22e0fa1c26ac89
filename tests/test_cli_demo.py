"""The demo: a desk of the example corpus in one command, each step a command that can be typed."""

import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest

from selon.commands.demo import STEPS, corpus
from tests.test_example_corpus import LINES


@pytest.fixture(scope="module")
def shown(selon: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    folder = tmp_path_factory.mktemp("demo") / "made"
    return folder, selon("demo", str(folder))


def test_the_desk_is_made_and_every_step_is_shown(shown: tuple[Path, Any]) -> None:
    folder, done = shown
    assert done.returncode == 0, done.stderr
    assert b"38 new, 1 changed, 0 known, 0 failed" in done.stderr
    out = done.stdout.decode()
    for step in STEPS:
        assert f"{step.why}\n$ selon {step.words} --desk {folder / 'demo.desk'}\n\n" in out


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.words)
def test_a_step_shows_what_its_words_show(step: Any, shown: tuple[Path, Any], selon: Any) -> None:
    folder, done = shown
    typed = selon(*shlex.split(step.words), "--desk", str(folder / "demo.desk"))
    assert typed.returncode == 0 and typed.stdout.strip()
    assert typed.stdout.decode() in done.stdout.decode()


def test_the_demo_again_finds_all_known(shown: tuple[Path, Any], selon: Any) -> None:
    folder, done = shown
    again = selon("demo", str(folder))
    assert again.returncode == 0
    assert b"0 new, 0 changed, 39 known, 0 failed" in again.stderr
    assert again.stdout == done.stdout


def test_the_corpus_is_in_the_wheel(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert included == {"examples/corpus": "selon/data/demo"}
    assert corpus().read_bytes().splitlines() == LINES
