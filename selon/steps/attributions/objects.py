"""Contents that are phrases: the object of a verb, or its complement behind a preposition."""

from collections.abc import Iterator

from selon.analysis import Words
from selon.lang.rows import Frame
from selon.steps.attributions.animacy import names_people
from selon.steps.attributions.channels import opens_channel
from selon.steps.attributions.complements import Content, content_between, object_start
from selon.steps.attributions.extent import phrase_end
from selon.steps.attributions.scene import CueVerb, Scene
from selon.syntax.phrases import phrase, preposition
from selon.syntax.verbs import SUBJECTS, is_passive, is_verb, subject, verb_form

_FARTHEST = 24


def noun_object(scene: Scene, cue: CueVerb, frame: Frame) -> Content | None:
    """The object, as a noun phrase that reports an act: « a condamné l'attaque »."""
    words = scene.words
    if cue.row.text_subject and not _text_speaks(scene, cue):
        return None
    head = next((c for c in words.children[cue.token] if words.dep[c] in ("obj", "obl:arg") and _is_object(scene, cue, c)), None)
    head = head if head is not None else _next_phrase(scene, cue)
    if head is None and frame == "np" and (noun := _antecedent(scene, cue)) is not None:
        return _told_before(scene, cue, noun)
    if head is None or not _is_of_class(scene, frame, head):
        return None
    start = max(phrase(words, head, scene.grammar)[0], cue.stop)
    return content_between(scene, frame, start, phrase_end(scene, cue, head), head)


def seen_object(scene: Scene, cue: CueVerb, frame: Frame) -> Content | None:
    """« y voit une erreur », « voit dans ce choix une erreur »: what somebody takes a thing for."""
    words, grammar = scene.words, scene.grammar
    if any(words.form[c] in grammar.locative_clitics and c < cue.token for c in words.children[cue.token]):
        return noun_object(scene, cue, frame)
    at = cue.stop
    if at >= words.bounds(cue.token)[1] or words.form[at] not in grammar.place_prepositions or words.head[at] <= at:
        return None
    last = phrase(words, words.head[at], grammar)[1]
    head = next((c for c in words.children[cue.token] if words.dep[c] in ("obj", "obl:arg") and c > last), None)
    behind = head is not None and last + 1 < len(words) and words.pos[last + 1] in ("DET", "ADJ", "NOUN")
    return content_between(scene, frame, at + 1, phrase_end(scene, cue, head), head) if head is not None and behind else None


def is_sentenced(scene: Scene, cue: CueVerb) -> bool:
    """« condamné à six mois de prison » is a sentence, not an attribution."""
    words = scene.words
    return any(words.lemma[c] in scene.grammar.penalties for c in words.children[cue.token] if c > cue.token)


def _antecedent(scene: Scene, cue: CueVerb) -> int | None:
    """« l'attaque que le groupe a revendiquée »: the noun before the relative pronoun that is the verb's object."""
    words = scene.words
    if words.dep[cue.token] not in ("acl:relcl", "acl") or words.head[cue.token] >= cue.token or cue.row.addressee == "object":
        return None
    relative = any(
        words.dep[c] in ("obj", "mark") and c > words.head[cue.token] and words.form[c] in scene.grammar.complementizers
        for c in words.children[cue.token]
    )
    noun = words.head[cue.token]
    return noun if relative and words.pos[noun] == "NOUN" and not names_people(scene, noun) else None


def _told_before(scene: Scene, cue: CueVerb, noun: int) -> Content | None:
    first, last = phrase(scene.words, noun, scene.grammar)
    return content_between(scene, "np", first, min(last + 1, cue.token), noun)


def _is_of_class(scene: Scene, frame: Frame, head: int) -> bool:
    """Whether the noun is one of those that the frame asks for: of stance, of change."""
    wanted = {"stance": scene.grammar.stance_nouns, "trend": scene.grammar.trend_nouns}.get(frame)
    return wanted is None or scene.words.lemma[head] in wanted or scene.words.form[head] in wanted


def _text_speaks(scene: Scene, cue: CueVerb) -> bool:
    own = subject(scene.words, cue.token)
    return own is not None and scene.words.form[own] in scene.grammar.speaking_nouns


def _next_phrase(scene: Scene, cue: CueVerb) -> int | None:
    """The noun whose determiner stands right behind the verb, where the parser gave the verb no object."""
    words = scene.words
    stop = words.bounds(cue.token)[1]
    at = _past_date(scene, _past_dative(scene, _past_aside(scene, cue.stop, stop), stop), stop)
    if at >= stop or words.pos[at] != "DET" or is_passive(words, cue.token, scene.grammar):
        return None
    head = words.head[at]
    if head <= at or words.pos[head] != "NOUN" or not _is_object(scene, cue, head):
        return None
    return head if not _is_inverted_subject(scene, cue, head) else None


def _past_aside(scene: Scene, at: int, stop: int) -> int:
    """The token behind an aside without a verb that a comma opens at `at`; else `at`."""
    words = scene.words
    if at >= stop or words.form[at] != ",":
        return at
    closing = next((i for i in range(at + 1, stop) if words.form[i] == ","), stop)
    return at if any(is_verb(words, i) for i in range(at, closing)) else closing + 1


def _past_dative(scene: Scene, at: int, stop: int) -> int:
    words = scene.words
    if at < stop and words.form[at] in scene.grammar.dative and words.head[at] > at:
        return phrase(words, words.head[at], scene.grammar)[1] + 1
    return at


def _past_date(scene: Scene, at: int, stop: int) -> int:
    """« a démenti le soir même ces bruits »: the token behind a date without a preposition."""
    words = scene.words
    if at >= stop or words.pos[at] != "DET" or words.lemma[words.head[at]] not in scene.grammar.day_names:
        return at
    at = words.head[at] + 1
    while at < stop and words.pos[at] in ("ADV", "ADJ", "NUM"):
        at += 1
    return at


def _is_inverted_subject(scene: Scene, cue: CueVerb, head: int) -> bool:
    words = scene.words
    finite = verb_form(words, cue.token, scene.grammar) == "finite"
    return finite and words.dep[head] in SUBJECTS and subject(words, cue.token) == head


def _is_object(scene: Scene, cue: CueVerb, token: int) -> bool:
    """Whether the word can head what the verb reports: behind the verb, no date, no penalty, nobody where a thing is meant."""
    words, grammar = scene.words, scene.grammar
    if words.lemma[token] in grammar.day_names:
        return False
    if token < cue.stop or not _heads_phrase(words, token) or (preposition(words, token) or -1) >= cue.stop:
        return False
    if words.pos[token] == "PRON" and words.form[token] in grammar.neuter_subjects:
        return False
    return not cue.row.thing_object or not (is_sentenced(scene, cue) or _names_somebody(scene, token))


def _heads_phrase(words: Words, token: int) -> bool:
    """A noun or pronoun, or a number that counts some of what follows: « trois de ses clients »."""
    counts = words.pos[token] == "NUM" and any(words.dep[c] == "nmod" for c in words.children[token])
    return counts or words.pos[token] in ("NOUN", "PROPN", "PRON")


def _names_somebody(scene: Scene, token: int) -> bool:
    words = scene.words
    return names_people(scene, token) or words.form[token] in scene.grammar.collectives or words.pos[token] == "PROPN"


def prepositional_object(scene: Scene, cue: CueVerb, frame: Frame) -> Content | None:
    """A complement after the preposition that the frame names: « insiste sur X », « proteste contre X ».

    Inside an adjunct, its own noun and its places are none: « parle lors d'un débat à Brest de X ».
    """
    words, found = scene.words, list(_complements(scene, cue, frame))
    own = [i for i in found if not _in_adjunct(scene, words.head[i], cue.token)]
    if not own and (not found or cue.row.act == "accuse"):
        return None
    fit = (i for i in found if words.pos[i - 1] != "ADV" and (i in own or words.pos[words.head[i]] != "PROPN"))
    at = next(fit, found[0])
    head = words.head[at]
    return content_between(scene, frame, _start(scene, cue, frame, at), phrase_end(scene, cue, head), head)


def _complements(scene: Scene, cue: CueVerb, frame: Frame) -> Iterator[int]:
    """The prepositions of a frame behind a verb that open what may be its complement, up to the next verb."""
    words, wanted = scene.words, _prepositions(scene, frame)
    for i in range(cue.stop, min(words.bounds(cue.token)[1], cue.stop + _FARTHEST)):
        if words.form[i] in wanted and words.pos[i] in ("ADP", "DET"):
            head = words.head[i]
            told = head > i and not is_verb(words, head) and not opens_channel(scene, i, head + 1)
            somebody = words.pos[head] == "PRON" or _names_somebody(scene, head)
            told = told and not (frame == "a_np" and cue.row.thing_object and somebody)
            if told and _reaches(scene, head, cue.token):
                yield i
        if words.form[i] in (";", ":") or (is_verb(words, i) and not words.dep[i].startswith("acl")):
            return


def _prepositions(scene: Scene, frame: Frame) -> frozenset[str]:
    grammar = scene.grammar
    return {
        "de_np": grammar.infinitive_of | grammar.partitives, "sur_np": grammar.about, "a_np": grammar.towards,
        "contre_np": grammar.against, "pour_np": grammar.for_,
    }[frame]  # fmt: skip


def _start(scene: Scene, cue: CueVerb, frame: Frame, at: int) -> int:
    """Where a content with its preposition at `at` begins: behind it, or with the fixed words' complement or the accused."""
    start = cue.stop if frame == "a_np" and cue.row.bare else at + 1
    whole = cue.row.act == "accuse" or (cue.row.act == "estimate" and frame == "a_np")
    return object_start(scene, cue, start, at) if whole else start


def _in_adjunct(scene: Scene, head: int, cue: int) -> bool:
    """Whether a noun stands inside another prepositional phrase of the verb: « accuse X à l'occasion d'un discours »."""
    words = scene.words
    path = [head, *words.ancestors(head)]
    if cue not in path:
        return False
    top = path[path.index(cue) - 1]
    return top != head and (preposition(words, top) is not None or words.pos[top] == "ADV")


def _reaches(scene: Scene, token: int, cue: int) -> bool:
    """Whether a noun hangs on the verb with no other verb between, or the verb governs nothing at all."""
    words = scene.words
    if not words.children[cue]:
        return True
    for above in words.ancestors(token):
        if above == cue:
            return True
        if is_verb(words, above) or above < cue:
            return False
    return False
