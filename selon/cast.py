"""Who appears in an article: entities in the making, where each is mentioned, and what is said of their offices."""

from collections.abc import Mapping, Sequence

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
    """All members of an article with their mentions in text order."""

    members: Mapping[int, Member]
    mentions: Sequence[Mention]

    def covering(self, token: int) -> Mention | None:
        """The mention that covers a token, if there is one."""
        return next((m for m in self.mentions if m.first <= token <= m.last), None)

    def inside(self, first: int, last: int) -> list[Mention]:
        """The mentions that lie in the tokens from `first` to `last`, both included."""
        return [m for m in self.mentions if first <= m.first and m.last <= last]


class Resolved(msgspec.Struct, frozen=True):
    """What a phrase or pronoun stands for: a member's key, or a name alone; `why` says by which evidence."""

    name: str | None
    key: int | None
    named: bool
    why: str
