"""Drafts contacts: what happened between which phrases, before it is known whom they mean."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from selon.cast import Resolved
from selon.model import ContactChannel, ContactStatus, Decision
from selon.span import Span
from selon.steps.contacts.company import Ground, can_side, standing_for
from selon.steps.contacts.dating import date_of, days
from selon.steps.contacts.sides import mutual, sender, sides
from selon.steps.contacts.standing import status_of
from selon.steps.contacts.topics import topics
from selon.steps.contacts.triggers import Trigger, triggers
from selon.syntax.holders import Post, held, offices_in, peer
from selon.syntax.phrases import is_noun, phrase
from selon.syntax.verbs import is_passive
from selon.text import words_of

_NEAR = 12  # tokens around a contact in which its channel is told


class ContactDraft(msgspec.Struct, frozen=True):
    """A contact as a rule found it: each of `sides` holds the tokens that head its phrases; `group` a plural for all sides.

    `apart` says that the words set it off from others between the same sides (« la dernière rencontre »).
    """

    row: str
    span: Span
    token: int
    channel: ContactChannel
    open: bool
    sides: tuple[tuple[int, ...], ...]
    group: bool
    initiator: int | None
    status: ContactStatus
    topics: tuple[Span, ...]
    apart: bool
    why: str
    date: str | None = None


def contact_drafts(ground: Ground) -> tuple[tuple[ContactDraft, ...], tuple[Decision, ...]]:
    """The contacts that an article tells, in text order, and the contact words that were refused."""
    words, pack = ground.words, ground.pack
    found = triggers(words, pack)
    drafts: list[ContactDraft] = []
    decisions: list[Decision] = []
    for i, readings in enumerate(found):
        stop = found[i + 1][0].first if i + 1 < len(found) else len(words)
        tried = [_draft(ground, trigger, stop) for trigger in readings]
        draft = next((each for each in tried if isinstance(each, ContactDraft)), None)
        if draft is not None:
            drafts.append(draft)
            continue
        decisions.extend(
            Decision(words.span(trigger.first, trigger.last), trigger.row.id, "contact", False, why)
            for trigger, why in zip(readings, tried, strict=True)
            if isinstance(why, str)
        )
    return tuple(drafts), tuple(decisions)


def heads(drafts: Sequence[ContactDraft]) -> frozenset[int]:
    """The tokens that head the sides and initiators of drafts, to be resolved."""
    initiators = (draft.initiator for draft in drafts)
    return frozenset((*(h for d in drafts for side in d.sides for h in side), *(i for i in initiators if i is not None)))


def posts(ground: Ground, drafts: Sequence[ContactDraft], meant: Mapping[int, Resolved]) -> tuple[Post, ...]:
    """The offices that sides without a name describe, with whoever is inferred to have held them on the contact's date."""
    asked = ((draft, head) for draft in drafts for head in (*(h for side in draft.sides for h in side), draft.initiator))
    each = {head: tuple(_posts(ground, draft, head, meant)) for draft, head in asked if head is not None}
    return tuple(post for found in each.values() for post in found)


def meanings(meant: Mapping[int, Resolved], found: Sequence[Post]) -> dict[int, tuple[Resolved, ...]]:
    """Whom each phrase means: the holders of the offices that it describes, where there are any."""
    several: dict[int, tuple[Resolved, ...]] = {}
    for post in found:
        several[post.head] = (*several.get(post.head, ()), post.resolved)
    return {head: (resolved,) for head, resolved in meant.items()} | several


def _posts(ground: Ground, draft: ContactDraft, head: int, meant: Mapping[int, Resolved]) -> Iterator[Post]:
    words, pack = ground.words, ground.pack
    resolved, when = meant.get(head), days(draft.date)
    mention = ground.cast.covering(head)
    if mention is not None:
        member = ground.cast.members[mention.key]
        yield Post(head, None, Resolved(member.name, member.key, True, "named there"), member.country)
        return
    if words.form[head] in pack.grammar.peers:
        yield from _peers(ground, draft, head, meant)
        return
    if words.pos[head] in ("PRON", "DET") and resolved is not None and not _known(ground, resolved):
        yield Post(head, None, Resolved(None, None, False, "the pronoun stands for nobody who acts"), None)
    if words.pos[head] != "NOUN" or (resolved is not None and resolved.key is not None):
        return
    offices = offices_in(words, head, ground.cast, pack)
    for office in offices:
        found = held(office, when, ground.cast, pack) if when is not None else None
        if found is not None:
            yield Post(head, office, found[0], office.country, found[1].wikidata)
        elif len(offices) > 1 and resolved is not None and resolved.name is not None:
            name = f"{resolved.name} ({office.country})"
            yield Post(head, office, Resolved(name, None, True, "one of the holders of an office"), office.country)


def _known(ground: Ground, resolved: Resolved) -> bool:
    member = ground.cast.members.get(resolved.key) if resolved.key is not None else None
    return resolved.named and (member is None or member.kind != "place")


def _peers(ground: Ground, draft: ContactDraft, head: int, meant: Mapping[int, Resolved]) -> Iterator[Post]:
    """« son homologue russe »: the name behind it, else who holds the other side's office for that country."""
    named = ground.cast.inside(head + 1, phrase(ground.words, head, ground.pack.grammar)[1])
    if named and ground.cast.members[named[-1].key].kind == "person":
        member = ground.cast.members[named[-1].key]
        yield Post(head, None, Resolved(member.name, member.key, True, "a title and its name"), member.country)
        return
    others = (meant.get(h) for side in draft.sides for h in side if h != head)
    members = (ground.cast.members[other.key] for other in others if other is not None and other.key is not None)
    for member in members:
        found = peer(ground.words, head, member, ground.cast, ground.pack)
        if found is None:
            continue
        office, said = found
        when = days(draft.date)
        if said is None and when is not None and (known := held(office, when, ground.cast, ground.pack)) is not None:
            yield Post(head, office, known[0], office.country, known[1].wikidata)
            return
        if said is not None:
            yield Post(head, office, said, office.country)
            return
    resolved = meant.get(head)
    if resolved is not None and resolved.key is not None:
        yield Post(head, None, Resolved(None, None, False, "nobody is said to hold the other side's office"), None)


def _draft(ground: Ground, trigger: Trigger, stop: int) -> ContactDraft | str:
    """The contact that a word tells, or why it tells none."""
    words = ground.words
    found = sides(ground, trigger)
    group = mutual(ground, trigger, found)
    if len(found) < 2 and not group:
        return "no side is named" if not found else "only one side is named"
    status, why = status_of(ground, trigger)
    channel = _channel(ground, trigger)
    return ContactDraft(
        row=trigger.row.id,
        span=words.span(trigger.first, trigger.last),
        token=trigger.token,
        channel=channel,
        open=trigger.row.open and channel == trigger.row.channel,
        sides=tuple(found),
        group=group,
        initiator=_initiator(ground, trigger, found),
        status=status,
        topics=topics(ground, trigger, stop),
        apart=_apart(ground, trigger),
        why=f"{channel}, {status}: {why}",
        date=date_of(words, trigger, ground.expressions),
    )


def _channel(ground: Ground, trigger: Trigger) -> ContactChannel:
    words, media = ground.words, ground.pack.contacts.media
    stop = min(trigger.last + _NEAR, words.bounds(trigger.token)[1])
    forms: Iterator[str] = (words.form[i] for i in range(trigger.first, stop))
    told = next((media[form] for form in forms if form in media), None)
    return told.channel if told is not None and (trigger.row.open or trigger.row.channel == "meeting") else trigger.row.channel


def _initiator(ground: Ground, trigger: Trigger, found: Sequence[tuple[int, ...]]) -> int | None:
    """Who asked for the contact: « à la demande de X », or the subject of verbs that begin one."""
    words, table = ground.words, ground.pack.contacts.words
    first, stop = words.bounds(trigger.token)
    for form in table.requests:
        wanted = words_of(form)
        for i in range(first, stop - len(wanted)):
            behind = _requested(ground, i, wanted, stop)
            if behind is not None:
                return behind
    if not trigger.row.initiates or len(found) < 2:
        return None
    if trigger.noun:
        return sender(ground, trigger)
    return found[1 if is_passive(words, trigger.token, ground.pack.grammar) else 0][0]


def _requested(ground: Ground, at: int, wanted: Sequence[str], stop: int) -> int | None:
    """The head behind « à la demande de », with adjectives let in before its last word."""
    words = ground.words
    if tuple(words.form[at : at + len(wanted) - 1]) != tuple(wanted[:-1]):
        return None
    last = at + len(wanted) - 1
    while last < stop and words.pos[last] == "ADJ":
        last += 1
    if last >= stop or words.form[last] != wanted[-1]:
        return None
    head = next((i for i in range(last + 1, min(last + 5, stop)) if is_noun(words, i) and words.pos[i] != "ADJ"), None)
    return standing_for(ground, head) if head is not None and can_side(ground, head) else None


def _apart(ground: Ground, trigger: Trigger) -> bool:
    """« la dernière rencontre », « l'une de ses rencontres »: not the contact told before."""
    words = ground.words
    above = words.form[words.head[trigger.token]]
    counted = above in ground.pack.grammar.quantities and words.dep[trigger.token] == "nmod"
    ranked = any(words.form[c] in ground.pack.contacts.words.apart for c in words.children[trigger.token])
    return trigger.noun and (counted or ranked)
