"""Attributions by a reporting verb with its content after it."""

from msgspec import structs

from selon.analysis import Draft, SourceDraft
from selon.span import Span
from selon.steps.attributions.addressees import addressee
from selon.steps.attributions.animacy import animate
from selon.steps.attributions.contents import Content, content_of
from selon.steps.attributions.scene import CueVerb, Scene, tidy
from selon.syntax.phrases import phrase, preposition
from selon.syntax.verbs import agent, auxiliaries, is_finite, is_passive, is_verb, named_source, source_of, subject, verb_form, verb_group

_PASSIVE_WITHOUT_AGENT = frozenset({"accuse", "condemn"})
_OPEN_GOVERNORS = frozenset({"xcomp", "ccomp", "conj"})


def verb_draft(scene: Scene, cue: CueVerb) -> Draft | None:
    """The attribution that a reporting verb makes, or None where no frame fits or nobody speaks."""
    if is_passive(scene.words, cue.token, scene.grammar):
        return _passive(scene, cue)
    if verb_form(scene.words, cue.token, scene.grammar) == "infinitive" and not _speaks_as_infinitive(scene, cue.token):
        return None
    content = content_of(scene, cue)
    if content is None or (content.frame in ("np", "stance") and "quote" in cue.row.frames and _colon_quotation(scene, cue)):
        return None
    source = _source(scene, cue)
    if cue.row.certainty == "unknown" and source.head is not None and scene.words.form[source.head] in scene.grammar.generic_subjects:
        return None
    if not _can_speak(scene, cue, source, content):
        return None
    return drafted(scene, cue, content.frame, source, (content.span,))


def _colon_quotation(scene: Scene, cue: CueVerb) -> bool:
    """Whether a quotation behind a colon follows in the sentence: it is the content, not the object before it."""
    words = scene.words
    stop = words.bounds(cue.token)[1]
    return any(words.form[i] == ":" and i + 1 < stop and words.form[i + 1] == "«" for i in range(cue.stop, stop))


def _source(scene: Scene, cue: CueVerb) -> SourceDraft:
    """The verb's subject; a gerund behind another reporting verb shares that verb's subject, whatever it hangs on."""
    words = scene.words
    if verb_form(words, cue.token, scene.grammar) == "gerund":
        first = words.bounds(cue.token)[0]
        for token in range(cue.token - 1, first - 1, -1):
            if token in scene.cues and verb_form(words, token, scene.grammar) == "finite" and subject(words, token) is not None:
                return source_of(words, token, scene.grammar)
    finite = verb_form(words, cue.token, scene.grammar) == "finite"
    own = subject(words, cue.token)
    if finite and own is not None and own < cue.token and _is_framing_source(scene, own):
        behind = _behind_comma(scene, own, cue.token)
        if behind is not None:
            return named_source(words, behind, scene.grammar)
    if finite and own is None and words.dep[cue.token] != "conj":
        head = _opening_phrase(scene, verb_group(words, cue.token, scene.grammar)[0])
        if head is not None:
            return named_source(words, head, scene.grammar)
    return source_of(words, cue.token, scene.grammar)


def _is_framing_source(scene: Scene, own: int) -> bool:
    """Whether a noun that the parser took for the subject stands behind « selon »."""
    words = scene.words
    for i in range(max(words.bounds(own)[0], own - 5), own):
        rows = scene.pack.openings.get(words.form[i], ())
        if any(row.kind == "preposition" and not row.opinion and words.form[i : i + len(form)] == list(form) for form, row in rows):
            return not any(words.form[j] == "," for j in range(i, own))
    return False


def _behind_comma(scene: Scene, own: int, verb: int) -> int | None:
    """The noun behind the comma that closes « selon X », which is the verb's real subject."""
    words = scene.words
    comma = next((i for i in range(own, verb) if words.form[i] == ","), None)
    if comma is None:
        return None
    return next((i for i in range(comma + 1, verb) if words.pos[i] in ("NOUN", "PROPN") and preposition(words, i) is None), None)


def _opening_phrase(scene: Scene, first: int) -> int | None:
    """The first noun phrase of the clause before a verb, where the parser gave the verb no subject."""
    words = scene.words
    start = words.bounds(first)[0]
    found = None
    for i in range(first - 1, start - 1, -1):
        if words.form[i] in (":", ";", "»", "«") or (is_finite(words, i)):
            break
        if words.pos[i] in ("NOUN", "PROPN") and preposition(words, i) is None and words.dep[i] not in ("flat:name", "amod") and words.form[max(i - 1, 0)] != ",":
            found = i if animate(scene, i) else found
    return found


def drafted(scene: Scene, cue: CueVerb, frame: str, source: SourceDraft, content: tuple[Span, ...]) -> Draft:
    """A draft of a verb cue with what its row says of act, certainty and channel."""
    row = cue.row
    certainty = "unknown" if withheld(scene, cue.token) else row.certainty
    return Draft(
        row=row.id,
        rule="verb",
        frame=frame,
        act=row.act,
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


def _speaks_as_infinitive(scene: Scene, token: int) -> bool:
    """Infinitives report only where they hang on a verb without a purpose, or after « avant de », « après »."""
    words, grammar = scene.words, scene.grammar
    if any(words.dep[a] == "aux:tense" for a in auxiliaries(words, token)):
        return True
    if words.dep[token] in ("advcl", "obl:mod", "obl", "acl"):
        case = [words.form[c] for c in words.children[token] if words.dep[c] in ("mark", "case") and c < token]
        return any(form in grammar.sequence_markers for form in case)
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
    return words.lemma[above] in grammar.real_governors or words.dep[token] == "conj"


def _can_speak(scene: Scene, cue: CueVerb, source: SourceDraft, content: Content) -> bool:
    words, grammar = scene.words, scene.grammar
    if source.kind == "none":
        return content.frame in ("que", "inf") and verb_form(words, cue.token, scene.grammar) in ("infinitive", "gerund")
    head = source.head
    if head is None:
        return True
    if words.pos[head] == "NUM" or (not words.form[head][:1].isalpha() and not words.form[head].startswith("-")):
        return False
    if words.lemma[head] in ("loi", "code", "constitution", "décret", "règlement", "traité"):
        return False
    if content.frame in ("que", "wh", "quote", "inf") or cue.row.any_subject:
        return words.form[head] not in grammar.neuter_subjects
    return cue.row.person_verb or animate(scene, head)


def _passive(scene: Scene, cue: CueVerb) -> Draft | None:
    """« les prétextes avancés par X », « il a été annoncé que P », « X est accusé de Q »."""
    words = scene.words
    by = agent(words, cue.token, scene.grammar)
    if by is not None and cue.row.passive:
        return _passive_with_agent(scene, cue, by)
    content = content_of(scene, cue)
    own = subject(words, cue.token)
    if content is not None and content.frame == "que" and own is not None and words.form[own] in scene.grammar.impersonal_subjects:
        return drafted(scene, cue, "que", SourceDraft("none"), (content.span,))
    if cue.row.act in _PASSIVE_WITHOUT_AGENT and cue.row.act == "accuse" and content is not None:
        return drafted(scene, cue, content.frame, SourceDraft("none"), (content.span,))
    return None


def _agreeing(scene: Scene, participle: int, noun: int) -> int:
    """« la grève à la SNCF annoncée par X »: from a name up to the common noun that agrees with the participle."""
    words = scene.words
    above = words.head[noun]
    keys = ("Gender", "Number")
    agrees = all(words.feats[above].get(k) == words.feats[participle].get(k) for k in keys)
    return above if words.pos[noun] == "PROPN" and words.dep[noun] == "nmod" and words.pos[above] == "NOUN" and agrees else noun


def _passive_with_agent(scene: Scene, cue: CueVerb, by: int) -> Draft | None:
    words, grammar = scene.words, scene.grammar
    if not animate(scene, by):
        return None
    source = SourceDraft("phrase", by, words.span(*phrase(words, by, grammar)))
    content = content_of(scene, cue)
    if content is not None and (cue.row.act == "accuse" or content.frame in ("que", "wh", "a_inf", "de_inf")):
        asked = subject(words, cue.token)
        draft = drafted(scene, cue, content.frame, source, (content.span,))
        return structs.replace(draft, addressee=asked) if asked is not None and cue.row.addressee == "object" else draft
    finite = any(words.dep[c] == "aux:pass" for c in words.children[cue.token])
    if "np" not in cue.row.frames or not (finite or cue.row.act != "state"):
        return None
    patient = subject(words, cue.token)
    if patient is None and words.dep[cue.token] in ("acl", "amod", "acl:relcl"):
        patient = _agreeing(scene, cue.token, words.head[cue.token])
    if patient is None or words.pos[patient] == "PRON":
        return None
    first, last = phrase(words, patient, grammar)
    span = tidy(scene, words.start[first], words.end[min(last, cue.token - 1 if first < cue.token else last)])
    return drafted(scene, cue, "np", source, (span,)) if span is not None else None
