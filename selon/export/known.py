"""What a desk knows of an article beyond its record, as plain values."""

from collections.abc import Mapping
from typing import NamedTuple


class Filed(NamedTuple):
    """The ledger's entry that a contact of an article is part of, and whether it is a call whose caller nobody disputes."""

    entry: str
    is_call: bool = False


class Known(NamedTuple):
    """Of one article: the actors that its entities are, the ledger's entries of its contacts, and what it was copied from.

    Keys are ids of the article's record; `originals` are ids of articles on the desk.
    """

    actors: Mapping[str, str] = {}
    filed: Mapping[str, Filed] = {}
    originals: tuple[str, ...] = ()


NOTHING = Known()
