"""The way to the web, as those see it who ask for something: what is known, what comes back, who fetches."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import NamedTuple

from selon.ingest.addresses import Network
from selon.model import Value


class Known(Value, frozen=True):
    """What is known of an earlier answer, so that a server may say that nothing has changed."""

    etag: str | None = None
    last_modified: str | None = None


class Fetched(Value, frozen=True):
    """An answer: the URL asked for and the one that answered, its headers that matter, its body, and when it came (ISO 8601)."""

    asked: str
    url: str
    status: int
    content_type: str | None
    charset: str | None
    etag: str | None
    last_modified: str | None
    body: bytes
    fetched_at: str

    @property
    def is_unchanged(self) -> bool:
        """Whether the server says that nothing has changed since what was `Known`."""
        return self.status == HTTPStatus.NOT_MODIFIED


class Web(NamedTuple):
    """The way to the web: `get` fetches (raises FetchError), `wait` takes seconds (both may raise Stopped)."""

    get: Callable[[str, Known | None], Fetched]
    now: Callable[[], str]
    wait: Callable[[float], None]
    is_stopped: Callable[[], bool] = lambda: False


Online = Callable[[Sequence[Network], Callable[[float], None], Callable[[], bool]], Web]
"""The networks that are allowed besides public addresses, how to wait, and whether somebody asked to stop."""
