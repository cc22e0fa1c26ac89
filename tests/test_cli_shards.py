"""`selon batch` and `selon desk import`: what they say, how they leave, and that a desk made of both ways is the same."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow
import pyarrow.parquet as pq
import pytest

from selon.desk import WRITE, Desk
from selon.errors import InputError
from selon.intake import Given, items
from selon.shards import manifest, result
from selon.shards.manifest import Done
from tests.conftest import ROOT
from tests.faces_sample import ENGINE, run
from tests.shards_sample import FRENCH, batch, ended, lines, quick, some

QUICK = ENGINE._replace(load=quick, languages=lambda: FRENCH)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Articles, one that is refused, one that changes, is changed back, and comes again, a line that is none."""
    said = {"key": "k", "outlet": "Le Phare", "language": "fr"}
    first, second = {**said, "text": "Le pont est fermé."}, {**said, "text": "Le pont est ouvert."}
    days = [{**first, "published": "2024-01-01"}, {**second, "published": "2024-01-02"}]
    lines(tmp_path / "in" / "a.jsonl", [*some(20), *days, {"nothing": "here"}])
    back, bad = {**first, "published": "2024-01-03"}, {**said, "text": "REFUSED", "key": "r"}
    lines(tmp_path / "in" / "b.jsonl", [back, *days, *some(5), bad])
    return tmp_path / "in"


def test_a_desk_that_takes_over_a_batch_is_the_one_that_adding_makes(source: Path, tmp_path: Path) -> None:
    batch(source, tmp_path / "out", size=5)
    with Desk(tmp_path / "added", WRITE) as added, Desk(tmp_path / "taken", WRITE) as taken:
        given = items(sorted(source.iterdir()), Given(), False, FRENCH, lambda _: None)
        directly = [(one.outcome, one.article) for one in added.add(given, quick)]
        found = [(one.outcome, one.article) for one in taken.take_over(result.found(str(tmp_path / "out")))]
        assert added.digest() == taken.digest() and added.holdings()["versions"] == taken.holdings()["versions"] == 23
        assert [one for one in found if one[0] != "known"] == [one for one in directly if one[0] != "known"]
        assert {(f.place, f.reason) for f in added.failures()} == {(f.place, f.reason) for f in taken.failures()}
        assert taken.check() == []
        assert {one.outcome for one in taken.take_over(result.found(str(tmp_path / "out")))} == {"known", "failed"}


def test_the_commands_tell_what_there_is(source: Path, tmp_path: Path) -> None:
    out, desk = str(tmp_path / "out"), str(tmp_path / "desk.sqlite")
    ran = run("batch", str(source), out, "--json", "--workers", "1", engine=QUICK)
    assert ran.code == 1 and "2 failed" in ran.err and f"see {out}/failures" in ran.err
    told = [json.loads(line) for line in ran.out.splitlines()]
    assert [line["message"] for line in told] == ["begun", "entry", "entry", "ended"]
    again = run("batch", str(source), out, engine=QUICK)
    assert "2 of 2 shards are there already" in again.err and told[-1]["digest"] in again.err
    taken = run("desk", "import", out, "--desk", desk)
    assert taken.code == 1 and "21 new, 2 changed" in taken.err and "2 failed" in taken.err
    assert run("show", "k", "--desk", desk).code == 0


def _running(source: Path, out: Path) -> subprocess.Popen[str]:
    """A batch of two processes in a group of its own, as a terminal has it, once the first shards are done."""
    program = (
        "import sys\nfrom selon.cli import main\nfrom tests.test_cli_shards import QUICK\n"
        "if __name__ == '__main__':\n    sys.argv[0] = 'selon'\n    sys.exit(main(engine=QUICK))"
    )
    command = [sys.executable, "-c", program, "batch", str(source), str(out), "--workers", "2", "--json"]
    started = subprocess.Popen(
        command, cwd=ROOT, start_new_session=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert started.stdout is not None
    assert [json.loads(started.stdout.readline())["message"] for _ in range(2)] == ["begun", "entry"]
    return started


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_batch_that_is_asked_to_stop_keeps_what_it_is_at(tmp_path: Path, number: int) -> None:
    for name in range(8):
        lines(tmp_path / "in" / f"{name}.jsonl", some(40, first=40 * name, word="SLOW"))
    running = _running(tmp_path / "in", tmp_path / "out")
    os.killpg(running.pid, number) if number == signal.SIGINT else running.send_signal(number)
    out, err = running.communicate(timeout=100)
    *_, last = told = [json.loads(line) for line in out.splitlines()]
    kept = len(list((tmp_path / "out" / "manifest").iterdir()))
    assert running.returncode == 130 and "Traceback" not in err and "again to stop at once" in err
    assert last == {"message": "stopped", "shards": 8, "left": 8 - kept} and f"{8 - kept} of 8 shards are left" in err
    # What was at hand was kept: as many as there are processes, unless one had just ended.
    assert [line["message"] for line in told[:-1]] == ["entry"] * (kept - 1) and 2 <= kept < 8
    calm = ended(batch(tmp_path / "in", tmp_path / "calm"))
    assert ended(batch(tmp_path / "in", tmp_path / "out")).digest == calm.digest


def test_a_batch_that_is_asked_twice_stops_at_once(tmp_path: Path) -> None:
    for name in range(3):
        lines(tmp_path / "in" / f"{name}.jsonl", some(5 if name == 0 else 50_000, first=name * 100, word="SLOW"))
    running = _running(tmp_path / "in", tmp_path / "out")
    assert running.stderr is not None
    running.send_signal(signal.SIGINT)
    assert "again to stop at once" in running.stderr.readline()
    running.send_signal(signal.SIGINT)
    # Each of the shards at hand would take a quarter of an hour.
    _, err = running.communicate(timeout=200)
    assert running.returncode == 130 and "Traceback" not in err
    assert len(list((tmp_path / "out" / "manifest").iterdir())) == 1


def test_what_is_no_batch_is_told(tmp_path: Path) -> None:
    ran = run("desk", "import", str(tmp_path), "--desk", str(tmp_path / "desk"))
    assert ran.code == 3 and "no folder of selon batch" in ran.err
    ran = run("batch", str(tmp_path), str(tmp_path / "out"), engine=QUICK)
    assert ran.code == 3 and "holds no file that is read" in ran.err


def test_a_batch_that_lacks_files_is_not_taken_over(source: Path, tmp_path: Path) -> None:
    batch(source, tmp_path / "out")
    next((tmp_path / "out" / "records").rglob("*.parquet")).unlink()
    with pytest.raises(InputError, match="run selon batch again"):
        result.found(str(tmp_path / "out"))


def test_a_cluster_without_its_library_is_told(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "selon.shards.cluster", raising=False)
    ran = run("batch", str(source), str(tmp_path / "out"), "--address", "127.0.0.1:1", engine=QUICK)
    assert ran.code == 2 and "selon[cluster]" in ran.err


def test_records_that_are_not_sound_become_failures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As another program, or a damaged disk, may leave them: one that is no JSON, of another text, in another language."""
    said = [{"text": f"Le pont {number} est fermé.", "published": "2024-01-01", "language": "fr"} for number in range(5)]
    lines(tmp_path / "in" / "a.jsonl", said)
    batch(tmp_path / "in", tmp_path / "out")
    (path,) = (tmp_path / "out" / "records").rglob("*.parquet")
    table = pq.read_table(path, partitioning=None)
    records = table.column("record").to_pylist()
    changed = ["{", records[1], records[2].replace('"characters":', '"characters":9'), records[3]]
    changed.append(records[4].replace('"language":"fr"', '"language":"tlh"'))
    column = table.schema.get_field_index("record")
    field = table.schema.field(column)
    pq.write_table(table.set_column(column, field, pyarrow.array(changed, field.type)), path)
    # Its size is another one now, which alone would have it refused.
    monkeypatch.setattr(manifest, "done", lambda here, known=manifest.done: Done(known(here).torn, []))
    with Desk(tmp_path / "desk.sqlite", WRITE) as desk:
        found = list(desk.take_over(result.found(str(tmp_path / "out"))))
        assert [one.outcome for one in found] == ["failed", "new", "failed", "new", "failed"]
        assert all("run it again into a new folder" in (one.reason or "") for one in found if one.outcome == "failed")
        assert desk.check() == []
