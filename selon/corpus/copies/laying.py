"""An article laid out for comparing: its words, which of them stand in quotation marks, and which many articles share."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from selon.analysis import Paragraph
from selon.corpus.copies.aligning import Places, places
from selon.corpus.copies.crediting import Credits, credits_of
from selon.corpus.copies.dating import Moment, moment
from selon.corpus.copies.winnowing import covered_by
from selon.corpus.copies.words import Words, words
from selon.model import Held
from selon.span import Span
from selon.steps.quotations import quotations

_LINE = re.compile(r"\S[^\n]*")
_OPENS = re.compile(r"[.!?…:«“\"\n]\s*\Z")


class Laid(NamedTuple):
    """What comparing needs of an article; `quoted`, `common` and `facts` (names and figures) are numbers of words."""

    id: str
    words: Words
    places: Places
    quoted: frozenset[int]
    common: frozenset[int]
    facts: frozenset[int]
    credits: Credits
    moment: Moment | None

    @property
    def own(self) -> int:
        """How many of its words are not boilerplate."""
        return len(self.words.forms) - len(self.common)


def laid(held: Held, common: Collection[int] = ()) -> Laid:
    """An article laid out; the shingles whose keys are `common` are boilerplate and prove nothing."""
    found = words(held.text)
    return Laid(
        held.id,
        found,
        places(found.forms),
        frozenset(number for span in _quoted(held.text) for number in found.within(span)),
        covered_by(common, found.forms),
        frozenset(_facts(held.text, found)),
        credits_of(held),
        moment(held.record.article.published),
    )


def _quoted(text: str) -> Iterator[Span]:
    paragraphs = [Paragraph(Span(*line.span()), "body") for line in _LINE.finditer(text)]
    return (quotation.inner for quotation in quotations(text, paragraphs) if quotation.depth == 0)


def _facts(text: str, found: Words) -> Iterator[int]:
    """Words with a figure, or with a capital that no beginning of a sentence explains."""
    for number, start in enumerate(found.starts):
        if text[start].isdigit() or (text[start].isupper() and start and not _OPENS.search(text, max(0, start - 3), start)):
            yield number
