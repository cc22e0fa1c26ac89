"""Plain text: bytes to one normalised text, or a refusal. The only normalisation in Selon is here."""

import codecs
import re
import unicodedata
from itertools import groupby

from selon.errors import InputError
from selon.model import Value

LIMIT = 1_000_000
"""The longest text that is read, in code points."""

BYTES = 4 * LIMIT + 4
"""More bytes than this hold more than LIMIT code points in each encoding that is read, byte-order mark included."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    # UTF-32 stands first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Each byte-order mark with its encoding."""

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word or other Office document of the old kind"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_GIVE_TEXT = "Selon reads plain text; extract the text first and give it as a .txt file"
_GIVE_WORDS = "a text of at least one word was expected; give the file that holds the article"
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
# Neither a word nor a space: every combining mark is among these.
_LONG_RUN = re.compile(r"[^\w\s]{64,}")
# Bell to carriage return and escape turn up in real text files; a share of the others marks a binary one.
_BINARY = tuple(chr(code) for code in range(32) if code not in (*range(7, 14), 27))
# The upper bytes of the Latin, Greek and Cyrillic blocks and of general punctuation.
_UPPER_BYTES = (0x00, 0x01, 0x03, 0x04, 0x20)


class Decoded(Value, frozen=True):
    """A text as the reader takes it, the encoding it came in, and one sentence on each thing its owner should know."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """The normalised text of a file's bytes; raises InputError with one sentence that names `name`."""
    shown = well_formed(name)
    _refuse_bytes(data, shown)
    raw, encoding, note = undisguised(data)
    text = accept(raw, shown)
    notes = [f"{shown} {note}."] if note else []
    if lost := text.count("\ufffd"):
        notes.append(f"{shown} holds unreadable or control characters: {lost} stand as U+FFFD.")
    return Decoded(text, encoding, tuple(notes))


def accept(raw: str, name: str) -> str:
    """The normalised text; raises InputError where it is binary, blank, longer than LIMIT or without any letter."""
    if len(raw) > 4 * LIMIT:
        # Normalising may shorten a text a little; a far longer one is refused without the work.
        raise _too_long(name)
    controls = sum(raw.count(character) for character in _BINARY)
    if controls > 2 + len(raw) // 50:
        raise InputError(f"{name} is not text ({controls:,} control characters among {len(raw):,}): {_GIVE_TEXT}.")
    text = normalise(raw)
    if not text.strip():
        what = "holds only white space" if raw else "is empty"
        raise InputError(f"{name} {what}: {_GIVE_WORDS}.")
    if len(text) > LIMIT:
        raise _too_long(name)
    if not any(map(str.isalpha, text)):
        raise InputError(f"{name} holds no letters: {_GIVE_WORDS}.")
    return text


def normalise(text: str) -> str:
    """The text in NFC with LF line ends, no leading BOM, and U+FFFD for each lone surrogate and C0 control but tab."""
    text = well_formed(text).lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _LONG_RUN.sub(_ordered, _CONTROL.sub("\ufffd", text)))


def well_formed(text: str) -> str:
    """The text with surrogate pairs joined and each lone surrogate as U+FFFD, so that it can be written anywhere."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _ordered(run: re.Match[str]) -> str:
    # Canonically the same: NFC would bring many marks on one letter into this order too, but in quadratic time.
    letters = "".join(unicodedata.normalize("NFD", character) for character in run[0])
    groups = groupby(letters, lambda character: unicodedata.combining(character) == 0)
    return "".join("".join(group if starts else sorted(group, key=unicodedata.combining)) for starts, group in groups)


def _too_long(name: str) -> InputError:
    return InputError(f"{name} is too long: at most {LIMIT:,} characters are read as one article; split it into its articles.")


def _refuse_bytes(data: bytes, name: str) -> None:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{name} is {kind}, not text: {_GIVE_TEXT}.")
    if len(data) > BYTES:
        raise _too_long(name)


def undisguised(data: bytes) -> tuple[str, str, str]:
    """The text of bytes that say nothing of their encoding, that encoding, and a predicate for a note where it was guessed."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace"), encoding, ""
    if guess := _utf16_without_bom(data[:4096]):
        return data.decode(guess, "replace"), guess, f"was read as {guess.upper()}, though it has no byte-order mark"
    for errors in ("strict", "surrogatepass"):
        try:
            return data.decode("utf-8", errors), "utf-8", ""
        except UnicodeDecodeError:
            continue
    lenient = data.decode("utf-8", "replace")
    if _mostly_utf8(lenient):
        return lenient, "utf-8", "was read as UTF-8, though parts of it are damaged"
    return data.decode("windows-1252", "replace"), "windows-1252", "is not UTF-8 and was read as Windows-1252"


def _utf16_without_bom(head: bytes) -> str | None:
    for encoding, upper, lower in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        zeros = upper.count(0)
        usual = sum(upper.count(byte) for byte in _UPPER_BYTES)
        if zeros * 20 > len(upper) and usual * 10 >= len(upper) * 9 and lower.count(0) * 50 <= zeros:
            return encoding
    return None


def _mostly_utf8(lenient: str) -> bool:
    # Windows-1252 hardly ever makes a valid UTF-8 sequence, so even a few good ones outvote a cut or a stray byte.
    bad = lenient.count("\ufffd")
    return len(lenient) - len(lenient.encode("ascii", "ignore")) - bad > bad
