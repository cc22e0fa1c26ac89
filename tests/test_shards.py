"""Batches: each article once whatever is killed on the way, and the same content from every way of cutting and reading."""

import gzip
import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from selon.errors import InputError, OutputError
from selon.ingest.incoming import Incoming
from selon.ingest.ranges import part, ranges
from selon.shards.manifest import Entry
from selon.shards.running import Begun
from selon.shards.work import done
from tests.shards_sample import batch, ended, job, keys, later, lines, some, table

NUMBERS = [str(number) for number in range(50)]
PAGE = "<html><head><title>Titre</title></head><body><article>" + "<p>{}</p>" * 3 + "</article></body></html>"
WARC = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://phare.example/{n}\r\nContent-Type: application/http\r\n" \
    "Content-Length: {length}\r\n\r\n{block}\r\n\r\n"  # fmt: skip


@pytest.fixture
def source(tmp_path: Path) -> Path:
    lines(tmp_path / "in" / "a.jsonl", some(30))
    lines(tmp_path / "in" / "b" / "b.jsonl", some(20, first=30))
    return tmp_path / "in"


def warc(count: int) -> list[bytes]:
    said = "Le maire de Kerlann a annoncé que le pont numéro {} resterait fermé jusqu'à lundi prochain."
    pages = []
    for n in range(count):
        body = PAGE.format(*[said.format(f"{n}{letter}") for letter in "abc"])
        block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}"
        pages.append(WARC.format(n=n, length=len(block.encode()), block=block))
    return [page.encode() for page in pages]


def test_records_lie_by_month_and_language_and_hold_what_was_given(source: Path, tmp_path: Path) -> None:
    end = ended(batch(source, tmp_path / "out"))
    assert (end.articles, end.duplicates, end.failures, end.shards, end.lost) == (50, 0, 0, 2, 0)
    assert keys(tmp_path / "out") == NUMBERS
    folders = {str(path.parent.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*/*/*/*.parquet")}
    assert folders == {f"records/month=2024-0{month}/language=fr" for month in (1, 2, 3)}
    (row,) = [row for row in table(tmp_path / "out", "records") if row["given"]["key"] == "7"]
    assert row["given"]["published"] == row["published"] == "2024-02-05" and row["where"].endswith("a.jsonl:8")
    assert [said["content"] for said in row["statements"]] == ["Le"]


@pytest.mark.parametrize("size", [1, 3, 7])
def test_however_it_is_cut_the_content_is_the_same(source: Path, tmp_path: Path, size: int) -> None:
    for path in source.rglob("*.jsonl"):
        # A size counts lines of 4 kB.
        path.write_text("".join(line.ljust(3000) + "\n" for line in path.read_text().splitlines()))
    whole, cut = ended(batch(source, tmp_path / "whole")), ended(batch(source, tmp_path / "cut", size=size))
    assert cut.shards > whole.shards == 2
    assert (cut.digest, cut.articles) == (whole.digest, 50)


def test_every_line_is_in_one_range(tmp_path: Path) -> None:
    data = b"".join(b'{"text": "%s"}\n' % (b"x" * length) for length in (1, 4000, 9000, 2, 30000, 5)) + b'\n{"text": "fin"}'
    cuts = ranges(io.BytesIO(data), "a.jsonl", len(data), 1)
    assert len(cuts) > 5 and (cuts[0].start, cuts[-1].end) == (0, len(data))
    found = [row for cut in cuts for row in part(io.BytesIO(data), "a.jsonl", cut)]
    texts = [len(row.article.text) for row in found if isinstance(row, Incoming)]
    assert texts == [1, 4000, 9000, 2, 30000, 5, 3]


def test_rows_of_parquet_are_cut_across_its_groups(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    pq.write_table(pa.Table.from_pylist(some(50)), tmp_path / "in" / "a.parquet", row_group_size=8)
    end = ended(batch(tmp_path / "in", tmp_path / "out", size=5))
    assert (end.shards, end.articles) == (10, 50) and keys(tmp_path / "out") == NUMBERS
    assert {row["where"].rpartition("#")[2] for row in table(tmp_path / "out", "records")} == {str(n) for n in range(1, 51)}


def test_small_files_go_together_and_a_new_one_moves_no_other_border(tmp_path: Path) -> None:
    texts = tmp_path / "in"
    texts.mkdir()
    for number in range(600):
        (texts / f"{number:04}.txt").write_text(f"Le pont numéro {number} reste fermé depuis lundi dernier.")
    before = batch(texts, tmp_path / "out")
    (texts / "0000b.txt").write_text("Un texte de plus, que personne n'attendait ce matin.")
    after = batch(texts, tmp_path / "out")
    assert 1 < ended(before).shards < 20
    assert [message.known for message in after if isinstance(message, Begun)] == [ended(before).shards - 1]
    assert (ended(after).articles, ended(after).shards) == (601, ended(before).shards)


def test_a_process_killed_on_the_way_changes_nothing(tmp_path: Path) -> None:
    marker = tmp_path / "died"
    marker.touch()
    for name in ("a", "b", "c"):
        extra = [{"text": f"ONCE {marker} {name}", "language": "fr"}]
        lines(tmp_path / "in" / f"{name}.jsonl", some(40, first=40 * ord(name)) + extra * (name == "b"))
    calm = ended(batch(tmp_path / "in", tmp_path / "calm"))
    marker.unlink()
    killed = ended(batch(tmp_path / "in", tmp_path / "killed", workers=2))
    assert marker.exists()
    assert (killed.digest, killed.articles, killed.failures) == (calm.digest, 121, 0)


def test_an_article_that_kills_what_reads_it_is_a_row_and_the_rest_is_read(tmp_path: Path) -> None:
    deadly, refused_one = {"text": "DEADLY article", "key": "d"}, {"text": "REFUSED article", "key": "r"}
    rows = [*some(20), deadly, *some(20, first=20), refused_one, *some(10, first=40)]
    lines(tmp_path / "in" / "a.jsonl", [{**row, "language": "fr"} for row in rows])
    end = ended(batch(tmp_path / "in", tmp_path / "out", workers=1))
    assert (end.articles, end.failures, end.ours, end.lost) == (50, 2, 2, 0)
    assert {row["key"]: row["reason"] for row in table(tmp_path / "out", "failures")} == {
        "d": "the process that read it died",
        "r": "ValueError: refused",
    }


def test_a_run_killed_in_the_middle_goes_on_and_ends_the_same(tmp_path: Path) -> None:
    for number in range(6):
        lines(tmp_path / "in" / f"{number}.jsonl", some(40, first=40 * number, word="SLOW"))
    program = (
        "import sys\nfrom tests.shards_sample import batch\n"
        f"if __name__ == '__main__':\n    batch({str(tmp_path / 'in')!r}, {str(tmp_path / 'out')!r}, workers=2)"
    )
    running = subprocess.Popen([sys.executable, "-c", program], cwd=Path(__file__).parents[1], start_new_session=True)
    until = time.monotonic() + 60
    while len(list((tmp_path / "out" / "manifest").glob("*.json"))) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    left = len(list((tmp_path / "out" / "manifest").glob("*.json")))
    assert 2 <= left < 6
    again = batch(tmp_path / "in", tmp_path / "out")
    assert [message.known for message in again if isinstance(message, Begun)] == [left]
    assert len([message for message in again if isinstance(message, Entry)]) == 6 - left
    assert ended(again).digest == ended(batch(tmp_path / "in", tmp_path / "whole")).digest
    assert keys(tmp_path / "out") == [str(number) for number in range(240)]
    assert not (tmp_path / "out" / ".parts").exists()


@pytest.mark.parametrize("name", ["cut.warc", "cut.warc.gz", "cut.jsonl.gz", "cut.parquet"])
def test_of_a_file_that_is_cut_the_beginning_is_read_and_the_rest_is_a_failure(tmp_path: Path, name: str) -> None:
    whole = b"".join(gzip.compress(page) for page in warc(6)) if name == "cut.warc.gz" else b"".join(warc(6))
    if "jsonl" in name:
        lines(tmp_path / "made.jsonl", some(2000))
        whole = gzip.compress((tmp_path / "made.jsonl").read_bytes())
    if "parquet" in name:
        pq.write_table(pa.Table.from_pylist(some(2000)), tmp_path / "made")
        whole = (tmp_path / "made").read_bytes()
    lines(tmp_path / "in" / "whole.jsonl", some(50))
    (tmp_path / "in" / name).write_bytes(whole[: len(whole) * 3 // 4])
    end = ended(batch(tmp_path / "in", tmp_path / "out"))
    assert end.failures >= 1 and end.lost == 0 and end.ours == 0
    assert (end.articles > 50) is ("parquet" not in name) and end.articles >= 50
    assert all(name in row["where"] for row in table(tmp_path / "out", "failures"))


def test_an_article_in_two_shards_counts_once_whichever_was_read_first(tmp_path: Path) -> None:
    lines(tmp_path / "in" / "b.jsonl", some(10))
    first = ended(batch(tmp_path / "in", tmp_path / "out"))
    lines(tmp_path / "in" / "a.jsonl", [*some(5), *some(5), *some(3, first=20)])
    both = ended(batch(tmp_path / "in", tmp_path / "out"))
    assert (first.articles, first.duplicates) == (10, 0)
    assert (both.articles, both.duplicates) == (13, 10)  # five within a file, five in both
    losers = pq.read_table(tmp_path / "out" / "duplicates.parquet").to_pylist()
    places = {(row["shard"], row["row"]): row["where"] for row in table(tmp_path / "out", "records")}
    assert {places[row["shard"], row["row"]].rpartition("/")[2] for row in losers} == {f"b.jsonl:{n}" for n in range(1, 6)}
    assert both.digest == ended(batch(tmp_path / "in", tmp_path / "fresh")).digest


def test_an_empty_input_is_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for missing in ("in", "nowhere"):
        with pytest.raises(InputError, match=missing):
            batch(tmp_path / missing, tmp_path / "out")
    (tmp_path / "in" / "a.jsonl").touch()
    end = ended(batch(tmp_path / "in", tmp_path / "out"))
    assert (end.articles, end.failures) == (0, len(table(tmp_path / "out", "failures")))
    assert pq.read_table(tmp_path / "out" / "duplicates.parquet").num_rows == 0


def test_a_folder_of_another_reader_is_left_as_it_is(source: Path, tmp_path: Path) -> None:
    batch(source, tmp_path / "out")
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    with pytest.raises(OutputError, match=r"quick/1.*quick/2"):
        batch(source, tmp_path / "out", later)
    with pytest.raises(OutputError, match="2000 articles, not 7"):
        batch(source, tmp_path / "out", size=7)
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()} == before
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "batch.json").write_text('{"jobs": 3}')
    with pytest.raises(OutputError, match="none of selon batch"):
        batch(source, tmp_path / "other")


def test_a_machine_with_another_reader_writes_nothing(source: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="same version"):
        done(job(source, tmp_path / "elsewhere")._replace(load=later))
    assert not (tmp_path / "elsewhere").exists()


def test_what_is_torn_or_damaged_in_the_output_is_made_again(source: Path, tmp_path: Path) -> None:
    whole = ended(batch(source, tmp_path / "out"))
    file = next((tmp_path / "out" / "records").rglob("*.parquet"))
    file.write_bytes(file.read_bytes()[:100])
    again = batch(source, tmp_path / "out")
    assert [message.known for message in again if isinstance(message, Begun)] == [1]
    assert ended(again) == whole
    entry = next((tmp_path / "out" / "manifest").glob("*.json"))
    entry.write_bytes(entry.read_bytes()[:40])
    assert ended(batch(source, tmp_path / "out")) == whole


def test_a_file_that_was_changed_takes_its_own_place(source: Path, tmp_path: Path) -> None:
    batch(source, tmp_path / "out")
    lines(source / "a.jsonl", some(12, first=100))
    end = ended(batch(source, tmp_path / "out"))
    assert (end.articles, end.shards) == (32, 2)
    assert keys(tmp_path / "out") == sorted([*map(str, range(30, 50)), *map(str, range(100, 112))], key=int)
    (source / "a.jsonl").unlink()
    assert ended(batch(source, tmp_path / "out")).articles == 32, "what is read stays when its input is taken away"


def test_addresses_of_file_systems_are_read_and_written(source: Path, tmp_path: Path) -> None:
    there = ended(batch(f"file://{source}", f"file://{tmp_path / 'out'}"))
    assert there == ended(batch(source, tmp_path / "other"))
    assert ended(batch(source / "a.jsonl", tmp_path / "one")).articles == 30
    with pytest.raises(InputError, match="no address"):
        batch("nothing://in", tmp_path / "out")


def test_a_file_that_is_gone_when_its_turn_comes_is_a_failure(source: Path, tmp_path: Path) -> None:
    planned = job(source, tmp_path / "out")
    (source / "a.jsonl").unlink()
    entry = done(planned)
    assert (entry.came, entry.articles, entry.failures) == (1, 0, 1)
    (row,) = table(tmp_path / "out", "failures")
    assert "a.jsonl cannot be read" in row["reason"] and not row["is_our_fault"]
