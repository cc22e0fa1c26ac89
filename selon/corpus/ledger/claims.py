"""Statements about the ledger itself: the last contact, the first one since a day, none since a day."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from selon.lang.ledger import ClaimKind, ClaimRow, LedgerTable
from selon.model import Contact, ContactChannel, EntityKind, Held, Record, Time, Value
from selon.span import Span
from selon.text import fold
from selon.timex import days_of

_SENTENCE = re.compile(r"(?<=[.!?…])[\s»]+(?=[«\s]*[^\Wa-zà-ÿ_])|\n+")
_SIDES: frozenset[EntityKind] = frozenset({"person", "government", "organization", "country", "group"})
_BLANKS = " \u00a0\u202f"
_AFTER_SINCE = 12  # code points between « since » and its date: « depuis la date du »


class Claim(Value, frozen=True):
    """What an article says of a series of contacts.

    `span` are the words that say it, `row` the row that found them; `since` is the day that it names and `day` that of the
    contact which it is said of (ISO 8601, may be partial); `parties` are ids of the article's entities; `contact` is the
    article's contact in the same words.
    """

    kind: ClaimKind
    span: Span
    row: str
    parties: tuple[str, ...]
    since: str
    since_span: Span | None = None
    day: str | None = None
    channel: ContactChannel | None = None
    contact: str | None = None


def claims(held: Held, table: LedgerTable) -> tuple[Claim, ...]:
    """The claims of an article in text order, one a sentence at most."""
    folded = fold(held.text)
    sentences = _sentences(held.text)
    found = (_in_sentence(sentence, folded, held.record, table) for sentence in sentences)
    return tuple(claim for claim in found if claim is not None)


def _sentences(text: str) -> Iterator[Span]:
    at = 0
    for cut in _SENTENCE.finditer(text):
        yield Span(at, cut.start())
        at = cut.end()
    yield Span(at, len(text))


def _in_sentence(sentence: Span, folded: str, record: Record, table: LedgerTable) -> Claim | None:
    if not _pattern(table).search(folded, sentence.start, sentence.end):
        return None
    times = [time for time in record.times if sentence.covers(time.span) and days_of(time.value) is not None]
    contacts = [contact for contact in record.contacts if sentence.covers(contact.span)]
    for row in table.claim:
        for form in _forms(row).finditer(folded, sentence.start, sentence.end):
            claim = _claim(row, Span(*form.span()), sentence, folded, record, times, contacts, table)
            if claim is not None:
                return claim
    return None


def _claim(
    row: ClaimRow, form: Span, sentence: Span, folded: str, record: Record, times: Sequence[Time],
    contacts: Sequence[Contact], table: LedgerTable,
) -> Claim | None:  # fmt: skip
    contact = _beside(form, contacts, folded) if row.before_contact else min(contacts, key=lambda c: c.span, default=None)
    if row.before_contact and contact is None:
        return None
    opening = _time(row, form, folded, times, contact, table)
    parties = contact.participants if contact is not None else _parties(sentence, record)
    if opening is None or len(parties) < 2:
        return None
    other = next((time.value for time in times if time is not opening), None)
    known = contact.date if contact is not None and contact.date != opening.value else None
    return Claim(
        kind=row.kind,
        span=form,
        row=row.id,
        parties=parties,
        since=opening.value,
        since_span=opening.span,
        day=known or other,
        channel=contact.channel if contact is not None else None,
        contact=contact.id if contact is not None else None,
    )


def _beside(form: Span, contacts: Sequence[Contact], folded: str) -> Contact | None:
    """The contact whose words follow right behind."""
    return next((c for c in contacts if c.span.start >= form.end and not folded[form.end : c.span.start].strip(_BLANKS)), None)


def _time(
    row: ClaimRow, form: Span, folded: str, times: Sequence[Time], contact: Contact | None, table: LedgerTable
) -> Time | None:
    """The time that the claim names: behind « since », or for a last contact the one behind it in the sentence."""
    behind = [time for time in times if time.span.start >= form.end]
    if row.kind == "last":
        dated = next((time for time in behind if contact is not None and time.value == contact.date), None)
        return dated or (behind[-1] if behind else None)
    return next((time for time in behind if _opens(folded, form.end, time.span, table)), None)


def _opens(folded: str, start: int, time: Span, table: LedgerTable) -> bool:
    """Whether « since » stands right before a time, or begins it."""
    words = folded[max(start, time.start - _AFTER_SINCE) : time.start].replace("'", "' ").split()
    return any(word in words or folded.startswith(word + " ", time.start) for word in table.since)


def _parties(sentence: Span, record: Record) -> tuple[str, ...]:
    """The two who are named in the sentence, or else the only two in contact in the whole article."""
    named = [e.id for e in record.entities if e.kind in _SIDES and any(sentence.covers(m) for m in e.mentions)]
    if len(named) == 2:
        return tuple(named)
    pairs = {tuple(sorted(contact.participants)) for contact in record.contacts}
    return next(iter(pairs)) if len(pairs) == 1 and not named else ()


@lru_cache
def _pattern(table: LedgerTable) -> re.Pattern[str]:
    return _any(form for row in table.claim for form in row.forms)


@lru_cache
def _forms(row: ClaimRow) -> re.Pattern[str]:
    return _any(iter(row.forms))


def _any(forms: Iterator[str]) -> re.Pattern[str]:
    longest = sorted(map(fold, forms), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)")
