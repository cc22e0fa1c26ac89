"""What cannot be read, on the whole program: each a clear line and its exit code, and in a batch a row while the rest is read."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from selon.model import Article
from selon.reader import Reader

Run = Callable[..., CompletedProcess[bytes]]
GOOD = "La maire de Kerlann a annoncé mardi que la digue serait fermée. « Nous n'avons pas le choix », a-t-elle ajouté.\n"
FINNISH = "Ministeri kertoi tiistaina, että satama suljetaan kevään ajaksi ja että korjaustyöt aloitetaan heti huhtikuussa.\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"
UNCLOSED = "« " * 10_000 + "La digue tient bon."


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.write(GOOD.encode())
        file.truncate(50_000_000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "texts"
    made.mkdir()
    (made / "a-good.txt").write_text(GOOD, encoding="utf-8")
    (made / "b-empty.txt").write_bytes(b"")
    (made / "c-finnish.txt").write_text(FINNISH, encoding="utf-8")
    _huge(made / "d-huge.txt")
    (made / "e-png.txt").write_bytes(PNG)
    (made / "f-list.txt").write_text("pomme\npoire\nprune\n", encoding="utf-8")
    (made / "g-good.txt").write_text(GOOD, encoding="utf-8")
    return made


def _lines(done: CompletedProcess[bytes]) -> list[str]:
    return done.stderr.decode().splitlines()


def test_a_batch_reads_the_good_and_has_a_row_for_each_of_the_others(selon: Run, folder: Path) -> None:
    missing = folder / "h-missing.txt"
    done = selon("read", "--jsonl", str(folder), str(missing))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 3
    said = {Path(row["where"]).stem: row["error"] for row in rows if "error" in row}
    assert ["error" in row for row in rows] == [False, True, True, True, True, False, False, True]
    reasons = {
        "b-empty": "is empty", "c-finnish": "looks like Finnish (fi)", "d-huge": "is too long",
        "e-png": "is a PNG image, not text", "h-missing": "does not exist",
    }  # fmt: skip
    assert said.keys() == reasons.keys()
    assert [name for name, reason in reasons.items() if reason not in said[name]] == []
    assert [len(row["statements"]) for row in rows if "error" not in row] == [2, 0, 2]
    assert _lines(done)[0] == "selon: 5 of 8 could not be read:"
    assert len(_lines(done)) == 6


def test_a_directory_without_texts(selon: Run, tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(PNG)
    done = selon("read", str(tmp_path), "--json")
    assert (done.returncode, done.stdout) == (3, b"")
    (line,) = _lines(done)
    assert line.startswith(f"selon: {tmp_path} is a directory without files that are read (.txt .html ")


def test_fifty_megabytes_are_refused_at_once(selon: Run, tmp_path: Path) -> None:
    _huge(tmp_path / "huge.txt")
    begun = time.perf_counter()
    done = selon("read", str(tmp_path / "huge.txt"), "--json")
    assert time.perf_counter() - begun < 3
    assert (done.returncode, done.stdout) == (3, b"")
    assert len(_lines(done)) == 1 and "is too long" in _lines(done)[0]


def test_texts_without_any_sentence_have_records_without_statements(selon: Run) -> None:
    texts = ["pomme\npoire\nprune\n", "Kerlann", "a 1\nb 2\n", "— … «»\nà\n", "Paul a dit que", "Selon", "« dit"]
    done = selon("read", "--jsonl", stdin="\n".join(json.dumps({"text": text, "language": "fr"}) for text in texts).encode())
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row.get("error") for row in rows] == [None] * len(texts)
    assert [(row["article"]["characters"], row["statements"]) for row in rows] == [(len(text), []) for text in texts]
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_speaker_who_is_not_known_is_shown_and_drawn(selon: Run) -> None:
    text = "Le quai est fermé. « Nous n'avons pas le choix », a-t-elle ajouté.\n"
    for how in ([], ["--html", "-"]):
        done = selon("read", *how, stdin=text.encode())
        assert (done.returncode, done.stderr) == (0, b"")
        assert "Nous n'avons pas le choix" in done.stdout.decode().replace("&#39;", "'")


def test_ten_thousand_unclosed_guillemets_are_read(selon: Run) -> None:
    begun = time.perf_counter()
    done = selon("read", "--json", stdin=UNCLOSED.encode())
    assert time.perf_counter() - begun < 20
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["article"]["characters"] == len(UNCLOSED)


UNITS = [
    "« ", "« oui », dit-il, ", "\n« ", "La digue tient. ", "Selon Paul, la digue tient.\n\n", "Le maire dit « ",
    "Paul dit que la digue tient, ",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_four_times_the_text_takes_no_more_than_some_eight_times_as_long(reader: Reader, unit: str) -> None:
    def seconds(times: int) -> float:
        text = unit * times + "La digue tient bon."
        begun = time.process_time()
        reader.read(Article(text))
        return time.process_time() - begun

    seconds(10)
    assert seconds(400) < 8 * min(seconds(100), seconds(100)) + 0.5


def test_lone_surrogates_in_json_lines(selon: Run) -> None:
    lines = [
        json.dumps({"key": "half \ud83c", "text": f"{GOOD}\ud83c {GOOD}", "outlet": "La \udc00 Côte"}),
        json.dumps({"key": "pair", "text": "La mer monte \ud83c\udf0a."}),
        json.dumps({"key": "alone", "text": "\ud83c\udc00\ud83c"}),
    ]
    done = selon("read", "--jsonl", stdin="\n".join(lines).encode())
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 3
    assert [row.get("schema", "error") for row in rows] == ["selon/1", "selon/1", "error"]
    assert (rows[0]["article"]["key"], rows[0]["article"]["outlet"]) == ("half \ufffd", "La \ufffd Côte")
    assert len(rows[0]["statements"]) == 4
    assert rows[1]["article"]["characters"] == len("La mer monte 🌊.")
    assert "holds no letters" in rows[2]["error"]


def test_right_to_left_marks_stay_where_they_are(selon: Run) -> None:
    text = "Selon Rami Haddad, la digue tient bon. \u202bLe quai\u202c \u2067s'effrite\u2069, a dit \u200fNadia Morvan\u200e.\n"
    done = selon("read", "--json", stdin=text.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    record = json.loads(done.stdout)
    assert record["article"]["characters"] == len(text)
    spans = [span for statement in record["statements"] for span in (statement["cue"], *statement["content"]) if span]
    assert spans and [span["text"] for span in spans] == [text[span["start"] : span["end"]] for span in spans]
    shown = selon("read", stdin=text.encode()).stdout.decode()
    assert "Nadia Morvan" in shown
    assert not set("\u202b\u202c\u2067\u2069") & set(shown), "these marks would reorder the reader's terminal"


@pytest.mark.parametrize("name", ["\u200fRami Haddad", "Rami Haddad\u200e", "\u2067Rami Haddad\u2069"])
def test_marks_of_direction_do_not_hide_a_speaker(reader: Reader, name: str) -> None:
    (statement,) = reader.read(Article(f"Selon {name}, la digue tient bon.")).record.statements
    assert statement.source.name == "Rami Haddad"


def test_an_output_that_cannot_be_written(selon: Run, folder: Path) -> None:
    good = str(folder / "f-list.txt")
    for out in (["--html", str(folder / "none" / "page.html")], ["--out", good], ["--html", "/proc/page.html"]):
        done = selon("read", good, *out)
        assert (done.returncode, done.stdout, len(_lines(done))) == (4, b"", 1)
        assert out[1] in _lines(done)[0] or str(Path(out[1]).parent) in _lines(done)[0]
        assert "cannot be written" in _lines(done)[0]
