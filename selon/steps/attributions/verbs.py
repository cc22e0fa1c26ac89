"""Attributions by a reporting verb with its content after it."""

from selon.analysis import Draft, SourceDraft
from selon.steps.attributions.animacy import animate
from selon.steps.attributions.complements import Content
from selon.steps.attributions.contents import content_of
from selon.steps.attributions.drafting import drafted
from selon.steps.attributions.passives import passive_draft
from selon.steps.attributions.scene import CueVerb, Scene
from selon.steps.attributions.subjects import made_to_speak, speaker_of
from selon.syntax.verbs import auxiliaries, is_conditional, is_finite, is_passive, is_verb, subject, verb_form

_NAMING = frozenset({"NOUN", "PROPN", "PRON", "ADJ"})
_NEAR = 5  # tokens from a quotation to the verb of its own clause
_DENIED = frozenset({"xcomp", "ccomp", "obl:arg", "obj"})
_OPEN_GOVERNORS = frozenset({"xcomp", "ccomp", "conj"})


def verb_draft(scene: Scene, cue: CueVerb) -> Draft | None:
    """The attribution that a reporting verb makes, or None where no frame fits or nobody speaks."""
    if is_passive(scene.words, cue.token, scene.grammar) and not _is_predicative(cue):
        return passive_draft(scene, cue)
    if verb_form(scene.words, cue.token, scene.grammar) == "infinitive" and not _speaks_as_infinitive(scene, cue.token):
        return None
    if _is_denied(scene, cue.token) or (cue.row.only_finite and verb_form(scene.words, cue.token, scene.grammar) != "finite"):
        return None
    content = content_of(scene, cue)
    if content is None or (content.frame in cue.row.news and _is_background(scene, cue.token)):
        return None
    if content.frame in ("np", "stance") and _quotes_behind_colon(scene, cue):
        return None
    source = speaker_of(scene, cue)
    if _nobody_knows(scene, cue, source) or not _can_speak(scene, cue, source, content):
        return None
    return drafted(scene, cue, content.frame, source, (content.span,))


def _is_denied(scene: Scene, token: int) -> bool:
    """« dément avoir promis N »: the words that are denied are nobody's statement."""
    words = scene.words
    while words.dep[token] == "conj" and is_verb(words, words.head[token]):
        token = words.head[token]
    cue = scene.cues.get(words.head[token])
    denied = cue is not None and cue.row.act == "deny" and words.dep[token] in _DENIED
    return denied and verb_form(words, token, scene.grammar) == "infinitive"


def _is_background(scene: Scene, token: int) -> bool:
    """Whether a verb stands in the pluperfect: « avait décidé »."""
    return any(scene.words.feats[a].get("Tense") == "Imp" for a in auxiliaries(scene.words, token))


def _is_predicative(cue: CueVerb) -> bool:
    """« est convaincue que P »: fixed words that end with the participle itself are a state, not a passive."""
    return bool(cue.row.phrases) and cue.stop == cue.token + 1


def _nobody_knows(scene: Scene, cue: CueVerb, source: SourceDraft) -> bool:
    """« on ignore si P »: what nobody in particular does not know is the author's."""
    generic = source.head is not None and scene.words.form[source.head] in scene.grammar.generic_subjects
    return generic and cue.row.certainty == "unknown"


def _quotes_behind_colon(scene: Scene, cue: CueVerb) -> bool:
    """Whether a quotation behind a colon follows in the sentence: it is the content, not the object before it."""
    words = scene.words
    if "quote" not in cue.row.frames:
        return False
    last = words.bounds(cue.token)[1] - 1
    colon = next((i for i in range(cue.stop, last) if words.form[i] == ":" and words.form[i + 1] == "«"), None)
    if colon is None or _has_own_cue(scene, colon + 1):
        return False
    return not any(i in scene.cues and verb_form(words, i, scene.grammar) == "gerund" for i in range(cue.stop, colon))


def _has_own_cue(scene: Scene, opening: int) -> bool:
    """Whether a reporting verb stands right behind the quotation that opens at a token: « Q », a-t-il répondu."""
    words = scene.words
    quotation = scene.quotation_at(words.start[opening])
    if quotation is None:
        return False
    behind = next((i for i in range(opening, len(words)) if words.start[i] >= quotation.outer.end), len(words))
    if behind >= len(words) or words.form[behind] != ",":
        return False
    return any(i in scene.cues for i in range(behind + 1, min(behind + _NEAR, len(words))))


def _speaks_as_infinitive(scene: Scene, token: int) -> bool:
    """Infinitives report only where they hang on a verb without a purpose, or after « avant de », « après »."""
    words, grammar = scene.words, scene.grammar
    if _narrates(scene, token) or any(words.dep[a] == "aux:tense" for a in auxiliaries(words, token)):
        return True
    if words.dep[token] in ("advcl", "obl:mod", "obl", "acl"):
        case = [words.form[c] for c in words.children[token] if words.dep[c] in ("mark", "case") and c < token]
        above = words.head[token]
        used = words.lemma[above] in grammar.purpose_governors and verb_form(words, above, grammar) == "finite"
        return any(form in grammar.sequence_markers or (used and form in grammar.for_) for form in case)
    if words.dep[token] not in _OPEN_GOVERNORS:
        return False
    above = words.head[token]
    own = subject(words, above)
    if own is not None and words.form[own] in grammar.first_person and words.lemma[above] in grammar.modal_verbs:
        return True
    if words.dep[token] == "conj" and above not in scene.cues:
        return False
    if words.lemma[above] in grammar.unreal_governors or words.feats[above].get("Mood") == "Cnd":
        return False
    return words.lemma[above] in grammar.real_governors or words.dep[token] == "conj" or made_to_speak(scene, token) is not None


def _narrates(scene: Scene, token: int) -> bool:
    """« Et la maire d'ajouter que P »: the narrative infinitive, in a sentence with no finite verb before it."""
    words, grammar = scene.words, scene.grammar
    start = words.bounds(token)[0]
    if token - 2 < start or words.form[token - 1] not in grammar.infinitive_of or words.pos[token - 2] not in _NAMING:
        return False
    return not any(is_finite(words, i) for i in range(start, token))


def _can_speak(scene: Scene, cue: CueVerb, source: SourceDraft, content: Content) -> bool:
    words, grammar = scene.words, scene.grammar
    if source.kind == "none":
        return content.frame in ("que", "inf") and verb_form(words, cue.token, grammar) in ("infinitive", "gerund")
    head = source.head
    if head is None:
        return True
    if words.pos[head] == "NUM" or (not words.form[head][:1].isalpha() and not words.form[head].startswith("-")):
        return False
    if words.lemma[head] in grammar.legal_texts:
        return False
    if content.frame in ("que", "wh", "quote", "inf") or cue.row.any_subject:
        return words.form[head] not in grammar.neuter_subjects
    vague = cue.row.phrase_subject and content.frame == "np" and source.kind != "phrase"
    if vague or is_conditional(words, cue.token, grammar):
        return False
    if source.kind == "relative" and words.dep[cue.token] == "acl:relcl":  # « la neige qui explique le retard »
        head = words.head[cue.token]
    return cue.row.person_verb or animate(scene, head)
