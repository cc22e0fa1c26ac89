"""Rows that are tested on pairs of texts."""

import msgspec

Pair = tuple[str, str]


class PairRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A row whose `examples` are pairs that contradict each other by it, and `never` pairs that do not."""

    id: str
    source: str
    examples: tuple[Pair, ...] = ()
    never: tuple[Pair, ...] = ()
