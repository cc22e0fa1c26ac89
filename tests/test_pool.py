"""Reading in several processes: in order, nothing lost, and a process that dies takes one article with it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from selon.model import Article, Reading
from selon.pool import FEW, Broken, read_by_many
from tests.pool_sample import Counted, Frail

MANY = 2 * FEW + 5


def texts(*special: tuple[int, str]) -> list[Article | str]:
    words: list[Article | str] = [Article(f"Texte {number}.") for number in range(MANY)]
    for place, word in special:
        words[place] = word if word == "passed" else Article(f"{word} {place}.")
    return words


def test_every_input_is_answered_in_order() -> None:
    given = texts((3, "passed"), (40, "REFUSED"), (MANY - 1, "passed"))
    found = list(read_by_many(Frail, given, workers=2))
    assert [result.text if isinstance(result, Reading) else result for result in found] == [
        "passed" if item == "passed" else Broken("ValueError: refused") if "REFUSED" in item.text else item.text
        for item in given
        if isinstance(item, Article) or item == "passed"
    ]


def test_many_are_read_elsewhere_and_few_here() -> None:
    many = {r.record.article.id for r in read_by_many(Frail, texts(), workers=2) if isinstance(r, Reading)}
    few = {r.record.article.id for r in read_by_many(Frail, texts()[: FEW - 1], workers=2) if isinstance(r, Reading)}
    assert str(os.getpid()) not in many and 1 <= len(many) <= 2
    assert few == {str(os.getpid())}


@pytest.mark.parametrize("workers", [1, 2])
def test_models_are_loaded_once_in_each_process(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Counted, "made", 0)
    found = list(read_by_many(Counted, texts(), workers))
    assert len(found) == MANY
    assert {result.record.article.key for result in found if isinstance(result, Reading)} == {"0"}


def test_a_process_that_dies_takes_one_article_with_it() -> None:
    found = list(read_by_many(Frail, texts((7, "DEADLY"), (60, "DEADLY")), workers=2))
    assert [place for place, result in enumerate(found) if isinstance(result, Broken)] == [7, 60]
    assert len(found) == MANY


def test_the_processes_end_when_the_one_that_started_them_is_killed() -> None:
    program = (
        "import os; from selon.pool import read_by_many; from tests.pool_sample import Frail; from selon.model import Article\n"
        "if __name__ == '__main__':\n"
        "    found = read_by_many(Frail, [Article(str(n)) for n in range(500)], 2)\n"
        "    print(next(found).record.article.id, flush=True); os.kill(os.getpid(), 9)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    reader = Path("/proc", ran.stdout.strip())
    assert ran.returncode == -9 and reader.name.isdigit()
    until = time.monotonic() + 10
    while reader.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not reader.exists()


def test_one_worker_reads_here() -> None:
    (first, *_) = read_by_many(Frail, texts(), workers=1)
    assert isinstance(first, Reading) and first.record.article.id == str(os.getpid())
