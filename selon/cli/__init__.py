"""The command line: its words and its exit codes. The engine is loaded inside the commands, so that --help is instant."""

import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import click

from selon.cli import accounts, actors, batch, corrections, desk, stories, web
from selon.cli.engine import engine_or
from selon.errors import SelonError
from selon.memory import keep_freed_memory
from selon.threads import one_thread_each

_INTERRUPTED = 130
_PIPE_CLOSED = 141

EXIT_CODES = """\b
Exit codes:
  0    everything was read
  1    Selon itself failed, or an installed model is damaged
  2    the command line was not understood
  3    nothing, or not everything, could be read
  4    the output could not be written
  5    a language pack is faulty
  6    a record broke its contract
  7    the desk cannot be opened or written
  130  interrupted
  141  whoever read the output stopped reading
"""

READ_EXAMPLES = """\b
Examples:
  selon read article.txt
  selon read article.txt --published 2024-04-05 --json
  selon read article.txt --html article.html
  selon read articles/ --out records/
  selon read articles/ --out pages/ --html
  selon read --jsonl < articles.jsonl > records.jsonl
"""


def _print_version(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
    if not is_asked or context.resilient_parsing:
        return
    try:
        click.echo(f"selon {version('selon')}")
    except PackageNotFoundError:
        click.echo("selon, run from its source tree")
    context.exit()


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=f"{READ_EXAMPLES}  selon why article.txt 812\n  selon compare before.txt after.txt\n\n{EXIT_CODES}",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Print the version.")
def cli() -> None:
    """Read a news article and show who says what, to whom, according to whom and how surely."""


@cli.command(short_help="Show or write who says what.", epilog=f"{READ_EXAMPLES}\n{EXIT_CODES}")
@click.argument("files", nargs=-1, metavar="[FILE…|-|DIR]")
@click.option("--published", metavar="DATE", help="When it was published, as ISO 8601: 2024, 2024-04, 2024-04-05.")
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--title", metavar="TITLE", help="Its title, where the text does not hold it.")
@click.option("--json", is_flag=True, help="Print the record of one article as JSON.")
@click.option("--jsonl", is_flag=True, help="Print one record a line; standard input is then JSON lines too.")
@click.option("--html", is_flag=False, flag_value="", metavar="OUT", help="Write one page; with --out, pages, without a value.")
@click.option("--out", metavar="DIR", help="Write NAME.json, or with --html NAME.html, for each article.")
@click.pass_obj
def read(
    engine: Any,
    files: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    title: str | None,
    json: bool,
    jsonl: bool,
    html: str | None,
    out: str | None,
) -> int:
    """Read articles: text, HTML, feeds, WARC, JSON lines, CSV or Parquet; files, directories, standard input.

    Without --json, --jsonl, --html or --out the article is shown on the terminal, with a table of its statements.
    A line of JSON is {"text", "key", "title", "outlet", "url", "published", "language"}; only "text" is needed.
    What cannot be read is said on standard error, and the rest is read.
    """
    if not files and sys.stdin is not None and sys.stdin.isatty():
        raise click.UsageError("there is nothing to read: name a file or a directory, or send a text to standard input.")
    from selon.commands import reading
    from selon.intake import Given

    wanted = reading.Wanted(files, Given(published, outlet, title), json, jsonl, html, out)
    return reading.read(wanted, engine_or(engine))


@cli.command(short_help="Show what was decided at an offset, and by which rows.")
@click.argument("file", metavar="FILE|-")
@click.argument("offset", type=int)
@click.option("--published", metavar="DATE", help="As for read.")
@click.option("--outlet", metavar="NAME", help="As for read.")
@click.pass_obj
def why(engine: Any, file: str, offset: int, published: str | None, outlet: str | None) -> int:
    """Show what was decided at OFFSET of FILE, by which rows, and what was refused.

    OFFSET counts code points from 0, as the spans of a record do.
    """
    from selon.commands import reading
    from selon.intake import Given

    return reading.why(file, offset, Given(published, outlet), engine_or(engine))


@cli.command(short_help="Tell whether two texts contradict each other, and by which words.", epilog=EXIT_CODES)
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--text", is_flag=True, help="A and B are the texts themselves, not files.")
@click.option("--json", is_flag=True, help="Print the comparison as JSON.")
@click.pass_obj
def compare(engine: Any, a: str, b: str, text: bool, json: bool) -> int:
    """Compare two short texts: files A and B (one of them may be -), or with --text the texts themselves.

    The verdict is contradiction, agreement, unrelated or unknown; each reason points at words on both sides.
    """
    from selon.commands import comparing

    return comparing.compare(comparing.Sides(a, b, text, json), engine_or(engine))


@cli.command(short_help="Show versions, models, speed and memory, or how a desk does.")
@click.option(
    "--desk",
    metavar="FILE",
    type=click.Path(path_type=Path, readable=False),
    help="Show how this desk does instead, and what to do.",
)
@click.option("--json", is_flag=True, help="With --desk: print it as JSON.")
@click.pass_obj
def doctor(engine: Any, desk: Path | None, json: bool) -> int:
    """Show versions, models and whether their files are whole, speed and memory on a built-in article.

    With --desk: the file's size, schema, rights and room, what it holds, by which readers it was read, what failed, whether its
    pages are whole, and what to do next.
    """
    if desk is not None:
        from selon.commands import examining

        return examining.examine(desk, json, engine_or(engine))
    if json:
        raise click.UsageError("--json tells how a desk does: name it with --desk.")
    from selon.commands import installed

    return installed.check_installation(engine_or(engine))


for _command in (
    batch.batch, *desk.COMMANDS, *actors.COMMANDS, *stories.COMMANDS, *accounts.COMMANDS, *corrections.COMMANDS, *web.COMMANDS,
):  # fmt: skip
    cli.add_command(_command)


def main(arguments: Sequence[str] | None = None, engine: Any = None) -> None:
    """Run the command line and leave with its exit code; `engine` stands in for the real one in tests."""
    one_thread_each()
    keep_freed_memory()
    code = _run(arguments, engine)
    if code == _PIPE_CLOSED:
        # What is still buffered has no reader; without this the interpreter would complain on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def _run(arguments: Sequence[str] | None, engine: Any) -> int:
    try:
        return int(cli.main(arguments, prog_name="selon", obj=engine, standalone_mode=False) or 0)
    except click.Abort:
        return _INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.ClickException as error:
        asked = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "selon"
        _say(f"{error.format_message()} See {asked} --help.")
        return error.exit_code
    except SelonError as error:
        _say(str(error))
        return error.exit_code
    except Exception as error:
        _say(f"Selon itself failed ({type(error).__name__}: {error}): please report it, with what you ran.")
        return 1


def _say(message: str) -> None:
    if message:
        from selon import logs

        logs.said(message, is_trouble=True)
