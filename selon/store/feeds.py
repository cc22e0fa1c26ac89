"""Feeds that are watched: a row a feed, with what is known of it between two polls."""

import msgspec

from selon.store.file import Store


def put(store: Store, url: str, state: msgspec.Struct) -> None:
    """Keep a feed's state in the place of the one before."""
    store.change(
        "INSERT INTO feeds VALUES (?1, ?2) ON CONFLICT (url) DO UPDATE SET state = ?2", [url, msgspec.json.encode(state).decode()]
    )


def states(store: Store) -> dict[str, str]:
    """The state of each feed, as JSON, by its URL, in the order in which they came."""
    return {row["url"]: row["state"] for row in store.rows("SELECT url, state FROM feeds ORDER BY rowid")}
