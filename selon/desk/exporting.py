"""What leaves the desk: articles with their records, one at a time."""

from collections.abc import Iterable, Iterator

from selon.desk.query import parsed
from selon.errors import InputError
from selon.model import Article, Held
from selon.store import Kept, Store, articles, search


def newest(store: Store, query: str) -> Iterator[Held]:
    """The newest version of each article, or of those that a query finds, in order of arrival; raises InputError."""
    if not query.strip():
        return articles.all_held(store)
    return (found for article in _answering(store, query) if (found := articles.held(store, article)) is not None)


def given(store: Store, query: str) -> Iterator[tuple[Article, Held]]:
    """Each article as it was given: every version in order of arrival, or the newest of those that a query finds."""
    kept = articles.every(store) if not query.strip() else _named(store, _answering(store, query))
    return ((_article(one), found) for one in kept if (found := articles.held(store, one.id)) is not None)


def _answering(store: Store, query: str) -> list[str]:
    asked = parsed(query)
    found = search.answering(store, asked.words, asked.conditions, asked.is_of_statements)
    if not found:
        raise InputError(f"nothing answers {query!r}: there is nothing to export; try selon search with fewer words.")
    return found


def _named(store: Store, ids: Iterable[str]) -> Iterator[Kept]:
    return (kept for article in ids for kept in articles.named(store, article))


def _article(kept: Kept) -> Article:
    return Article(
        text=kept.text,
        key=kept.key,
        title=kept.title,
        outlet=kept.outlet,
        url=kept.url,
        published=kept.published,
        language=kept.language,
    )
