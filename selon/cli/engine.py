"""The engine behind the commands: loaded when a command first needs it."""

import os
from functools import cache
from typing import Any


def engine_or(given: Any) -> Any:
    """The engine that a test gives, else the real one."""
    return given or _engine()


@cache
def _engine() -> Any:
    from selon import commands
    from selon.lang.loading import languages

    return commands.Engine(reader, languages, sides, web, workers)


def workers() -> int:
    """One process for each processor that this one may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def reader() -> Any:
    """The reader of this process; other processes load theirs by this name."""
    from selon.reader import Reader

    return Reader()


def sides() -> Any:
    """The comparer of this process."""
    from selon.comparing import comparer

    return comparer()


def web(allowed: Any, wait: Any, is_stopped: Any) -> Any:
    """The real web; asking for it costs nothing until something is fetched."""
    from selon.desk.online import online

    return online(allowed, wait, is_stopped)
