"""Quotations whose cue stands before a colon, or that go on without a cue."""

import re
from collections.abc import Sequence

from selon.analysis import Draft, Quotation, SourceDraft
from selon.span import Span
from selon.steps.attributions.animacy import animate
from selon.steps.attributions.contents import content_of
from selon.steps.attributions.drafting import drafted
from selon.steps.attributions.scene import CueVerb, Scene
from selon.syntax.phrases import head_of, phrase_span
from selon.syntax.verbs import finite_part, is_verb, source_of, subject, verb_form

_JOINED = frozenset({"flat:name", "flat", "compound", "amod"})
_SHORT = 3
_SIGNATURE = re.compile(r"[ .\u00a0\u202f]*\n\s*[—–]\s*")


def colon_draft(scene: Scene, quotation: Quotation) -> Draft | None:
    """« X a déclaré : « Q » », and « X appelle au calme : « Q » », where the quotation has no cue of its own."""
    words = scene.words
    at = words.at(quotation.outer.start)
    if at == 0 or words.form[at - 1] != ":" or not len(quotation.inner):
        return None
    start = words.bounds(at - 1)[0]
    cue = _nearest_cue(scene, start, at - 1)
    content = (quotation.inner,)
    if cue is not None and "attr" in cue.row.frames and content_of(scene, cue) is not None:
        source = source_of(words, cue.token, scene.grammar)
        return uncued(source, content, "state", "colon") if source.head is not None else None
    if cue is not None and "quote" in cue.row.frames and not _has_content(scene, cue, at - 1):
        source = source_of(words, cue.token, scene.grammar)
        return drafted(scene, cue, "quote", source, content)
    verb = cue.token if cue is not None else _main_verb(scene, start, at - 1)
    if verb is None:
        return None
    source = source_of(words, verb, scene.grammar)
    if source.head is None or not animate(scene, source.head):
        return None
    return uncued(source, content, "state" if cue is None else cue.row.act, "colon")


def uncued(source: SourceDraft, content: tuple[Span, ...], act: str, frame: str, follows: int | None = None) -> Draft:
    """The draft of a quotation that no cue introduces; `follows` is the index of the draft whose speaker goes on.

    Of the acts that a verb before it may have, only praise passes to the quotation.
    """
    return Draft(
        row="quotation#" + frame,
        rule="quotation",
        frame="quote",
        act="praise" if act == "praise" else "state",
        cue=None,
        cue_head=None,
        source=source,
        content=content,
        follows=follows,
    )


def _nearest_cue(scene: Scene, start: int, colon: int) -> CueVerb | None:
    for i in range(colon - 1, start - 1, -1):
        cue = scene.cues.get(i)
        if cue is not None and not (cue.row.after_quotation and verb_form(scene.words, i, scene.grammar) == "infinitive"):
            return cue
        if scene.words.form[i] in (";", "»"):
            return None
    return None


def _has_content(scene: Scene, cue: CueVerb, colon: int) -> bool:
    """Whether the cue already has a complement clause or infinitive before the colon."""
    words = scene.words
    for i in range(cue.stop, colon):
        if words.form[i] in scene.grammar.complementizers and words.pos[i] == "SCONJ":
            return True
        if is_verb(words, i) and words.feats[i].get("VerbForm") == "Inf":
            return True
    return False


def _main_verb(scene: Scene, start: int, colon: int) -> int | None:
    words = scene.words
    for i in range(colon - 1, start - 1, -1):
        finite = words.feats[finite_part(words, i)].get("VerbForm") == "Fin"
        if is_verb(words, i) and finite and subject(words, i) is not None:
            return i
    return None


def following_draft(scene: Scene, quotation: Quotation, drafts: Sequence[Draft]) -> Draft | None:
    """A whole sentence between quotation marks right after an attribution: the same speaker goes on, by inference."""
    words = scene.words
    first = words.at(quotation.outer.start)
    if first >= len(words) or not len(quotation.inner) or words.bounds(first)[0] != first or not _is_sentence(scene, quotation):
        return None
    previous = _latest_before(drafts, quotation.outer.start)
    if previous is None or _far(scene, drafts[previous], quotation):
        return None
    return uncued(SourceDraft("implicit"), (quotation.inner,), "state", "following", previous)


def _is_sentence(scene: Scene, quotation: Quotation) -> bool:
    words = scene.words
    inner = words.text[quotation.inner.start : quotation.inner.end]
    tail = words.text[quotation.outer.end : quotation.outer.end + 2]
    closed = inner.rstrip()[-1:] in ".!?…" or tail.strip()[:1] in (".", "") or "\n" in tail
    verbal = any(is_verb(words, i) for i in range(words.at(quotation.inner.start), words.at(quotation.inner.end)))
    return closed and verbal and len(inner.split()) > _SHORT


def _latest_before(drafts: Sequence[Draft], offset: int) -> int | None:
    spoken = (i for i, d in enumerate(drafts) if not d.author and d.source.kind != "none")
    before = [i for i in spoken if drafts[i].content[-1].start < offset]
    return max(before, key=lambda i: drafts[i].content[-1].end, default=None)


def _far(scene: Scene, draft: Draft, quotation: Quotation) -> bool:
    """More than one sentence of the author between the two, or more than one paragraph."""
    words = scene.words
    last = max([span.end for span in draft.content] + ([draft.cue.end] if draft.cue else []))
    between = words.sentence[words.at(quotation.outer.start)] - words.sentence[min(words.at(last - 1), len(words) - 1)]
    return between > 1


def signed_draft(scene: Scene, quotation: Quotation) -> Draft | None:
    """A block quotation signed on the line below: « Q » / « — X, fonction »."""
    words, text = scene.words, scene.words.text
    found = _SIGNATURE.match(text, quotation.outer.end)
    if found is None or not len(quotation.inner):
        return None
    first = words.at(found.end())
    stop = words.bounds(first)[1] if first < len(words) else first
    head = next((i for i in range(first, min(first + 4, stop)) if words.pos[i] in ("PROPN", "NOUN", "X")), None)
    if head is None:
        return None
    head = head_of(words, head, first, _JOINED)
    return uncued(SourceDraft("phrase", head, phrase_span(words, head, scene.grammar)), (quotation.inner,), "state", "signed")
