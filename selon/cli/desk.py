"""The commands of the desk: take articles in, find them, show them, keep the file."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from selon.cli.engine import engine_or

Command = TypeVar("Command", bound=Callable[..., Any])

QUERY = """\b
A query is words, "phrases", -words to leave out, and fields:
  source:Lecornu  to:Choïgou  act:warn,threaten  mode:direct  certainty:conditional  channel:phone  voice:unnamed
  outlet:"Le Phare"  title:grève  since:2024-01  until:2024-03-31  lang:fr  key:a17
With a field of statements (source to act mode certainty channel voice) statements are found, else articles.
"""

FORMATS = ("jsonl", "csv", "parquet", "ftm", "jsonld", "annotations")
EXPORTS = """\b
Formats:
  jsonl        articles with their records (contract selon/1); selon add takes them back
  csv          a table for each kind of finding, UTF-8, safe to open in a spreadsheet
  parquet      the same tables with typed columns
  ftm          FollowTheMoney entities: who is named, contacts, who says what
  jsonld       schema.org Claims with PROV-O provenance
  annotations  W3C Web Annotations, each finding at its words
"""


def desk_option(command: Command) -> Command:
    """Adds --desk to a command."""
    return click.option(
        "--desk", "desk", metavar="FILE", type=click.Path(path_type=Path), default=default_desk,
        help="The desk's file; otherwise $SELON_DESK, otherwise the desk of your account.",
    )(command)  # fmt: skip


def default_desk() -> Path:
    """$SELON_DESK, else desk.sqlite among the account's data."""
    named = os.environ.get("SELON_DESK")
    return Path(named) if named else Path(click.get_app_dir("selon")) / "desk.sqlite"


def private_option(command: Command) -> Command:
    """Adds --allow-private to a command."""
    return click.option(
        "--allow-private", "private", multiple=True, metavar="NET",
        help="A network that is not public where URLs may lead too, such as 10.1.0.0/16. May be repeated.",
    )(command)  # fmt: skip


def log_option(command: Command) -> Command:
    """Adds --log to a command."""
    return click.option(
        "--log", type=click.Choice(("plain", "json")), envvar="SELON_LOG", is_eager=True, expose_value=False, callback=_log,
        help="How it tells of itself on standard error: json is an object a line, for programs. Otherwise $SELON_LOG.",
    )(command)  # fmt: skip


def _log(context: click.Context, _: click.Parameter, form: str | None) -> None:
    if form == "json" and not context.resilient_parsing:
        from selon import logs

        logs.begin()


@click.command(short_help="Take articles into the desk.")
@click.argument("files", nargs=-1, metavar="PATH|URL…|-")
@desk_option
@click.option("--published", metavar="DATE", help="When it was published, as ISO 8601: 2024, 2024-04, 2024-04-05.")
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--title", metavar="TITLE", help="Its title, where the text does not hold it.")
@click.option("--jsonl", is_flag=True, help="Standard input holds JSON lines.")
@click.option("--json", is_flag=True, help="Print a line of JSON for each article.")
@private_option
@log_option
@click.pass_obj
def add(
    engine: Any, files: tuple[str, ...], desk: Path, published: str | None, outlet: str | None, title: str | None,
    jsonl: bool, json: bool, private: tuple[str, ...],
) -> int:  # fmt: skip
    """Take articles in: what is known is passed over, what has changed becomes a new version.

    Files may be plain text, HTML, RSS or Atom, WARC, JSON lines, CSV or Parquet, each also in gzip, and directories of them.
    A URL may lead to any of these; of a feed the new items are taken in, with the pages behind them.

    What could not be read is kept as a failure: see selon failures and selon retry. Stopped in the middle, it goes on where it
    stopped when it is run again.
    """
    from selon.commands import adding
    from selon.intake import Given

    wanted = adding.Wanted(files, Given(published, outlet, title), desk, jsonl, json, private)
    return adding.add(wanted, engine_or(engine))


@click.command(short_help="Take in what is new in feeds, again and again.")
@click.argument("feeds", nargs=-1, metavar="[FEED…]")
@desk_option
@click.option("--every", metavar="TIME", default="15m", show_default=True, help="The time between two polls: 15m, 2h, 1d.")
@click.option("--once", is_flag=True, help="Poll each feed once and leave.")
@click.option("--json", is_flag=True, help="Print a line of JSON for each article and each poll.")
@private_option
@log_option
@click.pass_obj
def watch(engine: Any, feeds: tuple[str, ...], desk: Path, every: str, once: bool, json: bool, private: tuple[str, ...]) -> int:
    """Poll feeds (RSS, Atom) and take in what is new, until Ctrl-C; without FEED, all that the desk knows.

    Servers are asked politely: their robots.txt is obeyed, one page at a time with a pause, less often while they fail. Ctrl-C
    has the article at hand finished; the next run goes on where this one stopped.
    """
    from selon.commands import watching

    return watching.watch(watching.Wanted(feeds, desk, every, once, private, json), engine_or(engine))


@click.command(short_help="Find articles and statements.", epilog=QUERY)
@click.argument("query", nargs=-1, required=True)
@desk_option
@click.option("--statements", is_flag=True, help="Find statements even without one of their fields.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="How many at most.")
@click.option("--json", is_flag=True, help="Print a line of JSON for each.")
def search(query: tuple[str, ...], desk: Path, statements: bool, limit: int, json: bool) -> int:
    """Find articles and statements by a QUERY."""
    from selon.commands import looking

    return looking.search(desk, " ".join(query), statements, limit, json)


@click.command(short_help="Show an article of the desk and who says what in it.")
@click.argument("article", metavar="ID|KEY|URL")
@desk_option
@click.option("--json", is_flag=True, help="Print its record as JSON.")
def show(article: str, desk: Path, json: bool) -> int:
    """Show an article of the desk as `selon read` shows it."""
    from selon.commands import looking

    return looking.show(desk, article, json)


@click.command(short_help="Show how an article was changed after it was published.")
@click.argument("article", metavar="ID|KEY|URL")
@desk_option
@click.option("--json", is_flag=True, help="Print the versions as JSON.")
def versions(article: str, desk: Path, json: bool) -> int:
    """Show every version of an article with what each added and dropped."""
    from selon.commands import looking

    return looking.versions(desk, article, json)


@click.command(short_help="Show who copied whom.")
@click.argument("article", metavar="ID|KEY|URL")
@desk_option
@click.option("--json", is_flag=True, help="Print the family, its passages and credits as JSON.")
def copies(article: str, desk: Path, json: bool) -> int:
    """Show the copies of an article and what it was copied from, as a tree from the likeliest source down.

    Each branch tells the kind of copy (exact, near, partial), how much of it was taken over, whether it names its source, and
    what tells the direction. Articles that share nothing but a quotation are listed apart: the speaker may be their only source.
    """
    from selon.commands import copying

    return copying.copies(desk, article, json)


@click.command(short_help="List what could not be read, and why.")
@desk_option
@click.option("--json", is_flag=True, help="Print a line of JSON for each.")
def failures(desk: Path, json: bool) -> int:
    """List what could not be read, the newest first."""
    from selon.commands import looking

    return looking.failures(desk, json)


@click.command(short_help="Try again what could not be read.")
@desk_option
@click.option("--json", is_flag=True, help="Print a line of JSON for each article.")
@private_option
@log_option
@click.pass_obj
def retry(engine: Any, desk: Path, json: bool, private: tuple[str, ...]) -> int:
    """Try again everything that `selon failures` lists."""
    from selon.commands import adding

    return adding.retry(desk, json, private, engine_or(engine))


@click.command(short_help="Write articles and records in another program's form.", epilog=EXPORTS)
@click.argument("query", nargs=-1)
@desk_option
@click.option("--format", "form", required=True, type=click.Choice(FORMATS), help="The form to write.")
@click.option("--out", type=click.Path(path_type=Path), metavar="PATH", help="The file, or for csv and parquet the directory.")
@click.option("--claims/--no-claims", default=True, show_default=True, help="For csv and parquet: work out who claims what.")
@click.pass_obj
def export(engine: Any, query: tuple[str, ...], desk: Path, form: str, out: Path | None, claims: bool) -> int:
    """Write every article with its record, or those that a QUERY finds (as for search).

    Without --out it goes to standard output. jsonl without a QUERY holds every version of every article: selon add of it makes
    the same desk again.
    """
    from selon.commands import compared, exporting

    compare = compared(engine_or(engine)) if claims else None
    return exporting.export(exporting.Wanted(desk, form, " ".join(query), out), compare)


@click.command(short_help="Make a desk of the example corpus and show what it can be asked.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="[DIR]", default=Path("selon-demo"))
@click.pass_obj
def demo(engine: Any, folder: Path) -> int:
    """Make a desk of the example corpus in DIR (selon-demo where none is named) and show what it can be asked.

    The corpus is 39 short articles by invented outlets on invented events; docs/desk.md says what is planted in them.
    """
    from selon.commands import demo

    return demo.demo(folder, engine_or(engine))


@click.group(name="desk", short_help="Look after the desk's file.")
def keeping() -> None:
    """Look after the desk's file."""


@keeping.command()
@desk_option
def info(desk: Path) -> int:
    """Tell where the desk is and what it holds."""
    from selon.commands import keeping

    return keeping.info(desk)


@keeping.command()
@desk_option
def rebuild(desk: Path) -> int:
    """Make anew all that is derived from the articles and their records."""
    from selon.commands import keeping

    return keeping.rebuild(desk)


@keeping.command()
@desk_option
def check(desk: Path) -> int:
    """Check the file, every span of every record against its text, and that nothing is half there."""
    from selon.commands import keeping

    return keeping.check(desk)


@keeping.command()
@desk_option
@click.option("--limit", type=click.IntRange(1), metavar="N", help="How many articles at most.")
@click.option("--json", is_flag=True, help="Print a line of JSON for each article.")
@click.pass_obj
def reread(engine: Any, desk: Path, limit: int | None, json: bool) -> int:
    """Read again, the newest first, the articles whose records another version of the reader has made.

    The desk may be used meanwhile: a few articles at a time are read, kept and entered, and what people have ruled stays. Ctrl-C
    ends after the batch at hand; the next run goes on with what is left.
    """
    from selon.commands import rereading

    return rereading.reread(rereading.Wanted(desk, limit, json), engine_or(engine))


@keeping.command(name="import")
@click.argument("folder", metavar="FOLDER")
@desk_option
@click.option("--json", is_flag=True, help="Print a line of JSON for each article.")
def take_over(folder: str, desk: Path, json: bool) -> int:
    """Take over the articles that `selon batch` wrote to FOLDER (a path, or an address such as s3://bucket/folder).

    Records are kept as they are, nothing is read again: the desk holds what `selon add` of the batch's input would have made it
    hold. What is known already is passed over.
    """
    from selon.commands import adding

    return adding.take_over(folder, desk, json)


@keeping.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@desk_option
def backup(file: Path, desk: Path) -> int:
    """Copy the desk into FILE, a new file, while articles may come in; the copy is checked before it gets its name."""
    from selon.commands import keeping

    return keeping.backup(desk, file)


COMMANDS = (add, watch, search, show, versions, copies, failures, retry, export, demo, keeping)
