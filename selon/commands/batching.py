"""What `selon batch` does: run the shards, show how far it is, tell what the folder holds then."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any, NamedTuple

import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from selon import logs
from selon.commands import Engine, is_watched, note
from selon.errors import InputError
from selon.ingest.watching import Stop
from selon.outputs import to_stdout
from selon.shards import engines, running
from selon.shards.manifest import Entry
from selon.shards.running import Begun, Ended, Lost, Message, Stopped

_STOPPING = "stopping once the shards at hand are read, which are kept; again to stop at once."
_INTERRUPTED = 130


class Wanted(NamedTuple):
    """What `selon batch` is asked for; `size` is about how many articles a shard has."""

    source: str
    target: str
    size: int | None = None
    json: bool = False


def batch(wanted: Wanted, engine: Engine, started: Callable[[], engines.Engine]) -> int:
    """Read all that is missing; the exit code. Raises InputError and OutputError."""
    asked = running.Wanted(wanted.source, wanted.target, engine.load, engine.languages(), wanted.size)
    begun, read, last = time.monotonic(), 0, None
    with Stop(lambda: note(_STOPPING)) as stop, closing(started()) as chosen:
        try:
            for last in _watched(running.run(asked, chosen, stop.is_set)):
                read += last.articles if isinstance(last, Entry) else 0
                _tell(last, wanted.json)
        except KeyboardInterrupt:
            chosen.abandon()
            raise
    if isinstance(last, Stopped):
        return _INTERRUPTED
    assert isinstance(last, Ended), "a run ends by saying what there is"
    if not logs.is_json():
        print(_told(wanted, last, read, time.monotonic() - begun), file=sys.stderr)
    return 1 if last.ours else InputError.exit_code if last.failures or last.lost else 0


def _tell(message: Message, json: bool) -> None:
    """A message to programs, to the log, and to people, who have no log."""
    if json:
        to_stdout(_line(message))
    _log(message)
    if logs.is_json():
        return
    if isinstance(message, Begun) and message.known:
        note(f"{message.known} of {message.shards} shards are there already; the others are read.")
    elif isinstance(message, Lost):
        note(message.reason)
    elif isinstance(message, Stopped):
        note(f"stopped: {message.left} of {message.shards} shards are left, which the same command reads.")


def _line(message: Message) -> bytes:
    return msgspec.json.encode({"message": type(message).__name__.lower(), **_plain(message)}) + b"\n"


def _log(message: Message) -> None:
    is_trouble = isinstance(message, Lost) or (isinstance(message, Entry | Ended) and message.failures > 0)
    name = "shard" if isinstance(message, Entry) else type(message).__name__.lower()
    logs.event(name, is_trouble, **{name: value for name, value in _plain(message).items() if name != "files"})


def _plain(message: Message) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(message if isinstance(message, msgspec.Struct) else message._asdict())
    return plain


def _told(wanted: Wanted, ended: Ended, read: int, seconds: float) -> str:
    rows = f"{ended.articles} articles, {ended.duplicates} repeated, {ended.failures} failed"
    pace = f"{read} read now in {seconds:.0f} s, {read / max(seconds, 0.001):.1f}/s" if read else "nothing was left to read"
    where = f"; see {wanted.target}/failures" if ended.failures else ""
    return f"{rows} in {ended.shards} shards ({pace}); digest {ended.digest}; they are in {wanted.target}{where}"


def _watched(messages: Iterator[Message]) -> Iterator[Message]:
    """The messages, with a bar of shards on standard error where people watch it."""
    if not is_watched():
        yield from messages
        return
    columns = (TextColumn("shards"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("shards", total=None)
        for message in messages:
            if isinstance(message, Begun):
                progress.update(task, total=message.shards, completed=message.known)
            elif isinstance(message, Entry | Lost):
                progress.advance(task)
            yield message
