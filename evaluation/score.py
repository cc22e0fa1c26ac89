"""Reads gold articles and prints a scorer's table: python evaluation/score.py [GOLD_DIR…] [--part dev|kept|all]."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.gold import BESIDE, SCORER, Gold, article, load, part_of
from selon.export.contract import record_to_json
from selon.reader import Reader

GOLD = (BESIDE / "gold" / "fr", BESIDE / "seed")


def write(golds: Sequence[Gold], reader: Reader, folder: Path) -> Iterator[Path]:
    """Writes each record as NAME.json, beside a copy of the gold in `gold/`, and gives the paths of the records."""
    copies, records = folder / "gold", folder / "records"
    copies.mkdir()
    records.mkdir()
    for gold, reading in zip(golds, reader.read_many(map(article, golds)), strict=True):
        (copies / gold.path.name).write_text(json.dumps(gold.annotation, ensure_ascii=False), encoding="utf-8")
        (copies / str(gold.annotation["doc"])).write_text(gold.text, encoding="utf-8", newline="")
        path = records / gold.path.name
        path.write_bytes(record_to_json(reading.record, reading.text))
        yield path


def score(folder: Path, options: argparse.Namespace, reader: Reader) -> int:
    """Reads one folder of gold and runs the scorer over it; returns the scorer's exit code."""
    golds = [load(path) for path in part_of(list(folder.glob("*.json")), options.part)]
    if not golds:
        print(f"{folder} (part {options.part}): no gold article", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as place:
        records = list(write(golds, reader, Path(place)))
        if options.out is not None:
            options.out.mkdir(parents=True, exist_ok=True)
            for record in records:
                (options.out / record.name).write_bytes(record.read_bytes())
        print(f"\n{folder.name}, part {options.part}, reader {reader.version}", flush=True)
        command = [sys.executable, options.scorer, Path(place) / "gold", Path(place) / "records"]
        return subprocess.run([*command, *(["--json"] if options.json else [])], check=False).returncode


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options of the command line; leaves with code 2 and a sentence where a folder or the scorer is missing."""
    parser = argparse.ArgumentParser(prog="score", description=__doc__)
    parser.add_argument("gold", nargs="*", type=Path, metavar="GOLD_DIR", help="folders of NAME.json (gold) beside the texts")
    parser.add_argument("--part", choices=("dev", "kept", "all"), default="all", help="kept: every third; dev: the others")
    parser.add_argument("--scorer", type=Path, default=SCORER, help="called as SCORER GOLD_DIR RECORD_DIR")
    parser.add_argument("--out", type=Path, help="keep the records in this folder")
    parser.add_argument("--json", action="store_true", help="let the scorer print JSON")
    options = parser.parse_args(arguments)
    options.gold = options.gold or [folder for folder in GOLD if folder.is_dir()]
    if not options.gold:
        parser.error(f"no gold at {GOLD[0]}: give a folder that holds NAME.json and the text that each names")
    if missing := [folder for folder in options.gold if not folder.is_dir()]:
        parser.error(f"{missing[0]} is no folder: give one that holds NAME.json and the text that each names")
    if not options.scorer.is_file():
        parser.error(f"no scorer at {options.scorer}: name one with --scorer")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Scores every folder that was asked for; the exit code is the worst of the scorer's."""
    options = parse(arguments)
    reader = Reader()
    return max(score(folder, options, reader) for folder in options.gold)


if __name__ == "__main__":
    sys.exit(main())
