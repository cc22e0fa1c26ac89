"""What an output folder knows of itself: who read it, and an entry for each shard that is done."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

import msgspec

from selon.errors import OutputError
from selon.model import Value
from selon.shards.places import Place
from selon.shards.planning import Shard
from selon.shards.tables import File

FORMAT = "selon-batch/1"
ENTRIES, HEADER = "manifest", "batch.json"


class Header(Value, frozen=True):
    """What all shards of a folder share: the reader's version, and about how many articles a shard has."""

    reader: str
    size: int
    format: str = FORMAT


class Entry(Value, frozen=True):
    """A shard that is done: how many rows came in, what became of them, the files they are in, a digest of its records' digests.

    `repeated` are articles that came again within the shard and were not read again; `seconds` are by the clock.
    """

    shard: Shard
    reader: str
    came: int
    articles: int
    repeated: int
    failures: int
    ours: int
    files: tuple[File, ...]
    digest: str
    seconds: float
    process: str


class Done(NamedTuple):
    """The entries of a folder: those whose files are all there, and those that have to be made again."""

    whole: list[Entry]
    torn: list[Entry]


def checked(place: Place, reader: str, size: int | None, usual: int) -> Header:
    """The folder's header, made where it has none; raises OutputError where it is another reader's or is cut otherwise."""
    found = header(place)
    if found is None:
        fresh = Header(reader, size or usual)
        with place.written(HEADER) as stream:
            stream.write(msgspec.json.format(msgspec.json.encode(fresh)) + b"\n")
        return fresh
    if found.reader != reader:
        raise OutputError(
            f"{place.path} holds records of the reader {found.reader}, and this one is {reader}: "
            "name another folder, so that all records of one folder are of one reader."
        )
    if size is not None and size != found.size:
        raise OutputError(f"{place.path} was cut into shards of {found.size} articles, not {size}: leave --size out.")
    return found


def header(place: Place) -> Header | None:
    """The folder's header, None where it has none; raises OutputError where it is another program's."""
    data = place.read(HEADER)
    try:
        found = msgspec.json.decode(data, type=Header) if data is not None else None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise OutputError(f"{place.path}/{HEADER} is none of selon batch: name another folder.") from None
    if found is not None and found.format != FORMAT:
        raise OutputError(f"{place.path} has the form {found.format}, and {FORMAT} is written here: name another folder.")
    return found


def keep(place: Place, entry: Entry) -> None:
    """Say that a shard is done, which its files have to be."""
    with place.written(f"{ENTRIES}/{entry.shard.id}.json") as stream:
        stream.write(msgspec.json.encode(entry))


def done(place: Place) -> Done:
    """The entries of a folder in their shards' order."""
    sizes = {file.name: file.size for file in place.found()}
    whole: list[Entry] = []
    torn: list[Entry] = []
    for name in sizes:
        entry = _entry(place, name) if name.startswith(f"{ENTRIES}/") else None
        if entry is not None:
            (whole if all(sizes.get(file.name) == file.bytes for file in entry.files) else torn).append(entry)
    return Done(*(sorted(entries, key=lambda entry: entry.shard.place) for entries in (whole, torn)))


def superseded(entries: Iterable[Entry], plan: Collection[Shard]) -> list[Entry]:
    """The entries of files that are still there but have been changed, so that other shards stand for them."""
    wanted, names = {shard.id for shard in plan}, {one.name for shard in plan for one in shard.inputs}
    return [e for e in entries if e.shard.id not in wanted and any(one.name in names for one in e.shard.inputs)]


def drop(place: Place, entry: Entry) -> None:
    """Forget a shard, its entry first."""
    place.drop(f"{ENTRIES}/{entry.shard.id}.json")
    for file in entry.files:
        place.drop(file.name)


def _entry(place: Place, name: str) -> Entry | None:
    """The entry in a file, None where it is damaged: its shard is then read again."""
    data = place.read(name)
    try:
        return msgspec.json.decode(data, type=Entry) if data is not None else None
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
