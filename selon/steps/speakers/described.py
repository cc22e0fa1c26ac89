"""Descriptions without a name: offices that somebody is said to hold, « le pays », « le gouvernement », « son homologue »."""

from collections import Counter
from collections.abc import Sequence

from msgspec import structs

from selon.cast import Member, Office, Resolved
from selon.model import EntityKind
from selon.steps.speakers.company import Company, Earlier, kind_of, meant
from selon.syntax.offices import compatible, country_in, office_at, role_at, role_row
from selon.syntax.phrases import determiner, is_plural, phrase
from selon.syntax.verbs import SUBJECTS

_TOPIC = 40  # code points in which a headline names the country that it is about


def country_meant(company: Company, head: int, last: int) -> Resolved | None:
    """« le pays »: the country that the article is about, else the one named last."""
    words, members = company.words, company.cast.members
    if words.form[head] not in company.pack.grammar.country_nouns or last > head:
        return None
    main = _main_country(company)
    named = [m for m in company.cast.before(head) if members[m.key].kind == "country"]
    fitting = next((m for m in named if members[m.key].country == main), named[0] if named else None)
    return meant(company, fitting, "the country that the article is about") if fitting is not None else None


def described(company: Company, head: int, earlier: Sequence[Earlier]) -> Resolved | None:
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
    if kind == "person" and is_plural(words, head):
        return None
    feminine = article is not None and words.feats[article].get("Gender") == "Fem"
    chosen = _nearest(company, _holders(company, asked, kind, feminine), head)
    if chosen is not None:
        return Resolved(chosen.name, chosen.key, True, f"{chosen.name} is said to hold this office")
    power = _government(company, head, asked)
    if power is not None:
        return power
    if asked.domain or asked.country is not None:
        return None
    again = next((e.meaning for e in reversed(earlier) if e.role == asked.role and e.token < head), None)
    return structs.replace(again, why="the description takes up an earlier one") if again is not None else None


def _holders(company: Company, asked: Office, kind: EntityKind, feminine: bool) -> list[Member]:
    """The members that can hold the office, or else head the same body under another title."""
    able = [m for m in company.cast.members.values() if m.kind == kind and m.offices and not (feminine and m.gender == "Masc")]
    fitting = [m for m in able if any(compatible(asked, o, company.pack.hypernyms) for o in m.offices)]
    if fitting or not asked.domain or kind != "person":
        return fitting
    return [m for m in able if any(_heads_same(asked, o, company) for o in m.offices)]


def _heads_same(asked: Office, held: Office, company: Company) -> bool:
    """« le PDG de la SNCF », where somebody is called « président de la SNCF »: one of two titles for the head of one body."""
    heads = company.pack.grammar.head_roles
    both_head = all(office.role.rsplit("#")[-1] in heads for office in (asked, held))
    return both_head and not asked.domain.isdisjoint(held.domain)


def _government(company: Company, head: int, asked: Office) -> Resolved | None:
    """« le gouvernement turc », or « le gouvernement » of the only country that the article is about, by its full name."""
    pack = company.pack
    if company.words.form[head] not in pack.grammar.governments or asked.domain:
        return None
    code = asked.country or _main_country(company)
    country = pack.gazetteer.countries.get(code) if code is not None else None
    return Resolved(country.government, None, True, "the government of its country") if country and country.government else None


def national(company: Company, head: int, last: int) -> Resolved | None:
    """« la police », in an article about one country: « police allemande »."""
    words, pack = company.words, company.pack
    article = determiner(words, head)
    if words.form[head] not in pack.grammar.national_bodies or article is None or is_plural(words, head):
        return None
    asked = country_in(words, range(head, last + 1), pack)
    code = _main_country(company)
    country = pack.gazetteer.countries.get(code) if code is not None else None
    if asked is not None or words.form[article] not in pack.grammar.definite or country is None:
        return None
    masculine, other = (*country.demonyms, "", "")[:2]
    feminine = words.feats[head].get("Gender") == "Fem" and other != f"{masculine}s"
    text = words.text
    rest = " ".join(text[words.end[head] : words.end[last]].split())
    name = " ".join(part for part in (text[words.start[head] : words.end[head]], other if feminine else masculine, rest) if part)
    return Resolved(name, None, True, "a body of the country that the article is about")


def _main_country(company: Company) -> str | None:
    """The country that the article names first in its first line, or names at least twice as often as any other."""
    members = company.cast.members
    named = [m for m in company.cast.mentions if members[m.key].kind == "country"]
    topic = named[0] if named and company.words.start[named[0].first] < min(company.words.text.find("\n"), _TOPIC) else None
    if topic is not None and company.words.form[topic.last + 1 : topic.last + 2] == [":"]:
        return members[topic.key].country
    codes = (members[m.key].country for m in named)
    counts = Counter(code for code in codes if code is not None).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] < 2 * counts[1][1]):
        return None
    return counts[0][0]


def _nearest(company: Company, fitting: Sequence[Member], head: int) -> Member | None:
    """The fitting member named last before the phrase, or the only one in the article."""
    if len(fitting) <= 1:
        return fitting[0] if fitting else None
    by_key = {member.key: member for member in fitting}
    return next((by_key[m.key] for m in company.cast.before(head) if m.key in by_key), None)


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


def entrances(company: Company) -> list[int]:
    """Subjects without a name that a later pronoun can take up, in text order: nouns for people, and pronouns themselves."""
    words = company.words
    subjects = (i for i in range(len(words)) if words.dep[i] in SUBJECTS)
    return [i for i in subjects if _is_personal(company, i) or (words.pos[i] == "NOUN" and _describes_people(company, i))]


def _is_personal(company: Company, token: int) -> bool:
    words, grammar = company.words, company.pack.grammar
    form = words.form[token]
    return words.pos[token] == "PRON" and form in grammar.subject_clitics and form in grammar.anaphors | grammar.plural_anaphors


def _describes_people(company: Company, noun: int) -> bool:
    words, pack = company.words, company.pack
    article = determiner(words, noun)
    if article is None or company.cast.covering(noun) is not None:
        return False
    if words.form[article] not in pack.grammar.definite | pack.grammar.demonstratives | pack.grammar.possessive:
        return False
    row = role_row(words, noun, pack)
    return words.form[noun] in pack.unnamed or (row is not None and row.kind == "person")
