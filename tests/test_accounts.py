"""Accounts: stories of invented outlets with planted agreement, denial, figures, dates, copies and silence, and traps."""

import random
import time
from collections.abc import Callable

import pytest

from selon.comparing import Comparer
from selon.corpus.accounts import Account, Claim, Known, Means, accounts
from selon.lang.telling import load_telling
from selon.model import Article, Held
from selon.reader import Reader
from selon.span import Span
from tests.accounts_sample import Does, Meets, Says, Story

Tell = Callable[..., Account]
QUENTIN, CAREL, BESNARD = "Paul Quentin", "Jean Carel", "Luc Besnard"
ALARMS = "les alarmes de l'usine avaient été coupées avant l'explosion"
DENIED_ALARMS = "les alarmes de l'usine aient été coupées avant l'explosion"
FILLER = "La ville de Bréhan compte neuf mille habitants et deux lycées."


@pytest.fixture(scope="module")
def means(reader: Reader) -> Means:
    return Means(Comparer(reader).compare_all, load_telling("fr"))


@pytest.fixture(scope="module")
def tell(means: Means) -> Tell:
    return lambda story, **known: accounts(story.held, means, Known(**known))


def claim_with(account: Account, story: Story, words: str) -> Claim:
    """The one claim that has these words in a passage."""
    texts = {held.id: held.text for held in story.held}
    found = [c for c in account.claims if any(words in s.of(texts[p.article]) for p in c.passages for s in p.spans)]
    assert len(found) == 1, [len(c.passages) for c in found]
    return found[0]


def stances(claim: Claim) -> dict[str, str]:
    return {passage.article: passage.stance for passage in claim.passages}


def conflicts(claim: Claim, story: Story) -> list[tuple[str, str, str, str]]:
    texts = {held.id: held.text for held in story.held}

    def words(at: int, spans: tuple[Span, ...]) -> str:
        return " … ".join(span.of(texts[claim.passages[at].article]) for span in spans)

    return [(c.relation, c.question, words(c.a, c.words_a), words(c.b, c.words_b)) for c in claim.conflicts]


def alarms(story: Story, id: str, source: str, *, denies: bool = False, published: str = "2031-05-06") -> None:
    content = DENIED_ALARMS if denies else ALARMS
    cue = "dément" if denies else "affirme"
    said = Says(source, content, "deny" if denies else "state", cue)
    story.article(id, f"{source} {cue} que {content}. {FILLER}", said, published=published)


def test_agreement_is_one_claim_with_its_voices_and_who_was_first(tell: Tell) -> None:
    story = Story()
    alarms(story, "a", QUENTIN, published="2031-05-07")
    alarms(story, "b", BESNARD, published="2031-05-06")
    story.article("c", FILLER)
    claim = claim_with(tell(story), story, "alarmes")
    assert [p.article for p in claim.passages] == ["b", "a"]
    assert (claim.voices, claim.first, claim.label) == (2, (0,), 0)
    assert stances(claim) == {"a": "asserts", "b": "asserts"}
    assert (claim.outlets, claim.silent, claim.conflicts) == (("Outlet b", "Outlet a"), ("Outlet c",), ())
    assert claim.passages[0].chain == ("Outlet b", BESNARD)


def test_a_denial_stands_against_an_assertion_with_words_on_both_sides(tell: Tell) -> None:
    story = Story()
    alarms(story, "a", QUENTIN)
    alarms(story, "b", BESNARD, denies=True)
    claim = claim_with(tell(story), story, "alarmes")
    assert stances(claim) == {"a": "asserts", "b": "denies"}
    assert conflicts(claim, story) == [("contradiction", "what", ALARMS, "dément")]
    assert claim.label == 0


def test_a_negation_in_the_words_denies_as_well(tell: Tell) -> None:
    story = Story()
    story.article("a", f"{QUENTIN} affirme que l'usine de Bréhan est fermée.", Says(QUENTIN, "l'usine de Bréhan est fermée"))
    text = "l'usine de Bréhan n'est pas fermée"
    story.article("b", f"{BESNARD} assure que {text}.", Says(BESNARD, text, polarity="-"))
    story.article("c", FILLER)
    claim = claim_with(tell(story), story, "usine")
    assert stances(claim) == {"a": "asserts", "b": "denies"}
    ((relation, question, words, denial),) = conflicts(claim, story)
    assert (relation, question, words) == ("contradiction", "what", "fermée")
    assert "pas fermée" in denial


def test_to_deny_a_negation_is_to_assert(tell: Tell) -> None:
    story = Story()
    story.article("a", f"{QUENTIN} affirme que l'usine de Bréhan est fermée.", Says(QUENTIN, "l'usine de Bréhan est fermée"))
    content = "l'usine de Bréhan ne soit pas fermée"
    story.article("b", f"{BESNARD} dément que {content}.", Says(BESNARD, content, "deny", "dément", polarity="-"))
    story.article("c", FILLER)
    claim = claim_with(tell(story), story, "usine")
    assert stances(claim) == {"a": "asserts", "b": "asserts"}
    assert claim.conflicts == ()


def test_the_same_denial_told_by_two_outlets_is_one(tell: Tell) -> None:
    story = Story()
    alarms(story, "a", QUENTIN)
    alarms(story, "b", BESNARD, denies=True)
    alarms(story, "c", BESNARD, denies=True)
    claim = claim_with(tell(story), story, "alarmes")
    assert stances(claim) == {"a": "asserts", "b": "denies", "c": "denies"}
    assert (claim.voices, len(claim.conflicts)) == (2, 1)


def test_a_copy_repeats_and_counts_once(tell: Tell) -> None:
    story = Story()
    alarms(story, "a", QUENTIN)
    story.article("z", f"L'usine Ferrand de Bréhan a brûlé mardi matin. {FILLER}")
    story.article("b", f"L'usine Ferrand de Bréhan a brûlé mardi matin. {FILLER}")
    claim = claim_with(tell(story, families=(("z", "b"),)), story, "brûlé")
    assert stances(claim) == {"z": "asserts", "b": "repeats"}
    assert (claim.voices, claim.passages[0].repeats) == (1, "z")
    apart = claim_with(tell(story), story, "brûlé")
    assert (stances(apart), apart.voices) == ({"z": "asserts", "b": "asserts"}, 2)


def test_what_is_credited_to_another_outlet_of_the_story_repeats_it(tell: Tell) -> None:
    story = Story()
    words = "L'usine Ferrand de Bréhan a brûlé mardi matin"
    story.article("a", f"{words}. {FILLER}", outlet="Agence Morlaix", published="2031-05-05")
    story.article("b", f"{words}, selon Agence Morlaix.", Says("Agence Morlaix", words, cue="selon"))
    claim = claim_with(tell(story), story, "brûlé")
    assert stances(claim) == {"a": "asserts", "b": "repeats"}
    assert claim.voices == 1


def test_of_outlets_that_credit_each_other_one_repeats(tell: Tell) -> None:
    story = Story()
    words = "L'usine Ferrand de Bréhan a brûlé mardi matin"
    for id, teller, other in (("a", "Agence Morlaix", "Le Phare"), ("b", "Le Phare", "Agence Morlaix")):
        story.article(id, f"{words}, selon {other}.", Says(other, words, cue="selon"), outlet=teller, published="2031-05-05")
    assert [claim.voices for claim in tell(story).claims if len(claim.passages) == 2] == [1]


@pytest.mark.parametrize(
    "other", ["L'explosion de l'usine a fait 15 morts", "Quinze personnes ont été tuées dans l'explosion de l'usine"]
)
def test_figures_that_cannot_both_hold(tell: Tell, other: str) -> None:
    story = Story()
    first = "L'explosion de l'usine a fait 12 morts"
    story.article("a", f"{first}, selon {QUENTIN}.", Says(QUENTIN, first))
    story.article("b", f"{other}, selon {BESNARD}.", Says(BESNARD, other))
    story.article("c", FILLER)
    claim = claim_with(tell(story), story, "12 morts")
    ((relation, question, one, two),) = conflicts(claim, story)
    assert (relation, question, one) == ("contradiction", "how_many", "12 morts")
    assert two.split()[0] in ("15", "Quinze")
    assert stances(claim) == {"a": "asserts", "b": "asserts"}


@pytest.mark.parametrize(
    "other",
    [
        "L'explosion de l'usine a fait 40 blessés",
        "L'explosion de l'usine a fait plus de 10 morts",
        "L'explosion de l'usine a fait une douzaine de morts",
        "L'explosion de l'usine a tué 3 pompiers",
        "Trois des morts de l'explosion de l'usine sont des pompiers",
    ],
)
def test_figures_that_can_both_hold(tell: Tell, other: str) -> None:
    story = Story()
    first = "L'explosion de l'usine a fait 12 morts"
    story.article("a", f"{first}, selon {QUENTIN}.", Says(QUENTIN, first))
    story.article("b", f"{other}, selon {BESNARD}.", Says(BESNARD, other))
    assert [c for claim in tell(story).claims for c in claim.conflicts] == []


def test_a_later_figure_of_the_same_source_is_an_update(tell: Tell) -> None:
    story = Story()
    for id, number, day in (("a", 12, "2031-05-06"), ("b", 15, "2031-05-07")):
        words = f"L'explosion de l'usine a fait {number} morts"
        story.article(id, f"{words}, selon {QUENTIN}.", Says(QUENTIN, words), published=day)
    claim = claim_with(tell(story), story, "12 morts")
    assert conflicts(claim, story) == [("update", "how_many", "12 morts", "15 morts")]
    assert claim.voices == 1


def test_two_reports_of_one_source_on_one_day_contradict_each_other(tell: Tell) -> None:
    story = Story()
    for id, number in (("a", 12), ("b", 15)):
        words = f"L'explosion de l'usine a fait {number} morts"
        story.article(id, f"{words}, selon {QUENTIN}.", Says(QUENTIN, words))
    assert conflicts(claim_with(tell(story), story, "12 morts"), story) == [("contradiction", "how_many", "12 morts", "15 morts")]


def test_a_figure_of_another_voice_days_afterwards_is_later(tell: Tell) -> None:
    story = Story()
    for id, number, who, day in (("a", 12, QUENTIN, "2031-05-06"), ("b", 15, BESNARD, "2031-05-16")):
        words = f"L'explosion de l'usine a fait {number} morts"
        story.article(id, f"{words}, selon {who}.", Says(who, words), published=day)
    assert [c[0] for c in conflicts(claim_with(tell(story), story, "12 morts"), story)] == ["later"]


def test_dates_and_initiators_of_one_contact(tell: Tell) -> None:
    story = Story()
    for id, one, other, day, iso in (
        ("a", QUENTIN, CAREL, "le 3 mai 2031", "2031-05-03"),
        ("b", CAREL, QUENTIN, "le 4 mai 2031", "2031-05-04"),
    ):
        story.article(
            id, f"Le ministre {one} a téléphoné au ministre {other} {day}.",
            Does("a téléphoné", "CONSULT", (one, other), day=day), Meets("a téléphoné", "phone", (one, other), one, iso),
            names=(one, other), days={day: iso},
        )  # fmt: skip
    claim = claim_with(tell(story), story, "3 mai")
    found = {(relation, question) for relation, question, *_ in conflicts(claim, story)}
    assert found == {("contradiction", "when"), ("contradiction", "who")}


def test_two_calls_weeks_apart_are_two(tell: Tell) -> None:
    story = Story()
    for id, day, iso in (("a", "le 3 mai 2031", "2031-05-03"), ("b", "le 24 mai 2031", "2031-05-24")):
        text = f"Le ministre {QUENTIN} a téléphoné au ministre {CAREL} {day}."
        call = Does("a téléphoné", "CONSULT", (QUENTIN, CAREL), day=day)
        story.article(id, text, call, names=(QUENTIN, CAREL), days={day: iso}, published=iso)
    assert [len(claim.passages) for claim in tell(story).claims] == [1, 1]


def test_what_is_heard_of_another_is_hearsay(tell: Tell) -> None:
    story = Story()
    alarms(story, "a", QUENTIN)
    content = "les alarmes de l'usine auraient été coupées avant l'explosion"
    story.article("b", f"Selon {BESNARD}, {content}.", Says(BESNARD, content, hearsay=True))
    assert stances(claim_with(tell(story), story, "alarmes")) == {"a": "asserts", "b": "hearsay"}


def test_a_demand_and_a_fact_are_two_claims(tell: Tell) -> None:
    story = Story()
    wish = "la fermeture immédiate de l'usine Ferrand de Bréhan"
    story.article("a", f"{QUENTIN} demande {wish}.", Says(QUENTIN, wish, "demand"))
    fact = "la fermeture immédiate de l'usine Ferrand de Bréhan a été prononcée"
    story.article("b", f"{BESNARD} annonce que {fact}.", Says(BESNARD, fact, "announce"))
    assert [len(claim.passages) for claim in tell(story).claims] == [1, 1]


def test_an_opinion_does_not_contradict_a_fact(tell: Tell) -> None:
    story = Story()
    opinion, fact = "la fermeture de la route de Varenne", "la route de Varenne est ouverte"
    story.article("a", f"{QUENTIN} condamne {opinion}.", Says(QUENTIN, opinion, "condemn"))
    story.article("b", f"{BESNARD} affirme que {fact}.", Says(BESNARD, fact))
    story.article("c", FILLER)
    assert [c for claim in tell(story).claims for c in claim.conflicts] == []


def test_names_keep_claims_on_two_people_apart(tell: Tell) -> None:
    story = Story()
    for id, who, day in (("a", QUENTIN, "15 mars"), ("b", CAREL, "28 mars")):
        story.article(id, f"Le directeur {who} est convoqué par le juge de Bréhan le {day}.", names=(who,))
    assert tell(story).claims == ()


def test_actors_given_make_two_names_one_voice(tell: Tell) -> None:
    story = Story()
    alarms(story, "a", "Paul Quentin")
    alarms(story, "b", "P. Quentin")
    one = tell(story, actors={("a", "E0"): "quentin", ("b", "E0"): "quentin"})
    assert claim_with(one, story, "alarmes").voices == 1
    assert claim_with(tell(story), story, "alarmes").voices == 2


def test_words_are_found_where_they_stand_and_order_does_not_matter(tell: Tell, means: Means) -> None:
    story = Story()
    for n, who in enumerate((QUENTIN, BESNARD, CAREL)):
        alarms(story, f"a{n}", who, denies=n == 1)
        words = f"L'explosion de l'usine a fait {12 + n} morts"
        story.article(f"b{n}", f"{words}, selon {who}. {FILLER}", Says(who, words))
    told = tell(story)
    assert any(claim.conflicts for claim in told.claims)
    for seed in range(5):
        shuffled = random.Random(seed).sample(story.held, len(story.held))
        assert accounts(shuffled, means) == told


def test_a_story_of_nothing_has_no_claims(means: Means) -> None:
    assert accounts([], means) == Account((), (), ())


READ = [
    ("a", "Le Courrier de Varenne", "2031-05-06",
     "Une explosion a détruit lundi l'usine Ferrand de Bréhan. L'explosion a fait 12 morts et 40 blessés, selon la préfecture. "
     "Le directeur de l'usine, Paul Quentin, a affirmé que les alarmes avaient été coupées avant l'explosion."),
    ("b", "La Dépêche du Golfe", "2031-05-06",
     "L'usine Ferrand de Bréhan a été détruite lundi par une explosion. Les pompiers ont indiqué que l'explosion avait fait "
     "15 morts. Paul Quentin a nié avoir reçu un avertissement du ministre Jean Carel."),
    ("c", "Radio Sénac", "2031-05-07",
     "Une explosion a détruit mardi l'usine Ferrand de Bréhan. Selon la préfecture, l'explosion a fait 17 morts et 40 blessés. "
     "Le ministre Jean Carel a affirmé qu'il avait envoyé un avertissement à Paul Quentin. "
     "Le syndicat des mineurs dément que les alarmes aient été coupées avant l'explosion."),
]  # fmt: skip


def test_a_story_as_it_is_read(reader: Reader, tell: Tell) -> None:
    story = Story()
    for id, outlet, day, text in READ:
        story.held.append(Held(id, text, reader.read(Article(text=text, outlet=outlet, published=day)).record))
    told = tell(story)
    assert conflicts(claim_with(told, story, "12 morts"), story) == [
        ("contradiction", "how_many", "12 morts", "15 morts"),
        ("contradiction", "how_many", "15 morts", "17 morts"),
        ("update", "how_many", "12 morts", "17 morts"),
    ]
    assert ("contradiction", "when", "lundi", "mardi") in conflicts(claim_with(told, story, "détruit lundi"), story)
    assert stances(claim_with(told, story, "avertissement")) == {"b": "denies", "c": "asserts"}
    assert stances(claim_with(told, story, "alarmes")) == {"a": "asserts", "c": "denies"}


def test_forty_articles_take_less_than_a_second(reader: Reader, means: Means) -> None:
    held = [
        Held(f"{id}{n}", text, reader.read(Article(text=text, outlet=f"{outlet} {n}", published=day)).record)
        for n in range(14)
        for id, outlet, day, text in READ
    ]
    began = time.process_time()
    assert accounts(held[:40], means).claims
    assert time.process_time() - began < 3.0  # a second on a free machine; tests share theirs
