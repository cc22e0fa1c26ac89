"""What `selon add` and `selon retry` do: take in, show how far it is, tally."""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from click import UsageError

from selon import logs
from selon.commands import Engine, check_date, note
from selon.commands.progress import watched
from selon.desk import WRITE, Added, Desk
from selon.desk.taking import Means, retried, taken
from selon.errors import InputError
from selon.ingest import paths
from selon.ingest.addresses import Network, network
from selon.intake import Given
from selon.outputs import to_stdout
from selon.shards import result

_LISTED = 20
_INTERRUPTED = 130


class Wanted(NamedTuple):
    """What `selon add` is asked for; `private` are the networks besides public addresses that URLs may lead to."""

    files: tuple[str, ...]
    given: Given
    desk: Path
    jsonl: bool = False
    json: bool = False
    private: tuple[str, ...] = ()


def add(wanted: Wanted, engine: Engine) -> int:
    """Take in all that is wanted; the exit code. Raises UsageError and DeskError."""
    check_date(wanted.given.published)
    if not wanted.files and (sys.stdin is None or sys.stdin.isatty()):
        raise UsageError("there is nothing to add: name a file, a directory or a URL, or send a text to standard input.")
    allowed = networks(wanted.private)
    with Desk(wanted.desk, WRITE) as desk:
        results = taken(desk, wanted.files or ("-",), wanted.given, means(engine, allowed), _whole, wanted.jsonl)
        return _taken(desk, results, wanted.json)


def retry(path: Path, as_json: bool, private: tuple[str, ...], engine: Engine) -> int:
    """Try every failure's origin again; the exit code."""
    allowed = networks(private)
    with Desk(path, WRITE) as desk:
        origins = tuple(dict.fromkeys(failed.origin for failed in desk.failures()))
        if not origins:
            note("nothing has failed: there is nothing to try again.")
            return 0
        return _taken(desk, retried(desk, origins, means(engine, allowed)), as_json)


def take_over(folder: str, path: Path, as_json: bool) -> int:
    """Take in what a batch has read; the exit code. Raises InputError and DeskError."""
    found = result.found(folder)
    with Desk(path, WRITE) as desk:
        return _taken(desk, desk.take_over(found), as_json)


def networks(private: Sequence[str]) -> list[Network]:
    """The networks of `--allow-private`; raises UsageError."""
    try:
        return [network(given) for given in private]
    except InputError as error:
        raise UsageError(f"--allow-private: {error}") from None


def means(engine: Engine, allowed: Sequence[Network]) -> Means:
    """What the engine takes in with, and the networks besides public addresses that URLs may lead to."""
    return Means(engine.load, engine.languages, lambda: engine.web(allowed, time.sleep, lambda: False), engine.workers, note)


def _whole(names: Iterable[str]) -> list[Path]:
    """Paths that mean the same files from everywhere, so that they can be tried again."""
    return [path if path == paths.STDIN else path.absolute() for path in paths.expand(list(names))]


class Tally:
    """What became of the articles so far."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json
        self._outcomes: Counter[str] = Counter()
        self.failed: list[Added] = []

    def take(self, added: Added) -> None:
        """Count one, and print it where it is wanted as JSON."""
        self._outcomes[added.outcome] += 1
        is_failed = added.outcome == "failed"
        if is_failed:
            self.failed.append(added)
        # Why Selon itself failed may be told in words of the article: selon failures has it.
        reason = None if added.is_our_fault else added.reason
        ours = added.is_our_fault or None
        logs.event(
            "article", is_failed, outcome=added.outcome, article=added.article, where=added.where, reason=reason, ours=ours
        )
        if self._as_json:
            to_stdout(msgspec.json.encode(added._asdict()) + b"\n")

    def counts(self) -> dict[str, int]:
        """How many of each outcome."""
        return {outcome: self._outcomes[outcome] for outcome in ("new", "changed", "known", "failed")}

    def tell(self, desk: Path) -> None:
        """Say how many of each there were."""
        if logs.is_json():
            logs.event("ended", bool(self.failed), **self.counts(), desk=str(desk))
        else:
            print(f"{self.told()}; the desk is {desk}", file=sys.stderr)

    def told(self) -> str:
        """How many of each."""
        return ", ".join(f"{count} {outcome}" for outcome, count in self.counts().items())

    def exit_code(self) -> int:
        """0 where all was taken in, 1 where Selon itself failed, 3 where an input could not be read."""
        return 1 if any(added.is_our_fault for added in self.failed) else InputError.exit_code if self.failed else 0


def _taken(desk: Desk, results: Iterator[Added], as_json: bool) -> int:
    tally = Tally(as_json)
    try:
        for added in watched(results, "adding"):
            tally.take(added)
    except KeyboardInterrupt:
        tally.tell(desk.path)
        note("stopped: what is counted here is kept; run the same again to go on.")
        return _INTERRUPTED
    if not logs.is_json():
        _list(tally.failed)
    tally.tell(desk.path)
    return tally.exit_code()


def _list(failed: Sequence[Added]) -> None:
    for added in failed[:_LISTED]:
        note(added.reason or added.where)
    if len(failed) > _LISTED:
        note(f"and {len(failed) - _LISTED} more: selon failures lists them.")
