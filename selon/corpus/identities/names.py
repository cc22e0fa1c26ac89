"""Names as keys: folded words, the part that is given and the part that is inherited."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from selon.model import Value

_CACHED = 50_000
_SPELT = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l"})


class Given(msgspec.Struct, frozen=True):
    """What a language knows of persons' names: first names (folded) with their gender, and particles of surnames."""

    genders: Mapping[str, str]
    particles: frozenset[str]


class PersonName(Value, frozen=True):
    """A person's name in folded words; `given` is empty where only a surname stands, one letter where it is an initial."""

    given: str
    surname: str

    @property
    def is_full(self) -> bool:
        """Whether a first name stands before the surname."""
        return len(self.given) > 1


@lru_cache(_CACHED)
def plain(name: str) -> str:
    """A name in lower case without accents, its hyphens and apostrophes as blanks; « й » and « ё » keep theirs."""
    lowered = unicodedata.normalize("NFC", name).lower().translate(_SPELT)
    letters = "".join(c if _is_cyrillic(c) else _bare(c) for c in lowered)
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


def _bare(character: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", character) if not unicodedata.combining(c))


def _is_cyrillic(character: str) -> bool:
    return "\u0400" <= character <= "\u04ff"


def is_proper(name: str) -> bool:
    """Whether a name has a capital: « les deux ministres » names nobody across articles."""
    return any(c.isupper() for c in name)


def person_name(name: str, given: Given) -> PersonName | None:
    """The parts of a person's name, the first word being the given one; None where a word in lower case says it is none."""
    words = name.replace("’", "'").split()
    if not words or any(word[0].islower() and plain(word) not in given.particles for word in words):
        return None
    if len(words) == 1 or plain(words[0]) in given.particles:
        return PersonName("", plain(name)) if plain(name) else None
    first, rest = plain(words[0]), plain(" ".join(words[1:]))
    return PersonName(first, rest) if first and rest else None
