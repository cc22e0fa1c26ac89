"""Events of the record: how they stand for whoever tells them, what is one event, and what a denial denies."""

import pytest

from selon.model import Article, Event, Reading
from selon.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr")


def _read(reader: Reader, text: str) -> Reading:
    return reader.read(Article(text=text))


def _events(reader: Reader, text: str) -> list[tuple[str, str]]:
    reading = _read(reader, text)
    return [(event.trigger.of(text), event.status) for event in reading.record.events]


def _one(reader: Reader, text: str, kind: str) -> Event:
    found = [event for event in _read(reader, text).record.events if event.type == kind]
    assert len(found) == 1
    return found[0]


TOLD = [
    ("Les rebelles ont attaqué un convoi dans la vallée.", "ASSAULT", "asserted"),
    ("Le maire affirme que les rebelles ont attaqué un convoi.", "ASSAULT", "reported"),
    ("Selon le maire, les rebelles ont attaqué un convoi.", "ASSAULT", "reported"),
    ("Les rebelles auraient attaqué un convoi.", "ASSAULT", "possible"),
    ("Les rebelles attaqueront un convoi.", "ASSAULT", "planned"),
    ("Les rebelles n'ont pas attaqué le convoi.", "ASSAULT", "negated"),
    ("Le général dément que les rebelles aient attaqué un convoi.", "ASSAULT", "denied"),
    ("Si les rebelles attaquaient un convoi, la ville fermerait.", "ASSAULT", "conditional"),
    ("Les rebelles ont-ils attaqué le convoi ?", "ASSAULT", "unknown"),
    ("Un éventuel déploiement de troupes divise le parti.", "MOBILIZE", "possible"),
    ("Le syndicat prépare une grève pour mardi.", "PROTEST", "planned"),
]


@pytest.mark.parametrize(("text", "kind", "status"), TOLD)
def test_an_event_stands_as_it_is_told(reader: Reader, text: str, kind: str, status: str) -> None:
    assert _one(reader, text, kind).status == status


def test_a_reported_event_names_the_statement_that_tells_it(reader: Reader) -> None:
    record = _read(reader, "Le maire affirme que les rebelles ont attaqué un convoi.").record
    assert record.events[0].according_to == (record.statements[0].id,)


def test_a_speech_act_belongs_to_whoever_tells_it(reader: Reader) -> None:
    assert ("a demandé", "asserted") in _events(reader, "Le maire a demandé au préfet de fermer la route.")


def test_a_known_event_is_taken_for_granted_in_indirect_speech(reader: Reader) -> None:
    assert _events(reader, "Selon le préfet, le juge est parti après l'attentat.") == [("l'attentat", "asserted")]


def test_a_definite_mention_takes_an_event_up(reader: Reader) -> None:
    text = "Une attaque a tué deux soldats près du port. L'attaque a duré une heure."
    assert [words for words, _ in _events(reader, text)].count("L'attaque") == 0


def test_a_description_of_another_event_takes_nothing_up(reader: Reader) -> None:
    text = "Une attaque a visé le port. Les attentats de Madrid avaient tué cent personnes."
    assert [words for words, _ in _events(reader, text)].count("Les attentats de Madrid") == 1


def test_a_hedge_touches_its_own_clause_only(reader: Reader) -> None:
    text = "Le suspect aurait fui devant les policiers qui ont arrêté son frère."
    assert ("ont arrêté", "asserted") in _events(reader, text)


def test_who_gathers_to_protest_protests(reader: Reader) -> None:
    assert _events(reader, "Des milliers d'étudiants se sont réunis pour protester contre la loi.") == [("protester", "asserted")]


def test_another_event_stays_another(reader: Reader) -> None:
    text = "Une attaque a visé le port. Une autre attaque a visé la gare."
    assert len(_events(reader, text)) == 2


def test_a_denial_that_takes_up_a_report_denies_its_events(reader: Reader) -> None:
    text = "Le maire affirme que la milice a attaqué un convoi. Le chef de la milice a démenti ces accusations."
    assert _one(reader, text, "ASSAULT").status == "denied"


def test_a_denial_of_something_else_leaves_the_report(reader: Reader) -> None:
    text = "Le maire affirme que la milice a attaqué un convoi. Le chef de la milice a démenti la fermeture du port."
    assert _one(reader, text, "ASSAULT").status == "reported"


def test_the_place_of_an_event_is_the_one_named_beside_it(reader: Reader) -> None:
    record = _read(reader, "Des manifestants ont défilé à Paris contre la loi.").record
    names = {entity.id: entity.name for entity in record.entities}
    assert record.events[0].place is not None and names[record.events[0].place] in ("Paris", "France")


def test_no_event_stands_in_an_empty_text(reader: Reader) -> None:
    assert _events(reader, "") == []


def test_a_refused_word_says_why(reader: Reader) -> None:
    decisions = _read(reader, "Le roi est mort d'une attaque cardiaque.").decisions
    refused = [d for d in decisions if d.field == "event" and not d.kept]
    assert refused and refused[0].row == "fr/events#attaque" and refused[0].why
