"""What people have ruled by hand, kept through every rebuild; what is undone stays as a row."""

from collections.abc import Collection
from typing import NamedTuple

from selon.store.file import Store

_COLUMNS = "number, kind, a, b, made, undone"


class Ruling(NamedTuple):
    """One ruling on a pair; `made` and `undone` (None where it stands) are ISO 8601 in UTC."""

    number: int
    kind: str
    a: str
    b: str
    made: str
    undone: str | None = None


def put(store: Store, kind: str, a: str, b: str, now: str) -> int:
    """Keep a ruling; its number."""
    return store.change("INSERT INTO rulings (kind, a, b, made) VALUES (?, ?, ?, ?)", [kind, a, b, now])


def undo(store: Store, number: int, now: str) -> Ruling | None:
    """Take a ruling back; None where there is none in force with that number."""
    row = store.row(f"SELECT {_COLUMNS} FROM rulings WHERE number = ? AND undone IS NULL", [number])
    if row is None:
        return None
    store.change("UPDATE rulings SET undone = ? WHERE number = ?", [now, number])
    return Ruling(*row)


def in_force(store: Store, *kinds: str) -> list[Ruling]:
    """The rulings of some kinds that stand, in the order in which they were made."""
    marks = ", ".join("?" * len(kinds))
    found = store.rows(f"SELECT {_COLUMNS} FROM rulings WHERE undone IS NULL AND kind IN ({marks}) ORDER BY number", kinds)
    return [Ruling(*row) for row in found]


def on(store: Store, kind: str, names: Collection[str]) -> list[Ruling]:
    """The rulings of a kind on `a` among some names that stand, in the order in which they were made."""
    tests = f"undone IS NULL AND kind = ? AND a IN ({', '.join('?' * len(names))})"
    found = store.rows(f"SELECT {_COLUMNS} FROM rulings WHERE {tests} ORDER BY number", [kind, *names])
    return [Ruling(*row) for row in found]


def listed(store: Store) -> list[Ruling]:
    """Every ruling, those taken back too, the newest first."""
    return [Ruling(*row) for row in store.rows(f"SELECT {_COLUMNS} FROM rulings ORDER BY number DESC")]
