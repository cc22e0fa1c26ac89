"""The desk of a request: opened to be read, closed when it is answered."""

from collections.abc import Iterator

from litestar.datastructures import State
from litestar.di import NamedDependency, Provide

from selon.desk import Desk

OpenDesk = NamedDependency[Desk]


def _opened(state: State) -> Iterator[Desk]:
    with Desk(state.desk) as desk:
        yield desk


desk_dependency = Provide(_opened)
