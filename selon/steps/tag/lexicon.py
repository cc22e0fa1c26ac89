"""Lemmas: a table of forms and suffix rules, made by the training script."""

import zlib
from bisect import bisect_left
from collections.abc import Mapping
from pathlib import Path

import msgspec

GUESSED = frozenset({"VERB", "NOUN"})
SHORT = 4  # the longest form that is left alone where no rule leads to a known lemma


class Lexicon(msgspec.Struct, frozen=True):
    """Sorted lines « form TAB part of speech TAB lemma » (an empty lemma: the form), and suffix rules by part of speech."""

    rules: Mapping[str, tuple[tuple[str, str], ...]]
    lines: tuple[str, ...]

    def lemma(self, form: str, pos: str) -> str:
        """The lemma of a form in lower case: its line, else the first rule that leads to a known lemma, else the first rule."""
        found = self._line(form, pos)
        if found is not None:
            return found or form
        guesses = [form[: len(form) - len(old)] + new for old, new in self.rules.get(pos, ()) if form.endswith(old)]
        known = (guess for guess in guesses if self._line(guess, pos) == "")
        return next(known, guesses[0] if guesses and pos in GUESSED and len(form) > SHORT and form[-1] != "x" else form)

    def _line(self, form: str, pos: str) -> str | None:
        key = f"{form}\t{pos}\t"
        at = bisect_left(self.lines, key)
        return self.lines[at][len(key) :] if at < len(self.lines) and self.lines[at].startswith(key) else None


def read(path: Path) -> Lexicon:
    """A lexicon from its file (compressed MessagePack)."""
    raw = msgspec.msgpack.decode(zlib.decompress(path.read_bytes()))
    return Lexicon({pos: tuple(map(tuple, pairs)) for pos, pairs in raw["rules"].items()}, tuple(raw["table"].split("\n")))
