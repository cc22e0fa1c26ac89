"""Contacts of the record: sides as entities, what is told twice made one, according to whom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import structs

from selon.cast import Resolved
from selon.model import Contact, ContactStatus, Decision, Statement
from selon.span import Span, covered
from selon.steps.contacts.company import Ground
from selon.steps.contacts.drafting import ContactDraft
from selon.steps.contacts.naming import IdOf
from selon.steps.contacts.topics import about

_TOLD: tuple[ContactStatus, ...] = ("held", "refused", "ended", "denied", "planned", "possible")
_SAID = 6  # sentences behind a contact in which what its sides say to each other belongs to it


class _Known(msgspec.Struct, frozen=True):
    """A draft whose sides are known, as a contact without an id."""

    draft: ContactDraft
    contact: Contact


def contacts(
    ground: Ground,
    drafts: Sequence[ContactDraft],
    meant: Mapping[int, Sequence[Resolved]],
    id_of: IdOf,
    statements: Sequence[Statement],
) -> tuple[tuple[Contact, ...], tuple[Decision, ...]]:
    """The contacts of an article in text order, each told once, and what was decided; `id_of` gives a phrase's entity."""
    found: list[_Known] = []
    decisions: list[Decision] = []
    for draft in drafts:
        people = _people(draft, meant, id_of, found)
        if len(people) < 2:
            decisions.append(Decision(draft.span, draft.row, "contact", False, "only one side is known by name"))
            continue
        contact = Contact(
            id="",
            span=draft.span,
            channel=draft.channel,
            participants=people,
            initiator=next(_ids(draft.initiator, meant, id_of), None),
            date=draft.date,
            topics=draft.topics,
            status=draft.status,
            according_to=tuple(s.id for s in statements if covered(draft.span, s.content) == len(draft.span)),
        )
        decisions.append(Decision(draft.span, draft.row, "contact", True, _add(found, _Known(draft, contact))))
    told = _with_said(ground, [known.contact for known in found], statements)
    return tuple(structs.replace(contact, id=f"C{number}") for number, contact in enumerate(told, 1)), tuple(decisions)


def _people(
    draft: ContactDraft, meant: Mapping[int, Sequence[Resolved]], id_of: IdOf, found: Sequence[_Known]
) -> tuple[str, ...]:
    """The entities of the sides; a plural that stands for all of them takes those of the contact told before."""
    people = tuple(dict.fromkeys(i for side in draft.sides for head in side for i in _ids(head, meant, id_of)))
    if draft.group and len(people) < 2 and found:
        return found[-1].contact.participants
    return people


def _ids(head: int | None, meant: Mapping[int, Sequence[Resolved]], id_of: IdOf) -> Iterator[str]:
    """The entities that a phrase means: several where it is a plural of offices."""
    for resolved in meant.get(head, ()) if head is not None else ():
        found = id_of(resolved) if resolved.name is not None else None
        if found is not None:
            yield found


def _add(found: list[_Known], new: _Known) -> str:
    for i, old in enumerate(found):
        if _same(old, new):
            found[i] = _Known(old.draft, _joined(old.contact, new.contact))
            return f"told again: {new.draft.why}"
    found.append(new)
    return new.draft.why


def _same(old: _Known, new: _Known) -> bool:
    """Whether two tellings are of one contact: the same sides, a channel that both can mean, neither set off."""
    a, b = old.contact, new.contact
    if set(a.participants) != set(b.participants) or new.draft.apart or _at_odds(a.date, b.date):
        return False
    if "held" in (a.status, b.status) and {a.status, b.status} & {"refused", "ended", "denied"}:
        return False
    return a.channel == b.channel or old.draft.open or new.draft.open


def _at_odds(a: str | None, b: str | None) -> bool:
    """Whether two dates, each as exact as the text says, cannot be one."""
    return a is not None and b is not None and not a.startswith(b) and not b.startswith(a)


def _joined(old: Contact, new: Contact) -> Contact:
    status = min((old.status, new.status), key=_TOLD.index)
    topics: Iterable[Span] = dict.fromkeys((*old.topics, *new.topics))
    according_to = tuple(dict.fromkeys((*old.according_to, *new.according_to)))
    return structs.replace(
        old,
        status=status,
        date=max(old.date or "", new.date or "", key=len) or None,
        topics=tuple(topics),
        according_to=according_to,
        initiator=old.initiator or new.initiator,
    )


def _with_said(ground: Ground, told: Sequence[Contact], statements: Sequence[Statement]) -> list[Contact]:
    """The contacts with the topics of what one side says to the other soon after: « a fait part à X de ses craintes sur Y »."""
    words = ground.words
    made = list(told)
    for statement in statements:
        sides = {statement.source.entity, statement.addressee.entity if statement.addressee is not None else None}
        at = statement.content[0].start
        before = [i for i, c in enumerate(made) if c.span.start < at and c.status == "held" and sides <= set(c.participants)]
        if len(sides) < 2 or not before:
            continue
        here = max(before, key=lambda i: made[i].span.start)
        if words.sentence[words.at(at)] - words.sentence[words.at(made[here].span.start)] <= _SAID:
            topics = [t for part in statement.content for t in about(ground, words.at(part.start), words.at(part.end - 1) + 1)]
            made[here] = structs.replace(made[here], topics=tuple(dict.fromkeys((*made[here].topics, *topics))))
    return made
