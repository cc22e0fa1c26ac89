"""The time expressions of an article, read in text order, each against what was told before it."""

from collections.abc import Iterator, Sequence

from selon.analysis import Expression, Layout, Timed, Words
from selon.lang.pack import Pack
from selon.model import Decision, PublishedBasis, Time, TimeType
from selon.span import Span
from selon.steps.times.ages import is_age
from selon.steps.times.anchors import Anchor, dateline, distance, full_day, implied, published_anchor
from selon.steps.times.context import Context, Outcome
from selon.steps.times.matching import Hit, hits
from selon.steps.times.moments import Moment
from selon.steps.times.reading import read_hit
from selon.steps.times.tense import direction


def times(words: Words, pack: Pack, layout: Layout, published: str | None) -> Timed:
    """The time expressions of an article with TIMEX3 values; `published` is ISO 8601, else the dateline tells it."""
    found = tuple(hits(words, pack.times))
    ages = frozenset(hit.span for hit in found if hit.row.kind == "none" or is_age(words, hit, pack))
    kept = tuple(hit for hit in found if hit.span not in ages)
    basis: PublishedBasis | None = "given" if published is not None else None
    line = dateline(kept, layout) if published is None else None
    if line is not None:
        published, basis = full_day(line).value, "inferred"
    anchor = published_anchor(published) or implied(kept, words.text, pack.times.table.appositives)
    read = tuple(_read(words, pack, kept, anchor))
    expressions = tuple(_expression(number, hit, outcome) for number, (hit, outcome) in enumerate(read, 1))
    decisions = (*_found(read), *_refused(found, ages))
    reference = _reference(expressions) if published is None else None
    return Timed(expressions, decisions, published, basis, reference, pack.times.table.appositives)


def _read(words: Words, pack: Pack, kept: Sequence[Hit], anchor: Anchor | None) -> Iterator[tuple[Hit, Outcome]]:
    years = _years(words, kept)
    previous: Moment | None = None
    day: Moment | None = None
    told_in = -1
    for hit in kept:
        sentence = words.sentence[hit.first] if len(words) else 0
        way = direction(words, hit, pack.times.table)
        outcome = read_hit(hit, Context(anchor, previous, day, years.get(sentence), told_in == sentence, way))
        if outcome is None or not outcome.timex:
            continue
        yield hit, outcome
        if outcome.moment is not None:
            previous = outcome.moment
            if outcome.moment.day is not None:
                day, told_in = outcome.moment, sentence


def _years(words: Words, kept: Sequence[Hit]) -> dict[int, int]:
    """The year that a sentence tells with a day or month, by the sentence's number."""
    years: dict[int, int] = {}
    for hit in kept:
        year = hit.number("year")
        if hit.row.kind == "date" and year is not None and "month" in hit.said and len(words):
            years.setdefault(words.sentence[hit.first], year)
    return years


def _expression(number: int, hit: Hit, outcome: Outcome) -> Expression:
    told = distance(hit)
    days, tolerance = told if told is not None else (None, 0.0)
    weekday = hit.number("weekday") if "day" in hit.said else None
    time = Time(f"T{number}", hit.span, _type(hit, outcome), outcome.timex, outcome.basis)
    deictic = hit.row.kind in ("shift", "weekday") and hit.row.anchor == "publication"
    return Expression(time, hit.row.id, weekday, days, tolerance, "year" in hit.said, deictic)


def _type(hit: Hit, outcome: Outcome) -> TimeType:
    """The row's type; a date with a time of the day is a time."""
    timed = outcome.moment is not None and outcome.moment.tail.startswith("T")
    return outcome.type or ("TIME" if timed and hit.row.type == "DATE" else hit.row.type)


def _found(read: Sequence[tuple[Hit, Outcome]]) -> Iterator[Decision]:
    for hit, outcome in read:
        yield Decision(hit.span, hit.row.id, "time", True, f"{_type(hit, outcome)} {outcome.timex} ({outcome.basis})")


def _refused(found: Sequence[Hit], ages: frozenset[Span]) -> Iterator[Decision]:
    for hit in found:
        if hit.span in ages:
            yield Decision(hit.span, hit.row.id, "time", False, "refused: these words tell no time of the story")


def _reference(expressions: Sequence[Expression]) -> str | None:
    """The latest day whose year was inferred: where nothing tells the publication, the text was written on it or soon after."""
    days = [e.time.value for e in expressions if e.time.basis == "inferred" and not e.dated and e.distance is None]
    return max((value for value in days if "X" not in value), default=None)
