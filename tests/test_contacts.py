"""Contacts in articles of several sentences: told twice, by pronouns, refused, begun by somebody, within statements."""

import pytest

from selon.model import Article, Contact, Record
from selon.reader import Reader


def _read(reader: Reader, text: str) -> Record:
    return reader.read(Article(text)).record


def _names(record: Record, contact: Contact) -> set[str]:
    return {e.name for e in record.entities if e.id in contact.participants}


def test_a_contact_told_twice_is_one(reader: Reader) -> None:
    text = (
        "Paul Tessier a rencontré Élise Morvan lundi. La rencontre entre Élise Morvan et Paul Tessier a duré une heure. "
        "Les deux élus ont abordé la question de la digue."
    )
    record = _read(reader, text)
    assert [_names(record, contact) for contact in record.contacts] == [{"Paul Tessier", "Élise Morvan"}]
    assert [topic.of(text) for topic in record.contacts[0].topics] == ["la digue"]


def test_a_contact_that_is_set_off_is_another(reader: Reader) -> None:
    record = _read(
        reader,
        "Paul Tessier a rencontré Élise Morvan lundi. La précédente rencontre entre Élise Morvan et Paul Tessier date de mai.",
    )
    assert len(record.contacts) == 2


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("La ministre a rencontré Paul Tessier.", "held"),
        ("La ministre rencontrera Paul Tessier.", "planned"),
        ("La ministre va rencontrer Paul Tessier.", "planned"),
        ("La ministre pourrait rencontrer Paul Tessier.", "possible"),
        ("La ministre aurait rencontré Paul Tessier.", "possible"),
        ("La ministre n'a pas rencontré Paul Tessier.", "denied"),
        ("La ministre a refusé de rencontrer Paul Tessier.", "refused"),
        ("La ministre a mis fin aux négociations avec Paul Tessier.", "ended"),
        ("La ministre a annoncé avoir rencontré Paul Tessier.", "held"),
        ("Le préfet a demandé que la ministre rencontre Paul Tessier.", "possible"),
    ],
)
def test_the_status_follows_from_the_words_above(reader: Reader, sentence: str, status: str) -> None:
    assert [contact.status for contact in _read(reader, sentence).contacts] == [status]


@pytest.mark.parametrize(("a", "b"), [("Paul Tessier", "Élise Morvan"), ("Élise Morvan", "Paul Tessier"), ("Paris", "Moscou")])
@pytest.mark.parametrize(
    "pattern",
    [
        "Un entretien entre {a} et {b} a eu lieu lundi.",
        "{a} a rencontré {b} lundi.",
        "{a} a été contacté par {b}.",
        "{a} a rompu le dialogue avec {b}.",
        "{a} a téléphoné à {b} mardi.",
    ],
)
def test_both_sides_are_read_alike(reader: Reader, pattern: str, a: str, b: str) -> None:
    one, other = (_read(reader, pattern.format(a=x, b=y)) for x, y in ((a, b), (b, a)))
    assert [_names(one, c) for c in one.contacts] == [_names(other, c) for c in other.contacts]
    assert [(c.channel, c.status) for c in one.contacts] == [(c.channel, c.status) for c in other.contacts]
    assert len(one.contacts) == 1 and len(_names(one, one.contacts[0])) == 2


def test_who_asked_for_it_is_the_initiator(reader: Reader) -> None:
    record = _read(reader, "À la demande d'Élise Morvan, un entretien entre la ministre et Paul Tessier a eu lieu lundi.")
    initiator = next(e.name for e in record.entities if e.id == record.contacts[0].initiator)
    assert initiator == "Élise Morvan"


def test_a_contact_within_a_statement_is_according_to_it(reader: Reader) -> None:
    record = _read(reader, "Le préfet a déclaré que Paul Tessier avait rencontré Élise Morvan.")
    assert record.contacts[0].according_to == (record.statements[0].id,)


def test_a_contact_needs_two_known_sides(reader: Reader) -> None:
    reading = reader.read(Article("Paul Tessier a rencontré des habitants du quartier."))
    assert reading.record.contacts == ()
    assert [d.kept for d in reading.decisions if d.field == "contact"] == [False]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Le préfet a demandé à Paul Tessier de rencontrer Élise Morvan.", {"Paul Tessier", "Élise Morvan"}),
        ("Le désir de Paul Tessier de parler avec Élise Morvan surprend.", {"Paul Tessier", "Élise Morvan"}),
        ("Paris a envoyé Paul Tessier discuter avec Élise Morvan.", {"Paul Tessier", "Élise Morvan"}),
    ],
)
def test_who_is_told_to_do_it_is_a_side(reader: Reader, text: str, sides: set[str]) -> None:
    record = _read(reader, text)
    assert [_names(record, contact) for contact in record.contacts] == [sides]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Paul Tessier a rencontré Élise Morvan le 3 mars 2021.", "2021-03-03"),
        ("Paul Tessier a rencontré Élise Morvan en mars 2021.", "2021-03"),
        ("Paul Tessier, élu le 3 mars 2021, est connu. Il a rencontré Élise Morvan.", None),
        (
            "La présidence a annoncé officiellement que le 4 mai 2021, à la demande urgente de la partie norvégienne, "
            "des conversations téléphoniques ont eu lieu entre Paul Tessier et Élise Morvan.",
            "2021-05-04",
        ),
        (
            "Le ministère a confirmé officiellement que le 12 juin 2020, à l'initiative urgente d'Oslo, "
            "un entretien téléphonique s'est tenu entre Paul Tessier et Élise Morvan.",
            "2020-06-12",
        ),
        (
            "La chancellerie a annoncé officiellement que le 3 mars 2019, sur le conseil de la partie danoise, "
            "une rencontre a eu lieu entre Paul Tessier et Élise Morvan.",
            "2019-03-03",
        ),
        ("Paul Tessier, qui est né le 3 mars 1961, a rencontré Élise Morvan.", None),
    ],
)
def test_the_date_is_that_of_the_clause(reader: Reader, text: str, date: str | None) -> None:
    assert [contact.date for contact in _read(reader, text).contacts] == [date]


def test_a_contact_of_another_day_is_another(reader: Reader) -> None:
    text = "Paul Tessier a rencontré Élise Morvan le 3 mars 2021. Paul Tessier a rencontré Élise Morvan le 5 mai 2021."
    assert [contact.date for contact in _read(reader, text).contacts] == ["2021-03-03", "2021-05-05"]


def test_why_tells_the_row_and_the_status(reader: Reader) -> None:
    reading = reader.read(Article("Paul Tessier a refusé de rencontrer Élise Morvan."))
    told = [(d.row, d.kept, d.why) for d in reading.decisions if d.field == "contact"]
    assert told == [("fr/contacts#rencontrer", True, "meeting, refused: fr/contacts#refused")]
