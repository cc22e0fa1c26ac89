"""Articles of invented outlets with hand-made records: only what a test is about is in them."""

import hashlib
from typing import NamedTuple

from selon.model import (
    SCHEMA,
    Act,
    ArticleInfo,
    Contact,
    ContactChannel,
    Entity,
    Event,
    EventStatus,
    EventType,
    Held,
    Record,
    Source,
    Statement,
    Time,
)
from selon.span import Span


class Says(NamedTuple):
    """A statement: who says which words of the text, by which word, and how."""

    source: str | None
    content: str
    act: Act = "state"
    cue: str | None = None
    within: int | None = None
    hearsay: bool = False
    polarity: str = "+"


class Does(NamedTuple):
    """An event: its word, who does it to whom, its status, and the words of its day."""

    trigger: str
    type: EventType
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    status: EventStatus = "asserted"
    day: str | None = None


class Meets(NamedTuple):
    """A contact: its words, channel, sides and initiator."""

    words: str
    channel: ContactChannel
    participants: tuple[str, ...]
    initiator: str | None = None
    date: str | None = None


class Story:
    """Collects the articles of one story."""

    def __init__(self) -> None:
        self.held: list[Held] = []

    def article(
        self,
        id: str,
        text: str,
        *told: Says | Does | Meets,
        outlet: str | None = None,
        published: str | None = "2031-05-06",
        names: tuple[str, ...] = (),
        days: dict[str, str] | None = None,
    ) -> Held:
        """Add an article: its names become entities where they stand, its days (words to ISO dates) times."""
        sources = tuple(t.source for t in told if isinstance(t, Says) and t.source is not None)
        people = tuple(dict.fromkeys((*names, *sources)))
        ids = {name: f"E{n}" for n, name in enumerate(people)}
        told_days = enumerate((days or {}).items())
        times = {words: Time(f"T{n}", _at(text, words), "DATE", day, "absolute") for n, (words, day) in told_days}
        record = Record(
            schema=SCHEMA,
            reader="test",
            article=_info(id, text, outlet or f"Outlet {id}", published),
            entities=tuple(Entity(ids[name], name, "person", mentions=_mentions(text, name)) for name in people),
            times=tuple(times.values()),
            statements=tuple(
                _statement(text, n, t, ids, outlet or f"Outlet {id}") for n, t in enumerate(told) if isinstance(t, Says)
            ),
            events=tuple(_event(text, n, t, ids, times) for n, t in enumerate(told) if isinstance(t, Does)),
            contacts=tuple(_contact(text, n, t, ids) for n, t in enumerate(told) if isinstance(t, Meets)),
        )
        held = Held(id, text, record)
        self.held.append(held)
        return held


def _info(id: str, text: str, outlet: str, published: str | None) -> ArticleInfo:
    digest = hashlib.sha256(text.encode()).hexdigest()[:32]
    return ArticleInfo(id=digest, language="fr", characters=len(text), key=id, outlet=outlet, published=published)


def _at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _mentions(text: str, name: str) -> tuple[Span, ...]:
    return (_at(text, name),) if name in text else ()


def _statement(text: str, n: int, told: Says, ids: dict[str, str], outlet: str) -> Statement:
    named = Source("named", ids[told.source], told.source, None) if told.source is not None else Source("author")
    chain = (outlet, *((told.source,) if told.source else ()))
    return Statement(
        f"S{n}", named, _at(text, told.cue) if told.cue else None, (_at(text, told.content),), "indirect", told.act,
        within=f"S{told.within}" if told.within is not None else None, chain=chain, conditional_report=told.hearsay,
        polarity="-" if told.polarity == "-" else "+",
    )  # fmt: skip


def _event(text: str, n: int, told: Does, ids: dict[str, str], times: dict[str, Time]) -> Event:
    return Event(
        f"V{n}", told.type, _at(text, told.trigger), None,
        tuple(ids[a] for a in told.actors), tuple(ids[r] for r in told.recipients),
        time=times[told.day].id if told.day else None, status=told.status,
    )  # fmt: skip


def _contact(text: str, n: int, told: Meets, ids: dict[str, str]) -> Contact:
    initiator = ids[told.initiator] if told.initiator else None
    sides = tuple(ids[p] for p in told.participants)
    return Contact(f"C{n}", _at(text, told.words), told.channel, None, sides, initiator, told.date)
