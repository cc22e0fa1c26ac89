"""Actors and the ledger in a desk: the same whatever the order, after a rebuild, and when a version takes another's place."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given as having
from hypothesis import settings
from hypothesis import strategies as st

from selon.desk import WRITE, Desk
from selon.desk.ledger import Asked
from selon.errors import InputError
from selon.intake import Item
from selon.model import Article, Held, Reading
from tests.corpus_sample import Met, Who, held
from tests.faces_sample import run

CHOUBINE = Who(["Sergueï Choubine"], country="RU", roles=["Le ministre russe de la Défense"])
SHUBIN = Who(["Sergei Shubin"])
TESSIER = Who(["Paul Tessier"], country="FR", roles=["le ministre français de la Défense"])
BARE = Who(["Choubine"], country="RU")
PHONED = "Le ministre russe de la Défense, Sergueï Choubine, a appelé le ministre français de la Défense, Paul Tessier, le 5 mai."
AGAIN = "Sergei Shubin a appelé Paul Tessier lundi."
STATES = "Moscou et Paris se sont téléphoné le 23 juin."
DENIED = "Choubine dément : aucun appel à Paul Tessier."
LAST = "La dernière conversation entre Moscou et Paris a eu lieu le 5 mai 2031."
LEAGUE = "La Ligue des phares (LDP) a écrit à Paul Tessier."
OFFICE = "Le ministre russe de la Défense se tait."
LATER = "Le ministre russe de la Défense se tait encore."
ACRONYM = "La LDP attend."
OTHER = "Les Dunes propres (LDP) attendent."
RUSSIA, FRANCE = Who(["Russie", "Moscou"], "country", "RU"), Who(["France", "Paris"], "country", "FR")

ARTICLES = {
    "phoned": held(PHONED, [CHOUBINE, TESSIER], "2031-05-06", [Met("a appelé", (0, 1), "2031-05-05", initiator=0)]),
    "again": held(AGAIN, [SHUBIN, Who(["Paul Tessier"])], "2031-05-07", [Met("a appelé", (0, 1), "2031-05-05", initiator=1)]),
    "states": held(STATES, [RUSSIA, FRANCE], "2031-06-25", [Met("se sont téléphoné", (0, 1), "2031-06-23")]),
    "denied": held(DENIED, [BARE, Who(["Paul Tessier"])], "2031-05-08", [Met("appel", (0, 1), None, status="denied")]),
    "last": held(
        LAST, [RUSSIA, FRANCE], "2031-08-01", [Met("conversation", (0, 1), "2031-05-05")], {"le 5 mai 2031": "2031-05-05"}
    ),
    "office": held(OFFICE, [Who(["ministre russe de la Défense"], country="RU")], "2031-05-20"),
    "later": held(LATER, [Who(["ministre russe de la Défense"], country="RU")], "2033-05-20"),
    "league": held(LEAGUE, [Who(["Ligue des phares", "LDP"], "organization"), Who(["Paul Tessier"])], "2031-05-09"),
    "acronym": held(ACRONYM, [Who(["LDP"], "organization")], "2031-05-10"),
    "other": held(OTHER, [Who(["Dunes propres", "LDP"], "organization")], "2031-05-11"),
}


class Reads:
    """A reader that has read the articles above."""

    version = "made"

    def read(self, article: Article) -> Reading:
        record = next(found.record for found in ARTICLES.values() if found.text == article.text)
        return Reading(article.text, record)

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        return (self.read(article) for article in articles)


def item(key: str, text: str | None = None) -> Item:
    known: Held = ARTICLES[key]
    published = known.record.article.published
    article = Article(text or known.text, key=key, outlet=f"Outlet {key}", published=published, language="fr")
    return Item(f"in.jsonl:{key}", key, article, "in.jsonl")


def desk_with(path: Path, *keys: str) -> Desk:
    desk = Desk(path, WRITE, lambda: "2031-09-01T00:00:00+00:00")
    for key in keys:
        list(desk.add([item(key)], Reads))
    return desk


TABLES = ("sightings", "actor_offices", "actor_keys", "actor_blocks", "actor_names", "actor_acronyms", "contacts", "ledger_pairs")


def derived(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    return {table: sorted((tuple(row) for row in desk.store.rows(f"SELECT * FROM {table}")), key=repr) for table in TABLES}


def actor(desk: Desk, key: str) -> str:
    row = desk.store.row("SELECT actor FROM actor_keys WHERE key = ?", [key])
    assert row is not None
    return str(row["actor"])


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_with(tmp_path / "desk.sqlite", *ARTICLES) as made:
        yield made


@settings(max_examples=12, deadline=None)
@having(st.permutations(sorted(ARTICLES)))
def test_what_is_derived_does_not_depend_on_an_order(tmp_path_factory: pytest.TempPathFactory, keys: list[str]) -> None:
    folder = tmp_path_factory.mktemp("desks")
    with desk_with(folder / "a.sqlite", *sorted(ARTICLES)) as one, desk_with(folder / "b.sqlite", *keys) as other:
        assert derived(one) == derived(other)
        assert one.ledger(Asked(("RU", "FR"))) == other.ledger(Asked(("RU", "FR")))


def test_a_rebuild_makes_the_same_and_keeps_rulings(desk: Desk) -> None:
    desk.same("Dunes propres", "Ligue des phares")
    before = derived(desk)
    desk.rebuild()
    assert derived(desk) == before
    assert actor(desk, "body/ligue des phares") == actor(desk, "body/dunes propres")


def test_what_a_version_took_away_leaves_no_trace(tmp_path: Path) -> None:
    with desk_with(tmp_path / "a.sqlite", "phoned", "league", "acronym") as desk:
        assert actor(desk, "body/ldp") == actor(desk, "body/ligue des phares")
        changed = Item("x", "league", item("league").article.__replace__(text=STATES), "in.jsonl")  # type: ignore[union-attr]
        list(desk.add([changed], Reads))
        assert actor(desk, "body/ldp") == "body/ldp"
        after = derived(desk)
        desk.rebuild()
        assert derived(desk) == after


def test_an_acronym_of_two_bodies_is_neither(tmp_path: Path) -> None:
    with desk_with(tmp_path / "a.sqlite", "league", "acronym") as desk:
        assert actor(desk, "body/ldp") == actor(desk, "body/ligue des phares")
        list(desk.add([item("other")], Reads))
        assert len({actor(desk, f"body/{name}") for name in ("ldp", "ligue des phares", "dunes propres")}) == 3


def test_the_ledger_puts_the_reports_of_one_call_together(desk: Desk) -> None:
    found = desk.ledger(Asked(("Shubin", "Tessier")))
    (entry,) = found.entries
    assert found.sides == ("Sergueï Choubine", "Paul Tessier")
    assert (entry.date, entry.channel, entry.status, entry.families) == ("2031-05-05", "phone", "held", 4)
    assert [d.field for d in entry.differences] == ["initiator", "status"]
    assert [r.told.words for r in entry.reports if r.told.status == "denied"] == ["appel"]


def test_a_call_that_another_outlet_copies_is_of_one_text_in_the_ledger_and_in_its_table(desk: Desk) -> None:
    article = item("phoned").article.__replace__(key="copied", outlet="Écho")  # type: ignore[union-attr]
    copied = Item("x", "copied", article, "in.jsonl")
    list(desk.add([copied], Reads))
    entries = desk.ledger(Asked()).entries
    told = {entry.id: (entry.families, len({report.article for report in entry.reports})) for entry in entries}
    every = {kept.id for kept in desk.newest(len(ARTICLES) + 1)}
    rows = {str(row["entry"]): (row["families"], len(row["articles"])) for table, row in desk.rows(every) if table == "ledger"}  # type: ignore[arg-type]
    assert rows == told
    assert (4, 5) in rows.values()


def test_a_call_of_ministers_is_one_of_their_states(desk: Desk) -> None:
    found = desk.ledger(Asked(("RU", "France")))
    assert [(e.date, [p.name for p in e.parties]) for e in found.entries] == [
        ("2031-05-05", ["Paul Tessier", "Sergueï Choubine"]),
        ("2031-06-23", ["France", "Russie"]),
    ]
    assert [gap.days for gap in found.gaps] == [49]
    assert [(f.verdict, f.days) for f in found.findings] == [("inconsistent", ("2031-06-23",))]
    assert [len(e.reports) for e in found.entries] == [4, 1]


@pytest.mark.parametrize(
    ("asked", "dates"),
    [
        (Asked(("RU", "FR"), "phone"), ["2031-05-05", "2031-06-23"]),
        (Asked(("RU", "FR"), "letter"), []),
        (Asked(("RU", "FR"), since="2031-06"), ["2031-06-23"]),
        (Asked(("RU", "FR"), until="2031-05"), ["2031-05-05"]),
        (Asked(("RU", "FR"), until="2031-06"), ["2031-05-05", "2031-06-23"]),
        (Asked(("RU", "FR"), is_last=True), ["2031-06-23"]),
        (Asked(("Sergueï Choubine",)), ["2031-05-05"]),
        (Asked(("Ligue des phares",)), []),
        (Asked(), ["2031-05-05", "2031-06-23"]),
    ],
)
def test_a_question_limits_the_ledger(desk: Desk, asked: Asked, dates: list[str]) -> None:
    assert [entry.date for entry in desk.ledger(asked).entries] == dates


def test_a_page_joins_spellings_and_bare_names(desk: Desk) -> None:
    page = desk.actor("Choubine")
    assert {spelling.name for spelling in page.spellings} == {"Sergueï Choubine", "Sergei Shubin"}
    assert (page.seen, len(page.portrait.contacts)) == (4, 3)
    (office,) = (office.tenure for office in page.portrait.offices)
    assert (office.office, office.country, office.first, office.last) == ("defence", "RU", "2031-05-06", "2031-05-20")
    assert [apart.name for apart in page.apart] == []
    assert desk.actor("Chubine").actor == page.actor


def test_names_that_mean_nobody_or_several_are_told(desk: Desk) -> None:
    with pytest.raises(InputError, match=r"nobody in .* is called 'Morvan'"):
        desk.actor("Morvan")
    with pytest.raises(InputError, match="Names that begin alike: Paul Tessier"):
        desk.actor("Pauline Morvan")


def test_rulings_part_and_join_and_are_taken_back(desk: Desk) -> None:
    apart = desk.different("Sergueï Choubine", "Sergei Shubin")
    assert actor(desk, "person/choubine/serguei") != actor(desk, "person/shubin/sergei")
    with pytest.raises(InputError, match=f"ruling {apart.number} says the opposite"):
        desk.same("Sergueï Choubine", "Sergei Shubin")
    desk.undo(apart.number)
    assert actor(desk, "person/choubine/serguei") == actor(desk, "person/shubin/sergei")
    with pytest.raises(InputError, match=f"no ruling {apart.number} stands"):
        desk.undo(apart.number)
    with pytest.raises(InputError, match="one spelling"):
        desk.same("Paul Tessier", "Paul Tessier")


def test_the_commands_show_it_and_say_what_to_do_next(desk: Desk) -> None:
    where = ("--desk", str(desk.path))
    table = run("ledger", "RU", "FR", *where)
    assert table.code == 0
    assert "49 days (2031-05-05 → 2031-06-23)" in table.out and "denied by" in table.out and "inconsistent" in table.out
    told = json.loads(run("ledger", "RU", "FR", "--last", "--json", *where).out)
    assert [(entry["date"], entry["days_since_last"]) for entry in told["entries"]] == [("2031-06-23", 49)]
    page = json.loads(run("actor", "Choubine", "--json", *where).out)
    assert page["contacts"] and page["offices"][0]["places"][-1]["text"] == "Le ministre russe de la Défense"
    assert "called Sergueï Choubine (1)" in run("actor", "Choubine", *where).out.replace("Sergei Shubin (1), ", "")
    assert "ask for one name alone" in run("ledger", "RU", "FR", "--channel", "letter", *where).err
    assert run("ledger", "RU", "FR", "--since", "soon", *where).code == 2
    assert run("ledger", "RU", "FR", "UA", *where).code == 2
    ruled = run("same", "Dunes propres", "Ligue des phares", *where)
    assert "selon undo 1 takes it back" in ruled.out
    assert "is taken back" in run("undo", "1", *where).out
    assert "are two" in run("different", "Sergueï Choubine", "Sergei Shubin", *where).out
    assert run("actor", "Morvan", *where).code == 3
