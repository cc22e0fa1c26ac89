"""The passages of one article: its statements, and what it tells in its own voice around them.

Forces after J. Searle, A Classification of Illocutionary Acts, 1976: what is demanded, promised or deplored is not asserted.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from selon.corpus.accounts.articles import Page, chain_of, voice_of
from selon.corpus.accounts.drafts import Draft, Force, Met, Told
from selon.corpus.accounts.figures import figures
from selon.corpus.accounts.sentences import sentences
from selon.lang.telling import Telling
from selon.model import Statement
from selon.span import Span, covered, trimmed, without

_FORCES: Mapping[str, Force] = {
    "demand": "directive", "ask": "directive", "promise": "commissive", "threaten": "commissive",
    "condemn": "expressive", "praise": "expressive", "condole": "expressive",
}  # fmt: skip
_OPEN = frozenset({"conditional", "reported"})
_MARKS = " \t\r\n\u00a0\u202f,;:–—-"
_STOPS = (".", "!", "?", "…", "»", "”", '"')
_OPENING, _CLOSING = "«“", "»”"
_NARRATED = 0.6
_NESTED, _ONE = 0.6, 0.7
_SHORTEST = 20


def passages(read: Page, telling: Telling) -> tuple[Draft, ...]:
    """The passages of an article in the order of its text."""
    said = tuple(_statements(read, telling))
    return tuple(sorted((*said, *_narrations(read, telling)), key=lambda draft: draft.key))


def _statements(read: Page, telling: Telling) -> Iterator[Draft]:
    """Each statement, the same words once; one whose words another says nearly all within it is left to that other."""
    kept: list[Statement] = []
    for statement in sorted(read.held.record.statements, key=_surest):
        is_unsure = statement.act == "deny" and statement.certainty == "unknown"
        if is_unsure or _is_told_within(read, statement) or any(_are_one(statement, other) for other in kept):
            continue
        kept.append(statement)
        yield _said(read, statement, telling)


def _surest(statement: Statement) -> tuple[bool, bool, int]:
    """Of two readings of the same words, that with a known source comes first, then that with the longer chain."""
    source = statement.source
    return source.voice != "named", source.name is None, -len(statement.chain)


def _is_told_within(read: Page, statement: Statement) -> bool:
    inner = [span for s in read.statements.values() if s.within == statement.id for span in s.content]
    return sum(covered(span, inner) for span in statement.content) > _NESTED * _length(statement)


def _are_one(statement: Statement, other: Statement) -> bool:
    common = sum(covered(span, other.content) for span in statement.content)
    return common > _ONE * max(_length(statement), _length(other))


def _length(statement: Statement) -> int:
    return sum(len(span) for span in statement.content)


def _said(read: Page, statement: Statement, telling: Telling) -> Draft:
    source, addressee = statement.source.entity, statement.addressee
    heard = (source, addressee.entity if addressee is not None else None)
    cut = _cut(read, statement.content, telling)
    return msgspec.structs.replace(
        cut,
        kind="statement",
        id=statement.id,
        chain=chain_of(statement, read),
        voice=voice_of(statement, read),
        force=_FORCES.get(statement.act, "assertive"),
        denied=statement.act == "deny",
        negated=statement.polarity == "-",
        denial=(statement.cue,) if statement.act == "deny" and statement.cue is not None else (),
        hearsay=statement.conditional_report or _is_relayed(read, statement),
        opinion=cut.opinion or _FORCES.get(statement.act) == "expressive",
        about=cut.about | read.known(tuple(name for name in heard if name is not None)),
    )


def _is_relayed(read: Page, statement: Statement) -> bool:
    """Whether somebody else tells that it was said."""
    above = read.statements.get(statement.within) if statement.within is not None else None
    return above is not None and above.source.voice != "author"


def _narrations(read: Page, telling: Telling) -> Iterator[Draft]:
    """The sentences that the article tells in its own voice; headlines and lists have no stop and are left out."""
    text, record = read.held.text, read.held.record
    cues = [statement.cue for statement in record.statements if statement.cue is not None]
    said = [span for statement in record.statements for span in statement.content]
    apart = [*said, *cues, *(line.span for line in record.article.provenance)]
    for sentence in sentences(text):
        if len(sentence) < _SHORTEST or not sentence.of(text).endswith(_STOPS) or _is_quoted(sentence, text):
            continue
        spans = tuple(_pieces(sentence, apart, text))
        if spans and covered(sentence, apart) <= (1 - _NARRATED) * len(sentence):
            draft = _narrated(read, spans, telling)
            if draft.kind == "event" or draft.figures or not covered(sentence, apart):
                yield draft


def _is_quoted(sentence: Span, text: str) -> bool:
    """Whether a sentence begins or ends within quotation marks: somebody speaks, though nobody knows who."""
    paragraph = text.rfind("\n", 0, sentence.start) + 1
    return any(_depth(text[paragraph:at]) > 0 for at in (sentence.start, sentence.start + 1, sentence.end))


def _depth(text: str) -> int:
    return sum(text.count(mark) for mark in _OPENING) - sum(text.count(mark) for mark in _CLOSING)


def _pieces(sentence: Span, apart: Iterable[Span], text: str) -> Iterator[Span]:
    for piece in without(sentence, apart):
        left = trimmed(piece, text, _MARKS)
        if left is not None and len(left) >= _SHORTEST:
            yield left


def _narrated(read: Page, spans: tuple[Span, ...], telling: Telling) -> Draft:
    """A sentence of the article's own; an event in it that is another's word has that other for its source."""
    cut = _cut(read, spans, telling)
    if not cut.events:
        return cut
    first = cut.events[0].event
    hearsay = all(told.event.status in _OPEN for told in cut.events)
    teller = next((read.statements[name] for name in first.according_to if name in read.statements), None)
    cut = msgspec.structs.replace(cut, kind="event", id=first.id, hearsay=hearsay)
    if teller is None or len(cut.events) > 1:
        return cut
    return msgspec.structs.replace(cut, chain=chain_of(teller, read), voice=voice_of(teller, read))


def _cut(read: Page, spans: tuple[Span, ...], telling: Telling) -> Draft:
    """Words of an article in its own voice, with all that stands in them."""
    text = " ".join(span.of(read.held.text) for span in spans)
    draft = Draft(
        article=read.held.id,
        kind="narration",
        spans=spans,
        text=text,
        chain=(read.outlet,),
        voice=read.voice,
        outlet=read.outlet,
        teller=read.voice,
        force="assertive",
        published=read.held.record.article.published,
        figures=figures(text, telling),
    )
    happened = tuple(_events(read, draft))
    return msgspec.structs.replace(
        draft,
        events=happened,
        contacts=tuple(_contacts(read, draft)),
        about=frozenset(actor for told in happened for actor in told.actors | told.recipients),
        named=tuple((place, actor) for span, actor in read.mentions if (place := draft.within(span)) is not None),
        described=tuple(place for span in read.roles if (place := draft.within(span)) is not None),
        dates=tuple(dated for dated in read.days.values() if draft.within(dated.span) is not None),
        opinion=any(w.kind == "evaluation" and draft.within(w.span) is not None for w in read.held.record.wording),
    )


def _events(read: Page, draft: Draft) -> Iterator[Told]:
    for event in read.held.record.events:
        if draft.within(event.trigger) is not None:
            yield Told(event, read.known(event.actors), read.known(event.recipients), read.date(event.time))


def _contacts(read: Page, draft: Draft) -> Iterator[Met]:
    for contact in read.held.record.contacts:
        if draft.within(contact.span) is not None:
            initiator = read.actors.get(contact.initiator) if contact.initiator is not None else None
            yield Met(contact, read.known(contact.participants), initiator)
