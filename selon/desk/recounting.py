"""Whether what is derived answers to the truth: each newest article is asked again what it tells, and each row whose it is."""

from collections.abc import Iterable, Iterator

from selon.desk import actors, ledger
from selon.model import Held
from selon.store import Store, search
from selon.store import actors as sightings

_ANEW = "run selon desk rebuild, which makes it anew."
_WORDS = ("article_words", "statement_words")
_ONE_EACH = ("story_features", "story_articles", "copy_prints")
_MANY_EACH = ("statements", "sightings", "actor_offices", "contacts", "ledger_claims", "ledger_pairs", "ledger_sides")
_STRAY = (
    ("article_words", "SELECT rowid FROM article_words WHERE rowid NOT IN (SELECT number FROM articles)"),
    ("sightings", "SELECT article || ' ' || entity FROM sightings WHERE key NOT IN (SELECT key FROM actor_keys)"),
    ("story_articles", "SELECT article FROM story_articles WHERE story NOT IN (SELECT id FROM stories)"),
    ("story_pending", "SELECT article FROM story_pending"),
    ("copy_keys", "SELECT DISTINCT number FROM copy_keys WHERE number NOT IN (SELECT number FROM copy_prints)"),
    ("copy_unsettled", "SELECT number FROM copy_unsettled"),
    (
        "copy_kin",
        "SELECT a || ' ' || b FROM copy_kin WHERE a NOT IN (SELECT article FROM copy_prints) "
        "OR b NOT IN (SELECT article FROM copy_prints)",
    ),
)
_COUNTED = (
    (
        "stories",
        "SELECT s.id, s.articles, count(m.article) FROM stories s LEFT JOIN story_articles m ON m.story = s.id "
        "GROUP BY s.id HAVING s.articles <> count(m.article)",
    ),
    (
        "actor_keys",
        "SELECT k.key, k.articles, count(s.key) FROM actor_keys k LEFT JOIN sightings s ON s.key = k.key "
        "GROUP BY k.key HAVING k.articles <> count(s.key)",
    ),
)


def table_faults(store: Store) -> Iterator[str]:
    """One sentence for each row of a derived table that has no article, is missing, or counts otherwise than a recount does."""
    for table in _WORDS:
        if (fault := store.full_text_fault(table)) is not None:
            yield f"the index of words {table} is damaged ({fault}): {_ANEW}"
    yield from _missing(store)
    for table, sql in _STRAY:
        for row in store.rows(sql):
            yield f"row {row[0]} of {table} answers to nothing: {_ANEW}"
    for table in (*_ONE_EACH, *_MANY_EACH):
        for row in store.rows(f"SELECT DISTINCT article FROM {table} WHERE article NOT IN (SELECT id FROM latest_articles)"):
            yield f"{table} has rows of {row[0]}, which is no newest version of an article: {_ANEW}"
    for table, sql in _COUNTED:
        for row in store.rows(sql):
            yield f"row {row[0]} of {table} counts {row[1]} where a recount finds {row[2]}: {_ANEW}"


def article_faults(store: Store, held: Held) -> Iterator[str]:
    """One sentence for each row of an article, the newest of its versions, that is missing, too many or other than its record."""
    yield from _compared("statements", held, search.statement_rows(held), search.statements_of(store, held.id))
    yield from _compared("sightings", held, actors.entered(held), sightings.in_article(store, held.id))
    yield from _compared("contacts and ledger_claims", held, ledger.entered(held), ledger.kept(store, held.id))


def _missing(store: Store) -> Iterator[str]:
    for row in store.rows("SELECT id FROM latest_articles WHERE number NOT IN (SELECT rowid FROM article_words)"):
        yield f"article {row[0]} is not in the index of words: {_ANEW}"
    for row in store.rows("SELECT article, statement FROM statements WHERE number NOT IN (SELECT rowid FROM statement_words)"):
        yield f"statement {row[1]} of article {row[0]} is not in the index of words: {_ANEW}"
    for table in _ONE_EACH:
        for row in store.rows(f"SELECT id FROM latest_articles WHERE id NOT IN (SELECT article FROM {table})"):
            yield f"article {row[0]} has no row in {table}: {_ANEW}"


def _compared(table: str, held: Held, wanted: Iterable[tuple[object, ...]], found: Iterable[tuple[object, ...]]) -> Iterator[str]:
    """The rows that are there and those that the record asks for, the first two columns of each its article and its own id."""
    expected, there = {row[1]: tuple(row) for row in wanted}, {row[1]: tuple(row) for row in found}
    for name in sorted(map(str, expected.keys() | there.keys())):
        if expected.get(name) != there.get(name):
            wrong = "is missing" if name not in there else "has nothing in its record" if name not in expected else "is another"
            yield f"row {name} of {table} of article {held.id} {wrong}: {_ANEW}"
