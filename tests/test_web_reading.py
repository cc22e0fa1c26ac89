"""What the desk tells around an article, in a real browser: its versions, and where its words come from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from selon.page.changes import edits
from selon.page.versions import edited
from tests.browser import CHROMIUM, browser, keep, served, violations
from tests.test_desk import desk_with, item

in_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: scripts/test installs Debian's where it may")
EDITED = item("a", "ouvert", title="Pont a rouvert", modified="2024-06-07")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    opened = chromium.new_page()
    yield opened
    opened.close()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    desk = desk_with(tmp_path / "desk.sqlite", item("a"), item("b"), EDITED)
    desk.store.close()
    with served(desk.path) as found:
        yield found


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Le pont est fermé.", "Le pont est ouvert.", "=Le pont est |-fermé|+ouvert|=."),
        ("Le pont  est\nfermé.", "Le pont est fermé.", "=Le pont est fermé."),
        ("Le pont.", "Une vache broute", "-Le pont.|+Une vache broute"),
        ("l'eau", "l’eau", "=l’eau"),
        ("", "Neuf", "+Neuf"),
    ],
)
def test_words_are_dropped_and_added_in_place(before: str, after: str, told: str) -> None:
    signs = {"same": "=", "dropped": "-", "added": "+"}
    found = edits(before, after)
    assert "|".join(signs[edit.kind] + edit.words for edit in found) == told
    assert "".join(edit.words for edit in found if edit.kind != "dropped") == after


def test_paragraphs_that_stand_are_counted() -> None:
    found = edited("Un.\nDeux est là.\n\nTrois.", "Un.\nDeux est loin.\nTrois.\nQuatre.")
    assert [passage.unchanged for passage in found] == [1, 0, 1, 0]
    assert [edit.words for edit in found[1].edits if edit.kind != "same"] == ["là", "loin"]


@in_browser
def test_a_person_sees_what_a_version_changed(page: Page, address: str) -> None:
    page.goto(f"{address}/article/a")
    page.get_by_role("link", name="2 texts, with what changed").click()
    first = page.locator(".version").first
    assert first.get_by_role("heading").inner_text() == "Version 2" and "changed June 7, 2024" in first.inner_text()
    assert [page.evaluate("node => node.lastElementChild.previousSibling.data", node) for node in changed(page)] == [
        " rouvert", "fermé", "ouvert",
    ]  # fmt: skip
    assert "added:" in (first.locator(".changed ins").text_content() or "")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            keep(page, f"versions-{width}-{scheme}")
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert violations(page) == []


def changed(page: Page) -> list[object]:
    return list(page.locator(".version ins, .version del").element_handles())


@in_browser
def test_a_text_that_never_changed_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}/article/b/versions")
    assert "has not been changed since it was added" in page.locator("main").inner_text()
    told = page.request.get(f"{address}/api/article/a/versions").json()
    assert [[edit["words"] for edit in version["changes"]] for version in told] == [[], [" rouvert", "fermé", "ouvert"]]
