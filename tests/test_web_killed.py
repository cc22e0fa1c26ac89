"""A server that is killed while it takes in what was sent: what it told of is there, the rest is taken in by the next one."""

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from evaluation.kills import add, digests, written
from selon.desk import WRITE, Desk
from selon.web.jobs import Jobs, uploads_of
from selon.web.uploads import Form, inputs
from tests.test_desk_killed import line
from tests.test_web_adding import TEXT, means

COUNT, FIRST = 192, 96


@pytest.fixture
def read(tmp_path: Path) -> Path:
    path = tmp_path / "read.jsonl"
    assert written(map(line, range(COUNT)), path) == COUNT
    return path


@contextmanager
def server(desk: Path, read: Path) -> Iterator[tuple[httpx.Client, subprocess.Popen[bytes]]]:
    """A server that lets add, in a process of its own, and a client that may; the server is killed where it still runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    asked = [str(read), "1", "serve", "--edit", "--port", str(port), "--desk", str(desk), "--log", "json"]
    command = [sys.executable, "-m", "evaluation.recorded", *asked]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        try:
            token = process.stdout.readline().decode().rpartition("=")[2].strip()
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=60) as client:
                _unlock(client, token)
                yield client, process
        finally:
            process.kill()


def _unlock(client: httpx.Client, token: str) -> None:
    until = time.monotonic() + 120
    while True:
        try:
            assert client.get(f"/edit?token={token}").status_code == 303
            return
        except httpx.ConnectError:
            assert time.monotonic() < until, "the server does not start"
            time.sleep(0.05)


def send(client: httpx.Client, files: list[tuple[str, bytes]]) -> str:
    found = re.search(r'name="csrf" value="(\w+)"', client.get("/add").text)
    assert found is not None
    origin = {"origin": str(client.base_url), "sec-fetch-site": "same-origin"}
    answer = client.post("/add", data={"csrf": found[1]}, files=[("files", one) for one in files], headers=origin)
    assert answer.status_code == 303
    return answer.headers["location"]


def told_until(client: httpx.Client, job: str, new: int) -> set[str]:
    """The articles that a job tells of, once there are so many."""
    until = time.monotonic() + 120
    while True:
        told: dict[str, Any] = client.get(f"/api{job}").json()
        ids = {became["article"] for one in told["inputs"] for became in one["articles"] if became["article"]}
        if len(ids) >= new:
            return ids
        assert time.monotonic() < until, "nothing is added"
        time.sleep(0.01)


def test_what_a_killed_server_told_of_is_there_and_the_next_one_takes_in_the_rest(tmp_path: Path, read: Path) -> None:
    add(tmp_path / "whole.sqlite", read)
    wanted, desk = digests(tmp_path / "whole.sqlite"), tmp_path / "desk.sqlite"
    Desk(desk, WRITE).store.close()
    lines = read.read_bytes().splitlines(keepends=True)
    halves = [("un.jsonl", b"".join(lines[:FIRST])), ("deux.jsonl", b"".join(lines[FIRST:]))]
    with server(desk, read) as (client, process):
        told = told_until(client, send(client, halves), 20)
        process.kill()
    left = digests(desk)
    assert 20 <= len(told) <= len(left) < COUNT
    assert all(left[article] == wanted[article] for article in told)
    assert sorted(path.name for path in uploads_of(desk).glob("*/*")) == ["deux.jsonl", "un.jsonl"]
    with server(desk, read):
        until = time.monotonic() + 120
        while any(uploads_of(desk).iterdir()):
            assert time.monotonic() < until, "what was sent is not taken in"
            time.sleep(0.05)
    assert digests(desk) == wanted


def waiting(desk: Path, count: int = 1) -> list[Path]:
    """Texts that were sent and are not read, as a killed server leaves them."""
    given = [inputs(Form({"text": f"{TEXT} {number}"}, []), uploads_of(desk)) for number in range(count)]
    return [Path(one.origin) for found in given for one in found]


def done(jobs: Jobs, files: list[Path]) -> bool:
    until = time.monotonic() + 60
    while any(path.exists() for path in files):
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    Desk(tmp_path / "desk.sqlite", WRITE).store.close()
    return tmp_path / "desk.sqlite"


def test_what_failed_waits_to_be_tried_again_and_half_an_upload_is_passed_over(desk: Path) -> None:
    (sent,) = waiting(desk)
    (half := uploads_of(desk) / ".0a0a").mkdir()
    (half / "text.jsonl").write_text(json.dumps({"text": TEXT + " À moitié."}), "utf-8")
    (failed,) = waiting(desk)
    failed.write_text("{", "utf-8")
    first = Jobs(desk, means())
    first.resume()
    assert done(first, [sent])
    first.stop()
    again = Jobs(desk, means())
    again.resume()
    again.stop()
    with Desk(desk) as opened:
        assert [kept.text for kept in opened.newest(5)] == [f"{TEXT} 0"]
        assert [(row.origin, row.tries) for row in opened.failures()] == [(str(failed), 1)]
    assert failed.exists() and (half / "text.jsonl").exists()


def test_what_another_server_is_at_is_left_to_it(desk: Path) -> None:
    sent = waiting(desk)
    one, other = Jobs(desk, means()), Jobs(desk, means())
    one._claim()
    other.resume()
    assert other._thread is None and sent[0].exists()
    one.stop()
    other.resume()
    assert done(other, sent)
    other.stop()
