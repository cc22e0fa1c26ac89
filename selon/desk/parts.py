"""What is derived from the truth, part by part: each knows how an article enters it, leaves it, and is settled in it."""

from collections.abc import Callable
from typing import NamedTuple

from selon.desk import actors, copying, ledger, stories
from selon.model import Held
from selon.store import Store, search


def _settled(_: Store) -> None:
    """Nothing is left to do once every article has been entered."""


class Part(NamedTuple):
    """A part: its schema's name and version, and what it does, each within the transaction that keeps the articles.

    `add` is called for each article, `leave` with the id of a version that a newer one stands for, `settle` once at the end of
    each transaction. A new `version` has the part made anew from the truth.
    """

    name: str
    version: str
    add: Callable[[Store, Held], None]
    leave: Callable[[Store, str], None]
    settle: Callable[[Store], None] = _settled


PARTS: tuple[Part, ...] = (
    Part("search", "2", search.add, search.leave),
    Part("actors", "1", actors.add, actors.leave),
    Part("ledger", "1", ledger.add, ledger.leave),
    Part("stories", stories.VERSION, stories.add, stories.leave, stories.settle),
    Part("copies", "1", copying.add, copying.leave, copying.settle),
)


def versions() -> dict[str, str]:
    """The version of each part by its name."""
    return {part.name: part.version for part in PARTS}
