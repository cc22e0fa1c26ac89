"""What docs/batch.md asks DuckDB, run on a batch of the example corpus and held against a desk's ledger."""

import re
from pathlib import Path

import duckdb
import pytest

from selon.cli.engine import reader
from selon.desk import WRITE, Desk
from selon.desk.ledger import Asked
from selon.shards import result
from tests.shards_sample import batch, ended

ROOT = Path(__file__).resolve().parents[1]
SIDES = ("Bertrand Lachenaie", "Eirik Haugvold")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch") / "records"
    assert ended(batch(ROOT / "examples" / "corpus", folder, reader)).articles == 39
    return folder


def test_the_documented_question_finds_the_contacts_of_the_ledger(out: Path) -> None:
    page = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
    (asked,) = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    found = duckdb.sql(asked.replace("'records/", f"'{out}/")).fetchall()
    (shown,) = re.findall(r"(?m)^\| day \| channel \|.*\n\|[ -|]*\n((?:\|.*\n)+)", page)
    assert [tuple(line.strip("| ").split(" | ")) for line in shown.splitlines()] == [tuple(map(str, row)) for row in found]
    told = {(day, channel) for day, channel, *_ in found}
    with Desk(out.parent / "desk.sqlite", WRITE) as desk:
        assert sum(added.outcome != "failed" for added in desk.take_over(result.found(str(out)))) == 39
        entries = {(entry.date, entry.channel) for entry in desk.ledger(Asked(SIDES)).entries}
    assert len(entries) >= 4 and entries <= told


def test_a_month_is_read_from_its_folder_alone(out: Path) -> None:
    files = f"read_parquet('{out}/records/**/*.parquet', hive_partitioning = true, hive_types = {{'month': VARCHAR}})"
    counted = duckdb.sql(f"SELECT month, language, count(*) FROM {files} GROUP BY ALL ORDER BY ALL").fetchall()
    assert sum(count for _, _, count in counted) == 39 and {language for _, language, _ in counted} == {"fr"}
    assert all(re.fullmatch(r"2024-\d\d", month) for month, _, _ in counted)
