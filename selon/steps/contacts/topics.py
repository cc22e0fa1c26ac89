"""What a contact was about."""

from collections.abc import Iterator

from selon.lang.contacts import ContactWords
from selon.span import Span
from selon.steps.contacts.company import Ground, can_side
from selon.steps.contacts.triggers import Trigger
from selon.syntax.phrases import phrase_span
from selon.syntax.verbs import is_finite, is_main_verb, is_passive, subject
from selon.text import words_of

_REACH = 18
_NEAR = 6
_FOLLOWING = 3
_NAMING = ("NOUN", "PROPN")
_STOPS = frozenset({";", ":", "«", "»", "(", "."})


def topics(ground: Ground, trigger: Trigger, stop: int) -> tuple[Span, ...]:
    """What stands behind « sur », « au sujet de » beside a contact, and what the next sentences say was discussed.

    `stop` is the token of the next contact word.
    """
    words = ground.words
    end = min(trigger.last + 1 + _REACH, words.bounds(trigger.token)[1])
    limit = next((i for i in range(trigger.last + 1, end) if words.form[i] in _STOPS or is_finite(words, i)), end)
    return tuple(dict.fromkeys([*about(ground, trigger.last + 1, limit), *_discussed(ground, trigger, stop)]))


def about(ground: Ground, first: int, stop: int) -> Iterator[Span]:
    """The phrases behind prepositions of topic among the tokens from `first` to before `stop`."""
    words = ground.words
    forms = [words_of(form) for form in ground.pack.contacts.words.about]
    for i in range(first, stop):
        size = max((len(form) for form in forms if tuple(words.form[i : i + len(form)]) == form), default=0)
        head = next((k for k in range(i + size, min(i + size + _NEAR, stop)) if words.pos[k] in _NAMING), None) if size else None
        if head is not None:
            yield phrase_span(words, head, ground.pack.grammar)


def _discussed(ground: Ground, trigger: Trigger, stop: int) -> Iterator[Span]:
    words, table = ground.words, ground.pack.contacts.words
    last = words.sentence[trigger.token] + _FOLLOWING
    for i in range(trigger.last + 1, min(stop, len(words))):
        if words.sentence[i] > last:
            return
        if words.lemma[i] not in table.topic_verbs or not is_main_verb(words, i):
            continue
        head = _theme(ground, i)
        if head is not None and not can_side(ground, head):
            yield _named_theme(ground, head, table)


def _theme(ground: Ground, verb: int) -> int | None:
    """The subject of a passive verb of topic, or the object of an active one."""
    words = ground.words
    if is_passive(words, verb, ground.pack.grammar):
        return subject(words, verb)
    return next((c for c in words.children[verb] if words.dep[c] == "obj" and c > verb and words.pos[c] in _NAMING), None)


def _named_theme(ground: Ground, head: int, table: ContactWords) -> Span:
    """« le sujet de la frontière » names the frontier."""
    words = ground.words
    if words.form[head] in table.subjects_of_talk:
        inner = next((c for c in words.children[head] if c > head and words.dep[c] == "nmod"), None)
        if inner is not None:
            return phrase_span(words, inner, ground.pack.grammar)
    return phrase_span(words, head, ground.pack.grammar)
