"""What is written is true: examples run, commands exist, the version is told, and no file names a machine."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import PROGRAM

ROOT = Path(__file__).resolve().parents[1]
PAGES = [path for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))) if path.exists()]
CONSOLE = {"console", "sh", "shell", "bash"}
# A path that exists on one machine only; a route of a page or a path inside a URL is none.
MACHINE_PATH = re.compile(r"(?<![\w.~$}*-])/(?:" + "|".join(("work", "root", "home", "Users")) + r")/[\w.-]")


class Block(NamedTuple):
    page: str
    line: int
    kind: str
    text: str


def blocks(page: str, text: str) -> Iterator[Block]:
    """The fenced blocks of a Markdown page with the line that each begins on."""
    for found in re.finditer(r"(?ms)^([ ]*)```(\w*)[^\n]*\n(.*?)^\1```\s*$", text):
        yield Block(page, text.count("\n", 0, found.start()) + 1, found[2], re.sub(rf"(?m)^{found[1]}", "", found[3]))


ALL = [block for page in PAGES for block in blocks(page.name, page.read_text(encoding="utf-8"))]
PYTHON = [block for block in ALL if block.kind == "python"]
SHELL = [block for block in ALL if block.kind in CONSOLE]


def run_python(block: Block, folder: Path) -> str:
    """Runs a block in a folder beside a copy of the examples; returns what went wrong, or nothing."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    script = folder / "block.py"
    script.write_text(block.text, encoding="utf-8")
    how = ["-m", "doctest"] if ">>>" in block.text else []
    environment = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, *how, script.name], cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    return "" if done.returncode == 0 else f"{block.page}:{block.line}\n{done.stdout}{done.stderr}"


def test_python_blocks_run(tmp_path: Path) -> None:
    faults = []
    for number, block in enumerate(PYTHON):
        folder = tmp_path / str(number)
        folder.mkdir()
        faults.append(run_python(block, folder))
    assert "".join(faults) == ""
    assert len(faults) == len(PYTHON)


@pytest.mark.parametrize("text", ["raise ValueError\n", ">>> 1 + 1\n3\n", "def f(:\n"])
def test_a_python_block_that_fails_is_found(text: str, tmp_path: Path) -> None:
    assert run_python(Block("made up", 1, "python", text), tmp_path).startswith("made up:1")


@cache
def help_of(command: str) -> str:
    """What `selon COMMAND --help` prints, empty where there is no such command."""
    arguments = [sys.executable, "-c", PROGRAM, *command.split(), "--help"]
    environment = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "200"}
    done = subprocess.run(arguments, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout if done.returncode == 0 else ""


def unknown(block: Block, help_for: Callable[[str], str]) -> Iterator[str]:
    """What a block tells people to type that does not exist: commands and options of `selon`, scripts."""
    for line in block.text.replace("\\\n", " ").splitlines():
        for part in re.split(r"(?:^\s*\$)|\s[|;]\s|&&|#", line):
            words = part.split()
            if words[:1] == ["selon"] or words[:2] == ["sh", "scripts/read"]:
                yield from _unknown_words(block, ["read", *words[2:]] if words[0] == "sh" else words[1:], help_for)
            yield from (f"{block.page}:{block.line} runs {s}" for s in _scripts(words) if not (ROOT / s).is_file())


def _unknown_words(block: Block, words: list[str], help_for: Callable[[str], str]) -> Iterator[str]:
    command = words[0] if words and re.fullmatch(r"[a-z]+", words[0]) else ""
    shown = help_for(command)
    if not shown:
        yield f"{block.page}:{block.line} selon {command}: there is no such command"
        return
    for option in re.findall(r"(?<![\w-])--?[a-z][\w-]*", " ".join(words)):
        if not re.search(rf"(?<![\w-]){option}(?![\w-])", shown):
            yield f"{block.page}:{block.line} selon {command} {option}: there is no such option"


def _scripts(words: list[str]) -> list[str]:
    return [word for word in words[:2] if re.fullmatch(r"(scripts|benchmarks|evaluation)/[\w.]+", word)]


def test_commands_and_options_exist() -> None:
    assert [fault for block in SHELL for fault in unknown(block, help_of)] == []


def made_up_help(command: str) -> str:
    return {"": "--help --version", "read": "FILE --json --out DIR -q"}.get(command, "")


@pytest.mark.parametrize(
    "text",
    [
        "$ selon reed FILE",
        "selon read FILE --jason",
        "cat FILE | selon read - --js",
        "selon read FILE \\\n  --outt DIR",
        "selon read -z FILE",
        "selon --verbose",
        "sh scripts/read --jason",
        "sh scripts/nothing",
        "python benchmarks/nothing.py CORPUS",
    ],
)
def test_a_command_that_does_not_exist_is_found(text: str) -> None:
    assert list(unknown(Block("made up", 1, "sh", text), made_up_help))


def test_commands_that_exist_pass() -> None:
    text = "$ selon read FILE [--json|--out DIR] -q | jq . --tab\nSelon says --nothing\nselon --version\nsh scripts/read # --no"
    assert list(unknown(Block("made up", 1, "sh", text), made_up_help)) == []


def test_blocks_are_found() -> None:
    text = "Text\n```sh\na\n```\n\n- item\n  ```python\n  b = 1\n  c = 2\n  ```\n```\nplain\n```\n"
    assert [(b.line, b.kind, b.text) for b in blocks("made up", text)] == [
        (2, "sh", "a\n"),
        (7, "python", "b = 1\nc = 2\n"),
        (11, "", "plain\n"),
    ]


def test_readme_names_the_two_commands() -> None:
    typed = {line.removeprefix("$ ").strip() for block in SHELL if block.page == "README.md" for line in block.text.splitlines()}
    assert {"sh scripts/read", "sh scripts/test"} <= typed
    assert "sh scripts/test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_links_to_files_hold() -> None:
    broken = []
    for page in (*PAGES, ROOT / "CHANGELOG.md"):
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []


def test_the_changelog_tells_of_the_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(rf"(?ms)^## \[{re.escape(version)}\][^\n]*\n(.*?)(?=^## |\Z)", text)
    assert found and re.search(r"(?m)^- .*→", found[1])


def tracked() -> list[Path]:
    """The files that are or would be committed."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True)
    return [ROOT / name for name in done.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_machine() -> None:
    files = tracked()
    assert ROOT / "pyproject.toml" in files
    named = []
    for path in files:
        text = path.read_text(encoding="utf-8", errors="ignore")
        named += [f"{path.relative_to(ROOT)}: {found[0]}" for found in MACHINE_PATH.finditer(text)]
    assert named == []


@pytest.mark.parametrize("folder", ["work", "root", "home", "Users"])
def test_a_machine_path_is_found(folder: str) -> None:
    assert MACHINE_PATH.search(f"see /{folder}/x") and MACHINE_PATH.search(f"file:///{folder}/x")
    assert not MACHINE_PATH.search(f"https://example.org/{folder}/x") and not MACHINE_PATH.search(f"a {folder}/x")
