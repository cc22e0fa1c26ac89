"""Jobs: what people give is taken in by a thread of the server, one job after another, while they look on."""

import fcntl
import logging
import os
import re
import secrets
import shutil
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Literal, NamedTuple

import msgspec

from selon import logs
from selon.desk import WRITE, Added, Desk
from selon.desk.adding import Outcome
from selon.desk.taking import Means, retried
from selon.errors import DeskError, InputError, SelonError
from selon.ingest.watching import Stopped
from selon.model import Value

WAITING = 20
"""How many jobs may wait."""

_KEPT = 100
_SHOWN = 200
_LOG = logging.getLogger(__name__)
_BROKEN = "Selon itself failed ({}: {}): please report it."
State = Literal["waiting", "running", "done", "stopped", "failed"]


class Given(NamedTuple):
    """What is given to be added: how it is shown, and the path or URL that is asked for."""

    name: str
    origin: str


class Became(Value, frozen=True):
    """What became of an article: where it stood, and its id with how it begins, or why it failed."""

    where: str
    outcome: Outcome
    article: str | None = None
    title: str | None = None
    reason: str | None = None


class Input(Value, frozen=True):
    """What was given, as it is shown, and what became of it, the first 200 articles one by one.

    `notes` are sentences on what its owner should know, such as a guessed encoding.
    """

    name: str
    is_done: bool = False
    new: int = 0
    changed: int = 0
    known: int = 0
    failed: int = 0
    articles: tuple[Became, ...] = ()
    notes: tuple[str, ...] = ()


class Job(Value, frozen=True):
    """A job as it stands: `fault` is why it ended early; `changes` grows with each change."""

    id: str
    state: State
    inputs: tuple[Input, ...]
    fault: str | None = None
    changes: int = 0

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes."""
        return self.state not in ("waiting", "running")


class Jobs:
    """The jobs of a server that lets people edit; those of a hundred jobs ago are forgotten."""

    def __init__(self, desk: Path, means: Means) -> None:
        self.uploads = uploads_of(desk)
        self._desk, self._means = desk, means
        self._held: dict[str, Job] = {}
        self._queue: SimpleQueue[tuple[str, tuple[Given, ...]] | None] = SimpleQueue()
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._claimed: int | None = None

    def begin(self, given: Sequence[Given]) -> Job:
        """Have inputs taken in once the jobs before are over; raises InputError where too many wait."""
        with self._lock:
            self._claim()
            if sum(job.state == "waiting" for job in self._held.values()) >= WAITING:
                raise InputError(f"{WAITING} jobs wait already: add this once some of them are done.")
            job = Job(secrets.token_urlsafe(16), "waiting", tuple(Input(one.name) for one in given))
            self._held[job.id] = job
            for old in [one.id for one in self._held.values() if one.is_over][: max(0, len(self._held) - _KEPT)]:
                del self._held[old]
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="selon-adding", daemon=True)
                self._thread.start()
        self._queue.put((job.id, tuple(given)))
        return job

    def resume(self) -> None:
        """Take in what was sent to a server that was killed before it had read it; nothing where another one is at it."""
        if not self._claim():
            return
        with suppress(DeskError), Desk(self._desk) as desk:
            failed = {row.origin for row in desk.failures()}
            left = [path for path in sorted(self.uploads.glob("[!.]*/*")) if path.is_file() and str(path) not in failed]
            if left:
                self.begin([Given(path.name, str(path)) for path in left])

    def told(self, job: str) -> Job | None:
        """A job as it stands now."""
        return self._held.get(job)

    def stop(self) -> None:
        """End after the article at hand: what is taken in stays, what is not read yet stays among the uploads."""
        self._stopped.set()
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(10)
        if self._claimed is not None:
            os.close(self._claimed)
            self._claimed = None

    def _claim(self) -> bool:
        """Whether the uploads are this server's to take up; the claim ends with its process, however that ends."""
        if self._claimed is None and self.uploads.is_dir():
            opened = os.open(self.uploads, os.O_RDONLY)
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._claimed = opened
            except OSError:
                os.close(opened)
        return self._claimed is not None

    def _run(self) -> None:
        while (asked := self._queue.get()) is not None:
            job, given = asked
            try:
                state: State = "done" if self._taken(job, given) else "stopped"
                self._change(job, state=state)
            except SelonError as error:
                self._change(job, state="failed", fault=str(error))
            except Exception as error:
                # A job that breaks Selon must not end those behind it.
                _LOG.exception("a job broke")
                self._change(job, state="failed", fault=_BROKEN.format(type(error).__name__, error))
            _log(self._held[job])

    def _taken(self, job: str, wanted: Sequence[Given]) -> bool:
        self._change(job, state="running")
        with Desk(self._desk, WRITE) as desk:
            for number, given in enumerate(wanted):
                means = self._means._replace(note=lambda told, at=number: self._noted(job, at, shown(told, self.uploads)))  # type: ignore[misc]
                try:
                    for added in retried(desk, [given.origin], means):
                        self._became(job, number, _told(desk, added, self.uploads))
                        if self._stopped.is_set():
                            return False
                except Stopped:
                    return False
                self._forget_upload(desk, given.origin)
                self._change_input(job, number, is_done=True)
        return True

    def _forget_upload(self, desk: Desk, origin: str) -> None:
        folder = Path(origin).parent
        if folder.parent == self.uploads and all(failed.origin != origin for failed in desk.failures()):
            shutil.rmtree(folder, ignore_errors=True)

    def _became(self, job: str, number: int, became: Became) -> None:
        given = self._held[job].inputs[number]
        shown = (*given.articles, became) if len(given.articles) < _SHOWN else given.articles
        self._change_input(job, number, articles=shown, **{became.outcome: getattr(given, became.outcome) + 1})

    def _noted(self, job: str, number: int, told: str) -> None:
        notes = self._held[job].inputs[number].notes
        if len(notes) < _SHOWN:
            self._change_input(job, number, notes=(*notes, told))

    def _change_input(self, job: str, number: int, **given: object) -> None:
        inputs = list(self._held[job].inputs)
        inputs[number] = msgspec.structs.replace(inputs[number], **given)
        self._change(job, inputs=tuple(inputs))

    def _change(self, job: str, **given: object) -> None:
        held = self._held[job]
        self._held[job] = msgspec.structs.replace(held, changes=held.changes + 1, **given)


def _log(job: Job) -> None:
    counts = {name: sum(getattr(one, name) for one in job.inputs) for name in ("new", "changed", "known", "failed")}
    logs.event("job", job.state == "failed" or counts["failed"] > 0, state=job.state, inputs=len(job.inputs), **counts)


def uploads_of(desk: Path) -> Path:
    """The folder beside a desk where what was sent waits to be read."""
    return desk.absolute().with_name(f"{desk.name}-uploads")


def shown(told: str, uploads: Path) -> str:
    """What is told of a file that was sent, by its own name."""
    return re.sub(rf"{re.escape(str(uploads))}/\w+/", "", told)


def _told(desk: Desk, added: Added, uploads: Path) -> Became:
    kept = desk.article(added.article) if added.article else None
    title = (kept.title or " ".join(kept.text[:80].split())) if kept else None
    reason = shown(added.reason, uploads) if added.reason else None
    return Became(shown(added.where, uploads), added.outcome, added.article, title, reason)
