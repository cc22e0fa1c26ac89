"""Groups the names of an article into the entities they stand for: short names, variants and acronyms."""

import unicodedata
from collections import Counter
from collections.abc import Sequence

import msgspec
from rapidfuzz.distance import JaroWinkler

from selon.analysis import Words
from selon.cast import Cast, Member, Mention, Office
from selon.lang.pack import Pack
from selon.model import EntityKind
from selon.span import Span
from selon.steps.mentions.names import Name, names, surface
from selon.syntax.offices import country_in, office_at
from selon.syntax.phrases import determiner, phrase

VARIANT = 0.92
_SHORTEST_VARIANT = 5
_BEFORE_NAME = 3


class _Guess(msgspec.Struct, frozen=True):
    """What the surroundings of one unknown name tell of it."""

    name: Name
    text: str
    kind: EntityKind
    country: str | None
    gender: str
    office: Office | None
    role: Span | None


def cast(words: Words, pack: Pack) -> Cast:
    """The members of an article and where they are named."""
    found = names(words, pack)
    members: dict[int, Member] = {}
    mentions: list[Mention] = []
    _add_known(words, found, members, mentions, pack)
    guesses = [_guess(words, name, pack) for name in found if name.actor is None]
    for group in _groups(guesses):
        key = len(members)
        members[key] = _member(key, group)
        mentions.extend(Mention(g.name.first, g.name.last, key) for g in group)
    return Cast(members, sorted(mentions, key=lambda m: m.first))


def _add_known(
    words: Words, found: Sequence[Name], members: dict[int, Member], mentions: list[Mention], pack: Pack
) -> None:
    keys: dict[str, int] = {}
    for name in found:
        actor = name.actor
        if actor is None:
            continue
        if actor.id not in keys:
            keys[actor.id] = len(members)
            members[keys[actor.id]] = Member(
                keys[actor.id], actor.name, actor.kind, actor.country, actor.wikidata, actor.gender, actor.number or "sg", row=actor.id
            )
        mentions.append(Mention(name.first, name.last, keys[actor.id]))


def _guess(words: Words, name: Name, pack: Pack) -> _Guess:
    head = _title_head(words, name, pack)
    office = office_at(words, head, pack, stop=name.first) if head is not None else None
    role = words.span(phrase(words, head, pack.grammar)[0], max(head, name.first - 1)) if head is not None and head < name.first else None
    row = _role_row(words, head, pack)
    kind: EntityKind = row.kind if row is not None else _kind(words, name, pack)
    gender = (words.feats[head].get("Gender", "") if head is not None else "") if row is not None and row.kind == "person" else ""
    if row is not None and row.gender:
        gender = {"m": "Masc", "f": "Fem"}.get(row.gender, gender) if not gender else gender
    country = office.country if office is not None else None
    return _Guess(name, surface(words, name.first, name.last), kind, country, gender, office, _trimmed_role(words, role))


def _trimmed_role(words: Words, role: Span | None) -> Span | None:
    if role is None:
        return None
    end = role.end
    while end > role.start and words.text[end - 1] in " ,\u00a0":
        end -= 1
    return Span(role.start, end) if end > role.start else None


def _title_head(words: Words, name: Name, pack: Pack) -> int | None:
    """The noun that gives a name its title, before it (« le ministre X ») or behind a comma (« X, ministre de Y »)."""
    above = words.head[name.first]
    while name.first <= above <= name.last and words.head[above] != above:
        above = words.head[above]
    if above < name.first and name.first - above < 14 and _has_role(words, above, pack) and not _governed(words, name.first, above):
        return above
    for token in range(name.first - 1, max(name.first - _BEFORE_NAME, words.bounds(name.first)[0]) - 1, -1):
        if words.form[token] == "," and token == name.first - 1:
            continue
        if _has_role(words, token, pack):
            return token
        if words.pos[token] in ("ADP", "VERB", "AUX", "PUNCT", "CCONJ"):
            break
    behind = name.last + 2
    if behind < len(words) and words.form[name.last + 1] == ",":
        for token in range(behind, min(behind + 4, words.bounds(name.last)[1])):
            if _has_role(words, token, pack):
                return token
            if words.pos[token] in ("VERB", "AUX", "PRON", "PUNCT"):
                break
    return None


def _governed(words: Words, token: int, above: int) -> bool:
    """Whether a preposition stands between a noun and a name: « le ministre de Paris »."""
    return any(words.pos[i] == "ADP" and words.head[i] == token for i in range(above + 1, token))


def _has_role(words: Words, token: int, pack: Pack) -> bool:
    return words.pos[token] in ("NOUN", "ADJ", "PROPN") and (
        words.form[token] in pack.gazetteer.roles or words.lemma[token] in pack.gazetteer.roles
    )


def _role_row(words: Words, head: int | None, pack: Pack):  # type: ignore[no-untyped-def]
    if head is None:
        return None
    return pack.gazetteer.roles.get(words.form[head]) or pack.gazetteer.roles.get(words.lemma[head])


def _kind(words: Words, name: Name, pack: Pack) -> EntityKind:
    """The likeliest kind of a name that no title explains, by its shape and what stands before it."""
    text = surface(words, name.first, name.last)
    if text.isupper() and len(text) <= 8:
        return "organization"
    before = words.form[name.first - 1] if name.first > words.bounds(name.first)[0] else ""
    if before in pack.grammar.definite or determiner(words, name.first) is not None:
        return "organization"
    if " " in text.strip():
        return "person"
    if before in pack.grammar.place_prepositions:
        return "place"
    return "person" if words.dep[name.first] in ("nsubj", "nsubj:pass", "obl:agent", "appos") else "place"


def _groups(guesses: Sequence[_Guess]) -> list[list[_Guess]]:
    """Names that stand for one entity: full names first, then the shorter ones that fit one of them."""
    groups: list[list[_Guess]] = []
    by_last: dict[str, list[int]] = {}
    for guess in sorted(guesses, key=lambda g: (-len(g.text.split()), g.name.first)):
        place = _fitting(guess, groups, by_last)
        if place is None:
            place = len(groups)
            groups.append([])
        groups[place].append(guess)
        by_last.setdefault(plain(guess.text.split()[-1]), []).append(place)
    for group in groups:
        group.sort(key=lambda g: g.name.first)
    return sorted(groups, key=lambda group: group[0].name.first)


def _fitting(guess: _Guess, groups: Sequence[Sequence[_Guess]], by_last: dict[str, list[int]]) -> int | None:
    last = plain(guess.text.split()[-1])
    for place in by_last.get(last, ()):
        if _agree(guess, groups[place][0]):
            return place
    if len(last) < _SHORTEST_VARIANT:
        return None
    for other, places in by_last.items():
        if abs(len(other) - len(last)) <= 2 and other[:1] == last[:1] and JaroWinkler.similarity(other, last) >= VARIANT:
            for place in places:
                if _agree(guess, groups[place][0], variant=True):
                    return place
    return None


def _agree(guess: _Guess, other: _Guess, variant: bool = False) -> bool:
    """Whether two names with one last word can be one: a short name, equal first names, or an initial."""
    mine, theirs = guess.text.split(), other.text.split()
    if len(mine) == 1 or len(theirs) == 1:
        return not variant or guess.kind == other.kind or len(mine) != len(theirs)
    a, b = plain(mine[0]), plain(theirs[0])
    return a == b or (a[:1] == b[:1] and "." in (mine[0] + theirs[0])) or JaroWinkler.similarity(a, b) >= VARIANT


def plain(word: str) -> str:
    """A word without accents and marks, in lower case."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in decomposed if c.isalnum())


def _member(key: int, group: Sequence[_Guess]) -> Member:
    longest = max(group, key=lambda g: (len(g.text.split()), -g.name.first))
    kinds = Counter(g.kind for g in group)
    kind: EntityKind = "person" if "person" in kinds and len(longest.text.split()) > 1 and longest.kind == "person" else kinds.most_common(1)[0][0]
    return Member(
        key=key,
        name=_canonical(longest.text, group),
        kind=kind,
        country=next((g.country for g in group if g.country is not None), None),
        gender=next((g.gender for g in group if g.gender), ""),
        offices=tuple(dict.fromkeys(g.office for g in group if g.office is not None)),
        roles=tuple(dict.fromkeys(g.role for g in group if g.role is not None)),
        row="mentions#name",
    )


def _canonical(longest: str, group: Sequence[_Guess]) -> str:
    """The longest name, its last word in the spelling that the article uses most."""
    spellings = Counter(g.text.split()[-1] for g in group)
    most, count = spellings.most_common(1)[0]
    first, last = longest.split()[:-1], longest.split()[-1]
    return " ".join([*first, most if count > spellings[last] else last])
