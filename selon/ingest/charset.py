"""The text of a page's bytes: byte-order mark, header, declaration, and what the bytes themselves allow.

The order is that of the Encoding Standard (https://encoding.spec.whatwg.org/), but bytes that are valid UTF-8 are UTF-8 whatever
is declared: text in another encoding hardly ever is by chance, and wrong declarations are common.
"""

import re

from selon.ingest.plain import BOMS, undisguised

_HEAD = 4096
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)
_PARAMETER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_LATIN_1 = ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii", "cp1252", "ansi", "windows-1252")
# Labels that stand in pages, and the codec that browsers take for them.
_CODECS = {
    **dict.fromkeys(_LATIN_1, "windows-1252"),
    **{f"iso-8859-{part}": f"iso-8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{f"windows-{page}": f"windows-{page}" for page in (874, *range(1250, 1259)) if page != 1252},
    "iso-8859-9": "windows-1254", "latin9": "iso-8859-15", "macintosh": "mac-roman", "x-mac-cyrillic": "mac-cyrillic",
    "koi8-r": "koi8-r", "koi8-u": "koi8-u", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs",
    "euc-jp": "euc-jp", "shift_jis": "cp932", "euc-kr": "cp949",
}  # fmt: skip


def parameter(content_type: str | None) -> str | None:
    """The charset that a Content-Type header declares."""
    found = _PARAMETER.search(content_type or "")
    return found[1] if found else None


def text_of(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text of `data` and the encoding it was read in; `declared` is the charset of its header. It never raises."""
    if data.startswith(tuple(bom for bom, _ in BOMS)):
        return undisguised(data)[:2]
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        guess, encoding, _ = undisguised(data)
    if encoding != "windows-1252":
        return guess, encoding
    for label in (declared, _in_head(data)):
        codec = _CODECS.get((label or "").lower())
        if codec:
            return data.decode(codec, "replace"), codec
    return guess, encoding


def _in_head(data: bytes) -> str | None:
    found = _DECLARED.search(data, 0, _HEAD)
    return (found[1] or found[2]).decode("ascii", "replace") if found else None
