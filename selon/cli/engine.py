"""The engine behind the commands: loaded when a command first needs it."""

from functools import cache
from typing import Any


def engine_or(given: Any) -> Any:
    """The engine that a test gives, else the real one."""
    return given or _engine()


@cache
def _engine() -> Any:
    from selon import commands
    from selon.lang.loading import languages

    return commands.Engine(_reader, languages)


@cache
def _reader() -> Any:
    from selon.reader import Reader

    return Reader()
