"""Another article out of one: rare names letter by letter, other words by words as long and about as frequent, days moved.

Every exchange keeps the length, so that every span of the record stays where it is. Who is in the news stays in the news, and
the words that an article's findings stand on (cues, offices, times, contacts) stay. Without the exchange of words every
article would be a copy of the one that it was made of.
"""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

import msgspec

from selon.corpus.ledger import claims
from selon.lang.ledger import load_ledger
from selon.model import Held, Reading, Record
from selon.span import Span
from selon.verify import spans_of

_VOWELS, _CONSONANTS = "aeiouy", "bcdfghjklmnpqrstvwxz"
_WORD = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FREQUENT = 0.1
_IN_THE_NEWS = 10
_AS_COMMON, _AS_RARE = 6, 60
_CODE = 2
Part = TypeVar("Part")
Table = Mapping[str, str]


class Words(NamedTuple):
    """What is exchanged: names letter by letter, and words within each group, all of one length and about as frequent."""

    names: frozenset[str]
    groups: tuple[tuple[str, ...], ...]


class Change(NamedTuple):
    """How one article becomes another: words by words, names by letters, days by so many."""

    words: Table
    letters: Mapping[int, int]
    days: timedelta = timedelta(0)


class Base(NamedTuple):
    """An article, which of its code points stay (1), the words that stay in its headline, and its record as plain data."""

    reading: Reading
    stays: bytes
    fixed: frozenset[str]
    record: dict[str, Any]


def words_of(readings: list[Reading], kept: Iterable[str] = ()) -> Words:
    """What may be exchanged in some articles; `kept` stay as they are."""
    found, named, fixed = Counter[str](), Counter[str](), frozenset(kept)
    for reading in readings:
        found.update({word.lower() for word in _WORD.findall(reading.text)})
        named.update({word for entity in reading.record.entities for word in _WORD.findall(entity.name) if word[0].isupper()})
    # « US Open » is a name, but US a country's code in the record.
    names = frozenset(word for word, count in named.items() if count < _IN_THE_NEWS and len(word) > _CODE)
    common = {word for word, count in found.items() if count > _FREQUENT * len(readings)} - fixed
    rare = found.keys() - common - fixed
    return Words(names, (*_groups(common, found, _AS_COMMON), *_groups(rare, found, _AS_RARE)))


def change(words: Words, turn: int, days: int = 0, share: float = 1.0) -> Change:
    """The change of a turn; with a smaller `share` of the words it makes a copy, which keeps its names."""
    chance = random.Random(turn)
    table: dict[str, str] = {}
    for group in words.groups:
        chosen = [word for word in group if share >= 1 or chance.random() < share]
        table.update(zip(chosen, chance.sample(chosen, len(chosen)), strict=True))
    names = _swapped(chance) if share >= 1 else {}
    return Change(table, names, timedelta(days=days))


def changed(base: Base, names: frozenset[str], by: Change) -> Reading:
    """The article with its record after a change; the words that its own findings stand on stay, where they stand on them."""

    def renamed(text: str) -> str:
        return _WORD.sub(lambda found: found[0].translate(by.letters) if found[0] in names else found[0], text)

    def moved(text: str) -> str:
        return _DAY.sub(lambda found: _shifted(found[0], by.days), renamed(text))

    text = _exchanged(base.reading.text, by.words, lambda word: word[0] in names or bool(base.stays[word.start()]))
    plain = _mapped(base.record, moved)
    title = base.reading.record.article.title
    told = _exchanged(title, by.words, lambda word: word[0] in names or word[0] in base.fixed) if title else None
    plain["article"] |= {"title": renamed(told) if told else None}
    return Reading(renamed(text), msgspec.convert(plain, Record))


def base_of(reading: Reading, stood_on: Iterable[Span] | None = None) -> Base:
    """An article made ready to be changed many times; what its findings stand on stays, or only the spans given."""
    spans = list(_stood_on(reading) if stood_on is None else stood_on)
    stays = bytearray(len(reading.text))
    for span in spans:
        stays[span.start : span.end] = b"\1" * (span.end - span.start)
    # A headline has no spans: what findings stand on in the text stays in it wherever it is, so that it tells of the text.
    fixed = frozenset(word for span in spans for word in _WORD.findall(span.of(reading.text)))
    return Base(reading, bytes(stays), fixed, msgspec.to_builtins(reading.record))


def _stood_on(reading: Reading) -> Iterator[Span]:
    """All that was found in an article, but not what is said in it."""
    yield from (span for path, span in spans_of(reading.record) if ".content" not in path)
    held = Held("", reading.text, reading.record)
    yield from (claim.span for claim in claims(held, load_ledger(reading.record.article.language)))


def _groups(free: Iterable[str], found: Mapping[str, int], size: int) -> Iterator[tuple[str, ...]]:
    lengths: dict[int, list[str]] = defaultdict(list)
    for word in sorted(free):
        lengths[len(word)].append(word)
    for words in lengths.values():
        ordered = sorted(words, key=lambda word: (-found[word], word))
        yield from (tuple(ordered[at : at + size]) for at in range(0, len(ordered), size))


def _exchanged(text: str, by: Table, stays: Callable[[re.Match[str]], bool]) -> str:
    return _WORD.sub(lambda found: found[0] if stays(found) else _other(found[0], by), text)


def _other(word: str, by: Table) -> str:
    other = by.get(word.lower())
    if other is None or len(other) != len(word):
        return word
    return other if word.islower() else other.capitalize() if word.istitle() else other.upper()


def _mapped(value: Part, by: Callable[[str], str]) -> Part:
    """A plain value with every string in it changed."""
    if isinstance(value, str):
        return by(value)  # type: ignore[return-value]
    if isinstance(value, dict):
        return {key: _mapped(member, by) for key, member in value.items()}  # type: ignore[return-value]
    return [_mapped(member, by) for member in value] if isinstance(value, list | tuple) else value  # type: ignore[return-value]


def _shifted(day: str, by: timedelta) -> str:
    try:
        return (date.fromisoformat(day) + by).isoformat()
    except ValueError:
        return day


def _swapped(chance: random.Random) -> dict[int, int]:
    """A permutation of the vowels and one of the consonants, the same for small letters and capitals."""
    table: dict[int, int] = {}
    for letters in (_VOWELS, _CONSONANTS):
        others = "".join(chance.sample(letters, len(letters)))
        table |= str.maketrans(letters + letters.upper(), others + others.upper())
    return table
