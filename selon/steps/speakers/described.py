"""Resolves phrases: names with their titles, descriptions of known persons, texts that speak, places for powers."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from selon.analysis import Words
from selon.cast import Cast, Member, Mention, Office, Resolved
from selon.lang.pack import Pack
from selon.model import EntityKind
from selon.syntax.offices import compatible, country_in, office_at, role_at
from selon.syntax.phrases import determiner, phrase
from selon.syntax.verbs import agent

GENERIC = frozenset({"outlet", "organization", "country"})
ORGANISED = frozenset({"organization", "government", "outlet", "group", "country", "people"})


class Company(msgspec.Struct, frozen=True):
    """What a phrase is resolved against: the cast, and what earlier phrases were found to mean."""

    words: Words
    pack: Pack
    cast: Cast


def resolve_phrase(company: Company, head: int, first: int, last: int, earlier: Sequence[tuple[int, str, Resolved]]) -> Resolved:
    """Whom the phrase over tokens [first, last] means; `earlier` holds (token, role id, meaning) of previous phrases."""
    joined = _joined_roles(company, head, last)
    if joined:
        each = [resolve_phrase(company, h, *phrase(company.words, h, company.pack.grammar, coordinated=False), earlier) for h in (head, *joined)]
        if all(e.name for e in each):
            names = [e.name or "" for e in each]
            return Resolved(" et ".join((", ".join(names[:-1]), names[-1])), None, all(e.named for e in each), "several are coordinated")
    for rule in (_named, _spoken_text, _country, _described):
        found = rule(company, head, first, last, earlier)
        if found is not None:
            return found
    return _plain(company, head, first, last)


def _joined_roles(company: Company, head: int, last: int) -> list[int]:
    """The heads coordinated to `head` that have a determiner of their own: « le président et le Premier ministre »."""
    words = company.words
    return [c for c in words.children[head] if words.dep[c] == "conj" and head < c <= last and determiner(words, c) is not None and determiner(words, head) is not None]


def _named(
    company: Company, head: int, first: int, last: int, earlier: Sequence[tuple[int, str, Resolved]]
) -> Resolved | None:
    """The name that the phrase ends in or is headed by."""
    inside = company.cast.inside(first, _whole_names(company, last))
    full = [m for m in inside if m.last > m.first and company.cast.members[m.key].kind == "person" and m.first > head]
    if full and not _behind_preposition(company.words, full[-1].first, head) and not _names_plural(company.words, head):
        return _member(company, full[-1], "the phrase ends in a full name")
    named_behind = company.cast.covering(_whole_names(company, last) + 2)
    if named_behind is not None and _is_titled_behind(company, head, named_behind, last):
        return _member(company, named_behind, "a full name stands in apposition")
    heads = [m for m in inside if m.first <= head <= m.last]
    if len(_coordinated(company, inside, heads)) > 1:
        return _several(company, _coordinated(company, inside, heads))
    if heads:
        return _member(company, heads[0], "the phrase is headed by its name")
    titled = [m for m in inside if not _behind_preposition(company.words, m.first, head) and _may_be_titled(company, m, head)]
    if titled:
        coordinated = [m for m in titled if company.cast.members[m.key].kind == company.cast.members[titled[0].key].kind]
        if len(coordinated) > 1 and _names_plural(company.words, head):
            return _several(company, coordinated)
        return _member(company, titled[-1], "the phrase gives a title and a name")
    return None


def _is_titled_behind(company: Company, head: int, mention: Mention, last: int) -> bool:
    words = company.words
    comma = _whole_names(company, last) + 1
    person = company.cast.members[mention.key].kind == "person" and mention.last > mention.first
    return person and words.form[comma] == "," and mention.first == comma + 1 and kind_of(company, head) == "person" and words.pos[head] == "NOUN"


def _whole_names(company: Company, last: int) -> int:
    """The end of the phrase pushed to the end of a name that it cuts."""
    covering = company.cast.covering(last)
    if covering is not None:
        return covering.last
    behind = company.cast.covering(last + 1)
    if behind is None:
        article = last + 2 < len(company.words) and company.words.text[company.words.start[last + 1]].isupper()
        behind = company.cast.covering(last + 2) if article and company.words.pos[last + 1] == "DET" else None
    return behind.last if behind is not None and behind.first <= last + 2 and company.words.pos[last] != "ADP" else last


def _names_plural(words: Words, head: int) -> bool:
    return words.feats[head].get("Number") == "Plur"


def _coordinated(company: Company, inside: Sequence[Mention], heads: Sequence[Mention]) -> list[Mention]:
    words = company.words
    if not heads:
        return []
    top = heads[0].first
    joined = [m for m in inside if any(words.dep[t] == "conj" and words.head[t] <= heads[0].last + 40 and not _behind_preposition(words, m.first, top)
                                       for t in range(m.first, m.last + 1))]  # fmt: skip
    return [heads[0], *(m for m in joined if m != heads[0])]


def _several(company: Company, mentions: Sequence[Mention]) -> Resolved:
    members = [company.cast.members[m.key].name for m in mentions]
    joined = " et ".join((", ".join(members[:-1]), members[-1]))
    return Resolved(joined, None, True, "several names are coordinated")


def _may_be_titled(company: Company, mention: Mention, head: int) -> bool:
    kind = company.cast.members[mention.key].kind
    role = company.pack.gazetteer.roles.get(company.words.form[head]) or company.pack.gazetteer.roles.get(company.words.lemma[head])
    if role is None:
        return kind == "person"
    return (role.kind == "person") == (kind == "person") and kind not in ("country", "place")


def _behind_preposition(words: Words, token: int, head: int) -> bool:
    """Whether a preposition ties the name to the head (« le maire de Lyon »), rather than naming it."""
    near = (i for i in range(max(head + 1, token - 2), token) if words.pos[i] == "ADP")
    return any(words.pos[words.head[i]] == "PROPN" or words.head[i] >= token or i == token - 1 for i in near)


def _member(company: Company, mention: Mention, why: str) -> Resolved:
    member = company.cast.members[mention.key]
    return Resolved(member.name, member.key, True, why)


def _country(
    company: Company, head: int, first: int, last: int, earlier: Sequence[tuple[int, str, Resolved]]
) -> Resolved | None:
    """« le pays »: the country that the article is about, else the one named last."""
    words, members = company.words, company.cast.members
    if words.form[head] not in company.pack.grammar.country_nouns or last > head:
        return None
    main = _main_country(company)
    named = [m for m in company.cast.mentions if members[m.key].kind == "country" and m.first < head]
    fitting = [m for m in named if members[m.key].country == main] or named
    return _member(company, fitting[-1], "the country that the article is about") if fitting else None


def _spoken_text(
    company: Company, head: int, first: int, last: int, earlier: Sequence[tuple[int, str, Resolved]]
) -> Resolved | None:
    """« un rapport de l'ONU », « une enquête menée par l'AP »: a text speaks for whom it is from."""
    words, pack = company.words, company.pack
    if words.form[head] not in pack.grammar.speaking_nouns and words.lemma[head] not in pack.grammar.speaking_nouns:
        return None
    body = next((c for c in words.children[head] if c > head and words.dep[c] == "nmod" and words.pos[c] == "NOUN"), None)
    if body is not None and not company.cast.covering(body) and role_at(words, body, pack) is not None:
        return resolve_phrase(company, body, *phrase(words, body, pack.grammar), earlier)
    organised = [m for m in company.cast.inside(head + 1, last) if company.cast.members[m.key].kind in ORGANISED | {"person"}]
    if not organised:
        by = [a for c in words.children[head] if words.dep[c].startswith("acl") and (a := agent(words, c, pack.grammar)) is not None]
        organised = [m for a in by for m in company.cast.inside(*phrase(words, a, pack.grammar))]
    if len(organised) > 1 and words.dep[organised[1].first] == "conj":
        return _several(company, organised)
    return _member(company, organised[0], "the text is from its organisation") if organised else None


def _described(
    company: Company, head: int, first: int, last: int, earlier: Sequence[tuple[int, str, Resolved]]
) -> Resolved | None:
    """A definite description of somebody the article names elsewhere or has described before."""
    words, pack = company.words, company.pack
    article = determiner(words, head)
    form = words.form[article] if article is not None else ""
    if form in pack.grammar.indefinite or role_at(words, head, pack) is None:
        return None
    asked = office_at(words, head, pack)
    if asked is None:
        return None
    kind = kind_of(company, head)
    if kind == "person" and words.feats[head].get("Number") == "Plur":
        return None
    feminine = article is not None and words.feats[article].get("Gender") == "Fem"
    able = [m for m in company.cast.members.values() if m.kind == kind and not (feminine and m.gender in ("m", "Masc"))]
    fitting = [m for m in able if any(compatible(asked, o, pack.hypernyms) for o in m.offices)]
    if not fitting and asked.domain and kind == "person":
        fitting = [m for m in able if any(_heads_same(asked, o, company) for o in m.offices)]
    chosen = _nearest(company, fitting, head, asked) or _of_kind(company, head, asked)
    if chosen is not None:
        return Resolved(chosen.name, chosen.key, True, f"{chosen.name} is said to hold this office")
    power = _government(company, head, asked)
    if power is not None:
        return power
    again = [meaning for token, role, meaning in reversed(earlier) if role == asked.role and token < head]
    if again and not asked.domain and asked.country is None:
        return Resolved(again[0].name, again[0].key, again[0].named, "the description takes up an earlier one")
    return None


def _heads_same(asked: Office, held: Office, company: Company) -> bool:
    """« le PDG de la SNCF », where somebody is called « président de la SNCF »: one of two titles for the head of one body."""
    heads = company.pack.grammar.head_roles
    return asked.role.rsplit("#")[-1] in heads and held.role.rsplit("#")[-1] in heads and bool(asked.domain & held.domain)


def _of_kind(company: Company, head: int, asked: Office) -> Member | None:
    """« le quotidien », « l'organisation », « le pays »: the last member of that kind that the article named before."""
    kind = kind_of(company, head)
    if company.words.feats[head].get("Number") == "Plur" or kind not in GENERIC or asked.domain or asked.country is not None:
        return None
    members = company.cast.members
    before = [m for m in company.cast.mentions if m.first < head and members[m.key].kind == kind]
    return members[before[-1].key] if before else None


def _government(company: Company, head: int, asked: Office) -> Resolved | None:
    """« le gouvernement turc », or « le gouvernement » of the only country that the article is about, by its full name."""
    pack = company.pack
    if company.words.form[head] not in pack.grammar.governments or asked.domain:
        return None
    code = asked.country or _main_country(company)
    country = pack.gazetteer.countries.get(code) if code is not None else None
    return Resolved(country.government, None, True, "the government of its country") if country and country.government else None


def _main_country(company: Company) -> str | None:
    """The country that the article names first in its first line, or names at least twice as often as any other."""
    members = company.cast.members
    named = [members[m.key].country for m in company.cast.mentions if members[m.key].kind == "country"]
    first_line = company.words.text.find("\n")
    opening = [m for m in company.cast.mentions if members[m.key].kind == "country" and company.words.start[m.first] < min(first_line, 40)]
    if opening and company.words.form[opening[0].last + 1 : opening[0].last + 2] == [":"]:
        return members[opening[0].key].country
    counts = Counter(code for code in named if code is not None).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] < 2 * counts[1][1]):
        return None
    return counts[0][0]


def _nearest(company: Company, fitting: Sequence[Member], head: int, asked: Office) -> Member | None:
    """The fitting member named last before the phrase, or the only one in the article."""
    if len(fitting) <= 1:
        return fitting[0] if fitting else None
    before = [m for m in company.cast.mentions if m.first < head and any(m.key == f.key for f in fitting)]
    return company.cast.members[before[-1].key] if before else None


def _plain(company: Company, head: int, first: int, last: int) -> Resolved:
    """A phrase that stands for itself: named where it is definite and singular, unnamed otherwise."""
    words, pack = company.words, company.pack
    article = determiner(words, head)
    form = words.form[article] if article is not None else ""
    start = first if article is None or form in pack.grammar.indefinite else min(article + 1, last)
    text = " ".join(words.text[words.start[start] : words.end[last]].split())
    definite = form in pack.grammar.definite | pack.grammar.possessive | pack.grammar.demonstratives
    plural = words.feats[head].get("Number") == "Plur"
    kind = kind_of(company, head)
    named = definite and words.form[head] not in pack.unnamed and (not plural or kind in ("government", "organization", "group"))
    name = article is None and last > first and all(words.text[words.start[i]].isupper() for i in range(first, last + 1))
    return Resolved(text, None, named or name or words.pos[head] == "PROPN", "the phrase stands for itself")


def kind_of(company: Company, head: int) -> EntityKind:
    """The kind of what a common noun describes."""
    roles = company.pack.gazetteer.roles
    row = roles.get(company.words.form[head]) or roles.get(company.words.lemma[head])
    return row.kind if row is not None else "person"


def colleague(company: Company, head: int, speaker: int | None) -> Resolved | None:
    """« son collègue russe »: who holds the speaker's office for the country that the phrase names."""
    words, pack = company.words, company.pack
    if words.form[head] not in pack.grammar.peers or speaker is None:
        return None
    first, last = phrase(words, head, pack.grammar)
    country = country_in(words, range(first, last + 1), pack)
    mine = company.cast.members[speaker].offices
    for member in company.cast.members.values():
        if member.key == speaker or (country is not None and member.country != country):
            continue
        if any(a.role == b.role for a in mine for b in member.offices):
            return Resolved(member.name, member.key, True, "holds the same office for that country")
    return None
