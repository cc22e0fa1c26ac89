"""Every draft that a rule proposes, in the order of the rules' strength, and why a cue gave none."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from selon.analysis import Draft
from selon.lang.rows import CueKind, CueRow
from selon.model import Decision
from selon.steps.attributions.comparisons import comparison_draft
from selon.steps.attributions.contents import content_of
from selon.steps.attributions.drafting import cue_span
from selon.steps.attributions.hedges import conditional_draft, hedge_draft, impersonal_draft, modal_draft
from selon.steps.attributions.inserted import inserted_draft
from selon.steps.attributions.nouns import noun_draft
from selon.steps.attributions.prepositions import preposition_draft
from selon.steps.attributions.quoted import colon_draft
from selon.steps.attributions.scene import CueVerb, Scene
from selon.steps.attributions.verbs import verb_draft
from selon.syntax.verbs import is_finite, verbs_in

_HEDGES: Mapping[CueKind, Callable[[Scene, int, Sequence[str], CueRow], Draft | None]] = {
    "hedge": hedge_draft, "impersonal": impersonal_draft,
}  # fmt: skip


def attributed(scene: Scene) -> Iterator[Draft]:
    """The drafts of verbs, prepositions and nouns, each cue once."""
    for token in sorted(scene.cues):
        cue = scene.cues[token]
        for draft in (comparison_draft(scene, cue), inserted_draft(scene, cue), verb_draft(scene, cue)):
            if draft is not None:
                yield draft
                break
    openings = scene.pack.openings
    for token in (token for token, form in enumerate(scene.words.form) if form in openings):
        for form, row in openings[scene.words.form[token]]:
            if row.kind in ("preposition", "noun") and scene.reads(token, form):
                draft = preposition_draft(scene, token, form, row) if row.kind == "preposition" else noun_draft(scene, token, row)
                if draft is not None:
                    yield draft
                break


def introduced(scene: Scene) -> Iterator[Draft]:
    """The drafts of quotations behind a colon."""
    for quotation in scene.quotations:
        draft = colon_draft(scene, quotation)
        if draft is not None:
            yield draft


def hedged(scene: Scene) -> Iterator[Draft]:
    """The author's hedges: modals, adverbs and impersonal phrases, then bare conditionals."""
    words = scene.words
    for token in _opening(scene):
        yield from (draft for draft in (_modal(scene, token), _hedging_words(scene, token)) if draft is not None)
    predicates = {words.head[token] for token, dep in enumerate(words.dep) if dep == "cop"}
    verbs = (token for token in verbs_in(words) if not words.dep[token].startswith(("aux", "cop")))
    for token in sorted(predicates.union(verbs)):
        draft = conditional_draft(scene, token)
        if draft is not None:
            yield draft


def _opening(scene: Scene) -> list[int]:
    """The tokens that open a form of the cue tables, as written or by their lemma."""
    known, words = scene.pack.openings, scene.words
    return [t for t, (form, lemma) in enumerate(zip(words.form, words.lemma, strict=True)) if form in known or lemma in known]


def _hedging_words(scene: Scene, token: int) -> Draft | None:
    """The draft of the first adverb or impersonal phrase at `token` that makes one."""
    for form, row in scene.pack.openings.get(scene.words.form[token], ()):
        make = _HEDGES.get(row.kind)
        draft = make(scene, token, form, row) if make is not None and scene.reads(token, form) else None
        if draft is not None:
            return draft
    return None


def _modal(scene: Scene, token: int) -> Draft | None:
    words = scene.words
    for key in (words.form[token], words.lemma[token]):
        for form, row in scene.pack.openings.get(key, ()):
            if row.kind == "modal" and len(form) == 1 and is_finite(words, token):
                return modal_draft(scene, token, row)
    return None


def refused(scene: Scene, cue: CueVerb) -> Decision:
    """Why a reporting verb made no statement where it stands."""
    if content_of(scene, cue) is None:
        why = f"refused: no content stands in its frames ({', '.join(cue.row.frames)})"
    else:
        why = "refused: nobody who can speak is its subject, or the verb is not told to have happened"
    return Decision(span=cue_span(scene, cue), row=cue.row.id, field="cue", kept=False, why=why)
