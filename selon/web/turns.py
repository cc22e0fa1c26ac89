"""The reader of a server: loaded when first asked for, and one article at a time, however many threads ask."""

from collections.abc import Callable, Iterable, Iterator
from threading import Lock

from selon.batch import Reads
from selon.model import Article, Reading


class Turns:
    """What loads a reader whose users wait for each other; other processes load one without waiting."""

    def __init__(self, load: Callable[[], Reads]) -> None:
        self._load, self._lock = load, Lock()

    def __call__(self) -> Reads:
        with self._lock:
            return _InTurn(self._load(), self._lock)

    def __reduce__(self) -> tuple[Callable[[Callable[[], Reads]], Callable[[], Reads]], tuple[Callable[[], Reads]]]:
        return _bare, (self._load,)


class _InTurn:
    """A reader that is used by one thread at a time."""

    def __init__(self, reader: Reads, lock: Lock) -> None:
        self._reader, self._lock = reader, lock

    @property
    def version(self) -> str:
        return self._reader.version

    def read(self, article: Article) -> Reading:
        with self._lock:
            return self._reader.read(article)

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        with self._lock:
            return iter(list(self._reader.read_many(articles)))


def _bare(load: Callable[[], Reads]) -> Callable[[], Reads]:
    return load
