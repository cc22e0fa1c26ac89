"""The same records from processes and from a two-node Ray cluster, with a worker and a node killed on the way.

python -m evaluation.cluster ARTICLES.jsonl [--articles 2000] [--originals 1102] [--folder DIR]

Articles are made of those in the file (other names, other days) and read twice: by two processes of which one is killed, and by a
cluster of two nodes on this machine, of which first a worker and then a whole node is killed. Needs `selon[cluster]`.

Ray's nodes stand on the machine's own address. To keep all of it on loopback, run it as root in a network of its own:
unshare -n sh -c 'ip link set lo up && python -m evaluation.cluster ARTICLES.jsonl'
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from ray.cluster_utils import Cluster as Nodes

from benchmarks.many import Recorded, many
from selon.cli.engine import reader
from selon.ingest import jsonl
from selon.model import Article, Reading
from selon.shards.cluster import Cluster
from selon.shards.engines import Engine, Processes
from selon.shards.manifest import Entry
from selon.shards.running import Ended, Lost, Wanted, run

_FILES, _MEMORY = 16, 100_000_000


class Ran(NamedTuple):
    """How one way of reading went: seconds by the clock, processes that gave results, what was killed, how it ended."""

    way: str
    seconds: float
    processes: int
    killed: list[str]
    end: Ended


def main() -> int:
    """Print a table; 1 where the two ways have not read the same."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--originals", type=int, default=1102)
    parser.add_argument("--folder", type=Path, help="keep what is made and read here")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made)
        _make(_read(given.source, given.originals), given.articles, folder / "in")
        ran = [_by_processes(folder), _by_cluster(folder)]
    print("| way | articles | seconds | articles/s | processes | killed | failed | lost | digest |\n" + "| --- " * 9 + "|")
    for way, seconds, processes, killed, end in ran:
        pace = f"{end.articles:,} | {seconds:.0f} | {end.articles / seconds:.1f} | {processes} | {', '.join(killed)}"
        print(f"| {way} | {pace} | {end.failures} | {end.lost} | {end.digest[:16]} |")
    same = len({one.end.digest for one in ran}) == 1 and all(one.end.articles == given.articles for one in ran)
    print("the same records" if same else "NOT the same records")
    return 0 if same else 1


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
    begun, processes, killed, left = time.perf_counter(), set(), list[str](), dict(kills)
    try:
        wanted = Wanted(str(folder / "in"), str(folder / name), reader, frozenset({"fr"}))
        for number, message in enumerate(run(wanted, engine)):
            if isinstance(message, Entry):
                processes.add(message.process)
                for share in [share for share in left if number >= share * _FILES]:
                    what, kill = left.pop(share)
                    kill(message)
                    killed.append(what)
            if isinstance(message, Lost):
                print(message.reason, file=sys.stderr)
        assert isinstance(message, Ended)
        return Ran(way, time.perf_counter() - begun, len(processes), killed, message)
    finally:
        engine.close()


def _kill(entry: Entry) -> None:
    """Kill the process that gave an entry, which by now is at another shard or about to be."""
    os.kill(int(entry.process.rpartition(":")[2]), signal.SIGKILL)


def _read(path: Path, count: int) -> list[Reading]:
    with path.open("rb") as lines:
        found = (row for row in jsonl.articles(lines, path.name) if isinstance(row, Article))
        return list(reader().read_many(islice(found, count)))


def _make(readings: list[Reading], count: int, folder: Path) -> None:
    """Write so many articles made of the readings, in _FILES files of the same length."""
    folder.mkdir(parents=True, exist_ok=True)
    made: Iterator[Any] = many(readings, count, Recorded())
    for number in range(_FILES):
        size = count // _FILES + (number < count % _FILES)
        lines = [msgspec.json.encode(item.article) + b"\n" for item in islice(made, size)]
        (folder / f"{number:03}.jsonl").write_bytes(b"".join(lines))


if __name__ == "__main__":
    sys.exit(main())
