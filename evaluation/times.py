"""Time expressions against a TIMEX3 gold set: `python -m evaluation.times [GOLD]`, with the scorer's own functions."""

import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple, Protocol, cast

import click

from evaluation.gold import BESIDE, LANGUAGE, Json
from evaluation.scorer import GateError
from selon.lang.loading import load
from selon.model import Article, Reading
from selon.reader import Reader
from selon.steps.times import times

GOLD = BESIDE / "gold" / "fr-times" / "dev.json"
SCORER = BESIDE / "eval" / "score_times.py"
_AROUND = 40
_ROUNDS = 3

Timex = list[Any]


class TimeScorer(Protocol):
    """The functions of the scorer that are called."""

    def pairs(self, gold: list[Timex], found: list[Timex]) -> list[tuple[Timex, Timex]]: ...
    def figures(self, docs: list[Json], found: dict[str, list[Timex]]) -> list[str]: ...


class Read(NamedTuple):
    """A gold document, what was read in it, and the milliseconds that the times took beyond tagging."""

    doc: Json
    reading: Reading
    milliseconds: float

    @property
    def timex(self) -> list[Timex]:
        """The expressions as the scorer takes them."""
        return [[t.span.start, t.span.end, t.type, t.value] for t in self.reading.record.times]


def load_scorer(path: Path) -> TimeScorer:
    """The scorer of times at `path` as a module; raises GateError where it is not there."""
    spec = importlib.util.spec_from_file_location("score_times", path)
    if not path.is_file() or spec is None or spec.loader is None:
        raise GateError(f"no scorer at {path}: name one with --scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast(TimeScorer, module)


def read_all(docs: Sequence[Json], reader: Reader) -> list[Read]:
    """Each document read, with the time that its expressions took."""
    pack = load(reader.language)
    done = []
    for doc in docs:
        article = Article(text=doc["text"], published=doc["dct"])
        laid = reader.lay(article)
        words = next(reader.tag([laid]))
        spent = []
        for _ in range(_ROUNDS):
            start = perf_counter()
            times(words, pack, laid.layout, article.published)
            spent.append(perf_counter() - start)
        done.append(Read(doc, reader.analyse(laid, words), 1000 * min(spent)))
    return done


def report(name: str, done: Sequence[Read], scorer: TimeScorer) -> Iterator[str]:
    """The scorer's lines for some documents, and the milliseconds an article."""
    figures = scorer.figures([each.doc for each in done], {each.doc["id"]: each.timex for each in done})
    yield f"{name}: {figures[0]}"
    yield from (f"  {line}" for line in figures[1:])
    yield f"  {sum(each.milliseconds for each in done) / max(len(done), 1):.1f} ms an article beyond tagging"


def errors(done: Sequence[Read], scorer: TimeScorer) -> Iterator[str]:
    """What was missed, what was too much, and where span or value is wrong, each with its words; then how often by type."""
    tally: Counter[str] = Counter()
    for each in done:
        paired = scorer.pairs([t for t in each.doc["timex"] if t[1] > t[0]], each.timex)
        for kind, gold, found in _faults(each, paired):
            tally[f"{kind} {(gold or found or ['', '', ''])[2]}"] += 1
            yield f"{each.doc['id']} {kind:9} {_shown(each.doc['text'], gold)} | {_shown(each.doc['text'], found)}"
    yield from (f"{count:4} {kind}" for kind, count in tally.most_common())


def _faults(each: Read, paired: Sequence[tuple[Timex, Timex]]) -> Iterator[tuple[str, Timex | None, Timex | None]]:
    for gold, found in paired:
        if gold[:2] != found[:2]:
            yield "span", gold, found
        if gold[3] != found[3]:
            yield "value", gold, found
    taken = [gold for gold, _ in paired], [found for _, found in paired]
    yield from (("missed", gold, None) for gold in each.doc["timex"] if gold[1] > gold[0] and gold not in taken[0])
    yield from (("too much", None, found) for found in each.timex if found not in taken[1])


def _shown(text: str, timex: Timex | None) -> str:
    if timex is None:
        return "–"
    start, end = timex[:2]
    before, after = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND // 2]
    return " ".join(f"{before}[{text[start:end]}]{after} = {timex[3]}".split())


def parts(done: Sequence[Read], wanted: str) -> list[tuple[str, list[Read]]]:
    """All documents, and the two halves in the order of their names: rules are written with the first alone."""
    ordered = sorted(done, key=lambda each: str(each.doc["id"]))
    named = [("all", ordered), ("first", ordered[::2]), ("second", ordered[1::2])]
    return [(name, part) for name, part in named if wanted in ("all", name)]


@click.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, dir_okay=False), default=GOLD)
@click.option("--scorer", "scorer_path", type=click.Path(path_type=Path), default=SCORER, help="The scorer.")
@click.option("--errors", "with_errors", is_flag=True, help="Show each error of the half that rules are written with.")
@click.option("--part", type=click.Choice(["all", "first", "second"]), default="all", help="One half only.")
def command(gold: Path, scorer_path: Path, with_errors: bool, part: str) -> None:
    """Strict, relaxed and value figures of the time expressions in GOLD, and of both halves of it."""
    scorer = load_scorer(scorer_path)
    done = read_all(json.loads(gold.read_text(encoding="utf-8")), Reader(LANGUAGE))
    for name, some in parts(done, part):
        for line in report(name, some, scorer):
            click.echo(line)
    if with_errors:
        shown = "first" if part == "all" else part
        for line in errors(dict(parts(done, "all"))[shown], scorer):
            click.echo(line)


def main() -> int:
    """Runs the command line; 2 where something is missing."""
    try:
        command(standalone_mode=False)
    except (click.ClickException, GateError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
