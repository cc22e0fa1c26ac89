"""`selon read`: what goes in, what comes out where, and with which exit code it leaves."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from selon.errors import PackError
from selon.export.contract import record_to_json
from tests.faces_sample import ENGINE, READING, RECORD, TEXT, run

QUIET = "Il a plu toute la journée sur la côte, et les bateaux sont restés au port jusqu'au soir.\n"
FINNISH = "Hallitus kertoi tiistaina, että uusi laki tulee voimaan ensi vuoden alussa koko maassa ja kaikissa kunnissa.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "texts"
    made.mkdir()
    (made / "a.txt").write_text(TEXT, encoding="utf-8")
    (made / "b.txt").write_text("", encoding="utf-8")
    (made / "c.txt").write_text(QUIET, encoding="utf-8")
    return made


def test_one_article_is_shown_as_plain_text_when_piped(folder: Path) -> None:
    ran = run("read", str(folder / "a.txt"))
    assert (ran.code, ran.err) == (0, "")
    assert "mardi que [1]la digue de Kerlann serait fermée" in ran.out
    assert "\x1b" not in ran.out


def test_one_article_as_json(folder: Path) -> None:
    ran = run("read", str(folder / "a.txt"), "--json")
    assert ran.code == 0
    assert ran.out.encode() == record_to_json(RECORD, TEXT, indent=2) + b"\n"


@pytest.mark.parametrize("arguments", [("read",), ("read", "-")])
def test_standard_input_is_read(arguments: tuple[str, ...]) -> None:
    ran = run(*arguments, "--json", stdin=TEXT.encode())
    assert ran.code == 0
    assert json.loads(ran.out)["schema"] == "selon/1"


def test_what_the_caller_knows_goes_into_the_record() -> None:
    ran = run("read", "--json", "--published", "2024-03", "--outlet", "La Côte", "--title", "Pluie", stdin=QUIET.encode())
    article = json.loads(ran.out)["article"]
    assert (article["published"], article["outlet"], article["title"]) == ("2024-03", "La Côte", "Pluie")


def test_lines_of_json_come_out_in_order_with_errors_in_place() -> None:
    rows: list[object] = [{"text": TEXT}, {"key": "k2", "text": ""}, {"key": 3, "text": QUIET}, {"key": "f", "text": FINNISH}]
    lines = [json.dumps(row) for row in rows]
    ran = run("read", "--jsonl", stdin="\n".join([lines[0], "{", "", *lines[1:]]).encode())
    out = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 3
    assert [row.get("schema", "error") for row in out] == ["selon/1", "error", "error", "selon/1", "error"]
    assert [list(row) for row in out if "error" in row] == [["error", "key", "where"]] * 3
    assert [(row["key"], row["where"]) for row in out if "error" in row] == [
        (None, "standard input:2"), ("k2", "standard input:4"), ("f", "standard input:6"),
    ]  # fmt: skip
    assert out[3]["article"]["key"] == "3"
    assert "looks like Finnish (fi)" in out[4]["error"]
    assert ran.err.startswith("selon: 3 of 5 could not be read:\nselon: standard input:2 is not JSON")
    assert len(ran.err.splitlines()) == 4


def test_many_bad_lines_are_listed_in_short() -> None:
    ran = run("read", "--jsonl", stdin=b"{\n" * 50)
    assert len(ran.out.splitlines()) == 50
    assert len(ran.err.splitlines()) == 22
    assert ran.err.endswith("and 30 more: each stands as an error in its line of the output.\n")


def test_what_a_line_says_goes_before_what_the_command_says() -> None:
    line = json.dumps({"text": QUIET, "published": "2023"})
    ran = run("read", "--jsonl", "--published", "2024", "--outlet", "La Côte", stdin=line.encode())
    article = json.loads(ran.out)["article"]
    assert (article["published"], article["outlet"]) == ("2023", "La Côte")


def test_a_file_of_json_lines_is_known_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    path.write_text("\n".join(json.dumps({"key": key, "text": QUIET}) for key in "xy"), encoding="utf-8")
    ran = run("read", "--jsonl", str(path))
    assert [json.loads(line)["article"]["key"] for line in ran.out.splitlines()] == ["x", "y"]


def test_files_of_text_and_of_lines_go_together(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"key": "k", "text": QUIET}), encoding="utf-8")
    ran = run("read", "--jsonl", str(folder), str(path), str(tmp_path / "none.jsonl"))
    out = [json.loads(line) for line in ran.out.splitlines()]
    assert ["error" if "error" in row else row["article"]["characters"] for row in out] == [
        len(TEXT), "error", len(QUIET), len(QUIET), "error",
    ]  # fmt: skip
    assert "none.jsonl does not exist" in out[4]["error"]


def test_several_articles_are_shown_each_under_its_name(folder: Path) -> None:
    ran = run("read", str(folder / "a.txt"), str(folder / "c.txt"))
    assert ran.code == 0
    places = [ran.out.index(words) for words in ("a.txt", "[1]la digue", "c.txt", "No statement was found")]
    assert places == sorted(places)


def test_a_bad_file_among_many_is_said_and_the_rest_is_read(folder: Path) -> None:
    ran = run("read", str(folder), "--out", str(folder / "out"))
    assert ran.code == 3
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["a.json", "c.json"]
    assert ran.err.splitlines()[0] == "selon: 1 of 3 could not be read:"
    assert "b.txt is empty" in ran.err.splitlines()[1]


def test_pages_go_into_a_directory(folder: Path) -> None:
    ran = run("read", str(folder / "a.txt"), str(folder / "c.txt"), "--out", str(folder / "deep" / "out"), "--html")
    assert (ran.code, ran.err) == (0, "")
    pages = {path.name: path.read_text(encoding="utf-8") for path in (folder / "deep" / "out").iterdir()}
    assert sorted(pages) == ["a.html", "c.html"]
    assert "<title>Kerlann ferme sa digue</title>" in pages["a.html"]


def test_a_page_goes_into_a_file_or_is_printed(folder: Path) -> None:
    out = folder / "page.html"
    ran = run("read", str(folder / "a.txt"), "--html", str(out))
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    printed = run("read", str(folder / "a.txt"), "--html", "-")
    assert printed.out == out.read_text(encoding="utf-8")
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "b.txt", "c.txt", "page.html"]


def test_keys_and_names_that_meet_get_files_of_their_own(tmp_path: Path) -> None:
    keys = ["../../etc/x", "..", "a", "A", "a\x00b\nc", "é" * 200]
    lines = "\n".join(json.dumps({"key": key, "text": QUIET}) for key in keys)
    ran = run("read", "-", "--out", str(tmp_path / "out"), stdin=b"x")
    assert ran.code == 0
    path = tmp_path / "in.jsonl"
    path.write_text(lines, encoding="utf-8")
    ran = run("read", str(path), "--out", str(tmp_path / "out"))
    assert ran.code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        ["stdin.json", "_.._etc_x.json", "article.json", "a.json", "A-2.json", "a_b_c.json", "é" * 60 + ".json"]
    )
    assert "is written as A-2.json: A.json is another article's." in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--json", "--jsonl", "a.txt"], "three ways to write the same"),
        (["--json", "a.txt", "c.txt"], "use --jsonl, or --out DIR"),
        (["--json", "x.jsonl"], "use --jsonl, or --out DIR"),
        (["--html", "x.html", "a.txt", "c.txt"], "use --out DIR --html"),
        (["--html", "a.txt"], "--html needs a file that ends in .html"),
        (["a.txt", "--html"], "--html needs a file that ends in .html"),
        (["--html", "a.txt", "--out", "d"], "--html takes no value, but it was given a.txt"),
        (["--jsonl", "--out", "d", "a.txt"], "choose one"),
        (["--title", "T", "a.txt", "c.txt"], "leave it out"),
        (["--published", "hier", "a.txt"], "--published: the date of publication 'hier' is none"),
        (["-", "-"], "give - one time"),
        (["--nonsense"], "No such option"),
    ],
)
def test_a_misused_command_line_says_what_to_write(arguments: list[str], said: str, folder: Path) -> None:
    given = [str(folder / word) if word in ("a.txt", "c.txt") else word for word in arguments]
    ran = run("read", *given)
    assert ran.code == 2
    assert ran.out == ""
    assert said in ran.err.replace(f"{folder}/", "")
    assert ran.err.endswith("See selon read --help.\n")
    assert len(ran.err.splitlines()) == 1
    assert (folder / "a.txt").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "does not exist"),
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is a PNG image, not text"),
        (FINNISH.encode(), "looks like Finnish (fi)"),
        (b"x" * 4_000_001, "is too long"),
        (b"... !!! 123", "holds no letters"),
    ],
)
def test_an_input_that_cannot_be_read_is_one_line_and_exit_code_3(content: bytes | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / "in.txt"
    if content is not None:
        path.write_bytes(content)
    ran = run("read", str(path), "--json")
    assert (ran.code, ran.out) == (3, "")
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


def test_another_encoding_is_said(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(QUIET.encode("windows-1252"))
    ran = run("read", str(path), "--json")
    assert ran.code == 0
    assert "was read as Windows-1252" in ran.err
    assert "journée" in QUIET
    assert json.loads(ran.out)["article"]["characters"] == len(QUIET)


def test_an_error_of_ours_in_one_article_leaves_the_others_alone() -> None:
    lines = [json.dumps({"key": str(number), "text": "BUG" if number == 5 else QUIET, "language": "fr"}) for number in range(40)]
    ran = run("read", "--jsonl", stdin="\n".join(lines).encode())
    out = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 1
    assert ["error" in row for row in out].count(True) == 1
    assert out[5]["where"] == "standard input:6"
    assert "ZeroDivisionError: a step went wrong" in out[5]["error"]
    assert [row["article"]["key"] for row in out if "article" in row] == [str(number) for number in range(40) if number != 5]
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, ""),
        (RuntimeError("no weights"), 1, "selon: Selon itself failed (RuntimeError: no weights): please report it"),
        (PackError("fr/cues.toml: no row"), 5, "selon: fr/cues.toml: no row\n"),
    ],
)
def test_an_engine_that_does_not_load(error: BaseException, code: int, said: str) -> None:
    def load() -> object:
        raise error

    ran = run("read", "--json", stdin=QUIET.encode(), engine=ENGINE._replace(load=load))
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith(said)
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("out", ["missing/p.html", "folder.html", "a.txt/p.html"])
def test_a_page_that_cannot_be_written_is_refused_before_the_work(out: str, folder: Path) -> None:
    (folder / "folder.html").mkdir()

    def load() -> object:
        raise AssertionError("the engine was loaded for nothing")

    ran = run("read", str(folder / "a.txt"), "--html", str(folder / out), engine=ENGINE._replace(load=load))
    assert ran.code == 4
    assert len(ran.err.splitlines()) == 1


def test_a_directory_that_cannot_be_made_is_refused(folder: Path) -> None:
    ran = run("read", str(folder / "a.txt"), "--out", str(folder / "a.txt"))
    assert ran.code == 4
    assert "a.txt cannot be written (File exists)" in ran.err


def test_a_file_that_cannot_be_replaced_leaves_nothing_behind(folder: Path) -> None:
    (folder / "out" / "a.json").mkdir(parents=True)
    ran = run("read", str(folder / "a.txt"), "--out", str(folder / "out"))
    assert ran.code == 4
    assert [path.name for path in (folder / "out").iterdir()] == ["a.json"]


def _spawned(shell: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    program = f'"{sys.executable}" -c "from tests.faces_sample import ENGINE, main; main(engine=ENGINE)"'
    command = shell.replace("selon", program)
    environment, root = {**os.environ, "F": str(folder)}, Path(__file__).parent.parent
    return subprocess.run(["bash", "-c", command], capture_output=True, env=environment, cwd=root, check=False)


def test_a_reader_of_the_output_who_leaves_early_is_no_error(folder: Path) -> None:
    (folder / "many.jsonl").write_text(f"{json.dumps({'text': TEXT})}\n" * 200, encoding="utf-8")
    ran = _spawned("selon read --jsonl $F/many.jsonl | head -c 100; exit ${PIPESTATUS[0]}", folder)
    assert (ran.returncode, ran.stderr, len(ran.stdout)) == (141, b"", 100)


@pytest.mark.parametrize("how", ["--json", "--jsonl", "--html -", ""])
def test_a_full_disk_is_said(how: str, folder: Path) -> None:
    ran = _spawned(f"selon read $F/a.txt {how} > /dev/full", folder)
    assert ran.returncode == 4
    assert ran.stderr == b"selon: standard output cannot be written (No space left on device): make room or send it elsewhere.\n"


def test_a_name_that_would_steer_the_terminal_is_made_visible(tmp_path: Path) -> None:
    ran = run("read", str(tmp_path / "\x1b[31mred.txt"))
    assert ran.code == 3
    assert "\u241b[31mred.txt does not exist" in ran.err
    assert "\x1b" not in ran.err


def test_the_sample_is_what_its_reader_says() -> None:
    assert ENGINE.load().read_many([]).__class__ is map
    assert READING.record.article.characters == len(TEXT)
