"""Folding and cutting of words: every fold keeps the length of its text."""

import re
from collections.abc import Iterable
from functools import lru_cache

_FOLD = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " "})
_TOKENS = re.compile(r"[^\W_]+(?:-[^\W_]+)*'?|[^\w\s]")
_APPOSING = (",", ":", "(", "–", "—")
CACHED = 50_000
_WORDS = re.compile(r"[^\W_]+'?|[^\w\s]")


def fold(text: str) -> str:
    """The text in lower case with straight apostrophes and plain blanks; as long as the text."""
    lowered = text.translate(_FOLD).lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@lru_cache(CACHED)
def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a form as the tagger cuts them: elided articles keep their apostrophe, hyphens do not cut."""
    return tuple(_TOKENS.findall(fold(text)))


@lru_cache(CACHED)
def cased_words(text: str) -> tuple[str, ...]:
    """The words of a form with their capitals, cut as `words_of` cuts them."""
    return tuple(_WORDS.findall(text.translate(_FOLD)))


def apposes(between: str, words: Iterable[str]) -> bool:
    """Whether what stands between two phrases puts one beside the other: a mark, alone or with one of the folded `words`."""
    stripped = fold(between).strip()
    return stripped[:1] in _APPOSING and stripped[1:].strip() in ("", *words)
