"""Whatever an article or an address brings, nothing of it runs, loads or steers a page: it is shown as the words that it is."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from playwright.sync_api import Browser, Dialog, Page, Request

from selon.desk import WRITE, Desk
from selon.desk.accounts import Remembered
from selon.labels import labels
from selon.markup import visible
from selon.model import Article
from selon.opposition import Comparison
from selon.page import accounts, render
from selon.web import application
from selon.web.sessions import LOOPBACK, Editing
from tests.browser import CHROMIUM, browser, served
from tests.hostile_sample import PAYLOADS, Hostile, items, speaker

WITH_CHROMIUM = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: scripts/test installs Debian's where it may")
EDITING = Editing("a-token-that-nobody-guesses")
EVERY = range(len(PAYLOADS))
ADDRESSES = (
    "/search?q={}", "/search?q=source:{}", "/search?q=outlet:%22{}%22&lang={}", "/ledger?a={}&b={}&channel={}", "/actor/{}",
    "/article/{}", "/article/{}?at={}", "/story/{}", "/copies/{}?with={}", "/stories?page={}", "/{}", "/static/{}",
    "/corrections?ruled={}&x={}", "/?x={}",
)  # fmt: skip
PARTS = [
    "html", "head", "meta", "title", "link", "style", "body", "main", "header", "footer", "nav", "section", "article",
    "aside", "form", "label", "input", "textarea", "button", "select", "option", "datalist", "fieldset", "legend",
    "details", "summary", "h1", "h2", "h3", "p", "ul", "ol", "li", "dl", "dt", "dd", "div", "span", "a", "b", "i", "q",
    "bdi", "br", "code", "mark", "time", "strong", "ins", "del", "blockquote", "figure", "figcaption", "svg", "desc",
    "line", "circle", "text", "g", "path", "table", "caption", "thead", "tbody", "tr", "th", "td", "script", "small",
    "kbd", "template", "dialog", "cite", "picture", "source",
]  # fmt: skip
"""The elements that Selon's pages are made of."""
LISTEN = """
window.refused = [];
addEventListener('securitypolicyviolation', event => refused.push(event.effectiveDirective + ' ' + event.blockedURI), true);
"""
FOREIGN = """
parts => {
  const found = [], own = address => address.origin === location.origin && address.protocol === location.protocol;
  for (const one of document.querySelectorAll('*')) {
    const told = one.outerHTML.slice(0, 100);
    const pictured = one.localName === 'img' && one.parentNode.localName === 'picture';
    if (!parts.includes(one.localName) && !pictured) found.push('element ' + told);
    if (one.localName === 'script' && !/^[/]static[/]/.test(one.getAttribute('src'))) found.push('script ' + told);
    if (one.localName === 'style' && one.parentNode !== document.head) found.push('style ' + told);
    for (const given of one.attributes) {
      const name = given.name;
      if (/^on/.test(name) || ['style', 'srcdoc', 'formaction', 'xlink:href', 'autofocus', 'ping'].includes(name))
        found.push(name + ' ' + told);
      if (name === 'srcset' && !/^[/]pictures[/][^,]*$/.test(given.value)) found.push(name + ' ' + told);
      if (name === 'http-equiv' && given.value !== 'Content-Security-Policy') found.push(name + ' ' + told);
      if (['href', 'src', 'action', 'data', 'poster'].includes(name)) {
        const leads = new URL(given.value, location.href);
        const far = one.localName === 'a' && /^https?:$/.test(leads.protocol) && /noreferrer/.test(one.rel);
        if (!own(leads) && !far) found.push('address ' + told);
      }
    }
  }
  return found;
}
"""
SIDEWAYS = """
document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
  .filter(one => !one.closest('.wide') && one.getBoundingClientRect().right > innerWidth + 1)
  .map(one => one.outerHTML.slice(0, 200))
"""


class Watch:
    """What a page does that it should not: dialogs, errors, requests to anywhere else, what its policy had to refuse."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.home = page, home
        self.seen: list[str] = []
        page.add_init_script(LISTEN)
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.seen.append(f"error {error}"))
        page.on("request", self._request)
        page.on("popup", lambda opened: self.seen.append(f"window {opened.url}"))

    def look(self, address: str) -> list[str]:
        """Open a page; all that has happened, and what stands in it that Selon did not put there."""
        self.seen.clear()
        self.page.goto(address)
        return self.found()

    def found(self) -> list[str]:
        """All that has happened on the page that is open, and what stands in it that Selon did not put there."""
        refused = self.page.evaluate("window.refused")
        return [*self.seen, *(f"refused {one}" for one in refused), *self.page.evaluate(FOREIGN, PARTS)]

    def shows(self, words: str) -> bool:
        """Whether the page shows these words as text; a browser joins line ends of two kinds."""
        told: bool = self.page.evaluate("words => document.documentElement.textContent.includes(words)", visible(words))
        return told

    def _dialog(self, dialog: Dialog) -> None:
        self.seen.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self.home):
            self.seen.append(f"request {request.url}")


def agree(pairs: Sequence[tuple[str, str]]) -> list[Comparison]:
    return [Comparison("agreement", 1.0, 1.0) for _ in pairs]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "desk.sqlite"
    with Desk(path, WRITE) as desk:
        taken = [added.outcome for added in desk.add(items(), Hostile)]
        for number, payload in enumerate(PAYLOADS):
            desk.merge(*(desk.article(f"{payload}{number}{one}").id for one in (True, False)))
    assert taken.count("new") == 2 * len(PAYLOADS) and taken.count("failed") == len(PAYLOADS) >= 60
    return path


@pytest.fixture(scope="module")
def ids(path: Path) -> list[str]:
    """The id of the first article of each payload."""
    with Desk(path) as desk:
        return [desk.article(f"{payload}{number}True").id for number, payload in enumerate(PAYLOADS)]


@pytest.fixture(scope="module")
def home(path: Path) -> Iterator[str]:
    with served(path, compare=agree, editing=EDITING, names=LOOPBACK) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture
def watch(chromium: Browser, home: str) -> Iterator[Watch]:
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    yield Watch(page, home)
    page.close()


@WITH_CHROMIUM
def test_the_watch_sees_what_runs_and_loads(watch: Watch, home: str) -> None:
    unsafe = "".join(PAYLOADS[11:14]) + "<a href=javascript:1>x</a>"
    watch.page.route("**/unsafe", lambda route: route.fulfill(content_type="text/html", body=unsafe))
    found = " ".join(watch.look(f"{home}/unsafe"))
    assert all(told in found for told in ("dialog 1", "request http://elsewhere.invalid", "element <img", "address <a"))
    strict = {"Content-Security-Policy": "default-src 'none'", "Content-Type": "text/html"}
    watch.page.route("**/strict", lambda route: route.fulfill(headers=strict, body=PAYLOADS[0]))
    assert any(one.startswith("refused script-src") for one in watch.look(f"{home}/strict"))


@WITH_CHROMIUM
@pytest.mark.parametrize("kind", ["article", "story", "copies", "actor"])
def test_what_an_article_brings_is_words_on_its_pages(watch: Watch, home: str, ids: list[str], kind: str) -> None:
    watch.page.goto(f"{home}/edit?token={EDITING.token}")
    for number in EVERY:
        name = quote(speaker(number)) if kind == "actor" else ids[number]
        assert watch.look(f"{home}/{kind}/{name}") == [], PAYLOADS[number]
        assert watch.page.locator("main").is_visible() and watch.shows(PAYLOADS[number]), PAYLOADS[number]
        assert watch.page.evaluate(SIDEWAYS) == [], PAYLOADS[number]


@WITH_CHROMIUM
@pytest.mark.parametrize(
    ("address", "least"),
    [
        ("/", 10), ("/failures", len(PAYLOADS)), ("/ledger?a=FR", len(PAYLOADS)), ("/search?q=act:warn", 40), ("/stories", 25),
        ("/corrections", 90),
    ],
)  # fmt: skip
def test_what_articles_bring_is_words_on_lists(watch: Watch, home: str, address: str, least: int) -> None:
    assert watch.look(home + address) == []
    assert sum(watch.shows(payload) for payload in PAYLOADS) >= least
    assert watch.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@WITH_CHROMIUM
def test_what_an_address_asks_for_is_words(watch: Watch, home: str) -> None:
    for number, payload in enumerate(PAYLOADS):
        asked = ADDRESSES[number % len(ADDRESSES)].replace("{}", quote(payload[:190], safe=""))
        assert watch.look(home + asked) == [], asked
        assert watch.page.locator("main").is_visible()


@WITH_CHROMIUM
def test_pages_that_stand_alone_run_nothing(chromium: Browser, path: Path, ids: list[str], tmp_path: Path) -> None:
    page = chromium.new_page()
    watch = Watch(page, tmp_path.as_uri())
    reader = Hostile()
    with Desk(path) as desk:
        for number, kept in enumerate(map(desk.article, ids)):
            article = Article(kept.text, kept.key, kept.title, kept.outlet, kept.url, kept.published, "fr")
            story = desk.story_articles(desk.story(kept.id))
            account = desk.accounts(story, agree, Remembered())
            for name, shown in (
                ("read", render(reader.read(article), labels())),
                ("accounts", accounts.render(kept.title or "", account, labels())),
            ):
                file = tmp_path / f"{name}{number}.html"
                file.write_text(shown, encoding="utf-8")
                assert watch.look(file.as_uri()) == [], PAYLOADS[number]
                assert watch.shows(PAYLOADS[number]), PAYLOADS[number]
    page.close()


HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/", 200), ("GET", "/search?q=pont", 200), ("GET", "/ledger", 200), ("GET", "/article/{}", 200),
        ("GET", "/static/desk.css", 200), ("GET", "/static/icon.svg", 200), ("GET", "/api/search?q=pont", 200),
        ("GET", "/api/schema", 200), ("GET", "/api/search", 400), ("GET", "/actor/nobody", 400), ("GET", "/stories?page=x", 400),
        ("GET", "/api/no", 404), ("GET", "/no", 404), ("GET", "/static/no", 404), ("GET", "/static/%00", 404),
        ("GET", "/static/../application.py", 404), ("GET", "/static/%2e%2e/application.py", 404), ("GET", "/edit?token=no", 403),
        ("POST", "/corrections/same", 403), ("POST", "/", 405), ("OPTIONS", "/", 204),
    ],
)  # fmt: skip
def test_every_kind_of_answer_tells_the_browser_what_it_may_do(
    path: Path, ids: list[str], method: str, address: str, status: int
) -> None:
    with TestClient[Litestar](application(path, compare=agree)) as client:
        answer = client.request(method, address.replace("{}", ids[0]))
    assert answer.status_code == status
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'") and "unsafe" not in policy and "http" not in policy
    assert "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy and "form-action 'self'" in policy
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_a_desk_that_breaks_says_so_without_telling_its_insides(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("a secret of the server")

    monkeypatch.setattr(Desk, "newest", breaks)
    monkeypatch.setattr(Desk, "search", breaks)
    with TestClient[Litestar](application(path), raise_server_exceptions=False) as client:
        page, told = client.get("/"), client.get("/api/search?q=x")
    assert (page.status_code, told.status_code) == (500, 500)
    assert "Selon itself failed" in page.text and told.json()["detail"].startswith("Selon itself failed")
    assert "secret" not in page.text + told.text and page.headers["content-security-policy"].startswith("default-src 'none'")
