"""The lemma table: what the model's look-up tables and the treebanks say, less what its suffix rules give anyway."""

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
from spacy.lookups import Lookups

from selon.steps.tag.lexicon import Lexicon
from training.treebank import Word

OPEN = {"NOUN": "noun", "VERB": "verb", "ADJ": "adj"}
CLOSED = {"AUX": "aux", "PRON": "pron", "DET": "det", "ADP": "adp", "ADV": "adv"}
MISSING = {"VERB": (("e", "er"),)}  # of the tables' rules
CORRECTED = {("mme", "NOUN"): "madame", ("mmes", "NOUN"): "madame", ("mlle", "NOUN"): "mademoiselle"}
Rules = Mapping[str, Sequence[tuple[str, str]]]


def write(lexicon: Lexicon, path: Path) -> None:
    """The lexicon as compressed MessagePack, the same bytes for the same lexicon."""
    packed = msgspec.msgpack.encode({"rules": lexicon.rules, "table": "\n".join(lexicon.lines)})
    path.write_bytes(zlib.compress(packed, 9))


def build(trees: Iterable[Sequence[Word]], tables: Path) -> Lexicon:
    """The smallest lexicon that gives what treebanks (most often) and tables say of each form."""
    lookups = Lookups().from_disk(tables)
    index, exceptions = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
    rules = {pos: _rules([*lookups.get_table("lemma_rules")[name], *MISSING.get(pos, ())]) for pos, name in OPEN.items()}
    entries = {(word, pos): "" for pos, name in OPEN.items() for word in index[name] if word.strip()}
    said = {(form, pos): found[0] for pos, name in (OPEN | CLOSED).items() for form, found in exceptions.get(name, {}).items()}
    said = {key: lemma for key, lemma in said.items() if key not in entries} | _seen(trees) | CORRECTED
    return _reduced(rules, entries, said)


def _rules(pairs: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    """The suffix rules that change something, longest ending first."""
    kept = {(old, new): None for old, new in pairs if old != new and old.isalpha()}
    return tuple(sorted(kept, key=lambda pair: -len(pair[0])))


def _seen(trees: Iterable[Sequence[Word]]) -> dict[tuple[str, str], str]:
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for tree in trees:
        for word in tree:
            if word.pos in OPEN or word.pos == "AUX":
                counts[word.form.lower(), word.pos][word.lemma.lower()] += word.exact
    ranked = {key: lemmas.most_common(1)[0] for key, lemmas in counts.items()}
    return {key: lemma for key, (lemma, times) in ranked.items() if times and (lemma == key[0] or _worded(lemma))}


def _worded(lemma: str) -> bool:
    return lemma.replace("-", "").replace("'", "").isalpha()


def _reduced(rules: Rules, entries: dict[tuple[str, str], str], said: Mapping[tuple[str, str], str]) -> Lexicon:
    known = {(lemma, pos): "" for (_, pos), lemma in said.items() if pos in OPEN} | entries
    known |= {key: "" if key[0] == lemma else lemma for key, lemma in said.items() if key in known or key[1] not in OPEN}
    plain = _lexicon(rules, known)
    extra = {key: lemma for key, lemma in said.items() if key not in known and plain.lemma(*key) != lemma}
    return _lexicon(rules, known | extra)


def _lexicon(rules: Rules, entries: Mapping[tuple[str, str], str]) -> Lexicon:
    lines = sorted(f"{form}\t{pos}\t{lemma}" for (form, pos), lemma in entries.items() if "\n" not in form)
    return Lexicon({pos: tuple(pairs) for pos, pairs in rules.items()}, tuple(lines))
