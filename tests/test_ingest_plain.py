"""Plain text: every encoding that is read, the one normalisation, and each refusal with its sentence."""

import codecs
import re
import sys
import tracemalloc
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.errors import InputError
from selon.ingest.plain import LIMIT, accept, decode, normalise, well_formed

FRENCH = "Le préfet affirme : « L’été sera très sec\u00a0», selon l’œuvre citée.\nIl n’a rien ajouté.\n"
RUSSIAN = "Мэр заявил, что мост откроют в июне. Жители ждут этого дня.\n"


@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, "a", "a\n\n"])
@pytest.mark.parametrize(
    ("bom", "codec"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_unicode_comes_through_without_a_note(text: str, bom: bytes, codec: str) -> None:
    incoming = decode(bom + text.encode(codec), "article.txt")
    assert (incoming.text, incoming.encoding, incoming.notes) == (text, codec, ())


@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, "Oui"])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_recognised_and_noted(text: str, codec: str) -> None:
    incoming = decode(text.encode(codec), "article.txt")
    assert (incoming.text, incoming.encoding) == (text, codec)
    assert incoming.notes == (f"article.txt was read as {codec.upper()}, though it has no byte-order mark.",)


def test_windows_1252_is_noted() -> None:
    incoming = decode(FRENCH.encode("windows-1252"), "vieux.txt")
    assert (incoming.text, incoming.encoding) == (FRENCH, "windows-1252")
    assert incoming.notes == ("vieux.txt is not UTF-8 and was read as Windows-1252.",)


def test_a_byte_that_windows_1252_leaves_open_is_counted() -> None:
    incoming = decode(b"d\xe9j\xe0 vu\x81 et revu", "vieux.txt")
    assert incoming.text == "déjà vu\ufffd et revu"
    assert incoming.notes[1] == "vieux.txt holds unreadable or control characters: 1 stand as U+FFFD."


def test_utf_8_that_was_cut_in_the_middle_of_a_letter_stays_utf_8() -> None:
    incoming = decode("Le café fut fermé à midi, le thé été".encode()[:-1], "coupe.txt")
    assert (incoming.text, incoming.encoding) == ("Le café fut fermé à midi, le thé ét\ufffd", "utf-8")
    assert incoming.notes[0] == "coupe.txt was read as UTF-8, though parts of it are damaged."


def test_utf_16_with_an_odd_byte_is_read_to_its_end() -> None:
    assert decode(codecs.BOM_UTF16_LE + "Hélas".encode("utf-16-le") + b"!", "a").text == "Hélas\ufffd"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"avant \xed\xa0\x80 apr\xc3\xa8s", "avant \ufffd après"),
        (b"un \xed\xa0\xbd\xed\xb8\x80 visage", "un \U0001f600 visage"),
        (codecs.BOM_UTF16_LE + "avant ".encode("utf-16-le") + b"\x00\xd8" + " puis".encode("utf-16-le"), "avant \ufffd puis"),
    ],
    ids=["utf-8", "pair in utf-8", "utf-16"],
)
def test_lone_surrogates_become_the_replacement_character(data: bytes, text: str) -> None:
    assert decode(data, "a.txt").text == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("un\r\ndeux\rtrois\n\r\n", "un\ndeux\ntrois\n\n"),
        ("e\u0301te\u0301", "été"),
        ("\ufeff\ufeffbonjour", "bonjour"),
        ("mot\ufeffmot", "mot\ufeffmot"),
        ("a\x00b\x0bc\x0cd\x1be\tf\x7f", "a\ufffdb\ufffdc\ufffdd\ufffde\tf\x7f"),
        ("a\ud800b \ud83d\ude00", "a\ufffdb \U0001f600"),
    ],
    ids=["line ends", "composed", "mark at the start", "mark inside", "controls", "surrogates"],
)
def test_what_is_normalised(raw: str, text: str) -> None:
    assert normalise(raw) == text


@pytest.mark.parametrize(
    "text",
    [
        "\u00a0», dit-il\u202f!",
        "l’eau ‘ou’ l'air",
        "\u200fsalam\u200e \u202aabc\u202c",
        "fin\n",
        "fin",
        "  retrait\t\n\n\n",
        "\u2028\u0085",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert normalise(text) == text


def test_right_to_left_marks_stay_in_a_file() -> None:
    text = "Le ministre\u200f a dit «\u202b سلام \u202c» hier.\n"
    assert decode(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty: a text of at least one word was expected"),
        (codecs.BOM_UTF8, "is empty: a text"),
        (b" \n\t\r\n", "holds only white space: a text"),
        ("\u00a0\u2003\n".encode(), "holds only white space: a text"),
        (codecs.BOM_UTF16_LE + "\n \n".encode("utf-16-le"), "holds only white space: a text"),
        (b"12 345, 2016 -- 7 %\n", "holds no letters: a text"),
        ("…! \U0001f600 \u200f".encode(), "holds no letters: a text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is a PNG image, not text: Selon reads plain text; extract"),
        (b"%PDF-1.7\nBonjour", "is a PDF document, not text"),
        (b"PK\x03\x04bonjour", "is a ZIP archive or an Office document, not text"),
        (b"\x1f\x8b\x08bonjour", "is a gzip archive, not text"),
        (b"\xff\xd8\xff\xe0bonjour", "is a JPEG image, not text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1bonjour", "of the old kind, not text"),
        (b"{\\rtf1 Bonjour}", "is an RTF document, not text"),
        (bytes(range(256)) * 4, r"is not text \(96 control characters among 1,024\): Selon reads plain text"),
        (b"\x05\x00\x07\x00" * 50, r"is not text \("),
    ],
)
def test_what_is_refused_says_what_where_and_what_next(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=rf"^dossier/mon article\.txt .*({reason})") as refusal:
        decode(data, "dossier/mon article.txt")
    assert str(refusal.value).endswith(".") and "\n" not in str(refusal.value)
    assert refusal.value.exit_code == 3


def test_a_few_control_characters_do_not_make_a_text_binary() -> None:
    incoming = decode(b"Bonjour\x00 tout le monde\x1a", "a.txt")
    assert incoming.text == "Bonjour\ufffd tout le monde\ufffd"
    assert incoming.notes == ("a.txt holds unreadable or control characters: 2 stand as U+FFFD.",)


@pytest.mark.parametrize("text", ["pomme\npoire\nprune\n", "a 1\nb 2\n", "« " * 10_000 + "fin", "«" * 10_000 + "x"])
def test_a_text_without_any_sentence_is_read(text: str) -> None:
    assert decode(text.encode(), "liste.txt").text == text


def test_the_longest_text_is_read_and_one_character_more_is_refused() -> None:
    longest = "é" * LIMIT
    assert decode(longest.encode(), "long.txt").text == longest
    with pytest.raises(InputError, match=r"^long\.txt is too long: at most 1,000,000 characters .*; split it"):
        decode((longest + "!").encode(), "long.txt")


def test_the_limit_counts_the_characters_that_remain() -> None:
    assert len(decode(b"a\r\n" * (LIMIT // 2), "lignes.txt").text) == LIMIT
    assert accept("e\u0301" * LIMIT, "lignes.txt") == "é" * LIMIT


@pytest.mark.parametrize("raw", ["x" * (5 * LIMIT), "x" * (LIMIT + 1)])
def test_a_long_string_is_refused_too(raw: str) -> None:
    with pytest.raises(InputError, match=r"^a:3 is too long"):
        accept(raw, "a:3")


@pytest.mark.parametrize("start", [b"a", b"\xe9", codecs.BOM_UTF16_LE, b"a\x00"])
def test_fifty_megabytes_are_refused_without_being_decoded(start: bytes) -> None:
    data = start + b"a" * 50_000_000
    tracemalloc.start()
    with pytest.raises(InputError, match="is too long"):
        decode(data, "enorme.txt")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100_000


def test_a_name_that_no_terminal_can_print_is_made_printable() -> None:
    with pytest.raises(InputError, match=re.escape("caf\ufffd is empty")):
        decode(b"", "caf\udce9")


@given(st.binary(max_size=400) | st.builds(bytes.__add__, st.sampled_from([codecs.BOM_UTF8, codecs.BOM_UTF16_LE]), st.binary()))
def test_arbitrary_bytes_give_a_normalised_text_or_a_refusal(data: bytes) -> None:
    try:
        text = decode(data, "a").text
    except InputError as refusal:
        assert str(refusal).startswith("a ")
    else:
        assert normalise(text) == text and any(c.isalpha() for c in text)


ANY_TEXT = st.text(st.characters(codec=None, categories=None) | st.sampled_from("\r\n\ufeff\x00\u0301e\ud83d\ude00"))


@given(ANY_TEXT)
def test_normalising_twice_changes_nothing(raw: str) -> None:
    once = normalise(raw)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once) and "\r" not in once and not once.startswith("\ufeff")
    assert once.encode().decode() == once


MARKS = st.text(st.sampled_from("e«\u0301\u0323\u0344\u0327\u0f73\u0f71\u05b0\u3099 "), min_size=0, max_size=40)


@given(st.lists(st.builds(str.__mul__, MARKS, st.integers(1, 9)), max_size=5).map("".join))
def test_many_marks_on_one_letter_come_out_as_nfc_has_them(raw: str) -> None:
    assert normalise(raw) == unicodedata.normalize("NFC", raw)


@pytest.mark.parametrize("marks", ["\u0301\u0323", "\u0f73", "\u0344\u0327\u05b0"])
def test_very_many_marks_on_one_letter_are_normalised_like_any_text(marks: str) -> None:
    # Quadratic work would take minutes here.
    raw = "a" + marks * (400_000 // len(marks))
    assert unicodedata.is_normalized("NFC", normalise(raw))


def test_every_mark_is_in_reach_of_the_ordering() -> None:
    marks = (chr(code) for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code)))
    assert not [mark for mark in marks if re.match(r"[\w\s]", mark)]


@given(ANY_TEXT)
def test_well_formed_text_can_be_written_and_keeps_all_else(raw: str) -> None:
    mended = well_formed(raw)
    assert mended.encode().decode() == mended
    assert [c for c in mended if c < "\ud800"] == [c for c in raw if c < "\ud800"]


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufeff") | st.sampled_from("\n\té«» "))
)
def test_an_ordinary_file_never_moves(raw: str) -> None:
    text = unicodedata.normalize("NFC", f"Dit {raw}")
    incoming = decode(text.encode(), "a.txt")
    assert (incoming.text, incoming.encoding) == (text, "utf-8")


@given(st.text(st.characters(codec="windows-1252", exclude_categories=["Cc"])))
def test_windows_1252_is_read_as_it_was_written(raw: str) -> None:
    text = unicodedata.normalize("NFC", f"L’été, dit-il, fut très sec à l’extrême. {raw}")
    assert decode(text.encode("windows-1252"), "a.txt").text == text
