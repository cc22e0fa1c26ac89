"""What `selon desk reread` does: read again what an older reader read, show how far it is, tell how many are left."""

import sys
from pathlib import Path
from typing import NamedTuple

import msgspec

from selon.commands import Engine, note
from selon.commands.progress import watched
from selon.desk import WRITE, Desk
from selon.desk.rereading import Asked, Reread
from selon.ingest.watching import Stop
from selon.outputs import to_stdout

_INTERRUPTED = 130
_LISTED = 20
_STOPPING = "stopping, with the batch at hand finished; again to interrupt."


class Wanted(NamedTuple):
    """What `selon desk reread` is asked for; `limit` is how many articles at most."""

    desk: Path
    limit: int | None = None
    json: bool = False


def reread(wanted: Wanted, engine: Engine) -> int:
    """Read again until all is done or SIGINT or SIGTERM: 0, 1 where Selon itself failed, 130. Raises DeskError."""
    version = engine.load().version
    with Desk(wanted.desk, WRITE) as desk, Stop(lambda: note(_STOPPING)) as stop:
        waiting = desk.unread(version)
        total = waiting if wanted.limit is None else min(waiting, wanted.limit)
        asked = Asked(wanted.limit, engine.workers(), stop.is_set)
        done, failed = 0, list[Reread]()
        for one in watched(desk.reread(engine.load, asked), "reading again", total):
            done += 1
            if one.reason is not None:
                failed.append(one)
            if wanted.json:
                to_stdout(msgspec.json.encode(one._asdict()) + b"\n")
        left = desk.unread(version)
    for one in failed[:_LISTED]:
        note(one.reason or one.where)
    print(_told(done - len(failed), len(failed), left, version, wanted.desk), file=sys.stderr)
    return _INTERRUPTED if done < total and stop.is_set() else 1 if failed else 0


def _told(done: int, failed: int, left: int, version: str, desk: Path) -> str:
    more = f"{left} left: run selon desk reread again" if left else "none left"
    return f"{done} read again by {version}, {failed} failed, {more}; the desk is {desk}"
