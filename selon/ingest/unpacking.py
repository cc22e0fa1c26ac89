"""gzip (RFC 1952) as a stream that stops at a bomb and where a file was cut, instead of filling memory or raising."""

import io
import zlib
from typing import BinaryIO

_CHUNK = 64 * 1024
_ONCE = 1024 * 1024
# Text shrinks to a third or a tenth, a table of repetitions to a fiftieth; deflate itself cannot go beyond 1,032.
_RATIO = 100
_FREE = 64 * 1024 * 1024


class Unpacked(io.RawIOBase):
    """The bytes inside a gzip stream of one or several members; `trouble` tells why they ended early, else it is empty."""

    def __init__(self, packed: BinaryIO) -> None:
        super().__init__()
        self.trouble = ""
        self._packed = packed
        self._inflate = zlib.decompressobj(wbits=31)
        self._waiting = b""
        self._taken = self._given = 0
        self._is_over = False

    def readable(self) -> bool:
        """Always true."""
        return True

    def readinto(self, buffer: "io.WriteableBuffer") -> int:  # type: ignore[name-defined]
        """Fill `buffer` as far as one step goes; 0 at the end, or where `trouble` tells why nothing more comes."""
        view = memoryview(buffer).cast("B")
        size = min(len(view), _ONCE)
        while size and not self._is_over:
            if piece := self._step(size):
                view[: len(piece)] = piece
                return len(piece)
        return 0

    def _step(self, size: int) -> bytes:
        if not self._waiting and not self._inflate.eof:
            self._waiting = self._packed.read(_CHUNK)
            self._taken += len(self._waiting)
            if not self._waiting:
                return self._stop("is cut: its gzip stream has no end")
        if self._inflate.eof:
            return self._next_member()
        try:
            piece = self._inflate.decompress(self._waiting, size)
        except zlib.error as error:
            return self._stop(f"is damaged ({error})")
        self._waiting = self._inflate.unconsumed_tail or self._inflate.unused_data
        self._given += len(piece)
        if self._given > _FREE and self._given > _RATIO * self._taken:
            return self._stop(f"unpacks to over {_RATIO} times its size, as a bomb does: {self._given:,} bytes were read")
        return piece

    def _next_member(self) -> bytes:
        rest = self._waiting or self._packed.read(_CHUNK)
        self._taken += 0 if self._waiting else len(rest)
        # Padding with zeros is allowed behind the last member; other bytes that begin none are left alone, as gzip does.
        self._waiting = rest.lstrip(b"\0") if rest else b""
        if not rest or (self._waiting and self._waiting[:1] != b"\x1f"):
            return self._stop("")
        if self._waiting:
            self._inflate = zlib.decompressobj(wbits=31)
        return b""

    def _stop(self, trouble: str) -> bytes:
        self.trouble = trouble
        self._is_over = True
        return b""
