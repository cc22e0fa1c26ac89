"""Quotation marks that keep a word at a distance: « la « démocratie » locale »."""

from collections.abc import Iterator, Sequence

from selon.analysis import Quotation, Words
from selon.lang.wording import MarksRow, WordingTable
from selon.span import Span

_NEAR = 4


def distanced(
    words: Words, table: WordingTable, quotations: Sequence[Quotation], contents: Sequence[Span]
) -> Iterator[tuple[Span, MarksRow]]:
    """The marked words, marks included, that no statement holds: those would be the source's own words."""
    for quotation in quotations:
        if quotation.depth or not quotation.balanced or not quotation.inner.end > quotation.inner.start:
            continue
        if any(content.overlaps(quotation.outer) for content in contents):
            continue
        for row in table.marks:
            if _fits(words, row, quotation):
                yield quotation.outer, row


def _fits(words: Words, row: MarksRow, quotation: Quotation) -> bool:
    opening, first, behind = (
        words.at(quotation.outer.start), words.at(quotation.inner.start), words.at(quotation.outer.end),
    )  # fmt: skip
    last = words.at(quotation.inner.end - 1)
    start, stop = words.bounds(opening)
    if opening <= start or last >= stop or last - first >= row.longest or words.form[opening - 1] not in row.after:
        return False
    before = words.form[max(start, opening - _NEAR) : opening]
    if row.not_after.intersection(before) or (behind < stop and words.form[behind] in row.not_before):
        return False
    return words.text[words.start[first]].islower() and (words.lemma[first] in row.nouns or words.form[first] in row.nouns)
