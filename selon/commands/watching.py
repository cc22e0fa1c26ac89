"""What `selon watch` does: poll feeds, tell what came, stop when it is asked to."""

import re
from pathlib import Path
from typing import NamedTuple

import msgspec
from click import UsageError

from selon import logs
from selon.commands import Engine, note, printed
from selon.commands.adding import Tally, means, networks
from selon.desk import WRITE, Added, Desk
from selon.desk.taking import itemises
from selon.desk.visiting import Watched
from selon.ingest.urls import is_address
from selon.ingest.watching import Round, Stop
from selon.intake import Given
from selon.markup import visible
from selon.outputs import to_stdout

SHORTEST = 60.0
"""The shortest time between two polls of a feed, in seconds."""

_STOPPING = "stopping, with the article at hand finished; again to interrupt."
_SPAN = re.compile(r"([0-9]+)(s|m|h|d)")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


class Wanted(NamedTuple):
    """What `selon watch` is asked for."""

    feeds: tuple[str, ...]
    desk: Path
    every: str = "15m"
    once: bool = False
    private: tuple[str, ...] = ()
    json: bool = False


def watch(wanted: Wanted, engine: Engine) -> int:
    """Poll until SIGINT or SIGTERM: 0, or with --once the exit code of what failed. Raises UsageError and DeskError."""
    every, allowed = seconds(wanted.every), networks(wanted.private)
    for feed in wanted.feeds:
        if not is_address(feed):
            raise UsageError(f"{feed} is no URL: a feed's address was expected, such as https://example.org/rss.")
    tally = Tally(wanted.json)
    with Desk(wanted.desk, WRITE) as desk, Stop(lambda: note(_STOPPING)) as stop:
        if not wanted.feeds and not desk.feeds():
            raise UsageError(f"{desk.path} knows no feed: name one, such as https://example.org/rss.")
        web = engine.web(allowed, stop.wait, stop.is_set)
        asked = Watched(wanted.feeds, every, wanted.once)
        for done in desk.watch(asked, itemises(Given(), means(engine, allowed)), web, engine.load):
            _tell(done, tally, wanted.json)
        tally.tell(desk.path)
    return tally.exit_code() if wanted.once else 0


def seconds(given: str) -> float:
    """The seconds that a person means by 90s, 15m, 2h or 1d; raises UsageError."""
    found = _SPAN.fullmatch(given.strip())
    length = float(found[1]) * _SECONDS[found[2]] if found else 0.0
    if length < SHORTEST:
        raise UsageError(f"--every: {given!r} is no time of a minute or more: write it as 15m, 2h or 1d.")
    return length


def _tell(done: Added | Round, tally: Tally, as_json: bool) -> None:
    if isinstance(done, Round):
        _tell_poll(done, as_json)
        return
    tally.take(done)
    if done.reason and not logs.is_json():
        note(done.reason)
    if not as_json and not done.reason:
        printed(f"{done.outcome:<8} {done.article or '':<10.10} {visible(done.where)}")


def _tell_poll(done: Round, as_json: bool) -> None:
    told = {"feed": done.feed.url, "new": done.new, "next_due": done.feed.next_due, "reason": done.reason}
    logs.event("poll", done.reason is not None, **told)
    if as_json:
        to_stdout(msgspec.json.encode(told) + b"\n")
    elif done.is_left_alone and done.reason is not None and not logs.is_json():
        note(done.reason)
    elif done.reason is None and not logs.is_json():
        note(f"{done.feed.url}: {done.new} new; asked again {done.feed.next_due}.")
