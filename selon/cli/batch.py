"""The command that reads far more than one desk holds."""

from typing import Any

import click

from selon.cli.desk import log_option
from selon.cli.engine import engine_or

EXAMPLES = """\b
Examples:
  selon batch articles/ records/
  selon batch s3://bucket/crawl s3://bucket/records --address 10.0.0.1:6379
  selon desk import records/
"""


@click.command(short_help="Read a folder of articles into Parquet, on all processors or on a cluster.", epilog=EXAMPLES)
@click.argument("source", metavar="INPUT")
@click.argument("target", metavar="OUTPUT")
@click.option("--workers", type=click.IntRange(1), help="How many processes; otherwise one for each processor.")
@click.option("--address", metavar="HOST:PORT", help="Of a Ray cluster that is to read; `local` makes one of this machine.")
@click.option("--size", type=click.IntRange(1), help="About how many articles a shard has; 2000 for a new OUTPUT.")
@click.option("--json", is_flag=True, help="Print a line of JSON for each shard and for the whole.")
@log_option
@click.pass_obj
def batch(
    engine: Any, source: str, target: str, workers: int | None, address: str | None, size: int | None, json: bool
) -> int:  # fmt: skip
    """Read every article below INPUT and write their records below OUTPUT, as Parquet by month and language.

    INPUT and OUTPUT are folders, or addresses of such in an object store (s3://bucket/folder); a cluster has to reach both.
    Files may be of every kind that selon add takes.

    The work is cut into shards. Stopped or killed at any moment, it goes on with what is missing when it is run again, and ends
    with the same records. What cannot be read is a row below OUTPUT/failures.
    """
    from selon.commands import batching

    chosen = engine_or(engine)
    wanted = batching.Wanted(source, target, size, json)
    return batching.batch(wanted, chosen, lambda: _engine(address, workers or chosen.workers()))


def _engine(address: str | None, workers: int) -> Any:
    if address is None:
        from selon.shards.engines import Processes

        return Processes(workers)
    try:
        from selon.shards.cluster import Cluster
    except ModuleNotFoundError as error:
        if error.name != "ray":
            raise
        raise click.UsageError("--address needs Ray, which is not installed: pip install 'selon[cluster]'.") from None
    try:
        return Cluster(address)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise click.UsageError(f"no cluster answers at {address} ({error}): start one with ray start --head.") from None
