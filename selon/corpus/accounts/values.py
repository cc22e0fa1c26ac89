"""What the account of a story comes to, frozen: claims, the passages that make them, and what sets two of these apart."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from selon.lang.telling import Telling
from selon.model import Value
from selon.opposition import Comparison
from selon.span import Span

Stance = Literal["asserts", "denies", "hearsay", "repeats"]
Question = Literal["who", "what", "when", "where", "how_many"]
PassageKind = Literal["statement", "event", "narration"]
Relation = Literal["contradiction", "later", "update"]
Compare = Callable[[Sequence[tuple[str, str]]], Iterable[Comparison]]


class Passage(Value, frozen=True):
    """Words of one article that assert or deny a claim.

    `spans` are code points of the article's text; `id` is that of the statement or event in its record; `chain` are the names
    from the outlet to whoever says it; `voice` is the key under which one who says a thing twice counts once; `denied` tells on
    which of the two sides of the claim the words stand; `repeats` is the article whose words stand here again.
    """

    article: str
    kind: PassageKind
    spans: tuple[Span, ...]
    stance: Stance
    chain: tuple[str, ...]
    voice: str
    outlet: str
    id: str | None = None
    published: str | None = None
    denied: bool = False
    repeats: str | None = None


class Conflict(Value, frozen=True):
    """Two passages of a claim, by their places in it, that cannot both hold, with the words that oppose and the row that says so.

    An `update` is what one voice says later than what it said before; `later` is a figure that another voice gives days
    afterwards, when both may have been right in their time.
    """

    a: int
    b: int
    question: Question
    words_a: tuple[Span, ...]
    words_b: tuple[Span, ...]
    row: str
    relation: Relation


class Claim(Value, frozen=True):
    """What passages of a story assert or deny alike.

    `label` and `first` are places among the passages: whose words name the claim, and who said it before all others (several
    where their times do not tell). `voices` counts those who speak for themselves: copies and repetitions count once.
    """

    label: int
    passages: tuple[Passage, ...]
    conflicts: tuple[Conflict, ...]
    first: tuple[int, ...]
    voices: int
    outlets: tuple[str, ...]
    silent: tuple[str, ...]


class Account(Value, frozen=True):
    """The claims of a story, what is contradicted first, then by voices, with its articles by time and its outlets."""

    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    claims: tuple[Claim, ...]


class Known(Value, frozen=True):
    """What other parts know of the articles: families of copies, the original first, and actors by article and entity id."""

    families: tuple[tuple[str, ...], ...] = ()
    actors: Mapping[tuple[str, str], str] = {}


class Means(Value, frozen=True):
    """What the judgement rests on: whatever compares many pairs of texts, and the words of telling."""

    compare: Compare
    telling: Telling
