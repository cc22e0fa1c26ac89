"""Paths: which files a command line means, and their bytes, never more than can be read."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from selon.errors import InputError
from selon.ingest.plain import BYTES, well_formed
from selon.ingest.sniff import IN_FOLDERS, named_kind

STDIN = Path("-")
"""Standard input, as `expand` yields it for "-"."""

_KINDS = frozenset(IN_FOLDERS.values())


def expand(paths: Sequence[str]) -> Iterator[Path]:
    """The files that `paths` mean, in order: a directory's files of kinds that are read, at any depth, sorted; it never raises.

    A missing file and a directory without any come through as they are, for `read_path` to refuse one by one.
    """
    for given in paths:
        path = Path(given)
        if given != "-" and path == STDIN:
            path = path.absolute()
        yield from (_files(path) if os.path.isdir(given) else []) or [path]


def label(path: Path) -> str:
    """What messages call a path."""
    return "standard input" if path == STDIN else well_formed(str(path))


def read_path(path: Path) -> bytes:
    """The bytes of a file or of standard input, at most BYTES + 1 of them; raises InputError where there are none to read."""
    name = label(path)
    try:
        return _read(path)
    except FileNotFoundError:
        raise InputError(f"{name} does not exist: a text file, a directory or - was expected; check the name.") from None
    except IsADirectoryError:
        raise InputError(f"{name} is a directory, not a text: name a file of it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{name} cannot be read ({reason}): a readable text file was expected; check it.") from None


def _read(path: Path) -> bytes:
    if path != STDIN:
        with path.open("rb") as file:
            return file.read(BYTES + 1)
    if sys.stdin is None:
        raise OSError("it is closed")
    return sys.stdin.buffer.read(BYTES + 1)


def _files(directory: Path) -> list[Path]:
    """The files below a directory, without hidden files and directories, which programs keep for themselves."""
    found: list[Path] = []
    for folder, folders, files in os.walk(directory):
        folders[:] = (name for name in folders if not name.startswith("."))
        paths = (Path(folder, name) for name in files if not name.startswith("."))
        found += (path for path in paths if named_kind(path.name) in _KINDS and os.path.isfile(path))
    return sorted(found)
