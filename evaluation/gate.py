"""The gate: reads every gold set, and says what it measured and which figures fell below their floors."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from evaluation import tables
from evaluation.constructs import words_for
from evaluation.floors import FLOORS, below, faults, load_floors, raised, save_floors
from evaluation.gold import BESIDE, SCORER, Gold, annotations, language_of, load, part_of, sets
from evaluation.measuring import SetFigures, measure_set, peers, values
from evaluation.page import refresh
from evaluation.pairing import Compared, compare
from evaluation.scorer import GateError, Scorer, load_scorer
from selon.reader import Reader

GOLD = (BESIDE / "gold", BESIDE / "seed")
LoadReader = Callable[[str], Reader]


class Place(NamedTuple):
    """Where the gate finds what it needs: folders of gold, the scorer, and what loads a reader of a language."""

    gold: tuple[Path, ...] = ()
    scorer: Path = SCORER
    reader: LoadReader = Reader


def gold_sets(place: Place) -> dict[str, Path]:
    """The sets by name; raises GateError where there are none, or two of one name."""
    if absent := [folder for folder in place.gold if not folder.is_dir()]:
        raise GateError(f"{absent[0]} is no folder: name one that holds NAME.json beside NAME.txt, or folders of them")
    folders = place.gold or GOLD
    found = sets(folders)
    if not found:
        places = " and ".join(map(str, folders))
        raise GateError(f"no gold in {places}: expected NAME.json beside NAME.txt; name a folder with --gold")
    named = {path.name: path for path in found}
    if twice := [path for path in found if named[path.name] != path]:
        raise GateError(f"{twice[0]} and {named[twice[0].name]} have one name: floors tell sets apart by it, rename one")
    return named


def read_set(folder: Path, part: str, place: Place, scorer: Scorer) -> tuple[str, str, list[Compared]]:
    """The language of a set, the version of its reader, and each article of a part compared with its gold."""
    golds = [_load(path) for path in part_of(annotations(folder), part)]
    if not golds:
        return "", "", []
    language = language_of(golds)
    reader = place.reader(language)
    return language, reader.version, list(compare(golds, reader, scorer))


def _load(path: Path) -> Gold:
    try:
        gold = load(path)
        gold.annotation["statements"]
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise GateError(f"{path} is no annotation of a text: {error!r}; expected are doc and statements") from error
    return gold


def measured(place: Place, part: str) -> Iterator[SetFigures]:
    """The figures of every set that has articles in the part."""
    scorer = load_scorer(place.scorer)
    for name, folder in gold_sets(place).items():
        language, version, articles = read_set(folder, part, place, scorer)
        if articles:
            yield measure_set(name, version, articles, words_for(language), scorer, part)


def grids(found: Sequence[SetFigures]) -> list[tables.Grid]:
    """Two tables for each set: the scorer's figures, and attribution by construct."""
    known = peers()
    return [grid for each in found for grid in (tables.figures(each, known), tables.constructs(each, known))]


def check(found: Sequence[SetFigures], path: Path = FLOORS, complete: bool = True) -> list[str]:
    """What is wrong: figures below their floors, floors at odds with their history, sets with floors or gold but not both.

    Where the gold is not `complete`, sets that have floors may be missing.
    """
    floors, now = load_floors(path), values(found)
    known, here = {figure.split("/")[0] for figure in floors.floors}, {each.name for each in found}
    bare = [f"{name}: no floors in {path.name}: set them with --raise" for name in sorted(here - known)]
    parts = {part for each in found for part in each.parts}
    expected = {figure.split("/")[0] for figure in floors.floors if figure.split("/")[1] in parts}
    gone = [f"{name}: floors in {path.name}, but no gold of this part" for name in sorted(expected - here) if complete]
    return [*faults(floors), *below(floors, now), *bare, *gone]


def raise_floors(found: Sequence[SetFigures], path: Path = FLOORS, today: date | None = None) -> Mapping[str, float]:
    """Raises the floors to what was measured, and gives those that were; raises GateError where the file is at fault."""
    floors = load_floors(path)
    if wrong := list(faults(floors)):
        raise GateError(f"{path} is not raised: {wrong[0]}")
    versions = {each.name: each.reader for each in found}
    day, start = (today or date.today()).isoformat(), len(floors.history)
    for name, version in versions.items():
        own = {figure: value for figure, value in values(found).items() if figure.split("/")[0] == name}
        floors = raised(floors, own, day, version)
    save_floors(floors, path)
    return {entry.figure: entry.after for entry in floors.history[start:]}


def write_page(found: Sequence[SetFigures], page: Path) -> None:
    """Refreshes the figures of a page."""
    refresh(page, f"Measured on {date.today().isoformat()}.\n\n{tables.markdown(grids(found))}")
