"""Paragraphs, sentence starts, and the lines that say where an article comes from."""

import re
from collections.abc import Iterator, Sequence

from selon.analysis import Layout, Paragraph, ParagraphKind
from selon.lang.grammar import Layouts
from selon.model import Provenance
from selon.span import Span

OPENERS = '«“"‘„‹([—–-'
CLOSERS = '»”"’›)]'
MARKS = ".!?…"
_LINE = re.compile(r"[^\n]+")
_ENDS = re.compile(rf"[{re.escape(MARKS)}]+(?:[ \u00a0\u202f]?[{re.escape(CLOSERS)}])*(?=\s)")
_JOINT = re.compile(r"[.,]?(?:[ \u00a0\u202f]+[–—|·-])?[ \u00a0\u202f]+|[.]")
_WORD_BEFORE = re.compile(r"(\w+(?:[-.]\w+)*)$")
_HEADLINE_LIMIT = 220
_TOPIC = re.compile(r"[^:«\n]{2,60}?[ \u00a0\u202f]?:[ \u00a0\u202f](?=[^\s«])")


def layout(text: str, rules: Layouts) -> Layout:
    """The paragraphs and sentence starts of `text` (code points) and its provenance lines."""
    paragraphs: list[Paragraph] = []
    provenance: list[Provenance] = []
    for line in _LINE.finditer(text):
        for paragraph, origin in _paragraphs(text, line.start(), line.end(), rules, first=not paragraphs):
            paragraphs.append(paragraph)
            if origin is not None:
                provenance.append(origin)
    starts = frozenset(
        start for paragraph in paragraphs for start in (*sentence_starts(text, paragraph.span, rules), *_topic(text, paragraph))
    )
    return Layout(tuple(paragraphs), starts, tuple(provenance), next(_authors(text, provenance, rules), None))


def _authors(text: str, provenance: Sequence[Provenance], rules: Layouts) -> Iterator[str]:
    """Who signs the lines that tell where the article comes from."""
    for origin in provenance:
        lines = (rule.pattern.fullmatch(origin.span.of(text)) for rule in rules.whole_lines if rule.kind == origin.kind)
        yield from (line["author"].strip() for line in lines if line is not None and line.groupdict().get("author"))


def _paragraphs(text: str, start: int, end: int, rules: Layouts, first: bool) -> Iterator[tuple[Paragraph, Provenance | None]]:
    line = text[start:end]
    if not line.strip():
        return
    at = start + len(line) - len(line.lstrip())
    told = _told(text, at, at + len(line.strip()), rules) if len(line) <= _HEADLINE_LIMIT else []
    if told:
        yield from told
        return
    for rule in rules.line_starts:
        found = rule.pattern.match(line)
        if found is not None:
            span = Span(start, start + found.end())
            origin = Provenance(span, rule.kind, _outlet(found)) if rule.kind and _outlet(found) else None
            yield Paragraph(span, rule.paragraph), origin
            start = start + found.end()
            break
    if text[start:end].strip():
        yield Paragraph(_stripped(text, start, end), _kind(text, start, end, first)), None


def _told(text: str, start: int, end: int, rules: Layouts) -> list[tuple[Paragraph, Provenance | None]]:
    """The line [start, end) where rules for whole lines tell all of it, one after another: « Brest, le 6 mai 2024. Par X »."""
    for fits in (re.Pattern.fullmatch, re.Pattern.match):
        for rule in rules.whole_lines:
            found = fits(rule.pattern, text, start, end)
            if found is None:
                continue
            joint = _JOINT.match(text, found.start() + len(found[0].rstrip()), end)
            behind = joint.end() if joint is not None else found.end()
            rest = _told(text, behind, end, rules) if found.end() <= behind < end else []
            if rest or behind == end:
                span = Span(start, found.start() + len(found[0].rstrip()))
                origin = Provenance(span, rule.kind, _outlet(found)) if rule.kind else None
                return [(Paragraph(span, rule.paragraph), origin), *rest]
    return []


def _outlet(found: re.Match[str]) -> str | None:
    groups = found.groupdict()
    name = groups.get("outlet")
    return name.strip() if name else None


def _stripped(text: str, start: int, end: int) -> Span:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _kind(text: str, start: int, end: int, first: bool) -> ParagraphKind:
    line = text[start:end].rstrip()
    return "headline" if first and line[-1] not in MARKS + CLOSERS + ":;," and len(line) <= _HEADLINE_LIMIT else "body"


def sentence_starts(text: str, paragraph: Span, rules: Layouts) -> Sequence[int]:
    """The code points at which the sentences of one paragraph begin, in order."""
    starts = [paragraph.start]
    for found in _ENDS.finditer(text, paragraph.start, paragraph.end):
        follower = _next_visible(text, found.end(), paragraph.end)
        if follower is not None and _is_boundary(text, found, follower, paragraph, rules):
            starts.append(follower)
    return starts


def _next_visible(text: str, at: int, end: int) -> int | None:
    while at < end and text[at].isspace():
        at += 1
    return at if at < end else None


def _topic(text: str, paragraph: Paragraph) -> Sequence[int]:
    """Where the clause of a headline begins that names its topic first: « Italie : le parlement vote »."""
    if paragraph.kind != "headline":
        return ()
    found = _TOPIC.match(text, paragraph.span.start, paragraph.span.end)
    return (found.end(),) if found is not None else ()


def _is_boundary(text: str, found: re.Match[str], follower: int, paragraph: Span, rules: Layouts) -> bool:
    at = follower
    while at < paragraph.end and (text[at] in OPENERS or text[at].isspace()):
        at += 1
    if at >= paragraph.end or text[follower] in "»”":
        return False
    head = text[at]
    if head.islower():
        return False
    if not head.isupper() and not head.isdigit():
        return text[found.start()] != "." or found.end() - found.start() > 1
    if found.group()[0] == "." and found.end() - found.start() == 1:
        return not _is_abbreviation(text, found.start(), paragraph.start, rules)
    return True


def _is_abbreviation(text: str, dot: int, floor: int, rules: Layouts) -> bool:
    word = _WORD_BEFORE.search(text, max(floor, dot - 24), dot)
    if word is None:
        return False
    token = word.group(1)
    if len(token) == 1 and token.isupper():
        return token not in rules.final_letters
    return token.lower() in rules.abbreviations
