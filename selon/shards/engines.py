"""What runs calls side by side: what an engine promises, and the one of this machine, a process for each slot."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any, NamedTuple, Protocol

from selon.pool import begin_with_parent, submitted


class Call(NamedTuple):
    """A function, importable by its name wherever it is called, and its argument."""

    function: Callable[[Any], Any]
    argument: Any


class Died(NamedTuple):
    """What stands in the place of a result: the process that was to give it ended, and how."""

    reason: str


class Engine(Protocol):
    """Runs calls elsewhere; what is lost with a process is told, not hidden, and never waited for."""

    def slots(self) -> int:
        """How many calls are worth beginning at once, now."""

    def begin(self, call: Call) -> None:
        """Have a call run."""

    def ended(self) -> list[tuple[Call, Any]]:
        """Wait until calls have ended: their results, the exceptions they raised, or Died."""

    def close(self) -> None:
        """End, once what runs here is done."""

    def abandon(self) -> None:
        """End what runs here at once; nothing of it is done."""


class Processes:
    """An engine of processes on this machine: one that dies takes one call with it, and the others go on."""

    def __init__(self, workers: int) -> None:
        self._free = [self._started() for _ in range(workers)]
        self._running: dict[Future[Any], tuple[Call, ProcessPoolExecutor]] = {}

    def slots(self) -> int:
        """One for each process."""
        return len(self._free) + len(self._running)

    def begin(self, call: Call) -> None:
        """Have a call run in a free process."""
        executor = self._free.pop()
        try:
            future = submitted(executor, call.function, call.argument)
        except BrokenProcessPool:
            executor = self._started()
            future = submitted(executor, call.function, call.argument)
        self._running[future] = (call, executor)

    def ended(self) -> list[tuple[Call, Any]]:
        """Wait until calls have ended."""
        return [self._ended(future) for future in wait(self._running, return_when=FIRST_COMPLETED).done]

    def close(self) -> None:
        """End the processes once they have done what they are at, which need not be done again then."""
        for executor in self._all():
            executor.shutdown(wait=True, cancel_futures=True)

    def abandon(self) -> None:
        """Kill the processes."""
        for executor in self._all():
            for process in list(executor._processes.values()):  # kill_workers() from Python 3.14 on
                process.kill()

    def _all(self) -> list[ProcessPoolExecutor]:
        return [*self._free, *(executor for _, executor in self._running.values())]

    def _ended(self, future: Future[Any]) -> tuple[Call, Any]:
        call, executor = self._running.pop(future)
        error = future.exception()
        if isinstance(error, BrokenProcessPool):
            executor.shutdown(wait=False)
            executor = self._started()
            self._free.append(executor)
            return call, Died("the process that read it died")
        self._free.append(executor)
        return call, error or future.result()

    def _started(self) -> ProcessPoolExecutor:
        # Each slot is a pool of one: a pool ends all its processes where one dies.
        return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), begin_with_parent)
