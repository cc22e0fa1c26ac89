"""Stories: what belongs to one event, and the same stories in whatever order the articles come."""

import math
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.stories import b_cubed
from selon.corpus.stories import THRESHOLDS, Features, features, grouped, keys, likeness, link, piece
from selon.corpus.stories.likeness import likenesses
from selon.lang.rarity import Rarity, rarity
from selon.lang.series import SeriesRow, series
from tests.stories_sample import ATTACKS, FIRE, OTHER_FIRE, ROUNDS, entered, held


def sets(articles: list[Features], **told: list[tuple[str, str]]) -> list[str]:
    return sorted(" ".join(story.articles) for story in grouped(articles, **told))


def test_follow_ups_are_of_the_story_and_another_event_of_the_kind_is_not() -> None:
    assert sets(entered(FIRE, OTHER_FIRE, ATTACKS)) == ["a1 a2 a3", "b1", "c1", "c2"]


def test_rounds_of_a_competition_are_stories_of_their_own() -> None:
    first, second = entered(ROUNDS)
    assert sets([first, second]) == ["a1", "a2"]
    assert (first.rounds, second.rounds) == ((1,), (2,))
    same_day = features(held("b1", "2031-06-01", "Gouren : les résultats du championnat à Plouvorn", ROUNDS[0][2]))
    assert sets([first, second, same_day]) == ["a1 b1", "a2"]


def test_a_story_is_called_after_its_earliest_article() -> None:
    (story,) = grouped(entered(FIRE))
    assert (story.id, story.title, story.first, story.last) == ("sa1", FIRE[0][1], "2031-05-02", "2031-05-19")
    named = [features(held(one.article, *FIRE[at]), name=f"first-version-{at}") for at, one in enumerate(entered(FIRE))]
    assert [story.id for story in grouped(named)] == ["sfirst-version-0"]


def daily(count: int, step: int) -> list[Features]:
    months = ("05", "06", "07", "08")
    days = [f"2031-{month}-{day:02}" for month in months for day in range(1, 31)]
    title = "Blocage du port de Kerlann : les pêcheurs tiennent"
    text = "Les pêcheurs de Kerlann bloquent le port contre la taxe de Ronan Le Bihan. Leur avocate Nolwenn Abgrall reste ferme."
    return [features(held(f"d{at:02}", days[at * step], title, text)) for at in range(count)]


def test_a_long_story_stays_one_and_ends_when_nobody_tells_of_it() -> None:
    assert [len(story.articles) for story in grouped(daily(60, 2))] == [60]
    first, *_, last = daily(60, 2)
    assert len(grouped([first, last])) == 2


def test_where_too_many_hang_together_only_closer_links_hold() -> None:
    articles = [*entered(FIRE, OTHER_FIRE), *daily(12, 0)]
    assert grouped(articles, largest=5) == grouped(articles[::-1], largest=5)
    assert max(len(story.articles) for story in grouped(articles, largest=5)) == 12  # as like as can be: there is no closer link


def test_a_link_fades_with_the_days_between_and_more_slowly_than_a_story() -> None:
    first, second, later = (daily(40, 1)[at] for at in (0, 1, 39))
    assert link(first, first) == likeness(first, first) > link(first, second) > link(first, later) == link(later, first)
    assert link(first, later) > likeness(first, later) * math.exp(-39 / THRESHOLDS.fading)
    assert link(first, features(held("u", None, *FIRE[1][1:]))) == 0


def test_without_a_day_an_article_stands_alone() -> None:
    for published in (None, "2031", "2031-05"):
        undated = features(held("u", published, *FIRE[1][1:]))
        assert sets([*entered(FIRE), undated]) == ["a1 a2 a3", "u"]


def test_without_a_title_the_first_line_tells_what_it_is_about() -> None:
    bare = features(held("u", FIRE[1][0], None, f"{FIRE[1][1]}\n{FIRE[1][2]}"))
    assert sets([*entered(FIRE), bare])[0] == "a1 a2 u a3"


def test_a_text_of_nothing_is_an_article() -> None:
    empty = [features(held(name, "2031-05-02", title, "…")) for name, title in (("x", None), ("y", ""), ("z", "!"))]
    assert [len(story.articles) for story in grouped(empty)] == [1, 1, 1]


def test_people_join_and_part_stories() -> None:
    articles = entered(FIRE, OTHER_FIRE, ATTACKS)
    assert sets(articles, together=[("a1", "c2")]) == ["a1 a2 a3 c2", "b1", "c1"]
    assert sets(articles, apart=[("a1", "a2")]) in (["a1", "a2 a3", "b1", "c1", "c2"], ["a1 a3", "a2", "b1", "c1", "c2"])
    assert sets(articles, together=[("b1", "a1"), ("b1", "c1")], apart=[("a1", "c1")]) == ["a1 a2 b1 a3", "c1", "c2"]
    undated = features(held("u", None, *FIRE[1][1:]))
    assert sets([*articles, undated], together=[("u", "a1"), ("a1", "nobody")])[0] == "a1 a2 a3 u"


def test_pairs_and_matrices_tell_the_same() -> None:
    articles = entered(FIRE, OTHER_FIRE, ROUNDS, ATTACKS)
    matrix = likenesses(articles)
    for a, row in zip(articles, matrix, strict=True):
        for b, found in zip(articles, row, strict=True):
            assert found == pytest.approx(likeness(a, b) if a != b else 0)
            assert likeness(a, b) == likeness(b, a) <= 1


def test_dates_are_no_words() -> None:
    told = features(held("u", "2031-05-04", "Le port rouvre le 2 mai", "Le port de Kerlann rouvre le 2 mai."))
    assert "mai" not in told.weights and "mai" not in told.headline
    assert keys(told)[0] == "kerlann"


WORDS = st.sampled_from(["kerlann", "incend", "port", "morvan", "procureur", "trevidic", "march", "gouren", "hall", "blesse"])


@st.composite
def articles_drawn(draw: st.DrawFn) -> list[Features]:
    one = st.tuples(st.integers(1, 90) | st.none(), st.sets(WORDS, min_size=1, max_size=6))
    drawn = draw(st.lists(one, min_size=1, max_size=14))
    numbers = draw(st.lists(st.none() | st.just(()) | st.tuples(st.integers(1, 2)), min_size=len(drawn), max_size=len(drawn)))
    return [
        Features(f"{at:02}", f"{at:02}", day, None, dict.fromkeys(words, 9.0), dict.fromkeys(words, 1 / len(words)), rounds)
        for at, ((day, words), rounds) in enumerate(zip(drawn, numbers, strict=True))
    ]


@settings(max_examples=150, deadline=None)
@given(articles_drawn(), st.randoms(use_true_random=False), st.sampled_from([2, 4, 150]))
def test_the_order_in_which_articles_come_does_not_matter(articles: list[Features], drawn: object, largest: int) -> None:
    shuffled = list(articles)
    drawn.shuffle(shuffled)  # type: ignore[attr-defined]
    apart = [("00", "01")]
    found = grouped(articles, apart=apart, largest=largest)
    assert found == grouped(shuffled, apart=apart, largest=largest)
    assert sorted(article for story in found for article in story.articles) == [one.article for one in articles]
    assert not any({"00", "01"} <= set(story.articles) for story in found)


def test_pieces_are_a_partition() -> None:
    links = {
        "a": {"b": 0.5, "c": 0.34}, "b": {"a": 0.5}, "c": {"a": 0.34, "d": 0.95}, "d": {"c": 0.95, "e": 0.95}, "e": {"d": 0.95},
    }  # fmt: skip
    for largest in (1, 2, 3, 5):
        pieces = {name: piece(name, links.__getitem__, largest).articles for name in links}
        assert all(pieces[other] == found for found in pieces.values() for other in found)
    assert piece("a", links.__getitem__, 3) == (("a", "b"), 0.35)
    assert piece("d", links.__getitem__, 2).articles == ("c", "d", "e")


ROWS = [pytest.param(row, id=row.id) for row in series("fr").rows]


@pytest.mark.parametrize("row", ROWS)
def test_a_series_is_known_by_its_headline(row: SeriesRow) -> None:
    assert row.source and row.examples and row.never
    assert all(series("fr").numbers(headline) is not None for headline in row.examples)
    assert [headline for headline in row.never if series("fr").numbers(headline) is not None] == []


def test_rounds_are_numbered_by_words_and_figures() -> None:
    numbers = series("fr").numbers
    assert numbers("Tour de France 2031 : Le Bihan gagne la 12e étape") == numbers("Tour de France : la douzième étape") == {12}
    assert numbers("Tour de France 2031 : Le Bihan en jaune") == frozenset()
    assert numbers("Le pont de Kerlann est fermé") is series("en").numbers("The championship ends") is None


def test_a_rare_word_weighs_more() -> None:
    table = rarity("fr")
    assert table.of("le") < 0.1 < table.of("president") < table.of("incend") < table.of("kerlann") == table.of("abgral")
    assert Rarity(100, {"a": 100, "b": 10}).of("a") == 0
    assert rarity("en").of("the") == rarity("en").of("kerlann")


def test_b_cubed_is_as_defined() -> None:
    scores = b_cubed([("a", "b", "x"), ("c",)], {"a": "1", "b": "1", "c": "1"})
    assert scores.over(["a", "b", "c"]) == pytest.approx((2 * 700 / 9 * 500 / 9 / (700 / 9 + 500 / 9), 700 / 9, 500 / 9))
    for order in permutations([("a", "b"), ("c",)]):
        assert b_cubed(order, {"a": "1", "b": "1"}).over(["a", "b", "c"]) == (100, 100, 100)


def test_the_window_is_where_nothing_could_be_one_story() -> None:
    assert THRESHOLDS.window == 51
