"""Which shards an input is cut into: the same input makes the same shards, and a change of one file changes only its own."""

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from selon.ingest import sniff
from selon.ingest.ranges import LINE, Range, ranges
from selon.model import Value
from selon.shards.places import Found, Place

SIZE = 2000
"""About how many articles a shard has."""

_EDGE = 256
_DIGEST = 16
_KINDS = frozenset(sniff.IN_FOLDERS.values())


class Input(Value, frozen=True):
    """A file as it was when it was read: its name below the input's folder, its bytes, when it was changed (ns since 1970)."""

    name: str
    size: int
    changed: int


class Shard(Value, frozen=True):
    """One file, a range of a large one, or several small ones; `id` is a digest of all the rest."""

    id: str
    inputs: tuple[Input, ...]
    range: Range | None = None

    @property
    def place(self) -> tuple[list[str], int]:
        """Where it stands among the shards of its input: sorted by it they are in the order in which `selon add` reads."""
        return self.inputs[0].name.split("/"), self.range.start if self.range else 0


def shards(place: Place, found: Iterable[Found], size: int = SIZE) -> Iterator[Shard]:
    """The shards of the files of known kinds, in order, each of about `size` articles; raises OSError.

    WARC, CSV, feeds and what is packed with gzip are read from their beginning: a file of them is a shard of its own. Files of
    one article go together; digests of their names tell where a group ends, so that a new file moves no border but its own.
    """
    group: list[Input] = []
    for file in found:
        if sniff.named_kind(file.name) not in _KINDS:
            continue
        one = Input(*file)
        if _holds_one(file.name):
            group.append(one)
            if len(group) == size or _is_edge(file.name):
                yield _shard(tuple(group))
                group = []
            continue
        if group:
            yield _shard(tuple(group))
            group = []
        yield from _of_one(place, one, size)
    if group:
        yield _shard(tuple(group))


def _holds_one(name: str) -> bool:
    return sniff.named_kind(name) not in sniff.MANY


def _is_edge(name: str) -> bool:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) % _EDGE == 0


def _of_one(place: Place, one: Input, size: int) -> Iterator[Shard]:
    """The shards of a file that holds many articles."""
    cuts: list[Range] = []
    if sniff.named_kind(one.name) == "parquet" or one.size > size * LINE:
        with place.opened(one.name) as stream:
            cuts = ranges(stream, one.name, one.size, size)
    yield from (_shard((one,), cut) for cut in cuts) if cuts else [_shard((one,))]


def _shard(inputs: tuple[Input, ...], cut: Range | None = None) -> Shard:
    identity = hashlib.sha256(msgspec.json.encode([inputs, cut])).hexdigest()[:_DIGEST]
    return Shard(identity, inputs, cut)
