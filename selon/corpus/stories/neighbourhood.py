"""The piece of the graph of like articles that an article's story is cut from: never more than is quickly cut."""

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

LARGEST = 250
"""Articles that are cut into stories at once: where more hang together, only closer links hold."""


class Thresholds(NamedTuple):
    """The two numbers that `evaluation/stories.py --cross` fits.

    From the likeness `least` on two clusters are one story; it counts less by a factor of e for each `fading` days between them.
    """

    least: float = 0.32
    fading: float = 45.0

    @property
    def window(self) -> int:
        """Days beyond which not even the same words are one story, so that nothing need be compared."""
        return int(self.fading * math.log(1 / self.least))


THRESHOLDS = Thresholds()
_CLOSER = (0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9)

Links = Callable[[str], Mapping[str, float]]
"""The articles linked with one, with their likeness; 1 or more where a person has ruled that they are of one story."""


class Piece(NamedTuple):
    """Articles that hang together by links of `level` and more, in order of their ids; `level` 0: by all links."""

    articles: tuple[str, ...]
    level: float


def piece(article: str, links: Links, largest: int = LARGEST) -> Piece:
    """The articles that hang together with one by the loosest links by which they are no more than `largest`.

    Pieces are a partition that depends only on the links. Where even the closest links hold more together, that is the piece.
    """
    for level in (0.0, *_CLOSER):
        most = largest if level < _CLOSER[-1] else None
        found = _reached(article, links, level, most)
        if most is None or len(found) <= most:
            break
    return Piece(tuple(sorted(found)), level)


def _reached(article: str, links: Links, level: float, most: int | None) -> set[str]:
    found, ahead = {article}, [article]
    while ahead and (most is None or len(found) <= most):
        for other, likeness in links(ahead.pop()).items():
            if likeness >= level and other not in found:
                found.add(other)
                ahead.append(other)
    return found
