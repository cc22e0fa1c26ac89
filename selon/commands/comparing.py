"""What `selon compare` does: prints the comparison of two texts."""

import sys
from pathlib import Path
from typing import NamedTuple

import msgspec
from click import UsageError
from rich.console import Console

from selon import contrast, outputs
from selon.commands import Engine, note
from selon.ingest import paths, plain


class Sides(NamedTuple):
    """What `selon compare` is asked for: two files, or two texts."""

    a: str
    b: str
    are_texts: bool = False
    json: bool = False


def compare(wanted: Sides, engine: Engine) -> int:
    """Print the comparison of two texts. Raises UsageError and InputError."""
    if not wanted.are_texts and wanted.a == wanted.b == "-":
        raise UsageError("standard input can be read once: give - one time.")
    a, b = (_side(given, wanted.are_texts) for given in (wanted.a, wanted.b))
    found = engine.sides().compare(a, b)
    if wanted.json:
        outputs.to_stdout(msgspec.json.format(msgspec.json.encode(found), indent=outputs.INDENT) + b"\n")
    else:
        outputs.to_stdout(contrast.render(found, Console()).encode(sys.stdout.encoding or "utf-8", "replace"))
    return 0


def _side(given: str, is_text: bool) -> str:
    """One text as the reader takes it."""
    if is_text:
        return plain.accept(given, "the text given")
    path = Path(given)
    incoming = plain.decode(paths.read_path(path), paths.label(path))
    for line in incoming.notes:
        note(line)
    return incoming.text
