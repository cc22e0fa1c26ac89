"""The ledger: reports of one contact become one entry, in any order; gaps; claims held against it."""

from collections.abc import Sequence

import pytest
from hypothesis import given as having
from hypothesis import strategies as st

from selon.corpus.ledger import Claim, Entry, Party, Placed, Report, Reported, Teller, check, claims, entries, gaps, reported
from selon.lang.ledger import ClaimKind, load_ledger
from selon.model import ContactChannel, ContactStatus
from selon.span import Span
from tests.corpus_sample import Met, Who, held

TESSIER = Party("person/tessier/paul", "Paul Tessier", "FR")
MORVAN = Party("person/morvan/elise", "Élise Morvan", "FR")
CHOUBINE = Party("person/choubine/serguei", "Sergueï Choubine", "RU")
OREL = Party("person/orel/ivan", "Ivan Orel", "RU")
PARIS = Party("country/FR", "France", "FR", True)
MOSCOW = Party("country/RU", "Russie", "RU", True)
LEAGUE = Party("body/ligue des phares", "Ligue des phares")


def report(
    article: str, parties: Sequence[Party] = (TESSIER, CHOUBINE), date: str | None = "2031-05-05",
    channel: ContactChannel = "phone", status: ContactStatus = "held", published: str | None = "2031-05-06",
    initiator: Party | None = None, topics: Sequence[str] = (), family: str | None = None, contact: str = "C1",
    tellers: tuple[Teller, ...] = (),
) -> Report:  # fmt: skip
    told = Reported(
        contact, Span(0, 5), channel, status, tuple(p.actor for p in parties), date=date, about=tuple(topics),
        stems=tuple(topics), tellers=tellers,
    )  # fmt: skip
    return Report(article, family or article, told, tuple(parties), initiator, f"Outlet {article}", published)


def shape(ledger: Sequence[Entry]) -> list[tuple[str | None, str, str, list[str]]]:
    return [(e.date, e.channel, e.status, sorted(r.article for r in e.reports)) for e in ledger]


def test_what_three_report_alike_is_one_contact_and_copies_count_once() -> None:
    (entry,) = entries([report("a"), report("b"), report("c", family="a")])
    assert (len(entry.reports), entry.families, entry.differences) == (3, 2, ())
    assert [party.name for party in entry.parties] == ["Paul Tessier", "Sergueï Choubine"]


def test_a_contact_of_ministers_is_one_of_their_states() -> None:
    (entry,) = entries([report("a"), report("b", (PARIS, MOSCOW)), report("c", (TESSIER, MOSCOW))])
    assert sorted(r.article for r in entry.reports) == ["a", "b", "c"]
    assert [party.name for party in entry.parties] == ["Paul Tessier", "Sergueï Choubine"]


def test_a_state_stays_apart_where_two_of_its_people_were_in_contact_that_day() -> None:
    ledger = entries([report("a"), report("b", (MORVAN, OREL)), report("c", (PARIS, MOSCOW))])
    assert sorted(articles for *_, articles in shape(ledger)) == [["a"], ["b"], ["c"]]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (report("a"), report("b", date="2031-05-25", published="2031-05-26")),
        (report("a"), report("b", (MORVAN, CHOUBINE))),
        (report("a"), report("b", (TESSIER, LEAGUE))),
        (report("a"), report("b", channel="letter")),
        (report("a", (PARIS, MOSCOW)), report("b", channel="visit")),
        (report("a"), report("b", status="refused")),
        (report("a"), report("b", date=None, published="2031-08-01")),
        (report("a"), report("b", date=None, published=None)),
        (report("a"), report("b", date="2030")),
        (report("a", date=None), report("b", date=None, published="2031-07-01")),
        (report("a", topics=["digue", "phare"]), report("b", date="2031-05-06", topics=["digue"])),
        (report("a", topics=["digue", "phare"]), report("a", date="2031-05-06", topics=["digue", "phare"], contact="C2")),
    ],
)
def test_contacts_that_are_not_one_stay_two(a: Report, b: Report) -> None:
    assert len(entries([a, b])) == 2


@pytest.mark.parametrize(
    "b",
    [
        report("b", date=None),
        report("b", date="2031-05"),
        report("b", date="2031"),
        report("b", channel="other"),
        report("b", channel="meeting"),
        report("b", date=None, status="denied"),
        report("b", date=None, status="planned", published="2031-05-01"),
        report("b", date=None, published="2031-05-11"),
    ],
)
def test_what_one_leaves_open_does_not_part_them(b: Report) -> None:
    (entry,) = entries([report("a"), b])
    assert (entry.date, entry.channel, entry.status) == ("2031-05-05", "phone", "held")


def test_an_open_report_between_two_contacts_joins_neither() -> None:
    ledger = entries([report("a"), report("b", date="2031-05-04", published="2031-05-04"), report("c", date=None)])
    assert len(ledger) == 3


def test_one_text_alone_with_the_day_before_is_a_slip() -> None:
    many = [report("a"), report("b", published="2031-05-07")]
    (entry,) = entries([*many, report("c", date="2031-05-04", published="2031-05-07")])
    assert [(d.field, [v.value for v in d.versions]) for d in entry.differences] == [("date", ["2031-05-05", "2031-05-04"])]
    assert len(entries([*many, report("c", date="2031-05-04"), report("d", date="2031-05-04")])) == 2
    assert len(entries([*many, report("a", date="2031-05-04", contact="C2")])) == 2


def test_reports_tell_where_they_differ() -> None:
    first = report("a", initiator=PARIS, topics=["digue", "phare"])
    second = report("b", initiator=MOSCOW, date="2031-05-06", topics=["digue", "phare", "port"])
    third = report("c", date=None, status="denied", channel="meeting", tellers=(Teller("S1", "E4", "Kremlin"),))
    (entry,) = entries([first, second, third])
    told = {d.field: [(v.value, v.articles) for v in d.versions] for d in entry.differences}
    assert told == {
        "date": [("2031-05-05", ("a",)), ("2031-05-06", ("b",))],
        "initiator": [("France", ("a",)), ("Russie", ("b",))],
        "channel": [("phone", ("a", "b")), ("meeting", ("c",))],
        "status": [("held", ("a", "b")), ("denied", ("c",))],
    }
    assert entry.denied == ("c",)


def test_an_initiator_and_the_state_are_no_difference() -> None:
    (entry,) = entries([report("a", initiator=PARIS), report("b", initiator=TESSIER)])
    assert entry.differences == ()


def test_topics_that_share_nothing_are_a_difference() -> None:
    (entry,) = entries([report("a", topics=["digue"]), report("b", topics=["phare"])])
    assert [(d.field, [v.value for v in d.versions]) for d in entry.differences] == [("topics", ["digue", "phare"])]


POOL = [
    report("a"),
    report("b", (PARIS, MOSCOW)),
    report("c", date=None),
    report("d", date="2031-05"),
    report("e", (TESSIER, MOSCOW)),
    report("f", date="2031-05-06", topics=["digue", "phare"]),
    report("g", topics=["digue", "phare"]),
    report("h", channel="meeting"),
    report("i", (MORVAN, OREL)),
    report("j", date=None, channel="meeting", status="possible"),
    report("k", status="denied", date=None),
    report("l", date="2031-06-01", published="2031-06-02"),
    report("m", (TESSIER, LEAGUE)),
    report("n", date=None, published=None),
    report("o", (TESSIER, MORVAN), date=None),
    report("p", (TESSIER, MORVAN), date=None, published="2031-05-09"),
]


@having(st.permutations(POOL), st.integers(0, len(POOL)))
def test_the_ledger_does_not_depend_on_an_order(reports: list[Report], left_out: int) -> None:
    chosen = [r for r in reports if r is not POOL[left_out % len(POOL)]]
    assert entries(chosen) == entries(sorted(chosen, key=lambda r: r.article))


def test_every_report_stands_in_one_entry() -> None:
    assert sorted(r.article for e in entries(POOL) for r in e.reports) == sorted(r.article for r in POOL)


def test_gaps_are_counted_between_days_that_are_known() -> None:
    ledger = entries([
        report("a", date="2022-10-23"), report("b", date="2024-04-03"), report("c", date="2023"),
        report("d", date="2023-05-05", status="refused"),
    ])  # fmt: skip
    assert [gap.days for gap in gaps(ledger)] == [528]


def claim(kind: ClaimKind, since: str = "2030-01-02", day: str | None = None, channel: ContactChannel | None = "phone") -> Claim:
    return Claim(kind, Span(0, 1), "row", (), since, day=day, channel=channel)


def verdict(found: Claim, reports: Sequence[Report], parties: Sequence[Party] = (TESSIER, CHOUBINE)) -> str:
    placed = Placed("claimant", "claimant", found, tuple(parties), "2031-05-06")
    ledger = entries(reports)
    finding = check(placed, ledger)
    assert set(finding.entries) <= {entry.id for entry in ledger} and bool(finding.entries) == (finding.verdict != "unknown")
    return finding.verdict


AT = report("a", date="2030-01-02", published="2030-01-03")
LATER = report("b", date="2030-06-07", published="2030-06-08")
OWN = report("claimant", date="2030-06-07")
NEWS = report("claimant", date="2031-05-05")


@pytest.mark.parametrize("kind", ["last", "first_since", "none_since"])
def test_a_claim_is_held_against_what_others_report(kind: ClaimKind) -> None:
    found = claim(kind, day="2031-05-05" if kind == "first_since" else None)
    assert verdict(found, []) == "unknown"
    assert verdict(found, [AT]) == "consistent"
    assert verdict(found, [AT, LATER]) == "inconsistent"
    assert verdict(found, [LATER]) == "inconsistent"
    assert verdict(found, [OWN]) == "unknown"
    assert verdict(found, [report("a", (PARIS, MOSCOW), date="2030-06-07")]) == "unknown"
    assert verdict(found, [report("b", date="2030-06-07", status="denied")]) == "unknown"
    assert verdict(found, [report("b", (MORVAN, OREL), date="2030-06-07")]) == "unknown"


def test_a_claim_that_cannot_be_dated_says_which_day_is_missing() -> None:
    undated = Placed("claimant", "claimant", claim("last"), (TESSIER, CHOUBINE), published=None)
    assert check(undated, entries([AT])).why == "the article's own day is not known"


def test_the_news_itself_is_not_in_between() -> None:
    assert verdict(claim("last"), [AT, NEWS]) == "consistent"
    assert verdict(claim("none_since"), [AT, report("b", date="2031-05-05")]) == "inconsistent"


def test_a_claim_of_states_is_held_against_their_people() -> None:
    assert verdict(claim("last"), [AT, LATER], (PARIS, MOSCOW)) == "inconsistent"
    assert verdict(claim("last", channel="visit"), [AT, LATER], (PARIS, MOSCOW)) == "unknown"


def test_a_claim_that_there_was_none_is_no_contact() -> None:
    text = "Paul Tessier et Élise Morvan n'ont plus eu de contact depuis le 4 mai 2021."
    who = [Who(["Paul Tessier"]), Who(["Élise Morvan"])]
    article = held(text, who, "2031-05-06", [Met("contact", (0, 1), "2021-05-04", "other")], {"le 4 mai 2021": "2021-05-04"})
    found = claims(article, load_ledger("fr"))
    assert [(c.kind, c.since, c.contact) for c in found] == [("none_since", "2021-05-04", "C1")]
    assert reported(article, found) == ()
    assert [r.date for r in reported(article)] == ["2021-05-04"]


def test_a_first_contact_since_a_day_was_not_on_that_day() -> None:
    text = "C'est le premier entretien entre Paul Tessier et Élise Morvan depuis mai 2021, au sujet de la digue."
    who = [Who(["Paul Tessier"]), Who(["Élise Morvan"])]
    met = Met("entretien", (0, 1), "2021-05", "meeting", topics=["la digue"])
    article = held(text, who, "2031-05-06", [met], {"mai 2021": "2021-05"})
    (found,) = reported(article, claims(article, load_ledger("fr")))
    assert (found.date, found.about, found.stems) == (None, ("la digue",), ("digu",))
