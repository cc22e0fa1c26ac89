"""The page: everything is escaped, nothing is loaded, words and notes lead to each other, colours can be read."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from importlib.resources import files

import msgspec
import pytest

from selon.labels import labels
from selon.model import ArticleInfo, Entity, Provenance, Reading, Record, Source, Statement
from selon.page import render
from selon.span import Span
from tests.faces_sample import READING, RECORD, TEXT

VOID = {"meta", "br", "input"}
TAGS = {
    "a", "article", "aside", "b", "bdi", "body", "br", "dd", "details", "div", "dl", "dt", "footer", "h1", "h2", "head", "header",
    "html", "i", "input", "label", "li", "main", "meta", "ol", "p", "section", "span", "strong", "style", "summary", "table",
    "tbody", "td", "th", "thead", "time", "title", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "aria-describedby", "aria-label", "aria-labelledby", "charset", "checked", "class", "content", "data-n", "datetime", "dir",
    "for", "href", "http-equiv", "id", "lang", "name", "rel", "scope", "type",
}  # fmt: skip


class Seen(HTMLParser):
    """What a browser would find: elements with their attributes and ancestors, and the text of each paragraph of the article."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str]]] = []
        self.elements: list[tuple[str, dict[str, str], tuple[str, ...]]] = []
        self.paragraphs: list[str] = []
        self.words: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.elements.append((tag, given, tuple(self._ids())))
        if tag in VOID:
            return
        if tag == "p" and self.open[-1][1].get("class") == "paragraph":
            self.paragraphs.append("")
        self.open.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1][0] == tag, f"</{tag}> closes <{self.open[-1][0]}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.words += [(owner, data) for owner in self._ids()]
        inside = [tag if tag == "p" else given.get("class", "").split(" ")[0] for tag, given in self.open]
        if "paragraph" in inside and "p" in inside and "n" not in inside and "aside" not in [tag for tag, _ in self.open]:
            self.paragraphs[-1] += data

    def _ids(self) -> list[str]:
        return [given["id"] for _, given in self.open if "id" in given]

    def within(self, owner: str) -> str:
        """The text in the element with this id, blanks joined."""
        return " ".join("".join(words for name, words in self.words if name == owner).split())


def _seen(reading: Reading = READING) -> Seen:
    return Seen(render(reading, labels()))


def _hostile() -> Reading:
    nasty = "</style></title><script>alert(1)</script><img src=x onerror=alert(1)>"
    nasty += "\"' onload=\"x\" {{ 7*7 }} {% raw %} & &lt;\u202e\x1b"
    text = f"Le maire dit {nasty}.\n{nasty}\n"
    span = Span(13, 13 + len(nasty))
    statement = Statement("S1", Source("named", "E1", nasty, Span(0, 8)), span, (span,), "direct", "state", chain=(nasty, nasty))
    info = ArticleInfo(
        "x", nasty, len(text), title=nasty, outlet=nasty, byline=nasty, published=nasty, url="javascript:alert(1)",
        provenance=(Provenance(span, "agency", nasty),),
    )  # fmt: skip
    entity = Entity("E1", nasty, "person", nasty, roles=(span,), mentions=(span,))
    return Reading(text, Record("selon/1", nasty, info, (entity,), (), (statement,)))


@pytest.mark.parametrize("reading", [READING, _hostile()], ids=["sample", "hostile"])
def test_only_our_own_elements_and_attributes_stand_on_the_page(reading: Reading) -> None:
    seen = _seen(reading)
    assert {tag for tag, _, _ in seen.elements} <= TAGS
    assert {name for _, given, _ in seen.elements for name in given} <= ATTRIBUTES
    assert seen.open == []


def test_hostile_words_are_read_back_as_they_were_written() -> None:
    reading = _hostile()
    shown = reading.text.replace("\u202e", "\ufffd").replace("\x1b", "\u241b").split("\n")
    assert _seen(reading).paragraphs == [line for line in shown if line]


def test_the_article_stands_as_published() -> None:
    assert _seen().paragraphs == [line for line in TEXT.split("\n") if line]


def test_blanks_and_empty_lines_make_no_paragraph() -> None:
    text = "\n  \nUn mot.\n\n\tDeux mots.  \n"
    seen = _seen(Reading(text, Record("selon/1", "r", ArticleInfo("x", "fr", len(text)))))
    assert seen.paragraphs == ["Un mot.", "\tDeux mots.  "]
    assert "No statement was found" in seen.within("who-speaks-list")


def test_nothing_is_loaded_and_nothing_runs() -> None:
    seen = _seen()
    policy = next(given["content"] for _, given, _ in seen.elements if given.get("http-equiv") == "Content-Security-Policy")
    style = re.search(r"<style>(.*?)</style>", render(READING, labels()), re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"url\(|@import|expression", style[1])
    links = {given["href"] for _, given, _ in seen.elements if "href" in given and not given["href"].startswith("#")}
    assert links == {"https://example.org/kerlann?a=1&b=2"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "http://[", "file:///etc/passwd"])
def test_an_address_that_is_none_is_no_link(url: str) -> None:
    record = msgspec.structs.replace(RECORD, article=msgspec.structs.replace(RECORD.article, url=url))
    seen = _seen(Reading(TEXT, record))
    assert [given["href"] for _, given, _ in seen.elements if "href" in given and not given["href"].startswith("#")] == []
    assert url in seen.within("origin-list")


def test_words_and_notes_lead_to_each_other() -> None:
    seen = _seen()
    owners = [given["id"] for _, given, _ in seen.elements if "id" in given]
    assert len(owners) == len(set(owners))
    for number in range(1, 9):
        forth = [given for _, given, _ in seen.elements if given.get("id") == f"w{number}"]
        assert [given["href"] for given in forth] == [f"#s{number}"]
        back = [given["href"] for tag, given, above in seen.elements if tag == "a" and above and above[-1] == f"s{number}"]
        assert f"#w{number}" in back
    targets = {given["href"][1:] for _, given, _ in seen.elements if given.get("href", "").startswith("#")}
    assert targets <= set(owners)


def test_a_statement_within_another_is_nested_in_its_note() -> None:
    seen = _seen()
    above = next(above for _, given, above in seen.elements if given.get("id") == "s4")
    assert above == ("s3",)
    assert next(above for _, given, above in seen.elements if given.get("id") == "s5") == ()


def test_a_note_says_all_that_is_known() -> None:
    seen = _seen()
    assert seen.within("s4") == (
        "4 L'Écho du Littoral → préfet des Côtes → Hélène Morvan to habitants de Kerlann "
        "stated · affirmed · condole · reported act · by phone as « l'élue » cue « a exprimé ses regrets aux habitants » "
        "within statement 3"
    )
    assert seen.within("s6").startswith(
        "6 L'Écho du Littoral → Ouest-Matin → source proche du dossier "
        "possible · reporting conditional · affirmed · accuse · indirect"
    )
    assert "time mardi (2024-03-05)" in seen.within("s1")
    assert seen.within("s2").startswith("2 Hélène Morvan stated · negated · state · quoted")
    assert seen.within("s8") == "8 the author unknown · affirmed · state · indirect cue « On ne sait pas »"


def test_a_statement_within_one_of_another_paragraph_links_to_it() -> None:
    first, fifth = RECORD.statements[0], msgspec.structs.replace(RECORD.statements[4], within="S1", chain=())
    record = msgspec.structs.replace(RECORD, statements=(first, fifth), events=(), contacts=(), checks=())
    seen = _seen(Reading(TEXT, record))
    assert next(above for _, given, above in seen.elements if given.get("id") == "s2") == ()
    assert seen.within("s2").startswith("2 préfet des Côtes → Ouest-Matin")
    assert seen.within("s2").endswith("within statement 1")


def test_every_word_of_a_statement_is_marked_by_number_and_by_kind_of_line() -> None:
    page = render(READING, labels())
    assert '<span class="content d0 c1 l1 k2">Nous n&#39;avons pas le choix</span>' in page
    assert '<span class="content d0 c0 l0 k3"><span class="content d1 c1 l1 k4"><span class="cue c1 l1 k4">ses regrets' in page
    assert '<span class="cue author k8">On ne sait pas</span>' in page
    assert "main:has(#s8:hover) .k8" in page
    assert ".k9" not in page


def test_who_speaks_and_who_is_named() -> None:
    seen = _seen()
    assert seen.within("who-speaks-list").startswith("Who speaks préfet des Côtes 1 3 Hélène Morvan 2 4 Ouest-Matin 5")
    assert "the author 8" in seen.within("who-speaks-list")
    assert "Hélène Morvan, maire de Kerlann person 2" in seen.within("entity-list")
    assert "ministère de la Mer government FR 1" in seen.within("entity-list")
    origin = seen.within("origin-list")
    assert "published 2024-03-05 (as given)" in origin
    assert "source line « source : L'Écho du Littoral »" in origin
    assert "0.1.0+fr.0123456789ab" in origin


def test_languages_and_title_are_said() -> None:
    seen = _seen()
    assert next(given["lang"] for tag, given, _ in seen.elements if tag == "html") == "en"
    assert {given.get("lang") for tag, given, _ in seen.elements if tag == "p" and given.get("dir") == "auto"} == {"fr"}
    assert "<title>Kerlann ferme sa digue</title>" in render(READING, labels())


def test_without_a_title_the_first_line_that_is_no_byline_stands_for_it() -> None:
    record = msgspec.structs.replace(RECORD, article=msgspec.structs.replace(RECORD.article, title=None))
    page = render(Reading(TEXT, record), labels())
    assert "<title>Le préfet des Côtes a annoncé mardi que la digue de Kerlann serait fermée jusqu&#39;à nouvel …</title>" in page


def _palettes() -> dict[str, dict[str, str]]:
    sheet = (files("selon.page") / "page.css").read_text(encoding="utf-8")
    blocks = [dict(re.findall(r"--([\w]+): (#[0-9a-f]{6});", block)) for block in re.findall(r":root \{([^}]*)\}", sheet)]
    return dict(zip(("light", "dark", "print"), blocks, strict=True))


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", ["light", "dark", "print"])
def test_every_colour_of_words_can_be_read_on_every_ground(mode: str) -> None:
    palette = _palettes()[mode]
    inks = ["ink", "soft", "author", *(f"c{number}" for number in range(8))]
    ratios = {(ink, ground): _contrast(palette[ink], palette[ground]) for ink in inks for ground in ("paper", "mark")}
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < 4.5} == {}
