"""What `selon demo` does: make a desk of the example corpus and show, command by command, what it can be asked."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from selon.commands import Engine, accounts, actors, adding, copying, looking, note, printed, stories
from selon.errors import InputError
from selon.intake import Given

_NAME = "demo.desk"
# Inside an installed package, and beside the package in its source tree.
_PLACES = (Path(__file__).parents[1] / "data" / "demo", Path(__file__).parents[2] / "examples" / "corpus")


class Step(NamedTuple):
    """A command that is shown: why, its words, and what it does with the desk's file."""

    why: str
    words: str
    run: Callable[[Path, Engine], int]


STEPS = (
    Step("Articles on one event are one story.", "stories", lambda desk, _: stories.listed(desk, 40, False)),
    Step(
        "Hearsay: what unnamed sources are said to say, in the French reporting conditional.",
        'search "voice:unnamed frégate"',
        lambda desk, _: looking.search(desk, "voice:unnamed frégate", False, 20, False),
    ),
    Step(
        "Who denies what?",
        "search act:deny",
        lambda desk, _: looking.search(desk, "act:deny", False, 20, False),
    ),
    Step(
        "One article was changed after it was published.",
        "versions echo-0507-v2",
        lambda desk, _: looking.versions(desk, "echo-0507-v2", False),
    ),
    Step(
        "Who called whom, and when? What outlets claim of their last contact is held against the others.",
        "ledger Lachenaie Haugvold",
        lambda desk, _: actors.ledger(desk, ("Lachenaie", "Haugvold"), None, (None, None), False, False),
    ),
    Step(
        "A call that one side announced and the other denies.",
        "ledger Kervadec Guenev",
        lambda desk, _: actors.ledger(desk, ("Kervadec", "Guenev"), None, (None, None), False, False),
    ),
    Step(
        "Who copied whom? Copies count as one voice.",
        "copies lumen-0513",
        lambda desk, _: copying.copies(desk, "lumen-0513", False),
    ),
    Step(
        "The accounts of one story: who asserts, who only repeats, who says otherwise and by which words.",
        "accounts lumen-0513",
        lambda desk, engine: accounts.accounts(accounts.Wanted(desk, ("lumen-0513",)), engine),
    ),
)
"""What is shown, in order."""


def corpus() -> Path:
    """The example corpus as JSON lines; raises InputError where the installation lacks it."""
    for place in _PLACES:
        if (place / "articles.jsonl").is_file():
            return place / "articles.jsonl"
    raise InputError(f"the example corpus is missing ({_PLACES[0]} was expected): install Selon again.")


def demo(folder: Path, engine: Engine) -> int:
    """Make the desk in a directory and show it; the exit code. Raises InputError and DeskError."""
    desk = folder / _NAME
    code = adding.add(adding.Wanted((str(corpus()),), Given(), desk), engine)
    for line in _shown(desk, engine):
        printed(line)
    note(f"go on with --desk {desk}, or SELON_DESK={desk}: selon --help lists what it can be asked.")
    return code


def _shown(desk: Path, engine: Engine) -> Iterator[str]:
    for step in STEPS:
        yield f"\n{step.why}"
        yield f"$ selon {step.words} --desk {desk}\n"
        step.run(desk, engine)
