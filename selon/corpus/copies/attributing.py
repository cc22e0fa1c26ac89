"""Which of several articles that share a passage it was taken from: the one that has most of it, and not its siblings.

An outlet that fills in a form (results, weather) or carries its background along prints the same passages in articles that are no
copies of each other. Who copies one of them has passages of all the others too; only the closest is kin.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from selon.corpus.copies.kinship import Kinship
from selon.span import Span, covered

_COVERED = 0.8

Related = Mapping[str, Mapping[str, Kinship]]


def attributed(found: Iterable[Kinship], outlets: Mapping[str, str | None]) -> tuple[Kinship, ...]:
    """What is left when each passage belongs to the closest article of an outlet; `outlets` by article id, None where unknown."""
    every = {(kinship.a, kinship.b): kinship for kinship in found}
    related = _related(every.values())
    siblings = {pair for pair in every if any(_is_sibling(*ends, related, outlets) for ends in (pair, pair[::-1]))}
    inherited = {pair for pair in every if any(_is_inherited(*ends, related, siblings) for ends in (pair, pair[::-1]))}
    return tuple(kinship for pair, kinship in every.items() if pair not in siblings | inherited)


def _related(found: Iterable[Kinship]) -> Related:
    related: dict[str, dict[str, Kinship]] = defaultdict(dict)
    for kinship in found:
        related[kinship.a][kinship.b] = related[kinship.b][kinship.a] = kinship
    return related


def _is_sibling(copy: str, other: str, related: Related, outlets: Mapping[str, str | None]) -> bool:
    """Whether another article of the other one's outlet, no kin of it, has all this and more of the copy."""
    outlet = outlets.get(other)
    closer = _closer(copy, other, related)
    return outlet is not None and any(outlets.get(one) == outlet and one not in related[other] for one in closer)


def _is_inherited(copy: str, other: str, related: Related, siblings: Iterable[tuple[str, str]]) -> bool:
    """Whether the copy has all this from an article that only a sibling of the other one's origin is."""
    return any((min(one, other), max(one, other)) in siblings for one in _closer(copy, other, related))


def _closer(copy: str, other: str, related: Related) -> Iterator[str]:
    """The articles that may have been copied and share with the copy what the other one does, and more."""
    this = related[copy][other]
    for one, kinship in related[copy].items():
        has_more = one != other and kinship.origin != copy and _words(kinship) > _words(this)
        if has_more and _share(_passages(this, copy), _passages(kinship, copy)) >= _COVERED:
            yield one


def _words(kinship: Kinship) -> int:
    return sum(passage.words for passage in kinship.passages)


def _passages(kinship: Kinship, article: str) -> Sequence[Span]:
    return [passage.a if article == kinship.a else passage.b for passage in kinship.passages]


def _share(spans: Sequence[Span], others: Sequence[Span]) -> float:
    return sum(covered(span, others) for span in spans) / max(1, sum(map(len, spans)))
