from hypothesis import given
from hypothesis import strategies as st

from selon.stems import folded, search_terms, stem, terms


def test_forms_of_one_word_share_a_stem_in_each_language() -> None:
    assert stem("déclarations", "fr") == stem("Déclaration", "fr") == stem("DÉCLARATION", "fr")
    assert stem("warnings", "en") == stem("Warning", "en")
    assert stem("министров", "ru") == stem("министра", "ru")


def test_words_that_differ_keep_their_stems_apart() -> None:
    assert stem("accord", "fr") != stem("corde", "fr")


def test_a_language_without_a_stemmer_keeps_its_words_folded() -> None:
    assert stem("Žižkov", "xx") == "zizkov"


def test_accents_and_ligatures_are_folded() -> None:
    assert folded("Œuvre À l'ÉTÉ") == "oeuvre a l'ete"


def test_terms_stand_where_their_words_stand() -> None:
    text = "L’armée a reculé."
    assert [text[term.start : term.end] for term in terms(text, "fr")] == ["L", "armée", "a", "reculé"]


@given(st.text(max_size=60))
def test_every_term_is_a_word_of_the_text(text: str) -> None:
    for term in terms(text, "fr"):
        assert text[term.start : term.end].strip("_") and 0 <= term.start < term.end <= len(text)


def test_a_word_is_found_without_its_accents() -> None:
    written = "fermée déclarations"
    assert [t.stem for t in search_terms(written, "fr")] == [t.stem for t in search_terms(folded(written), "fr")]
    assert search_terms("fermée", "fr")[0].stem == search_terms("FERMES", "fr")[0].stem != search_terms("ferry", "fr")[0].stem
