"""Attributions by a preposition: « selon X, P », « P, d'après X », « pour X, P »."""

from collections.abc import Sequence

from selon.analysis import Draft, SourceDraft
from selon.lang.rows import CueRow
from selon.span import Span
from selon.steps.attributions.animacy import animate
from selon.steps.attributions.figures import next_figure, paired_figure
from selon.steps.attributions.framing import framed_content
from selon.steps.attributions.scene import Scene
from selon.syntax.phrases import head_of, is_noun, phrase
from selon.syntax.verbs import is_finite, is_main_verb, is_verb, opens_clause
from selon.text import words_of

_JOINED = frozenset({"flat:name", "flat", "compound", "amod", "fixed"})
_NEAR = 8
_TITLE = 20  # characters
_LEAD = 5  # tokens of an adverbial that opens the sentence: « En effet, pour X, … »


def preposition_draft(scene: Scene, token: int, form: Sequence[str], row: CueRow) -> Draft | None:
    """The attribution that the preposition at `token` makes, or None where no source or no content stands by it."""
    words = scene.words
    after = token + len(form)
    if after >= words.bounds(token)[1] or _excluded(scene, after, row):
        return None
    if row.source_inside and token != words.bounds(token)[0] and words.form[token - 1] != ",":
        return None
    after = after - 1 if row.source_inside else after
    head = after if row.source_inside else _reported_speaker(scene, after) or _source_head(scene, after)
    if head is None or _is_no_source(scene, head, row) or (row.only_before and not _is_person(scene, head)):
        return None
    first, last = phrase(words, head, scene.grammar)
    first, last = min(max(first, after), head), _with_name_behind(scene, last)
    last = _before_subject(scene, head, last)
    last = max(head, min(last, (next_figure(scene, token) or last + 1) - 1))
    content = _figure(scene, token, row) or framed_content(scene, token, first, last)
    if not content or (row.only_before and not _frames_sentence(scene, token, last)):
        return None
    if row.opinion and not _is_opinion(scene, content[0]) and not _quotes(scene, content[0]):
        return None
    return _draft(scene, row, (token, after - 1), SourceDraft("phrase", head, words.span(first, last)), content)


def _figure(scene: Scene, token: int, row: CueRow) -> tuple[Span, ...]:
    """The figure alone where the sentence gives it beside that of another source."""
    figure = paired_figure(scene, token) if not row.opinion else None
    return (scene.words.span(figure.start, figure.stop - 1),) if figure is not None else ()


def _draft(scene: Scene, row: CueRow, cue: tuple[int, int], source: SourceDraft, content: tuple[Span, ...]) -> Draft:
    return Draft(
        row=row.id,
        rule="preposition",
        frame="preposition",
        act=row.act,
        cue=scene.words.span(*cue),
        cue_head=cue[0],
        source=source,
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


def _before_subject(scene: Scene, head: int, last: int) -> int:
    """« Selon une source, Anne Morvan est partie »: a name that no comma parts from the verb behind it is its subject."""
    words = scene.words
    comma = next((i for i in range(last, head, -1) if words.form[i] == ","), None)
    subject = comma is not None and words.pos[comma + 1] == "PROPN" and opens_clause(words, last + 1)
    return comma - 1 if comma is not None and subject else last


def _is_opinion(scene: Scene, content: Span) -> bool:
    """Whether the content's main verb says how things are or should be, rather than what somebody does for somebody."""
    words = scene.words
    first, last = words.at(content.start), words.at(content.end - 1)
    verbs = [i for i in range(first, last + 1) if is_finite(words, i)]
    main = next((i for i in verbs if not words.dep[i].startswith("acl")), None)
    return main is not None and words.lemma[main] in scene.grammar.opinion_verbs and not words.dep[main].startswith("aux:tense")


def _quotes(scene: Scene, content: Span) -> bool:
    """Whether the content is a quotation, or holds one of more than a title's length."""
    return any(content.covers(q.inner) and (q.inner == content or len(q.inner) > _TITLE) for q in scene.quotations)


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
    if words.pos[head] != "PRON" or words.form[head] not in scene.grammar.relative_subjects:
        return False
    before = words.bounds(head)[0], head
    told = (i for i in range(*before) if words.form[i] in scene.grammar.told_nouns)
    return next(told, None) is None and not animate(scene, _antecedent(scene, head))


def _antecedent(scene: Scene, relative: int) -> int:
    """The noun on which the relative clause of a pronoun hangs, else the pronoun itself."""
    words = scene.words
    clause = next((a for a in words.ancestors(relative) if words.dep[a].startswith("acl")), relative)
    return words.head[clause] if words.pos[words.head[clause]] != "PRON" else relative


def _reported_speaker(scene: Scene, after: int) -> int | None:
    """« selon ce qu'a confié X »: X."""
    words, grammar = scene.words, scene.grammar
    stop = words.bounds(after)[1]
    if (
        after + 2 >= stop
        or words.form[after] not in grammar.free_relatives
        or words.form[after + 1] not in grammar.complementizers
    ):
        return None
    verb = next((i for i in range(after + 2, min(after + _NEAR, stop)) if is_main_verb(words, i)), None)
    if verb is None:
        return None
    return next((i for i in range(verb + 1, min(verb + _NEAR, stop)) if is_noun(words, i)), None)


def _source_head(scene: Scene, after: int) -> int | None:
    words = scene.words
    stop = words.bounds(after)[1]
    for i in range(after, min(after + _NEAR, stop)):
        behind_noun = words.pos[i] == "ADJ" and i > after and words.head[i] < i
        if words.pos[i] in ("DET", "ADP", "NUM", "ADJ", "ADV") and not behind_noun:
            continue
        return head_of(words, i, after, _JOINED) if is_noun(words, i) else None
    return None


def _is_person(scene: Scene, head: int) -> bool:
    words = scene.words
    return words.form[head] not in scene.grammar.day_names and animate(scene, head)


def _frames_sentence(scene: Scene, token: int, last: int) -> bool:
    """At the head of the sentence, with a comma behind the source: « Pour X, … »."""
    words = scene.words
    start = words.bounds(token)[0]
    opens = token == start or (token - 1 > start and words.form[token - 1] in scene.grammar.objections)
    verbless = not any(is_verb(words, i) for i in range(start, token))
    opens = opens or (words.form[token - 1] == "," and token - start <= _LEAD and verbless)
    colon = scene.starting_in(words.end[last], words.end[words.bounds(token)[1] - 1])
    if opens and colon is not None and words.form[words.at(colon.outer.start) - 1] == ":":
        return not any(is_verb(words, i) for i in range(last, words.at(colon.outer.start)))
    return opens and last + 1 < len(words) and words.form[last + 1] in (",", ":")
