"""What works out the accounts that the pages show: one comparer and one memory for all requests."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from litestar.datastructures import State
from litestar.di import NamedDependency, Provide

from selon.comparing import comparer
from selon.corpus.accounts import Compare
from selon.desk.accounts import Accounted, Remembered
from selon.opposition import Comparison
from selon.store import Kept
from selon.web.desks import OpenDesk


class Accounting(NamedTuple):
    """What compares passages, and the accounts that it made before."""

    compare: Compare
    remembered: Remembered

    def of(self, desk: OpenDesk, story: Sequence[Kept]) -> Accounted:
        """The account of some articles of a desk."""
        return desk.accounts(story, self.compare, self.remembered)


Accounts = NamedDependency[Accounting]


def accounting(compare: Compare | None = None) -> Accounting:
    """With a comparer of its own, loaded where there is something to compare, or the one that is given."""
    return Accounting(compare or _compared, Remembered())


def _compared(pairs: Sequence[tuple[str, str]]) -> Iterable[Comparison]:
    return comparer().compare_all(pairs) if pairs else ()


def _of_application(state: State) -> Accounting:
    found: Accounting = state.accounting
    return found


accounting_dependency = Provide(_of_application, sync_to_thread=False)
