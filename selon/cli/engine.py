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

    return commands.Engine(reader, languages, workers=workers)


def workers() -> int:
    """One process for each processor that this one may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def reader() -> Any:
    """The reader of this process; other processes load theirs by this name."""
    from selon.reader import Reader

    return Reader()
