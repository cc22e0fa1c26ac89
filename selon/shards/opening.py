"""The articles of a shard, as items and in order."""

from collections.abc import Iterator

from selon.ingest.incoming import Incoming
from selon.ingest.jsonl import Failure
from selon.ingest.opening import received
from selon.ingest.ranges import part
from selon.intake import Given, Item, arrived
from selon.shards.places import Place
from selon.shards.planning import Input, Shard

_NOTHING = Given()


def items(place: Place, shard: Shard, languages: frozenset[str]) -> Iterator[Item]:
    """Every article of a shard with its language, and a failure for what is none.

    A file that is gone or may not be read is a failure; raises OSError where reading stops for another reason, which may pass.
    """
    for one in shard.inputs:
        where = f"{place.path}/{one.name}"
        for row in _found(place, shard, one, where):
            yield arrived(row, _NOTHING, languages, where, lambda _: None)


def _found(place: Place, shard: Shard, one: Input, where: str) -> Iterator[Incoming | Failure]:
    try:
        stream = place.opened(one.name)
    except (FileNotFoundError, PermissionError) as error:
        yield Failure(where, None, f"{where} cannot be read ({error.strerror or error}): check it, then read it again.")
        return
    with stream:
        yield from part(stream, where, shard.range) if shard.range else received(stream, where, name=one.name)
