"""What of an article tells its event: its words weighted by rarity, names before others, its headline, its day."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from selon.lang.rarity import Rarity, rarity
from selon.lang.series import series
from selon.model import Held, Value
from selon.span import Span
from selon.stems import Term, terms

_HEADLINE = 2
"""How often a word counts that stands in the headline, beside how often it stands in the text."""
_COMMON = 1 / 3
"""What a word that is no name weighs beside one that is: names tell the event, other words its kind."""
_FIRST_LINE = 160
_KEYS = 10


class Features(Value, frozen=True):
    """What stories are made from: the weight of each stem, the share of each in the headline, the day.

    `article` is the desk's id; `name` is what a story is called after that begins with the article; `day` counts from 1 January
    of the year 1, None where the day of publication is not known; `rounds` are the numbers in the headline of one round of a
    series, None where it tells of none.
    """

    article: str
    name: str
    day: int | None
    title: str | None
    weights: Mapping[str, float]
    headline: Mapping[str, float]
    rounds: tuple[int, ...] | None = None


def features(held: Held, name: str | None = None) -> Features:
    """The features of an article; those of two articles are compared by `likeness`."""
    info = held.record.article
    language, rare = info.language, rarity(info.language)
    headline = info.title or held.text.lstrip()[:_FIRST_LINE].partition("\n")[0]
    words, dates = _parted(terms(held.text, language), [time.span for time in held.record.times])
    named = [word.stem for word in terms(headline, language) if word.stem not in dates]
    numbers = series(language).numbers(headline)
    return Features(
        held.id,
        name or held.id,
        _day(info.published),
        info.title,
        _weights(words, named if info.title else [], _names(held, words), rare),
        _shares(named, rare),
        tuple(sorted(numbers)) if numbers is not None else None,
    )


def keys(of: Features) -> tuple[str, ...]:
    """The stems that weigh most: two articles of one story share one at least."""
    return tuple(sorted(of.weights, key=lambda stem: (-of.weights[stem], stem))[:_KEYS])


def _day(published: str | None) -> int | None:
    """The day of an ISO 8601 date; a month or a year is no day."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def _parted(words: Iterable[Term], times: Iterable[Span]) -> tuple[list[Term], frozenset[str]]:
    """The words that stand in no time expression, and the stems of those that do: a date in common is no event in common."""
    cover = _Cover(times)
    kept: list[Term] = []
    dates: list[Term] = []
    for word in words:
        (dates if cover.holds(word.start) else kept).append(word)
    return kept, frozenset(word.stem for word in dates)


def _names(held: Held, words: Iterable[Term]) -> frozenset[str]:
    """The stems of capitalised words in the mentions of entities."""
    mentions = _Cover(span for entity in held.record.entities for span in entity.mentions)
    return frozenset(word.stem for word in words if held.text[word.start].isupper() and mentions.holds(word.start))


def _weights(words: Iterable[Term], headline: Iterable[str], names: frozenset[str], rare: Rarity) -> dict[str, float]:
    """(1 + ln tf) · idf, less for what is no name (Manning, Raghavan & Schütze 2008, ch. 6)."""
    counts = Counter(word.stem for word in words)
    for stem in headline:
        counts[stem] += _HEADLINE
    weighed = {
        stem: (1 + math.log(count)) * rare.of(stem) * (1 if stem in names else _COMMON)
        for stem, count in counts.items()
        if not stem.isdigit()
    }
    return {stem: round(weight, 3) for stem, weight in weighed.items() if weight > 0}


def _shares(headline: Iterable[str], rare: Rarity) -> dict[str, float]:
    """The share of each word in what the headline tells: squared rarities that sum to 1."""
    squares = {stem: rare.of(stem) ** 2 for stem in headline if not stem.isdigit()}
    total = math.fsum(squares.values())
    return {stem: round(square / total, 4) for stem, square in squares.items() if square > 0}


class _Cover:
    """Spans merged, so that an offset is looked up at once."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def holds(self, offset: int) -> bool:
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._ends[at]
