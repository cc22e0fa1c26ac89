"""What `selon doctor --desk` does: tell how a desk does, and what to do next."""

from pathlib import Path

import msgspec
from rich.console import Console

from selon.commands import Engine, printed
from selon.desk.health import health
from selon.errors import DeskError
from selon.outputs import to_stdout
from selon.terminal import health as shown


def examine(path: Path, as_json: bool, engine: Engine) -> int:
    """Print how a desk does; 1 where it is damaged, 7 where it cannot be opened. Raises DeskError where there is none."""
    found = health(path, engine.load().version)
    if as_json:
        to_stdout(msgspec.json.format(msgspec.json.encode(found)) + b"\n")
    else:
        for line in shown.health(found, Console()).splitlines():
            printed(line)
    return DeskError.exit_code if found.trouble is not None else 0 if found.is_whole else 1
