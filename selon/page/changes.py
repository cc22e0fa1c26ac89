"""What changed between two wordings of one passage, word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_WORDS = re.compile(r"\w+|[^\w\s]|\s+")
_ALIKE = 0.4


class Changed(NamedTuple):
    """Words of one wording, and whether the other has others or none in their place."""

    words: str
    is_changed: bool


class Edit(NamedTuple):
    """Words that both wordings have, or that the later one dropped or added."""

    kind: Literal["same", "dropped", "added"]
    words: str


class _Block(NamedTuple):
    """Words of both wordings in one place, and whether they are the same."""

    a: str
    b: str
    is_same: bool

    @property
    def is_changed(self) -> bool:
        return not self.is_same and not (self.a + self.b).isspace()


def changes(a: str, b: str) -> tuple[tuple[Changed, ...], tuple[Changed, ...]]:
    """Both wordings in pieces, what is the same and what is not; blanks and line breaks are no change."""
    blocks = _blocks(a, b)
    first, second = [(one.a, one) for one in blocks], [(one.b, one) for one in blocks]
    return tuple(_pieces(first)), tuple(_pieces(second))


def edits(before: str, after: str) -> tuple[Edit, ...]:
    """The later wording with what it dropped and added in place; wordings that share little are told whole."""
    blocks = _blocks(before, after)
    if sum(len(one.a) for one in blocks if one.is_same) < _ALIKE * min(len(before), len(after)):
        blocks = [_Block(before, after, False)]
    told = (edit for one in blocks for edit in _edits(one))
    return tuple(edit for edit in told if edit.words)


def _edits(block: _Block) -> tuple[Edit, ...]:
    if block.is_changed:
        return Edit("dropped", block.a), Edit("added", block.b)
    return (Edit("same", block.b),)


def _blocks(a: str, b: str) -> list[_Block]:
    of_a, of_b = _WORDS.findall(a), _WORDS.findall(b)
    found = SequenceMatcher(None, [_same(word) for word in of_a], [_same(word) for word in of_b], autojunk=False).get_opcodes()
    return [_Block("".join(of_a[i:j]), "".join(of_b[k:m]), tag == "equal") for tag, i, j, k, m in found]


def _same(word: str) -> str:
    return " " if word.isspace() else word.replace("’", "'")


def _pieces(parts: Sequence[tuple[str, _Block]]) -> Iterator[Changed]:
    for words, block in parts:
        if words:
            yield Changed(words, not block.is_same and not words.isspace())
