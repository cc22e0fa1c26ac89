"""Builds `selon/data/offices.csv` from extracts of Wikidata: python -m training.build_offices FOLDER.

The folder holds NAME-holders21.csv files (position, person, personID, start, end; statements of Wikidata, CC0) for the countries
of `offices.toml`, the file of foreign ministers in office that it names, and SNAPSHOTS.txt with the day of each extract.
Only identifiers, dates and labels are read. Names are written as French news write them where `offices.toml` says how.
"""

import csv
import sys
import tomllib
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
OUT = HERE.parent / "selon" / "data" / "offices.csv"
COLUMNS = ("wikidata", "name", "label", "spelled", "office", "country", "start", "end", "snapshot")


class Holding(NamedTuple):
    """One row: a person (QID, name, label of the extract), the office and country, ISO dates, the day of the extract.

    `spelled` is 1 where the name is known to be as French news write it; `end` is empty where the office was held on that day.
    """

    wikidata: str
    name: str
    label: str
    spelled: str
    office: str
    country: str
    start: str
    end: str
    snapshot: str


def read(folder: Path) -> list[Holding]:
    """The holdings of all extracts in a folder, by country, office and start, successive terms joined."""
    plan = tomllib.loads((HERE / "offices.toml").read_text(encoding="utf-8"))
    days = _snapshots(folder / "SNAPSHOTS.txt")
    found = [row for name, country in plan["countries"].items() for row in _national(folder, name, country, plan, days[name])]
    found += _world(folder / plan["world"]["file"], plan, days["world"], {row.country for row in found})
    since = str(plan["since"])
    return [row for row in _joined(found) if not row.end or row.end >= since]


def _snapshots(path: Path) -> dict[str, str]:
    lines = (line.split(" ", 2) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {name: datetime.strptime(day, "%a %b %d %H:%M:%S %Y %z").date().isoformat() for name, _, day in lines}


def _national(folder: Path, name: str, country: str, plan: dict[str, dict[str, str]], day: str) -> Iterator[Holding]:
    with (folder / f"{name}-holders21.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            office = plan["positions"].get(f"{country} {row['position']}") or plan["positions"].get(row["position"])
            if office is not None and row["personID"].startswith("Q"):
                yield _holding(row["personID"], row["person"], office, country, row["start"], row["end"], plan, day)


def _world(path: Path, plan: dict[str, dict[str, str]], day: str, known: set[str]) -> Iterator[Holding]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            country = plan["states"].get(row["country"])
            if country is not None and country not in known and row["person"].startswith("Q") and row["start"]:
                yield _holding(row["person"], row["name"], "foreign", country, row["start"], "", plan, day)


def _holding(
    person: str, label: str, office: str, country: str, start: str, end: str, plan: dict[str, dict[str, str]], day: str
) -> Holding:
    name = plan["names"].get(person)
    native = country in plan["native"]
    return Holding(person, name or label, label, "1" if name or native else "0", office, country, start, end, day)


def _joined(rows: Sequence[Holding]) -> Iterator[Holding]:
    """One row for terms of one person in one office that follow each other without a gap."""
    ordered = sorted(rows, key=lambda r: (r.country, r.office, r.start, r.end or "9"))
    for _, group in groupby(ordered, lambda r: (r.country, r.office)):
        current: Holding | None = None
        for row in group:
            if current is not None and row.wikidata == current.wikidata and current.end == row.start:
                current = current._replace(end=row.end)
                continue
            if current is not None:
                yield current
            current = row
        if current is not None:
            yield current


def main(arguments: Sequence[str]) -> None:
    """Writes the table."""
    if len(arguments) != 1:
        sys.exit(__doc__)
    rows = read(Path(arguments[0]))
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    print(f"{len(rows)} holdings of {len({row.country for row in rows})} countries in {OUT}")


if __name__ == "__main__":
    main(sys.argv[1:])
