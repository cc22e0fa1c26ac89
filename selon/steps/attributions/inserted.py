"""Reporting clauses set into or behind what they report: « P, a déclaré X », « « Q », dit-il »."""

from selon.analysis import Draft, Quotation, SourceDraft
from selon.span import Span
from selon.steps.attributions.animacy import animate
from selon.steps.attributions.channels import past_channel
from selon.steps.attributions.contents import content_of
from selon.steps.attributions.drafting import drafted
from selon.steps.attributions.scene import CueVerb, Scene, tidy
from selon.syntax.phrases import is_noun, phrase_span
from selon.syntax.verbs import auxiliaries, clitic_span, is_finite, named_source, subject, verb_form, verb_group

_BEFORE = frozenset({",", "»", "–", "—", "-", "!", "?", "…"})
_REACH = 7


def inserted_draft(scene: Scene, cue: CueVerb) -> Draft | None:
    """The attribution of an inserted reporting clause, or None where the verb does not stand in one."""
    words = scene.words
    verb = _finite_verb(scene, cue)
    if verb is None or "quote" not in cue.row.frames or words.dep[verb] in ("acl", "amod"):
        return None
    first, last = verb_group(words, verb, scene.grammar)
    first, last = min([first, *auxiliaries(words, verb)]), max(last, cue.token)
    opening = _opening(scene, first)
    if opening is None:
        return None
    source = inverted_source(scene, cue, first, last)
    if source is None:
        return None
    content = _content(scene, cue, first, opening, source)
    return drafted(scene, cue, "quote", source, content) if content else None


def _finite_verb(scene: Scene, cue: CueVerb) -> int | None:
    """The verb that stands in the clause: the cue, or what governs it: « …, a tenu à préciser X »."""
    words = scene.words
    form = verb_form(words, cue.token, scene.grammar)
    above = words.head[cue.token]
    if form == "infinitive" and words.lemma[above] in scene.grammar.real_governors and above == cue.token - 2:
        return above if verb_form(words, above, scene.grammar) == "finite" else None
    return cue.token if form == "finite" else None


def _opening(scene: Scene, first: int) -> int | None:
    """The token before the clause (a comma or the end of a quotation), or None where nothing sets it off."""
    words = scene.words
    start = words.bounds(first)[0]
    at = first - 1
    if at >= start and words.form[at] in scene.grammar.so_adverbs:
        at -= 1
    if at < 0:
        return None
    if at < start:
        return at if words.form[at] == "»" else None
    return at if words.form[at] in _BEFORE else None


def inverted_source(scene: Scene, cue: CueVerb, first: int, last: int) -> SourceDraft | None:
    """The subject that stands behind the verb: a clitic in the group, or the next noun phrase."""
    words, grammar = scene.words, scene.grammar
    inverted = grammar.subject_clitics - grammar.euphonic
    clitic = next((i for i in range(first, last + 1) if words.form[i].startswith("-") and words.form[i] in inverted), None)
    if clitic is not None:
        return SourceDraft("clitic", clitic, clitic_span(words, clitic))
    behind, stop = max(last + 1, cue.stop), words.bounds(cue.token)[1]
    own, through = subject(words, cue.token), past_channel(scene, behind, stop)
    at = _next_noun(scene, behind if through is None else through, stop)
    if own is not None and own < first:
        set_in = words.dep[cue.token].startswith("parataxis") and at is not None
        if not set_in and not _belongs_to_content(scene, own, first):
            return None
        own = None
    if through is not None and at is not None:
        return _named_at(scene, through, at)
    if own is not None and (at is None or own <= at or words.pos[own] == "PRON"):
        return named_source(words, own, grammar)
    return SourceDraft("phrase", at, phrase_span(words, at, grammar)) if at is not None else None


def _named_at(scene: Scene, through: int, head: int) -> SourceDraft:
    """« a écrit sur Telegram Anne Morvan, X »: the subject right behind the channel, whatever the parser joined there."""
    words = scene.words
    if words.pos[through] != "PROPN":
        return SourceDraft("phrase", head, phrase_span(words, head, scene.grammar))
    last, stop = through, words.bounds(through)[1]
    while last + 1 < stop and words.pos[last + 1] == "PROPN":
        last += 1
    return SourceDraft("phrase", through, words.span(through, last))


def _belongs_to_content(scene: Scene, own: int, first: int) -> bool:
    """Whether the subject that the parser gave the verb stands in what is reported: before a mark or another verb."""
    words = scene.words
    between = range(own + 1, first)
    return any(words.form[i] == "»" for i in between) or any(
        is_finite(words, i) and not words.dep[i].startswith(("acl", "aux")) for i in between
    )


def _next_noun(scene: Scene, at: int, stop: int) -> int | None:
    """The head of the noun phrase that starts within a few words, past adverbs and dates."""
    words = scene.words
    for i in range(at, min(at + _REACH, stop)):
        if words.form[i] in ",;:.«(" or words.pos[i] in ("VERB", "AUX", "SCONJ", "ADP"):
            return None
        if is_noun(words, i) and words.pos[i] not in ("ADJ", "NUM") and words.lemma[i] not in scene.grammar.day_names:
            return i
    return None


def _content(scene: Scene, cue: CueVerb, first: int, opening: int, source: SourceDraft) -> tuple[Span, ...]:
    words = scene.words
    before = _quotation_before(scene, words.start[first])
    if before is not None:
        return _quoted(scene, cue, before)
    around = scene.quotation_at(words.start[cue.token])
    start = words.bounds(cue.token)[0]
    if around is not None:
        return _inside_quotation(scene, cue, around, first)
    likely = "parataxis:insert" if "np" in cue.row.frames else "parataxis"
    set_in = words.dep[cue.token].startswith(likely) or source.kind != "phrase" or animate(scene, source.head or 0)
    if opening - start < 2 or cue.row.after_quotation or not set_in:
        return ()
    return _sentence_before(scene, start, first)


def _quotation_before(scene: Scene, offset: int) -> Quotation | None:
    """The quotation that ends right before `offset`, with at most a comma between."""
    quotation = scene.last_opened(offset)
    if quotation is None or quotation.outer.end > offset:
        return None
    between = scene.words.text[quotation.outer.end : offset].strip(" ,.\u00a0\u202f–—-\n")
    return quotation if not between or between.lower() in scene.grammar.so_adverbs else None


def _quoted(scene: Scene, cue: CueVerb, quotation: Quotation) -> tuple[Span, ...]:
    """The quotation before the clause, what leads to it in its sentence, and its second half behind the clause."""
    words = scene.words
    start = words.start[words.bounds(words.at(quotation.outer.start))[0]]
    lead = words.text[start : quotation.outer.start]
    led = lead.strip(" ,–—-") and start < quotation.outer.start and not lead.rstrip().endswith(":")
    led = led and not any(_takes_quotation(scene, i) for i in range(words.at(start), words.at(quotation.outer.start)))
    whole = tidy(scene, start, quotation.outer.end) if led else quotation.inner
    spans = [whole] if whole is not None and len(whole) else []
    after = _resumed(scene, cue)
    return (*spans, after) if after is not None and spans else tuple(spans)


def _takes_quotation(scene: Scene, token: int) -> bool:
    cue = scene.cues.get(token)
    return cue is not None and ("seen" not in cue.row.frames or content_of(scene, cue) is not None)


def _resumed(scene: Scene, cue: CueVerb) -> Span | None:
    """A quotation that opens right behind the clause: « A », a-t-il dit, « B »."""
    words = scene.words
    stop = words.bounds(cue.token)[1]
    following = scene.starting_in(words.end[cue.token], words.end[stop - 1])
    if following is None:
        return None
    gap = words.text[words.end[cue.token] : following.outer.start].rstrip()
    if not gap.endswith((",", ".")) or any(i in scene.cues for i in range(cue.token + 1, words.at(following.outer.start))):
        return None
    return following.inner if len(following.inner) else None


def _inside_quotation(scene: Scene, cue: CueVerb, around: Quotation, first: int) -> tuple[Span, ...]:
    """« A, confiait X. B » where the clause stands between the marks of what it reports."""
    words = scene.words
    head = tidy(scene, around.inner.start, words.end[first - 1])
    stop = words.bounds(cue.token)[1]
    after = next((i for i in range(cue.token + 1, stop) if words.form[i] in ",."), None)
    if head is None or after is None:
        return (head,) if head is not None else ()
    tail = tidy(scene, words.end[after], around.inner.end)
    return (head, tail) if tail is not None else (head,)


def _sentence_before(scene: Scene, start: int, first: int) -> tuple[Span, ...]:
    """What stands before the clause in its sentence, where it is a clause of its own."""
    words = scene.words
    if not any(is_finite(words, i) for i in range(start, first)):
        return ()
    head = tidy(scene, words.start[start], words.end[first - 1])
    return (head,) if head is not None else ()
