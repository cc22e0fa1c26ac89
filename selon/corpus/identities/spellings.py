"""Spellings of one name: Choïgou, Choïgu, Shoigu and Шойгу, compared through Cyrillic.

A Latin name is read back into Cyrillic letters twice, as French and as English write Russian names (the tables are those of
`iuliia`: MVD 310 for French, Wikipedia's for English). Two surnames are alike where two readings have the same consonants and
Jaro–Winkler similarity (Winkler 1990) of at least `ALIKE`.
"""

from collections.abc import Mapping
from functools import cache, lru_cache

import iuliia
from rapidfuzz.distance import JaroWinkler

from selon.corpus.identities.names import Given, PersonName

ALIKE = 0.92
_ALIKE_GIVEN = 0.9
_SHORTEST = 4  # letters, below which only equal readings are one
_SHORTEST_SAME = 3  # letters of equal readings
_FEWEST = 2  # consonants
_CACHED = 50_000
_SCHEMES = ("mvd_310_fr", "wikipedia")
_LETTERS = "абвгдежзийклмнопрстуфхцчшщыэюя"
_VOWELS = frozenset("аеёиоуыэюяaeiouy")
_PAIRS = ("ге", "ги", "гё", "кс")
_ENDINGS = ("ин", "ын", "ий", "ый")
_FOLDED = str.maketrans({"ё": "е", "э": "е", "й": "и", "ы": "и", "ь": None, "ъ": None})


def readings(word: str) -> tuple[str, ...]:
    """What a folded word can be in Cyrillic letters, vowels that the schemes confuse made one; itself where it is Cyrillic."""
    return tuple(dict.fromkeys(_smoothed(_read(word, scheme)) for scheme in _SCHEMES))


@lru_cache(_CACHED)
def blocks(word: str) -> tuple[str, ...]:
    """The consonants of each reading: words that are alike share at least one of these keys."""
    return tuple(dict.fromkeys(_consonants(reading) for reading in readings(word)))


@lru_cache(_CACHED)
def alike(a: str, b: str, threshold: float = ALIKE) -> bool:
    """Whether two folded words can be spellings of one name."""
    if a == b:
        return True
    pairs = ((x, y) for x in readings(a) for y in readings(b))
    return any(_close(x, y, threshold) for x, y in pairs)


def one_person(a: PersonName, b: PersonName, given: Given) -> bool:
    """Whether two full names can be one person's: surnames alike, and first names that are not two names."""
    return alike(a.surname, b.surname) and _same_given(a.given, b.given, given)


def _same_given(a: str, b: str, given: Given) -> bool:
    if a == b:
        return True
    genders = {given.genders.get(a), given.genders.get(b)} - {None, ""}
    return len(genders) < 2 and not _are_endings(*sorted((a, b), key=len)) and alike(a, b, _ALIKE_GIVEN)


def _are_endings(short: str, long: str) -> bool:
    """Whether one final vowel parts two names, as it parts a man's name from a woman's: André, Andréa."""
    return long[:-1] == short and long[-1] in _VOWELS


def _close(a: str, b: str, threshold: float) -> bool:
    if a == b:
        return len(a) >= _SHORTEST_SAME
    consonants = _consonants(a)
    if min(len(a), len(b)) < _SHORTEST or len(consonants) < _FEWEST or consonants != _consonants(b):
        return False
    return JaroWinkler.similarity(a, b) >= threshold


def _consonants(reading: str) -> str:
    return "".join(c for c in reading if c not in _VOWELS)


def _smoothed(reading: str) -> str:
    folded = reading.translate(_FOLDED)
    return "".join(c for i, c in enumerate(folded) if i == 0 or c != folded[i - 1])


def _read(word: str, scheme: str) -> str:
    letters, endings, longest = _table(scheme)
    for latin, cyrillic in endings:
        if word.endswith(latin) and len(word) > len(latin):
            word = word[: -len(latin)] + cyrillic
            break
    found, at = [], 0
    while at < len(word):
        width = next((w for w in range(longest, 0, -1) if word[at : at + w] in letters), 0)
        found.append(letters[word[at : at + width]] if width else word[at])
        at += width or 1
    return "".join(found)


@cache
def _table(scheme: str) -> tuple[Mapping[str, str], tuple[tuple[str, str], ...], int]:
    """Latin spellings to Cyrillic letters, the scheme's own before the other's; those of endings; the longest spelling."""
    letters: dict[str, str] = {}
    for name in (scheme, *_SCHEMES):
        for cyrillic in (*_LETTERS, *_PAIRS):
            letters.setdefault(_latin(cyrillic, name), cyrillic)
    inner = ((_latin("а" + ending, scheme)[len(_latin("а", scheme)) :], ending) for ending in _ENDINGS)
    endings = sorted({latin: ending for latin, ending in inner if latin not in letters}.items(), key=lambda pair: -len(pair[0]))
    return letters, tuple(endings), max(map(len, letters))


def _latin(cyrillic: str, scheme: str) -> str:
    written: str = iuliia.schemas.get(scheme).translate(cyrillic)
    return written.lower()
