"""Walks through the drafts in text order and says for each who speaks and to whom."""

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import structs

from selon.analysis import Draft, Quotation, SourceDraft, Words
from selon.cast import Cast, Resolved
from selon.lang.pack import Pack
from selon.span import Span
from selon.steps.speakers.antecedents import antecedent, doubled
from selon.steps.speakers.company import Company, Earlier, company_of
from selon.steps.speakers.described import colleague, entrances, national
from selon.steps.speakers.owning import other, possessed
from selon.steps.speakers.recalling import recalled
from selon.steps.speakers.resolving import known_phrase, plain, resolve_phrase
from selon.steps.speakers.stage import AS_SUBJECT, Referent, Stage, agree, best, number_of, prominence, quoted_first_person
from selon.syntax.offices import role_at
from selon.syntax.phrases import determiner, phrase
from selon.syntax.verbs import source_of

_NEAR = 60  # drafts on either side in which somebody's words around a first person are looked for
_SPOKE = 0.6
_INTERVIEW = 2  # sentences over which whoever is told something goes on being told
_DIRECTED = frozenset({"demand", "ask", "promise", "threaten", "warn"})  # acts that need somebody to be directed at
_QUOTED = 40  # code points; shorter quotations are titles and names
_NOBODY = Resolved(None, None, False, "nobody is named")


class Speakers(msgspec.Struct, frozen=True):
    """The sources and addressees of all drafts, in their order; None for the author or for no addressee.

    `meant` says for each token that was asked for whom the phrase or pronoun that it heads means.
    """

    sources: tuple[Resolved | None, ...]
    addressees: tuple[Resolved | None, ...]
    meant: Mapping[int, Resolved]


def speakers(
    words: Words, pack: Pack, cast: Cast, drafts: Sequence[Draft], quotations: Sequence[Quotation], asked: Iterable[int] = ()
) -> Speakers:
    """Who speaks in each draft, resolved in text order so that later pronouns see earlier speakers.

    `asked` are tokens that head other phrases or pronouns to be resolved, those of whoever acts or is acted on.
    """
    company = company_of(words, pack, cast, quotations)
    walk = _Walk(company, drafts, quotations)
    order = sorted(range(len(drafts)), key=lambda i: (quoted_first_person(words, drafts[i], pack), i))
    for i in order:
        walk.resolve(i)
    every = range(len(drafts))
    meant = {head: walk.meaning(head) for head in sorted(set(asked))}
    return Speakers(tuple(walk.sources[i] for i in every), tuple(walk.addressees[i] for i in every), meant)


class _Walk:
    """What is known so far while the drafts are gone through; lives for one call of `speakers`."""

    def __init__(self, company: Company, drafts: Sequence[Draft], quotations: Sequence[Quotation]) -> None:
        self._company = company
        self._drafts = drafts
        self._begins = sorted(draft.content[0].start for draft in drafts)
        self._quotations = [q for q in quotations if q.depth == 0]
        self._opens = [q.outer.start for q in self._quotations]
        self._stage = Stage(company)
        self._entrances = entrances(company)[::-1]
        self._earlier: list[Earlier] = []
        self._endings = _endings(drafts)
        self.sources: dict[int, Resolved | None] = {}
        self.addressees: dict[int, Resolved | None] = {}

    def resolve(self, i: int) -> None:
        """Resolves draft `i` and remembers whom it brought on stage."""
        draft = self._drafts[i]
        at = draft.source.head if draft.source.head is not None else draft.cue_head
        while at is not None and self._entrances and self._entrances[-1] < at:
            self._bring(self._entrances.pop())
        found = None if draft.author else self._source(i, draft.source)
        self.sources[i] = found
        if found is not None and draft.source.head is not None and found.name is not None:
            self._remember(draft.source.head, found, draft.rule)
        self.addressees[i] = self._addressee(draft, found) if draft.addressee is not None else self._shared_addressee(i, found)

    def _bring(self, head: int) -> None:
        """A described subject (« la candidate de la gauche », « les scientifiques ») or a pronoun can be taken up again."""
        words = self._company.words
        if any(r.token == head for r in self._stage.within(head)):
            return
        found = self._phrase(head, ())
        if found.name is not None and not self._stands_beside(found, head):
            self._stage.enter(
                Referent(head, found, words.feats[head].get("Gender", ""), number_of(words, head), AS_SUBJECT, True)
            )

    def _stands_beside(self, found: Resolved, head: int) -> bool:
        """Whether somebody is on stage already in this sentence."""
        return found.key is not None and any(r.resolved.key == found.key for r in self._stage.within(head))

    def _remember(self, head: int, found: Resolved, rule: str) -> None:
        words, pack = self._company.words, self._company.pack
        role = role_at(words, head, pack)
        if role is not None:
            insort(self._earlier, Earlier(head, role, found), key=lambda earlier: earlier.token)
        known = self._stage.first(found.key)
        gender = known.gender if known is not None and known.gender else words.feats[head].get("Gender", "")
        person = known.person if known is not None else True
        prominent = AS_SUBJECT if rule == "preposition" and person else prominence(words, head)
        self._stage.enter(Referent(head, found, gender, number_of(words, head), prominent + _SPOKE, person))

    def _source(self, i: int, source: SourceDraft) -> Resolved:
        if source.kind == "implicit" or (source.kind == "none" and self._drafts[i].follows is not None):
            follows = self._drafts[i].follows
            earlier = self.sources.get(follows) if follows is not None else None
            return earlier if earlier is not None else _NOBODY
        if source.head is None:
            return self._unexpressed(i)
        return self._phrase(source.head, [j for j in self._beside(i) if j != i], self._drafts[i])

    def _unexpressed(self, i: int) -> Resolved:
        """Nobody stands there: a passive is said by « on »; an infinitive or gerund goes on the previous speaker."""
        draft = self._drafts[i]
        words = self._company.words
        if draft.cue_head is not None and words.feats[draft.cue_head].get("VerbForm") == "Inf":
            before = next((found for j in range(i - 1, -1, -1) if (found := self.sources.get(j)) is not None), None)
            if before is not None:
                return before
        return Resolved(self._company.pack.grammar.unnamed_agent, None, False, "nobody is named as its source")

    def meaning(self, head: int) -> Resolved:
        """Whom a phrase, pronoun or possessive means that is no draft's source; coordinated phrases are asked for one by one."""
        words, grammar = self._company.words, self._company.pack.grammar
        form = words.form[head]
        if words.pos[head] == "DET" and form in grammar.possessive:
            number = "pl" if form in grammar.plural_possessive else "sg"
            return other(self._company, self._visible(head), head, number, None)
        near = self._beside(bisect_right(self._begins, words.start[head]))
        clitics = (grammar.object_clitics | grammar.dative_clitics) - grammar.reflexives
        if words.pos[head] == "PRON" and form in clitics:
            doer = self._doer(words.head[head], head)
            return other(self._company, self._visible(head), head, number_of(words, head), doer)
        if form in grammar.peers:
            owner = self._doer(words.head[head], head) or other(self._company, self._visible(head), head, "sg", None)
            if (peer := colleague(self._company, head, owner.key)) is not None:
                return peer
        return self._phrase(head, near)

    def _doer(self, verb: int, but: int) -> Resolved | None:
        """Whom the subject of the clause around a token means, where a phrase or pronoun before it tells."""
        doer = source_of(self._company.words, verb, self._company.pack.grammar).head
        return self.meaning(doer) if doer is not None and doer < but else None

    def _beside(self, i: int) -> range:
        return range(max(i - _NEAR, 0), min(i + _NEAR, len(self._drafts)))

    def _phrase(self, head: int, near: Iterable[int], draft: Draft | None = None) -> Resolved:
        """Whom the phrase or pronoun headed by `head` means, the source of `draft` if there is one; `near` are drafts around."""
        words, grammar = self._company.words, self._company.pack.grammar
        form = words.form[head]
        if form in grammar.first_person:
            return self._first_person(head, near)
        if form in grammar.relative_subjects and words.pos[head] == "PRON":
            return self._antecedent(head)
        if form in grammar.generic_subjects:
            return Resolved(grammar.unnamed_agent, None, False, "a generic pronoun")
        if form in grammar.latter_pronouns:
            return self._pronoun(head, latter=True)
        noun = doubled(self._company, head)
        if noun is not None:
            return self._phrase(noun, near)
        if words.pos[head] == "PRON" and form in grammar.anaphors | grammar.plural_anaphors | grammar.subject_clitics:
            return self._pronoun(head, own=draft.content if draft is not None else ())
        first, last = phrase(words, head, grammar, coordinated=draft is not None)
        if draft is not None and draft.rule in ("noun", "preposition") and draft.source.span is not None:
            last = max(head, min(last, words.at(draft.source.span.end - 1)))
        if last - first == 1 and words.form[first] in grammar.demonstratives and words.form[last] in grammar.latter:
            return self._pronoun(head, latter=True)
        found = known_phrase(self._company, head, first, last, self._earlier)
        if found is not None:
            return found
        article = determiner(words, head)
        if article is not None and words.form[article] in grammar.possessive:
            return possessed(self._company, self._stage.recent(head), head, plain(self._company, head, first, last))
        known = recalled(self._company, head, self._visible(head)) or national(self._company, head, last)
        return known or plain(self._company, head, first, last)

    def _first_person(self, head: int, near: Iterable[int]) -> Resolved:
        """« je » and « nous » inside a statement mean whoever makes that statement."""
        at = self._company.words.start[head]
        around = [(self._drafts[j], speaker) for j in near if (speaker := self.sources.get(j)) is not None]
        spoken = [(d, speaker) for d, speaker in around if not d.author]
        holding = [(d, speaker) for d, speaker in spoken if any(s.holds(at) for s in d.content)]
        if holding:
            return min(holding, key=lambda pair: sum(len(s) for s in pair[0].content))[1]
        quotation = next((q for q in self._quotations if q.outer.holds(at)), None)
        beside = [speaker for d, speaker in spoken if quotation is not None and self._introduces(d, quotation)]
        return beside[0] if beside else Resolved(None, None, False, "nobody's words stand around the first person")

    def _introduces(self, draft: Draft, quotation: Quotation) -> bool:
        """Whether a speaker's words stand outside a quotation in the sentence that it opens or closes in, or end in its colon."""
        words = self._company.words
        if draft.cue_head is None or quotation.outer.holds(words.start[draft.cue_head]):
            return False
        here = words.sentence[draft.cue_head]
        edges = (words.at(quotation.outer.start), words.at(quotation.outer.end - 1))
        colon = edges[0] > 0 and words.form[edges[0] - 1] == ":" and words.sentence[edges[0] - 1] == here
        return colon or any(words.sentence[edge] == here for edge in edges)

    def _antecedent(self, head: int) -> Resolved:
        words = self._company.words
        told = self._source_ending(words.end[head - 2]) if head >= 2 and words.form[head - 1] == "," else None
        noun = antecedent(self._company, head) if told is None else None
        return told or (self._phrase(noun, ()) if noun is not None else _NOBODY)

    def _source_ending(self, offset: int) -> Resolved | None:
        """The first speaker so far whose phrase ends at `offset`."""
        ending = (self.sources.get(j) for j in self._endings.get(offset, ()))
        return next((found for found in ending if found is not None), None)

    def _pronoun(self, head: int, latter: bool = False, own: Sequence[Span] = ()) -> Resolved:
        words = self._company.words
        number, gender = number_of(words, head), words.feats[head].get("Gender", "")
        agreeing = (r for r in self._visible(head) if r.number == number and agree(gender, r.gender))
        candidates = [r for r in agreeing if not any(s.holds(words.start[r.token]) for s in own)]
        if latter and candidates:
            members = self._company.cast.members
            who = [r for r in candidates if r.resolved.key is None or members[r.resolved.key].kind != "country"]
            candidates = who or candidates
            return structs.replace(max(candidates, key=lambda r: r.token).resolved, why="the one named last")
        chosen, why = best(candidates, self._company, head)
        return structs.replace(chosen.resolved, why=why) if chosen is not None else Resolved(None, None, True, why)

    def _visible(self, head: int) -> list[Referent]:
        """Those named a while before a token, but for those inside a quotation that does not hold it."""
        return [r for r in self._stage.recent(head) if not self._inside_other_quotation(r.token, head)]

    def _inside_other_quotation(self, token: int, head: int) -> bool:
        """Whether a candidate stands between quotation marks that do not hold the pronoun."""
        words = self._company.words
        at = bisect_right(self._opens, words.start[token]) - 1
        around = self._quotations[at] if at >= 0 and self._quotations[at].outer.holds(words.start[token]) else None
        return around is not None and len(around.inner) > _QUOTED and not around.outer.holds(words.start[head])

    def _shared_addressee(self, i: int, speaker: Resolved | None) -> Resolved | None:
        """Who is being given an interview that goes on, or whom the verb speaks to that a gerund or a demand joins."""
        draft, words = self._drafts[i], self._company.words
        at = draft.cue_head if draft.cue_head is not None else words.at(draft.content[0].start)
        for j in range(i - 1, max(i - _NEAR, 0) - 1, -1):
            other, told = self._drafts[j], self.addressees.get(j)
            before = other.cue_head
            if told is None or before is None or before > at or words.sentence[at] - words.sentence[before] > _INTERVIEW:
                continue
            earlier = self.sources.get(j)
            same = speaker is not None and earlier is not None and speaker.name == earlier.name
            listening = told.key is not None and self._company.cast.members[told.key].kind == "outlet"
            joined = draft.act in _DIRECTED and words.dep[at] == "conj" and words.head[at] == before
            gerund = words.feats[at].get("Tense") == "Pres" and words.feats[at].get("VerbForm") == "Part"
            if same and (listening or gerund or joined):
                return structs.replace(told, why="is spoken to already")
        return None

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
        found = resolve_phrase(self._company, head, first, last, self._earlier)
        return None if speaker is not None and found.name == speaker.name else found

    def _pronoun_addressee(self, head: int, speaker: Resolved | None) -> Resolved | None:
        words = self._company.words
        number = "pl" if words.form[head] in self._company.pack.grammar.plural_anaphors else "sg"
        others = [r for r in self._stage.recent(head) if speaker is None or r.resolved.name != speaker.name]
        chosen, why = best([r for r in others if r.person and r.number == number], self._company, head)
        return structs.replace(chosen.resolved, why=why) if chosen is not None else None


def _endings(drafts: Sequence[Draft]) -> dict[int, list[int]]:
    """The drafts whose source is a phrase, by the code point that it ends at."""
    found: dict[int, list[int]] = {}
    for i, draft in enumerate(drafts):
        if draft.source.kind == "phrase" and draft.source.span is not None:
            found.setdefault(draft.source.span.end, []).append(i)
    return found
