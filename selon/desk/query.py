"""The query language of the desk: words, "phrases", -words and field:value, all of which have to hold."""

import re
from collections.abc import Iterator
from typing import NamedTuple, get_args

from selon.errors import InputError
from selon.model import Act, Certainty, Channel, Mode, Voice
from selon.stems import search_terms
from selon.store.search import Condition, matching

LANGUAGES = ("fr", "en")
"""Languages by whose stems a word is looked up: the query does not tell its own."""

_TOKEN = re.compile(r'(?P<minus>-)?(?:(?P<field>[a-z]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_CLOSED: dict[str, tuple[str, ...]] = {
    "act": get_args(Act),
    "mode": get_args(Mode),
    "certainty": get_args(Certainty),
    "channel": get_args(Channel),
    "voice": get_args(Voice),
}
_INDEXED = {"source": "source", "to": "addressee"}
_ARTICLE = {"outlet": "a.outlet LIKE ?", "lang": "a.language = ?", "key": "a.key = ?"}
_DATES = {"since": ">=", "until": "<"}
FIELDS = (*_INDEXED, *_CLOSED, *_ARTICLE, *_DATES, "title")


class Query(NamedTuple):
    """A question: full-text tests of the words, tests of the rows, the stems to show, and whether statements are asked for."""

    words: str
    conditions: tuple[Condition, ...]
    stems: frozenset[str]
    is_of_statements: bool


class _Token(NamedTuple):
    field: str | None
    value: str
    is_wanted: bool


def parsed(asked: str, statements: bool = False) -> Query:
    """What a query asks for; raises InputError where a field or a value is none."""
    tokens = list(_tokens(asked))
    fields = {token.field for token in tokens}
    of_statements = statements or bool(fields & (_INDEXED.keys() | _CLOSED.keys()))
    tests = [(token.is_wanted, test) for token in tokens if (test := _test(token, of_statements))]
    wanted = [test for is_wanted, test in tests if is_wanted]
    unwanted = [test for is_wanted, test in tests if not is_wanted]
    if unwanted and not wanted:
        raise InputError(f"the query {asked!r} only says what not to find: give a word to find before a - as well.")
    conditions = tuple(condition for token in tokens if (condition := _condition(token, "s" if of_statements else "a")))
    shown = (token for token in tokens if token.is_wanted and token.field in (None, "title"))
    stems = frozenset(stem for token in shown for phrase in _phrases(token.value) for stem in phrase)
    words = " ".join([f"({' AND '.join(wanted)})", *unwanted]) if wanted else ""
    return Query(words, conditions, stems, of_statements)


def _tokens(asked: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(asked):
        value = found["phrase"] if found["phrase"] is not None else found["word"]
        field = found["field"]
        if field is not None and field not in FIELDS:
            fields = ", ".join(FIELDS)
            raise InputError(f"the query has no field {field!r}: {fields} were expected; use one of them, or quote the words.")
        if value.strip():
            yield _Token(field, value.strip(), found["minus"] is None)


def _phrases(value: str) -> list[tuple[str, ...]]:
    """The stems of a phrase, once for each language that stems it otherwise."""
    found = (tuple(term.stem for term in search_terms(value, language)) for language in LANGUAGES)
    return list(dict.fromkeys(phrase for phrase in found if phrase))


def _test(token: _Token, of_statements: bool) -> str | None:
    if token.field not in (None, "title", *_INDEXED):
        return None
    phrases = _phrases(token.value)
    if not phrases:
        return None
    column = _INDEXED.get(token.field or "") or ("title" if token.field else "content" if of_statements else None)
    if token.field == "title" and of_statements:
        return None
    return matching(phrases, column, token.is_wanted)


def _condition(token: _Token, dated: str) -> Condition | None:
    field, value = token.field, token.value
    if field in _CLOSED:
        return _chosen(field, value)
    if field in _ARTICLE:
        return Condition(_ARTICLE[field], (f"%{value}%" if field == "outlet" else value,))
    if field in _DATES:
        return _dated(field, value, dated)
    return None


def _chosen(field: str, value: str) -> Condition:
    chosen = tuple(value.split(","))
    unknown = [name for name in chosen if name not in _CLOSED[field]]
    if unknown:
        raise InputError(f"{field}:{unknown[0]} is no {field}: {', '.join(_CLOSED[field])} were expected; use one of them.")
    return Condition(f"s.{field} IN ({', '.join('?' * len(chosen))})", chosen)


def _dated(field: str, value: str, row: str) -> Condition:
    if not _DATE.fullmatch(value):
        raise InputError(f"{field}:{value} is no date: 2024, 2024-04 or 2024-04-05 were expected; write it so.")
    return Condition(f"{row}.published {_DATES[field]} ?", (f"{value}~" if field == "until" else value,))
