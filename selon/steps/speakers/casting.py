"""Walks through the drafts in text order and says for each who speaks and to whom."""

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from selon.analysis import Draft, Quotation, SourceDraft, Words
from selon.cast import Cast, Resolved
from selon.lang.pack import Pack
from selon.span import Span
from selon.steps.speakers.described import Company, colleague, resolve_phrase
from selon.steps.speakers.stage import Referent, best, prominence, referents
from selon.syntax.offices import role_at
from selon.syntax.phrases import determiner, phrase
from selon.syntax.verbs import SUBJECTS

_SIGHT = 8
_NOBODY = Resolved(None, None, False, "nobody is named")


class Speakers(msgspec.Struct, frozen=True):
    """The sources and addressees of all drafts, in the order of the drafts; None for the author or for no addressee."""

    sources: tuple[Resolved | None, ...]
    addressees: tuple[Resolved | None, ...]


def speakers(words: Words, pack: Pack, cast: Cast, drafts: Sequence[Draft], quotations: Sequence[Quotation]) -> Speakers:
    """Who speaks in each draft, resolved in text order so that later pronouns see earlier speakers."""
    company = Company(words, pack, cast)
    stage = _Stage(company, drafts, quotations)
    order = sorted(range(len(drafts)), key=lambda i: (_quoted_first_person(words, drafts[i], pack), i))
    for i in order:
        stage.resolve(i)
    return Speakers(tuple(stage.sources[i] for i in range(len(drafts))), tuple(stage.addressees[i] for i in range(len(drafts))))


def _quoted_first_person(words: Words, draft: Draft, pack: Pack) -> bool:
    head = draft.source.head
    return head is not None and words.form[head] in pack.grammar.first_person


def _described_subjects(company: Company) -> list[int]:
    """Common nouns for people that are subjects with a definite article."""
    words, pack = company.words, company.pack
    roles = pack.gazetteer.roles
    found = []
    for i in range(len(words)):
        if words.pos[i] != "NOUN" or words.feats[i].get("Number") != "Plur" or words.dep[i] not in SUBJECTS or company.cast.covering(i) is not None:
            continue
        article = determiner(words, i)
        row = roles.get(words.form[i]) or roles.get(words.lemma[i])
        person = words.form[i] in pack.unnamed or (row is not None and row.kind == "person")
        if article is not None and words.form[article] in pack.grammar.definite | pack.grammar.demonstratives and person:
            found.append(i)
    return found


class _Stage:
    """What is known so far while the drafts are gone through; lives for one call of `speakers`."""

    def __init__(self, company: Company, drafts: Sequence[Draft], quotations: Sequence[Quotation]) -> None:
        self._company = company
        self._drafts = drafts
        self._quotations = [q for q in quotations if q.depth == 0]
        self._opens = [q.outer.start for q in self._quotations]
        self._referents: list[Referent] = referents(company.words, company.cast, company.pack)
        self._described = sorted(_described_subjects(company), reverse=True)
        self._earlier: list[tuple[int, str, Resolved]] = []
        self.sources: dict[int, Resolved | None] = {}
        self.addressees: dict[int, Resolved | None] = {}

    def resolve(self, i: int) -> None:
        """Resolves draft `i` and remembers whom it brought on stage."""
        draft = self._drafts[i]
        at = draft.source.head if draft.source.head is not None else draft.cue_head
        while at is not None and self._described and self._described[-1] < at:
            self._bring(self._described.pop())
        found = None if draft.author else self._source(i, draft.source)
        self.sources[i] = found
        if found is not None and draft.source.head is not None and found.name is not None:
            self._remember(draft.source.head, found, draft.rule)
        self.addressees[i] = self._addressee(draft, found) if draft.addressee is not None else None

    def _bring(self, head: int) -> None:
        """A described subject (« la candidate du Front national », « les scientifiques ») can be taken up by a pronoun."""
        words = self._company.words
        if any(r.token == head for r in self._referents):
            return
        found = resolve_phrase(self._company, head, *phrase(words, head, self._company.pack.grammar), self._earlier)
        if found.name is not None and not any(r.resolved.key == found.key and found.key is not None and words.sentence[r.token] == words.sentence[head] for r in self._referents):
            feats = words.feats[head]
            self._referents.append(Referent(head, found, feats.get("Gender", ""), "pl" if feats.get("Number") == "Plur" else "sg", 2.0, True))

    def _remember(self, head: int, found: Resolved, rule: str) -> None:
        words, pack = self._company.words, self._company.pack
        role = role_at(words, head, pack)
        if role is not None:
            self._earlier.append((head, role, found))
            self._earlier.sort(key=lambda item: item[0])
        known = next((r for r in self._referents if found.key is not None and r.resolved.key == found.key), None)
        feats = words.feats[head]
        gender = known.gender if known is not None and known.gender else feats.get("Gender", "")
        person = known.person if known is not None else True
        number = "pl" if feats.get("Number") == "Plur" else "sg"
        self._referents.append(Referent(head, found, gender, number, (2.0 if rule == "preposition" and person else prominence(words, head)) + 0.6, person))

    def _source(self, i: int, source: SourceDraft) -> Resolved:
        if source.kind == "implicit" or (source.kind == "none" and self._drafts[i].follows is not None):
            follows = self._drafts[i].follows
            earlier = self.sources.get(follows) if follows is not None else None
            return earlier if earlier is not None else _NOBODY
        if source.head is None:
            return self._unexpressed(i)
        return self.phrase(source.head, i)

    def _unexpressed(self, i: int) -> Resolved:
        """Nobody stands there: a passive is said by « on »; an infinitive or gerund goes on the previous speaker."""
        draft = self._drafts[i]
        words = self._company.words
        if draft.cue_head is not None and words.feats[draft.cue_head].get("VerbForm") == "Inf":
            before = [j for j in self.sources if j < i and self.sources[j] is not None]
            if before:
                return self.sources[max(before)] or _NOBODY
        return Resolved(self._company.pack.grammar.unnamed_agent, None, False, "nobody is named as its source")

    def phrase(self, head: int, i: int) -> Resolved:
        """Whom the phrase or pronoun headed by `head` means."""
        words, grammar = self._company.words, self._company.pack.grammar
        form = words.form[head]
        if form in grammar.first_person:
            return self._first_person(i, head)
        if form in grammar.relative_subjects and words.pos[head] == "PRON":
            return self._antecedent(head)
        if form in grammar.generic_subjects:
            return Resolved(grammar.unnamed_agent, None, False, "a generic pronoun")
        if form in grammar.latter_pronouns:
            return self._pronoun(head, latter=True)
        if words.pos[head] == "PRON" and (form in grammar.anaphors or form in grammar.plural_anaphors or form in grammar.subject_clitics):
            return self._pronoun(head, own=self._drafts[i].content)
        first, last = phrase(words, head, grammar)
        if last - first == 1 and words.form[first] in grammar.demonstratives and words.form[last] in grammar.latter:
            return self._pronoun(head, latter=True)
        found = resolve_phrase(self._company, head, first, last, self._earlier)
        article = determiner(words, head)
        if found.key is None and article is not None and words.form[article] in grammar.possessive:
            return self._possessed(head, found)
        return found

    def _possessed(self, head: int, found: Resolved) -> Resolved:
        """« sa famille » is named after whom it belongs to, where that is clear."""
        words, grammar = self._company.words, self._company.pack.grammar
        before = [r for r in self._recent(head) if r.person and r.resolved.key is not None]
        owner, why = best(before, words, head)
        if owner is None or owner.resolved.name is None or found.name is None:
            return found
        link = grammar.genitive[owner.resolved.name[0].lower() in grammar.vowels]
        return Resolved(f"{found.name}{link}{owner.resolved.name}", None, True, f"a possessive, and {why}")

    def _first_person(self, i: int, head: int) -> Resolved:
        """« je » and « nous » inside a statement mean whoever makes that statement."""
        at = self._company.words.start[head]
        near = range(max(i - 60, 0), min(i + 60, len(self._drafts)))
        around = [j for j in near if j != i and (d := self._drafts[j]) and not d.author and any(s.holds(at) for s in d.content)]
        around = [j for j in around if self.sources.get(j) is not None]
        if not around:
            return Resolved(None, None, False, "nobody's words stand around the first person")
        inner = min(around, key=lambda j: sum(len(s) for s in self._drafts[j].content))
        speaker = self.sources[inner]
        return speaker if speaker is not None else _NOBODY

    def _antecedent(self, head: int) -> Resolved:
        words = self._company.words
        told = [j for j, d in enumerate(self._drafts) if d.source.kind == "phrase" and d.source.span is not None
                and words.form[head - 1] == "," and head >= 2 and d.source.span.end == words.end[head - 2] and self.sources.get(j)]  # fmt: skip
        if told:
            return self.sources[told[0]] or _NOBODY
        verb = words.head[head]
        noun = words.head[verb] if words.dep[verb] in ("acl:relcl", "acl", "advcl", "ccomp", "conj") else None
        noun = self._described_one(noun) if noun is not None else None
        if noun is None or noun >= head or not self._can_be_antecedent(noun):
            nearest = next((t for t in range(head - 1, words.bounds(head)[0] - 1, -1) if self._can_be_antecedent(t)), None)
            noun = self._described_one(nearest) if nearest is not None else noun
        if noun is None:
            return _NOBODY
        first, last = phrase(words, noun, self._company.pack.grammar)
        return resolve_phrase(self._company, noun, first, last, self._earlier)

    def _described_one(self, noun: int) -> int:
        """From « l'un de ses avocats » in apposition up to the name that it describes."""
        words, grammar = self._company.words, self._company.pack.grammar
        while words.head[noun] < noun and (
            words.dep[noun] in ("appos", "flat:name") or (words.dep[noun] == "nmod" and words.form[words.head[noun]] in grammar.quantities)
        ):
            noun = words.head[noun]
        if words.form[noun] in grammar.quantities:
            at = noun - 1
            while at > 0 and words.form[at] in grammar.definite | {","}:
                at -= 1
            named = self._company.cast.covering(at)
            return named.first if named is not None and at < noun - 1 else noun
        return noun

    def _can_be_antecedent(self, token: int) -> bool:
        """A name, a role, a collective: somebody who can speak."""
        words, pack = self._company.words, self._company.pack
        form = words.form[token]
        if words.pos[token] == "PROPN" or form in pack.unnamed or form in pack.grammar.collectives or form in pack.grammar.speaking_nouns:
            return True
        return words.pos[token] == "NOUN" and (form in pack.gazetteer.roles or words.lemma[token] in pack.gazetteer.roles)

    def _pronoun(self, head: int, latter: bool = False, own: Sequence[Span] = ()) -> Resolved:
        words = self._company.words
        feats = words.feats[head]
        number = "pl" if feats.get("Number") == "Plur" else "sg"
        gender = feats.get("Gender", "")
        candidates = [r for r in self._recent(head) if r.number == number and _agrees(gender, r.gender)]
        candidates = [r for r in candidates if not any(s.holds(words.start[r.token]) for s in own)]
        candidates = [r for r in candidates if not self._inside_other_quotation(r.token, head)]
        if latter and candidates:
            last = max(candidates, key=lambda r: r.token)
            return Resolved(last.resolved.name, last.resolved.key, last.resolved.named, "the one named last")
        chosen, why = best(candidates, words, head)
        if chosen is None:
            return Resolved(None, None, True, why)
        return Resolved(chosen.resolved.name, chosen.resolved.key, chosen.resolved.named, why)

    def _recent(self, head: int) -> list[Referent]:
        """Who was named before a token, in its sentence or the few before it."""
        words = self._company.words
        floor = words.sentences[max(words.sentence[head] - _SIGHT, 0)][0]
        return [r for r in self._referents if floor <= r.token < head]

    def _inside_other_quotation(self, token: int, head: int) -> bool:
        """Whether a candidate stands between quotation marks that do not hold the pronoun."""
        words = self._company.words
        at = bisect_right(self._opens, words.start[token]) - 1
        around = self._quotations[at] if at >= 0 and self._quotations[at].outer.holds(words.start[token]) else None
        return around is not None and len(around.inner) > 40 and not around.outer.holds(words.start[head])

    def _addressee(self, draft: Draft, speaker: Resolved | None) -> Resolved | None:
        head = draft.addressee
        if head is None:
            return None
        words = self._company.words
        if words.pos[head] == "PRON":
            return self._pronoun_addressee(head, speaker)
        peer = colleague(self._company, head, speaker.key if speaker is not None else None)
        if peer is not None:
            return peer
        first, last = phrase(words, head, self._company.pack.grammar)
        inside = [words.at(span.start) for span in draft.content if words.start[head] < span.start <= words.end[last]]
        while inside and last > head and (last >= min(inside) or words.pos[last] == "ADP"):
            last -= 1
        return resolve_phrase(self._company, head, first, last, self._earlier)

    def _pronoun_addressee(self, head: int, speaker: Resolved | None) -> Resolved | None:
        words = self._company.words
        number = "pl" if words.form[head] in self._company.pack.grammar.plural_anaphors else "sg"
        others = [r for r in self._recent(head) if r.number == number and (speaker is None or r.resolved.name != speaker.name)]
        chosen, why = best([r for r in others if r.person], words, head)
        return Resolved(chosen.resolved.name, chosen.resolved.key, chosen.resolved.named, why) if chosen is not None else None


def _agrees(asked: str, held: str) -> bool:
    return not asked or not held or asked == held
