"""What is told twice: whether two mentions are of one event, what they come to together, and what a denial denies."""

from collections.abc import Sequence

import msgspec
from msgspec import structs

from selon.analysis import Words
from selon.lang.pack import Pack
from selon.model import Decision, Event, EventStatus, Statement
from selon.span import covered
from selon.steps.events.drafting import EventDraft

_SUREST: tuple[EventStatus, ...] = ("asserted", "denied", "reported", "planned", "possible", "conditional", "unknown", "negated")
_OPEN = frozenset({"reported", "possible", "unknown"})
_SIGHT = 12  # sentences back in which a definite noun finds the event that it takes up
_SAID = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_REPLY = 4  # statements back that a bare denial can answer


class Told(msgspec.Struct, frozen=True):
    """A draft with the event that it makes, still without an id."""

    draft: EventDraft
    event: Event


def same(words: Words, old: Told, new: Told) -> bool:
    """Whether two mentions are of one event: one kind, nobody else in it, and the later one takes the earlier one up."""
    a, b = old.event, new.event
    if new.draft.apart or not _one_kind(old, new) or not _one_company(a, b):
        return False
    if a.time is not None and b.time is not None and a.time != b.time and not new.draft.definite:
        return False
    far = words.sentence[new.draft.token] - words.sentence[old.draft.token]
    if new.draft.definite:
        return far <= _SIGHT and (not new.draft.described or _shares(a, b))
    if "denied" in (a.status, b.status):
        return old.draft.row.id == new.draft.row.id
    return _told_again(words, old, new)


def twin(words: Words, told: Sequence[Told], new: Told) -> int | None:
    """The earlier mention that a new one takes up: the nearest by the same word, or else the nearest that fits."""
    fitting = [i for i in range(len(told) - 1, -1, -1) if same(words, told[i], new)]
    alike = (i for i in fitting if words.lemma[told[i].draft.token] == words.lemma[new.draft.token])
    return next(alike, fitting[0] if fitting else None)


def _shares(a: Event, b: Event) -> bool:
    """Whether two mentions have a side, a place or a time in common."""
    sides = {*a.actors, *a.recipients} & {*b.actors, *b.recipients}
    return bool(sides) or (a.place is not None and a.place == b.place) or (a.time is not None and a.time == b.time)


def _told_again(words: Words, old: Told, new: Told) -> bool:
    """The same deed done to the same ones, or a headline that the text repeats; words may be said again and again."""
    a, b = old.event, new.event
    if a.type not in _SAID and set(a.recipients) & set(b.recipients):
        return True
    return words.sentence[old.draft.token] == 0 and words.sentence[new.draft.token] == 1 and old.draft.row.id == new.draft.row.id


def _one_kind(old: Told, new: Told) -> bool:
    """One mode; a noun like « l'attaque » takes up any mode of its type, and an attack on machines."""
    a, b = old.event, new.event
    if new.draft.definite and b.mode == "attack":
        return a.type == b.type or a.mode == "cyberattack"
    return a.type == b.type and a.mode == b.mode


def _one_company(a: Event, b: Event) -> bool:
    actors = not a.actors or not b.actors or bool(set(a.actors) & set(b.actors))
    recipients = not a.recipients or not b.recipients or bool(set(a.recipients) & set(b.recipients))
    return actors and recipients


def joined(old: Told, new: Told) -> Told:
    """The earlier mention with what the later one adds; the surer of two standings counts, a denial above hearsay."""
    a, b = old.event, new.event
    event = structs.replace(
        a,
        actors=a.actors or b.actors,
        recipients=a.recipients or b.recipients,
        place=a.place or b.place,
        time=a.time or b.time,
        status=min((a.status, b.status), key=_SUREST.index),
        according_to=tuple(dict.fromkeys((*a.according_to, *b.according_to))),
    )
    return Told(old.draft, event)


def denied(
    words: Words, pack: Pack, told: Sequence[Told], statements: Sequence[Statement]
) -> tuple[list[Told], tuple[Decision, ...]]:
    """The events with those marked that a statement denies: what stands in its content, or what it answers."""
    found = list(told)
    decisions: list[Decision] = []
    for number, statement in enumerate(statements):
        if statement.act != "deny" or not statement.content:
            continue
        for i in _answered(words, pack, found, statements, number):
            event = found[i].event
            if event.status in _OPEN:
                according_to = tuple(dict.fromkeys((*event.according_to, statement.id)))
                found[i] = Told(found[i].draft, structs.replace(event, status="denied", according_to=according_to))
            decisions.append(Decision(event.trigger, found[i].draft.row.id, "status", True, f"denied by {statement.id}"))
    return found, tuple(decisions)


def _answered(
    words: Words, pack: Pack, told: Sequence[Told], statements: Sequence[Statement], number: int
) -> list[int]:
    """The events that « il dément ces accusations » answers: those of the last statement of somebody else."""
    statement = statements[number]
    tokens = range(words.at(statement.content[0].start), words.at(statement.content[-1].end - 1) + 1)
    if not any(words.lemma[i] in pack.events.words.claims for i in tokens if i < len(words)):
        return []
    for earlier in reversed(statements[max(number - _REPLY, 0) : number]):
        if earlier.source.entity == statement.source.entity and earlier.source.entity is not None:
            continue
        held = [i for i, t in enumerate(told) if covered(t.event.trigger, earlier.content) == len(t.event.trigger)]
        if held:
            return held
    return []
