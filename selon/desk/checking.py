"""Whether a desk is whole: its pages, every span of every record against its text, and what is derived against both."""

from collections.abc import Iterator

import msgspec

from selon.desk.recounting import article_faults, table_faults
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
        yield f"article {row['id']} has no record, half of it is missing: go back to a backup."
    yield from table_faults(store)
    newest = {row["id"] for row in store.each("SELECT id FROM latest_articles")}
    for row in store.rows("SELECT id FROM articles ORDER BY number"):
        yield from _faults(store, row["id"], row["id"] in newest)


def _faults(store: Store, article: str, is_newest: bool) -> Iterator[str]:
    try:
        held = articles.held(store, article)
        verify(held.record, held.text) if held else None
    except (RecordError, msgspec.DecodeError) as error:
        yield f"article {article}: {error}; go back to a backup."
        return
    if held is not None and is_newest:
        yield from article_faults(store, held)
