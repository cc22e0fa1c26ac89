"""The benchmark of the desk: what it makes are articles with records that fit, and it runs to its end."""

from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from benchmarks.desk import measure
from benchmarks.many import COPIED, OUTLETS, Recorded, many
from selon.desk import WRITE, Desk
from selon.model import SCHEMA, Article, ArticleInfo, Contact, Entity, Reading, Record, Source, Statement
from selon.span import Span
from selon.verify import spans_of, verify

BEGINNINGS, ENDINGS = ("Bra", "Cor", "Del", "Fur", "Gil", "Hem"), ("mont", "vel", "dec", "zin", "pau")
MINISTERS = (("Ambre Kervinec", "FR"), ("Boris Zvonkov", "RU"), ("Carla Testoni", "IT"))


def _reading(number: int) -> Reading:
    """The minister of one state telephones that of the next one, on a day of his own."""
    (caller, state), (called, other) = MINISTERS[number % 3], MINISTERS[(number + 1) % 3]
    day, words = f"2016-{1 + number % 12:02}-{1 + number % 28:02}", f"Le marché numéro {number} sera couvert avant la kermesse"
    grower = "FR " + BEGINNINGS[number % 6] + ENDINGS[number // 6]
    text = f"{caller} a téléphoné à {called}. « {words} », a déclaré {grower} aux maraîchers. La Norvège a reçu l'Islande."
    entities = (
        Entity("E1", caller, "person", state, mentions=(_span(text, caller),)),
        Entity("E2", called, "person", other, mentions=(_span(text, called),)),
        Entity("E3", grower, "person", mentions=(_span(text, grower),)),
        Entity("E4", "Norvège", "country", "NO", mentions=(_span(text, "Norvège"),)),
        Entity("E5", "Islande", "country", "IS", mentions=(_span(text, "Islande"),)),
    )
    source = Source("named", "E3", grower, _span(text, grower))
    said = Statement("S1", source, _span(text, "a déclaré"), (_span(text, words),), "direct", "state")
    contact = Contact("C1", _span(text, "a téléphoné"), "phone", participants=("E1", "E2"), date=day)
    visit = Contact("C2", _span(text, "a reçu"), "visit", participants=("E4", "E5"), date=day)
    info = ArticleInfo("0" * 32, "fr", len(text), title=f"Marché {number}", published=day, published_basis="given")
    return Reading(text, Record(SCHEMA, "made", info, entities=entities, statements=(said,), contacts=(contact, visit)))


def _span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


READINGS = [_reading(number) for number in range(30)]


def _made(most: int) -> list[tuple[Article, Record]]:
    reader = Recorded()
    articles = [item.article for item in many(READINGS, most, reader) if isinstance(item.article, Article)]
    return [(article, reader.read(article).record) for article in articles]


def test_made_articles_verify_and_their_spans_point_at_their_words() -> None:
    made = _made(90)
    assert len(made) == 90
    for article, record in made:
        verify(record, article.text)
        assert [article.text[m.start : m.end] for e in record.entities for m in e.mentions] == [
            e.name for e in record.entities for _ in e.mentions
        ]
        assert [s.cue.of(article.text) for s in record.statements if s.cue] == ["a déclaré"]
        assert all(span.of(article.text) == span.of(article.text).strip() for _, span in spans_of(record))


def test_made_articles_are_others_than_what_they_are_made_of() -> None:
    given = {reading.text for reading in READINGS}
    assert not given & {article.text for article, _ in _made(60)}


def test_who_is_in_the_news_stays_there_and_others_are_renamed() -> None:
    names = {entity.name for _, record in _made(60) for entity in record.entities}
    assert {name for name, _ in MINISTERS} < names
    assert {entity.country for _, record in _made(60) for entity in record.entities} == {"FR", "RU", "IT", "NO", "IS", None}
    assert not names & {reading.record.entities[2].name for reading in READINGS}


def test_made_articles_come_as_many_a_month() -> None:
    days = [article.published for article, _ in _made(150) if article.published]
    assert max(days[:45]) < min(days[100:])
    assert len({article.outlet for article, _ in _made(60)}) <= OUTLETS


def test_the_same_articles_are_made_again() -> None:
    assert _made(40) == _made(40)


def test_one_article_of_ten_is_a_copy() -> None:
    """A copy has the names of the article before it, another outlet or day, and most of its words."""
    made = _made(60)
    pairs = [pair for number, pair in enumerate(pairwise(made), start=1) if number > 20 and number % COPIED == COPIED - 1]
    assert len(pairs) == 4
    for (original, record), (copy, copied) in pairs:
        assert [entity.name for entity in record.entities] == [entity.name for entity in copied.entities]
        assert original.published != copy.published


def test_the_benchmark_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "articles.jsonl"
    source.write_bytes(b"\n".join(msgspec.json.encode({"text": r.text, "record": r.record}) for r in READINGS))
    with Desk(tmp_path / "desk.sqlite", WRITE) as desk:
        measure(desk, source, [40, 80], following=20)
        assert desk.holdings()["articles"] == 100
        assert not list(desk.check())
    told = capsys.readouterr().out
    assert "| 40 | " in told and "| 80 | " in told
    assert "| ledger of two persons | " in told
