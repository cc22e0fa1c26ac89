"""Attributions by a preposition: « selon X, P », « P, d'après X », « pour X, P »."""

from collections.abc import Sequence

from selon.analysis import Draft, SourceDraft
from selon.lang.pack import CueRow
from selon.span import Span
from selon.steps.attributions.animacy import animate
from selon.steps.attributions.extent import extended, speaks_anew
from selon.steps.attributions.scene import Scene, tidy
from selon.syntax.phrases import is_noun, phrase
from selon.syntax.verbs import SUBJECTS, is_finite, is_verb
from selon.text import words_of

_LOCAL = frozenset({"acl", "amod", "appos", "acl:relcl"})


def preposition_draft(scene: Scene, token: int, form: Sequence[str], row: CueRow) -> Draft | None:
    """The attribution that the preposition at `token` makes, or None where no source or no content stands by it."""
    words = scene.words
    after = token + len(form)
    if after >= words.bounds(token)[1] or _excluded(scene, after, row):
        return None
    if row.source_inside and token != words.bounds(token)[0] and words.form[token - 1] != ",":
        return None
    head = after - 1 if row.source_inside else _reported_speaker(scene, after) or _source_head(scene, after)
    if head is None or _is_no_source(scene, head, row) or (row.only_before and not _is_person(scene, head)):
        return None
    first, last = phrase(words, head, scene.grammar)
    after = after - 1 if row.source_inside else after
    first = min(max(first, after), head)
    last = _with_name_behind(scene, last)
    content = _content(scene, token, first, last)
    if not content or (row.only_before and not _frames_sentence(scene, token, last)):
        return None
    if row.opinion and not _is_opinion(scene, content[0]) and not _quotes(scene, content[0]):
        return None
    return Draft(
        row=row.id,
        rule="preposition",
        frame="preposition",
        act=row.act,
        cue=words.span(token, after - 1),
        cue_head=token,
        source=SourceDraft("phrase", head, words.span(first, last)),
        content=content,
        certainty=row.certainty,
        channel=row.channel,
    )


def _with_name_behind(scene: Scene, last: int) -> int:
    """Takes in the capitalised name right behind the phrase: « selon le quotidien La Gazette du Littoral »."""
    words, text = scene.words, scene.words.text
    stop = words.bounds(last)[1]
    at = last
    while at + 1 < stop and words.pos[at + 1] in ("DET", "PROPN", "NOUN", "ADJ") and text[words.start[at + 1]].isupper():
        at += 1
        linked = at + 2 < stop and words.form[at + 1] in scene.grammar.name_particles and text[words.start[at + 2]].isupper()
        at += linked
    return at if words.pos[last] in ("NOUN", "PROPN", "ADJ") else last


def _is_opinion(scene: Scene, content: Span) -> bool:
    """Whether the content's main verb says how things are or should be, rather than what somebody does for somebody."""
    words = scene.words
    first, last = words.at(content.start), words.at(content.end - 1)
    quotation = scene.last_opened(content.start)
    if quotation is not None and quotation.inner == content:
        return True
    verbs = [i for i in range(first, last + 1) if is_finite(words, i)]
    main = next((i for i in verbs if not words.dep[i].startswith("acl")), None)
    return main is not None and words.lemma[main] in scene.grammar.opinion_verbs and not words.dep[main].startswith("aux:tense")


def _quotes(scene: Scene, content: Span) -> bool:
    """Whether a quotation of more than a title's length stands in the content."""
    return any(q.depth == 0 and content.covers(q.inner) and len(q.inner) > 20 for q in scene.quotations)


def _excluded(scene: Scene, after: int, row: CueRow) -> bool:
    words = scene.words
    before = words.lemma[max(after - 3, 0) : after - 1]
    if any(lemma in row.not_after for lemma in before):
        return True
    for form in row.not_before:
        wanted = words_of(form)
        if tuple(words.form[after : after + len(wanted)]) == wanted:
            return True
    return False


def _is_no_source(scene: Scene, head: int, row: CueRow) -> bool:
    """Laws, rules and measures give a criterion, not a speaker; a relative pronoun speaks only for somebody."""
    words = scene.words
    if words.lemma[head] in row.not_sources or words.form[head] in row.not_sources:
        return True
    return words.pos[head] == "PRON" and words.form[head] in scene.grammar.relative_subjects and words.feats[head].get("Number") == "Plur"


def _reported_speaker(scene: Scene, after: int) -> int | None:
    """« selon ce qu'a confié X »: X."""
    words = scene.words
    stop = words.bounds(after)[1]
    if after + 2 >= stop or words.form[after] not in scene.grammar.free_relatives or words.form[after + 1] not in scene.grammar.complementizers:
        return None
    verb = next((i for i in range(after + 2, min(after + 8, stop)) if is_verb(words, i) and not words.dep[i].startswith("aux")), None)
    return next((i for i in range(verb, min(verb + 8, stop)) if is_noun(words, i) and i != verb), None) if verb is not None else None


def _source_head(scene: Scene, after: int) -> int | None:
    words = scene.words
    stop = words.bounds(after)[1]
    for i in range(after, min(after + 8, stop)):
        if words.pos[i] in ("DET", "ADP", "NUM", "ADJ", "ADV") and not (words.pos[i] == "ADJ" and i > after and words.head[i] < i):
            continue
        if not is_noun(words, i) or is_verb(words, i):
            return None
        return _phrase_head(scene, i, after)
    return None


def _phrase_head(scene: Scene, token: int, floor: int) -> int:
    words = scene.words
    while words.dep[token] in ("flat:name", "flat", "compound", "amod", "fixed") and floor <= words.head[token] != token:
        token = words.head[token]
    return token


def _is_person(scene: Scene, head: int) -> bool:
    words = scene.words
    return words.form[head] not in scene.grammar.day_names and animate(scene, head)


def _frames_sentence(scene: Scene, token: int, last: int) -> bool:
    """At the head of the sentence, with a comma behind the source: « Pour X, … »."""
    words = scene.words
    start = words.bounds(token)[0]
    opens = token == start or (token - 1 > start and words.form[token - 1] in scene.grammar.objections)
    opens = opens or (token - 2 == start and words.form[token - 1] == "," and words.form[start] in scene.grammar.connectives)
    colon = scene.starting_in(words.end[last], words.end[words.bounds(token)[1] - 1])
    if opens and colon is not None and words.form[words.at(colon.outer.start) - 1] == ":":
        return not any(is_verb(words, i) for i in range(last, words.at(colon.outer.start)))
    return opens and last + 1 < len(words) and words.form[last + 1] in (",", ":")


def _content(scene: Scene, token: int, first: int, last: int) -> tuple[Span, ...]:
    words = scene.words
    start, stop = words.bounds(token)
    quoted = _quotation_behind(scene, token, last) or _quotation_past_colon(scene, last, stop)
    if quoted is not None:
        return (quoted,)
    local = _local(scene, token, last)
    if local is not None:
        return local
    after = _after_source(scene, first, last, stop)
    if _opens_clause(scene, token, start):
        return _following(scene, after, stop)
    before = _before(scene, token, start)
    if words.form[token - 1] != "," and _split_clause(scene, last + 1, stop):
        after = last + 1
    rest = _remainder(scene, after, stop)
    return tuple(span for span in (before, rest) if span is not None)


def _quotation_behind(scene: Scene, token: int, last: int) -> Span | None:
    """« …, selon lui « Q » »: inside a sentence, a quotation right behind the source is the content."""
    words = scene.words
    if token == words.bounds(token)[0] or words.form[token - 1] != "," or last + 1 >= len(words):
        return None
    found = scene.starting_in(words.start[last + 1], words.start[last + 1] + 1)
    return found.inner if found is not None and len(found.inner) else None


def _quotation_past_colon(scene: Scene, last: int, stop: int) -> Span | None:
    """« Pour X, membre de Y : « Q » »: with no verb before the colon, the quotation is the content."""
    words = scene.words
    for i in range(last + 1, stop - 1):
        if is_verb(words, i) and words.feats[i].get("VerbForm") == "Fin":
            return None
        if words.form[i] == ":":
            found = scene.starting_in(words.start[i + 1], words.end[i + 1])
            return found.inner if found is not None and len(found.inner) else None
    return None


def _opens_clause(scene: Scene, token: int, start: int) -> bool:
    """At the head of the sentence, or behind a conjunction or an adverbial that opens it."""
    words = scene.words
    lead = words.text[words.start[start] : words.start[token]].strip(" ,")
    if token == start:
        return True
    joint = token - 2 if words.form[token - 1] == "," else token - 1
    if joint > start and (words.form[joint] in scene.grammar.complementizers or words.pos[joint] == "CCONJ"):
        return True
    bare = not any(is_verb(words, i) for i in range(start, token)) and not lead.endswith("»")
    return bare and not any(words.dep[i] in SUBJECTS and words.head[i] > token for i in range(start, token))


def _after_source(scene: Scene, first: int, last: int, stop: int) -> int:
    """The token behind the source's phrase and its asides (an apposition or relative clause between commas)."""
    words = scene.words
    at = last + 1
    depth = 0
    while at < stop and (words.form[at] != "," or depth) and words.form[at] not in (":", ";", "«"):
        depth += (words.form[at] == "(") - (words.form[at] == ")")
        if depth == 0 and _begins_main_clause(scene, at, last):
            return at
        at += 1
    return _past_aside(scene, at, stop, first, last)


def _begins_main_clause(scene: Scene, at: int, last: int) -> bool:
    words = scene.words
    noun = words.head[at] if words.pos[at] == "DET" else at
    subject_of_root = words.dep[noun] in SUBJECTS | {"expl:subj"} and words.head[words.head[noun]] == words.head[noun]
    return subject_of_root and at > last


def _past_aside(scene: Scene, comma: int, stop: int, first: int, last: int) -> int:
    """Skips one aside between commas that describes the source: « selon X, directeur de Y, P »."""
    words = scene.words
    if comma >= stop or words.form[comma] != ",":
        return comma
    following = next((i for i in range(comma + 1, stop) if words.form[i] == ","), None)
    if following is None:
        return comma + 1
    aside = range(comma + 1, following)
    describes = any(words.dep[i] in ("appos", "acl", "acl:relcl") and first <= words.head[i] <= last for i in aside)
    bare = words.pos[comma + 1] == "NOUN"
    opens_main = any(words.dep[i] in SUBJECTS and not _in_relative(scene, i, comma) for i in aside)
    keeps_subject = _has_subject_behind(scene, following + 1, stop)
    return following + 1 if (describes or bare) and not opens_main and keeps_subject else comma + 1


def _has_subject_behind(scene: Scene, first: int, stop: int) -> bool:
    """Whether the first finite verb behind an aside has its subject there too."""
    words = scene.words
    verb = next((i for i in range(first, stop) if is_finite(words, i)), None)
    if verb is None:
        return False
    main = words.head[verb] if words.dep[verb].startswith("aux") or words.dep[verb] == "cop" else verb
    return any(first <= i < stop and words.dep[i] in SUBJECTS | {"expl:subj"} for i in words.children[main])


def _in_relative(scene: Scene, token: int, floor: int) -> bool:
    words = scene.words
    verb = words.head[token]
    return words.dep[verb] in ("acl:relcl", "acl") and verb > floor


def _following(scene: Scene, after: int, stop: int) -> tuple[Span, ...]:
    words = scene.words
    if after >= stop:
        return ()
    end = next((i for i in range(after, stop) if words.form[i] == ";" or (i > after and speaks_anew(scene, i))), stop)
    reach = extended(scene, words.start[after], words.end[end - 1])
    span = tidy(scene, words.start[after], reach)
    return (span,) if span is not None else ()


def _before(scene: Scene, token: int, start: int) -> Span | None:
    """What stands before « selon X » in its sentence: all of it, or the quotation that ends there."""
    words = scene.words
    begin = words.start[start]
    quotation = scene.last_opened(begin)
    if quotation is not None and begin < quotation.outer.end <= words.start[token]:
        begin = quotation.outer.start
    return tidy(scene, begin, words.start[token])


def _remainder(scene: Scene, after: int, stop: int) -> Span | None:
    """What goes on behind an inserted « selon X »: the rest of the same clause, but no relative clause on the source."""
    words = scene.words
    if after >= stop or (words.form[after - 1] != "," and not _split_clause(scene, after, stop)):
        return None
    if words.form[after] in scene.grammar.relative_subjects or words.form[after] in scene.grammar.conjunctions:
        return None
    if any(words.form[i] in scene.grammar.relative_subjects for i in range(after, min(after + 10, stop))):
        return None
    if words.pos[after] == "VERB" and words.feats[after].get("VerbForm") == "Part" and words.head[after] < after:
        return None
    if not any(is_verb(words, i) for i in range(after, stop)) and words.pos[after] not in ("ADP", "VERB"):
        return None
    return tidy(scene, words.start[after], words.end[stop - 1])


def _split_clause(scene: Scene, after: int, stop: int) -> bool:
    """« est selon le maire solide »: what precedes holds the subject or copula of what follows."""
    words = scene.words
    start = words.bounds(after)[0]
    return any(words.head[i] in range(after, stop) and (words.dep[i] in SUBJECTS or words.dep[i] == "cop") for i in range(start, after))


def _local(scene: Scene, token: int, last: int) -> tuple[Span, ...] | None:
    """An aside of its own between commas: « X, proche du roi selon Y, … » reports only the aside."""
    words = scene.words
    stop = words.bounds(token)[1]
    closes = last + 1 < stop and words.form[last + 1] in (",", ")")
    opening = next((i for i in range(token - 1, words.bounds(token)[0] - 1, -1) if words.form[i] in (",", "(")), None)
    if not closes or opening is None or token - opening < 2:
        return None
    inside = range(opening + 1, token)
    if any(is_finite(words, i) for i in inside):
        return None
    if not any(words.dep[i] in _LOCAL for i in inside):
        return None
    span = tidy(scene, words.start[opening + 1], words.start[token])
    return (span,) if span is not None else None
