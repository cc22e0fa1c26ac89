"""Events of the record: who acts as entities, when, according to whom, what is told twice made one."""

from collections.abc import Callable, Mapping, Sequence

import msgspec
from msgspec import structs

from selon.analysis import Words
from selon.cast import Resolved
from selon.lang.pack import Pack
from selon.model import Certainty, Decision, Event, EventStatus, Statement, Time
from selon.span import covered
from selon.steps.events.dating import clause_verb, time_of
from selon.steps.events.drafting import EventDraft
from selon.steps.events.telling import Told, denied, joined, twin
from selon.text import fold

IdOf = Callable[[Resolved], str | None]
_HEDGED: Mapping[Certainty, EventStatus] = {
    "probable": "possible", "possible": "possible", "conditional": "conditional", "planned": "planned", "unknown": "unknown",
}  # fmt: skip


class _Scene(msgspec.Struct, frozen=True):
    """What the drafts are joined with."""

    words: Words
    meant: Mapping[int, Resolved]
    id_of: IdOf
    statements: Sequence[Statement]
    times: Sequence[Time]


def events(
    words: Words,
    pack: Pack,
    drafts: Sequence[EventDraft],
    meant: Mapping[int, Resolved],
    id_of: IdOf,
    statements: Sequence[Statement],
    times: Sequence[Time] = (),
) -> tuple[tuple[Event, ...], tuple[Decision, ...]]:
    """The events of an article in text order, each once, and what was decided; `id_of` gives a phrase's entity."""
    scene = _Scene(words, meant, id_of, statements, times)
    found: list[Told] = []
    decisions: list[Decision] = []
    for draft in drafts:
        new = _told(scene, draft)
        earlier = twin(words, found, new)
        if earlier is None:
            found.append(new)
        else:
            found[earlier] = joined(found[earlier], new)
        decisions.append(_decision(new, earlier is not None))
    found, disputes = denied(words, pack, found, statements)
    made = tuple(structs.replace(told.event, id=f"V{number}") for number, told in enumerate(found, 1))
    return made, (*decisions, *disputes)


def _decision(new: Told, again: bool) -> Decision:
    standing = new.draft.standing
    by = f", by {standing.row}" if standing.row is not None else ""
    why = f"{'told again: ' if again else ''}{new.event.type} {new.event.mode}, {new.event.status}{by}"
    return Decision(new.event.trigger, new.draft.row.id, "event", True, why)


def _told(scene: _Scene, draft: EventDraft) -> Told:
    status, according_to = _status(scene, draft)
    event = Event(
        id="",
        type=draft.row.type,
        mode=draft.row.mode,
        trigger=draft.span,
        actors=_ids(scene, draft.actors) or _member(scene, draft.country),
        recipients=_ids(scene, draft.recipients),
        place=next(iter(_member(scene, draft.place)), None),
        time=time_of(scene.words, scene.times, draft.clause, draft.span.start),
        status=status,
        according_to=according_to,
    )
    return Told(draft, structs.replace(event, recipients=tuple(r for r in event.recipients if r not in event.actors)))


def _ids(scene: _Scene, heads: Sequence[int]) -> tuple[str, ...]:
    found = ((head, scene.meant.get(head)) for head in heads)
    known = (r for head, r in found if r is not None and not _only_a_pronoun(scene, head, r))
    ids = (scene.id_of(resolved) for resolved in known)
    return tuple(dict.fromkeys(i for i in ids if i is not None))


def _only_a_pronoun(scene: _Scene, head: int, resolved: Resolved) -> bool:
    """Whether a pronoun was taken for a name of its own: nobody is known by it."""
    return resolved.key is None and scene.words.pos[head] == "PRON" and fold(resolved.name or "") == scene.words.form[head]


def _member(scene: _Scene, key: int | None) -> tuple[str, ...]:
    found = scene.id_of(Resolved(None, key, True, "named there")) if key is not None else None
    return (found,) if found is not None else ()


def _status(scene: _Scene, draft: EventDraft) -> tuple[EventStatus, tuple[str, ...]]:
    """How an event stands for whoever tells it, and whose statements hold it.

    A definite noun that nothing governs is taken for granted by the article too, unless it stands between quotation marks.
    """
    status = draft.standing.status
    around = (s for s in scene.statements if s.content[0].start <= draft.span.start and draft.span.end <= s.content[-1].end)
    holding = [s for s in around if covered(draft.span, s.content) == len(draft.span)]
    others = tuple(s.id for s in holding if s.source.voice != "author")
    quoted = any(s.mode == "direct" for s in holding)
    if status == "asserted" and draft.definite and not quoted:
        return "asserted", ()
    if others and (status == "asserted" or _is_hearsay(draft)):
        return "reported", others
    hedges = (_HEDGED.get(s.certainty) for s in holding if s.source.voice == "author" and _hedges(scene, s, draft))
    hedged = next((h for h in hedges if h is not None), None)
    return (hedged if hedged is not None and status in ("asserted", "reported") else status), others


def _hedges(scene: _Scene, statement: Statement, draft: EventDraft) -> bool:
    """Whether the author's hedge stands in the clause of the event itself, not in one around it."""
    return statement.cue is not None and clause_verb(scene.words, scene.words.at(statement.cue.end - 1)) == draft.clause


def _is_hearsay(draft: EventDraft) -> bool:
    return draft.standing.row is not None and draft.standing.row.endswith("#reporting-conditional")
