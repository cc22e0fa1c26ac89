"""What two articles have of each other: the passages, the kind, who is credited and which way it went."""

from collections.abc import Collection, Iterator, Sequence
from typing import Literal, NamedTuple

from selon.corpus.copies.aligning import Chain, chains
from selon.corpus.copies.crediting import Credit, CreditKind, same_name
from selon.corpus.copies.laying import Laid, laid
from selon.model import Held, Value
from selon.span import Span

KinshipKind = Literal["exact", "near", "partial", "quotation"]
"""The same words; most of both texts; passages; or nothing but a quotation, which may have the speaker as its only source."""

Basis = CreditKind | Literal["shared_credit", "shared_quotation", "time", "same_time", "undated", "mutual_credit"]
"""What tells the direction, or why nothing does: `shared_credit` is a third whom both name as where they come from."""

EVIDENCE = 25
"""Words taken over, boilerplate and shared quotations aside, that make a copy of their own."""

_LEAST_EVIDENCE, _LEAST_SHARE = 12, 0.5
_LEAST_QUOTED = 15
# A form that is filled in anew (results, weather, earthquakes) has other names and figures; one outlet has many of its own forms.
_LEAST_FACTS, _LEAST_FACTS_OF_ONE_OUTLET, _FEW_FACTS = 0.5, 0.75, 4
_MOST, _ALL = 0.8, 0.9


class Passage(Value, frozen=True):
    """A passage in both texts, how many of its words are the same, and whether it stands in quotation marks in both."""

    a: Span
    b: Span
    words: int
    quoted: bool


class Kinship(Value, frozen=True):
    """What articles `a` and `b`, ids in their order, have of each other.

    `origin` is the id of the one that was copied, None where that is not known or neither was. `share_a` and `share_b` are the
    shares of their words, boilerplate aside, that lie in the passages. `source` and `credit` are the name under which the origin,
    or a third, is credited, and where the copy says so: a span of the article that is not the origin.
    """

    a: str
    b: str
    kind: KinshipKind
    share_a: float
    share_b: float
    passages: tuple[Passage, ...]
    basis: Basis
    origin: str | None = None
    source: str | None = None
    credit: Span | None = None
    same_outlet: bool = False

    @property
    def is_credited(self) -> bool:
        """Whether the copy names whom it copies."""
        return self.source is not None

    def share_of(self, article: str) -> float:
        """How much of one of the two articles the other has too, 0 to 1."""
        return self.share_a if article == self.a else self.share_b


class Evidence(NamedTuple):
    """Same words that are not boilerplate: outside quotations that stand in both texts, and inside them."""

    plain: int
    quoted: int


class Direction(NamedTuple):
    """Which one was copied, what tells it, and the credit where it does."""

    origin: str | None
    basis: Basis
    credit: Credit | None = None


def kinship(a: Held, b: Held, common: Collection[int] = ()) -> Kinship | None:
    """What two articles have of each other, the same whichever comes first; None where neither copied the other.

    `common` are the keys of shingles that are boilerplate (`laid`).
    """
    return kin(laid(a, common), laid(b, common))


def kin(one: Laid, other: Laid) -> Kinship | None:
    """`kinship` of two articles that were laid out already."""
    a, b = sorted((one, other), key=lambda article: article.id)
    aligned = chains(a.words.forms, b.words.forms, b.places)
    if not _same_facts(aligned, a, b):
        return None
    found = [(chain, _evidence(chain, a, b)) for chain in aligned]
    shared = tuple((chain, evidence) for chain, evidence in found if sum(evidence))
    shares = _share(a, [range(chain.a, chain.a_end) for chain, _ in shared]), _share(b, [range(c.b, c.b_end) for c, _ in shared])
    kind = _kind(a, b, [evidence for _, evidence in shared], shares)
    if kind is None:
        return None
    told = Direction(None, "shared_quotation") if kind == "quotation" and not _credit(a, b) else direction(a, b)
    return Kinship(
        a.id, b.id, kind, *shares, tuple(_passages(a, b, shared)), told.basis, told.origin,
        told.credit.name if told.credit else None, told.credit.span if told.credit else None, _same_outlet(a, b),
    )  # fmt: skip


def direction(a: Laid, b: Laid) -> Direction:
    """Who was copied: a credit tells before the time of publication does, and the same time tells nothing."""
    to_a, to_b = b.credits.of(a.credits), a.credits.of(b.credits)
    if to_a and not to_b:
        return Direction(a.id, to_a.kind, to_a)
    if to_b and not to_a:
        return Direction(b.id, to_b.kind, to_b)
    if third := _third(a, b):
        return Direction(None, "shared_credit", third)
    if a.moment is None or b.moment is None:
        return Direction(None, "mutual_credit" if to_a else "undated")
    if a.moment.precedes(b.moment):
        return Direction(a.id, "time")
    if b.moment.precedes(a.moment):
        return Direction(b.id, "time")
    return Direction(None, "mutual_credit" if to_a else "same_time")


def _credit(a: Laid, b: Laid) -> bool:
    return bool(a.credits.of(b.credits) or b.credits.of(a.credits))


def _third(a: Laid, b: Laid) -> Credit | None:
    return next((mine for mine in a.credits.origins for other in b.credits.origins if same_name(mine, other)), None)


def _same_outlet(a: Laid, b: Laid) -> bool:
    return bool(a.credits.called & b.credits.called)


def _same_facts(aligned: Sequence[Chain], a: Laid, b: Laid) -> bool:
    """Whether the passages tell of the same names and figures: not the same form about something else."""
    of_a = a.facts(number for chain in aligned for number in range(chain.a, chain.a_end))
    of_b = b.facts(number for chain in aligned for number in range(chain.b, chain.b_end))
    fewer = min(len(of_a), len(of_b))
    least = _LEAST_FACTS_OF_ONE_OUTLET if _same_outlet(a, b) else _LEAST_FACTS
    return fewer < _FEW_FACTS or len(of_a & of_b) >= least * fewer


def _evidence(chain: Chain, a: Laid, b: Laid) -> Evidence:
    plain = quoted = 0
    for run in chain.runs:
        for at in range(run.length):
            if run.a + at in a.common or run.b + at in b.common:
                continue
            if run.a + at in a.quoted and run.b + at in b.quoted:
                quoted += 1
            else:
                plain += 1
    return Evidence(plain, quoted)


def _share(article: Laid, passages: Sequence[range]) -> float:
    """How much of an article lies in the passages, boilerplate aside."""
    own = len(article.words.forms) - len(article.common)
    taken = {number for passage in passages for number in passage} - article.common
    return round(len(taken) / own, 4) if own else 0.0


def _kind(a: Laid, b: Laid, found: Sequence[Evidence], shares: tuple[float, float]) -> KinshipKind | None:
    """The more words are boilerplate, the fewer pairs are kin, never more: an index need not look at other pairs again."""
    if a.words.forms == b.words.forms:
        return "exact"
    plain, quoted = sum(part.plain for part in found), sum(part.quoted for part in found)
    shorter, longer = sorted((len(a.words.forms), len(b.words.forms)))
    both = plain + quoted
    if both >= _LEAST_SHARE * shorter and (plain >= _LEAST_EVIDENCE or both >= _ALL * longer):
        return "near" if min(shares) >= _MOST else "partial"
    if plain >= EVIDENCE and not _same_outlet(a, b):
        return "partial"
    return "quotation" if quoted >= _LEAST_QUOTED and not _same_outlet(a, b) else None


def _passages(a: Laid, b: Laid, shared: Sequence[tuple[Chain, Evidence]]) -> Iterator[Passage]:
    for chain, evidence in shared:
        spans = a.words.span(chain.a, chain.a_end), b.words.span(chain.b, chain.b_end)
        yield Passage(*spans, chain.same, evidence.plain * 2 < evidence.quoted)
