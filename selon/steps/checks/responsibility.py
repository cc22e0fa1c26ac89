"""Whether two sources of one article set, or clear, one side behind one event."""

from collections.abc import Iterator, Sequence

from selon.analysis import Words
from selon.lang.pack import Pack
from selon.model import Check, Statement
from selon.opposition import Blame, Opposed, blames, named_keys, opposed
from selon.span import Span, hull

WINDOW = 40
Claim = tuple[Statement, Blame]


def responsibility_checks(words: Words, pack: Pack, statements: Sequence[Statement]) -> Iterator[Check]:
    """A check of kind `contradiction` for each two statements of different sources that dispute who is behind an event."""
    claims, told = list(_claims(words, pack, statements)), set[tuple[str, str]]()
    for i, (first, x) in enumerate(claims):
        for second, y in claims[i + 1 : i + 1 + WINDOW]:
            found = opposed(words, x, words, y, pack) if _apart(first, second) else None
            pair = (first.id, second.id)
            if found is not None and pair not in told:
                told.add(pair)
                detail = f"{found.kind} ({found.row}): {found.detail}"
                yield Check("contradiction", _spans(words, found), "disputed", pair, detail)


def _claims(words: Words, pack: Pack, statements: Sequence[Statement]) -> Iterator[Claim]:
    """Each claim of responsibility with the innermost statement whose content or cue holds its word, in text order."""
    table = pack.oppositions.responsibility.lemmas
    tokens = [t for t in range(len(words)) if words.lemma[t] in table or words.form[t] in table]
    for blame in blames(words, tokens, pack, _pronouns(words, statements, pack) if tokens else {}):
        statement = _teller(words, blame, statements)
        if statement is not None:
            yield statement, blame


def _pronouns(words: Words, statements: Sequence[Statement], pack: Pack) -> dict[int, frozenset[str]]:
    """Whom the pronouns of the sources stand for: those before the verb of saying, and « nous » in what is said."""
    found: dict[int, frozenset[str]] = {}
    for statement in statements:
        keys = named_keys(statement.source.name or "", pack)
        spans = (*statement.content, *((statement.source.span,) if statement.source.span is not None else ()))
        for span in spans if keys else ():
            for token in range(words.at(span.start), words.at(span.end - 1) + 1):
                own = span is statement.source.span or words.form[token] in pack.oppositions.responsibility.words.selves
                if own and words.pos[token] == "PRON":
                    found[token] = keys
    return found


def _teller(words: Words, blame: Blame, statements: Sequence[Statement]) -> Statement | None:
    """Whose claim it is; an accusation is a claim of whoever makes it, not of whoever tells of it."""
    at = words.span(blame.token, blame.token)
    by_cue = [s for s in statements if s.cue is not None and s.cue.overlaps(at)]
    held = [s for s in statements if any(span.overlaps(at) for span in s.content)]
    found = by_cue or ([] if blame.row.told else held)
    known = [s for s in found if s.source.name is not None and s.source.voice != "author"]
    return min(known, key=lambda s: sum(span.end - span.start for span in s.content), default=None)


def _apart(first: Statement, second: Statement) -> bool:
    """Whether two statements have different sources, and neither lies within the other."""
    return first.source.name != second.source.name and first.within != second.id and second.within != first.id


def _spans(words: Words, found: Opposed) -> tuple[Span, ...]:
    return tuple(sorted(hull(words.span(t, t) for t in tokens) for tokens in (found.a, found.b)))
