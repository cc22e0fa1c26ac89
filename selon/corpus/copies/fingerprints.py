"""What an index keeps of an article, so that its copies are found among many without comparing it with each.

Winnowed shingles find whatever is taken over word by word; MinHash bands find short texts that were changed throughout (Broder
1997, *On the Resemblance and Containment of Documents*; Leskovec, Rajaraman & Ullman 2014, *Mining of Massive Datasets*, ch. 3).
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any
from zlib import crc32

import msgspec
from datasketch import MinHash

from selon.corpus.copies.winnowing import winnowed
from selon.corpus.copies.words import key_of, words
from selon.model import Held, Value

_BANDS, _ROWS = 16, 3
_TRIGRAM = 3
_BATCH = 4096
_BYTES = 4


class Fingerprint(Value, frozen=True):
    """An article's keys, signed 64-bit integers, of its whole text and of its winnowed shingles, and its MinHash signature."""

    whole: int
    shingles: tuple[int, ...]
    signature: bytes

    @property
    def bands(self) -> tuple[int, ...]:
        """The keys of its MinHash bands."""
        return tuple(_bands(self.signature))

    def resemblance(self, other: "Fingerprint") -> float:
        """The estimated share of three-word shingles that two articles have in common, 0 to 1."""
        mine, others = _minima(self.signature), _minima(other.signature)
        return sum(a == b for a, b in zip(mine, others, strict=True)) / len(mine)


def fingerprint(held: Held) -> Fingerprint:
    """The fingerprint of an article's text."""
    forms = words(held.text).forms
    return Fingerprint(key_of(forms, "whole"), tuple(winnowed(forms)), _signature(forms))


def stored(found: Fingerprint) -> bytes:
    """A fingerprint as bytes."""
    return msgspec.msgpack.encode(found)


def restored(data: bytes) -> Fingerprint:
    """A fingerprint from its bytes; raises msgspec.DecodeError where they hold none."""
    return msgspec.msgpack.decode(data, type=Fingerprint)


def _signature(forms: Sequence[str]) -> bytes:
    minhash = MinHash(hashfunc=crc32, permutations=_permutations(), num_perm=_ROWS * _BANDS, scheme="affine32")
    shingles = sorted({" ".join(forms[at : at + _TRIGRAM]).encode() for at in range(max(1, len(forms) - _TRIGRAM + 1))})
    for start in range(0, len(shingles), _BATCH):
        minhash.update_batch(shingles[start : start + _BATCH])
    return bytes(minhash.digest().astype("<u4").tobytes())


def _bands(signature: bytes) -> Iterator[int]:
    width = _ROWS * _BYTES
    for number, start in enumerate(range(0, len(signature), width)):
        yield key_of((signature[start : start + width].hex(),), f"band {number}")


def _minima(signature: bytes) -> Sequence[bytes]:
    return [signature[at : at + _BYTES] for at in range(0, len(signature), _BYTES)]


@cache
def _permutations() -> Any:
    """The same for every article: drawing them takes longer than using them."""
    return MinHash(num_perm=_ROWS * _BANDS, scheme="affine32").permutations
