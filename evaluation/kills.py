"""Whether a desk stands being killed: python -m evaluation.kills ARTICLES.jsonl [--times 10] [--first 300] [--seed 1] [--reads]

`selon add` is killed (SIGKILL) again and again, each time after some articles were acknowledged and a moment more, and now and
then one of its reading processes before it. What it had told on its standard output until then was acknowledged: after each kill
it has to be there, the text and the record by their digest, and the desk has to be whole. A run that comes to its end has to
leave what a desk holds that was never disturbed; the next kill then begins a new desk. Records are made once, before: it is the
writing that is killed. With `--reads` every run reads for itself; its start is most of its time then.
"""

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from evaluation.recorded import Line
from selon.desk import Desk
from selon.errors import DeskError
from selon.ingest import jsonl
from selon.model import Article, Reading
from selon.reader import Reader

_WORKERS_FALL = 0.2
_AT_ONCE = 0.05
"""One kill of so many comes before anything was acknowledged."""
_PIPE = 4096
_SHARE = 4
"""A run is killed within the first of so many parts of the articles, so that a desk is killed several times as it grows."""
BEFORE, BETWEEN, AFTER = "before the first acknowledgement", "between the first and the last", "after the last"


class Moment(NamedTuple):
    """When to kill: once so many articles that were not there before are acknowledged, and so many seconds later.

    `worker`: once so many are acknowledged, a reading process is killed too.
    """

    acknowledged: int
    seconds: float = 0.0
    worker: int | None = None


class Run(NamedTuple):
    """What a run of `selon add` told: the ids that it acknowledged, how many of them it had taken in itself, whether it ended."""

    ids: frozenset[str]
    new: int
    has_ended: bool


class Kill(NamedTuple):
    """One kill: where it fell, how many articles were acknowledged until then, how many are there, how many of the acknowledged
    are not there or not as they should be, and what is wrong with the file."""

    place: str
    acknowledged: int
    articles: int
    lost: int
    faults: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is lost and nothing half there."""
        return not self.lost and not self.faults


def written(articles: Iterable[bytes], path: Path) -> int:
    """Write each article with its record as a line, those without one read now; how many there are.

    The lines are JSON objects as `selon add` takes them. A text that stood before and a line that is no article are left out.
    """
    rows = list(articles)
    if not all(b'"record":' in row for row in rows):
        given = [row for row in jsonl.articles(rows, "articles") if isinstance(row, Article)]
        rows = [_line(article, reading) for article, reading in zip(given, Reader().read_many(given), strict=True)]
    once = {(line := msgspec.json.decode(row, type=Line)).text: _line(_article(line), line) for row in rows}
    path.write_bytes(b"".join(once.values()))
    return len(once)


def _article(line: Line) -> Article:
    info = line.record.article
    return Article(line.text, info.key, info.title, info.outlet, info.url, info.published, info.language)


def _line(article: Article, read: Line | Reading) -> bytes:
    told = msgspec.to_builtins(article)
    fields = {name: told[name] for name in ("text", "key", "title", "outlet", "url", "published", "language") if told.get(name)}
    return msgspec.json.encode({**fields, "record": read.record}) + b"\n"


def add(desk: Path, articles: Path, moment: Moment | None = None, reads: bool = False) -> Run:
    """Run `selon add` to its end, or kill it; `articles` is what `written` wrote, `reads` whether they are read all the same.

    Two processes read beside the one that writes where one of them is to be killed; else it reads itself, which starts sooner.
    """
    readers = "2" if moment and moment.worker else "1"
    asked = ["add", str(articles), "--json", "--desk", str(desk)]
    command = [sys.executable, "-m", "evaluation.recorded", "-" if reads else str(articles), readers, *asked]
    ids, new = set[str](), 0
    # With a pipe so small, and nothing read ahead, a run is never more than a few articles further than it was seen to be.
    with subprocess.Popen(command, 0, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, pipesize=_PIPE) as process:
        assert process.stdout
        if moment and not moment.acknowledged:
            _kill(process, moment.seconds)
        for line in process.stdout:
            if not line.endswith(b"\n"):  # cut off by the kill: it was not acknowledged
                break
            told = msgspec.json.decode(line)
            if told["article"]:
                ids.add(told["article"])
            if told["outcome"] == "new":
                new += 1
                _disturb(process, moment, new)
    return Run(frozenset(ids), new, process.returncode >= 0)


def _disturb(process: subprocess.Popen[bytes], moment: Moment | None, new: int) -> None:
    if moment and new == moment.worker:
        _kill_a_worker(process.pid)
    if moment and new == moment.acknowledged:
        _kill(process, moment.seconds)


def _kill(process: subprocess.Popen[bytes], seconds: float) -> None:
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    process.kill()


def _kill_a_worker(pid: int) -> None:
    with suppress(OSError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        if children:
            os.kill(int(children[-1]), signal.SIGKILL)


def kills(
    desk: Path, articles: Path, moments: Iterator[Moment], wanted: Mapping[str, str], reads: bool = False
) -> Iterator[Kill]:
    """What each kill left behind, until a run comes to its end before it is killed; `wanted` is what `contents` gives then."""
    acknowledged: frozenset[str] = frozenset()
    for moment in moments:
        run = add(desk, articles, moment, reads)
        acknowledged |= run.ids
        if run.has_ended:
            return
        place = BEFORE if not run.new else BETWEEN if len(acknowledged) < len(wanted) else AFTER
        yield left_by_kill(desk, place, acknowledged, wanted)


def left_by_kill(desk: Path, place: str, acknowledged: frozenset[str], wanted: Mapping[str, str]) -> Kill:
    """What a writer finds in a desk after a kill, where so many ids had been acknowledged."""
    try:
        # As the next run finds it: a writer makes the tables of a file that was killed before it had any.
        with Desk(desk, "write") as opened:
            there = contents(opened)
            lost = [article for article in acknowledged if there.get(article) != wanted[article]]
            return Kill(place, len(acknowledged), len(there), len(lost), tuple(opened.check()))
    except DeskError as error:
        return Kill(place, len(acknowledged), 0, len(acknowledged), (str(error),))


def contents(desk: Desk) -> dict[str, str]:
    """The digest of the text and the record of each article, by its id."""
    rows = desk.store.each("SELECT a.id, a.text, r.reader, r.record FROM articles a LEFT JOIN records r ON r.article = a.id")
    return {row["id"]: hashlib.sha256(msgspec.json.encode(list(row))).hexdigest() for row in rows}


def moments(random: random.Random, count: int, longest: float = 0.5) -> Iterator[Moment]:
    """Moments among `count` articles: up to `longest` seconds, about a batch, after a number of them; few before any."""
    while True:
        after = 0 if random.random() < _AT_ONCE else random.randint(1, max(1, count // _SHARE))
        worker = random.randint(1, after) if after and random.random() < _WORKERS_FALL else None
        yield Moment(after, random.uniform(0, longest if after else 4 * longest), worker)


def digests(desk: Path) -> dict[str, str]:
    """What `contents` gives of a desk that has to be whole; raises AssertionError where it is not."""
    with Desk(desk) as opened:
        assert not (faults := opened.check()), faults
        return contents(opened)


def main() -> int:
    """Print each kill and whether the contents are the same in the end; 1 where something was lost or half there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--first", type=int, default=300, help="how many articles of the file to add")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reads", action="store_true", help="with the real reader")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, articles = Path(name), Path(name, "articles.jsonl")
        with given.articles.open("rb") as lines:
            count = written(islice(lines, given.first), articles)
        begun = time.monotonic()
        add(folder / "whole.sqlite", articles, reads=given.reads)
        print(f"undisturbed: {count} articles, {time.monotonic() - begun:.1f} s", flush=True)
        wanted = digests(folder / "whole.sqlite")
        return _killed(folder, articles, given, wanted)


def _killed(folder: Path, articles: Path, given: argparse.Namespace, wanted: Mapping[str, str]) -> int:
    found, ended = list[Kill](), list[bool]()
    random_moments = moments(random.Random(given.seed), len(wanted))
    while len(found) < given.times:
        desk = folder / f"{len(ended)}.sqlite"
        for kill in islice(kills(desk, articles, random_moments, wanted, given.reads), given.times - len(found)):
            found.append(kill)
            _tell(len(found), kill)
        add(desk, articles, reads=given.reads)
        ended.append(digests(desk) == wanted)
    return judged(found, ended)


def _tell(number: int, kill: Kill) -> None:
    told = f"{kill.acknowledged} acknowledged, {kill.articles} there, {kill.lost} lost, {', '.join(kill.faults) or 'whole'}"
    print(f"{number:4} {kill.place}: {told}", flush=True)


def judged(found: Sequence[Kill], ended: Sequence[bool]) -> int:
    """Print how many kills fell where and what became of the desks; 1 where something was lost, half there or another.

    `ended`: for each desk, whether in the end it held what one holds that was never disturbed.
    """
    places = Counter(kill.place for kill in found)
    same, whole = sum(ended), sum(kill.is_whole for kill in found)
    print(f"{len(found)} kills: " + ", ".join(f"{places[place]} {place}" for place in (BEFORE, BETWEEN, AFTER)))
    print(f"{sum(kill.lost for kill in found)} acknowledged articles lost, {len(found) - whole} desks not whole")
    print(f"{len(ended)} desks ended, {same} with the contents of one never disturbed")
    return 0 if same == len(ended) and whole == len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
