"""What a person needs to know about a desk's file, and what to do next; a desk that cannot be opened is told of too."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from selon.desk import rereading
from selon.desk.parts import versions
from selon.errors import DeskError
from selon.model import Value
from selon.store import READ, Store, articles, opened

_LONG_LOG = 256 * 1024 * 1024
"""Bytes; four times what a log grows to before it goes into the file where nobody reads."""


class Inside(Value, frozen=True):
    """What a desk that can be opened holds; days are ISO 8601, empty where no article has one.

    `readers` are the versions of the reader and how many records each has made, `unread` how many the installed one has not,
    None where a newer one has made some. `faults` are those of the pages and of articles without their records.
    """

    schema: int
    journal: str
    is_current: bool
    articles: int
    versions: int
    failures: int
    first: str
    last: str
    readers: dict[str, int]
    unread: int | None
    faults: tuple[str, ...]


class Health(Value, frozen=True):
    """A desk's file, what it holds, and what to do, a sentence each; sizes in bytes, `log` is what lies in FILE-wal.

    Where it cannot be opened there is no `inside`, and `trouble` says why. `free` is the room on its disk.
    """

    file: str
    size: int
    log: int
    free: int
    is_readable: bool
    is_writable: bool
    reader: str
    inside: Inside | None = None
    trouble: str | None = None
    advice: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it can be opened and nothing is wrong with what is in it."""
        return self.inside is not None and not self.inside.faults


def health(path: Path, reader: str) -> Health:
    """How a desk does, seen by a reader of a version. Raises DeskError where there is no file."""
    if not path.is_file():
        raise DeskError(f"{path} does not exist: a desk was expected; make one with selon add, or name another with --desk.")
    log = path.with_name(f"{path.name}-wal")
    can_write = os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)
    inside, trouble = None, None
    try:
        with closing(opened(path, READ)) as store:
            inside = _inside(store, reader)
    except DeskError as error:
        trouble = str(error)
    size, logged = path.stat().st_size, log.stat().st_size if log.is_file() else 0
    free = shutil.disk_usage(path.absolute().parent).free
    found = Health(str(path), size, logged, free, os.access(path, os.R_OK), can_write, reader, inside, trouble)
    return found.__replace__(advice=tuple(_advice(found)))


def _inside(store: Store, reader: str) -> Inside:
    (schema,), (journal,) = (store.rows(f"PRAGMA {name}")[0] for name in ("user_version", "journal_mode"))
    readers, counts = articles.readers(store), dict[str, Any](articles.counts(store))
    try:
        unread = rereading.left(store, reader)
    except DeskError:
        unread = None
    return Inside(
        schema, journal, store.is_current(versions()), readers=readers, unread=unread, faults=tuple(_faults(store)),
        **counts,
    )  # fmt: skip


def _faults(store: Store) -> Iterator[str]:
    yield from (row[0] for row in store.rows("PRAGMA quick_check") if row[0] != "ok")
    (halves,) = store.rows("SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM records)")[0]
    if halves:
        yield f"articles without a record: {halves}"


def _advice(found: Health) -> Iterator[str]:
    if found.trouble is not None:
        yield found.trouble
    if not found.is_readable:
        yield "this account may not read the file: give it the right to"
    elif not found.is_writable:
        yield "this account may not write the file or its folder: nothing can be added; give it the rights to both"
    if found.free < found.size + found.log:
        yield "the disk has less room than a backup or a rebuild takes, about the size of the desk: make room"
    if found.log > _LONG_LOG:
        yield "the log is long since someone has been reading for long: it goes into the file once all who have it open are done"
    if found.inside is not None:
        yield from _advice_inside(found.inside, found.reader)


def _advice_inside(inside: Inside, reader: str) -> Iterator[str]:
    if inside.faults:
        yield "it is damaged: run selon desk check, and go back to a backup"
    if not inside.is_current:
        yield "what is derived was made by another version of Selon: run selon desk rebuild"
    if inside.unread is None:
        yield f"records of a reader newer than {reader} are in it: install the newer Selon before anything is read again"
    elif inside.unread:
        yield f"another version of the reader made {inside.unread} of the records: run selon desk reread"
    if inside.failures:
        yield f"some inputs could not be read ({inside.failures}): selon failures lists them, selon retry tries them again"
    if not inside.articles:
        yield "it is empty: selon add takes articles in"
