"""One actor across articles: keys, spellings, offices, bare names, groups that do not depend on an order, and pages."""

from collections.abc import Sequence

import pytest
from hypothesis import given as having
from hypothesis import strategies as st

from selon.corpus.identities import (
    Candidate,
    Naming,
    Rulings,
    Sighting,
    Tenured,
    acronym_links,
    are_one,
    blocks_of,
    display_name,
    grouped,
    naming_of,
    portrait,
    reached,
    resolve,
    sightings,
    tenures_of,
)
from selon.lang.ledger import load_ledger
from selon.lang.loading import load
from selon.model import Act, Addressee, Held, Source, Statement
from tests.corpus_sample import Met, Who, held, span_of

RULES: Naming = naming_of(load("fr"), load_ledger("fr"))


def seen(text: str, *who: Who, published: str | None = "2031-05-06") -> tuple[Sighting, ...]:
    return sightings(held(text, who, published), RULES)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("person/choubine/serguei", "person/shubin/sergei"),
        ("person/choubine/serguei", "person/шубин/сергей"),
        ("person/shubin/sergey", "person/шубин/сергей"),
        ("person/tcherniakov/iouri", "person/chernyakov/yuri"),
        ("person/jouravlev/dmitri", "person/zhuravlev/dmitry"),
        ("person/kouzmine/andrei", "person/kuzmin/andrey"),
        ("person/radetzki/pavel", "person/radetzky/pavel"),
    ],
)
def test_spellings_of_one_name_are_one(a: str, b: str) -> None:
    assert are_one(a, b, RULES.given)
    assert set(blocks_of(a)) & set(blocks_of(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("person/tessier/paul", "person/tessier/pierre"),
        ("person/tessier/paul", "person/tessier/paule"),
        ("person/tessier/andre", "person/tessier/andrea"),
        ("person/morvan/jean", "person/morvan/jeanne"),
        ("person/martin/paul", "person/martinet/paul"),
        ("person/dupont/paul", "person/dupond/paul"),
        ("person/choubine/serguei", "person/choubkine/serguei"),
        ("surname/choubine", "person/choubine/serguei"),
        ("body/choubine", "body/choubine"),
    ],
)
def test_names_of_two_are_two(a: str, b: str) -> None:
    assert not are_one(a, b, RULES.given)


def test_a_surname_alone_is_whoever_bears_it_in_full_there() -> None:
    found = seen("Sergueï Choubine a parlé. Choubin se tait.", Who(["Sergueï Choubine"]), Who(["Choubin"]))
    assert [(s.key, s.bare) for s in found] == [("person/choubine/serguei", None)] * 2


def test_a_surname_stays_apart_from_two_who_bear_it() -> None:
    found = seen("Paul Tessier et Anne Tessier. Tessier se tait.", Who(["Paul Tessier"]), Who(["Anne Tessier"]), Who(["Tessier"]))
    assert [(s.key, s.bare) for s in found][-1] == ("surname/tessier", "surname")


def test_a_particle_begins_a_surname() -> None:
    assert [s.key for s in seen("Le Goff et Anne Le Goff.", Who(["Le Goff"]))] == ["surname/le goff"]
    assert [s.key for s in seen("Le Goff et Anne Le Goff.", Who(["Anne Le Goff"]))] == ["person/le goff/anne"]


def test_an_initial_is_no_first_name() -> None:
    (found,) = seen("P. Tessier se tait.", Who(["P. Tessier"]))
    assert (found.key, found.bare) == ("surname/tessier/p", "surname")


def test_a_description_names_nobody() -> None:
    text = "Les deux ministres et des témoins se taisent, comme les autorités."
    assert seen(text, Who(["deux ministres"]), Who(["témoins"]), Who(["autorités"], "government")) == ()


def test_an_office_is_whoever_is_known_to_have_held_it() -> None:
    who = Who(["ministre russe de la Défense"], country="RU")
    (then,) = seen("Le ministre russe de la Défense se tait.", who, published="2015-03-02")
    (later,) = seen("Le ministre russe de la Défense se tait.", who, published="2031-03-02")
    assert then.key.startswith("person/") and then.bare is None and then.side == "RU"
    assert (later.key, later.bare, later.side) == ("office/defence/RU", "office", "RU")


def test_a_state_is_one_under_all_its_names() -> None:
    moscow, paris = Who(["Russie", "Moscou"], "country", "RU"), Who(["gouvernement français"], "government", "FR")
    state, government = seen("Moscou répond au gouvernement français, la Russie attend.", moscow, paris)
    assert (state.key, state.side, dict(state.names)) == ("country/RU", "RU", {"Moscou": 1, "Russie": 1})
    assert (government.key, government.side) == ("government/FR/gouvernement", "FR")


def test_a_town_hall_speaks_for_no_state() -> None:
    (found,) = seen("La mairie de Brest se tait.", Who(["mairie de Brest"], "government", "FR"))
    assert found.side is None


def test_a_minister_speaks_for_a_state_and_a_former_one_does_not() -> None:
    text = "Le ministre français de la Défense, Paul Tessier. L'ancien ministre français de la Défense, Jean Morvan."
    now, once = seen(
        text,
        Who(["Paul Tessier"], country="FR", roles=["Le ministre français de la Défense"]),
        Who(["Jean Morvan"], country="FR", roles=["L'ancien ministre français de la Défense"]),
    )
    assert (now.side, [t.title.office for t in now.titles]) == ("FR", ["defence"])
    assert (once.side, once.titles) == (None, ())


def test_an_acronym_joins_the_only_long_name_that_bears_it() -> None:
    (found,) = seen("La Ligue des phares (LDP) répond.", Who(["Ligue des phares", "LDP"], "organization"))
    assert (found.key, found.acronyms) == ("body/ligue des phares", ("body/ldp",))
    assert list(acronym_links({"body/ldp": ["body/ligue des phares"]})) == [("body/ldp", "body/ligue des phares")]
    assert list(acronym_links({"body/ldp": ["body/ligue des phares", "body/les dunes propres"]})) == []


TENURE = Tenured("defence", "RU", "2031-04-01", "2031-04-20")
SERGUEI = Candidate("person/choubine/serguei", "Sergueï Choubine", ("person/choubine/serguei",), frozenset({"RU"}), (TENURE,))
IVAN = Candidate("person/choubine/ivan", "Ivan Choubine", ("person/choubine/ivan",))


def bare(country: str | None = None, published: str = "2031-05-06") -> Sighting:
    return seen("Choubine se tait.", Who(["Choubine"], country=country), published=published)[0]


def test_a_bare_surname_is_the_only_one_whom_its_company_allows() -> None:
    assert resolve(bare("RU"), [SERGUEI, IVAN]).actor == SERGUEI.actor
    assert resolve(bare("RU"), [SERGUEI]).why == "the same country"
    with_friend = Candidate("person/choubine/ivan", "Ivan Choubine", IVAN.keys, company=frozenset({"person/morvan/elise"}))
    assert resolve(bare(), [SERGUEI, with_friend]).actor == IVAN.actor


def test_a_bare_surname_without_company_stays_apart_and_tells_the_candidates() -> None:
    found = resolve(bare(), [SERGUEI, IVAN])
    assert (found.actor, found.candidates) == (None, (IVAN.actor, SERGUEI.actor))
    assert resolve(bare(), [SERGUEI]).actor is None
    assert resolve(bare("FR"), [SERGUEI]).candidates == ()
    assert resolve(bare(), []).why == "nobody known bears the name"


def test_an_office_alone_is_whoever_is_seen_in_it_at_that_time() -> None:
    who = Who(["ministre russe de la Défense"], country="RU")
    (near,) = seen("Le ministre russe de la Défense se tait.", who, published="2031-05-06")
    (far,) = seen("Le ministre russe de la Défense se tait.", who, published="2032-05-06")
    assert resolve(near, [SERGUEI, IVAN]).actor == SERGUEI.actor
    assert resolve(far, [SERGUEI, IVAN]).actor is None


KEYS = [
    "person/choubine/serguei", "person/shubin/sergei", "person/шубин/сергей", "person/choubine/ivan", "person/shubin/ivan",
    "person/tessier/paul", "person/tessier/pierre", "body/ligue des phares", "body/ldp",
]  # fmt: skip


def links(keys: Sequence[str]) -> list[tuple[str, str]]:
    return [(a, b) for a in keys for b in keys if a != b and are_one(a, b, RULES.given)]


@having(st.permutations(KEYS), st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)), max_size=4))
def test_groups_do_not_depend_on_an_order(keys: list[str], apart: list[tuple[str, str]]) -> None:
    rulings = Rulings(different=tuple(apart))
    found = grouped(keys, links(keys), rulings)
    assert found == grouped(KEYS, links(KEYS), Rulings(different=tuple(reversed(apart))))
    assert [pair for pair in apart if pair[0] != pair[1] and found[pair[0]] == found[pair[1]]] == []


@having(st.permutations(KEYS))
def test_keys_added_one_by_one_make_the_same_groups(keys: list[str]) -> None:
    known: dict[str, str] = {}
    for at, key in enumerate(keys, start=1):
        there = keys[:at]
        near = reached([key], lambda k, there=there: [other for other in there if are_one(k, other, RULES.given)])  # type: ignore[misc]
        known.update(grouped(near, links(sorted(near))))
    assert known == grouped(KEYS, links(KEYS))


def test_a_ruling_joins_and_parts() -> None:
    keys = ["person/choubine/serguei", "person/shubin/sergei", "person/tessier/paul"]
    whole = grouped(keys, links(keys), Rulings(same=(("person/tessier/paul", "person/shubin/sergei"),)))
    assert len(set(whole.values())) == 1
    parted = grouped(keys, links(keys), Rulings(different=(("person/shubin/sergei", "person/choubine/serguei"),)))
    assert len(set(parted.values())) == 3


def told() -> Held:
    warned = "Sergueï Choubine, ministre russe de la Défense, a averti Élise Morvan : « Il pleut. »"
    text = f"{warned} Elle a blâmé Choubine lors d'un appel."
    who = [
        Who(["Sergueï Choubine", "Choubine"], country="RU", roles=["ministre russe de la Défense"]),
        Who(["Élise Morvan"]),
    ]
    article = held(text, who, "2031-05-06", [Met("appel", (0, 1), "2031-05-05")])
    made = [("E1", "E2", "warn", "Il pleut."), ("E2", None, "condemn", "blâmé Choubine")]
    statements = tuple(
        Statement(
            f"S{n}", Source("named", source, None), None, (span_of(text, words),), "direct", _act(act),
            Addressee(to, "Élise Morvan") if to else None,
        )
        for n, (source, to, act, words) in enumerate(made, start=1)
    )  # fmt: skip
    return Held(article.id, text, type(article.record)(**{**_fields(article), "statements": statements}))


def _act(value: str) -> Act:
    return "warn" if value == "warn" else "condemn"


def _fields(article: Held) -> dict[str, object]:
    return {name: getattr(article.record, name) for name in article.record.__struct_fields__}


def test_a_page_has_every_fact_with_its_words() -> None:
    article = told()
    sighting = sightings(article, RULES)[0]
    page = portrait([(article, sighting)])
    assert (page.name, page.articles) == ("Sergueï Choubine", 1)
    assert [(name.value, [p.span.of(article.text) for p in name.places]) for name in page.names] == [
        ("Choubine", ["Choubine"]),
        ("Sergueï Choubine", ["Sergueï Choubine"]),
    ]
    assert [(o.tenure.office, o.tenure.country, o.tenure.first) for o in page.offices] == [("defence", "RU", "2031-05-06")]
    assert [(s.statement, s.act, s.other) for s in page.said] == [("S1", "warn", "Élise Morvan")]
    assert [(c.contact, c.day, c.others) for c in page.contacts] == [("C1", "2031-05-05", ("Élise Morvan",))]


def test_a_page_without_a_sighting_is_refused() -> None:
    with pytest.raises(ValueError, match="without a sighting"):
        portrait([])


def test_the_name_shown_is_the_one_that_most_articles_give() -> None:
    both = [*seen("Sergueï Choubine.", Who(["Sergueï Choubine"])), *seen("Sergei Shubin !", Who(["Sergei Shubin"]))]
    assert display_name([*both, both[0]]) == "Sergueï Choubine"
    assert tenures_of(both) == ()
