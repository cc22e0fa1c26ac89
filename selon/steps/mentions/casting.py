"""Groups the names of an article into the entities they stand for: short names, variants and acronyms."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec
from rapidfuzz.distance import JaroWinkler

from selon.analysis import Actor, Words
from selon.cast import Cast, Member, Mention, Office
from selon.lang.pack import Pack
from selon.lang.rows import RoleRow
from selon.model import EntityKind
from selon.span import Span
from selon.steps.mentions.names import Name, is_first_name, names, surface
from selon.steps.mentions.titles import titles
from selon.syntax.offices import office_at, role_row
from selon.syntax.phrases import determiner, phrase
from selon.text import CACHED

VARIANT = 0.92
_SHORTEST_VARIANT = 5
_SHORTEST_NOUN = 4  # letters; the particles of persons' names are shorter
_GENDERS: Mapping[str, str] = {"m": "Masc", "f": "Fem"}


class _Guess(msgspec.Struct, frozen=True):
    """What the surroundings of one unknown name tell of it."""

    name: Name
    text: str
    kind: EntityKind
    country: str | None
    gender: str
    offices: tuple[Office, ...]
    roles: tuple[Span, ...]


def cast(words: Words, pack: Pack) -> Cast:
    """The members of an article and where they are named."""
    found = names(words, pack)
    members: dict[int, Member] = {}
    mentions: list[Mention] = []
    _add_known(words, found, members, mentions)
    guesses = [_guess(words, name, pack) for name in found if name.actor is None]
    for group in _groups(guesses):
        key = len(members)
        members[key] = _member(key, group)
        mentions.extend(Mention(g.name.first, g.name.last, key) for g in group)
    mentions.sort(key=lambda m: m.first)
    return Cast(members, mentions, [m.first for m in mentions])


def _add_known(words: Words, found: Sequence[Name], members: dict[int, Member], mentions: list[Mention]) -> None:
    keys: dict[str, int] = {}
    for name in found:
        actor = name.actor
        if actor is None:
            continue
        if actor.id not in keys:
            keys[actor.id] = len(members)
            members[keys[actor.id]] = _known_member(keys[actor.id], actor, _as_written(words, actor, found))
        mentions.append(Mention(name.first, name.last, keys[actor.id]))


def _known_member(key: int, actor: Actor, name: str) -> Member:
    return Member(
        key=key,
        name=name,
        kind=actor.kind,
        country=actor.country,
        wikidata=actor.wikidata,
        gender=_GENDERS.get(actor.gender, actor.gender),
        number=actor.number or "sg",
        row=actor.id,
    )


def _as_written(words: Words, actor: Actor, found: Sequence[Name]) -> str:
    """The actor's canonical name; an organisation or outlet that the article never calls so bears its longest name there."""
    written = [surface(words, n.first, n.last) for n in found if n.actor is not None and n.actor.id == actor.id]
    if actor.kind not in ("organization", "outlet") or any(_ends_as(actor.name, w) for w in written):
        return actor.name
    return max(written, key=len)


def _ends_as(name: str, written: str) -> bool:
    """Whether a name is written so, or but for its article, as in « au Figaro »."""
    return plain(written) in (plain(name), plain(name.partition(" ")[2]))


def _guess(words: Words, name: Name, pack: Pack) -> _Guess:
    heads = titles(words, name.first, name.last, pack)
    described = (office_at(words, h, pack, name.first if h < name.first else None) for h in heads)
    offices = tuple(office for office in described if office is not None)
    row = next((row for row in (role_row(words, h, pack) for h in heads) if row is not None), None)
    kind: EntityKind = row.kind if row is not None else _kind(words, name, pack)
    if kind != "person" and _is_full_name(words, name, pack):
        kind, row, offices = "person", None, ()
    country = next((o.country for o in offices if o.country is not None), None)
    roles = tuple(_role_span(words, h, name, pack) for h in heads)
    gender = _gender(words, heads, row) or _given(words, name, kind, pack)
    return _Guess(name, surface(words, name.first, name.last), kind, country, gender, offices, roles)


def _is_full_name(words: Words, name: Name, pack: Pack) -> bool:
    """A first name with a surname behind it, without an article before it, nor a noun for a place (« lycée Odile Morvan »)."""
    text = surface(words, name.first, name.last)
    article = name.first > 0 and words.form[name.first - 1] in pack.grammar.definite | pack.grammar.site_nouns
    return " " in text and not article and not text.isupper() and is_first_name(text.split()[0], pack.gazetteer)


def _given(words: Words, name: Name, kind: EntityKind, pack: Pack) -> str:
    """The gender that the first name of a person tells."""
    if kind != "person":
        return ""
    given = surface(words, name.first, name.last).split()[0]
    known = pack.gazetteer.first_names
    return known.get(given) or known.get(given.split("-", 1)[0], "")


def _gender(words: Words, heads: Sequence[int], row: RoleRow | None) -> str:
    if row is None or row.kind != "person":
        return ""
    told = next((words.feats[h].get("Gender", "") for h in heads if words.feats[h].get("Gender")), "")
    article = next((words.feats[c].get("Gender", "") for h in heads for c in words.children[h] if words.dep[c] == "det"), "")
    return article or _GENDERS.get(row.gender, told)


def _role_span(words: Words, head: int, name: Name, pack: Pack) -> Span:
    """The words of the title, without the name that follows it."""
    first, last = phrase(words, head, pack.grammar, coordinated=False)
    if head < name.first:
        last = min(last, name.first - 1)
        while last > head and words.form[last] in (",", "«"):
            last -= 1
    return words.span(first, max(last, head))


def _kind(words: Words, name: Name, pack: Pack) -> EntityKind:
    """The likeliest kind of a name that no title explains, by its shape and what stands before it."""
    text = surface(words, name.first, name.last)
    if text.isupper() and len(text) <= 8:
        return "organization"
    if is_first_name(text, pack.gazetteer):
        return "person"
    before = words.form[name.first - 1] if name.first > words.bounds(name.first)[0] else ""
    if before in pack.grammar.definite or determiner(words, name.first) is not None:
        return "organization"
    bracketed = before == "(" and words.form[name.last + 1 : name.last + 2] == [")"]
    if before in pack.grammar.site_nouns or bracketed:
        return "place"
    if " " in text.strip():
        return "person"
    if before in pack.grammar.place_prepositions:
        return "place"
    return "person" if words.dep[name.first] in ("nsubj", "nsubj:pass", "obl:agent", "appos") else "place"


def _groups(guesses: Sequence[_Guess]) -> list[list[_Guess]]:
    """Names that stand for one entity: full names first, then the shorter ones that fit one of them."""
    groups: list[list[_Guess]] = []
    by_last: dict[str, dict[str, list[int]]] = {}
    for guess in sorted(guesses, key=lambda g: (-len(g.text.split()), g.name.first)):
        place = _fitting(guess, groups, by_last)
        if place is None:
            place = len(groups)
            groups.append([])
        groups[place].append(guess)
        parts = guess.text.split()
        for word in {plain(parts[-1]), plain(parts[0] if _is_body(parts) else parts[-1])}:
            places = by_last.setdefault(word[:1], {}).setdefault(word, [])
            if place not in places:
                places.append(place)
    for group in groups:
        group.sort(key=lambda g: g.name.first)
    return sorted(_with_acronyms(groups), key=lambda group: group[0].name.first)


def _with_acronyms(groups: Sequence[list[_Guess]]) -> list[list[_Guess]]:
    """Joins « Open Horizons Society (OHS) » with every later « OHS »."""
    joined = [list(group) for group in groups]
    holder = {guess.name.last: place for place, group in enumerate(joined) for guess in group}
    ending = {guess.name.last: guess for group in joined for guess in group}
    for at, short in enumerate(joined):
        places = [holder[acronym.name.first - 2] for acronym in short if _is_glossed(acronym, ending)]
        place = min((place for place in places if place != at), default=None)
        if place is not None:
            joined[place] = sorted([*joined[place], *short], key=lambda g: g.name.first)
            joined[at] = []
            holder.update((guess.name.last, place) for guess in short)
    return [group for group in joined if group]


def _is_glossed(acronym: _Guess, ending: Mapping[int, _Guess]) -> bool:
    """Whether an acronym stands in brackets right behind a name, with the initials of its words; names by last token."""
    name = ending.get(acronym.name.first - 2)
    if name is None or not acronym.text.isupper():
        return False
    initials = "".join(word[0] for word in re.split(r"[\s'’-]+", name.text) if word)
    short = plain(acronym.text)
    return len(short) > 1 and plain(initials)[:1] == short[0] and _in_order(short, plain(initials))


def _in_order(letters: str, among: str) -> bool:
    """Whether the letters stand among the others in their order."""
    rest = iter(among)
    return all(letter in rest for letter in letters)


def _fitting(guess: _Guess, groups: Sequence[Sequence[_Guess]], by_last: Mapping[str, Mapping[str, list[int]]]) -> int | None:
    """The group of a name, if there is one; `by_last` are the groups by the last word of their names, by its first letter."""
    last = plain(guess.text.split()[-1])
    alike = by_last.get(last[:1], {})
    for place in alike.get(last, ()):
        if _agree(guess, groups[place][0]):
            return place
    if len(last) < _SHORTEST_VARIANT:
        return None
    for other, places in alike.items():
        if abs(len(other) - len(last)) <= 2 and JaroWinkler.similarity(other, last) >= VARIANT:
            for place in places:
                if _agree(guess, groups[place][0], variant=True):
                    return place
    return None


def _agree(guess: _Guess, other: _Guess, variant: bool = False) -> bool:
    """Whether two names with one last word can be one: a short name, equal first names, or an initial."""
    mine, theirs = guess.text.split(), other.text.split()
    if _is_body(mine) or _is_body(theirs):
        return plain(guess.text) == plain(other.text) or (len(mine) == 1 and plain(mine[0]) == plain(theirs[0]))
    short, long = sorted((mine, theirs), key=len)
    if len(short) > 1 and [plain(w) for w in long[-len(short) :]] == [plain(w) for w in short]:
        return True
    if len(mine) == 1 or len(theirs) == 1:
        return not variant or guess.kind == other.kind or len(mine) != len(theirs)
    a, b = plain(mine[0]), plain(theirs[0])
    return a == b or (a[:1] == b[:1] and "." in (mine[0] + theirs[0])) or JaroWinkler.similarity(a, b) >= VARIANT


def _is_body(name: Sequence[str]) -> bool:
    """« Ligue de protection des oiseaux »: a name with a common noun or adjective written small."""
    return any(word.islower() and len(word) >= _SHORTEST_NOUN for word in name)


@lru_cache(CACHED)
def plain(word: str) -> str:
    """A word without accents and marks, in lower case."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in decomposed if c.isalnum())


def _member(key: int, group: Sequence[_Guess]) -> Member:
    longest = max(group, key=lambda g: (len(g.text.split()), -g.name.first))
    plainly = [g for g in group if not g.text.isupper()] or list(group)
    full_name = longest.kind == "person" and len(longest.text.split()) > 1
    return Member(
        key=key,
        name=_canonical(longest.text, plainly),
        kind="person" if full_name else Counter(g.kind for g in group).most_common(1)[0][0],
        country=next((g.country for g in group if g.country is not None), None),
        gender=next((g.gender for g in group if g.gender), ""),
        offices=tuple(dict.fromkeys(office for g in group for office in g.offices)),
        roles=tuple(dict.fromkeys(role for g in group for role in g.roles)),
        row="mentions#name",
    )


def _canonical(longest: str, group: Sequence[_Guess]) -> str:
    """The longest name, its last word in the spelling that the article uses most."""
    spellings = Counter(g.text.split()[-1] for g in group)
    most, count = spellings.most_common(1)[0]
    first, last = longest.split()[:-1], longest.split()[-1]
    return " ".join([*first, most if count > spellings[last] else last])
