"""The words of a text as an index keeps them: accents folded, stemmed by the rules of the text's language."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
_STEMMERS = {"fr": "french", "en": "english", "ru": "russian"}


class Term(NamedTuple):
    """A word's stem, and where the word stands: code points of the text, half-open."""

    stem: str
    start: int
    end: int


def terms(text: str, language: str) -> tuple[Term, ...]:
    """Every word of a text in order; an elided article is a word of its own."""
    return tuple(Term(stem(found[0], language), *found.span()) for found in _WORD.finditer(text))


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The stem of one word without case and accents (Snowball, Porter 2001); a language without a stemmer keeps its words."""
    stemmer = _stemmer(language)
    lowered = unicodedata.normalize("NFC", word).lower()
    return folded(stemmer.stemWord(lowered) if stemmer is not None else lowered)


def search_terms(text: str, language: str) -> tuple[Term, ...]:
    """Every word of a text as it is searched: under a stem that most words share with themselves written without accents."""
    return tuple(Term(_loose(found[0], language), *found.span()) for found in _WORD.finditer(text))


@lru_cache(maxsize=100_000)
def _loose(word: str, language: str) -> str:
    # An ending is known by its accents: « fermée » loses two letters, « fermee » one. A second turn takes what the first left.
    once = stem(word, language)
    return stem(once, language).rstrip("e") or once


def folded(word: str) -> str:
    """A word in lower case without its accents; ligatures are spelt out."""
    spelt = word.lower().replace("œ", "oe").replace("æ", "ae")
    return "".join(sign for sign in unicodedata.normalize("NFD", spelt) if not unicodedata.combining(sign))


@cache
def _stemmer(language: str) -> snowballstemmer.FrenchStemmer | None:
    algorithm = _STEMMERS.get(language)
    return snowballstemmer.stemmer(algorithm) if algorithm else None
