"""Many articles out of few: names swapped letter by letter, dates shifted, every span where it was."""

import random
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TypeVar

import msgspec

from selon.intake import Item
from selon.model import Article, Reading, Record

_VOWELS, _CONSONANTS = "aeiouy", "bcdfghjklmnpqrstvwxz"
_NAME = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_STEP = timedelta(days=31)
Part = TypeVar("Part")


class Recorded:
    """A reader that knows the record of every text that it is asked for: what is measured is the desk, not the reader."""

    version = "recorded"

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}

    def learn(self, reading: Reading) -> None:
        """Keep a record until it is asked for."""
        self._records[reading.text] = reading.record

    def read(self, article: Article) -> Reading:
        """The record that was learned."""
        return Reading(article.text, self._records.pop(article.text))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """The records that were learned."""
        return (self.read(article) for article in articles)


def many(readings: list[Reading], count: int, reader: Recorded) -> Iterator[Item]:
    """`count` articles made of the readings in turn, each turn with other names and a month later; the reader learns them."""
    for number in range(count):
        turn, place = divmod(number, len(readings))
        reading = _other(readings[place], turn)
        reader.learn(reading)
        info = reading.record.article
        article = Article(reading.text, f"{turn}-{info.key}", info.title, info.outlet, None, info.published, info.language)
        yield Item(f"made:{number}", str(number), article, "made")


def _other(reading: Reading, turn: int) -> Reading:
    if not turn:
        return reading
    names = {word for entity in reading.record.entities for word in _NAME.findall(entity.name) if word[0].isupper()}
    letters = _swapped(turn)

    def renamed(text: str) -> str:
        return _NAME.sub(lambda found: found[0].translate(letters) if found[0] in names else found[0], text)

    def moved(text: str) -> str:
        return renamed(_DAY.sub(lambda found: _shifted(found[0], turn), text))

    return Reading(renamed(reading.text), _mapped(reading.record, moved))


def _mapped(value: Part, change: Callable[[str], str]) -> Part:
    """The value with every string in it changed."""
    plain = msgspec.to_builtins(value)
    return msgspec.convert(_changed(plain, change), type(value))


def _changed(value: object, change: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _changed(member, change) for key, member in value.items()}
    return [_changed(member, change) for member in value] if isinstance(value, list | tuple) else value


def _shifted(day: str, turn: int) -> str:
    try:
        return (date.fromisoformat(day) + turn * _STEP).isoformat()
    except ValueError:
        return day


def _swapped(turn: int) -> dict[int, int]:
    """A permutation of the vowels and one of the consonants, the same for small letters and capitals."""
    chance = random.Random(turn)
    table: dict[int, int] = {}
    for letters in (_VOWELS, _CONSONANTS):
        others = "".join(chance.sample(letters, len(letters)))
        table |= str.maketrans(letters + letters.upper(), others + others.upper())
    return table
