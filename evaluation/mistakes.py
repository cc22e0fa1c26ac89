"""What went wrong in an article: each difference between gold and what was read, with the rules that spoke there."""

from collections.abc import Iterator
from typing import NamedTuple

from evaluation.constructs import Construct, Words, addressed, linked, voice
from evaluation.gold import Json
from evaluation.pairing import Compared, Pair
from evaluation.scorer import Scorer
from selon.model import Decision
from selon.span import Span

KINDS = (
    "missed", "too-much", "span", "speaker", "resolved", "cue", "mode", "certainty", "polarity", "conditional", "addressee",
    "within",
)  # fmt: skip
_SAID = (("mode", "mode"), ("certainty", "certainty"), ("polarity", "polarity"), ("conditional", "conditional_report"))


class Fault(NamedTuple):
    """One way in which a statement is wrong; `detail` is what was read and what was wanted, or empty."""

    kind: str
    detail: str = ""


class Mistake(NamedTuple):
    """A gold statement, the read one, or both, with what is wrong and what was decided there."""

    faults: tuple[Fault, ...]
    gold: Json | None
    read: Json | None
    decisions: tuple[Decision, ...]


def mistakes(article: Compared, scorer: Scorer) -> list[Mistake]:
    """Every mistake in an article, in text order."""
    found = [Mistake((Fault("missed"),), gold, None, decisions(article, gold)) for gold in article.missed]
    found += [Mistake((Fault("too-much"),), None, read, decisions(article, read)) for read in article.too_much]
    for pair in article.pairs:
        if wrong := tuple(faults(pair, article, scorer)):
            found.append(Mistake(wrong, pair.gold, pair.read, decisions(article, pair.gold, pair.read)))
    return sorted(found, key=_start)


def faults(pair: Pair, article: Compared, scorer: Scorer) -> Iterator[Fault]:
    """What is wrong with a pair."""
    gold, read = pair.gold, pair.read
    if not pair.exact:
        yield Fault("span")
    yield from _speaker(pair, scorer)
    if gold["cue"] and not scorer.overlap(gold["cue"], read["cue"]):
        yield Fault("cue")
    for kind, key in _SAID:
        if gold[key] != read[key]:
            yield Fault(kind, f"{_said(read[key])}, not {_said(gold[key])}")
    if not addressed(pair, scorer):
        yield Fault("addressee", f"{_said((read['addressee'] or {}).get('name'))}, not {_said(gold['addressee'])}")
    if not linked(pair, article):
        yield Fault("within", f"{_said(read['within'])}, not {_outer(gold['within'], article)}")


def _speaker(pair: Pair, scorer: Scorer) -> Iterator[Fault]:
    name = (pair.read["source"] or {}).get("name")
    if not pair.source_agrees:
        yield Fault("speaker")
    if voice(pair.gold) == "named" and not scorer.same_name(pair.gold["source"]["name"], name):
        yield Fault("resolved", f"{_said(name)}, not {pair.gold['source']['name']}")


def _outer(gold_id: str | None, article: Compared) -> str:
    if gold_id is None:
        return "none"
    taken = next((pair.read["id"] for pair in article.pairs if pair.gold["id"] == gold_id), None)
    return f"{taken} (gold {gold_id})" if taken else f"gold {gold_id}, which was missed"


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)


def _start(mistake: Mistake) -> int:
    statement = mistake.gold or mistake.read or {}
    spans = [*statement["content"], *([statement["cue"]] if statement["cue"] else [])]
    return min(int(span["start"]) for span in spans)


def decisions(article: Compared, *statements: Json) -> tuple[Decision, ...]:
    """The decisions at the statements' words: any at the cue, those on speakers at the source, those on cues in the content."""
    cues, sources, contents = [], [], []
    for statement in statements:
        cues += _spans(statement["cue"])
        sources += _spans((statement["source"] or {}).get("span"))
        contents += [span for content in statement["content"] for span in _spans(content)]
    found = []
    for decision in article.reading.decisions:
        at_cue = decision.field != "content" and _meets(decision.span, cues)
        at_source = decision.field in ("source", "mention") and _meets(decision.span, sources)
        alike = decision.field == "content" and any(_alike(decision.span, span) for span in contents)
        refused = decision.field == "cue" and not decision.kept and _meets(decision.span, contents)
        if at_cue or at_source or alike or refused:
            found.append(decision)
    return tuple(found)


def _spans(plain: Json | None) -> list[Span]:
    return [Span(plain["start"], plain["end"])] if plain else []


def _meets(span: Span, others: list[Span]) -> bool:
    return any(span.overlaps(other) for other in others)


def _alike(span: Span, other: Span) -> bool:
    """Whether two contents share more than half of both."""
    shared = min(span.end, other.end) - max(span.start, other.start)
    return 2 * shared > max(len(span), len(other))


def of_construct(mistake: Mistake, construct: Construct, words: Words) -> bool:
    """Whether the gold statement or the read one is of a construct."""
    return any(construct.holds(statement, words) for statement in (mistake.gold, mistake.read) if statement is not None)
