"""Content encodings (RFC 9110, 8.4.1), undone a piece at a time so that a bomb is stopped before it is in memory."""

import zlib
from collections.abc import Iterable, Iterator

PIECE = 1 << 16
"""The most that is unpacked at once, in bytes."""

ACCEPTED = "gzip, deflate"
"""What is asked for: each can be unpacked a piece at a time with the standard library."""

_GZIP = frozenset({"gzip", "x-gzip"})
_GZIP_BITS, _ZLIB_BITS, _RAW_BITS = zlib.MAX_WBITS | 16, zlib.MAX_WBITS, -zlib.MAX_WBITS


class Damaged(ValueError):
    """Packed bytes that end early or are no such bytes."""


class Unknown(ValueError):
    """A way of packing that was not asked for."""


def unpacked(parts: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The content, in pieces of at most PIECE bytes; raises Unknown on an encoding, Damaged on bytes that do not unpack."""
    names = [name for part in encoding.split(",") if (name := part.strip().lower()) not in ("", "identity")]
    if not names:
        return _cut(parts)
    if len(names) > 1 or names[0] not in _GZIP | {"deflate"}:
        raise Unknown(", ".join(names))
    return _inflated(parts, names[0] in _GZIP)


def _cut(parts: Iterable[bytes]) -> Iterator[bytes]:
    for part in parts:
        for start in range(0, len(part), PIECE):
            yield part[start : start + PIECE]


def _inflated(parts: Iterable[bytes], is_gzip: bool) -> Iterator[bytes]:
    machine, is_started = zlib.decompressobj(_GZIP_BITS if is_gzip else _ZLIB_BITS), False
    for part in parts:
        if part and not is_started and not is_gzip and not _has_zlib_header(part):
            # What several servers call deflate lacks the header that the standard asks for.
            machine = zlib.decompressobj(_RAW_BITS)
        is_started = is_started or bool(part)
        while part:
            if machine.eof:
                if not is_gzip or not part.startswith(b"\x1f"):
                    break
                machine = zlib.decompressobj(_GZIP_BITS)
            try:
                piece = machine.decompress(part, PIECE)
            except zlib.error as error:
                raise Damaged(str(error)) from None
            if piece:
                yield piece
            part = machine.unused_data if machine.eof else machine.unconsumed_tail
    yield from _rest(machine)
    if is_started and not machine.eof:
        raise Damaged("it ends early")


def _rest(machine: "zlib._Decompress") -> Iterator[bytes]:
    """What the machine still holds back once all is in."""
    while not machine.eof and (piece := machine.decompress(b"", PIECE)):
        yield piece


def _has_zlib_header(part: bytes) -> bool:
    return part[0] & 0x0F == 8 and (len(part) < 2 or int.from_bytes(part[:2], "big") % 31 == 0)
