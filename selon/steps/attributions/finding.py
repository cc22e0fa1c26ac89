"""Weighs the drafts of an article against each other and keeps what does not conflict."""

from collections.abc import Callable, Iterator

from msgspec import structs

from selon.analysis import Draft, Quotation
from selon.model import Decision
from selon.span import Span, covered, hull
from selon.steps.attributions.candidates import attributed, hedged, introduced, refused
from selon.steps.attributions.quoted import following_draft, signed_draft
from selon.steps.attributions.scene import EDGE, Scene

_SAME = 0.8
_STRETCH = 256  # code points
NO_SPEAKER = "refused: marks without a speaker, as around a title, a name or words held at a distance"


class _Kept:
    """The drafts that stand so far, looked up by the stretches of the text that they touch; lives for one call."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self._touching: dict[int, list[int]] = {}

    def add(self, draft: Draft) -> None:
        for stretch in _stretches(_extent(draft)):
            self._touching.setdefault(stretch, []).append(len(self.drafts))
        self.drafts.append(draft)

    def near(self, span: Span) -> Iterator[Draft]:
        """The drafts that may touch a span, in the order in which they came."""
        return (self.drafts[i] for i in sorted({i for stretch in _stretches(span) for i in self._touching.get(stretch, ())}))


def _stretches(span: Span) -> range:
    return range(span.start // _STRETCH, span.end // _STRETCH + 1)


def _extent(draft: Draft) -> Span:
    """From the first code point of a draft's cue and contents to the last."""
    return hull(draft.content if draft.cue is None else (draft.cue, *draft.content))


def attributions(scene: Scene) -> tuple[tuple[Draft, ...], tuple[Decision, ...]]:
    """The drafts of an article in text order, and what was kept or refused on the way."""
    found = _Kept()
    decisions: list[Decision] = []
    for draft in (*attributed(scene), *introduced(scene)):
        _consider(_unpunctuated(draft, scene), _rivals, found, decisions)
    for quotation in scene.quotations:
        if not _is_told(quotation, found):
            uncued = signed_draft(scene, quotation) or following_draft(scene, quotation, found.drafts)
            if uncued is not None:
                _consider(_unpunctuated(uncued, scene), _rivals, found, decisions)
    for draft in hedged(scene):
        _consider(_unpunctuated(draft, scene), _is_outweighed, found, decisions)
    decisions.extend(_refusals(scene, found))
    kept = found.drafts
    ordered = sorted(range(len(kept)), key=lambda i: _position(kept[i]))
    place = {old: new for new, old in enumerate(ordered)}
    return tuple(_moved(kept[i], place) for i in ordered), tuple(decisions)


def _unpunctuated(draft: Draft, scene: Scene) -> Draft:
    """The draft with no punctuation at the end of its contents."""
    text = scene.words.text
    spans = (Span(s.start, max(_closing(text, s), s.start + 1)) for s in draft.content)
    return structs.replace(draft, content=tuple(span for span in spans if any(c.isalnum() for c in span.of(text))))


def _closing(text: str, span: Span) -> int:
    end = span.end
    while end > span.start and text[end - 1] in EDGE and not text[max(end - 3, 0) : end].isupper():
        end -= 1
    return end


def _moved(draft: Draft, place: dict[int, int]) -> Draft:
    return draft if draft.follows is None else structs.replace(draft, follows=place[draft.follows])


def _position(draft: Draft) -> tuple[int, int]:
    at = draft.cue.start if draft.cue is not None else draft.content[0].start
    return at, draft.content[0].start


def _is_told(quotation: Quotation, kept: _Kept) -> bool:
    """Whether a draft from outside the quotation already tells some of it."""
    inner = quotation.inner
    near = (d for d in kept.near(inner) if d.content[0].start < inner.end and inner.start < d.content[-1].end)
    telling = (d for d in near if d.cue is None or d.frame == "quote" or not inner.covers(d.cue))
    return any(covered(inner, draft.content) > 0 for draft in telling)


def _consider(draft: Draft, conflict: Callable[[Draft, Draft], bool], kept: _Kept, decisions: list[Decision]) -> None:
    """Keeps a draft unless it has no content or is in conflict with an earlier one, and notes which."""
    if not draft.content:
        return
    rival = next((other for other in kept.near(_extent(draft)) if conflict(draft, other)), None)
    if rival is None:
        kept.add(draft)
    decisions.append(_decision(draft, rival))


def _rivals(draft: Draft, other: Draft) -> bool:
    """Whether two drafts have the same cue, or say the same content where one has no cue of its own."""
    if draft.cue is not None and other.cue is not None:
        return draft.cue.overlaps(other.cue)
    return _alike(draft, other)


def _alike(draft: Draft, other: Draft) -> bool:
    if draft.content[-1].end <= other.content[0].start or other.content[-1].end <= draft.content[0].start:
        return False
    size = sum(len(span) for span in draft.content)
    return sum(covered(span, other.content) for span in draft.content) > _SAME * size


def _is_outweighed(hedge: Draft, other: Draft) -> bool:
    """A hedge is the author's only outside what others say, and each clause is hedged once."""
    if other.author and _alike(hedge, other):
        return True
    if hedge.cue is None:
        return False
    told = not other.author and any(hedge.cue.overlaps(span) for span in other.content)
    return told or (other.cue is not None and hedge.cue.overlaps(other.cue))


def _decision(draft: Draft, rival: Draft | None) -> Decision:
    span = draft.cue if draft.cue is not None else draft.content[0]
    why = f"frame {draft.frame}" if rival is None else f"refused: {rival.row} already stands here"
    return Decision(span=span, row=draft.row, field="cue", kept=rival is None, why=why)


def _refusals(scene: Scene, kept: _Kept) -> Iterator[Decision]:
    """The reporting verbs and quotations that made no statement, with the reason."""
    spoke = {draft.cue_head for draft in kept.drafts}
    for token, cue in scene.cues.items():
        if token not in spoke:
            yield refused(scene, cue)
    for quotation in scene.quotations:
        if not _is_told(quotation, kept):
            yield Decision(span=quotation.outer, row="quotation#none", field="content", kept=False, why=NO_SPEAKER)
