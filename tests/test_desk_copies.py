"""Copies in the desk: what is found by adding one article after another is what is found among all of them at once."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

import pytest

from selon.corpus.copies import NEIGHBOURS, compared
from selon.desk import WRITE, Desk
from selon.desk.copying import all_families
from selon.desk.families import FamilyIds
from selon.intake import Item
from selon.model import SCHEMA, Article, ArticleInfo, Reading, Record
from selon.store import articles
from tests.faces_sample import run

SUBJECTS = ("Le maire", "La préfète", "Un éclusier", "La présidente", "Le capitaine", "Une voisine", "Le notaire", "Un juge")
VERBS = ("inspecte", "défend", "conteste", "photographie", "rachète", "abandonne", "repeint", "assure")
OBJECTS = (
    "la vieille digue", "les grues du chenal", "un entrepôt de sel", "le phare de Kerlann", "la halle aux fruits", "onze barques",
)  # fmt: skip
PLACES = ("à Lorgnac", "près d'Oria", "sous la pluie", "depuis mardi", "sans témoin", "malgré la marée", "pour la troisième fois")
FOOTER = (
    "Retrouvez chaque matin la lettre de la rédaction et ses chroniques. Abonnez-vous pour ne rien manquer de la vallée, de ses "
    "marchés et de ses fêtes. Toute reproduction est soumise à l'accord écrit de notre service des droits."
)


class Reads:
    """A reader that finds nothing but what it is told."""

    version = "test"

    def read(self, article: Article) -> Reading:
        info = ArticleInfo(
            "0" * 32, "fr", len(article.text), article.key, article.url, article.title, article.outlet, None, article.published
        )
        return Reading(article.text, Record(SCHEMA, "test", info))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        return (self.read(article) for article in articles)


def prose(chance: Random, sentences: int) -> str:
    parts = (SUBJECTS, VERBS, OBJECTS, PLACES)
    return " ".join(" ".join(chance.choice(part) for part in parts) + "." for _ in range(sentences))


def article(key: str, text: str, outlet: str, day: int, **told: str) -> Article:
    url = f"https://{outlet.lower().replace(' ', '-')}.example/{key}"
    given = {"title": f"Titre {key}", "url": url, "published": f"2031-03-{day:02}", "language": "fr", **told}
    return Article(text, key, given["title"], outlet, given["url"], given["published"], given["language"])


def mixed(chance: Random) -> list[Article]:
    """Copies of three texts by many outlets, more than a list is read of; a daily with a footer; strangers."""
    texts = [prose(chance, 9) for _ in range(3)]
    found = [
        article(f"c{number}", f"{prose(chance, 2)} {texts[number % 3]}", f"Outlet {number}", 1 + number % 28)
        for number in range(3 * NEIGHBOURS + 12)
    ]
    found += [article(f"d{day}", f"{prose(chance, 4)} {FOOTER}", "Le Fanal", day) for day in range(1, 8)]
    found += [article(f"e{number}", f"{prose(chance, 4)} {FOOTER}", "Oria Soir", 3) for number in range(2)]
    return found


def kept(path: Path, given: Iterable[Article], batch: int = 16) -> Desk:
    desk, rows = Desk(path, WRITE), list(given)
    for at in range(0, len(rows), batch):
        items = [Item(f"in:{row.key}", row.key, row, "in") for row in rows[at : at + batch]]
        assert all(added.outcome in ("new", "changed") for added in desk.add(items, Reads))
    return desk


def stored(desk: Desk) -> dict[tuple[str, str], str]:
    rows = desk.store.rows("SELECT a, b, kinship FROM copy_kin")
    return {(row["a"], row["b"]): row["kinship"] for row in rows}


def at_once(desk: Desk) -> set[tuple[str, str]]:
    return {(one.a, one.b) for one in compared(articles.all_held(desk.store))}


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_adding_makes_no_difference(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    given = mixed(chance)
    first = kept(tmp_path / "first.sqlite", given)
    found = stored(first)
    assert len(found) > 100
    assert set(found) == at_once(first)
    for number, batch in enumerate((1, 5, 64)):
        again = kept(tmp_path / f"{number}.sqlite", chance.sample(given, len(given)), batch)
        assert stored(again) == found
        assert list(all_families(again.store)) == list(all_families(first.store))
    first.rebuild()
    assert stored(first) == found


def test_a_family_larger_than_a_list_is_read_stays_one(tmp_path: Path) -> None:
    chance = Random(5)
    text = prose(chance, 9)
    given = [article(f"c{number}", f"{text} {prose(chance, 1)}", f"Outlet {number}", 1 + number % 28) for number in range(40)]
    desk = kept(tmp_path / "desk.sqlite", given)
    (family,) = all_families(desk.store)
    assert len(family.members) == 40
    assert len(family.children(None)) == 1


def test_a_newer_version_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    chance = Random(7)
    text, other = prose(chance, 8), prose(chance, 8)
    given = [article("a", text, "Le Fanal", 2), article("b", text, "Oria Soir", 4)]
    desk = kept(tmp_path / "desk.sqlite", given)
    assert len(stored(desk)) == 1
    changed = article("a", other, "Le Fanal", 2)
    list(desk.add([Item("in:a", "a", changed, "in")], Reads))
    assert stored(desk) == {} and at_once(desk) == set()
    assert desk.copies("a").family is None


def test_what_versions_that_are_gone_made_boilerplate_counts_again(tmp_path: Path) -> None:
    chance = Random(11)
    given = mixed(chance)
    desk = kept(tmp_path / "desk.sqlite", given)
    before = set(stored(desk))
    footers = [row for row in given if FOOTER in row.text and row.outlet == "Le Fanal"][:4]
    items = [Item(f"in:{row.key}", row.key, row.__replace__(text=prose(chance, 6)), "in") for row in footers]
    list(desk.add(items, Reads))
    assert set(stored(desk)) == at_once(desk)
    assert set(stored(desk)) - before, "the footer is evidence again"


def test_large_families_part_when_an_article_in_between_goes(tmp_path: Path) -> None:
    chance = Random(13)
    text = prose(chance, 9)
    given = [article(f"c{number:02}", text, f"Outlet {number}", 1 + number % 28) for number in range(NEIGHBOURS + 6)]
    desk = kept(tmp_path / "desk.sqlite", given)
    list(desk.add([Item("in:c05", "c05", given[5].__replace__(text=prose(chance, 9)), "in")], Reads))
    assert set(stored(desk)) == at_once(desk)


def shown(path: Path, *arguments: str) -> str:
    ran = run("copies", *arguments, "--desk", str(path))
    assert ran.code == 0
    return ran.out


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    chance = Random(3)
    text = prose(chance, 6)
    quote = "« Nous avions signalé la fragilité de cette grue dès le mois de mars, et personne ne nous a rappelés depuis lors »"
    given = [
        article("root", text, "Le Fanal", 2),
        article("copy", f"{text} {prose(chance, 1)}", "Oria Soir", 4),
        article("part", f"{text} {prose(chance, 9)} Lire : https://oria-soir.example/copy", "La Gazette", 3),
        article("said", f"{prose(chance, 5)} {quote}, a dit la directrice.", "Traverse", 5),
        article("heard", f"{quote} : le mot est de Mélisande Artaud. {prose(chance, 5)}", "Brindeval Hebdo", 6),
        article("alone", prose(Random(99), 5), "Le Fanal", 9),
    ]
    kept(tmp_path / "desk.sqlite", given).store.close()
    return tmp_path / "desk.sqlite"


def test_a_family_is_drawn_as_a_tree(desk: Path) -> None:
    out = shown(desk, "part")
    root, *lines = out.splitlines()
    assert root.startswith("root ") and "Le Fanal" in root
    assert any(line.startswith("└── copy ") for line in lines)
    assert any(line.startswith("    └── part ") for line in lines)
    assert "it appeared later; uncredited" in out and "it links to it; credited" in out
    assert out == shown(desk, "copy")


def test_a_shared_quotation_is_told_apart(desk: Path) -> None:
    out = shown(desk, "said")
    assert out.startswith("The same quotation and nothing else:\n    heard ")
    assert "Nous avions signalé" in out


def test_json_points_at_the_words_of_both(desk: Path) -> None:
    told = json.loads(shown(desk, "copy", "--json"))
    members = {member["key"]: member for member in told["family"]["members"]}
    assert told["family"]["root"] == members["root"]["id"] == members["copy"]["parent"]
    one = members["part"]["kinship"]
    assert (one["kind"], one["basis"], one["source"]) == ("partial", "link", "https://oria-soir.example/copy")
    assert one["credit"]["text"] == "https://oria-soir.example/copy"
    assert all(part["a"]["text"] and part["b"]["text"] for part in one["passages"])


def test_an_article_without_copies_says_what_to_do(desk: Path) -> None:
    ran = run("copies", "alone", "--desk", str(desk))
    assert (ran.code, ran.out) == (0, "")
    assert "no copy of alone" in ran.err
    assert run("copies", "nobody", "--desk", str(desk)).code == 3


def test_the_view_is_readable(desk: Path) -> None:
    with Desk(desk) as opened:
        rows = opened.store.rows("SELECT origin_outlet, copy_outlet, kind, basis FROM who_copied_whom WHERE basis = 'link'")
        assert [tuple(row) for row in rows] == [("Oria Soir", "La Gazette", "partial", "link")]


def test_who_only_repeats_is_of_one_family(desk: Path) -> None:
    with Desk(desk) as opened:
        by_key = {kept.key: kept.id for kept in articles.every(opened.store)}
        found = FamilyIds(opened.store)
        assert found[by_key["root"]] == found[by_key["copy"]] == min(by_key["root"], by_key["copy"])
        assert all(by_key[key] not in found for key in ("part", "alone", "said"))
        assert set(found) == {by_key["root"], by_key["copy"]} and len(found) == 2


def test_families_looked_up_at_once_are_those_looked_up_one_by_one(desk: Path) -> None:
    with Desk(desk) as opened:
        every = [kept.id for kept in articles.every(opened.store)]
        one_by_one, at_once = FamilyIds(opened.store), FamilyIds(opened.store)
        at_once.load(every)
        assert [at_once.get(article) for article in every] == [one_by_one.get(article) for article in every]
        assert set(at_once) == set(one_by_one) != set()
