"""What people have ruled by hand, kept through every rebuild; what is undone stays as a row."""

from typing import NamedTuple

from selon.store.file import Store


class Ruling(NamedTuple):
    """One ruling on a pair; `made` is ISO 8601 in UTC."""

    number: int
    kind: str
    a: str
    b: str
    made: str


def put(store: Store, kind: str, a: str, b: str, now: str) -> int:
    """Keep a ruling; its number."""
    return store.change("INSERT INTO rulings (kind, a, b, made) VALUES (?, ?, ?, ?)", [kind, a, b, now])


def undo(store: Store, number: int, now: str) -> Ruling | None:
    """Take a ruling back; None where there is none in force with that number."""
    row = store.row("SELECT number, kind, a, b, made FROM rulings WHERE number = ? AND undone IS NULL", [number])
    if row is None:
        return None
    store.change("UPDATE rulings SET undone = ? WHERE number = ?", [now, number])
    return Ruling(*row)


def in_force(store: Store, *kinds: str) -> list[Ruling]:
    """The rulings of some kinds that stand, in the order in which they were made."""
    marks = ", ".join("?" * len(kinds))
    found = store.rows(
        f"SELECT number, kind, a, b, made FROM rulings WHERE undone IS NULL AND kind IN ({marks}) ORDER BY number", kinds
    )
    return [Ruling(*row) for row in found]
