"""From an article to the family of texts that it only repeats or is repeated by, looked up when it is asked for."""

from collections.abc import Iterable, Iterator, Mapping

from selon.corpus.copies import Kinship
from selon.desk.copying import kin_around
from selon.store import Store, copies

_REPEATED = 0.8


class FamilyIds(Mapping[str, str]):
    """For each article with copies the least id of those connected to it by copies that hold hardly anything else.

    Who takes text into an article of its own does not only repeat; an article that stands alone is not in it.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._found: dict[str, str | None] = {}

    def load(self, articles: Iterable[str]) -> None:
        """Look up at once which of some articles neither repeat nor are repeated, as most do."""
        new = set(articles) - self._found.keys()
        self._found.update(dict.fromkeys(new - copies.repeated(self._store, new, _REPEATED)))

    def __getitem__(self, article: str) -> str:
        if article not in self._found:
            self._look_up(article)
        found = self._found[article]
        if found is None:
            raise KeyError(article)
        return found

    def __iter__(self) -> Iterator[str]:
        return (article for article in copies.copied(self._store) if article in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _look_up(self, article: str) -> None:
        around = kin_around(self._store, article)
        pairs = [(one.a, one.b) for one in around if one.kind != "quotation" and _repeated(one) >= _REPEATED]
        connected, before = {article}, 0
        while len(connected) > before:
            before = len(connected)
            connected.update(end for pair in pairs if connected.intersection(pair) for end in pair)
        self._found.update(dict.fromkeys(connected, min(connected) if len(connected) > 1 else None))


def _repeated(one: Kinship) -> float:
    """How much of the copy the other one has, or where nobody knows which is the copy, of the one with less of its own."""
    shares = {one.a: one.share_a, one.b: one.share_b}
    return max(share for article, share in shares.items() if article != one.origin)
