"""What `selon copies` does: prints the family of an article."""

import sys
from pathlib import Path

import msgspec
from rich.console import Console

from selon import outputs
from selon.commands import note
from selon.desk import Desk
from selon.desk.answers import told_copies
from selon.terminal import copies as shown


def copies(path: Path, name: str, as_json: bool) -> int:
    """Print who copied whom around an article; 0 also where nobody did."""
    with Desk(path) as desk:
        found = desk.copies(name)
    if as_json:
        outputs.to_stdout(msgspec.json.format(msgspec.json.encode(told_copies(found)), indent=outputs.INDENT) + b"\n")
    elif found.family or found.quotations:
        outputs.to_stdout(shown.copies(found, Console()).encode(sys.stdout.encoding or "utf-8", "replace"))
    else:
        note(f"{path} holds no copy of {found.article.name}, nor what it was copied from: add what others wrote in those days.")
    return 0
