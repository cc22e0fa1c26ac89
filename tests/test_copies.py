"""Who copied whom, on texts of invented outlets."""

from dataclasses import dataclass, field
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.corpus.copies import Kinship, families, fingerprint, kinship, kinships, restored, stored
from selon.corpus.copies.winnowing import SHINGLE, WINDOW, winnowed
from selon.model import ArticleInfo, Held, Provenance, ProvenanceKind, Record, Source, Statement
from selon.moments import moment
from selon.span import Span

PORT = (
    "Le port de Valmer est fermé depuis mardi matin. Une grue de quarante mètres s'est couchée en travers du chenal, sans faire "
    "de blessé.\n\nLa capitainerie attend un ponton-grue de Lorgnac, qui ne sera pas là avant vendredi. Onze navires patientent "
    "au large, dont un transporteur de céréales.\n\nLe maire, Octave Brissonneau, demande que l'État prenne à sa charge les "
    "frais de stationnement des pêcheurs. La préfecture n'a pas encore répondu à sa lettre."
)
QUOTE = (
    "« Nous avions signalé la fragilité de cette grue dès le mois de mars, et personne ne nous a rappelés avant qu'elle ne tombe "
    "dans le chenal »"
)
OTHER = (
    "La saison des courses commence dimanche à Brindeval. Trente-deux chevaux sont inscrits au prix de la Société du "
    "cheval, et la piste a été refaite cet hiver.\n\nLes organisateurs attendent quatre mille spectateurs si le temps le permet."
)
MORE = (
    "Les commerçants de la rue haute ont repeint leurs devantures. Une tombola est organisée au profit de l'école, dont le toit "
    "fuit. Deux autocars partiront de Lorgnac dès huit heures."
)


@dataclass
class Print:
    """An article as a test writes it down."""

    text: str
    id: str = "a"
    outlet: str | None = "Le Fanal"
    published: str | None = None
    url: str | None = None
    origin: tuple[ProvenanceKind, str] | None = None
    cites: str | None = None
    extra: dict[str, str] = field(default_factory=dict)
    signed: str | None = None
    links: tuple[str, ...] = ()

    def held(self) -> Held:
        start = Span(0, 1)
        provenance = (Provenance(start, *self.origin),) if self.origin else ()
        cites = Source("named", None, self.cites, start)
        cited = (Statement("s1", cites, None, (start,), "indirect", "state"),) if self.cites else ()
        info = ArticleInfo("", "fr", len(self.text), None, self.url, None, self.outlet, None, self.published, None, provenance)
        return Held(self.id, self.text, Record("selon/1", "", info, statements=cited), self.signed, self.links)


def between(a: Print, b: Print) -> Kinship | None:
    """The kinship of two prints, which has to be the same whichever comes first."""
    one, other = kinship(a.held(), b.held()), kinship(b.held(), a.held())
    assert one == other
    return one


def found(a: Print, b: Print) -> Kinship:
    one = between(a, b)
    assert one is not None
    return one


LE_FANAL = "https://www.lefanal.example/mer/port?id=4"


@pytest.mark.parametrize(
    ("told", "basis"),
    [
        ({"links": (LE_FANAL,)}, "link"),
        ({"links": ("https://lefanal.example/",)}, "link"),
        ({"signed": "Jeanne Corbel avec Le Fanal"}, "byline"),
        ({"signed": "Le Fanal, Jeanne Corbel"}, "byline"),
    ],
)
def test_what_a_page_tells_beside_its_text_is_credit_too(told: dict[str, Any], basis: str) -> None:
    origin = Print(PORT, published="2031-03-05", url=LE_FANAL)
    one = found(origin, second(PORT, published="2031-03-04", **told))
    assert (one.origin, one.basis, one.is_credited, one.credit) == ("a", basis, True, None)


@pytest.mark.parametrize(
    "told", [{"links": ("https://lefanal.example/sport/autre",)}, {"signed": "Jeanne Corbel"}, {"signed": "la rédaction"}]
)
def test_another_page_of_the_outlet_or_a_person_is_no_credit(told: dict[str, Any]) -> None:
    origin = Print(PORT, published="2031-03-05", url=LE_FANAL)
    one = found(origin, second(PORT, published="2031-03-06", **told))
    assert (one.origin, one.basis, one.is_credited) == ("a", "time", False)


def second(text: str, **told: object) -> Print:
    return Print(text, **{"id": "b", "outlet": "Oria Soir", **told})  # type: ignore[arg-type]


def test_case_blanks_and_marks_make_no_other_text() -> None:
    one = found(Print(PORT), second(PORT.upper().replace("\n\n", " ").replace("'", "’").replace(",", " ;")))
    assert (one.kind, one.share_a, one.share_b) == ("exact", 1.0, 1.0)


def test_a_text_with_other_words_here_and_there_is_near() -> None:
    changed = PORT.replace("quarante", "trente-huit").replace("patientent", "attendent").replace("mardi", "mercredi")
    one = found(Print(PORT), second(changed + " Le conseil municipal se réunit jeudi soir."))
    assert one.kind == "near"
    assert one.share_a > one.share_b > 0.8


def test_paragraphs_in_another_order_are_near() -> None:
    one = found(Print(PORT), second("\n\n".join(reversed(PORT.split("\n\n")))))
    assert one.kind == "near"
    assert len(one.passages) == 3


def test_a_paragraph_taken_into_another_article_is_partial_and_points_at_the_words() -> None:
    taken = PORT.split("\n\n")[1]
    host = OTHER.replace("\n\n", f"\n\n{taken}\n\n")
    one = found(Print(PORT), second(host))
    assert one.kind == "partial"
    (passage,) = one.passages
    assert passage.a.of(PORT) == passage.b.of(host) == taken.rstrip(".")
    assert passage.words == len(taken.replace("'", " ").replace("-", " ").split())
    assert 0.3 < one.share_of("a") < 0.4 and 0.3 < one.share_of("b") < 0.5


def test_two_articles_that_quote_the_same_words_are_no_copies() -> None:
    one = found(
        Print(f"{QUOTE}, a dit la directrice des docks, Mélisande Artaud, devant les grévistes réunis au pied des hangars.", "a"),
        second(f"Interrogée par notre rédaction à Valmer, Mme Artaud se défend : {QUOTE}. Les juges l'entendront lundi."),
    )
    assert (one.kind, one.origin, one.basis) == ("quotation", None, "shared_quotation")
    assert [passage.quoted for passage in one.passages] == [True]
    assert families([Print(QUOTE).held(), second(QUOTE).held()], [one]) == ()


def test_a_quotation_taken_over_with_what_stands_around_it_is_a_copy() -> None:
    told = "s'est emportée la directrice des docks, Mélisande Artaud, mardi soir devant la presse."
    around = f"{PORT.splitlines()[0]} {QUOTE}, {told}"
    one = found(Print(around), second(f"{OTHER}\n\n{around}\n\n{MORE}"))
    assert one.kind == "partial"


@pytest.mark.parametrize(
    "other",
    [OTHER, PORT[:45], "Le port de Valmer est fermé depuis mardi matin, et le maire, Octave Brissonneau, n'en décolère pas."],
)
def test_a_phrase_in_common_is_no_copy(other: str) -> None:
    assert between(Print(PORT), second(f"{OTHER} {other}")) is None


def test_a_form_filled_in_with_other_names_and_figures_is_no_copy() -> None:
    form = (
        "Le concours de {town} s'est tenu du {first} au {last} à la halle {hall}. C'est la manche numéro {number} de la coupe. "
        "L'épreuve individuelle a été remportée par {winner} devant {next}, et l'épreuve par équipes par les cavaliers de {team}."
    )
    names = ("town", "first", "last", "hall", "number", "winner", "next", "team")
    one = form.format(**dict(zip(names, ("Lorgnac", 3, 5, "Ancelot", 2, "Ida Merle", "Paul Ruzé", "Brindeval"), strict=True)))
    two = form.format(**dict(zip(names, ("Oria", 10, 12, "Duval", 4, "Jean Astruc", "Luc Bosc", "Valmer"), strict=True)))
    assert between(Print(one), Print(two, "b")) is None
    assert found(Print(one), second(one + " Le prochain concours est dans un mois.")).kind == "near"


def test_time_tells_the_direction() -> None:
    one = found(Print(PORT, published="2031-03-04"), second(PORT, published="2031-03-02"))
    assert (one.origin, one.basis, one.is_credited) == ("b", "time", False)


@pytest.mark.parametrize(
    ("a", "b", "basis"),
    [
        ("2031-03-04", "2031-03-04", "same_time"),
        ("2031-03-04", "2031-03-04T09:00:00+01:00", "same_time"),
        ("2031-03", "2031-03-09", "same_time"),
        (None, "2031-03-09", "undated"),
        ("soon", "2031-03-09", "undated"),
    ],
)
def test_the_direction_is_left_open_where_nothing_tells_it(a: str | None, b: str, basis: str) -> None:
    one = found(Print(PORT, published=a), second(PORT, published=b))
    assert (one.origin, one.basis) == (None, basis)


def test_times_in_different_zones_are_compared() -> None:
    one = found(Print(PORT, published="2031-03-04T10:30:00+02:00"), second(PORT, published="2031-03-04T09:00:00Z"))
    assert (one.origin, one.basis) == ("a", "time")


@pytest.mark.parametrize(
    ("copy", "basis"),
    [
        (second(PORT, origin=("source_line", "Le Fanal")), "source_line"),
        (second(PORT, origin=("source_line", "le site du Fanal, Le Fanal")), "source_line"),
        (second(PORT, origin=("translation", "lefanal.example")), "translation"),
        (second(PORT, origin=("agency", "LE FANAL")), "agency"),
        (second(PORT, cites="Le Fanal"), "statement"),
        (second(f"{PORT} Lire l'original : https://www.lefanal.example/port/grue", outlet="Oria Soir"), "link"),
    ],
)
def test_credit_tells_the_direction_against_time(copy: Print, basis: str) -> None:
    copy.published = "2031-03-01"
    one = found(Print(PORT, published="2031-03-04", url="https://lefanal.example/port/grue"), copy)
    assert (one.origin, one.basis, one.is_credited) == ("a", basis, True)
    assert one.credit is not None and one.credit.of(copy.text)


def test_two_that_name_each_other_are_told_by_time() -> None:
    a = Print(PORT, published="2031-03-04", cites="Oria Soir")
    assert found(a, second(PORT, published="2031-03-02", cites="Le Fanal")).origin == "b"
    assert found(a, second(PORT, published="2031-03-04", cites="Le Fanal")).basis == "mutual_credit"


def test_two_that_name_the_same_agency_have_it_from_there() -> None:
    a = Print(PORT, published="2031-03-04", origin=("agency", "Dépêche-Une"))
    one = found(a, second(PORT, published="2031-03-05", origin=("agency", "DÉPÊCHE-UNE")))
    assert (one.origin, one.basis, one.source) == (None, "shared_credit", "Dépêche-Une")


FAMILY = [
    Print(PORT, "a", "Le Fanal", "2031-03-02"),
    Print(f"{PORT} Une réunion est prévue lundi.", "b", "Oria Soir", "2031-03-03"),
    Print(f"{PORT} Une réunion est prévue lundi. Venez.", "c", "Lorgnac Info", "2031-03-05", origin=("source_line", "Oria Soir")),
    Print(PORT.split("\n\n")[2] + "\n\n" + OTHER, "d", "La Gazette", "2031-03-06"),
    Print(OTHER, "e", "Brindeval Hebdo", "2031-02-01"),
    Print("Un renard a traversé la place du marché hier, sans que nul ne s'en émeuve dans les cafés alentour.", "f", "Le Fanal"),
]


def test_a_family_is_a_tree_and_the_order_of_arrival_does_not_matter() -> None:
    articles = [one.held() for one in FAMILY]
    first = kinships(articles)
    (made,) = families(articles, first)
    assert (made.root, made.external) == ("e", False)
    assert {member.id: member.parent for member in made.members} == {"a": None, "b": "a", "c": "b", "d": "e", "e": None}
    for order in list(permutations(articles))[::97]:
        assert kinships(order) == first
        assert families(order, kinships(order)) == (made,)


def test_an_absent_agency_is_the_root_of_those_that_name_it() -> None:
    named = ("agency", "Dépêche-Une")
    articles = [
        Print(PORT, "a", "Le Fanal", "2031-03-02", origin=named).held(),
        Print(PORT, "b", "Oria Soir", "2031-03-03", origin=named).held(),
        Print(PORT, "c", "La Gazette", "2031-03-04", origin=("source_line", "Oria Soir")).held(),
        Print(OTHER, "d", "Traverse", "2031-03-04", origin=("translation", "Nordlig Post")).held(),
    ]
    one, alone = families(articles, kinships(articles))
    assert (one.root, one.external) == ("Dépêche-Une", True)
    assert [(member.id, member.parent, member.external) for member in one.members] == [
        ("a", "Dépêche-Une", True), ("b", "Dépêche-Une", True), ("c", "b", False),
    ]  # fmt: skip
    assert (alone.root, alone.external, [member.id for member in alone.members]) == ("Nordlig Post", True, ["d"])


def test_credits_in_a_circle_make_a_tree_all_the_same() -> None:
    ring = [("a", "Le Fanal", "Oria Soir"), ("b", "Oria Soir", "La Gazette"), ("c", "La Gazette", "Le Fanal")]
    articles = [Print(PORT, article, outlet, "2031-03-02", origin=("source_line", of)).held() for article, outlet, of in ring]
    (one,) = families(articles, kinships(articles))
    assert sum(member.parent is None for member in one.members) == 1
    assert {member.id for member in one.members} == {"a", "b", "c"}


def test_what_an_outlet_prints_every_day_is_no_evidence() -> None:
    words = MORE.split()
    footer = (
        "Retrouvez chaque matin la lettre de la rédaction et ses chroniques. Abonnez-vous pour ne rien manquer de la vallée, "
        "de ses marchés et de ses fêtes. Toute reproduction est soumise à l'accord écrit de notre service des droits."
    )
    texts = [f"{' '.join(words[at::6])} {footer}" for at in range(6)]
    daily = [Print(text, f"day{at}", "Le Fanal", f"2031-03-{at + 1:02}").held() for at, text in enumerate(texts)]
    elsewhere = Print(f"{OTHER}\n\n{footer}", "x", "Oria Soir", "2031-04-01").held()
    assert kinship(daily[0], elsewhere) is not None
    assert all("x" not in (one.a, one.b) for one in kinships([*daily, elsewhere]))


def test_who_copies_one_of_an_outlets_forms_has_not_copied_the_others() -> None:
    form = (
        "Le ciel reste gris sur Lorgnac et la brume se lève vers dix heures. Les averses gagnent la côte et les îles le soir, "
        "avant une éclaircie dans la nuit. {rest}"
    )
    monday = form.format(rest=f"Il fera 12 degrés à Valmer, 14 à Oria, 9 à Brindeval, et la mer sera belle. {MORE}")
    friday = form.format(rest=f"Un vent de 70 km/h soufflera sur les caps, et les bateaux resteront au port. {QUOTE}")
    articles = [
        Print(monday, "a", "Le Fanal", "2031-03-02").held(), Print(friday, "b", "Le Fanal", "2031-03-06").held(),
        Print(f"{friday} Prudence.", "c", "Oria Soir", "2031-03-07").held(),
    ]  # fmt: skip
    assert kinship(articles[0], articles[1]) is None
    assert kinship(articles[0], articles[2]) is not None
    assert [(one.a, one.b) for one in kinships(articles)] == [("b", "c")]


def test_a_fingerprint_is_kept_as_bytes_and_estimates_resemblance() -> None:
    one, other = (fingerprint(article.held()) for article in (Print(PORT), second(PORT.replace("mardi", "jeudi"))))
    assert restored(stored(one)) == one
    assert 0.7 < one.resemblance(other) < 1.0
    assert one.resemblance(fingerprint(Print(OTHER).held())) < 0.1
    assert all(-(2**63) <= key < 2**63 for key in (one.whole, *one.shingles, *one.bands))


WORDS = st.lists(st.sampled_from(PORT.split()), max_size=30)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS, WORDS, WORDS, st.integers(0, 20))
def test_whatever_is_taken_over_has_a_key_in_both_texts(a: list[str], b: list[str], c: list[str], d: list[str], at: int) -> None:
    taken = [f"mot{at + number}" for number in range(SHINGLE + WINDOW - 1)]
    assert winnowed(a + taken + b).keys() & winnowed(c + taken + d).keys()


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_compared(a: str, b: str) -> None:
    one = between(Print(a), second(b))
    if one is not None:
        assert all(passage.a.end <= len(a) and passage.b.end <= len(b) for passage in one.passages)
        assert 0 <= one.share_a <= 1 and 0 <= one.share_b <= 1


@pytest.mark.parametrize("published", [None, "", "hier", "2031-13", "0000", "9999", "9999-12-31"])
def test_odd_times_of_publication_are_no_reason_to_fail(published: str | None) -> None:
    assert moment(published) is None or moment(published)
