"""The same records from processes and from a two-node Ray cluster, with a worker and a node killed on the way.

python -m evaluation.cluster ARTICLES.jsonl [--articles 2000] [--folder DIR] [--shard 1000]

Articles are made of those in the file (other names, other days; an export with records saves reading them first) and read twice:
by two processes of which one is killed, and by a cluster of two nodes on this machine, of which first a worker and then a whole
node is killed. After each shard the memory of the process that read it is noted. Needs `selon[cluster]`, and Linux.

Ray's nodes stand on the machine's own address. To keep all of it on loopback, run it as root in a network of its own:
unshare -n sh -c 'ip link set lo up && python -m evaluation.cluster ARTICLES.jsonl'
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

import msgspec
from ray.cluster_utils import Cluster as Nodes

from benchmarks.many import read
from benchmarks.renaming import base_of, change, changed, words_of
from selon.cli.engine import reader
from selon.model import Article, Reading
from selon.shards.cluster import Cluster
from selon.shards.engines import Engine, Processes
from selon.shards.manifest import Entry
from selon.shards.running import Begun, Ended, Lost, Wanted, run

_MEMORY, _MONTH = 100_000_000, 31
_MEGABYTE = 1024
"""Of the kilobytes that Linux counts in."""


class Held(NamedTuple):
    """What a process held in memory, and had held at most, in megabytes, once it had read so many articles."""

    process: str
    articles: int
    now: int
    most: int


class Ran(NamedTuple):
    """How one way of reading went: seconds by the clock, what was killed, memory after each shard, how it ended."""

    way: str
    seconds: float
    killed: list[str]
    held: list[Held]
    end: Ended


def main() -> int:
    """Print a table; 1 where the two ways have not read the same."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--shard", type=int, default=1000, help="articles in one")
    parser.add_argument("--folder", type=Path, help="keep what is made and read here")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made)
        _make(read(given.source), given.articles, given.shard, folder / "in")
        ran = []
        for way in (_by_processes, _by_cluster):
            ran.append(way(folder))
            print(_told(ran[-1]), flush=True)
    whole = all(end.articles + end.duplicates + end.failures == given.articles and not end.lost for *_, end in ran)
    same = whole and len({one.end.digest for one in ran}) == 1
    print("the same records" if same else "NOT the same records")
    return 0 if same else 1


def _told(ran: Ran) -> str:
    """How it went in a line, and the memory of each process after its first shards and its last."""
    end, by = ran.end, Counter(held.process for held in ran.held)
    lines = [
        f"{ran.way}: {end.articles:,} articles in {ran.seconds:.0f} s, {end.articles / ran.seconds:.1f} a second, "
        f"{len(by)} processes; killed: {', '.join(ran.killed)}; {end.failures} failed, {end.duplicates} came twice, "
        f"{end.lost} lost; {end.digest[:16]}",
    ]
    for process in by:
        held = [one for one in ran.held if one.process == process]
        steps = ", ".join(f"{one.now} after {one.articles:,}" for one in held)
        lines.append(f"  process {process.rpartition(':')[2]}: at most {held[-1].most} MB; {steps}")
    return "\n".join(lines)


def _by_processes(folder: Path) -> Ran:
    return _ran("two processes", Processes(2), folder, "processes", {0.3: ("a worker", _kill)})


def _by_cluster(folder: Path) -> Ran:
    nodes = Nodes(
        initialize_head=True, head_node_args={"num_cpus": 1, "object_store_memory": _MEMORY, "include_dashboard": False}
    )
    second = nodes.add_node(num_cpus=1, object_store_memory=_MEMORY)

    def lose(_: Entry) -> None:
        nodes.remove_node(second, allow_graceful=False)
        nodes.add_node(num_cpus=1, object_store_memory=_MEMORY)

    try:
        kills = {0.2: ("a worker", _kill), 0.5: ("a node", lose)}
        return _ran("two nodes of Ray", Cluster(nodes.address), folder, "cluster", kills)
    finally:
        nodes.shutdown()


def _ran(
    way: str, engine: Engine, folder: Path, name: str, kills: Mapping[float, tuple[str, Callable[[Entry], None]]]
) -> Ran:  # fmt: skip
    """Read the input into a folder of this name, killing something once that share of the shards is done."""
    begun, killed, left, held = time.perf_counter(), list[str](), dict(kills), list[Held]()
    done, shards, had = 0, 0, Counter[str]()
    try:
        wanted = Wanted(str(folder / "in"), str(folder / name), reader, frozenset({"fr"}))
        for message in run(wanted, engine):
            if isinstance(message, Begun):
                shards = message.shards
            elif isinstance(message, Entry):
                done += 1
                had[message.process] += message.articles
                held.append(_held(message.process, had[message.process]))
                for share in [share for share in left if done >= share * shards]:
                    what, kill = left.pop(share)
                    kill(message)
                    killed.append(what)
            elif isinstance(message, Lost):
                print(message.reason, file=sys.stderr)
        assert isinstance(message, Ended)
        return Ran(way, time.perf_counter() - begun, killed, held, message)
    finally:
        engine.close()


def _held(process: str, articles: int) -> Held:
    """The memory of a process of this machine as Linux tells it; nothing of one that is gone."""
    try:
        status = Path(f"/proc/{process.rpartition(':')[2]}/status").read_text(encoding="ascii")
    except FileNotFoundError:
        return Held(process, articles, 0, 0)
    told = dict(line.split(":", 1) for line in status.splitlines())
    now, most = (int(told[name].split()[0]) // _MEGABYTE for name in ("VmRSS", "VmHWM"))
    return Held(process, articles, now, most)


def _kill(entry: Entry) -> None:
    """Kill the process that gave an entry, which by now is at another shard or about to be."""
    os.kill(int(entry.process.rpartition(":")[2]), signal.SIGKILL)


def _make(readings: list[Reading], articles: int, shard: int, folder: Path) -> None:
    """Write so many articles in files of one shard each: all that were read, a month later and with other names each turn."""
    folder.mkdir(parents=True, exist_ok=True)
    made = islice(_turns(readings), articles)
    for number in range(-(-articles // shard)):
        lines = [msgspec.json.encode(article) + b"\n" for article in islice(made, shard)]
        (folder / f"{number:05}.jsonl").write_bytes(b"".join(lines))


def _turns(readings: list[Reading]) -> Iterator[Article]:
    words = words_of(readings)
    for turn in count(1):
        by = change(words, turn, turn * _MONTH)
        for number, reading in enumerate(readings):
            made = changed(base_of(reading), words.names, by)
            info = made.record.article
            yield Article(made.text, f"{turn}-{number}", info.title, info.outlet, None, info.published, info.language)


if __name__ == "__main__":
    sys.exit(main())
