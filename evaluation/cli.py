"""The command line of the gate."""

import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import click
from rich.console import Console

from evaluation import gate, tables
from evaluation.browser import article_lines, tally
from evaluation.constructs import NAMES, construct, words_for
from evaluation.floors import FLOORS
from evaluation.gold import PARTS, SCORER, annotations, part_of
from evaluation.measuring import WHOLE
from evaluation.mistakes import KINDS, Mistake, mistakes, of_construct
from evaluation.scorer import GateError, load_scorer
from selon.errors import SelonError
from selon.reader import Reader

_FILE = click.Path(path_type=Path)
_PLAIN_WIDTH = 180
_BELOW = 1


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--gold", multiple=True, type=_FILE, help="A set, or a folder of sets; may be given again.")
@click.option("--scorer", type=_FILE, default=SCORER, help="The scorer that the figures come from.")
@click.option("--part", type=click.Choice([*PARTS, WHOLE]), default=WHOLE, help="kept: every third article; dev: the others.")
@click.option("--floors", type=_FILE, default=FLOORS, help="The file of floors.")
@click.option("--check", is_flag=True, help="Leave with 1 where a figure is below its floor.")
@click.option("--raise", "lift", is_flag=True, help="Raise the floors to what is measured now.")
@click.option("--write-docs", type=_FILE, help="Refresh the figures in a page.")
@click.pass_context
def command(context: click.Context, /, gold: tuple[Path, ...], scorer: Path, **options: object) -> None:
    """Reads every gold set and prints its figures, part by part and construct by construct."""
    context.obj = gate.Place(gold, scorer, context.obj)
    if context.invoked_subcommand is None:
        context.exit(run(context.obj, **options))  # type: ignore[arg-type]


def run(place: gate.Place, part: str, floors: Path, check: bool, lift: bool, write_docs: Path | None) -> int:
    """Measures, prints, and does with the figures what was asked for; gives the exit code."""
    if write_docs is not None and part != WHOLE:
        raise click.UsageError("--write-docs shows every part: leave --part out")
    found, console = list(gate.measured(place, part)), _console()
    if not found:
        raise GateError(f"no gold article in part {part}")
    for grid in gate.grids(found):
        console.print(grid.title, style="bold", soft_wrap=True)
        console.print(tables.screen(grid))
    if lift:
        new = gate.raise_floors(found, floors)
        console.print(f"{len(new)} floors raised in {floors.name}", soft_wrap=True)
    if write_docs is not None:
        gate.write_page(found, write_docs)
    wrong = gate.check(found, floors, complete=not place.gold) if check else []
    for line in wrong:
        click.echo(line, err=True)
    return _BELOW if wrong else 0


@command.command()
@click.argument("name", metavar="SET")
@click.option("--construct", "kind_of", type=click.Choice(NAMES), help="Only statements of one construct.")
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only mistakes of a kind; may be given again.")
@click.option("--article", help="Only articles whose name contains this.")
@click.option("--part", type=click.Choice(PARTS), default="dev", help="Which part; kept is not for writers of rules.")
@click.option("--i-am-not-writing-rules", "reader_only", is_flag=True, help="Needed to look at the part that is kept away.")
@click.pass_obj
def errors(
    place: gate.Place, name: str, kind_of: str | None, kinds: Sequence[str], article: str | None, part: str, reader_only: bool
) -> None:
    """Shows, article by article, what was missed, what is too much and what is wrong, with the rules that spoke."""
    if part == "kept" and not reader_only:
        raise click.UsageError("the kept part is not for whoever writes rules: --i-am-not-writing-rules, if that is so")
    folder = _folder(place, name)
    _known(folder, part, article)
    scorer = load_scorer(place.scorer)
    language, _, compared = gate.read_set(folder, part, place, scorer)
    wanted = _filter(kind_of, kinds, language)
    console, found = _console(), []
    for each in compared:
        shown = [m for m in mistakes(each, scorer) if wanted(m)] if (article or "") in each.gold.path.stem else []
        found += shown
        for line in article_lines(each, shown):
            console.print(line, soft_wrap=True)
    console.print(f"{name}, {part}: {tally(found)}", soft_wrap=True)


def _folder(place: gate.Place, name: str) -> Path:
    sets = gate.gold_sets(place)
    if name not in sets:
        raise click.UsageError(f"no set {name}: there are {', '.join(sets)}")
    return sets[name]


def _known(folder: Path, part: str, article: str | None) -> None:
    """Says that an article is in the other part, or nowhere."""
    here, anywhere = ([p for p in part_of(annotations(folder), each) if (article or "") in p.stem] for each in (part, WHOLE))
    if not here:
        where = f"is not in part {part}" if anywhere else "is not in the set"
        raise click.UsageError(f"{article or folder.name} {where}")


def _filter(kind_of: str | None, kinds: Sequence[str], language: str) -> Callable[[Mistake], bool]:
    words = words_for(language)

    def wanted(mistake: Mistake) -> bool:
        if kind_of is not None and not of_construct(mistake, construct(kind_of), words):
            return False
        return not kinds or any(fault.kind in kinds for fault in mistake.faults)

    return wanted


def _console() -> Console:
    console = Console(highlight=False, emoji=False, markup=False)
    if not console.is_terminal:
        console.width = _PLAIN_WIDTH
    return console


def main(arguments: Sequence[str] | None = None, reader: gate.LoadReader | None = None) -> int:
    """Runs the command line; gives 0, 1 for a figure below its floor, or 2 where something is missing or misunderstood."""
    try:
        given = cache(reader or Reader)
        return int(command.main(arguments, "selon-gate", standalone_mode=False, obj=given) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SelonError as error:
        print(error, file=sys.stderr)
        return error.exit_code
