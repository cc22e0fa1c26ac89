"""Online: the polite way to the web that the desk's commands take."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from selon.ingest.addresses import Network
from selon.ingest.fetching import Fetcher
from selon.ingest.online import Web
from selon.ingest.politeness import Manners, Polite


def online(
    allowed: Sequence[Network], wait: Callable[[float], None], is_stopped: Callable[[], bool], manners: Manners | None = None
) -> Web:
    """The real web, with the manners of a well-behaved robot."""
    return Web(Polite(Fetcher(allowed), time.monotonic, _now, wait, manners).get, _now, wait, is_stopped)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
