"""The shipped weights: whole, small, without vectors, and good for the clauses that the reader lives on."""

import hashlib
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from selon.steps.tag.lexicon import Lexicon, read
from training import base
from training.treebank import fold

WEIGHTS = Path(__file__).parent.parent / "selon" / "weights" / "fr"
LIMIT = 15_000_000


@pytest.fixture(scope="module")
def nlp() -> Language:
    return base.load(WEIGHTS)


@pytest.fixture(scope="module")
def table() -> Lexicon:
    return read(WEIGHTS / "lemmas.bin")


def one(nlp: Language, text: str) -> Doc:
    """The analysis of one sentence."""
    doc = nlp.make_doc(fold(text))
    for token in doc:
        token.is_sent_start = token.i == 0
    return nlp(doc)


def arcs(doc: Doc) -> set[tuple[str, str, str]]:
    """Dependent, relation without its subtype, head."""
    return {(token.text, token.dep_.split(":")[0], token.head.text) for token in doc}


def files() -> dict[str, Path]:
    return {path.relative_to(WEIGHTS).as_posix(): path for path in WEIGHTS.rglob("*") if path.is_file()}


def test_every_file_has_the_digest_that_is_written_down() -> None:
    lines = (WEIGHTS / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    written = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    found = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files().items() if name != "SHA256SUMS"}
    assert found == written


def test_the_weights_are_small_and_hold_neither_vectors_nor_vocabulary() -> None:
    assert sum(path.stat().st_size for path in files().values()) < LIMIT
    assert not [name for name in files() if name.split("/")[-1] in {"vectors", "key2row", "strings.json", "tokenizer"}]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Le tunnel sera rouvert jeudi, a annoncé la directrice du chantier.",
            {("directrice", "nsubj", "annoncé"), ("annoncé", "parataxis", "rouvert"), ("tunnel", "nsubj", "rouvert")},
        ),
        (
            "« Nous attendons des réponses », répètent les familles.",
            {("familles", "nsubj", "répètent"), ("répètent", "parataxis", "attendons")},
        ),
        (
            "Nous irons jusqu'au bout, a-t-il promis.",
            {("-il", "nsubj", "promis"), ("promis", "parataxis", "irons")},
        ),
        (
            "Selon la préfecture, le feu a détruit trois hangars.",
            {("préfecture", "obl", "détruit"), ("Selon", "case", "préfecture"), ("feu", "nsubj", "détruit")},
        ),
        (
            "Le juge a conclu que la société connaissait le danger et que ses dirigeants l'avaient caché.",
            {("juge", "nsubj", "conclu"), ("connaissait", "ccomp", "conclu"), ("caché", "conj", "connaissait")},
        ),
    ],
)
def test_who_speaks_and_what_hangs_on_it(nlp: Language, text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert wanted - arcs(one(nlp, text)) == set()


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("L'accord n'est pas mort, a dit l'ambassadeur.", "L’accord n’est pas mort, a dit l’ambassadeur."),
        ("« L'accord tient », assure-t-elle.", "«\u00a0L'accord tient\u00a0», assure-t-elle."),
        ("« L'accord tient », assure-t-elle.", "“ L'accord tient ”, assure-t-elle."),
        ("« L'accord tient », assure-t-elle.", "“L'accord tient”, assure-t-elle."),
    ],
)
def test_marks_and_blanks_change_nothing(nlp: Language, text: str, variant: str) -> None:
    plain, other = one(nlp, text), one(nlp, variant)
    assert [(t.text, t.pos_, t.dep_, t.head.i) for t in plain] == [(t.text, t.pos_, t.dep_, t.head.i) for t in other]


def test_an_elided_word_stays_whole_before_a_blank(nlp: Language) -> None:
    assert [token.text for token in nlp.make_doc("L' Union et l' agence ont-elles tort ?")] == [
        "L'", "Union", "et", "l'", "agence", "ont", "-elles", "tort", "?",
    ]  # fmt: skip


def test_sentence_starts_that_are_told_are_kept(nlp: Language) -> None:
    doc = nlp.make_doc("Grève reconduite Les trains restent à quai")
    for token in doc:
        token.is_sent_start = token.text in {"Grève", "Les"}
    assert [sentence.text for sentence in nlp(doc).sents] == ["Grève reconduite", "Les trains restent à quai"]


@pytest.mark.parametrize(
    ("form", "pos", "lemma"),
    [
        ("déclarait", "VERB", "déclarer"), ("déplore", "VERB", "déplorer"), ("prévient", "VERB", "prévenir"),
        ("démentent", "VERB", "démentir"), ("rappelle", "VERB", "rappeler"), ("promis", "VERB", "promettre"),
        ("tweeté", "VERB", "tweeter"), ("serait", "AUX", "être"), ("ont", "AUX", "avoir"), ("journaux", "NOUN", "journal"),
        ("cyberattaques", "NOUN", "cyberattaque"), ("mme", "NOUN", "madame"), ("européenne", "ADJ", "européen"),
    ],
)  # fmt: skip
def test_lemmas(table: Lexicon, form: str, pos: str, lemma: str) -> None:
    assert table.lemma(form, pos) == lemma
