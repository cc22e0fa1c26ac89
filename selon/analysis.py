"""The values that the steps pass on: the parsed words of an article, its paragraphs, quotations, mentions and drafts."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from selon.model import Act, Certainty, Channel, Decision, EntityKind, Mode, Polarity, Provenance, PublishedBasis, Time
from selon.span import Span

ParagraphKind = Literal["headline", "body", "dateline", "byline", "source_line"]
SourceKind = Literal["phrase", "clitic", "relative", "implicit", "none"]


class Paragraph(msgspec.Struct, frozen=True):
    """One line of the article, without its line break."""

    span: Span
    kind: ParagraphKind


class Layout(msgspec.Struct, frozen=True):
    """How the text is laid out: paragraphs, first code points of sentences, where the article comes from and who signs it."""

    paragraphs: tuple[Paragraph, ...]
    sentence_starts: frozenset[int]
    provenance: tuple[Provenance, ...]
    author: str | None = None


class Quotation(msgspec.Struct, frozen=True):
    """A stretch between quotation marks: `outer` with the marks, `inner` without them."""

    outer: Span
    inner: Span
    depth: int
    balanced: bool


class Words(msgspec.Struct, frozen=True):
    """The tokens of an article as columns; indices run over the whole article, every head lies in the token's sentence.

    `start` and `end` are code points; `form` is folded (lower case, straight apostrophe); `left` and `right` bound the
    subtree of each token as a half-open range of token indices; `sentences` are half-open ranges of token indices.
    """

    text: str
    start: Sequence[int]
    end: Sequence[int]
    form: Sequence[str]
    lemma: Sequence[str]
    pos: Sequence[str]
    dep: Sequence[str]
    head: Sequence[int]
    feats: Sequence[Mapping[str, str]]
    children: Sequence[Sequence[int]]
    left: Sequence[int]
    right: Sequence[int]
    sentence: Sequence[int]
    sentences: Sequence[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.start)

    def span(self, first: int, last: int) -> Span:
        """The code points from token `first` to token `last`, both included."""
        return Span(self.start[first], self.end[last])

    def bounds(self, token: int) -> tuple[int, int]:
        """The half-open range of the tokens of this token's sentence."""
        return self.sentences[self.sentence[token]]

    def ancestors(self, token: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        while self.head[token] != token:
            token = self.head[token]
            yield token

    def at(self, offset: int) -> int:
        """The index of the first token that ends after `offset`; the number of tokens where none does."""
        return bisect_right(self.end, offset)


class SourceDraft(msgspec.Struct, frozen=True):
    """Where a source stands: the head's token and span of the phrase; kind `implicit` keeps the token it follows from."""

    kind: SourceKind
    head: int | None = None
    span: Span | None = None


class Draft(msgspec.Struct, frozen=True):
    """An attribution as a rule found it, before names are resolved and statements are nested."""

    row: str
    rule: str
    frame: str
    act: Act
    cue: Span | None
    cue_head: int | None
    source: SourceDraft
    content: tuple[Span, ...]
    author: bool = False
    mode: Mode | None = None
    certainty: Certainty | None = None
    polarity: Polarity | None = None
    conditional_report: bool = False
    addressee: int | None = None
    channel: Channel | None = None
    follows: int | None = None


class Actor(msgspec.Struct, frozen=True):
    """What the gazetteer knows of one who can speak."""

    id: str
    name: str
    kind: EntityKind
    country: str | None = None
    wikidata: str | None = None
    gender: str = ""
    number: str = ""
    channel: Channel | None = None


class Expression(msgspec.Struct, frozen=True):
    """A time expression with what its own words say: the weekday (1 is Monday), the days from the publication, how loosely.

    `distance` is negative before the publication; `tolerance` are the days by which such words may be out; `dated` tells
    that the year stands in the text, `deictic` that the day is counted from the publication.
    """

    time: Time
    row: str
    weekday: int | None = None
    distance: float | None = None
    tolerance: float = 0.0
    dated: bool = False
    deictic: bool = False


class Timed(msgspec.Struct, frozen=True):
    """The time expressions of an article in text order, the decisions on them, and the publication as far as it is known.

    `published` is ISO 8601; `reference` is the day of speaking that the text implies where no publication is known;
    `appositives` are words that put one expression beside another: « soit ».
    """

    expressions: tuple[Expression, ...]
    decisions: tuple[Decision, ...]
    published: str | None = None
    published_basis: PublishedBasis | None = None
    reference: str | None = None
    appositives: frozenset[str] = frozenset()
