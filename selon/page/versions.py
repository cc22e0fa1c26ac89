"""What one version of a text added to the one before it and dropped from it, paragraph by paragraph."""

from difflib import SequenceMatcher
from typing import NamedTuple

from selon.page.changes import Edit, edits


class Passage(NamedTuple):
    """Paragraphs that were changed, as runs of words in reading order; or how many stand `unchanged`, with no runs."""

    edits: tuple[Edit, ...]
    unchanged: int = 0


def edited(before: str, after: str) -> tuple[Passage, ...]:
    """A text with what was dropped and added in place; empty lines are no change."""
    old, new = (tuple(line for line in text.splitlines() if line.strip()) for text in (before, after))
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return tuple(
        Passage((), j - i) if tag == "equal" else Passage(edits("\n".join(old[i:j]), "\n".join(new[k:m])))
        for tag, i, j, k, m in blocks
    )
