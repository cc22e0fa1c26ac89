"""What the commands do that only look at a desk: search, show, versions, failures."""

import difflib
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Console

from selon import outputs, terminal
from selon.commands import note
from selon.desk import Desk, Found
from selon.export.contract import plain, record_to_json
from selon.labels import labels
from selon.model import Reading
from selon.store import Kept
from selon.terminal import desk as shown


def search(path: Path, query: str, statements: bool, limit: int, as_json: bool) -> int:
    """Print what a query finds; 0 also where that is nothing."""
    with Desk(path) as desk:
        found = desk.search(query, statements=statements, limit=limit)
    if as_json:
        _lines(_hit(hit) for hit in found)
    elif found:
        _print(shown.hits(found, Console()))
    else:
        note(f"{path} holds nothing that answers {query!r}: try fewer words, or selon search --help for its fields.")
    return 0


def show(path: Path, name: str, as_json: bool) -> int:
    """Print an article of the desk as `selon read` does."""
    with Desk(path) as desk:
        held = desk.held(desk.article(name).id)
    if as_json:
        outputs.to_stdout(record_to_json(held.record, held.text, indent=outputs.INDENT) + b"\n")
    else:
        _print(terminal.render(Reading(held.text, held.record), Console(highlight=False, emoji=False, markup=False), labels()))
        for one in held.corrected:
            note(f"{one.statement} is corrected by hand (ruling {one.ruling}); read was {one.source.name or one.source.voice}.")
    return 0


def versions(path: Path, name: str, as_json: bool) -> int:
    """Print the versions of an article with what each added and dropped."""
    with Desk(path) as desk:
        kept = desk.versions(name)
    if as_json:
        _lines(_version(before, after) for before, after in zip([None, *kept], kept, strict=False))
    else:
        _print(shown.versions(kept, Console()))
    return 0


def failures(path: Path, as_json: bool) -> int:
    """Print what could not be read."""
    with Desk(path) as desk:
        failed = desk.failures()
    if as_json:
        _lines(row._asdict() for row in failed)
    elif failed:
        _print(shown.failures(failed, Console()))
    else:
        note(f"nothing has failed in {path}.")
    return 0


def _hit(hit: Found) -> dict[str, Any]:
    kept = hit.article
    told = {name: getattr(kept, name) for name in ("id", "key", "url", "title", "outlet", "published")}
    said = plain(hit.statement, kept.text) if hit.statement else None
    told = {"article": told, "statement": said, "corrected_by_hand": hit.is_by_hand}
    return {**told, "excerpt": plain(hit.excerpt, kept.text), "marks": plain(hit.marks, kept.text)}


def _version(before: Kept | None, after: Kept) -> dict[str, Any]:
    told = {name: getattr(after, name) for name in ("id", "version", "added", "title", "published")}
    changes = list(difflib.ndiff(before.text.splitlines(), after.text.splitlines())) if before else []
    return {
        **told,
        "added_lines": [line[2:] for line in changes if line.startswith("+ ")],
        "dropped_lines": [line[2:] for line in changes if line.startswith("- ")],
    }


def _lines(rows: Iterable[Any]) -> None:
    for row in rows:
        outputs.to_stdout(msgspec.json.encode(row) + b"\n")


def _print(text: str) -> None:
    outputs.to_stdout(text.encode(sys.stdout.encoding or "utf-8", "replace"))
