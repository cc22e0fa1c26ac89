"""Ranges of large files of JSON lines and Parquet, so that several processes can read one file."""

from collections.abc import Iterator
from typing import BinaryIO

from selon.errors import InputError
from selon.ingest import jsonl, parquet, sniff
from selon.ingest.incoming import Incoming
from selon.ingest.jsonl import Failure
from selon.ingest.rows import incoming
from selon.model import Value

LINE = 4096
"""How many bytes a line of JSON is taken to have on average."""


class Range(Value, frozen=True):
    """A half-open range of a file: of bytes for JSON lines, of rows for Parquet."""

    kind: sniff.Kind
    start: int
    end: int


def ranges(stream: BinaryIO, name: str, size: int, rows: int) -> list[Range]:
    """Ranges of about `rows` articles each that cover a file of `size` bytes; none where it has to be read in one piece."""
    head = stream.read(sniff.HEAD)
    stream.seek(0)
    kind = sniff.kind_of(head, name)
    if kind == "jsonl":
        step, end = rows * LINE, size
    elif kind == "parquet":
        step, end = rows, parquet.count(stream) or 0
    else:
        return []
    cuts = [Range(kind, start, min(start + step, end)) for start in range(0, end, step)]
    return cuts if len(cuts) > 1 else []


def part(stream: BinaryIO, where: str, wanted: Range) -> Iterator[Incoming | Failure]:
    """The articles and failures of a range, called `where@byte` of the line's beginning, or `where#row` counted from 1."""
    if wanted.kind == "jsonl":
        return _lines(stream, where, wanted)
    if wanted.kind == "parquet":
        return parquet.table(stream, where, wanted.start, wanted.end)
    raise InputError(f"{where}: ranges of {wanted.kind} are not read; read the whole file.")


def _lines(stream: BinaryIO, where: str, wanted: Range) -> Iterator[Incoming | Failure]:
    """The lines whose first byte lies in the range: with those of its neighbours, each line once."""
    if wanted.start:
        # The line that the byte before belongs to is another range's.
        stream.seek(wanted.start - 1)
        while (rest := stream.readline(jsonl.LINE_BYTES)) and not rest.endswith(b"\n"):
            pass
    at = stream.tell()
    lines = jsonl.bounded_lines(stream)
    while at < wanted.end and (line := next(lines, b"")):
        if line.strip():
            name = f"{where}@{at}"
            found = jsonl.parsed(line, name)
            yield found if isinstance(found, Failure) else incoming(found, name)
        # The rest of a line that is too long is passed over when the next one is asked for.
        at = stream.tell() if line.endswith(b"\n") else _behind(stream)


def _behind(stream: BinaryIO) -> int:
    """The first byte behind a line of which only the beginning was taken, which `bounded_lines` will pass over."""
    here = stream.tell()
    while (rest := stream.readline(jsonl.LINE_BYTES)) and not rest.endswith(b"\n"):
        pass
    behind = stream.tell()
    stream.seek(here)
    return behind
