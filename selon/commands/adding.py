"""What `selon add` and `selon retry` do: take in, show how far it is, tally."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
from click import UsageError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from selon.commands import Engine, check_date, note
from selon.desk import WRITE, Added, Desk
from selon.errors import InputError
from selon.ingest import paths
from selon.intake import Given, Item, items
from selon.outputs import to_stdout

_LISTED = 20


class Wanted(NamedTuple):
    """What `selon add` is asked for."""

    files: tuple[str, ...]
    given: Given
    desk: Path
    jsonl: bool = False
    json: bool = False


def add(wanted: Wanted, engine: Engine) -> int:
    """Take in all that is wanted; the exit code. Raises UsageError and DeskError."""
    check_date(wanted.given.published)
    if not wanted.files and (sys.stdin is None or sys.stdin.isatty()):
        raise UsageError("there is nothing to add: name a file or a directory, or send a text to standard input.")
    found = [_whole(path) for path in paths.expand(wanted.files or ("-",))]
    with Desk(wanted.desk, WRITE) as desk:
        given = items(found, wanted.given, wanted.jsonl, engine.languages(), note)
        return _taken(desk, given, engine, wanted.json)


def retry(path: Path, as_json: bool, engine: Engine) -> int:
    """Try every failure's origin again; the exit code."""
    with Desk(path, WRITE) as desk:
        origins = dict.fromkeys(failed.origin for failed in desk.failures())
        if not origins:
            note("nothing has failed: there is nothing to try again.")
            return 0
        given = items([Path(origin) for origin in origins], Given(), False, engine.languages(), note)
        return _taken(desk, given, engine, as_json)


def _whole(path: Path) -> Path:
    """A path that means the same file from everywhere, so that it can be tried again."""
    return path if path == paths.STDIN else path.absolute()


def _taken(desk: Desk, given: Iterable[Item], engine: Engine, as_json: bool) -> int:
    tally: Counter[str] = Counter()
    failed: list[Added] = []
    for added in _watched(desk.add(given, engine.load, engine.workers())):
        tally[added.outcome] += 1
        if added.outcome == "failed":
            failed.append(added)
        if as_json:
            to_stdout(msgspec.json.encode(added._asdict()) + b"\n")
    for added in failed[:_LISTED]:
        note(added.reason or added.where)
    if len(failed) > _LISTED:
        note(f"and {len(failed) - _LISTED} more: selon failures lists them.")
    print(_sum(tally, desk), file=sys.stderr)
    return 1 if any(added.is_our_fault for added in failed) else InputError.exit_code if failed else 0


def _sum(tally: Counter[str], desk: Desk) -> str:
    told = (f"{tally['new']} new", f"{tally['changed']} changed", f"{tally['known']} known", f"{tally['failed']} failed")
    return f"{', '.join(told)}; the desk is {desk.path}"


class _Rate(ProgressColumn):
    """Articles a second."""

    def render(self, task: Task) -> Text:
        """The rate so far."""
        return Text(f"{task.speed:.1f}/s" if task.speed else "")


def _watched(results: Iterator[Added]) -> Iterator[Added]:
    """The results, with a bar on standard error where people watch it."""
    if not sys.stderr.isatty():
        yield from results
        return
    columns = (TextColumn("adding"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("adding", total=None)
        for result in results:
            progress.advance(task)
            yield result
