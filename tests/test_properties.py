"""What holds for every text: the record's own rules, and that spelling, names and neighbours do not change what is read."""

import json
import re
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from selon.export.contract import KEYS, record_to_json
from selon.model import Article, Reading, Record, Statement
from selon.reader import Reader
from selon.span import Span, hull
from selon.verify import spans_of, verify

QUICK = settings(deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
WIDE = settings(QUICK, max_examples=300)

# {a} is a woman's surname, {b} a man's; each article names both in full first.
OPENING = "La maire de Kerlann, Élise {a}, a reçu mardi le préfet, Paul {b}, et les pêcheurs."
SENTENCES = (
    "Élise {a} a affirmé que la digue tenait bon.",
    "« La digue tient bon », a déclaré Élise {a}.",
    "« La digue tient bon, a dit Paul {b}, mais le quai s'effrite. »",
    "Selon Paul {b}, le port n'a rien perdu.",
    "La jetée n'a pas bougé, d'après Paul {b}.",
    "Paul {b} a demandé à Élise {a} de publier l'étude.",
    "M. {b} n'a pas précisé le coût des travaux.",
    "Mme {a} a exprimé ses condoléances aux familles.",
    "D'après une source proche du dossier, l'entreprise aurait falsifié deux rapports.",
    "Selon le préfet, Mme {a} a promis de rouvrir le quai.",
    "« Nous n'avons pas le choix. » Le conseil vote lundi.",
    "Il a accusé l'entreprise d'avoir menti.",
    "Elle estime que le délai « suffit largement ».",
    "L'entreprise aurait vendu ses deux bateaux.",
    "Le film « L'Heure du large » passe au cinéma de Kerlann.",
    "Les travaux ont duré deux ans ; le quai a été repeint en bleu.",
    "L'opposition dénonce « un gâchis ».",
    "Des riverains craignent que l'eau monte encore.",
)
WOMAN, MAN = "Morvan", "Tessier"
SURNAMES = ("Besson", "Castelnau", "Diallo", "Vernier", "Haddad", "Lambert", "Marchetti", "Rossi", "Müller")
LONG_SURNAMES = ("Le Goff", "de Villiers", "Ben Salem", "Dupont-Martin", "O'Brien")

MARKS = "«»“”\"'’\n\u00a0\u202f–—,.…?:()\u200f\ufffd\ufeff🌊ﬁ"
FORMS = "a-t-il|dit|a déclaré|promet|selon|Selon|que|qu'|d'après|pour|M.|Morvan|il|qui|ne|pas|aurait|« oui »|le maire|si|à|\n\n"
WORDS = st.sampled_from([*MARKS, *FORMS.split("|"), "Paris", "12", "e\u0301", "ДА"])
CHAINS = st.lists(WORDS | st.text(max_size=4), max_size=40).map(" ".join) | st.lists(WORDS, max_size=60).map("".join)
ODD = (st.text(max_size=120) | CHAINS).filter(lambda text: bool(text.strip()))
PARAGRAPH = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join)
PATTERN = st.lists(PARAGRAPH, min_size=1, max_size=2).map(lambda found: "\n\n".join([OPENING, *found]))
COMPOSED = PATTERN.map(lambda pattern: pattern.format(a=WOMAN, b=MAN))
NBSP = "\u00a0"
FOLD = str.maketrans({"’": "'", NBSP: " ", "“": "«", "”": "»"})


@lru_cache(5_000)
def _read(reader: Reader, text: str) -> Reading:
    return reader.read(Article(text))


def shape(record: Record, moved: int = 0) -> Any:
    """The record without its digest and length, its strings folded, its offsets moved back."""
    plain = msgspec.to_builtins(record)
    del plain["article"]["id"], plain["article"]["characters"]
    return _moved(plain, moved)


def _moved(value: Any, by: int) -> Any:
    if isinstance(value, dict):
        return {key: member - by if key in ("start", "end") else _moved(member, by) for key, member in value.items()}
    if isinstance(value, tuple | list):
        return [_moved(member, by) for member in value]
    return value.translate(FOLD) if isinstance(value, str) else value


def words(record: Record, text: str) -> Any:
    """What is read, in words instead of offsets."""
    plain = json.loads(record_to_json(record, text))
    del plain["article"]
    return _in_words(plain)


def _in_words(value: Any) -> Any:
    if isinstance(value, dict):
        return value["text"] if "text" in value else {key: _in_words(member) for key, member in value.items()}
    return [_in_words(member) for member in value] if isinstance(value, list) else value


def _spans(statement: Statement) -> list[Span]:
    return [*statement.content, *([statement.cue] if statement.cue else [])]


# The record's own rules


@given(ODD | COMPOSED)
@example("")
@example("«")
@example("Paul a dit que")
@example("\n")
@example("« " * 300)
@WIDE
def test_every_text_is_read_into_a_record_that_verifies(reader: Reader, text: str) -> None:
    reading = _read(reader, text)
    assert verify(reading.record, text) is reading.record
    assert all(span.of(text).strip() for _, span in spans_of(reading.record))
    assert all(0 <= d.span.start <= d.span.end <= len(text) for d in reading.decisions)


@given(ODD | COMPOSED)
@QUICK
def test_the_record_goes_out_and_comes_back(reader: Reader, text: str) -> None:
    record = _read(reader, text).record
    written = json.loads(record_to_json(record, text))
    assert tuple(written) == KEYS[Record]
    assert [tuple(statement) for statement in written["statements"]] == [KEYS[Statement]] * len(record.statements)
    assert msgspec.convert(_without_text(written, text), Record) == record


def _without_text(value: Any, text: str) -> Any:
    if isinstance(value, dict) and "start" in value:
        assert value["text"] == text[value["start"] : value["end"]]
        return {"start": value["start"], "end": value["end"]}
    if isinstance(value, dict):
        return {key: _without_text(member, text) for key, member in value.items()}
    return [_without_text(member, text) for member in value] if isinstance(value, list) else value


@given(ODD | COMPOSED)
@QUICK
def test_ids_are_unique_and_what_is_nested_lies_inside(reader: Reader, text: str) -> None:
    record = _read(reader, text).record
    by_id = {statement.id: statement for statement in record.statements}
    assert len(by_id) == len(record.statements)
    assert len({entity.id for entity in record.entities}) == len(record.entities)
    for statement in record.statements:
        if statement.within is not None:
            around = hull(by_id[statement.within].content)
            assert all(around.covers(span) for span in _spans(statement))
            assert statement.within != statement.id


@given(COMPOSED)
@QUICK
def test_a_statement_stands_once_and_apart_from_its_cue(reader: Reader, text: str) -> None:
    statements = _read(reader, text).record.statements
    keys = [(statement.cue, statement.content) for statement in statements]
    assert len(set(keys)) == len(keys)
    for statement in statements:
        if statement.cue is not None and statement.source.voice != "author":
            assert not any(statement.cue.overlaps(span) for span in statement.content)


@given(ODD | COMPOSED)
@example("» selon lui")
@example("Le maire affirme que « ».")
@WIDE
def test_every_content_holds_a_word(reader: Reader, text: str) -> None:
    contents = ["".join(span.of(text) for span in statement.content) for statement in _read(reader, text).record.statements]
    assert [content for content in contents if not any(map(str.isalnum, content))] == []


@given(COMPOSED)
@QUICK
def test_the_mode_follows_the_quotation_marks(reader: Reader, text: str) -> None:
    quoted = [Span(*found.span(1)) for found in re.finditer(r"« ([^»]*) »", text)]
    for statement in _read(reader, text).record.statements:
        inside = [any(quotation.covers(span) for quotation in quoted) for span in statement.content]
        touches = [any(quotation.overlaps(span) for quotation in quoted) for span in statement.content]
        wanted = {"direct"} if all(inside) else {"mixed"} if any(touches) else {"indirect", "reported_act"}
        assert statement.mode in wanted, [span.of(text) for span in statement.content]


@given(COMPOSED | ODD.filter(lambda text: not re.search('[«»“”"„‟‹›‘]', text)))
@example("Le maire a affirmé que\n\nLe port ferme.")
@WIDE
def test_no_content_crosses_a_paragraph_where_no_quotation_does(reader: Reader, text: str) -> None:
    for statement in _read(reader, text).record.statements:
        assert "\n" not in hull(_spans(statement)).of(text)


@given(st.lists(COMPOSED, min_size=2, max_size=4))
@settings(QUICK, max_examples=12)
def test_the_same_text_gives_the_same_record_alone_and_among_others(reader: Reader, texts: list[str]) -> None:
    alone = [record_to_json(reader.read(Article(text)).record, text) for text in texts]
    again = [record_to_json(reader.read(Article(text)).record, text) for text in texts]
    among = [record_to_json(reading.record, reading.text) for reading in reader.read_many(Article(text) for text in texts)]
    assert alone == again
    assert alone == among


# What must not matter


class Spelling(NamedTuple):
    """Characters that mean the same, of the same length."""

    plain: str
    other: str

    def of(self, text: str) -> str:
        return text.translate(str.maketrans(self.plain, self.other))


@given(COMPOSED)
@QUICK
def test_apostrophes_straight_or_curly(reader: Reader, text: str) -> None:
    other = Spelling("'", "’").of(text)
    assert shape(_read(reader, other).record) == shape(_read(reader, text).record)


@given(COMPOSED)
@QUICK
def test_blanks_hard_or_soft_at_the_marks(reader: Reader, text: str) -> None:
    other = re.sub(r"(?<=«) | (?=[»;:!?])", NBSP, text)
    assert shape(_read(reader, other).record) == shape(_read(reader, text).record)


@given(COMPOSED, st.integers(2, 7))
@QUICK
def test_blanks_hard_or_soft_anywhere(reader: Reader, text: str, step: int) -> None:
    other = "".join(NBSP if c == " " and at % step == 0 else c for at, c in enumerate(text))
    assert shape(_read(reader, other).record) == shape(_read(reader, text).record)


@given(COMPOSED)
@QUICK
def test_quotation_marks_french_or_english(reader: Reader, text: str) -> None:
    other = Spelling("«»", "“”").of(text)
    assert shape(_read(reader, other).record) == shape(_read(reader, text).record)


@given(COMPOSED, st.sampled_from(["Il pleut souvent sur la côte.", "La mer est basse.", "Le port compte douze bateaux."]))
@QUICK
def test_a_sentence_put_in_front_shifts_the_offsets_only(reader: Reader, text: str, front: str) -> None:
    ahead = f"{front}\n\n"
    assert shape(_read(reader, ahead + text).record, moved=len(ahead)) == shape(_read(reader, text).record)


def _named(pattern: str, woman: str, man: str, reader: Reader) -> Any:
    """What is read when two people bear these surnames, with `{a}` and `{b}` in their place again."""
    text = pattern.format(a=woman, b=man)
    found = json.dumps(words(_read(reader, text).record, text), ensure_ascii=False)
    return json.loads(found.replace(man, "{b}").replace(woman, "{a}"))


CLAUSES = st.sampled_from([f"{OPENING}\n\n{sentence}" for sentence in SENTENCES])


@given(CLAUSES | PATTERN, st.sampled_from(SURNAMES), st.booleans())
@example(f"{OPENING}\n\nMme {{a}} a exprimé ses condoléances aux familles.", "Castelnau", True)
@example(f"{OPENING}\n\nM. {{b}} n'a pas précisé le coût des travaux.", "Vernier", False)
@settings(QUICK, max_examples=40)
def test_another_surname_leaves_the_structure(reader: Reader, pattern: str, name: str, is_womans: bool) -> None:
    woman, man = (name, MAN) if is_womans else (WOMAN, name)
    assert _named(pattern, woman, man, reader) == _named(pattern, WOMAN, MAN, reader)


@given(CLAUSES, st.sampled_from(LONG_SURNAMES), st.booleans())
@example(f"{OPENING}\n\nÉlise {{a}} a affirmé que la digue tenait bon.", "Le Goff", True)
@example(f"{OPENING}\n\n« La digue tient bon », a déclaré Élise {{a}}.", "de Villiers", True)
@settings(QUICK, max_examples=40)
def test_a_surname_of_two_words_leaves_the_structure(reader: Reader, pattern: str, name: str, is_womans: bool) -> None:
    woman, man = (name, MAN) if is_womans else (WOMAN, name)
    assert _named(pattern, woman, man, reader) == _named(pattern, WOMAN, MAN, reader)
