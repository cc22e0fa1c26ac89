"""Where readings go: JSON, JSON lines, a page, the terminal, or a directory with a file for each article."""

import os
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from rich.console import Console

from selon import page, terminal
from selon.errors import OutputError, SelonError
from selon.export.contract import failure_to_json, record_to_json
from selon.ingest.jsonl import Failure
from selon.intake import Item
from selon.labels import labels
from selon.markup import visible
from selon.model import Reading

INDENT = 2
_UNSAFE = re.compile(r"[^\w.,()+@=-]+")
_NAME_BYTES = 120


class PipeClosedError(SelonError):
    """Whoever read standard output has stopped reading: nothing is wrong, and nothing is left to do."""

    exit_code = 141


class Output(Protocol):
    """Takes each reading or failure in order."""

    def take(self, item: Item, result: Reading | Failure) -> None:
        """Write one reading, or what stands in its place; raises OutputError."""


class Json:
    """Pretty JSON on standard output."""

    def take(self, item: Item, result: Reading | Failure) -> None:
        """Print a record; a failure is said elsewhere."""
        if isinstance(result, Reading):
            to_stdout(_record(result))


class Lines:
    """One line of JSON on standard output for each article, an error object for each failure."""

    def take(self, item: Item, result: Reading | Failure) -> None:
        """Print one line."""
        if isinstance(result, Reading):
            line = record_to_json(result.record, result.text)
        else:
            line = failure_to_json(result.error, result.key, result.where)
        to_stdout(line + b"\n")


class Terminal:
    """The article and its table on standard output, under the name of its place where there are many."""

    def __init__(self, are_many: bool) -> None:
        self._are_many = are_many

    def take(self, item: Item, result: Reading | Failure) -> None:
        """Print one article with its statements."""
        if isinstance(result, Failure):
            return
        console = Console(highlight=False, emoji=False, markup=False)
        shown = terminal.render(result, console, labels())
        if self._are_many:
            shown = f"{visible(item.where)}\n\n{shown}\n"
        to_stdout(shown.encode(console.encoding, "replace"))


class Page:
    """One page in one file, or on standard output for `-`."""

    def __init__(self, path: str) -> None:
        self._path = path
        if path != "-":
            _require_writable(Path(path))

    def take(self, item: Item, result: Reading | Failure) -> None:
        """Write the page."""
        if isinstance(result, Reading):
            rendered = _page(result)
            to_stdout(rendered) if self._path == "-" else write(Path(self._path), rendered)


class Directory:
    """A file for each article in a directory, named after its key or its file."""

    def __init__(self, folder: str, as_pages: bool, note: Callable[[str], None]) -> None:
        self._folder = Path(folder)
        self._suffix = ".html" if as_pages else ".json"
        self._bytes = _page if as_pages else _record
        self._note = note
        self._taken: set[str] = set()
        _make(self._folder)

    def take(self, item: Item, result: Reading | Failure) -> None:
        """Write the article's file."""
        if isinstance(result, Reading):
            write(self._folder / f"{self._name(item)}{self._suffix}", self._bytes(result))

    def _name(self, item: Item) -> str:
        wanted = file_name(item.name)
        name, count = wanted, 1
        while name.casefold() in self._taken:
            count += 1
            name = f"{wanted}-{count}"
        if count > 1:
            self._note(f"{item.where} is written as {name}{self._suffix}: {wanted}{self._suffix} is another article's.")
        self._taken.add(name.casefold())
        return name


def file_name(name: str) -> str:
    """A name that is a plain file in every file system: no separators, no leading dot, at most 120 bytes."""
    safe = _UNSAFE.sub("_", name).lstrip(".") or "article"
    return safe.encode("utf-8", "replace")[:_NAME_BYTES].decode("utf-8", "ignore")


def write(path: Path, data: bytes) -> None:
    """Put the bytes in the file, whole or not at all; raises OutputError."""
    send([data], path)


def send(pieces: Iterable[bytes], path: Path | None) -> None:
    """Put the pieces one after the other in the file, whole or not at all, or on standard output; raises OutputError."""
    if path is None:
        for piece in pieces:
            to_stdout(piece)
        return
    part = path.with_name(f".{path.name[:40]}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            file.writelines(pieces)
        part.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def to_page(path: str, data: bytes) -> None:
    """Write a page to a file, or print it for `-`; raises OutputError."""
    if path == "-":
        to_stdout(data)
        return
    _require_writable(Path(path))
    write(Path(path), data)


def to_stdout(data: bytes) -> None:
    """Print the bytes; raises OutputError, and PipeClosedError where nobody reads on."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        raise PipeClosedError from error
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"standard output cannot be written ({reason}): make room or send it elsewhere.") from error


def _record(reading: Reading) -> bytes:
    return record_to_json(reading.record, reading.text, indent=INDENT) + b"\n"


def _page(reading: Reading) -> bytes:
    return page.render(reading, labels()).encode("utf-8")


def _require_writable(path: Path) -> None:
    """Refuse before the work what could not be written after it."""
    if path.is_dir():
        raise OutputError(f"{path} is a directory: a file was expected; name a file in it, or use --out.")
    if not path.parent.is_dir():
        raise OutputError(f"{path} cannot be written (there is no directory {path.parent}): make it, or name another place.")
    if not os.access(path.parent, os.W_OK):
        raise OutputError(f"{path} cannot be written (permission denied in {path.parent}): name another place.")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    if not os.access(folder, os.W_OK):
        raise OutputError(f"{folder} cannot be written (permission denied): name another directory.")


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(f"{path} cannot be written ({error.strerror or error}): make room there or name another place.")
