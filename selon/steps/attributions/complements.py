"""A content as a frame of a cue verb finds it, and how it is cut out of the sentence."""

import msgspec

from selon.lang.rows import Frame
from selon.span import Span
from selon.steps.attributions.extent import extended
from selon.steps.attributions.scene import CueVerb, Scene, tidy
from selon.syntax.phrases import phrase

OBJECTS = frozenset({"obj", "iobj"})


class Content(msgspec.Struct, frozen=True):
    """A content found by a frame: its spans and the token that heads it."""

    frame: Frame
    span: Span
    head: int


def content_between(scene: Scene, frame: Frame, first: int, stop: int, head: int) -> Content | None:
    """The content over the tokens [first, stop) of one sentence, pushed to the end of a quotation that it opens."""
    if head >= len(scene.words) or first >= len(scene.words):
        return None
    stop = min(stop, scene.words.bounds(head)[1])
    if stop <= first:
        return None
    end = extended(scene, scene.words.start[first], scene.words.end[stop - 1])
    span = tidy(scene, scene.words.start[first], end)
    return Content(frame, span, head) if span is not None else None


def object_start(scene: Scene, cue: CueVerb, start: int, limit: int) -> int:
    """The first token of the verb's object, if it stands before `limit`; else `start`."""
    words = scene.words
    found = next((c for c in words.children[cue.token] if cue.stop <= c < limit and words.dep[c] in OBJECTS), None)
    if found is not None:
        return max(phrase(words, found, scene.grammar)[0], cue.stop)
    return cue.stop if cue.stop < limit and words.pos[cue.stop] in ("DET", "PROPN") else start
