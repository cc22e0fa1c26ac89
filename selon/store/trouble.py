"""What the system does to the file while it is in use, told with what was expected and what to do next."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selon.errors import DeskError, InputError

_KEPT = "what was acknowledged is kept"
_RIGHTS = "rights to it and to its folder were expected"
_WHOLE = "a whole database was expected; run selon desk check, or go back to a backup"
# https://www.sqlite.org/rescode.html: the primary codes that tell of the world, not of a mistake of Selon's own.
_NEXT = {
    sqlite3.SQLITE_FULL: f"room on the disk was expected; free some and run the same command again: {_KEPT}",
    sqlite3.SQLITE_IOERR: f"a sound disk with room on it was expected; look at it and run the same command again: {_KEPT}",
    sqlite3.SQLITE_READONLY: f"{_RIGHTS}; give them, or name another desk with --desk",
    sqlite3.SQLITE_PERM: f"{_RIGHTS}; give them, or name another desk with --desk",
    sqlite3.SQLITE_CANTOPEN: f"{_RIGHTS}; give them, or name another desk with --desk",
    sqlite3.SQLITE_BUSY: f"no other writer was expected; wait for it to end, or stop it: {_KEPT}",
    sqlite3.SQLITE_LOCKED: f"no other writer was expected; wait for it to end, or stop it: {_KEPT}",
    sqlite3.SQLITE_CORRUPT: _WHOLE,
    sqlite3.SQLITE_NOTADB: "a desk of Selon was expected; name another with --desk, or go back to a backup of it",
}

_AROUND = 20


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raises DeskError in the place of what SQLite says of the disk, of rights, of other writers and of damage.

    InputError where a text has lone surrogates, which is how bytes of a command line that are not UTF-8 come.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        # Extended codes carry the primary one in their lowest byte; errors of Python's own module have none.
        after = _NEXT.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if after is None:
            raise
        raise DeskError(f"{path} cannot be used ({error}): {after}.") from error
    except UnicodeEncodeError as error:
        found = error.object[max(0, error.start - _AROUND) : error.end + _AROUND]
        raise InputError(f"{found!r} cannot be asked of {path}: text in UTF-8 was expected; write it again as such.") from error
