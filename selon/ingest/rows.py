"""Rows of a table or of JSON lines: fields by name, as articles on their way in."""

from collections.abc import Mapping
from datetime import date, datetime

from selon.ingest.incoming import Incoming
from selon.ingest.jsonl import Failure, checked
from selon.ingest.moments import moment
from selon.ingest.plain import normalise

COLUMNS = ("text", "key", "id", "title", "outlet", "url", "published", "modified", "language", "byline", "links")
"""The columns that are read, text being the one that is needed; others pass."""

EXPECTED = "expected a column text, and any of key, title, outlet, url, published, language"
"""What a table is expected to hold, as messages say it."""


def incoming(fields: Mapping[str, object], where: str, expected: str | None = None) -> Incoming | Failure:
    """The article that the fields tell; `expected` is said of a table's row where they tell none."""
    told = {name: _plain(value) for name, value in fields.items() if name in COLUMNS}
    article = checked(told, where, expected, "row") if expected else checked(told, where)
    if isinstance(article, Failure):
        return article
    byline, modified = told.get("byline"), told.get("modified")
    return Incoming(
        article,
        where,
        byline=(normalise(byline).strip()[:300] or None) if isinstance(byline, str) else None,
        modified=moment(modified) if isinstance(modified, str) else None,
        links=_links(told.get("links")),
    )


def _links(told: object) -> tuple[str, ...]:
    """The addresses in a list, as a page's own would be found; anything else in it passes."""
    given = told if isinstance(told, list | tuple) else ()
    return tuple(dict.fromkeys(link for link in given if isinstance(link, str) and link.startswith(("http://", "https://"))))


def without_text(where: str, columns: list[str]) -> Failure:
    """What is said of a table that has no column of texts: the columns found and wanted."""
    found = ", ".join(name[:40] for name in columns[:20]) or "none"
    return Failure(where, None, f"{where} has no column text (found: {found}): {EXPECTED}; rename the column of the texts.")


def _plain(value: object) -> object:
    # Parquet and spreadsheets hold moments as such, and an empty cell for what is not known.
    if isinstance(value, datetime | date):
        return value.isoformat()
    return None if value == "" else value
