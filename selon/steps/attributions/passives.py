"""Attributions in the passive: « accusé de Q », « considéré par Y comme Z », « annoncée par Y »."""

from msgspec import structs

from selon.analysis import Draft, SourceDraft, Words
from selon.span import Span
from selon.steps.attributions.animacy import animate, names_people
from selon.steps.attributions.contents import content_of
from selon.steps.attributions.drafting import drafted
from selon.steps.attributions.objects import is_sentenced
from selon.steps.attributions.scene import CueVerb, Scene, tidy
from selon.syntax.phrases import phrase
from selon.syntax.verbs import agent, finite_part, is_finite, negated, subject

_NEAR = 4  # tokens from « par » to its noun


def passive_draft(scene: Scene, cue: CueVerb) -> Draft | None:
    """« les prétextes avancés par X », « il a été annoncé que P », « X est accusé de Q », « X est prié de V »."""
    words = scene.words
    by = agent(words, cue.token, scene.grammar)
    by = _behind_predicate(scene, cue) if by is None else by
    if by is not None and cue.row.passive:
        return _passive_with_agent(scene, cue, by)
    if (told := _without_agent(scene, cue)) is not None:
        return told
    content = content_of(scene, cue)
    if content is None:
        return None
    own = subject(words, cue.token)
    impersonal = content.frame in ("que", "de_inf") and own is not None and words.dep[own] == "expl:subj"
    asked = content.frame in ("a_inf", "de_inf") and words.lemma[cue.token] in cue.row.agentless
    asked = asked and not negated(words, cue.token, scene.grammar)
    if not impersonal and not asked and cue.row.act != "accuse":
        return None
    return drafted(scene, cue, content.frame, SourceDraft("none"), (content.span,))


def _behind_predicate(scene: Scene, cue: CueVerb) -> int | None:
    """« jugée insuffisante par X »: the agent right behind the adjective, whatever the parser hung it on."""
    words = scene.words
    par, stop = _predicate(scene, cue) + 1, words.bounds(cue.token)[1]
    if "attr" not in cue.row.frames or par >= stop or words.pos[par - 1] != "ADJ" or words.form[par] not in scene.grammar.agent:
        return None
    return next((i for i in range(par + 1, min(par + _NEAR, stop)) if words.pos[i] in ("NOUN", "PROPN", "PRON")), None)


def _predicate(scene: Scene, cue: CueVerb) -> int:
    """The token behind the verb, past the adverbs of degree: « jugée [très] dangereuse »."""
    words, at = scene.words, cue.stop
    stop = words.bounds(cue.token)[1]
    while at + 1 < stop and words.pos[at] == "ADV" and words.form[at] not in scene.grammar.negations:
        at += 1
    return at


def _without_agent(scene: Scene, cue: CueVerb) -> Draft | None:
    """« X est considéré comme Z », « le projet a été critiqué »: people at large judge."""
    words = scene.words
    passive = any(words.dep[c] == "aux:pass" for c in words.children[cue.token])
    if not passive or not is_finite(words, finite_part(words, cue.token)):
        return None
    judged = _judged(scene, cue)
    if judged is not None and _is_judgement(scene, cue, judged[-1]):
        return drafted(scene, cue, "comme", SourceDraft("none"), judged)
    patient = _patient(scene, cue) if words.lemma[cue.token] in cue.row.agentless else None
    return drafted(scene, cue, "np", SourceDraft("none"), (patient,)) if patient is not None else None


def _is_judgement(scene: Scene, cue: CueVerb, content: Span) -> bool:
    """Behind « comme » anything; behind « de » words in quotation marks; behind « à » an amount."""
    words, grammar = scene.words, scene.grammar
    first, last = words.at(content.start), words.at(content.end - 1)
    link = next(i for i in range(first - 1, -1, -1) if words.form[i] != "«")
    if words.form[link] in grammar.towards:
        return any(words.pos[i] == "NUM" for i in range(first, last + 1))
    return words.form[link] in grammar.like or words.form[first - 1] == "«"


def _agreeing(scene: Scene, participle: int, noun: int) -> int:
    """« la grève à la SNCF annoncée par X »: from a name up to the common noun that agrees with the participle."""
    words = scene.words
    above = words.head[noun]
    keys = ("Gender", "Number")
    agrees = all(words.feats[above].get(k) == words.feats[participle].get(k) for k in keys)
    return above if words.pos[noun] == "PROPN" and words.dep[noun] == "nmod" and words.pos[above] == "NOUN" and agrees else noun


def _passive_with_agent(scene: Scene, cue: CueVerb, by: int) -> Draft | None:
    words, grammar = scene.words, scene.grammar
    if not animate(scene, by) and cue.row.act != "accuse":
        return None
    first, last = phrase(words, by, grammar)
    source = SourceDraft("phrase", by, words.span(first, last))
    judged = _judged(scene, cue)
    if judged is not None:
        link = next((i for i in range(by + 1, last + 1) if words.form[i] in grammar.like), last + 1)
        return drafted(scene, cue, "comme", SourceDraft("phrase", by, words.span(first, link - 1)), judged)
    content = content_of(scene, cue)
    if content is not None and content.frame in ("que", "wh") and _has_noun_subject(scene, cue.token):
        content = None
    if content is not None and (cue.row.act == "accuse" or content.frame in ("que", "wh", "a_inf", "de_inf")):
        asked = subject(words, cue.token)
        draft = drafted(scene, cue, content.frame, source, (content.span,))
        return structs.replace(draft, addressee=asked) if asked is not None and cue.row.addressee == "object" else draft
    patient = _patient(scene, cue)
    return drafted(scene, cue, "np", source, (patient,)) if patient is not None else None


def _has_noun_subject(scene: Scene, verb: int) -> bool:
    """« la loi est contestée autant que Y »: with a noun for its subject the passive governs no clause."""
    own = subject(scene.words, verb)
    return own is not None and scene.words.pos[own] in ("NOUN", "PROPN")


def _patient(scene: Scene, cue: CueVerb) -> Span | None:
    """« l'accord annoncé par X », « l'attaque a été condamnée par X »: what the verb reports as its subject or its noun."""
    words, grammar = scene.words, scene.grammar
    finite = any(words.dep[c] == "aux:pass" for c in words.children[cue.token])
    if "np" not in cue.row.frames or not (finite or cue.row.act != "state"):
        return None
    patient = subject(words, cue.token)
    relative = patient is not None and words.form[patient] in grammar.relative_subjects
    if (patient is None or relative) and words.dep[cue.token] in ("acl", "amod", "acl:relcl"):
        patient = _agreeing(scene, cue.token, words.head[cue.token])
    if patient is None or is_sentenced(scene, cue) or not _is_told(scene, cue, patient):
        return None
    first, last = phrase(words, patient, grammar)
    return tidy(scene, words.start[first], words.end[min(last, cue.token - 1 if first < cue.token else last)])


def _is_told(scene: Scene, cue: CueVerb, patient: int) -> bool:
    """A pronoun only where it is what somebody condemns; nobody where the verb reports things."""
    words, grammar = scene.words, scene.grammar
    if words.pos[patient] == "PRON":
        return cue.row.act == "condemn" and words.form[patient] not in grammar.neuter_subjects | grammar.relative_subjects
    return not cue.row.thing_object or not names_people(scene, patient)


def _judged(scene: Scene, cue: CueVerb) -> tuple[Span, ...] | None:
    """« X est considéré par Y comme Z », « X, qualifié de Z par Y »: X where it stands before the verb, and Z."""
    words, grammar = scene.words, scene.grammar
    if {"comme", "a_np"}.isdisjoint(cue.row.frames) or cue.row.act == "demand":
        return None
    stop = words.bounds(cue.token)[1]
    near = range(cue.stop, min(cue.stop + 12, stop))
    direct = grammar.towards if "a_np" in cue.row.frames else grammar.as_
    link = next((i for i in near if words.form[i] in grammar.like or (i == cue.stop and words.form[i] in direct)), None)
    if link is None and "attr" in cue.row.frames and cue.stop < stop and words.pos[_predicate(scene, cue)] == "ADJ":
        link = cue.stop - 1  # « jugée insuffisante par Y »
    if link is None:
        return None
    ends = (i for i in range(link + 1, stop) if words.form[i] in (",", ";", ":", ".", *grammar.agent) or _is_main(words, i))
    span = tidy(scene, words.start[link + 1], words.end[next(ends, stop) - 1]) if link + 1 < stop else None
    if span is None:
        return None
    patient = subject(words, cue.token)
    if patient is None or words.pos[patient] == "PRON":
        return (span,)
    return words.span(*phrase(words, patient, grammar)), span


def _is_main(words: Words, token: int) -> bool:
    """Whether a finite verb belongs to no clause that hangs on a noun."""
    main = words.head[token] if words.dep[token].startswith(("aux", "cop")) else token
    return is_finite(words, token) and not words.dep[main].startswith("acl")
