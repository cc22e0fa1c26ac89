"""The outlets of a story folded into voices: who only reprints another stands behind it."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from selon.desk.accounts import Accounted


class Voice(NamedTuple):
    """An outlet that speaks for itself, with those behind it all of whose articles repeat its own, by first publication."""

    name: str
    reprinting: tuple[str, ...] = ()

    @property
    def outlets(self) -> tuple[str, ...]:
        """All outlets that it stands for, itself first."""
        return self.name, *self.reprinting


def voices(found: Accounted, apart: Collection[str] = ()) -> tuple[Voice, ...]:
    """The outlets of an account as voices, by first publication; those named `apart` stand for themselves."""
    printed = _printed(found)
    behind = {outlet: _behind(outlet, printed, found.account.outlets) for outlet in found.account.outlets if outlet not in apart}
    heads = {outlet: _head(outlet, behind) for outlet in found.account.outlets}
    return tuple(
        Voice(outlet, tuple(other for other, head in heads.items() if head == outlet != other))
        for outlet in found.account.outlets
        if heads[outlet] == outlet
    )


def _printed(found: Accounted) -> dict[str, dict[str, int]]:
    """For each outlet what it printed, copies under one key, with the place in time at which it first did."""
    printed: dict[str, dict[str, int]] = {outlet: {} for outlet in found.account.outlets}
    for at, article in enumerate(found.account.articles):
        printed[found.outlets[article]].setdefault(found.repeated.get(article, article), at)
    return printed


def _behind(outlet: str, printed: Mapping[str, Mapping[str, int]], outlets: Sequence[str]) -> str | None:
    """The first outlet that had all that this one printed before it."""
    own = printed[outlet]
    for other in outlets:
        if other != outlet and all(printed[other].get(key, at) < at for key, at in own.items()):
            return other
    return None


def _head(outlet: str, behind: Mapping[str, str | None]) -> str:
    """Whom an outlet stands behind in the end: each of them printed earlier than the one before, so that there is an end."""
    before = behind.get(outlet)
    return outlet if before is None else _head(before, behind)
