"""What the desk tells around an article, in a real browser: its versions, and where its words come from."""

import pickle
import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar, cast

import pytest
from litestar.testing import TestClient
from playwright.sync_api import Browser, Page

from selon.batch import Reads
from selon.cli import engine
from selon.desk import Desk
from selon.desk.taking import Means
from selon.ingest.online import Web
from selon.labels import labels
from selon.model import Article
from selon.page.accounts import render
from selon.page.changes import edits
from selon.page.versions import edited
from selon.reader import Reader
from selon.web import application
from selon.web.turns import Turns
from tests.browser import CHROMIUM, WIDTHS, browser, keep, served, violations
from tests.test_desk import desk_with, item

in_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: scripts/test installs Debian's where it may")
PATIENCE = 180_000
"""Milliseconds: a machine that others use too may take this long to open a page."""

EDITED = item("a", "ouvert", title="Pont a rouvert", modified="2024-06-07")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    opened = chromium.new_page()
    opened.set_default_timeout(PATIENCE)
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


@pytest.fixture(scope="module")
def read(demo_desk: Path, reader: Reader) -> Iterator[str]:
    with served(demo_desk, means=means(lambda: reader)) as found:
        yield found


def means(load: Callable[[], Reads]) -> Means:
    """What reads, and nothing that fetches."""
    return Means(load, lambda: frozenset({"fr"}), cast("Callable[[], Web]", pytest.fail), lambda: 1, pytest.fail)


@in_browser
def test_a_person_asks_why_of_a_statement_by_the_keyboard(page: Page, read: str) -> None:
    page.goto(f"{read}/article/lumen-0506")
    page.get_by_role("link", name="Why: statement 4").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/why?*")
    rules = page.get_by_role("table", name="Kept").get_by_role("rowheader")
    assert "fr/verbs#affirmer" in rules.all_inner_texts()
    cue = page.locator(".exact").filter(has_text="“affirme”").inner_text()
    assert "fr/verbs#affirmer" in cue and "M. Gross" in cue
    page.get_by_role("link", name="statement 4").click()
    assert page.locator(":target").get_attribute("id") == "s4"


@in_browser
def test_words_that_are_asked_for_are_told_without_scripts(chromium: Browser, read: str) -> None:
    plain = chromium.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{read}/article/lumen-0506")
    page.get_by_label("Why, and how to cite, words of this article").fill("LACHENAIE")
    page.get_by_role("button", name="Why?").click()
    assert page.locator("mark").inner_text() == "Lachenaie" and page.get_by_text("The same words also stand").is_visible()
    assert not page.get_by_role("button", name="Copy as a citation").is_visible()
    assert page.locator(".citation").inner_text().startswith("“Lachenaie” — ")
    page.get_by_role("link", name="at character").first.click()
    assert page.locator("mark").inner_text() == "Lachenaie"
    page.get_by_label("Words of the article").fill("nulle part")
    page.get_by_role("button", name="Why?").click()
    assert "do not stand in the article" in page.get_by_role("status").inner_text()
    plain.close()


@in_browser
def test_words_that_are_chosen_lead_to_their_reasons_where_they_stand(page: Page, read: str) -> None:
    page.goto(f"{read}/article/lumen-0506")
    page.evaluate(
        "const p = [...document.querySelectorAll('article p')].find(one => one.textContent.includes('initiative'));"
        "const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT); let node;"
        "while (!(node = walk.nextNode()).data.includes('Lachenaie')); const at = node.data.indexOf('Lachenaie');"
        "document.getSelection().setBaseAndExtent(node, at, node, at + 9)"
    )
    page.get_by_role("link", name="Why, and how to cite: Lachenaie").click()
    assert "l'initiative" in page.locator(".around").inner_text()
    assert [page.locator("mark").inner_text(), page.url.rpartition("nth=")[2]] == ["Lachenaie", "2"]


@in_browser
def test_a_person_sees_where_an_article_comes_from_and_whom_it_copied(page: Page, read: str) -> None:
    page.goto(f"{read}/article/courrier-0503")
    desk = page.get_by_role("region", name="In the desk")
    assert "articles.jsonl" in desk.inner_text() and "786 characters" in desk.inner_text()
    copies = page.get_by_role("region", name="Copies")
    assert copies.get_by_role("listitem").count() == 1
    assert copies.get_by_role("listitem").inner_text().startswith("copied from Agence Lumen, May 2, 2024")
    assert "its source line names Agence Lumen; credited" in copies.inner_text()
    assert "a family of 2 articles" in copies.inner_text()
    copies.get_by_role("link", name="Un chalutier français").click()
    assert page.get_by_role("region", name="Copies").get_by_role("listitem").inner_text().startswith("copied by Le Courrier")
    page.get_by_role("region", name="Copies").get_by_role("link", name="side by side").click()
    assert page.get_by_role("heading", name="Side by side").is_visible()


def test_where_an_article_comes_from_is_told_to_programs(demo_desk: Path) -> None:
    with TestClient(application(demo_desk)) as client:
        told = client.get("/api/article/courrier-0503/origin").json()
        absent = client.get("/api/article/traverses-0507/origin").json()
    (one,) = told["relatives"]
    assert [one[name] for name in ("direction", "name", "kind", "basis", "credited")] == [
        "source", "Agence Lumen", "near", "source_line", True,
    ]  # fmt: skip
    assert told["characters"] == 786 and told["family"] == 2 and told["origin"].endswith("articles.jsonl")
    (absent_one,) = absent["relatives"]
    assert (absent_one["direction"], absent_one["name"], absent_one["article"]) == ("source", "Nordlys Tidende", None)


@in_browser
def test_a_citation_is_copied(chromium: Browser, read: str) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{read}/article/lumen-0506")
    note = page.locator("#s3")
    note.get_by_text("Cite", exact=True).click()
    note.get_by_role("button", name="Copy as a citation").click()
    note.get_by_role("status").filter(has_text="Copied.").wait_for()
    told = str(page.evaluate("navigator.clipboard.readText()"))
    assert told.startswith("“la décision appartenait au tribunal de Tromsø” — Eirik Haugvold. Chalutier : les ministres")
    assert "Agence Lumen, May 6, 2024" in told and "https://lumen.example/depeches/240506-paris-oslo" in told
    page.goto(told.rpartition("[")[2].removesuffix("]"))
    assert page.locator(".asked").inner_text() == "la décision appartenait au tribunal de Tromsø"
    context.close()


@in_browser
def test_a_citation_is_marked_where_there_is_no_clipboard(page: Page, read: str) -> None:
    page.goto(f"{read}/article/lumen-0506/why?at=0-5")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_role("button", name="Copy as a citation").click()
    page.get_by_role("status").filter(has_text="Copy what is marked.").wait_for()
    assert str(page.evaluate("String(document.getSelection())")).startswith("“PARIS”.")


@in_browser
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_pages_of_reasons_shut_nobody_out(page: Page, read: str, language: str) -> None:
    for name, path in {"why": "why?words=Lachenaie", "why-words": "why", "why-none": "why?at=9-4"}.items():
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(f"{read}/article/lumen-0506/{path}{'&' if '?' in path else '?'}lang={language}")
                keep(page, f"{name}-{language}-{width}-{scheme}")
                assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            assert violations(page) == []


def test_reasons_are_told_to_programs(demo_desk: Path, reader: Reader) -> None:
    with TestClient(application(demo_desk, means=means(lambda: reader))) as client:
        told = client.get("/api/article/lumen-0506/why", params={"words": "affirme"}).json()
        assert {"field": "cue", "row": "fr/verbs#affirmer", "kept": True}.items() <= told["decided"][0].items()
        assert told["reader"] == told["record_reader"] == reader.version and not told["is_near"]
        assert [part["layer"] for part in told["memberships"]] == ["statement"]
        said = client.get("/api/article/lumen-0506/citations").json()
        assert said[2]["source"] == "Eirik Haugvold" and said[2]["through"] == [] and said[2]["statement"]
        assert client.get("/api/article/lumen-0506/why?at=9-99999").status_code == 404
    with TestClient(application(demo_desk)) as client:
        told = client.get("/api/article/lumen-0506/why?at=0-5").json()
        assert told["reader"] is None and told["decided"] == []
        assert "selon why FILE 0" in client.get("/article/lumen-0506/why?at=0-5").text


def test_a_statement_within_another_is_cited_through_it(demo_desk: Path) -> None:
    with Desk(demo_desk) as desk:
        ids = [kept.id for kept in desk.newest(100)]
    with TestClient(application(demo_desk)) as client:
        every = [one for name in ids for one in client.get(f"/api/article/{name}/citations").json()]
    through = [one for one in every if one["through"]]
    assert through and all(one["outlet"] not in one["through"] for one in through)


def test_one_article_is_read_at_a_time() -> None:
    reads = Turns(lambda: cast("Reads", Slow()))
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(reads().read(Article("Un.")))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * 4


def test_another_process_gets_what_reads_bare() -> None:
    assert pickle.loads(pickle.dumps(Turns(engine.reader))) is engine.reader


class Slow:
    """Counts who reads at the same time."""

    inside: ClassVar[list[int]] = []

    def read(self, _: Article) -> int:
        self.inside.append(1)
        time.sleep(0.02)
        count = len(self.inside)
        self.inside.pop()
        return count


@in_browser
def test_an_actor_has_offices_by_day_with_their_words_and_contacts_as_a_picture(page: Page, read: str) -> None:
    page.goto(f"{read}/actor/Lachenaie")
    (tenure,) = page.locator(".tenures > li").all()
    assert tenure.inner_text().startswith("April 18, 2024 – May 21, 2024 · FR")
    tenure.get_by_role("link", name="Flash-Matin").click()
    assert page.locator(".asked").inner_text() == "Le ministre français des Armées"
    page.goto(f"{read}/actor/Lachenaie")
    picture = page.get_by_role("img", name="Contacts on an axis of time")
    picture.scroll_into_view_if_needed()
    assert int(str(picture.evaluate("async image => { await image.decode(); return image.naturalWidth }"))) > 300
    days = page.locator("h2:text-is('Contacts') ~ .list .meta:first-child").all_inner_texts()
    assert days[0] == "May 21, 2024" and days[-2:] == ["February 9, 2023", "no date"]
    page.get_by_role("listitem").filter(has_text="ministère norvégien de la Défense, state: M. Lachenaie a pris").wait_for()


@in_browser
def test_what_an_actor_denies_stands_apart(page: Page, read: str) -> None:
    page.goto(f"{read}/actor/Plamen Dontchev")
    denied = page.locator("h2:text-is('Denies') + ul li")
    assert denied.count() >= 1 and all(" deny" in one for one in denied.all_inner_texts())
    assert page.locator("h2:text-is('Says') + ul li").filter(has_text=" deny").count() == 0


@in_browser
def test_the_ledger_says_where_reports_differ_in_both_languages(page: Page, read: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    for language, told in {"en": "who began it: Bertrand Lachenaie", "fr": "à l’initiative de\u00a0: Bertrand Lachenaie"}.items():
        page.goto(f"{read}/ledger?a=Lachenaie&b=Haugvold&lang={language}")
        versions = page.locator(".versions li")
        assert versions.filter(has_text=told).count() == 1
        sizes = page.locator(".axis text").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
        assert sizes and min(sizes) >= 12
    assert "May 6, 2024" not in page.locator("main").inner_text()
    assert "un autre texte rapporte un contact entre-temps" in page.locator("main").inner_text()
    page.get_by_role("row").filter(has_text="21 mai 2024").get_by_role("link", name="Agence Lumen").click()
    assert page.locator(".asked").inner_text() == "a téléphoné"


@in_browser
@pytest.mark.parametrize(
    ("path", "is_wide"), [("article/lumen-0506", False), ("story/lumen-0506", True), ("ledger?a=Haugvold", False)]
)
def test_a_page_is_printed_without_what_only_a_screen_needs(page: Page, read: str, path: str, is_wide: bool) -> None:
    page.goto(f"{read}/{path}")
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    assert boxes and {float(width) > float(height) for width, height in boxes} == {is_wide}
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    for gone in (".bar", "form", ".foot", ".why", "[data-copy]"):
        assert not any(one.is_visible() for one in page.locator(gone).all()), gone


def test_the_page_of_an_account_is_in_the_language_of_its_words(tmp_path: Path) -> None:
    with Desk(desk_with(tmp_path / "desk.sqlite", item("a"), item("b")).path) as desk:
        found = desk.accounts([desk.article("a"), desk.article("b")], lambda pairs: iter(()))
    for language in ("en", "fr"):
        assert f'<html lang="{language}">' in render("Pont", found, labels(language))
