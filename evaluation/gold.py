"""Annotated articles: sets of NAME.json beside the texts that they name, and the third that is kept away."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from selon.ingest.plain import normalise
from selon.model import Article

BESIDE = Path(__file__).resolve().parents[2] / "shared"
SCORER = BESIDE / "eval" / "score.py"
EVERY = 3
PARTS = ("dev", "kept")
LANGUAGE = "fr"

Json = dict[str, Any]


class Gold(NamedTuple):
    """An annotated article: its annotation's path and content, and its text as it stands in the file."""

    path: Path
    annotation: Json
    text: str


def part_of(paths: Sequence[Path], part: str) -> list[Path]:
    """The paths of one part in sorted order: every third is kept away from whoever writes rules, the others are dev."""
    ordered = sorted(paths)
    kept = set(ordered[EVERY - 1 :: EVERY])
    return [path for path in ordered if part == "all" or (path in kept) == (part == "kept")]


def load(path: Path) -> Gold:
    """The annotation at `path` with the text that it names; raises OSError, KeyError or ValueError where they are not there."""
    annotation = json.loads(path.read_text(encoding="utf-8"))
    return Gold(path, annotation, (path.parent / str(annotation["doc"])).read_text(encoding="utf-8"))


def article(gold: Gold) -> Article:
    """What the reader is given: the text, and the date only where the annotation knows it."""
    text, published = normalise(gold.text), gold.annotation.get("published")
    if text != gold.text:
        print(f"warning: {gold.path.name}: the text is not normalised, its offsets may not hold", file=sys.stderr)
    return Article(text=text, key=gold.path.stem, published=str(published) if published else None)


def annotations(folder: Path) -> list[Path]:
    """Each NAME.json of the folder that stands beside its NAME.txt, sorted."""
    return sorted(path for path in folder.glob("*.json") if path.with_suffix(".txt").is_file())


def sets(folders: Iterable[Path]) -> list[Path]:
    """The folders of the sets: each folder that holds annotated articles itself, else each folder in it that does."""
    found = []
    for folder in folders:
        inside = sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
        found += [path for path in ([folder] if annotations(folder) else inside) if annotations(path)]
    return found


def language_of(golds: Sequence[Gold]) -> str:
    """The language that the set's first annotation tells, else French."""
    return str(golds[0].annotation.get("language") or LANGUAGE)
