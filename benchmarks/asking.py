"""What is asked of a desk while it grows, and how long an answer takes."""

import statistics
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from selon.comparing import comparer
from selon.desk import Desk
from selon.desk.ledger import Asked
from selon.errors import InputError
from selon.store import Kept

_TURNS = 5
_PAIR = (
    "SELECT a, b FROM ledger_pairs WHERE a LIKE '{kind}/%' AND b LIKE '{kind}/%' AND a <> b "
    "GROUP BY a, b ORDER BY count(*) DESC, a, b LIMIT 20"
)
_STORY = "SELECT id FROM stories ORDER BY abs(articles - 6), id LIMIT 1"
_DISPATCH = "0"


class Question(NamedTuple):
    """A question by what it is called in a table, and what asks it: it gives the number of answers."""

    name: str
    ask: Callable[[Desk], int]


def questions(desk: Desk, queries: tuple[str, ...]) -> list[Question]:
    """The questions by their names; the two persons and the two states are those with most contacts."""
    persons, states = _pair(desk, "person"), _pair(desk, "state")
    found = [Question(f"`search {query}`", lambda desk, query=query: len(desk.search(query))) for query in queries]  # type: ignore[misc]
    ledgers = [
        Question("ledger of two persons", lambda desk: len(desk.ledger(Asked(persons)).entries)),
        Question("ledger of two states", lambda desk: len(desk.ledger(Asked(states)).entries)),
        Question("its last contact", lambda desk: len(desk.ledger(Asked(states, is_last=True)).entries)),
        Question("ledger of a state", lambda desk: len(desk.ledger(Asked(states[:1])).entries)),
    ]
    return [*found, *ledgers, Question("actor", lambda desk: desk.actor(persons[0]).seen), *_of_texts()]


def _of_texts() -> list[Question]:
    return [
        Question("accounts of a story", lambda desk: len(desk.accounts(_story(desk), comparer().compare_all).account.claims)),
        Question("copies of a dispatch", lambda desk: len(desk.copies(_DISPATCH).articles)),
    ]


def asked(desk: Desk, question: Question) -> str:
    """How long an answer takes, in milliseconds, with the number of what was found."""
    taken = []
    count = question.ask(desk)
    for _ in range(_TURNS):
        begun = time.process_time()
        question.ask(desk)
        taken.append(time.process_time() - begun)
    return f"{statistics.median(taken) * 1000:.0f} ms ({count:,})"


def _pair(desk: Desk, kind: str) -> tuple[str, str]:
    """The names, or codes, of the two who have most contacts, of those who alone are called so."""
    for row in desk.store.rows(_PAIR.format(kind=kind)):
        a, b = (" ".join(reversed(key.split("/")[1:])) for key in row)
        with suppress(InputError):
            desk.actor(a), desk.actor(b)
            return a, b
    raise InputError(f"no article tells of a contact of two of the kind {kind}: give other articles")


def _story(desk: Desk) -> list[Kept]:
    row = desk.store.row(_STORY)
    assert row is not None, "there is no story: give articles with their days"
    return desk.story_articles(desk.story(row["id"]))
