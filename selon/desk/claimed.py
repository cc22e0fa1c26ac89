"""What the stories' accounts come to as rows: claims, the passages that make them, and what contradicts what."""

from collections.abc import Collection, Iterator

from selon.corpus.accounts import Claim, Compare, Conflict, Passage
from selon.desk.accounts import accounted
from selon.export.rows import JOINT, Row
from selon.span import Span, hull
from selon.store import Kept, Store, stories

_LEAST = 2


def claim_rows(store: Store, wanted: Collection[str], compare: Compare) -> Iterator[tuple[str, Row]]:
    """The claims of each story of several articles that a passage of a `wanted` article is part of, one story at a time."""
    for story in stories.listed(store, _LEAST, None):
        members = stories.members(store, story.id)
        if not any(kept.id in wanted for kept in members):
            continue
        found = accounted(store, members, compare)
        for number, claim in enumerate(found.account.claims, start=1):
            if any(passage.article in wanted for passage in claim.passages):
                known: Row = {"story": story.id, "claim": number}
                yield from ((table, {**known, **row}) for table, row in _rows(claim, {kept.id: kept for kept in members}))


def _rows(claim: Claim, articles: dict[str, Kept]) -> Iterator[tuple[str, Row]]:
    texts = [articles[passage.article].text for passage in claim.passages]
    yield "claims", _claim(claim, texts)
    for number, (passage, text) in enumerate(zip(claim.passages, texts, strict=True)):
        yield "claim_passages", {"passage": number, **_passage(passage, text)}
    for conflict in claim.conflicts:
        yield "claim_conflicts", _conflict(conflict, texts)


def _claim(claim: Claim, texts: list[str]) -> Row:
    relations = [conflict.relation for conflict in claim.conflicts]
    return {
        "words": _words(claim.passages[claim.label].spans, texts[claim.label]), "passages": len(claim.passages),
        "voices": claim.voices, "contradictions": relations.count("contradiction"), "outlets": list(claim.outlets),
        "silent": list(claim.silent), "first": sorted({claim.passages[at].outlet for at in claim.first}),
    }  # fmt: skip


def _passage(passage: Passage, text: str) -> Row:
    whole = hull(passage.spans)
    plain = ("article", "kind", "stance", "outlet", "published", "repeats")
    told: Row = {name: getattr(passage, name) for name in plain}
    return {
        **told, "finding": passage.id, "is_denied": passage.denied, "chain": list(passage.chain), "start": whole.start,
        "end": whole.end, "text": _words(passage.spans, text),
    }  # fmt: skip


def _conflict(conflict: Conflict, texts: list[str]) -> Row:
    plain = ("a", "b", "question", "relation", "row")
    told: Row = {name: getattr(conflict, name) for name in plain}
    sides = {"words_a": (conflict.words_a, conflict.a), "words_b": (conflict.words_b, conflict.b)}
    return {**told, **{name: _words(spans, texts[at]) for name, (spans, at) in sides.items()}}


def _words(spans: tuple[Span, ...], text: str) -> str:
    return JOINT.join(span.of(text) for span in spans)
