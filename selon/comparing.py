"""Compares two texts: do they contradict each other, and by which words?"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

from selon.analysis import Words
from selon.lang.loading import load
from selon.model import Article
from selon.opposition import Comparison, Side, judge, match, mirrored, side
from selon.opposition.matching import Match
from selon.reader import Reader

_BATCH = 32


class Comparer:
    """Compares texts of one language; shares its tagger with a reader."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._pack = load(reader.language)

    def compare(self, text_a: str, text_b: str) -> Comparison:
        """The comparison of two texts, normalised already; spans are code points of the text they stand in."""
        return next(self.compare_many([(text_a, text_b)]))

    def compare_many(self, pairs: Iterable[tuple[str, str]]) -> Iterator[Comparison]:
        """The comparisons of many pairs, in order, tagged in batches."""
        for aligned, in_order in self.matches(pairs):
            found = judge(aligned, self._pack.oppositions.judgement)
            yield found if in_order else mirrored(found)

    def compare_all(self, pairs: Sequence[tuple[str, str]]) -> Iterator[Comparison]:
        """The comparisons of pairs among few texts, in order: each text is tagged once, and all are kept until the end."""
        texts = sorted({text for pair in pairs for text in pair})
        sides = dict(zip(texts, self._sides(texts), strict=True))
        known: dict[tuple[str, str], Comparison] = {}
        for pair in pairs:
            if pair not in known:
                known[pair] = self._compared(sides[pair[0]], sides[pair[1]])
            yield known[pair]

    def _compared(self, a: Side, b: Side) -> Comparison:
        if _in_order(a.words, b.words):
            return judge(match(a, b, self._pack), self._pack.oppositions.judgement)
        return mirrored(judge(match(b, a, self._pack), self._pack.oppositions.judgement))

    def _sides(self, texts: Iterable[str]) -> Iterator[Side]:
        source = iter(texts)
        while batch := list(islice(source, _BATCH)):
            for words in self._reader.tag([self._reader.lay(Article(text=text)) for text in batch]):
                yield side(words, range(len(words)), self._pack)

    def matches(self, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[Match, bool]]:
        """Each pair aligned, the shorter text first, and whether that is the order it was given in."""
        source = iter(pairs)
        while batch := list(islice(source, _BATCH)):
            laid = [self._reader.lay(Article(text=text)) for pair in batch for text in pair]
            words = list(self._reader.tag(laid))
            for a, b in zip(words[::2], words[1::2], strict=True):
                yield self._matched(a, b)

    def _matched(self, a: Words, b: Words) -> tuple[Match, bool]:
        """One order for both ways round, so that the verdict does not hang on which text comes first."""
        in_order = _in_order(a, b)
        first, second = (a, b) if in_order else (b, a)
        of_first, of_second = (side(words, range(len(words)), self._pack) for words in (first, second))
        return match(of_first, of_second, self._pack), in_order


def _in_order(a: Words, b: Words) -> bool:
    return (len(a), a.text) <= (len(b), b.text)


def compare(text_a: str, text_b: str, language: str = "fr") -> Comparison:
    """Whether two texts contradict each other, agree, or have nothing in common, with the words that oppose."""
    return comparer(language).compare(text_a, text_b)


@cache
def comparer(language: str = "fr") -> Comparer:
    """The comparer of a language, loaded once."""
    return Comparer(Reader(language))
