"""What a person does to add articles, in a real browser: paste a text, watch it arrive, open it; try a failure again."""

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from selon.desk import WRITE, Desk
from selon.desk.online import online
from selon.ingest.politeness import Manners
from selon.web.sessions import LOOPBACK
from tests import loopback
from tests.browser import CHROMIUM, WIDTHS, browser, keep, served, violations
from tests.conftest import ROOT
from tests.loopback import Reply, serving
from tests.test_web_adding import EDITING, PAGE, means

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: scripts/test installs Debian's where it may")
WEB = partial(online, loopback.LOOPBACK, time.sleep, lambda: False, Manners(0.0, 1, 0.0, 0.0))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture
def address(tmp_path: Path, reader: Any) -> Iterator[str]:
    path = tmp_path / "desk.sqlite"
    Desk(path, WRITE).store.close()
    with served(path, editing=EDITING, names=LOOPBACK, means=means(load=lambda: reader, web=WEB)) as found:
        yield found


def look(page: Page, name: str) -> None:
    """No page shuts anybody out or runs over its edge, at any width, light or dark."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert violations(page) == []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            keep(page, f"{name}-{width}-{scheme}")


def test_a_person_pastes_a_text_watches_it_arrive_and_opens_it(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}/edit?token={EDITING.token}")
    page.goto(address)
    page.get_by_role("link", name="Add articles").click()
    look(page, "add")
    page.get_by_label("The text of the article").fill((ROOT / "examples" / "article.txt").read_text("utf-8"))
    page.get_by_label("Its title").fill("Le port de Kerlann")
    page.get_by_label("Published").fill("2024-06-06")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("All is read.").wait_for(timeout=60_000)
    assert page.url.startswith(f"{address}/add/") and page.locator(".became b").inner_text() == "added"
    look(page, "job")
    page.get_by_role("link", name="Le port de Kerlann").click()
    assert "/article/" in page.url and page.locator("main").inner_text().count("Le port de Kerlann")
    assert said == []
    page.close()


def test_a_person_drops_files_and_is_told_which_failed(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(f"{address}/edit?token={EDITING.token}")
    page.goto(f"{address}/add")
    text = (ROOT / "examples" / "article.txt").read_bytes()
    files: list[Any] = [
        {"name": "article.txt", "mimeType": "text/plain", "buffer": text},
        {"name": "image.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n"},
    ]
    page.get_by_label("Choisissez des fichiers").set_input_files(files)
    page.get_by_role("button", name="Ajouter").click()
    page.get_by_text("Tout est lu.").wait_for(timeout=60_000)
    assert page.locator(".became b").all_inner_texts() == ["ajouté", "échec"]
    assert "a PNG image" in page.locator(".became .failed").inner_text()
    keep(page, "job-fr-without-scripts")
    context.close()


def test_a_person_tries_a_failure_again(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(f"{address}/edit?token={EDITING.token}")
    with serving({}) as site:
        page.goto(f"{address}/add")
        page.get_by_label("one address a line").fill(f"{site.url('/1')}\nhttp://10.0.0.1/\n")
        page.get_by_role("button", name="Add", exact=True).click()
        page.get_by_text("All is read.").wait_for(timeout=60_000)
        assert page.locator(".became .failed").count() == 2 and "private address" in page.locator(".inputs").inner_text()
        page.get_by_role("link", name="What failed").click()
        look(page, "failures-editing")
        site.routes["/1"] = Reply(PAGE.encode())
        page.get_by_role("button", name=f"Try again: {site.url('/1')}").click()
        page.get_by_text("All is read.").wait_for(timeout=60_000)
        assert page.locator(".became b").all_inner_texts() == ["added"]
    page.goto(f"{address}/failures")
    assert page.locator("tbody tr").count() == 1
    page.get_by_role("button", name="Try all again").click()
    page.get_by_text("All is read.").wait_for(timeout=60_000)
    assert "private address" in page.locator(".failed").inner_text()
    page.close()


def test_what_is_too_much_is_told_in_the_browser_too(chromium: Browser, address: str, tmp_path: Path) -> None:
    page = chromium.new_page()
    page.goto(f"{address}/edit?token={EDITING.token}")
    page.goto(f"{address}/add")
    big = tmp_path / "grand.txt"
    big.write_bytes(b"a" * 21_000_000)
    page.get_by_label("Choose files").set_input_files([big])
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("alert").wait_for(timeout=60_000)
    assert "at most 20 MB a file" in page.get_by_role("alert").inner_text()
    page.goto(f"{address}/add")
    page.get_by_label("Choose files").set_input_files([big] * 4)
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("more than 64 MB at once").wait_for(timeout=60_000)
    page.close()
