"""How the contacts ask for the entity that a phrase means."""

from collections.abc import Callable

from selon.cast import Resolved

IdOf = Callable[[Resolved], str | None]
