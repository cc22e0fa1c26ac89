"""What is planted in the example corpus is found on a desk made of it, and nothing of its kind beside it."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest

from selon.comparing import Comparer
from selon.corpus.ledger import Entry
from selon.desk import WRITE, Desk
from selon.desk.copying import all_families
from selon.desk.ledger import Asked
from selon.export import ftm
from selon.export.rows import JOINT, TABLES
from selon.ingest.jsonl import articles
from selon.intake import Item
from selon.model import Article
from tests.test_example_corpus import ANSWERS, LINES

# Told by one article alone, planted as a claim on the ledger that the others contradict.
CLAIMED_ALONE = {("2023-02-09", "flash-0507")}


@pytest.fixture(scope="module")
def desk(reader: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with the corpus, its articles in another order than that of their days."""
    found = [article for article in articles(LINES, "corpus") if isinstance(article, Article)]
    versions = [article for article in found if article.key and article.key.startswith("echo-0507-v")]
    mixed = sorted((a for a in found if a not in versions), key=lambda a: a.text)
    items = (Item(str(article.key), str(article.key), article) for article in chain(versions, mixed))
    with Desk(tmp_path_factory.mktemp("example") / "desk.sqlite", WRITE) as made:
        assert {added.outcome for added in made.add(items, lambda: reader)} == {"new", "changed"}
        yield made


@pytest.fixture(scope="module")
def keys(desk: Desk) -> dict[str, str]:
    """The keys of articles by their ids."""
    return {held.id: str(held.record.article.key) for held in desk.every()}


def told_in(entry: Entry, keys: dict[str, str]) -> set[str]:
    return {keys[report.article] for report in entry.reports}


def between(desk: Desk, planted: dict[str, Any]) -> tuple[Entry, ...]:
    return desk.ledger(Asked(tuple(planted["participants"]))).entries


@pytest.mark.parametrize("planted", ANSWERS["contact"], ids=lambda row: row["id"])
def test_a_contact_is_one_entry_with_all_who_tell_it(planted: dict[str, Any], desk: Desk, keys: dict[str, str]) -> None:
    [entry] = [entry for entry in between(desk, planted) if entry.date == planted["date"]]
    assert entry.channel == planted["channel"]
    assert told_in(entry, keys) == {told["key"] for told in planted["told"]}
    assert {difference.field for difference in entry.differences} - {"topics"} == set(planted.get("disputed", ()))


@pytest.mark.parametrize("planted", ANSWERS["contact"], ids=lambda row: row["id"])
def test_what_reports_differ_on_is_told_with_who_says_what(planted: dict[str, Any], desk: Desk, keys: dict[str, str]) -> None:
    [entry] = [entry for entry in between(desk, planted) if entry.date == planted["date"]]
    for difference in (difference for difference in entry.differences if difference.field != "topics"):
        field = str(difference.field)
        expected: dict[str, set[str]] = {}
        for told in planted["told"]:
            value = told.get(field, planted["status"] if field == "status" else None)
            if value is not None:
                expected.setdefault(value, set()).add(told["key"])
        assert {version.value: {keys[a] for a in version.articles} for version in difference.versions} == expected


def test_there_is_no_other_contact_between_them(desk: Desk, keys: dict[str, str]) -> None:
    planted = {(row["date"], tuple(row["participants"])) for row in ANSWERS["contact"]}
    found = {(entry.date, sides) for _, sides in planted for entry in desk.ledger(Asked(sides)).entries}
    more = {date for date, _ in found - planted}
    assert more == {date for date, _ in CLAIMED_ALONE}
    told = [entry for entry in desk.ledger(Asked(("Lachenaie", "Haugvold"))).entries if entry.date in more]
    assert [told_in(entry, keys) for entry in told] == [{key} for _, key in CLAIMED_ALONE]


def test_claims_on_the_ledger_are_judged(desk: Desk, keys: dict[str, str]) -> None:
    findings = desk.ledger(Asked(("Lachenaie", "Haugvold"))).findings
    dates = {entry.id: entry.date for entry in desk.ledger(Asked(("Lachenaie", "Haugvold"))).entries}
    planted = {row["id"]: row["date"] for row in ANSWERS["contact"]}
    found = {(keys[f.placed.article], f.verdict, *(dates[entry] for entry in f.entries)) for f in findings}
    assert found == {(row["key"], row["verdict"], planted[row["entry"]]) for row in ANSWERS["ledger_claim"]}


def test_two_spellings_are_one_actor(desk: Desk) -> None:
    [contact] = [row for row in ANSWERS["contact"] if "variants" in row]
    names = [*contact["participants"][1:], *contact["variants"]]
    assert len({desk.actor(name).actor for name in names}) == 1


def test_stories_are_those_that_were_planted(desk: Desk) -> None:
    found = {frozenset(kept.key for kept in desk.story_articles(story)) for story in desk.stories(2)}
    # The newer version of an article stands for both.
    assert found == {frozenset(row["articles"]) - {edit["before"] for edit in ANSWERS["edit"]} for row in ANSWERS["story"]}


@pytest.mark.parametrize("edit", ANSWERS["edit"], ids=lambda edit: edit["after"])
def test_an_edit_is_a_version(edit: dict[str, Any], desk: Desk) -> None:
    assert [kept.key for kept in desk.versions(edit["after"])] == [edit["before"], edit["after"]]
    assert desk.article(edit["url"]).key == edit["after"]


def test_only_a_call_that_nobody_disputes_leaves_as_a_call(desk: Desk) -> None:
    proxies = [proxy for held, known in desk.known() for proxy in ftm.entities(held, known)]
    calls = {proxy.id for proxy in proxies if proxy.schema.name == "Call"}
    dates = {proxy.first("date") for proxy in proxies if proxy.id in calls}
    assert dates == {"2024-05-21"}
    assert len({proxy.schema.name for proxy in proxies if proxy.id in calls}) == 1


def test_tables_hold_the_ledger(desk: Desk, keys: dict[str, str]) -> None:
    found = list(desk.rows(set(keys)))
    claims = {(keys[str(row["article"])], row["verdict"]) for table, row in found if table == "ledger_claims"}
    assert claims == {(row["key"], row["verdict"]) for row in ANSWERS["ledger_claim"]}
    one = next(article for article, key in keys.items() if key == "relais-0520")
    [(_, story), (table, row)] = desk.rows({one})
    assert story["articles"] == [one]
    assert (table, row["date"], row["channel"]) == ("ledger", "2024-05-19", "phone")
    assert row["entry"] in {r["entry"] for t, r in found if t == "ledger"}


@pytest.mark.parametrize("planted", ANSWERS["copy"], ids=lambda row: row["key"])
def test_a_copy_has_its_source_its_extent_and_its_credit(planted: dict[str, Any], desk: Desk, keys: dict[str, str]) -> None:
    found = desk.copies(planted["key"])
    assert found.family is not None
    [member] = [member for member in found.family.members if keys[member.id] == planted["key"]]
    if "outside" in planted:
        assert (member.parent, member.external) == (planted["outside"], True)
        return
    assert member.kinship is not None and member.is_told
    # The newer version of an article stands for both.
    source = {edit["before"]: edit["after"] for edit in ANSWERS["edit"]}.get(planted["of"], planted["of"])
    assert keys[str(member.parent)] == source
    assert (member.kinship.share_of(member.id) >= 0.8) == (planted["extent"] == "near")
    assert member.kinship.is_credited == ("credit" in planted)


def test_there_is_no_other_copy_and_no_shared_quotation(desk: Desk, keys: dict[str, str]) -> None:
    copies = {(keys[m.id], m.parent) for family in all_families(desk.store) for m in family.members if m.parent is not None}
    assert {key for key, _ in copies} == {row["key"] for row in ANSWERS["copy"] if "of" in row}
    assert [key for key in keys.values() if desk.copies(key).quotations] == []


def test_tables_hold_the_copies_with_their_words(desk: Desk, keys: dict[str, str]) -> None:
    texts = {held.id: held.text for held in desk.every()}
    found = list(desk.rows(set(keys)))
    copies = {keys[str(row["article"])]: row for table, row in found if table == "copies"}
    assert copies.keys() == {row["key"] for row in ANSWERS["copy"] if "of" in row}
    assert {key for key, row in copies.items() if row["is_credited"]} == {"courrier-0503", "echo-0513"}
    assert copies["courrier-0503"]["credit"] == "source : Agence Lumen"
    passages = [row for table, row in found if table == "copy_passages"]
    assert {keys[str(row["article"])] for row in passages} == copies.keys()
    for row in passages:
        assert texts[str(row["article"])][slice(row["start"], row["end"])] == row["text"]
        assert texts[str(row["original"])][slice(row["original_start"], row["original_end"])]
    only = list(desk.rows({next(article for article, key in keys.items() if key == "flash-0508")}))
    assert [row["article"] for table, row in only if table == "copies"] == [copies["flash-0508"]["article"]]


def test_the_graph_tells_what_is_based_on_what(desk: Desk, keys: dict[str, str]) -> None:
    based = {(keys[held.id], keys[original]) for held, known in desk.known() for original in known.originals}
    newer = {edit["before"]: edit["after"] for edit in ANSWERS["edit"]}
    assert based == {(row["key"], newer.get(row["of"], row["of"])) for row in ANSWERS["copy"] if "of" in row}


def conflicts(desk: Desk, comparer: Comparer, key: str) -> set[tuple[str, frozenset[str]]]:
    """Each conflict of the story of an article: what it is about, and the two articles."""
    found = desk.accounts(desk.story_articles(desk.story(key)), comparer.compare_all)
    return {
        (conflict.question.replace("_", " "), frozenset(str(found.articles[claim.passages[at].article].key) for at in ends))
        for claim in found.account.claims
        for conflict in claim.conflicts
        for ends in [(conflict.a, conflict.b)]
    }


@pytest.fixture(scope="module")
def told(desk: Desk, reader: Any) -> dict[str, set[tuple[str, frozenset[str]]]]:
    """The conflicts of each story by the name under which it is planted."""
    comparer = Comparer(reader)
    return {row["id"]: conflicts(desk, comparer, row["articles"][-1]) for row in ANSWERS["story"]}


def sides(row: dict[str, Any]) -> list[set[str]]:
    return [set(keys) - {edit["before"] for edit in ANSWERS["edit"]} for keys in row["values"].values()]


@pytest.mark.parametrize("row", ANSWERS["difference"], ids=lambda row: row["id"])
def test_a_difference_is_told_between_the_articles_that_differ(row: dict[str, Any], told: dict[str, Any]) -> None:
    one, other = sides(row)
    of = row.get("story", "trawler")
    assert any(about == row["about"] and pair & one and pair & other for about, pair in told[of])


# A call that one side announces and the other denies, and a suspicion (no licence) that a court refutes later.
OPPOSED = {
    ("trains", "what", frozenset({"relais-0520", "lumen-0521-sofia"})),
    ("trains", "what", frozenset({"flash-0522", "lumen-0521-sofia"})),
    ("trains", "what", frozenset({"radio-0523", "lumen-0521-sofia"})),
    ("trawler", "what", frozenset({"lumen-0506", "lumen-0515"})),
}


def test_nothing_else_is_told_to_differ(told: dict[str, Any]) -> None:
    planted = {
        (row.get("story", "trawler"), row["about"], frozenset({a, b}))
        for row in ANSWERS["difference"]
        for one, other in [sides(row)]
        for a in one
        for b in other
    }
    assert {(story, *conflict) for story, found in told.items() for conflict in found} - planted == OPPOSED


def test_tables_hold_the_claims_and_conflicts(desk: Desk, reader: Any, told: dict[str, Any], keys: dict[str, str]) -> None:
    names = ("claims", "claim_passages", "claim_conflicts")
    tables: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for table, row in desk.rows(set(keys), Comparer(reader).compare_all):
        if table in tables:
            assert set(row) == {column.name for column in TABLES[table]}
            tables[table].append(row)
    articles = {(p["story"], p["claim"], p["passage"]): p["article"] for p in tables["claim_passages"]}
    for row in tables["claims"]:
        assert row["passages"] == sum(at[:2] == (row["story"], row["claim"]) for at in articles)
    found = {
        (row["question"].replace("_", " "), frozenset(keys[articles[row["story"], row["claim"], row[side]]] for side in "ab"))
        for row in tables["claim_conflicts"]
    }
    assert found == {conflict for conflicts in told.values() for conflict in conflicts}
    for row in tables["claim_passages"]:
        words = desk.held(row["article"]).text[row["start"] : row["end"]]
        assert all(piece in words for piece in row["text"].split(JOINT))


def test_claims_are_those_that_a_wanted_article_makes(desk: Desk, reader: Any, keys: dict[str, str]) -> None:
    one = next(article for article, key in keys.items() if key == "flash-0514")
    found = list(desk.rows({one}, Comparer(reader).compare_all))
    made = [(row["story"], row["claim"]) for table, row in found if table == "claims"]
    making = {(row["story"], row["claim"]) for table, row in found if table == "claim_passages" and row["article"] == one}
    assert made and set(made) == making and not any(table.startswith("claim") for table, _ in desk.rows({one}))
