"""The page of a story's account: each claim with all who tell it side by side, self-contained, without scripts."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
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


class Piece(NamedTuple):
    """Words of a passage, and whether they oppose another's."""

    words: str
    opposes: bool


class Told(NamedTuple):
    """A passage as the page shows it; `link` leads to the article, where it has an address."""

    number: str
    stance: str
    stance_name: str
    chain: tuple[str, ...]
    pieces: tuple[Piece, ...]
    published: str | None
    link: str | None
    is_first: bool


class Opposed(NamedTuple):
    """A conflict: what it is, on which question, and for each side its passage's number, source and words."""

    relation: str
    relation_name: str
    question: str
    sides: tuple[tuple[str, str, str], ...]


class Shown(NamedTuple):
    """A claim as the page shows it."""

    number: int
    label: str
    voices: int
    told: tuple[Told, ...]
    conflicts: tuple[Opposed, ...]
    silent: tuple[str, ...]


def render(title: str, found: Accounted, words: Labels) -> str:
    """The page of an account; everything the articles brought is escaped, and the page may load and run nothing."""
    shown = [_shown(number, claim, found, words) for number, claim in enumerate(found.account.claims, start=1)]
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return environment().get_template("accounts.html.jinja").render(
        title=title, account=found.account, language=found.language, ui=words.ui, style=style, style_digest=digest,
        several=[claim for claim in shown if len(claim.told) > 1], alone=[claim for claim in shown if len(claim.told) == 1],
    )  # fmt: skip


@cache
def _style() -> str:
    return "".join((files("selon.page") / name).read_text(encoding="utf-8") for name in _SHEETS)


def _shown(number: int, claim: Claim, found: Accounted, words: Labels) -> Shown:
    return Shown(
        number=number,
        label=_words(claim.passages[claim.label], claim.passages[claim.label].spans, found),
        voices=claim.voices,
        told=tuple(_told(number, at, claim, found, words) for at in range(len(claim.passages))),
        conflicts=tuple(_opposed(number, conflict, claim, found, words) for conflict in claim.conflicts),
        silent=claim.silent,
    )


def _told(number: int, at: int, claim: Claim, found: Accounted, words: Labels) -> Told:
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
        link=link(kept.url or ""),
        is_first=claim.first == (at,) and len(claim.passages) > 1,
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


def _opposed(number: int, conflict: Conflict, claim: Claim, found: Accounted, words: Labels) -> Opposed:
    sides = ((conflict.a, conflict.words_a), (conflict.b, conflict.words_b))
    return Opposed(
        conflict.relation,
        words.relation[conflict.relation],
        words.question[conflict.question],
        tuple(
            (f"{number}.{at + 1}", claim.passages[at].chain[-1], _words(claim.passages[at], spans, found)) for at, spans in sides
        ),
    )


def _words(passage: Passage, spans: Sequence[Span], found: Accounted) -> str:
    text = found.articles[passage.article].text
    return " … ".join(span.of(text).replace("\n", " ") for span in spans)
