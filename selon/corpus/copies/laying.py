"""An article laid out for comparing: its words, which of them stand in quotation marks, and which many articles share."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from selon.analysis import Paragraph
from selon.corpus.copies.aligning import Places, places
from selon.corpus.copies.crediting import Credits, credits_of
from selon.corpus.copies.winnowing import covered_by
from selon.corpus.copies.words import Words, words
from selon.model import Held
from selon.moments import Moment, moment
from selon.span import Span
from selon.steps.quotations import quotations

_LINE = re.compile(r"\S[^\n]*")
_OPENS = re.compile(r"[.!?…:«“\"\n]\s*\Z")


class Laid:
    """What comparing needs of an article, each made when it is first asked for; the sets are numbers of words."""

    def __init__(self, held: Held, common: Collection[int] = ()) -> None:
        self.id = held.id
        self._held = held
        self._common = common

    @cached_property
    def words(self) -> Words:
        """Its words."""
        return words(self._held.text)

    @cached_property
    def places(self) -> Places:
        """Where its words stand, for comparing it with others."""
        return places(self.words.forms)

    @cached_property
    def quoted(self) -> frozenset[int]:
        """Words in quotation marks."""
        return frozenset(number for span in _quoted(self._held.text) for number in self.words.within(span))

    @cached_property
    def common(self) -> frozenset[int]:
        """Words of boilerplate."""
        return covered_by(self._common, self.words.forms)

    @cached_property
    def credits(self) -> Credits:
        """Whom it credits, and what it is called."""
        return credits_of(self._held)

    @cached_property
    def moment(self) -> Moment | None:
        """When it was published."""
        return moment(self._held.record.article.published)

    def facts(self, numbers: Iterable[int]) -> frozenset[str]:
        """Of some words those with a figure, or with a capital that no beginning of a sentence explains, folded."""
        return frozenset(self.words.forms[number] for number in numbers if self._is_fact(self.words.starts[number]))

    def _is_fact(self, start: int) -> bool:
        text = self._held.text
        is_name = text[start].isupper() and start > 0 and not _OPENS.search(text, max(0, start - 3), start)
        return is_name or text[start].isdigit()


def laid(held: Held, common: Collection[int] = ()) -> Laid:
    """An article laid out; the shingles whose keys are `common` are boilerplate and prove nothing."""
    return Laid(held, common)


def _quoted(text: str) -> Iterator[Span]:
    paragraphs = [Paragraph(Span(*line.span()), "body") for line in _LINE.finditer(text)]
    return (quotation.inner for quotation in quotations(text, paragraphs) if quotation.depth == 0)

