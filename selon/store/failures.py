"""What could not be taken in: a row a place, with its reason and how often it was tried."""

from typing import NamedTuple

from selon.store.file import Store


class Failed(NamedTuple):
    """One place that could not be read; `origin` is what to ask for to try it again; times are ISO 8601 in UTC."""

    place: str
    origin: str
    key: str | None
    reason: str
    first: str
    last: str
    tries: int


def put(store: Store, place: str, origin: str, key: str | None, reason: str, now: str) -> None:
    """Keep a failure; one at the same place is the same one, tried again."""
    store.change(
        "INSERT INTO failures VALUES (?1, ?2, ?3, ?4, ?5, ?5, 1) "
        "ON CONFLICT (place) DO UPDATE SET reason = ?4, last = ?5, tries = tries + 1",
        [place, origin, key, reason, now],
    )


def clear(store: Store, place: str) -> None:
    """Forget the failure at a place that could be read now."""
    store.change("DELETE FROM failures WHERE place = ?", [place])


def clear_origin(store: Store, origin: str, before: str) -> None:
    """Forget the failures of an origin that was read to its end without meeting them again since `before`."""
    store.change("DELETE FROM failures WHERE origin = ? AND last < ?", [origin, before])


def listed(store: Store) -> list[Failed]:
    """Every failure, the newest first."""
    columns = "place, origin, key, reason, first, last, tries"
    return [Failed(*row) for row in store.rows(f"SELECT {columns} FROM failures ORDER BY last DESC, place")]
