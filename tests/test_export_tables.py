"""Tables: every finding is a row, types survive Parquet, and no cell of CSV is a formula."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.errors import OutputError
from selon.export.known import Filed, Known
from selon.export.rows import TABLES, Column, Row, Value, rows
from selon.export.spreadsheets import guarded, revealed, write_csv
from selon.export.tables import write_parquet
from selon.model import Held
from tests.faces_sample import RECORD, TEXT

HELD = Held("0123456789abcdef", TEXT, RECORD)
ROWS = list(rows(HELD))
COUNTS = {name: sum(table == name for table, _ in ROWS) for name in TABLES}
TYPES = {"text": pa.string(), "whole": pa.int64(), "truth": pa.bool_(), "texts": pa.list_(pa.string())}


def of(table: str) -> list[Row]:
    return [row for name, row in ROWS if name == table]


def test_every_finding_is_a_row() -> None:
    kinds = ("entities", "times", "statements", "events", "contacts", "checks", "wording")
    assert {kind: COUNTS[kind] for kind in kinds} == {kind: len(getattr(RECORD, kind)) for kind in kinds}
    assert COUNTS["articles"] == 1 and COUNTS["mentions"] == sum(len(entity.mentions) for entity in RECORD.entities)
    of_claims = {"claims", "claim_passages", "claim_conflicts"}
    of_the_desk = {"stories", "copies", "copy_passages", "ledger", "ledger_claims", *of_claims}
    assert {name for name, count in COUNTS.items() if not count} == of_the_desk


def test_every_field_of_the_record_is_a_column() -> None:
    elsewhere = {"id", "span", "content", "source", "cue", "roles", "mentions", "spans", "topics", "trigger", "provenance"}
    for table in ("entities", "times", "statements", "events", "contacts", "checks", "wording"):
        part = type(getattr(RECORD, table)[0])
        assert set(part.__struct_fields__) - elsewhere - {column.name for column in TABLES[table]} == set(), table


@pytest.mark.parametrize("table", TABLES)
def test_rows_have_the_columns_of_their_table(table: str) -> None:
    names = {column.name for column in TABLES[table]}
    assert all(set(row) == names for row in of(table))
    for row in of(table):
        if "text" in row and "start" in row:
            assert row["text"] == TEXT[slice(row["start"], row["end"])]


def test_what_is_known_beyond_the_article_stands_in_its_rows() -> None:
    known = Known({RECORD.entities[0].id: "A1"}, {RECORD.contacts[0].id: Filed("L1")})
    found = list(rows(HELD, known))
    assert [row["actor"] for table, row in found if table == "entities"] == ["A1", *[None] * (len(RECORD.entities) - 1)]
    assert [row["entry"] for table, row in found if table == "contacts"] == ["L1", *[None] * (len(RECORD.contacts) - 1)]


def test_names_stand_beside_ids() -> None:
    names = {entity.id: entity.name for entity in RECORD.entities}
    for row, contact in zip(of("contacts"), RECORD.contacts, strict=True):
        assert row["participants"] == [names[entity] for entity in contact.participants]


def test_parquet_keeps_values_and_types(tmp_path: Path) -> None:
    assert write_parquet(tmp_path / "new" / "folder", TABLES, ROWS) == COUNTS
    for table, columns in TABLES.items():
        read = pq.read_table(tmp_path / "new" / "folder" / f"{table}.parquet")
        assert [(field.name, field.type) for field in read.schema] == [(c.name, TYPES[c.kind]) for c in columns]
        assert read.to_pylist() == of(table)


def test_many_rows_come_in_batches(tmp_path: Path) -> None:
    many = {"numbers": (Column("number", "whole"),)}
    write_parquet(tmp_path, many, (("numbers", {"number": i}) for i in range(12_001)))
    read = pq.ParquetFile(tmp_path / "numbers.parquet")
    assert read.metadata.num_row_groups == 3
    assert read.read().column("number").to_pylist() == list(range(12_001))


def test_long_texts_do_not_wait_for_many(tmp_path: Path) -> None:
    long = {"texts": (Column("text"),)}
    write_parquet(tmp_path, long, (("texts", {"text": letter * 1_000_000}) for letter in "abc" * 10))
    read = pq.ParquetFile(tmp_path / "texts.parquet")
    assert read.metadata.num_row_groups == 2
    assert "".join(text[0] for text in read.read().column("text").to_pylist()) == "abc" * 10


def _value(cell: str, kind: str) -> Value:
    if not cell:
        return None
    if kind == "texts":
        return [str(member) for member in json.loads(cell)]
    return int(cell) if kind == "whole" else cell == "true" if kind == "truth" else revealed(cell)


def read_csv(path: Path, columns: tuple[Column, ...]) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {column.name: _value(row[column.name], column.kind) for column in columns}


def test_csv_gives_the_same_values_back(tmp_path: Path) -> None:
    assert write_csv(tmp_path, TABLES, ROWS) == COUNTS
    for table, columns in TABLES.items():
        assert list(read_csv(tmp_path / f"{table}.csv", columns)) == of(table)
    assert (tmp_path / "articles.csv").read_bytes().startswith("\ufeffarticle,key".encode())


def test_an_article_cannot_put_a_formula_into_a_spreadsheet(tmp_path: Path) -> None:
    trap = '=HYPERLINK("https://evil.example","Lire la suite")'
    article = msgspec.structs.replace(RECORD.article, title=trap, outlet="@SUM(A1:A9)")
    held = Held(HELD.id, TEXT, msgspec.structs.replace(RECORD, article=article))
    write_csv(tmp_path, TABLES, rows(held))
    with (tmp_path / "articles.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = next(csv.DictReader(file))
    assert (cells["title"], cells["outlet"]) == (f"'{trap}", "'@SUM(A1:A9)")
    assert next(read_csv(tmp_path / "articles.csv", TABLES["articles"]))["title"] == trap


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n＝ a1"), max_size=6) | st.text())
def test_guarding_can_be_undone_and_leaves_no_formula(text: str) -> None:
    cell = guarded(text)
    assert revealed(cell) == text
    assert not re.match(r"[=+\-@\t\r\n＝＋－＠].", cell, re.DOTALL)


@pytest.mark.parametrize("text", ["+", "-", "« - »", "Le 3 avril", "", "l'élu", "'"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize("write", [write_csv, write_parquet])
def test_a_stop_in_the_middle_leaves_what_was_there(write: Any, tmp_path: Path) -> None:
    write(tmp_path, TABLES, ROWS)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def broken() -> Iterator[tuple[str, Row]]:
        yield ROWS[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, TABLES, broken())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("write", [write_csv, write_parquet])
def test_a_place_that_cannot_be_written_is_said(write: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="file cannot take the files"):
        write(tmp_path / "file", TABLES, ROWS)
