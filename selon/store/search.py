"""Statements as rows, and the stems of all words: what is searched."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from selon.model import Held, Statement
from selon.stems import search_terms
from selon.store.articles import Kept
from selon.store.file import Store

_KEPT = ", ".join(f"a.{column}" for column in Kept._fields)
_NEWEST = "NOT EXISTS (SELECT 1 FROM articles b WHERE b.address = a.address AND b.version > a.version)"
_JOINT = " … "
_STATEMENT = (
    "article, statement, source, voice, addressee, act, mode, certainty, polarity, channel, chain, content, start, "
    '"end", by_hand'
)


class Condition(NamedTuple):
    """A test of one column (`a.` of the article, `s.` of the statement) with its values."""

    sql: str
    values: tuple[object, ...]


class Hit(NamedTuple):
    """An article found, with the statement that was found in it where statements were asked for."""

    article: Kept
    statement: str | None = None


def add(store: Store, held: Held) -> None:
    """Enter an article's words and statements."""
    info, language = held.record.article, held.record.article.language
    number = _number(store, held.id)
    if store.row("SELECT 1 FROM article_words WHERE rowid = ?", [number]) is None:  # entered anew, its words are there
        store.change(
            "INSERT INTO article_words (rowid, title, text) VALUES (?, ?, ?)",
            (number, _stems(info.title or "", language), _stems(held.text, language)),
        )
    for statement in held.record.statements:
        _add_statement(store, held, statement)


def leave(store: Store, article: str) -> None:
    """Take out the statements of an article that a later version stands for."""
    store.change("DELETE FROM statements WHERE article = ?", [article])


def articles(store: Store, words: str, conditions: Sequence[Condition], limit: int) -> list[Hit]:
    """The articles that a full-text question finds, the best first; without words the newest first."""
    tests = " AND ".join([condition.sql for condition in conditions] + [_NEWEST])
    values = [value for condition in conditions for value in condition.values]
    if not words:
        sql = f"SELECT {_KEPT} FROM articles a WHERE {tests} ORDER BY a.published DESC, a.number DESC LIMIT ?"
        return [Hit(Kept(*row)) for row in store.rows(sql, [*values, limit])]
    sql = (
        f"SELECT {_KEPT} FROM article_words w JOIN articles a ON a.number = w.rowid "
        f"WHERE article_words MATCH ? AND {tests} ORDER BY bm25(article_words, 3.0, 1.0), a.number LIMIT ?"
    )
    return [Hit(Kept(*row)) for row in store.rows(sql, [words, *values, limit])]


def statements(store: Store, words: str, conditions: Sequence[Condition], limit: int) -> list[Hit]:
    """The statements that a full-text question finds, the best first; without words the newest first."""
    tests = " AND ".join([condition.sql for condition in conditions] + [_NEWEST])
    values = [value for condition in conditions for value in condition.values]
    joined = "statements s JOIN articles a ON a.id = s.article"
    order = "s.published DESC, s.number DESC"
    if words:
        joined = f"statement_words w JOIN {joined.replace('statements s', 'statements s ON s.number = w.rowid')}"
        tests, values, order = f"statement_words MATCH ? AND {tests}", [words, *values], "bm25(statement_words), s.number"
    sql = f"SELECT {_KEPT}, s.statement FROM {joined} WHERE {tests} ORDER BY {order} LIMIT ?"
    return [Hit(Kept(*row[:-1]), row[-1]) for row in store.rows(sql, [*values, limit])]


def answering(store: Store, words: str, conditions: Sequence[Condition], are_statements: bool) -> list[str]:
    """The ids of all articles that a question finds or finds statements of, in order of arrival."""
    tests = [condition.sql for condition in conditions]
    values: list[object] = [value for condition in conditions for value in condition.values]
    joined = "articles a"
    if are_statements:
        joined += " JOIN statements s ON s.article = a.id"
    if words:
        table, number = ("statement_words", "s.number") if are_statements else ("article_words", "a.number")
        joined += f" JOIN {table} w ON w.rowid = {number}"
        tests, values = [f"{table} MATCH ?", *tests], [words, *values]
    sql = f"SELECT DISTINCT a.id, a.number FROM {joined} WHERE {' AND '.join([*tests, _NEWEST])} ORDER BY a.number"
    return [row["id"] for row in store.rows(sql, values)]


def traits(
    store: Store, words: str, conditions: Sequence[Condition], are_statements: bool, limit: int
) -> list[tuple[str | None, ...]]:
    """Outlet, year and language of at most `limit` answers, of statements also act and source, to be counted."""
    tests = [condition.sql for condition in conditions]
    values: list[object] = [value for condition in conditions for value in condition.values]
    joined, of_statements = "articles a", "NULL, NULL"
    if are_statements:
        joined, of_statements = "articles a JOIN statements s ON s.article = a.id", "s.act, s.source"
    if words:
        table, number = ("statement_words", "s.number") if are_statements else ("article_words", "a.number")
        joined += f" JOIN {table} w ON w.rowid = {number}"
        tests, values = [f"{table} MATCH ?", *tests], [words, *values]
    shown = f"a.outlet, substr(a.published, 1, 4), a.language, {of_statements}"
    sql = f"SELECT {shown} FROM {joined} WHERE {' AND '.join([*tests, _NEWEST])} LIMIT ?"
    return [tuple(row) for row in store.rows(sql, [*values, limit])]


def statement_rows(held: Held) -> list[tuple[object, ...]]:
    """The rows of `statements` that an article has once it is entered, without their numbers and the day."""
    return [_columns(held, statement) for statement in held.record.statements]


def statements_of(store: Store, article: str) -> list[tuple[object, ...]]:
    """The same of those that are there."""
    return [tuple(row) for row in store.rows(f"SELECT {_STATEMENT} FROM statements WHERE article = ?", [article])]


def _columns(held: Held, statement: Statement) -> tuple[object, ...]:
    addressee = statement.addressee.name if statement.addressee else None
    source, by_hand = statement.source, held.correction_of(statement.id)
    where = (statement.content[0].start, statement.content[-1].end) if statement.content else (0, 0)
    return (
        held.id, statement.id, source.name, source.voice, addressee, statement.act, statement.mode, statement.certainty,
        statement.polarity, statement.channel, " → ".join(statement.chain), _content(held, statement), *where,
        by_hand.ruling if by_hand else None,
    )  # fmt: skip


def _content(held: Held, statement: Statement) -> str:
    return _JOINT.join(span.of(held.text) for span in statement.content)


def _add_statement(store: Store, held: Held, statement: Statement) -> None:
    language, columns = held.record.article.language, _columns(held, statement)
    number = store.change(
        f"INSERT INTO statements (published, {_STATEMENT}) VALUES ({', '.join('?' * (len(columns) + 1))})",
        (held.record.article.published, *columns),
    )
    addressee = statement.addressee.name if statement.addressee else ""
    named = " ".join(_said_of(held, statement))
    store.change(
        "INSERT INTO statement_words (rowid, content, source, addressee) VALUES (?, ?, ?, ?)",
        (number, _stems(_content(held, statement), language), _stems(named, language), _stems(addressee, language)),
    )


def _said_of(held: Held, statement: Statement) -> Iterator[str]:
    """What the source is called: its name, the words that stand there, and the roles that the article gives it."""
    source = statement.source
    yield source.name or ""
    if source.span is not None:
        yield source.span.of(held.text)
    for entity in held.record.entities:
        if entity.id == source.entity:
            yield from (role.of(held.text) for role in entity.roles)


def _number(store: Store, article: str) -> int:
    row = store.row("SELECT number FROM articles WHERE id = ?", [article])
    assert row is not None, f"the article {article} is entered before it is kept"
    return int(row["number"])


def _stems(text: str, language: str) -> str:
    return " ".join(term.stem for term in search_terms(text, language))


def matching(groups: Iterable[Iterable[str]], column: str | None, is_wanted: bool = True) -> str:
    """One full-text test: any of the `groups` of stems, each a phrase, in a column or anywhere, or nowhere."""
    phrases = " OR ".join(f'"{" ".join(group)}"' for group in groups)
    tested = f"{{{column}}} : ({phrases})" if column else f"({phrases})"
    return tested if is_wanted else f"NOT {tested}"
