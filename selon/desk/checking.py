"""Whether a desk is whole: its pages, and every span of every record against its text."""

from collections.abc import Iterator

from selon.errors import RecordError
from selon.store import Store, articles
from selon.verify import verify


def faults(store: Store) -> Iterator[str]:
    """One sentence for each fault; none where the desk is whole."""
    for row in store.rows("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield f"the file is damaged: {row[0]}."
    for row in store.rows("PRAGMA foreign_key_check"):
        yield f"row {row['rowid']} of {row['table']} belongs to no row of {row['parent']}: go back to a backup."
    for row in store.rows("SELECT id FROM articles WHERE id NOT IN (SELECT article FROM records)"):
        yield f"article {row['id']} has no record: half of it is missing."
    for row in store.each("SELECT id FROM articles ORDER BY number"):
        held = articles.held(store, row["id"])
        try:
            verify(held.record, held.text) if held else None
        except RecordError as error:
            yield f"article {row['id']}: {error}"
    for row in store.rows("SELECT article FROM statements WHERE article NOT IN (SELECT id FROM articles)"):
        yield f"a statement belongs to no article ({row['article']}): run selon desk rebuild."
