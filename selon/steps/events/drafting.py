"""Drafts events: what is told, by whom, to whom, where and how it stands, before it is known whom the phrases mean."""

from collections.abc import Sequence

import msgspec

from selon.analysis import Words
from selon.lang.events import EventRow
from selon.model import Decision
from selon.span import Span
from selon.steps.events.actors import acting, bears_arms, can_act, done_to, together
from selon.steps.events.dating import clause_verb
from selon.steps.events.fitting import light_verb, misfit
from selon.steps.events.triggers import Plot, Trigger, triggers
from selon.syntax.factuality import Standing, standing
from selon.syntax.operators import is_definite
from selon.syntax.phrases import phrase, preposition
from selon.syntax.verbs import agent, is_finite, is_verb, verb_form, verb_group

_LONGEST = 9  # tokens from a light verb to the end of its noun
_UTTERED = frozenset({"PROTEST", "REQUEST", "ACCUSE", "REJECT", "SUPPORT"})
_INSIDE = frozenset({"amod", "flat", "flat:name", "fixed", "compound", "nummod"})


class EventDraft(msgspec.Struct, frozen=True):
    """An event as a rule found it: `actors` and `recipients` are tokens that head phrases.

    `country` and `place` are keys of the cast, told by an adjective and behind a preposition.
    `definite` says that it names something known, `described` that a complement tells what, `apart` that its words set it off
    from others (« une autre attaque »).
    """

    row: EventRow
    span: Span
    token: int
    noun: bool
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    country: int | None
    place: int | None
    standing: Standing
    definite: bool
    described: bool
    apart: bool
    clause: int


def event_drafts(plot: Plot) -> tuple[tuple[EventDraft, ...], tuple[Decision, ...]]:
    """The events that an article tells, in text order, and the event words that were refused."""
    drafts: list[EventDraft] = []
    decisions: list[Decision] = []
    for token, readings in triggers(plot):
        faults = [(trigger, misfit(plot, trigger)) for trigger in readings]
        fit = next((trigger for trigger, fault in faults if fault is None), None)
        if fit is not None:
            drafts.append(_draft(plot, fit))
            continue
        decisions.extend(
            Decision(plot.words.span(token, token), trigger.row.id, "event", False, fault) for trigger, fault in faults if fault
        )
    return tuple(drafts), tuple(decisions)


def event_heads(drafts: Sequence[EventDraft]) -> frozenset[int]:
    """The tokens that head the actors and recipients of drafts, to be resolved."""
    return frozenset(h for d in drafts for h in (*d.actors, *d.recipients))


def _draft(plot: Plot, trigger: Trigger) -> EventDraft:
    words, token = plot.words, trigger.token
    light = light_verb(plot, trigger)
    carrier = light if light is not None else token
    actors = _actors(plot, trigger, light)
    recipients = _recipients(plot, trigger, light, actors)
    return EventDraft(
        row=trigger.row,
        span=words.span(*_extent(plot, trigger, light)),
        token=token,
        noun=trigger.noun,
        actors=actors,
        recipients=recipients,
        country=_country(plot, trigger) if trigger.noun and not actors else None,
        place=_place(plot, carrier, {*actors, *recipients}),
        standing=_standing(plot, trigger, light),
        definite=_is_known(plot, trigger, light),
        described=trigger.noun and any(words.dep[c] == "nmod" and c > token for c in words.children[token]),
        apart=any(words.form[c] in plot.pack.events.words.apart for c in words.children[token]),
        clause=clause_verb(words, carrier),
    )


def _is_known(plot: Plot, trigger: Trigger, light: int | None) -> bool:
    """Whether a mention takes its event for granted: « l'attaque », « les deux hommes tués »."""
    words, token = plot.words, trigger.token
    if trigger.noun:
        return is_definite(words, token) and (light is None or token < light)
    described = words.dep[token] == "acl" and verb_form(words, token, plot.pack.grammar) == "participle"
    return described and is_definite(words, words.head[token])


def _standing(plot: Plot, trigger: Trigger, light: int | None) -> Standing:
    """How an event stands; a noun that nothing else governs stands as its light verb does, what is done in words as its clause.

    « Des milliers se sont réunis pour protester »: who gathers to say something says it.
    """
    words, token = plot.words, trigger.token
    found = standing(words, token, plot.pack)
    if light is not None and (found.status == "asserted" or trigger.row.light):
        return standing(words, light, plot.pack)
    above = words.head[token]
    uttered = found.status == "planned" and trigger.row.type in _UTTERED and words.dep[token] == "advcl" and is_verb(words, above)
    told = words.lemma[above] in plot.pack.events.words.gathering
    return standing(words, above, plot.pack) if uttered and told else found


def _actors(plot: Plot, trigger: Trigger, light: int | None) -> tuple[int, ...]:
    if not trigger.noun:
        return acting(plot, trigger)
    if light is not None:
        return acting(plot, Trigger(trigger.row, light, False)) or _told_with(plot, trigger)
    return _told_with(plot, trigger)


def _told_with(plot: Plot, trigger: Trigger) -> tuple[int, ...]:
    """Who does what a noun tells: « par X », or « de X » where the row says so."""
    words, grammar, token = plot.words, plot.pack.grammar, trigger.token
    by = agent(words, token, grammar)
    if by is not None and can_act(plot, by):
        return together(plot, by)
    for child in words.children[token]:
        done = agent(words, child, grammar) if words.dep[child] == "acl" and child > token else None
        if done is not None and can_act(plot, done):
            return together(plot, done)
        acts = {"actor": can_act, "force": bears_arms}.get(trigger.row.of)
        if acts is not None and child > token and _is_genitive(plot, child) and acts(plot, child):
            return together(plot, child)
    return ()


def _country(plot: Plot, trigger: Trigger) -> int | None:
    """The country whose adjective stands beside a noun or its complement (« l'attaque russe »), where the article names it."""
    words = plot.words
    children = words.children[trigger.token]
    complements = [c for c in children if words.dep[c] == "nmod" and _is_genitive(plot, c)] if trigger.row.needs else []
    near = (c for c in (*children, *(c for n in complements for c in words.children[n])) if words.dep[c] == "amod")
    codes = {plot.pack.gazetteer.demonyms.get(words.form[c]) for c in near} - {None}
    members = plot.cast.members.values()
    return next((member.key for member in members if member.kind == "country" and member.country in codes), None)


def _recipients(plot: Plot, trigger: Trigger, light: int | None, actors: tuple[int, ...]) -> tuple[int, ...]:
    found = done_to(plot, trigger)
    if not found and light is not None:
        found = done_to(plot, Trigger(trigger.row, light, False, (trigger.token,)))
    return tuple(head for head in found if head not in actors)


def _extent(plot: Plot, trigger: Trigger, light: int | None) -> tuple[int, int]:
    """First and last token: the verb group with its fixed words, the noun's core, or both with a light verb."""
    words, grammar = plot.words, plot.pack.grammar
    if not trigger.noun:
        first, last = verb_group(words, trigger.token, grammar)
        return min((first, *trigger.fixed)), max((last, *trigger.fixed))
    first, last = _core(plot, trigger)
    if light is None or light > trigger.token:
        return first, last
    start = verb_group(words, light, grammar)[0]
    return (start, last) if last - start <= _LONGEST else (first, last)


def _core(plot: Plot, trigger: Trigger) -> tuple[int, int]:
    """The noun with its determiner, its adjectives and its first complement with *de*."""
    words, token = plot.words, trigger.token
    first, last = token, max((token, *trigger.fixed))
    for child in reversed(words.children[token]):
        if child == first - 1 and words.dep[child] in ("det", "amod", "nummod"):
            first = child
    for child in words.children[token]:
        if child > token and words.left[child] == last + 1 and _is_inside(words, child):
            last = max(last, child)
        elif child > last and words.dep[child] == "nmod" and words.left[child] == last + 1 and _is_genitive(plot, child):
            return first, phrase(words, child, plot.pack.grammar, coordinated=False)[1]
    return first, last


def _is_inside(words: Words, child: int) -> bool:
    return words.dep[child] in _INSIDE and not is_finite(words, child) and words.right[child] == child + 1


def _is_genitive(plot: Plot, child: int) -> bool:
    case = preposition(plot.words, child)
    return case is not None and plot.words.form[case] in plot.pack.events.words.slots["of"]


def _place(plot: Plot, carrier: int, others: set[int]) -> int | None:
    """The first place named in the clause behind a preposition of place, by preference behind the event."""
    words, members = plot.words, plot.cast.members
    found = [
        m
        for m in plot.cast.inside(words.left[carrier], words.right[carrier] - 1)
        if members[m.key].kind in ("place", "country") and not others & set(range(m.first, m.last + 1)) and _is_at(plot, m.first)
    ]
    behind = [m for m in found if m.first > carrier]
    chosen = behind[0] if behind else (found[-1] if found else None)
    return chosen.key if chosen is not None else None


def _is_at(plot: Plot, first: int) -> bool:
    words, grammar = plot.words, plot.pack.grammar
    before = [words.form[i] for i in range(max(first - 2, 0), first)]
    return any(form in grammar.place_prepositions or form in grammar.towards for form in before)

