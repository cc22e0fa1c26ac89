"""Corrections in the browser: who may make them, what is refused and why, and the way back."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from hypothesis import given
from hypothesis import strategies as st
from litestar import Litestar
from litestar.testing import TestClient
from playwright.sync_api import Browser

from selon.desk import READ, WRITE, Desk
from selon.web import application
from selon.web.sessions import COOKIE, LOOPBACK, Editing, fault_of_host, is_session, new_cookie, place_on_this_desk
from tests.browser import CHROMIUM, browser, keep, served, violations
from tests.faces_sample import run
from tests.test_desk import Reads, item
from tests.test_desk_stories import ITEMS, add

EDITING = Editing("a-token-that-nobody-guesses")
HERE = "http://127.0.0.1"
Client = TestClient[Litestar]
FROM_HERE = {"origin": HERE, "sec-fetch-site": "same-origin"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "desk.sqlite"
    with Desk(path, WRITE) as desk:
        add(desk, ITEMS)
        list(desk.add([item("z")], Reads))
    return path


@pytest.fixture
def client(path: Path) -> Iterator[Client]:
    with TestClient(application(path, editing=EDITING, names=LOOPBACK), base_url=HERE) as opened:
        yield opened


def unlocked(client: Client) -> str:
    """The token of the forms, once the address that was printed has been opened."""
    answer = client.get(f"/edit?token={EDITING.token}", follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 303 and "HttpOnly" in cookie and "samesite=strict" in cookie.lower()
    found = re.search(r'name="csrf" value="(\w+)"', client.get("/article/z").text)
    assert found is not None
    return found[1]


def send(client: Client, what: str, headers: dict[str, str] | None = None, **fields: Any) -> Response:
    headers = FROM_HERE if headers is None else headers
    return client.post(f"/corrections/{what}", data=fields, headers=headers, follow_redirects=False)


def ruled(path: Path) -> list[str]:
    with Desk(path, READ) as desk:
        return [told.ruling.kind for told in desk.rulings() if told.ruling.undone is None]


def test_a_desk_is_read_only_without_the_token(client: Client, path: Path) -> None:
    for address in ("/article/z", "/corrections"):
        assert "<form action=\"/corrections" not in client.get(address).text and 'name="csrf"' not in client.get(address).text
    answer = send(client, "merge", a="a1", b="b1")
    assert answer.status_code == 403 and "open the address that selon serve --edit printed" in answer.text
    assert client.get("/edit?token=wrong").status_code == 403 and ruled(path) == []


def test_a_desk_that_is_not_open_for_editing_takes_no_token(path: Path) -> None:
    with TestClient(application(path), base_url=HERE) as client:
        for answer in (client.get("/edit?token="), send(client, "merge", a="a1", b="b1"), client.get("/edit?token=x")):
            assert answer.status_code == 403 and "selon serve --edit" in answer.text


def test_what_is_ruled_leads_back_with_a_notice_and_is_taken_back(client: Client, path: Path) -> None:
    csrf = unlocked(client)
    answer = send(client, "speaker", csrf=csrf, back="/article/z?x=1", article="z", statement="S1", speaker="Annick Le Guen")
    assert (answer.status_code, answer.headers["location"]) == (303, "/article/z?x=1&ruled=1")
    shown = client.get(answer.headers["location"]).text
    assert "Ruling 1 is kept" in shown and "Corrected by hand" in shown and "Annick Le Guen" in shown
    assert "(corrected by hand)" in client.get("/search?q=source:Annick").text
    for what, fields in (("merge", {"a": "a1", "b": "b1"}), ("split", {"a": "d1", "article": ["d2"]})):
        wanted = 303 if what == "merge" else 400
        assert send(client, what, csrf=csrf, back="/", **fields).status_code == wanted
    assert ruled(path) == ["one_story", "speaker"]
    assert "are one story" in client.get("/corrections").text and 'aria-label="Undo ruling 2"' in client.get("/corrections").text
    answer = send(client, "undo", csrf=csrf, back="/corrections", number="1")
    assert answer.headers["location"] == "/corrections?undone=1" and ruled(path) == ["one_story"]
    assert "Ruling 1 is taken back" in client.get("/corrections?undone=1").text
    told = [(one["number"], one["kind"], one["undone"] is None) for one in client.get("/api/corrections").json()]
    assert told == [(2, "one_story", True), (1, "speaker", False)]


@pytest.mark.parametrize(
    ("headers", "says"),
    [
        ({}, "does not say where"),
        ({"origin": "https://evil.example", "sec-fetch-site": "cross-site"}, "sent from https://evil.example"),
        ({"origin": "null"}, "sent from null"),
        ({"origin": HERE, "sec-fetch-site": "same-site"}, "from another site"),
        ({"sec-fetch-site": "cross-site"}, "from another site"),
        ({"sec-fetch-site": "none"}, "from another site"),
        ({"origin": "http://127.0.0.1:81", "sec-fetch-site": "same-origin"}, "sent from http://127.0.0.1:81"),
        ({"origin": "http://evil.example", "host": "evil.example", "sec-fetch-site": "same-origin"}, "not called evil.example"),
    ],
)
def test_what_comes_from_elsewhere_is_refused_and_told_why(
    client: Client, path: Path, headers: dict[str, str], says: str
) -> None:
    csrf = unlocked(client)
    answer = send(client, "merge", headers, csrf=csrf, a="a1", b="b1")
    assert answer.status_code == 403 and says in answer.text and ruled(path) == []


def test_a_form_of_another_session_is_refused(client: Client, path: Path) -> None:
    csrf = unlocked(client)
    unlocked(client)
    for given_csrf in (csrf, "", "x", "é"):
        answer = send(client, "merge", csrf=given_csrf, a="a1", b="b1")
        assert answer.status_code == 403 and "another session" in answer.text
    assert ruled(path) == []


def test_nothing_is_changed_by_following_a_link(client: Client, path: Path) -> None:
    unlocked(client)
    for what in ("merge", "undo", "split", "same"):
        assert client.get(f"/corrections/{what}?a=a1&b=b1", headers=FROM_HERE).status_code in (404, 405)
    assert ruled(path) == []


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8642", "127.0.0.1.evil.example", "", "localhost.", "u@127.0.0.1"])
def test_another_name_that_leads_here_reads_nothing(client: Client, host: str) -> None:
    for address in ("/", "/article/z", "/api/search?q=pont", "/edit?token=" + EDITING.token):
        answer = client.get(address, headers={"host": host})
        assert answer.status_code in (400, 403) and "Kerlann" not in answer.text and "set-cookie" not in answer.headers


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8642", "LOCALHOST:1", "[::1]:8642", "[::1]"])
def test_the_names_served_are_answered(host: str) -> None:
    assert fault_of_host(host, LOOPBACK) is None


@given(st.text(max_size=40))
def test_a_cookie_that_the_server_did_not_make_is_none(cookie: str) -> None:
    assert not is_session(EDITING, cookie)
    assert is_session(EDITING, new_cookie(EDITING)) and not is_session(Editing("other"), new_cookie(EDITING))


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "", "/a\r\nX: y", "\\\\x", "x"],
)
def test_the_way_back_leads_nowhere_else(address: str) -> None:
    assert place_on_this_desk(address) == "/"
    assert place_on_this_desk("/article/z?x=1") == "/article/z?x=1"


@pytest.mark.parametrize(
    ("what", "fields", "says"),
    [
        ("speaker", {"article": "z", "statement": "S9", "speaker": "X"}, "has no statement"),
        ("merge", {"a": "a1", "b": "a2"}, "one story"),
        ("undo", {"number": "99"}, "no ruling 99"),
        ("undo", {"number": "²"}, "is no correction"),
        ("burn", {}, "is no correction"),
        ("same", {"a": "", "b": ""}, "is called"),
    ],
)
def test_what_cannot_be_ruled_is_said(client: Client, path: Path, what: str, fields: dict[str, str], says: str) -> None:
    answer = send(client, what, csrf=unlocked(client), **fields)
    assert answer.status_code in (400, 404) and says in answer.text and ruled(path) == []


def test_a_form_without_end_is_refused(client: Client) -> None:
    csrf = unlocked(client)
    assert send(client, "split", csrf=csrf, a="x" * 1_100_000).status_code == 400
    assert send(client, "split", csrf=csrf, article=["a1"] * 3_000).status_code == 400


def test_editing_from_other_machines_has_to_be_meant(path: Path) -> None:
    ran = run("serve", "--desk", str(path), "--edit", "--host", "0.0.0.0")
    assert ran.code == 2 and "lets other machines change this desk" in ran.err and "--expose" in ran.err


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: scripts/test installs Debian's where it may")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_person_corrects_a_speaker_and_takes_it_back(chromium: Browser, path: Path, scheme: Any) -> None:
    with served(path, editing=EDITING, names=LOOPBACK) as address:
        page = chromium.new_page(color_scheme=scheme, viewport={"width": 390, "height": 800})
        page.goto(f"{address}/edit?token={EDITING.token}")
        assert page.url == f"{address}/corrections" and "Nothing was ruled" in page.inner_text("main")
        page.goto(f"{address}/article/z")
        page.get_by_label("is said by").fill("Annick Le Guen")
        page.get_by_role("button", name="Correct", exact=True).click()
        assert page.url == f"{address}/article/z?ruled=1" and "Ruling 1 is kept." in page.inner_text("body")
        assert violations(page) == [] and page.evaluate("document.documentElement.scrollWidth") <= 390
        keep(page, f"corrected-article-{scheme}")
        page.goto(f"{address}/corrections")
        assert violations(page) == [] and page.evaluate("document.documentElement.scrollWidth") <= 390
        keep(page, f"corrections-{scheme}")
        page.get_by_role("button", name="Undo ruling 1").click()
        assert page.url == f"{address}/corrections?undone=1" and "taken back" in page.inner_text("main")
        assert page.context.cookies()[0]["name"] == COOKIE and page.evaluate("document.cookie") == ""
        page.close()
    assert ruled(path) == []


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: scripts/test installs Debian's where it may")
def test_a_person_splits_a_story_and_takes_it_back_there(chromium: Browser, path: Path) -> None:
    with served(path, editing=EDITING, names=LOOPBACK) as address:
        page = chromium.new_page()
        page.goto(f"{address}/edit?token={EDITING.token}")
        page.goto(f"{address}/story/a1")
        page.get_by_text("Correct this story").click()
        page.get_by_label("deux suspects").check()
        page.get_by_role("button", name="Take these out").click()
        assert "/story/" in page.url and "Ruling 1 is kept." in page.inner_text("main")
        assert "is of another story than" in page.inner_text("main") and violations(page) == []
        keep(page, "split-story")
        assert ruled(path) == ["two_stories"]
        page.locator(".notice").get_by_role("button", name="Undo ruling 1").click()
        assert "/story/" in page.url and "Ruling 1 is taken back." in page.inner_text("main")
        page.close()
    assert ruled(path) == []


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: scripts/test installs Debian's where it may")
def test_a_page_of_another_site_changes_nothing(chromium: Browser, path: Path) -> None:
    with served(path, editing=EDITING, names=LOOPBACK) as address:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(f"{address}/edit?token={EDITING.token}")
        fields = '<input name="a" value="a1"><input name="b" value="b1">'
        form = f'<form action="{address}/corrections/merge" method="post">{fields}</form>'
        other = context.new_page()
        other.set_content(form)
        with other.expect_response("**/corrections/merge") as answered:
            other.evaluate("document.forms[0].submit()")
        assert answered.value.status == 403
        context.close()
    assert ruled(path) == []
