"""Time expressions: anchors, directions, publications told or implied, the time of statements, and checks of dates."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from selon.errors import PackError
from selon.lang.loading import load
from selon.lang.patterns import compile_times
from selon.model import Article, Record
from selon.reader import Reader
from selon.span import Span
from selon.timex import days_of, is_timex

PUBLISHED = "2021-06-16"  # a Wednesday
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _read(reader: Reader, text: str, published: str | None = None) -> Record:
    return reader.read(Article(text=text, published=published)).record


def _values(reader: Reader, text: str, published: str | None = None) -> list[tuple[str, str, str]]:
    return [(t.span.of(text), t.value, t.basis) for t in _read(reader, text, published).times]


# The direction of a weekday or a date without a year


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Le conseil a voté mardi.", "2021-06-15"),
        ("Le conseil votera mardi.", "2021-06-22"),
        ("Le conseil doit voter mardi.", "2021-06-22"),
        ("Le vote est prévu mardi.", "2021-06-22"),
        ("Le plan publié mardi déplaît.", "2021-06-15"),
        ("La grève dure depuis mardi.", "2021-06-15"),
        ("La route sera coupée d'ici mardi.", "2021-06-22"),
        ("Le conseil a voté mercredi.", "2021-06-16"),
        ("Le chantier a commencé le 3 septembre.", "2020-09-03"),
        ("Le chantier commencera le 3 septembre.", "2021-09-03"),
        ("Le chantier commencera le 3 janvier.", "2022-01-03"),
        ("Le chantier a commencé en octobre.", "2020-10"),
        ("Le chantier commencera en février.", "2022-02"),
    ],
)
def test_the_tense_tells_the_direction(reader: Reader, text: str, value: str) -> None:
    assert [t.value for t in _read(reader, text, PUBLISHED).times] == [value]


# Publications


def test_without_a_publication_nothing_is_guessed(reader: Reader) -> None:
    text = "Le conseil a voté lundi et le maire partira le 3 avril, comme il l'a dit hier, à l'issue de la semaine dernière."
    assert [value for _, value, _ in _values(reader, text)] == ["XXXX-WXX-1", "XXXX-04-03", "XXXX-XX-XX", "XXXX-WXX"]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Publié le 3 mars 2017", "2017-03-03"),
        ("Publié le 3 mars 2017 à 14h30", "2017-03-03"),
        ("Mis en ligne le lundi 6 mars 2017", "2017-03-06"),
        ("Kerlann, le 3 mars 2017", "2017-03-03"),
        ("Publié le 03/03/2017", "2017-03-03"),
    ],
)
def test_a_dateline_tells_the_publication(reader: Reader, line: str, published: str) -> None:
    text = f"{line}\nLe conseil a voté hier."
    record = _read(reader, text)
    assert (record.article.published, record.article.published_basis) == (published, "inferred")
    assert record.times[-1].value == (date.fromisoformat(published) - timedelta(1)).isoformat()


def test_a_dateline_at_the_head_of_a_paragraph_tells_the_publication(reader: Reader) -> None:
    record = _read(reader, "1er janvier 2016, 14h30. – Le conseil a voté hier.")
    assert record.article.published == "2016-01-01"
    assert record.times[-1].value == "2015-12-31"


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ("Le maire a été convoqué devant le juge le 15 mars.", "2017-03-15"),
        ("La ministre a annoncé sa venue le 20 mars.", "2017-03-20"),
        ("Le conseil a fixé le vote au 2 avril.", "2017-04-02"),
        ("Le pont a cédé le 15 février.", "2017-02-15"),
        ("Le pont a cédé le 15 août.", "2016-08-15"),
    ],
)
def test_a_day_that_comes_soon_is_not_that_of_the_year_before(reader: Reader, told: str, value: str) -> None:
    assert _read(reader, f"Publié le 1er mars 2017\n{told}").times[-1].value == value


@pytest.mark.parametrize("text", ["Le pont a cédé le 3 mars 2017.", "Le 3 mars 2017, le maire partait.\nIl est revenu hier."])
def test_a_date_in_a_sentence_is_no_dateline(reader: Reader, text: str) -> None:
    assert _read(reader, text).article.published is None


def test_what_the_caller_gives_goes_first(reader: Reader) -> None:
    article = _read(reader, "Publié le 3 mars 2017\nLe conseil a voté hier.", PUBLISHED).article
    assert (article.published, article.published_basis) == (PUBLISHED, "given")


# The year that a distance beside a date implies


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Son rival avait perdu il y a dix ans, le 12 juin 2012. Le 4 mai, le conseil a voté.",
            ["2012", "2012-06-12", "2022-05-04"],
        ),
        (
            "Le 2 avril, la loi a été abrogée. Elle a été votée il y a trois ans (le 3 mars 2011).",
            ["2014-04-02", "2011", "2011-03-03"],
        ),
        ("Le pont a fermé le 3 mars 2011, il y a six mois. Il rouvrira le 1er octobre.", ["2011-03-03", "2011-03", "2011-10-01"]),
        (
            "La digue a cédé il y a un an et demi, soit le 5 mai 2019. Le 9 novembre, elle tenait.",
            ["2019-05", "2019-05-05", "2020-11-09"],
        ),
    ],
)
def test_a_distance_beside_a_date_fixes_the_year(reader: Reader, text: str, values: list[str]) -> None:
    record = _read(reader, text)
    assert [t.value for t in record.times] == values
    assert {t.basis for t in record.times} == {"absolute", "inferred"}
    assert record.article.published is None


def test_a_distance_and_a_date_apart_fix_nothing(reader: Reader) -> None:
    values = _values(reader, "Le pont a fermé il y a dix ans. Le maire est né le 3 mars 1950 et parlera le 4 mai.")
    assert [value for _, value, _ in values if value.startswith("X")] == ["XXXX"]


def test_a_year_in_the_same_sentence_counts(reader: Reader) -> None:
    assert _values(reader, "Élu le 4 mai 2012, le maire a démissionné le 6 juin.")[1] == ("le 6 juin", "2012-06-06", "inferred")


# The time of a statement


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Le maire a déclaré lundi que le pont serait fermé mardi.", "lundi"),
        ("« Le pont sera fermé demain », a annoncé hier soir la préfète.", "hier soir"),
        ("Lundi, la préfète a annoncé que le pont fermerait.", "Lundi"),
        ("Le maire a affirmé, le 12 mai 2021, que tout était prêt pour vendredi.", "le 12 mai 2021"),
        ("Interrogé jeudi par la presse, le maire a affirmé que la digue tenait.", "jeudi"),
        ("Le maire a affirmé que la digue avait cédé lundi.", None),
        ("Le maire, élu en 2019, affirme que la digue tient.", None),
        ("Le maire affirme depuis deux ans que la digue tient.", None),
    ],
)
def test_a_statement_tells_when_it_was_made(reader: Reader, text: str, when: str | None) -> None:
    record = _read(reader, text, PUBLISHED)
    spans = {time.id: time.span.of(text) for time in record.times}
    assert [spans.get(statement.time) for statement in record.statements] == [when]


# Checks


@pytest.mark.parametrize(
    ("text", "published", "verdict"),
    [
        ("Le conseil a voté lundi 4 mars 2019.", None, "consistent"),
        ("Le conseil a voté mardi 4 mars 2019.", None, "inconsistent"),
        ("Le conseil a voté le jeudi 29 février 2024.", None, "consistent"),
        ("Le conseil a voté lundi 14 juin.", PUBLISHED, "consistent"),
        ("Le conseil a voté lundi 15 juin.", PUBLISHED, "inconsistent"),
    ],
)
def test_a_weekday_fits_its_date_or_not(reader: Reader, text: str, published: str | None, verdict: str) -> None:
    checks = _read(reader, text, published).checks
    assert [(check.kind, check.verdict) for check in checks] == [("weekday_agrees", verdict)]


@pytest.mark.parametrize(
    "text", ["Le conseil a voté lundi 4 mars.", "Le conseil a voté le 4 mars 2019.", "Le conseil a voté lundi."]
)
def test_a_weekday_without_a_year_is_not_checked(reader: Reader, text: str) -> None:
    assert _read(reader, text).checks == ()


@pytest.mark.parametrize(
    ("text", "published", "verdict"),
    [
        ("Le pont a cédé il y a deux ans, le 3 juin 2019.", PUBLISHED, "consistent"),
        ("Le pont a cédé il y a deux ans, le 3 juin 2016.", PUBLISHED, "inconsistent"),
        ("Le pont a cédé il y a dix ans, le 3 août 2010.", PUBLISHED, "consistent"),
        ("Le pont a cédé hier, le 15 juin 2021.", PUBLISHED, "consistent"),
        ("Le pont a cédé hier, le 13 juin 2021.", PUBLISHED, "inconsistent"),
        ("Le pont a cédé la semaine dernière, le 9 juin 2021.", PUBLISHED, "consistent"),
        ("Le pont a cédé la semaine dernière, le 9 mai 2021.", PUBLISHED, "inconsistent"),
        ("Le pont a cédé il y a deux ans, le 3 juin 2019.", None, "unknown"),
        ("Le pont a cédé il y a deux ans, le 3 juin 2019. Il rouvre le 4 mai.", None, "consistent"),
    ],
)
def test_two_expressions_of_one_date_agree_or_not(reader: Reader, text: str, published: str | None, verdict: str) -> None:
    checks = _read(reader, text, published).checks
    assert [(check.kind, check.verdict) for check in checks] == [("dates_agree", verdict)]
    assert all(check.detail and len(check.spans) == len(("told", "dated")) for check in checks)


@pytest.mark.parametrize(
    "text", ["Il est parti hier. Le 3 mars 2011, il revenait.", "En mars, le 3 avril 2011 fut cité.", "Hier et le 3 mai 2011."]
)
def test_dates_that_stand_apart_are_not_compared(reader: Reader, text: str) -> None:
    assert [c for c in _read(reader, text, PUBLISHED).checks if c.kind == "dates_agree"] == []


# What holds of every text

EXPRESSIONS = st.sampled_from([
    "hier", "lundi", "mardi prochain", "le 3 avril", "le 23 octobre 2022", "il y a trois jours", "la semaine dernière",
    "demain matin", "vendredi soir", "ce week-end", "à 14 h 30", "trois heures", "le lendemain", "deux jours plus tard",
    "les années 90", "au XXe siècle", "au 0e siècle",
    "le troisième semestre", "les 0 années", "chaque lundi", "depuis deux ans", "l'été dernier", "le 30 février", "le 31/04/2020",
    "31 juin 2021", "fin mars", "en 1998", "le premier trimestre 2020", "récemment", "à Noël", "samedi 5", "le 29 février",
    "la nuit de lundi à mardi", "il y a 9999 ans", "annuel", "le matin du 4 mai", "au lendemain de la fête", "midi",
])  # fmt: skip
CLAUSES = st.sampled_from(["Le conseil a voté", "Le conseil votera", "Le conseil doit voter", "Un vote", "Le maire affirme"])
TEXTS = st.lists(st.tuples(CLAUSES, EXPRESSIONS, st.sampled_from([".", ",", " et "])), min_size=1, max_size=6).map(
    lambda parts: " ".join(f"{clause} {told}{mark}" for clause, told, mark in parts)
)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
ODD = st.text(alphabet=st.sampled_from("lundi 0123456789/-.:hXVeéàmars\n'’ ²١"), max_size=60)


@given(
    TEXTS | ODD, st.none() | DAYS.map(date.isoformat) | st.sampled_from(["2021", "2021-06", "2021-06-16T14:30:00Z", "0000", "x"])
)
@example("le 5 mai 9999 et dix mille ans plus tard", "9999-12-31")
@example("il y a 3000 ans", "0001-01-01")
@QUICK
def test_values_are_timex3_and_spans_lie_apart_inside_the_text(reader: Reader, text: str, published: str | None) -> None:
    times = _read(reader, text, published).times
    assert [t.value for t in times if not is_timex(t.value)] == []
    assert [t.id for t in times] == [f"T{n}" for n in range(1, len(times) + 1)]
    assert all(t.span.of(text).strip() == t.span.of(text) != "" for t in times)
    assert _apart([t.span for t in times])


def _apart(spans: Sequence[Span]) -> bool:
    return all(a.end <= b.start for a, b in pairwise(spans))


DEICTIC = st.sampled_from(
    ["hier", "lundi", "mardi prochain", "il y a trois jours", "vendredi soir", "demain matin", "la semaine dernière"]
)


@given(CLAUSES, DEICTIC, DAYS, st.integers(1, 300))
@QUICK
def test_weeks_later_the_deictics_lie_as_many_weeks_later(reader: Reader, clause: str, told: str, day: date, weeks: int) -> None:
    text = f"{clause} {told}."
    early, late = (_read(reader, text, d.isoformat()).times for d in (day, day + timedelta(weeks=weeks)))
    assert len(early) == len(late) == 1
    first, second = days_of(early[0].value), days_of(late[0].value)
    assert first is not None and second is not None
    assert second[0] - first[0] == timedelta(weeks=weeks)


# TIMEX3 values


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2020-02", ("2020-02-01", "2020-02-29")),
        ("2021-W24", ("2021-06-14", "2021-06-20")),
        ("2021-W24-WE", ("2021-06-19", "2021-06-20")),
        ("2021-Q2", ("2021-04-01", "2021-06-30")),
        ("2021-H2", ("2021-07-01", "2021-12-31")),
        ("2021-06-16T14:30", ("2021-06-16", "2021-06-16")),
        ("1998", ("1998-01-01", "1998-12-31")),
    ],
)
def test_a_value_covers_its_days(value: str, days: tuple[str, str]) -> None:
    found = days_of(value)
    assert found is not None and (found[0].isoformat(), found[1].isoformat()) == days


@pytest.mark.parametrize("value", ["XXXX-04-03", "P2Y", "PAST_REF", "2021-02-30", "2021-W60", "", "0000-01-01"])
def test_what_is_no_day_covers_none(value: str) -> None:
    assert days_of(value) is None


@pytest.mark.parametrize("value", ["P", "P2", "PT", "2021-6-1", "21-06-2021", "T", "hier", "2021-W5", "2021-Q5"])
def test_a_malformed_value_is_refused(value: str) -> None:
    assert not is_timex(value)


# The table


@pytest.mark.parametrize("pattern", ["NOSUCH", "lundi )", "(lundi)", "[lundi|(mardi)]"])
def test_a_pattern_that_does_not_fit_is_refused(pattern: str) -> None:
    times = load("fr").times
    row = msgspec.structs.replace(times.rows[0], patterns=(pattern,))
    with pytest.raises(PackError, match=times.rows[0].id):
        compile_times(times.table, [row])
