"""What `selon read` and `selon why` do: gather, read, write, tally."""

import sys
from collections import deque
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

from click import UsageError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from selon import outputs
from selon.batch import readings
from selon.commands import Engine, check_date, note, printed
from selon.errors import InputError, SelonError
from selon.explain import explain
from selon.ingest import paths
from selon.ingest.jsonl import Failure
from selon.intake import Given, Item, holds_many, items
from selon.model import Article, Reading

_LISTED = 20


class Wanted(NamedTuple):
    """What `selon read` is asked for; `html` is the file of a page, or empty where `out` says where the pages go."""

    files: tuple[str, ...]
    given: Given = Given()
    json: bool = False
    jsonl: bool = False
    html: str | None = None
    out: str | None = None


class Tally:
    """What could not be read so far, and whether Selon itself was at fault."""

    def __init__(self) -> None:
        self.taken = 0
        self.failures: list[Failure] = []
        self.is_broken = False

    def exit_code(self) -> int:
        """0 where all was read, 1 where Selon itself failed, 3 where an input could not be read."""
        return 1 if self.is_broken else InputError.exit_code if self.failures else 0


def read(wanted: Wanted, engine: Engine) -> int:
    """Read all that is wanted, write it, say what could not be read; the exit code. Raises UsageError and OutputError."""
    check_date(wanted.given.published)
    found = list(paths.expand(wanted.files or ("-",)))
    are_many = len(found) > 1 or any(holds_many(path, wanted.jsonl) for path in found)
    _check_output(wanted)
    if are_many:
        _check_many(wanted)
    if len([path for path in found if path == paths.STDIN]) > 1:
        raise UsageError("standard input can be read once: give - one time.")
    output, tally = _output(wanted, are_many), Tally()
    progress = _progress(wanted, are_many)
    total = None if any(holds_many(path, wanted.jsonl) for path in found) else len(found)
    with progress or nullcontext():
        task = progress.add_task("reading", total=total) if progress else None
        for item, result in _results(items(found, wanted.given, wanted.jsonl, engine.languages(), note), engine, tally):
            output.take(item, result)
            if progress and task is not None:
                progress.advance(task)
    _list_failures(tally, are_many, listed_at_most=_LISTED if wanted.jsonl else None)
    return tally.exit_code()


def why(file: str, offset: int, given: Given, engine: Engine) -> int:
    """Print what was decided at a code point of one article. Raises UsageError and InputError."""
    check_date(given.published)
    item = next(items([Path(file)], given, False, engine.languages(), note))
    if isinstance(item.article, Failure):
        raise InputError(item.article.error)
    if not 0 <= offset < len(item.article.text):
        last = len(item.article.text) - 1
        raise UsageError(f"{item.where} has no character {offset}: its offsets run from 0 to {last}; give one of them.")
    for line in explain(engine.load().read(item.article), offset):
        printed(line)
    return 0


def _results(given: Iterator[Item], engine: Engine, tally: Tally) -> Iterator[tuple[Item, Reading | Failure]]:
    """Each item with its reading or with what stands in its place, tallied."""
    ahead: deque[Item] = deque()

    def articles() -> Iterator[Article | Failure]:
        for item in given:
            ahead.append(item)
            yield item.article

    def refuse(article: Article, error: Exception) -> Failure:
        where = next(item.where for item in ahead if item.article is article)
        tally.is_broken = True
        what = str(error) if isinstance(error, SelonError) else f"{type(error).__name__}: {error}"
        return Failure(where, article.key, f"{where} broke Selon itself ({what}): please report it, with the text if you may.")

    for result in readings(engine.load, articles(), refuse):
        tally.taken += 1
        if isinstance(result, Failure):
            tally.failures.append(result)
        yield ahead.popleft(), result


def _check_output(wanted: Wanted) -> None:
    if sum((wanted.json, wanted.jsonl, wanted.html is not None)) > 1:
        raise UsageError("--json, --jsonl and --html are three ways to write the same: choose one.")
    if wanted.out is not None and wanted.jsonl:
        raise UsageError("--jsonl prints to standard output and --out writes a file for each article: choose one.")
    if wanted.out is not None and wanted.html:
        raise UsageError(f"with --out, --html takes no value, but it was given {wanted.html}: write --html last.")
    if wanted.out is None and wanted.html is not None and wanted.html != "-" and not wanted.html.endswith((".html", ".htm")):
        raise UsageError(f"--html needs a file that ends in .html, or - to print the page, but it was given {wanted.html!r}.")


def _check_many(wanted: Wanted) -> None:
    if wanted.given.title is not None:
        raise UsageError("--title is the title of one article, and there are several: leave it out.")
    if wanted.json and wanted.out is None:
        raise UsageError("--json prints one record, and there are several articles: use --jsonl, or --out DIR.")
    if wanted.html:
        raise UsageError("--html OUT writes one page, and there are several articles: use --out DIR --html.")


def _output(wanted: Wanted, are_many: bool) -> outputs.Output:
    if wanted.out is not None:
        return outputs.Directory(wanted.out, wanted.html is not None, note)
    if wanted.html is not None:
        return outputs.Page(wanted.html)
    if wanted.jsonl:
        return outputs.Lines()
    return outputs.Json() if wanted.json else outputs.Terminal(are_many)


def _progress(wanted: Wanted, are_many: bool) -> Progress | None:
    """A bar on standard error where people watch it and nothing else is shown to them."""
    is_shown = sys.stdout.isatty() and wanted.out is None
    if not are_many or is_shown or not sys.stderr.isatty():
        return None
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _list_failures(tally: Tally, are_many: bool, listed_at_most: int | None) -> None:
    if are_many and tally.failures:
        note(f"{len(tally.failures)} of {tally.taken} could not be read:")
    for failure in tally.failures[:listed_at_most]:
        note(failure.error)
    if listed_at_most is not None and len(tally.failures) > listed_at_most:
        note(f"and {len(tally.failures) - listed_at_most} more: each stands as an error in its line of the output.")
