"""What changed between two wordings of one passage, word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_WORDS = re.compile(r"\w+|[^\w\s]|\s+")


class Changed(NamedTuple):
    """Words of one wording, and whether the other has others or none in their place."""

    words: str
    is_changed: bool


def changes(a: str, b: str) -> tuple[tuple[Changed, ...], tuple[Changed, ...]]:
    """Both wordings in pieces, what is the same and what is not; blanks and line breaks are no change."""
    of_a, of_b = _WORDS.findall(a), _WORDS.findall(b)
    blocks = SequenceMatcher(None, [_same(word) for word in of_a], [_same(word) for word in of_b], autojunk=False).get_opcodes()
    first = [(of_a[i:j], tag) for tag, i, j, _, _ in blocks]
    second = [(of_b[i:j], tag) for tag, _, _, i, j in blocks]
    return tuple(_pieces(first)), tuple(_pieces(second))


def _same(word: str) -> str:
    return " " if word.isspace() else word.replace("’", "'")


def _pieces(parts: Sequence[tuple[list[str], str]]) -> Iterator[Changed]:
    for words, tag in parts:
        if words:
            yield Changed("".join(words), tag != "equal" and any(not word.isspace() for word in words))
