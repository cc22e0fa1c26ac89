"""The file itself: opened by many readers and one writer at once, its schema brought up to date."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Literal

from selon.errors import DeskError
from selon.store import schema
from selon.store.trouble import told

Mode = Literal["read", "write"]
READ: Mode = "read"
WRITE: Mode = "write"

APPLICATION = 0x53656C6F
"""`application_id` of the file: « Selo » in ASCII."""

_WAIT_MS = 60_000
_CACHE_KIB = 65_536
_LOG_PAGES = 16_384
"""Pages (64 MB) in the write-ahead log before they go into the file: a page that changes with every batch goes there once."""
_SETTINGS = (
    f"busy_timeout = {_WAIT_MS}",
    f"cache_size = -{_CACHE_KIB}",
    "foreign_keys = ON",
    "synchronous = FULL",  # what was acknowledged is on the disk
    "temp_store = MEMORY",
    f"wal_autocheckpoint = {_LOG_PAGES}",
)


class Store:
    """A connection to a desk's file; all SQL of Selon goes through one."""

    def __init__(self, connection: sqlite3.Connection, path: Path, mode: Mode = WRITE) -> None:
        self.path = path
        self._mode = mode
        self._connection = connection
        self._place = _place(path)

    def rows(self, sql: str, values: Iterable[object] = ()) -> list[sqlite3.Row]:
        """All rows of a question. Raises DeskError, as all that follow do."""
        with told(self.path):
            return self._connection.execute(sql, tuple(values)).fetchall()

    def each(self, sql: str, values: Iterable[object] = ()) -> Iterator[sqlite3.Row]:
        """The rows of a question one by one."""
        with told(self.path):
            yield from self._connection.execute(sql, tuple(values))

    def row(self, sql: str, values: Iterable[object] = ()) -> sqlite3.Row | None:
        """The first row of a question, if there is one."""
        with told(self.path):
            found: sqlite3.Row | None = self._connection.execute(sql, tuple(values)).fetchone()
            return found

    def change(self, sql: str, values: Iterable[object] = ()) -> int:
        """Change rows; the number of the row that was put in last."""
        with told(self.path):
            return self._connection.execute(sql, tuple(values)).lastrowid or 0

    def change_many(self, sql: str, rows: Iterable[Iterable[object]]) -> None:
        """Change rows, one statement for many values."""
        with told(self.path):
            self._connection.executemany(sql, (tuple(row) for row in rows))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes within, or none of them; waits for another writer up to a minute. Raises DeskError."""
        self.change("BEGIN IMMEDIATE")
        try:
            yield
            # SQLite goes on writing to a file that was deleted or replaced: what went there would be lost.
            if _place(self.path) != self._place:
                raise DeskError(f"{self.path} was moved or deleted while it was written: put it back and run this again.")
            self.change("COMMIT")
        except BaseException:
            # Where the disk is full SQLite has taken back everything itself, and where it fails nothing can be taken back:
            # what was not committed is passed over when the file is next opened.
            if self._connection.in_transaction:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
            raise

    def remake(self, parts: Mapping[str, str]) -> None:
        """Drop every derived table and make those of `parts` (name → version of what fills it) anew, empty."""
        for statement in list(schema.dropping(self._connection)):
            self.change(statement)
        self.change("DELETE FROM derivation")
        for part, version in parts.items():
            for statement in schema.derived(part):
                self.change(statement)
            self.change("INSERT INTO derivation VALUES (?, ?)", (part, schema.made_by(part, version)))

    def is_current(self, parts: Mapping[str, str]) -> bool:
        """Whether the derived tables are those that `remake` would make."""
        made = {row["name"]: row["made_by"] for row in self.rows("SELECT name, made_by FROM derivation")}
        return made == {part: schema.made_by(part, version) for part, version in parts.items()}

    def copy_to(self, path: Path) -> None:
        """Copy the file as it stands at one moment into a new one, while others may write (SQLite's online backup)."""
        with told(path), closing(sqlite3.connect(path)) as copy:
            self._connection.backup(copy)

    def full_text_fault(self, table: str) -> str | None:
        """What is wrong inside a full-text index, None where nothing is; a writer waits meanwhile.

        SQLite asks this by an insertion that changes nothing. Who may not write has a copy asked, in a file without a name.
        """
        self.change("PRAGMA query_only = OFF")
        try:
            with told(self.path):
                return self._integrity(table)
        finally:
            self.change(f"PRAGMA query_only = {'ON' if self._mode == READ else 'OFF'}")

    def _integrity(self, table: str) -> str | None:
        try:
            return _integrity(self._connection, table)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
                raise
            with closing(sqlite3.connect("", isolation_level=None)) as copy:
                self._connection.backup(copy)
                return _integrity(copy, table)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _integrity(connection: sqlite3.Connection, table: str) -> str | None:
    connection.execute("BEGIN")
    try:
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CORRUPT:
            return str(error)
        raise
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return None


def opened(path: Path, mode: Mode) -> Store:
    """The store in a file: made where it is to be written and missing, its truth brought up to date. Raises DeskError."""
    if mode == READ and not path.is_file():
        raise DeskError(f"{path} does not exist: a desk was expected; make one with selon add, or name another with --desk.")
    try:
        with told(path):
            connection = _ready(path, mode)
    except (sqlite3.Error, OSError) as error:
        raise DeskError(f"{path} cannot be opened ({error}): a desk of Selon was expected; check its name and rights.") from error
    return Store(connection, path, mode)


def _ready(path: Path, mode: Mode) -> sqlite3.Connection:
    connection = _connected(path)
    _require_desk(connection, path)
    if mode == READ:
        _require_version(connection, path)
        connection.execute("PRAGMA query_only = ON")
    else:
        _brought_up_to_date(connection, path)
    return connection


def _place(path: Path) -> tuple[int, int] | None:
    """What tells a file from another of its name."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _connected(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=_WAIT_MS / 1000, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    return connection


def _require_desk(connection: sqlite3.Connection, path: Path) -> None:
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    if mark != APPLICATION and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise DeskError(f"{path} is another program's database: a desk of Selon was expected; name another with --desk.")


def _require_version(connection: sqlite3.Connection, path: Path) -> None:
    found, known = schema.version(connection), schema.latest()
    if found > known:
        raise DeskError(f"{path} was written by a newer Selon (schema {found}, this one knows {known}): install that one.")
    if found < known:
        raise DeskError(f"{path} was written by an older Selon (schema {found} of {known}): run selon desk rebuild once.")


def _brought_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    if schema.version(connection) == schema.latest():
        return
    # In this mode no reader waits for a writer, and no writer for a reader.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")  # another process may bring it up to date at this moment
    for statement in schema.migrations(schema.version(connection)):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute("COMMIT")
    _require_version(connection, path)
