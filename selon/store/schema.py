"""The schema: numbered migrations of the truth, applied forward only, and tables derived from it, dropped and made anew."""

import hashlib
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "schema"
_NUMBERED = "[0-9][0-9][0-9].sql"


def latest() -> int:
    """The number of the newest migration."""
    return len(list(_FOLDER.glob(_NUMBERED)))


def version(connection: sqlite3.Connection) -> int:
    """The number of the last migration that a file went through, 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrations(since: int) -> Iterator[str]:
    """The statements that bring a file from a version to the newest."""
    for path in sorted(_FOLDER.glob(_NUMBERED)):
        if int(path.stem) > since:
            yield from statements(path.read_text(encoding="utf-8"))
            yield f"PRAGMA user_version = {int(path.stem)}"


def derived(part: str) -> tuple[str, ...]:
    """The statements that make a part's derived tables, views and indices."""
    return tuple(statements((_FOLDER / f"{part}.sql").read_text(encoding="utf-8")))


def made_by(part: str, version: str) -> str:
    """What tells one making of a part's derived tables from another: its schema and the version of what fills it."""
    return f"{version}+{hashlib.sha256(' '.join(derived(part)).encode()).hexdigest()[:12]}"


def dropping(connection: sqlite3.Connection) -> Iterator[str]:
    """The statements that drop all that no migration made: views, then full-text tables, then tables, then indices."""
    asked = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    found = connection.execute(asked).fetchall()
    strange = [(kind, name, sql) for kind, name, sql in found if name not in _truth()]
    full_text = [name for kind, name, sql in strange if kind == "table" and sql.startswith("CREATE VIRTUAL")]
    shadows = tuple(f"{name}_" for name in full_text)
    yield from (f'DROP VIEW "{name}"' for kind, name, _ in strange if kind == "view")
    yield from (f'DROP TABLE "{name}"' for name in full_text)
    yield from (
        f'DROP TABLE "{name}"' for kind, name, _ in strange
        if kind == "table" and name not in full_text and not name.startswith(shadows)
    )  # fmt: skip
    yield from (f'DROP INDEX IF EXISTS "{name}"' for kind, name, _ in strange if kind == "index")


@cache
def _truth() -> frozenset[str]:
    """The names of all that the migrations make."""
    connection = sqlite3.connect(":memory:")
    for statement in migrations(0):
        connection.execute(statement)
    try:
        return frozenset(name for (name,) in connection.execute("SELECT name FROM sqlite_master"))
    finally:
        connection.close()


def statements(script: str) -> Iterator[str]:
    """The statements of a script, each whole."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""
