"""What a ledger costs as a desk grows: python benchmarks/ledger.py [--sizes 1000,10000,100000]

Every article is made up and tells of one contact, one in fifty of the same two ministers, some of them by their surnames
alone, by their states, or without a day. At each size: adding one, the ledger of the two ministers, of their states, of two other
states, of one state, and the page of one minister; the median of several, in
processor time, with the number of contacts found.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.many import Recorded
from selon.desk import WRITE, Desk
from selon.desk.ledger import Asked
from selon.intake import Item
from selon.model import SCHEMA, Article, ArticleInfo, Contact, Entity, EntityKind, Reading, Record
from selon.span import Span

STATES = ("RU", "FR", "US", "DE", "GB", "IT", "ES", "PL", "UA", "TR", "CN", "IN", "JP", "BR", "CA", "NO", "SE", "FI", "BG", "RO")
OFTEN, PEOPLE, ROLE = 50, 400, "ministre"
FIRST_DAY = date(2001, 1, 1)
_SYLLABLES = ("ba", "co", "di", "fe", "gu", "lan", "mor", "nev", "pol", "ra", "sin", "tu", "vel", "zo")
_TURNS, _LAST = 5, 500


def main() -> int:
    """Print a table of the costs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="1000,10000,100000")
    sizes = [int(size) for size in parser.parse_args().sizes.split(",")]
    names = _names()
    questions = ((names[0], names[1]), ("RU", "FR"), ("US", "DE"), ("FR",))
    with tempfile.TemporaryDirectory() as folder, Desk(Path(folder, "desk.sqlite"), WRITE) as desk:
        print("| articles | adding one | " + " | ".join("`ledger " + " ".join(asked) + "`" for asked in questions) + " | actor |")
        print("| --- " * (3 + len(questions)) + "|")
        reader = Recorded()
        items = _items(names, reader)
        for before, size in zip([0, *sizes], sizes, strict=False):
            _add(desk, islice(items, size - before - _LAST), reader)
            last = list(islice(items, _LAST))
            adding = _milliseconds(lambda last=last: _add(desk, last, reader), 1) / _LAST  # type: ignore[misc]
            asked = [_milliseconds(lambda q=q: desk.ledger(Asked(q))) for q in questions]  # type: ignore[misc]
            found = [len(desk.ledger(Asked(question)).entries) for question in questions]
            cells = [f"{ms:.0f} ms ({count})" for ms, count in zip(asked, found, strict=True)]
            page = _milliseconds(lambda: desk.actor(names[0]))
            print(f"| {size:,} | {adding:.1f} ms | {' | '.join(cells)} | {page:.0f} ms |", flush=True)
    return 0


def _add(desk: Desk, items: Iterator[Item] | list[Item], reader: Recorded) -> None:
    for _ in desk.add(items, lambda: reader):
        pass


def _milliseconds(work: Callable[[], object], turns: int = _TURNS) -> float:
    taken = []
    for _ in range(turns):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken) * 1000


def _names() -> list[str]:
    chance = random.Random(1)
    words = ["".join(chance.choices(_SYLLABLES, k=3)).title() for _ in range(2 * PEOPLE)]
    return [f"{given} {surname}" for given, surname in zip(words[:PEOPLE], words[PEOPLE:], strict=True)]


def _items(names: list[str], reader: Recorded) -> Iterator[Item]:
    chance, number = random.Random(2), 0
    while True:
        number += 1
        a, b = (0, 1) if number % OFTEN == 0 else chance.sample(range(PEOPLE), 2)
        reading = _reading(names, (a, b), chance, number)
        reader.learn(reading)
        info = reading.record.article
        article = Article(reading.text, str(number), None, f"Outlet {number % 40}", None, info.published, "fr")
        yield Item(f"made:{number}", str(number), article, "made")


def _reading(names: list[str], pair: tuple[int, int], chance: random.Random, number: int) -> Reading:
    """An article on a contact: its sides by full name with an office, by surname, or as states; one in five without a day."""
    day = FIRST_DAY + timedelta(days=chance.randrange(8000))
    text, entities = "", []
    for place, person in enumerate(pair, start=1):
        state, way = STATES[person % len(STATES)], chance.random()
        name, kind = (names[person], "person") if way < 0.9 else (state, "country")
        name = name.split()[1] if 0.8 <= way < 0.9 else name
        title = f"{ROLE} " if way < 0.8 else ""
        start = len(text) + len(title)
        roles = (Span(len(text), start - 1),) if title else ()
        entities.append(_entity(place, name, kind, state, roles, Span(start, start + len(name))))
        text += f"{title}{name} / "
    span = Span(len(text), len(text) + len("appel"))
    text += f"appel {number}"
    dated = day.isoformat() if chance.random() < 0.8 else None
    contact = Contact("C1", span, "phone", participants=("E1", "E2"), date=dated)
    published = (day + timedelta(days=1)).isoformat()
    info = ArticleInfo("0" * 32, "fr", len(text), published=published, published_basis="given")
    return Reading(text, Record(SCHEMA, "made", info, entities=tuple(entities), contacts=(contact,)))


def _entity(place: int, name: str, kind: str, state: str, roles: tuple[Span, ...], mention: Span) -> Entity:
    known: EntityKind = "person" if kind == "person" else "country"
    return Entity(f"E{place}", name, known, state, None, roles, (mention,))


if __name__ == "__main__":
    sys.exit(main())
