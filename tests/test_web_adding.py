"""Adding in the browser: texts, URLs and files within their limits, jobs one after another, and failures tried again."""

import json
import re
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from selon.desk import READ, WRITE, Desk
from selon.desk.online import online
from selon.desk.taking import Means
from selon.ingest.addresses import Network
from selon.ingest.fetching import Fetcher
from selon.ingest.online import Web
from selon.ingest.politeness import Manners, Polite
from selon.web import application
from selon.web.sessions import LOOPBACK, Editing
from tests import loopback
from tests.faces_sample import SampleReader, run
from tests.loopback import Reply, serving
from tests.test_ingest_addresses import NoSockets, now

EDITING = Editing("a-token-that-nobody-guesses")
HERE = "http://127.0.0.1"
FROM_HERE = {"origin": HERE, "sec-fetch-site": "same-origin"}
TEXT = "La capitainerie de Kerlann a annoncé lundi que le port resterait fermé. Le maire a confirmé la nouvelle."
Client = TestClient[Litestar]


def nowhere() -> Web:
    raise AssertionError("the web was asked for")


def means(**given: Any) -> Means:
    return Means(SampleReader, lambda: frozenset({"fr"}), nowhere, lambda: 1, print)._replace(**given)


def opened(path: Path, **given: Any) -> Client:
    return TestClient(application(path, editing=EDITING, names=LOOPBACK, means=means(**given)), base_url=HERE)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "desk.sqlite"
    Desk(found, WRITE).store.close()
    return found


@pytest.fixture
def client(path: Path) -> Iterator[Client]:
    with opened(path) as found:
        yield found


def unlocked(client: Client) -> str:
    assert client.get(f"/edit?token={EDITING.token}", follow_redirects=False).status_code == 303
    found = re.search(r'name="csrf" value="(\w+)"', client.get("/add").text)
    assert found is not None
    return found[1]


def send(
    client: Client, files: list[tuple[str, bytes]] | None = None, headers: dict[str, str] | None = None, **fields: str
) -> Response:
    parts = [("files", (name, data)) for name, data in files or []] or [("files", ("", b""))]
    given = FROM_HERE if headers is None else headers
    return client.post("/add", data=fields, files=parts, headers=given, follow_redirects=False)


def over(client: Client, answer: Response) -> dict[str, Any]:
    """The job that an answer leads to, once it is over."""
    assert answer.status_code == 303, answer.text
    until = time.monotonic() + 60
    while (job := client.get("/api" + answer.headers["location"]).json())["state"] in ("waiting", "running"):
        assert time.monotonic() < until, "the job does not end"
        time.sleep(0.02)
    found: dict[str, Any] = job
    return found


def outcomes(job: dict[str, Any]) -> list[list[str]]:
    return [[became["outcome"] for became in one["articles"]] for one in job["inputs"]]


def failures(path: Path) -> list[str]:
    with Desk(path, READ) as desk:
        return [failed.place for failed in desk.failures()]


def test_a_pasted_text_is_added_with_what_is_told_of_it(client: Client, path: Path) -> None:
    csrf = unlocked(client)
    answer = send(client, csrf=csrf, text=TEXT, title="Le port fermé", outlet="Le Phare", published="2024-06-06")
    job = over(client, answer)
    assert (job["state"], outcomes(job), job["inputs"][0]["name"]) == ("done", [["new"]], "Le port fermé")
    page = client.get(answer.headers["location"]).text
    assert f'href="/article/{job["inputs"][0]["articles"][0]["article"]}"' in page and "All is read." in page
    assert 'http-equiv="refresh"' not in page
    with Desk(path) as desk:
        (kept,) = desk.newest(5)
    assert (kept.text, kept.title, kept.outlet, kept.published) == (TEXT, "Le port fermé", "Le Phare", "2024-06-06")
    again = over(client, send(client, csrf=csrf, text=TEXT, title="Le port fermé", outlet="Le Phare", published="2024-06-06"))
    assert outcomes(again) == [["known"]]
    assert list(path.with_name("desk.sqlite-uploads").iterdir()) == []


def test_files_are_read_by_their_kind_and_failures_are_told(client: Client, path: Path) -> None:
    lines = json.dumps({"text": TEXT.replace("Kerlann", "Landrezac")}) + '\n{"texte": 1}\n'
    files = [("un.txt", TEXT.encode()), ("../../deux.jsonl", lines.encode()), ("trois.pdf", b"%PDF-1.4"), ("quatre.txt", b"BUG")]
    job = over(client, send(client, files, csrf=unlocked(client)))
    assert [one["name"] for one in job["inputs"]] == ["un.txt", "deux.jsonl", "trois.pdf", "quatre.txt"]
    assert outcomes(job) == [["new"], ["new", "failed"], ["failed"], ["failed"]]
    assert job["inputs"][2]["articles"][0]["reason"].startswith("trois.pdf is a PDF document")
    assert str(path.parent) not in json.dumps(job) and "<bdi>trois.pdf</bdi>" in client.get("/failures").text
    kept = sorted(found.name for found in path.with_name("desk.sqlite-uploads").glob("*/*"))
    assert kept == ["deux.jsonl", "quatre.txt", "trois.pdf"] and len(failures(path)) == 3


@pytest.mark.parametrize(
    ("fields", "files", "status", "says"),
    [
        ({}, [], 400, "nothing to add"),
        ({"text": " \n"}, [], 400, "nothing to add"),
        ({"text": TEXT, "published": "hier"}, [], 400, "date of publication"),
        ({"urls": "/etc/passwd"}, [], 400, "is no URL"),
        ({"urls": "\n".join(f"https://a.example/{n}" for n in range(201))}, [], 413, "at most 200"),
        ({"text": "a" * 1_000_001}, [], 413, "at most 1,000,000"),
        ({}, [("grand.txt", b"a" * 20_000_001)], 413, "grand.txt has 20 MB"),
        ({}, [(f"{n}.txt", b"a") for n in range(201)], 413, "at most 200"),
        ({}, [(f"{n}.txt", b"a" * 16_500_000) for n in range(4)], 413, "more than 64 MB at once"),
    ],
)  # fmt: skip
def test_what_is_wrong_or_too_much_is_refused_whole(
    client: Client, path: Path, fields: dict[str, str], files: list[tuple[str, bytes]], status: int, says: str
) -> None:
    answer = send(client, files, csrf=unlocked(client), **fields)
    assert answer.status_code == status and says in answer.text
    if status == 400:
        assert fields.get("urls", "") in answer.text and fields.get("text", "").strip() in answer.text
    assert not path.with_name("desk.sqlite-uploads").exists() and failures(path) == []


@pytest.mark.parametrize(
    ("headers", "says"),
    [
        ({}, "does not say where"),
        ({"origin": "https://evil.example", "sec-fetch-site": "cross-site"}, "sent from https://evil.example"),
        ({"origin": "null"}, "sent from null"),
    ],
)
def test_what_comes_from_elsewhere_adds_nothing(client: Client, path: Path, headers: dict[str, str], says: str) -> None:
    csrf = unlocked(client)
    answer = send(client, headers=headers, csrf=csrf, text=TEXT)
    assert answer.status_code == 403 and says in answer.text
    retried = client.post("/failures/retry", data={"csrf": csrf}, headers=headers)
    assert retried.status_code == 403 and says in retried.text
    for stale in ("", "x"):
        assert send(client, csrf=stale, text=TEXT).status_code == 403
    with Desk(path) as desk:
        assert desk.newest(5) == []


def test_who_has_no_session_or_no_desk_to_edit_is_told_how_to_begin(client: Client, path: Path) -> None:
    assert "open the address that selon serve --edit printed" in client.get("/add").text
    assert send(client, text=TEXT).status_code == 403 and '<a href="/add">' not in client.get("/").text
    with TestClient(application(path), base_url=HERE) as closed:
        page = closed.get("/add")
        assert page.status_code == 200 and "selon serve --edit" in page.text and "<textarea" not in page.text
        assert closed.post("/add", headers=FROM_HERE).status_code == 403
        assert closed.get("/add/x").status_code == closed.get("/api/add/x").status_code == 404


def guarded(resolved: str, allowed: tuple[Network, ...] = ()) -> Web:
    """A way to the web on which every name means one address, and no socket may open."""
    fetcher = Fetcher(allowed, resolve=lambda host, port: (resolved,), sockets=NoSockets())
    return Web(Polite(fetcher, time.monotonic, now, time.sleep, Manners(0.0, 1, 0.0, 0.0)).get, now, time.sleep)


@pytest.mark.parametrize(
    ("resolved", "url", "says"),
    [
        ("10.0.0.7", "http://interne.example/", "a private address"),
        ("169.254.169.254", "https://nuage.example/latest/", "a link-local address"),
        ("127.0.0.1", "http://127.0.0.1:8000/failures", "an address of this machine itself"),
        ("10.0.0.7", "file:///etc/passwd", "is not on the web"),
    ],
)
def test_a_url_that_leads_inside_is_refused_before_a_socket_opens(path: Path, resolved: str, url: str, says: str) -> None:
    with opened(path, web=partial(guarded, resolved)) as client:
        job = over(client, send(client, csrf=unlocked(client), urls=f"{url}\n"))
    assert outcomes(job) == [["failed"]] and says in job["inputs"][0]["articles"][0]["reason"]
    assert failures(path) == [url]


PAGE = """<!doctype html><html lang="fr"><head><title>Le port de Kerlann</title></head><body><article><h1>Le port de Kerlann</h1>
<p>Le port de Kerlann restera fermé jusqu'à la fin de la semaine, a annoncé lundi la capitainerie dans un communiqué.</p>
<p>Selon le maire, les travaux de la jetée devaient commencer au printemps, mais l'entreprise a demandé un délai.</p>
</article></body></html>"""


def test_a_network_that_is_allowed_is_asked_and_a_failure_is_tried_again(path: Path) -> None:
    manners = Manners(0.0, 1, 0.0, 0.0)
    web = partial(online, loopback.LOOPBACK, time.sleep, lambda: False, manners)
    with serving({}) as site, opened(path, web=web) as client:
        csrf = unlocked(client)
        assert outcomes(over(client, send(client, csrf=csrf, urls=f"{site.url('/1')}\n{site.url('/2')}"))) == [["failed"]] * 2
        assert 'aria-label="Try again: http' in client.get("/failures").text
        site.routes["/1"] = site.routes["/2"] = Reply(PAGE.encode())
        retry = partial(client.post, "/failures/retry", headers=FROM_HERE, follow_redirects=False)
        assert outcomes(over(client, retry(data={"csrf": csrf, "place": site.url("/1")}))) == [["new"]]
        assert failures(path) == [site.url("/2")]
        assert retry(data={"csrf": csrf, "place": "/etc/passwd"}).status_code == 404
        assert len(over(client, retry(data={"csrf": csrf}))["inputs"]) == 1 and failures(path) == []
        assert retry(data={"csrf": csrf}).status_code == 400
        assert client.get("/api/failures").json() == []


def test_a_kept_upload_is_tried_again_and_forgotten_once_it_is_read(path: Path) -> None:
    with opened(path) as client:
        over(client, send(client, [("un.txt", b"BUG")], csrf=unlocked(client)))
    (kept,) = path.with_name("desk.sqlite-uploads").glob("*/*")
    kept.write_text(TEXT, "utf-8")
    with opened(path) as client:
        answer = client.post("/failures/retry", data={"csrf": unlocked(client)}, headers=FROM_HERE, follow_redirects=False)
        assert outcomes(over(client, answer)) == [["new"]]
    assert failures(path) == [] and not kept.parent.exists()


def test_the_events_of_a_job_end_with_it(client: Client) -> None:
    answer = send(client, csrf=unlocked(client), text=TEXT)
    with client.stream("GET", answer.headers["location"] + "/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        told = stream.read().decode()
    assert told.count("event: over") == 1 and over(client, answer)["state"] == "done"


def test_a_job_that_breaks_does_not_end_those_behind_it(path: Path) -> None:
    def broken() -> frozenset[str]:
        if not broke:
            broke.append(True)
            raise RuntimeError("no languages")
        return frozenset({"fr"})

    broke: list[bool] = []
    with opened(path, languages=broken) as client:
        csrf = unlocked(client)
        first, second = send(client, csrf=csrf, text=TEXT), send(client, csrf=csrf, text=TEXT)
        job = over(client, first)
        assert job["state"] == "failed" and "no languages" in job["fault"]
        assert "This job ended early." in client.get(first.headers["location"]).text
        assert outcomes(over(client, second)) == [["new"]]


def test_a_network_that_is_none_is_said(path: Path) -> None:
    ran = run("serve", "--desk", str(path), "--edit", "--allow-private", "dix")
    assert ran.code == 2 and "--allow-private: 'dix' is no network" in ran.err
