"""An engine on a Ray cluster: a call is a task, placed by Ray on whichever node has a processor free.

Tasks, not Ray Data and no actors: a shard is its own recovery, so nothing of Ray's has to survive; nodes may come and go, and a
worker process keeps its loaded reader from one task to the next. Ray itself tries nothing again (`max_retries=0`), since whoever
runs the shards counts the tries and reads more carefully the second time.
"""

import os
from typing import Any

import ray
import ray.exceptions

from selon.shards.engines import Call, Died

_AHEAD = 1.5
_SETTINGS = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_worker_niceness": "0"}


class Cluster:
    """The cluster at an address (`HOST:PORT`), or with `local` one of this machine alone; raises ConnectionError."""

    def __init__(self, address: str) -> None:
        for name, value in _SETTINGS.items():
            os.environ.setdefault(name, value)
        dashboard = False if address == "local" else None
        ray.init(address=address, log_to_driver=False, include_dashboard=dashboard, logging_level="ERROR")
        self._call = ray.remote(num_cpus=1, max_retries=0)(_called)
        self._running: dict[Any, Call] = {}

    def slots(self) -> int:
        """The processors of all nodes that are there now, and a few calls to wait for them."""
        return max(1, int(ray.cluster_resources().get("CPU", 0) * _AHEAD))

    def begin(self, call: Call) -> None:
        """Have a call run on some node."""
        self._running[self._call.remote(call)] = call

    def ended(self) -> list[tuple[Call, Any]]:
        """Wait until calls have ended."""
        ready, _ = ray.wait(list(self._running), num_returns=1)
        return [(self._running.pop(reference), _result(reference)) for reference in ready]

    def close(self) -> None:
        """Leave the cluster, which ends the tasks of this program."""
        ray.shutdown()

    def abandon(self) -> None:
        """Leave the cluster, which ends the tasks of this program."""
        ray.shutdown()


def _called(call: Call) -> Any:
    return call.function(call.argument)


def _result(reference: Any) -> Any:
    try:
        return ray.get(reference)
    except ray.exceptions.RayTaskError as error:
        return error.cause
    except ray.exceptions.RayError as error:
        return Died(f"{type(error).__name__}: {str(error).strip().splitlines()[0]}")
