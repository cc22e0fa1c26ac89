"""How far a long command is: a bar on standard error where people watch it."""

from collections.abc import Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from selon.commands import is_watched

Result = TypeVar("Result")


class _Rate(ProgressColumn):
    """Articles a second."""

    def render(self, task: Task) -> Text:
        """The rate so far."""
        return Text(f"{task.speed:.1f}/s" if task.speed else "")


def watched(results: Iterator[Result], doing: str, total: int | None = None) -> Iterator[Result]:
    """The results as they come, with a bar of how many of `total` there were."""
    if not is_watched():
        yield from results
        return
    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(doing, total=total)
        for result in results:
            progress.advance(task)
            yield result
