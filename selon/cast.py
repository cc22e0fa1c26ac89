"""Who appears in an article: entities in the making, where each is mentioned, and what is said of their offices."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from selon.model import EntityKind
from selon.span import Span


class Office(msgspec.Struct, frozen=True):
    """An office as a phrase tells it: the role's row, the country (ISO 3166-1) and the folded words of its domain."""

    role: str
    country: str | None
    domain: frozenset[str]


class Member(msgspec.Struct, frozen=True):
    """One entity of the article before it is numbered; `offices` are what the article says it is."""

    key: int
    name: str
    kind: EntityKind
    country: str | None = None
    wikidata: str | None = None
    gender: str = ""
    number: str = "sg"
    offices: tuple[Office, ...] = ()
    roles: tuple[Span, ...] = ()
    row: str = ""


class Mention(msgspec.Struct, frozen=True):
    """Where a member is named: tokens [first, last], both included."""

    first: int
    last: int
    key: int


class Cast(msgspec.Struct, frozen=True):
    """All members of an article with their mentions in text order; `firsts` are the mentions' first tokens."""

    members: Mapping[int, Member]
    mentions: Sequence[Mention]
    firsts: Sequence[int]

    def covering(self, token: int) -> Mention | None:
        """The mention that covers a token, if there is one."""
        at = bisect_right(self.firsts, token) - 1
        return self.mentions[at] if at >= 0 and token <= self.mentions[at].last else None

    def before(self, token: int) -> Iterator[Mention]:
        """The mentions that begin before a token, nearest first."""
        return (self.mentions[at] for at in range(bisect_left(self.firsts, token) - 1, -1, -1))

    def inside(self, first: int, last: int) -> list[Mention]:
        """The mentions that lie in the tokens from `first` to `last`, both included."""
        low, high = bisect_left(self.firsts, first), bisect_right(self.firsts, last)
        return [m for m in self.mentions[low:high] if m.last <= last]


class Resolved(msgspec.Struct, frozen=True):
    """What a phrase or pronoun stands for: a member's key, or a name alone; `why` says by which evidence."""

    name: str | None
    key: int | None
    named: bool
    why: str
