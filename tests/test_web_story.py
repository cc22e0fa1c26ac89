"""The story page and its JSON, held against what is planted in the example corpus; and what stands where nothing is found."""

import re
import tomllib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from selon.comparing import Comparer
from selon.corpus.accounts import Account, Claim, Passage
from selon.desk import WRITE, Desk
from selon.desk.accounts import Accounted, Remembered
from selon.desk.answers import ToldAccount, ToldCopies, ToldStories, ToldStoryWhole
from selon.desk.folding import Voice, voices
from selon.page.changes import changes
from selon.reader import Reader
from selon.span import Span
from selon.web import application
from tests.conftest import ROOT
from tests.test_desk import desk_with, item

Client = TestClient[Litestar]
ANSWERS: dict[str, Any] = tomllib.loads((ROOT / "examples" / "corpus" / "answers.toml").read_text(encoding="utf-8"))
ONE = {
    "radar": "armees-0418",
    "trawler": "echo-0504",
    "saint-orvan": "lumen-0513",
    "bridge": "courrier-0510",
    "trains": "relais-0520",
}


@pytest.fixture(scope="module")
def demo(demo_desk: Path, reader: Reader) -> Iterator[Client]:
    with TestClient(application(demo_desk, Comparer(reader).compare_all)) as opened:
        yield opened


def account(demo: Client, story: str, query: str = "") -> ToldAccount:
    answer = demo.get(f"/api/accounts/{ONE[story]}{query}")
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=ToldAccount)


def rows(html: str) -> list[str]:
    """The matrix's rows, each with its conflicts and words."""
    return re.findall(r'<tbody role="rowgroup" id="c\d+".*?</tbody>', html, re.DOTALL)


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_list_has_every_planted_story_newest_first(demo: Client) -> None:
    listed = msgspec.json.decode(demo.get("/api/stories").content, type=ToldStories)
    assert {story.articles for story in listed.stories} == {2, 3, 4, 5, 13} and listed.found == len(ANSWERS["story"])
    days = [story.last or "" for story in listed.stories]
    assert days == sorted(days, reverse=True)
    shown = demo.get("/stories").text
    trawler = next(story for story in listed.stories if story.articles == 13)
    assert f'<a href="/story/{trawler.id}"' in shown and "13 articles · 8 outlets" in plain(shown)


@pytest.mark.parametrize("name", ONE)
def test_a_story_has_the_planted_articles_and_copies(demo: Client, name: str) -> None:
    found = msgspec.json.decode(demo.get(f"/api/story/{ONE[name]}").content, type=ToldStoryWhole)
    keys = {article.id: article.key for article in found.articles}
    planted = next(story for story in ANSWERS["story"] if story["id"] == name)
    assert {*planted["articles"]} - {"echo-0507-v1"} <= set(keys.values())
    taken = {(keys[one.article], keys.get(one.of, one.of)) for one in found.taken}
    copies = {(copy["key"], copy.get("of", copy.get("outside"))) for copy in ANSWERS["copy"] if copy["key"] in keys.values()}
    assert {pair for pair in copies if "v1" not in pair[1]} <= taken


@pytest.mark.parametrize("planted", ANSWERS["difference"], ids=lambda planted: planted["id"])
def test_a_planted_difference_stands_in_the_row_of_its_claim_with_both_wordings(demo: Client, planted: dict[str, Any]) -> None:
    story = planted.get("story", "trawler")
    html = demo.get(f"/story/{ONE[story]}").text
    outlets = {article.key: article.outlet for article in account(demo, story).articles}
    sides = [{outlets[key] for key in keys if key in outlets} for keys in planted["values"].values()]
    pairs = [
        re.findall(r'<p class="chain"><bdi>(.*?)</bdi>', unescape(conflict))
        for row in rows(html)
        for conflict in conflicts(row, planted["about"])
    ]
    assert all(len(pair) == 2 for pair in pairs)
    assert any((a in sides[0] and b in sides[1]) or (a in sides[1] and b in sides[0]) for a, b in pairs), pairs


def conflicts(row: str, question: str) -> list[str]:
    """The conflicts of a row on one question, a figure that one voice changed too."""
    found = re.findall(r'<div class="conflict (?:contradiction|update)">.*?</div></div>', row, re.DOTALL)
    return [conflict for conflict in found if f"</strong> · {question}</p>" in conflict]


def test_what_is_contested_comes_first_then_what_more_voices_tell(demo: Client) -> None:
    claims = account(demo, "trawler").claims
    contested = [any(one.relation == "contradiction" for one in claim.conflicts) for claim in claims]
    assert contested[0] and contested == sorted(contested, reverse=True)
    counted = [claim.voices for claim, is_contested in zip(claims, contested, strict=True) if not is_contested]
    assert counted == sorted(counted, reverse=True)


def test_a_cell_says_how_an_outlet_stands_and_leads_to_the_words(demo: Client) -> None:
    html = demo.get("/story/relais-0520").text
    row = next(row for row in rows(html) if "Kervadec" in row and 'class="stand denies"' in row)
    cells = re.findall(r'<td role="cell"( class="silent")?>(.*?)</td>', row, re.DOTALL)[:4]
    assert any("denies" in cell and "ministère bulgare" in plain(cell) for _, cell in cells)
    assert all(">silent<" in cell if is_silent else 'href="/article/' in cell for is_silent, cell in cells)
    link = re.findall(r'class="stand denies" href="(/article/[^"]+)"', row)[0]
    where, anchor = link.split("#")
    assert f'id="{anchor}"' in demo.get(where).text


def test_every_link_of_a_story_leads_to_words_that_are_there(demo: Client) -> None:
    links = set(re.findall(r'href="(/article/[^"]+#[^"]+)"', demo.get("/story/lumen-0513").text))
    assert any("?at=" in link for link in links) and any("#w" in link for link in links)
    for link in links:
        where, anchor = link.replace("&amp;", "&").split("#")
        assert f'id="{anchor}"' in demo.get(where).text, link


def test_a_filter_keeps_the_claims_that_somebody_has_a_part_in(demo: Client) -> None:
    whole, kept = account(demo, "saint-orvan"), account(demo, "saint-orvan", "?outlet=Flash-Matin")
    assert 0 < len(kept.claims) < len(whole.claims) and all("Flash-Matin" in claim.outlets for claim in kept.claims)
    assert any(len(claim.outlets) > 1 for claim in kept.claims)
    denied = account(demo, "trains", "?stance=denies").claims
    assert denied and all(any(one.stance == "denies" for one in claim.passages) for claim in denied)
    spoken = account(demo, "saint-orvan", "?source=Delphine+Orsat").claims
    assert spoken and all(any(one.chain[-1] == "Delphine Orsat" for one in claim.passages) for claim in spoken)
    late = account(demo, "saint-orvan", "?since=2024-05-18").claims
    assert late and all(any((one.published or "") >= "2024-05-18" for one in claim.passages) for claim in late)
    assert not account(demo, "saint-orvan", "?until=2024-04").claims


def test_a_filter_that_leaves_nothing_says_how_to_get_back(demo: Client) -> None:
    html = demo.get("/story/lumen-0513?until=2024-04").text
    assert "No claim that several tell is what is asked for here." in html and not rows(html)
    assert demo.get("/story/lumen-0513?stance=shouts").status_code == 400
    assert "asserts, denies, hearsay, repeats were expected" in demo.get("/story/lumen-0513?stance=shouts").text
    assert "in other languages than" not in demo.get("/story/lumen-0513").text


def test_the_sources_are_columns_where_that_is_asked_for(demo: Client) -> None:
    html = demo.get("/story/lumen-0513?by=source").text
    heads = re.findall(r'role="columnheader"><bdi>(.*?)</bdi>', html)
    assert "Delphine Orsat" in heads and len(heads) == len(set(heads))


@pytest.mark.parametrize("address", ["/story/nowhere", "/api/story/nowhere", "/api/accounts/nowhere"])
def test_a_story_that_is_not_there_is_said(demo: Client, address: str) -> None:
    answer = demo.get(address)
    assert answer.status_code == 404 and "has no story" in answer.text
    assert address.startswith("/api") or 'href="/stories"' in answer.text


def test_a_page_of_stories_behind_the_last_says_which_that_is(demo: Client) -> None:
    assert 'href="/stories?page=1"' in demo.get("/stories?page=7").text


def test_a_desk_without_stories_says_what_to_do(tmp_path: Path) -> None:
    desk_with(tmp_path / "desk.sqlite", item("a")).store.close()
    with TestClient(application(tmp_path / "desk.sqlite")) as opened:
        assert "selon add PATH" in opened.get("/stories").text


def test_the_rail_says_who_took_it_from_whom(demo: Client) -> None:
    html = demo.get("/story/lumen-0513").text
    rail = html[html.index('id="rail"') :]
    assert rail.index("May 13, 2024, 07:10") < rail.index("May 13, 2024, 09:45")
    assert "partial copy of Agence Lumen , 83 %, credited" in plain(rail)


def passage(article: str, outlet: str, at: int = 0) -> Passage:
    return Passage(article, "narration", (Span(at, at + 5),), "asserts", (outlet,), outlet, outlet)


def folded(printed: dict[str, str], repeated: dict[str, str], *apart: str) -> tuple[Voice, ...]:
    claim = Claim(0, tuple(passage(*one) for one in printed.items()), (), (0,), 1, tuple(dict.fromkeys(printed.values())), ())
    account = Account(tuple(printed), tuple(dict.fromkeys(printed.values())), (claim,))
    return voices(Accounted(account, {}, "fr", outlets=printed, repeated=repeated), apart)


def test_ten_reprints_are_one_voice() -> None:
    printed = {"a": "Agence Fanal", **{f"r{n}": f"Gazette {n}" for n in range(10)}, "z": "La Dune"}
    repeated = dict.fromkeys([name for name in printed if name != "z"], "a")
    agency, dune = folded(printed, repeated)
    assert (agency.name, len(agency.reprinting), dune) == ("Agence Fanal", 10, Voice("La Dune"))
    assert [voice.name for voice in folded(printed, repeated, "Gazette 3")] == ["Agence Fanal", "Gazette 3", "La Dune"]


def test_who_also_writes_itself_is_a_voice_of_its_own() -> None:
    printed = {"a": "Agence Fanal", "b": "La Dune", "c": "La Dune"}
    assert [voice.name for voice in folded(printed, {"a": "a", "b": "a"})] == ["Agence Fanal", "La Dune"]
    assert [voice.name for voice in folded({"b": "La Dune", "a": "Agence Fanal"}, {"a": "a", "b": "a"})] == ["La Dune"]


def test_an_account_is_worked_out_once_and_again_when_the_desk_knows_more(
    demo_desk: Path, reader: Reader, tmp_path: Path
) -> None:
    path = tmp_path / "desk.sqlite"
    path.write_bytes(demo_desk.read_bytes())
    asked: list[int] = []
    comparer = Comparer(reader)

    def compare(pairs: Any) -> Any:
        asked.append(len(pairs))
        return comparer.compare_all(pairs)

    remembered = Remembered()
    with Desk(path, WRITE) as desk:
        members = desk.story_articles(desk.story("lumen-0513"))
        first = desk.accounts(members, compare, remembered)
        assert desk.accounts(members[::-1], compare, remembered).account == first.account and len(asked) == 1
        desk.accounts(members[1:], compare, remembered)
        assert len(asked) == 2
        desk.same("Delphine Orsat", "Luc Besnier")
        desk.accounts(members, compare, remembered)
    assert len(asked) == 3
    assert first.account.claims


@pytest.mark.parametrize(
    "planted", [copy for copy in ANSWERS["copy"] if "v1" not in copy.get("of", "")], ids=lambda copy: copy["key"]
)
def test_a_planted_copy_stands_below_its_source_with_its_credit(demo: Client, planted: dict[str, Any]) -> None:
    told = msgspec.json.decode(demo.get(f"/api/copies/{planted['key']}").content, type=ToldCopies)
    assert told.family
    keys = {member.id: member.key for member in told.family.members}
    copy = next(member for member in told.family.members if member.key == planted["key"])
    assert keys.get(copy.parent or "", copy.parent) == planted.get("of", planted.get("outside"))
    html = demo.get(f"/copies/{planted['key']}").text
    tree = plain(html[html.index('id="tree"') :])
    if "outside" in planted:
        assert f"{planted['outside']} not on this desk" in tree and "it names it as its source" in tree
    else:
        assert copy.kinship
        share = copy.kinship.share_a if copy.kinship.a == copy.id else copy.kinship.share_b
        assert f"{round(share * 100)} % of it" in tree
        assert ("; credited" in tree) == ("credit" in planted) and ("; uncredited" in tree) != ("credit" in planted)


def test_what_changed_in_a_copy_is_marked_in_both(demo: Client) -> None:
    html = unescape(demo.get("/copies/echo-0513").text)
    assert html.index("Agence Lumen → L'Écho de Valmarande") < html.index('class="beside"')
    assert re.search(r"<del>[^<]*à Saint-Orvan,</del>", html) and "<ins>à</ins>" in html
    links = re.findall(r'<div class="side">.*?href="([^"]+)"', html, re.DOTALL)
    assert len(links) == 2 * html.count('class="beside"')
    for link in links:
        where, anchor = link.split("#")
        assert f'id="{anchor}"' in demo.get(where).text


def test_an_article_without_copies_says_what_to_do(demo: Client) -> None:
    answer = demo.get("/copies/radio-0507")
    assert answer.status_code == 200 and "holds no copy of this article" in answer.text and "selon add PATH" in answer.text
    assert [demo.get(f"{where}/copies/nowhere").status_code for where in ("", "/api")] == [404, 404]


@pytest.mark.parametrize(
    ("a", "b", "marked"),
    [
        ("Le pont est fermé.", "Le pont est rouvert.", (["fermé"], ["rouvert"])),
        ("L'accord  tient", "L’accord\ntient", ([], [])),
        ("Hier, il a plu", "Il a plu", (["Hier, il"], ["Il"])),
        ("Une phrase", "", (["Une phrase"], [])),
    ],
)
def test_what_changed_is_told_by_words(a: str, b: str, marked: tuple[list[str], list[str]]) -> None:
    one, other = changes(a, b)
    assert ("".join(piece.words for piece in one), "".join(piece.words for piece in other)) == (a, b)
    assert tuple([piece.words for piece in side if piece.is_changed] for side in (one, other)) == marked
