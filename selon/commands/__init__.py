"""What every command needs: the engine that it works with, and how it speaks.

Each command has a module of its own, so that none waits for the libraries of another.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from click import UsageError

from selon import logs, outputs
from selon.batch import Reads
from selon.errors import InputError
from selon.ingest import jsonl
from selon.ingest.online import Online
from selon.markup import visible
from selon.opposition import Comparison


class Compares(Protocol):
    """Whatever compares texts."""

    def compare(self, text_a: str, text_b: str) -> Comparison:
        """The comparison of two texts."""

    def compare_all(self, pairs: Sequence[tuple[str, str]]) -> Iterator[Comparison]:
        """The comparisons of pairs among few texts, in order."""


class Engine(NamedTuple):
    """What reads, loaded when first called, its languages, what compares, the way to the web, and how many processes read."""

    load: Callable[[], Reads]
    languages: Callable[[], frozenset[str]]
    sides: Callable[[], Compares]
    web: Online
    workers: Callable[[], int] = lambda: 1


def compared(engine: Engine) -> Callable[[Sequence[tuple[str, str]]], Iterator[Comparison]]:
    """What compares many pairs, loaded where there is something to compare."""
    return lambda pairs: engine.sides().compare_all(pairs) if pairs else iter(())


def note(message: str) -> None:
    """Say something about an input on standard error."""
    logs.said(visible(message))


def is_watched() -> bool:
    """Whether people watch standard error, so that a bar may move there."""
    return sys.stderr.isatty() and not logs.is_json()


def printed(line: str) -> None:
    """Print one line."""
    outputs.to_stdout(f"{line}\n".encode(sys.stdout.encoding or "utf-8", "replace"))


def check_date(published: str | None) -> None:
    """Refuse a date that is none; raises UsageError."""
    try:
        jsonl.published(published) if published is not None else None
    except InputError as error:
        raise UsageError(f"--published: {error}") from None
