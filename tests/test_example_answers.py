"""What is planted in the example corpus is found on a desk made of it, and nothing of its kind beside it."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest

from selon.corpus.ledger import Entry
from selon.desk import WRITE, Desk
from selon.desk.ledger import Asked
from selon.export import ftm
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
