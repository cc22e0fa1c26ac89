"""Shingles that two texts choose alike, so that a passage taken over has keys in both.

Schleimer, Wilkerson & Aiken 2003, *Winnowing: Local Algorithms for Document Fingerprinting*: of every window of shingles the one
with the smallest hash is kept.
"""

from collections.abc import Collection, Sequence

from selon.corpus.copies.words import key_of

SHINGLE = 8
"""Words in a shingle."""

WINDOW = 6
"""Shingles in a window: every passage of SHINGLE + WINDOW - 1 words that is taken over has a key in both texts."""

KEYS_AT_MOST = 1024
"""Keys kept of one text, the smallest, so that a book does not fill the index."""


def winnowed(forms: Sequence[str]) -> dict[int, list[int]]:
    """The keys of the shingles kept, ascending, and the numbers of the words at which each of them begins."""
    hashes = [key_of(forms[at : at + SHINGLE], "shingle") for at in range(max(1, len(forms) - SHINGLE + 1))]
    # The rightmost of equal ones, as in the paper: neighbouring windows choose the same.
    ranked = [(key, -at) for at, key in enumerate(hashes)]
    places: dict[int, list[int]] = {}
    for key, at in dict.fromkeys(min(ranked[at : at + WINDOW]) for at in range(max(1, len(ranked) - WINDOW + 1))):
        places.setdefault(key, []).append(-at)
    return dict(sorted(places.items())[:KEYS_AT_MOST])


def covered_by(keys: Collection[int], forms: Sequence[str]) -> frozenset[int]:
    """The numbers of the words that lie in a kept shingle whose key is one of `keys`."""
    if not keys:
        return frozenset()
    starts = (at for key, places in winnowed(forms).items() if key in keys for at in places)
    return frozenset(number for at in starts for number in range(at, min(at + SHINGLE, len(forms))))
