"""Many articles out of few, printed by invented outlets: other names and words, as many each month; some copied."""

import hashlib
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations, count, cycle
from pathlib import Path

import msgspec
from msgspec import structs

from benchmarks.renaming import Base, Change, Words, base_of, change, changed, words_of
from selon.corpus.copies import fingerprint, keys
from selon.ingest import jsonl
from selon.intake import Item
from selon.model import Article, Held, Reading, Record
from selon.reader import Reader

OUTLETS = 40
COPIED = 10
"""One article of so many is a copy of the one before: by another outlet, a day later, with other words here and there."""
DISPATCH, PRINTED = 1000, 20
"""One article of so many, of the middle length, is printed by so many others."""
MEETING = 100
"""One article of so many tells of a contact of the two states whose contacts most readings tell of: a ledger that grows."""
_MONTH, _DAY = 31, 10
_ANEW = 1_000_000
_TRIED = (1, 2, 3)
_COPYING = 50
_PAIR = 2
_UNDATED = date(2016, 1, 1).toordinal()
_OTHER_WORDS = 0.15


class Recorded:
    """A reader that knows the record of every text that it is asked for: what is measured is the desk, not the reader."""

    version = "recorded"

    def __init__(self) -> None:
        self._records: dict[str, list[Record]] = {}

    def learn(self, reading: Reading) -> None:
        """Keep a record until it is asked for; of articles with one text the first that was learned comes first."""
        self._records.setdefault(reading.text, []).append(reading.record)

    def read(self, article: Article) -> Reading:
        """The record that was learned."""
        records = self._records[article.text]
        record = records.pop(0)
        if not records:
            del self._records[article.text]
        return Reading(article.text, record)

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """The records that were learned."""
        return (self.read(article) for article in articles)


class Line(msgspec.Struct):
    """A line of what `selon export --format jsonl` writes, as far as it is needed."""

    text: str
    record: Record


def read(path: Path) -> list[Reading]:
    """The articles of a JSONL file with their records: those that stand there, as in an export, else read now."""
    with path.open("rb") as lines:
        if b'"record":' in next(lines):
            lines.seek(0)
            return [Reading(line.text, line.record) for line in map(msgspec.json.Decoder(Line).decode, lines)]
        lines.seek(0)
        articles = [row for row in jsonl.articles(lines, path.name) if isinstance(row, Article)]
    return list(Reader().read_many(articles))


def many(readings: list[Reading], most: int, reader: Recorded, kept: Iterable[str] = ()) -> Iterator[Item]:
    """`most` articles made of the readings in turn; the reader learns them. The words `kept` are not exchanged."""
    words = words_of(readings, kept)
    bases, copying = varied(readings, words), [change(words, -turn, share=_OTHER_WORDS) for turn in range(_COPYING)]
    originals, meetings = _originals(bases, words), cycle(map(_meeting, _meetings(readings)))
    printed = sorted(bases, key=lambda base: len(base.reading.text))[len(bases) // 2]
    last = dispatch = min((base.reading for base in bases), key=_day)
    for number in range(most):
        place, by = number % DISPATCH, copying[number % _COPYING]
        if not place:
            made = dispatch = _anew(printed, last, words, number)
        elif place <= PRINTED:
            made = _copy(dispatch, words, by, number)
        elif number % COPIED == COPIED - 1:
            made = _copy(last, words, by, number)
        elif number % MEETING == MEETING // 2:
            made = _anew(next(meetings), last, words, number)
        else:
            made = last = next(originals)
        yield _item(made, number, reader)


def varied(readings: list[Reading], words: Words) -> list[Base]:
    """The readings of which an exchange of words makes articles that are not even compared as copies; all where that is none.

    In the others the words that findings stand on, which stay, are so many that each month would print a copy of the month
    before: more and more copies of one text, as no archive has them.
    """
    changes, bases = [change(words, turn) for turn in _TRIED], [base_of(reading) for reading in readings]
    return [base for base in bases if not _stays(base, words, changes)] or bases


def _stays(base: Base, words: Words, changes: list[Change]) -> bool:
    made = [changed(base, words.names, by) for by in changes]
    found = [set(keys(fingerprint(Held("", one.text, one.record)))) for one in made]
    return any(one & other for one, other in combinations(found, 2))


def _originals(bases: list[Base], words: Words) -> Iterator[Reading]:
    """As many articles a month as there are bases, month after month, in any order within a month.

    What happened in the bases' first month, in their second and so on happens at once, to other people each: a turn goes
    through all bases in the months from its first one, and each month begins another. One outlet prints a turn.
    """
    chance, first = random.Random(0), min(_day(base.reading) for base in bases)
    slices = {id(base): (_day(base.reading) - first) // _MONTH for base in bases}
    longest = max(slices.values())
    for month in count():
        changes = {part: change(words, month - part + longest + 1, (month - part) * _MONTH) for part in {*slices.values()}}
        for base in chance.sample(bases, len(bases)):
            part = slices[id(base)]
            yield _printed(changed(base, words.names, changes[part]), month - part)


def _meetings(readings: list[Reading]) -> list[Reading]:
    """The readings with a contact of the two states of which most tell; all of them where none has one."""
    told = [(reading, pair) for reading in readings for pair in _states(reading)]
    most = Counter(tuple(sorted(pair)) for _, pair in told).most_common(1)
    return [reading for reading, pair in told if most[0][0] == tuple(sorted(pair))] or readings


def _meeting(reading: Reading) -> Base:
    """An article on a contact of which only that, names, cues and its parties' offices stay: told often, no copy of itself."""
    parties = {party for contact in reading.record.contacts for party in contact.participants}
    names = (span for entity in reading.record.entities for span in entity.mentions)
    offices = (span for entity in reading.record.entities if entity.id in parties for span in entity.roles)
    cues = (statement.cue for statement in reading.record.statements if statement.cue)
    return base_of(reading, (*names, *offices, *cues, *(contact.span for contact in reading.record.contacts)))


def _states(reading: Reading) -> set[frozenset[str]]:
    countries = {entity.id: entity.country for entity in reading.record.entities}
    found = (frozenset(filter(None, map(countries.get, contact.participants))) for contact in reading.record.contacts)
    return {pair for pair in found if len(pair) == _PAIR}


def _anew(base: Base, last: Reading, words: Words, number: int) -> Reading:
    """An article in words of its own, on the day of the last one."""
    by = change(words, _ANEW + number, _day(last) - _day(base.reading))
    return _printed(changed(base, words.names, by), number)


def _day(reading: Reading) -> int:
    """Days since the year 1; articles without a day count as of 2016."""
    published = reading.record.article.published
    return date.fromisoformat(published[:_DAY]).toordinal() if published and len(published) >= _DAY else _UNDATED


def _copy(reading: Reading, words: Words, by: Change, number: int) -> Reading:
    copy = changed(base_of(reading), words.names, by._replace(days=timedelta(days=1 + number % 2)))
    return _printed(copy, random.Random(number).randrange(OUTLETS))


def _printed(reading: Reading, outlet: int) -> Reading:
    info = structs.replace(reading.record.article, outlet=f"Outlet {outlet % OUTLETS}")
    return Reading(reading.text, structs.replace(reading.record, article=info))


def _item(reading: Reading, number: int, reader: Recorded) -> Item:
    info = structs.replace(reading.record.article, id=_digest(reading.text), key=str(number))
    reader.learn(Reading(reading.text, structs.replace(reading.record, article=info)))
    article = Article(reading.text, info.key, info.title, info.outlet, None, info.published, info.language)
    return Item(f"made:{number}", str(number), article, "made")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
