"""The page of a story's account: each claim with all who tell it side by side, self-contained, without scripts."""

import base64
import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from selon.corpus.accounts import Claim, Conflict, Passage
from selon.desk.accounts import Accounted
from selon.labels import Labels
from selon.page import environment
from selon.page.view import link
from selon.span import Span

_SHEETS = ("page.css", "accounts.css")
Leads = Callable[[Passage], str | None]
"""The address at which the words of a passage can be read in their place, where there is one."""


class Piece(NamedTuple):
    """Words of a passage, and whether they oppose another's."""

    words: str
    opposes: bool


class Told(NamedTuple):
    """A passage as a page shows it; `link` leads to the article, where it has an address."""

    number: str
    stance: str
    stance_name: str
    chain: tuple[str, ...]
    pieces: tuple[Piece, ...]
    published: str | None
    link: str | None
    is_first: bool
    voice: str
    outlet: str


class Side(NamedTuple):
    """One side of a conflict: who says it, the words that oppose, and the whole passage with these marked."""

    told: Told
    words: str
    pieces: tuple[Piece, ...]


class Opposed(NamedTuple):
    """A conflict: what it is, on which question, and its two sides."""

    relation: str
    relation_name: str
    question: str
    sides: tuple[Side, ...]


class Shown(NamedTuple):
    """A claim as a page shows it."""

    number: int
    label: str
    voices: int
    told: tuple[Told, ...]
    conflicts: tuple[Opposed, ...]
    silent: tuple[str, ...]
    outlets: tuple[str, ...] = ()

    @property
    def opposed(self) -> tuple[tuple[Opposed, ...], ...]:
        """The conflicts, those of one kind on one question together."""
        kinds: dict[tuple[str, str], list[Opposed]] = {}
        for conflict in self.conflicts:
            kinds.setdefault((conflict.relation, conflict.question), []).append(conflict)
        return tuple(map(tuple, kinds.values()))

    @property
    def is_contested(self) -> bool:
        """Whether a passage of it contradicts another."""
        return any(conflict.relation == "contradiction" for conflict in self.conflicts)


def render(title: str, found: Accounted, words: Labels) -> str:
    """The page of an account; everything the articles brought is escaped, and the page may load and run nothing."""
    shown = claims(found, words, lambda passage: link(found.articles[passage.article].url or ""))
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return environment().get_template("accounts.html.jinja").render(
        title=title, account=found.account, language=found.language, interface=words.language, ui=words.ui,
        style=style, style_digest=digest,
        several=[claim for claim in shown if len(claim.told) > 1], alone=[claim for claim in shown if len(claim.told) == 1],
    )  # fmt: skip


def claims(found: Accounted, words: Labels, leads: Leads) -> tuple[Shown, ...]:
    """The claims of an account as a page shows them, numbered in its order."""
    return tuple(_shown(number, claim, found, words, leads) for number, claim in enumerate(found.account.claims, start=1))


@cache
def _style() -> str:
    return "".join((files("selon.page") / name).read_text(encoding="utf-8") for name in _SHEETS)


def _shown(number: int, claim: Claim, found: Accounted, words: Labels, leads: Leads) -> Shown:
    told = tuple(_told(number, at, claim, found, words, leads) for at in range(len(claim.passages)))
    return Shown(
        number=number,
        label=_words(claim.passages[claim.label], claim.passages[claim.label].spans, found),
        voices=claim.voices,
        told=told,
        conflicts=tuple(_opposed(conflict, claim, told, found, words) for conflict in claim.conflicts),
        silent=claim.silent,
        outlets=claim.outlets,
    )


def _told(number: int, at: int, claim: Claim, found: Accounted, words: Labels, leads: Leads) -> Told:
    passage, kept = claim.passages[at], found.articles[claim.passages[at].article]
    sides = [(c.a, c.words_a) for c in claim.conflicts] + [(c.b, c.words_b) for c in claim.conflicts]
    marks = sorted({span for place, spans in sides if place == at for span in spans})
    return Told(
        number=f"{number}.{at + 1}",
        stance=passage.stance,
        stance_name=words.stance[passage.stance],
        chain=passage.chain,
        pieces=tuple(_pieces(passage, marks, kept.text)),
        published=passage.published,
        link=leads(passage),
        is_first=claim.first == (at,) and len(claim.passages) > 1,
        voice=passage.voice,
        outlet=passage.outlet,
    )


def _pieces(passage: Passage, marks: Sequence[Span], text: str) -> Iterator[Piece]:
    for place, span in enumerate(passage.spans):
        if place:
            yield Piece(" … ", False)
        at = span.start
        for mark in marks:
            if span.covers(mark) and mark != span and mark.start >= at:
                yield from (Piece(text[at : mark.start], False), Piece(mark.of(text), True))
                at = mark.end
        yield Piece(text[at : span.end], False)


def _opposed(conflict: Conflict, claim: Claim, told: Sequence[Told], found: Accounted, words: Labels) -> Opposed:
    sides = ((conflict.a, conflict.words_a), (conflict.b, conflict.words_b))
    return Opposed(
        conflict.relation,
        words.relation[conflict.relation],
        words.question[conflict.question],
        tuple(_side(told[at], claim.passages[at], spans, found) for at, spans in sides),
    )


def _side(told: Told, passage: Passage, spans: Sequence[Span], found: Accounted) -> Side:
    text = found.articles[passage.article].text
    return Side(told, _words(passage, spans, found), tuple(_pieces(passage, sorted(spans), text)))


def _words(passage: Passage, spans: Sequence[Span], found: Accounted) -> str:
    text = found.articles[passage.article].text
    return " … ".join(span.of(text).replace("\n", " ") for span in spans)
