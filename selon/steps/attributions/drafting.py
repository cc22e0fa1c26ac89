"""Makes the draft of a verb cue: what its row says, its span, whether it withholds."""

from selon.analysis import Draft, SourceDraft
from selon.span import Span
from selon.steps.attributions.addressees import addressee
from selon.steps.attributions.scene import CueVerb, Scene
from selon.syntax.verbs import verb_group


def drafted(scene: Scene, cue: CueVerb, frame: str, source: SourceDraft, content: tuple[Span, ...]) -> Draft:
    """A draft of a verb cue with what its row says of act, certainty and channel."""
    row = cue.row
    certainty = "unknown" if withheld(scene, cue.token) and not row.only_negated else row.certainty
    return Draft(
        row=row.id,
        rule="verb",
        frame=frame,
        act=row.frame_acts.get(frame, row.act),
        cue=cue_span(scene, cue),
        cue_head=cue.token,
        source=source,
        content=content,
        certainty=certainty,
        polarity="+" if certainty == "unknown" else None,
        addressee=addressee(scene, cue, frame, content),
        channel=row.channel,
    )


def cue_span(scene: Scene, cue: CueVerb) -> Span:
    """The verb group, with its fixed words where they follow closely."""
    first, last = verb_group(scene.words, cue.token, scene.grammar)
    return scene.words.span(first, max(last, cue.stop - 1) if cue.stop - last <= 3 else last)


def withheld(scene: Scene, token: int) -> bool:
    """Whether the verb is negated by a full negation, so that the content is not said: « n'a pas précisé »."""
    words, grammar = scene.words, scene.grammar
    first, last = verb_group(words, token, grammar)
    near = words.form[first : min(last + 2, len(words))]
    return any(form in grammar.weak_negations for form in near) and any(form in grammar.full_negations for form in near)
