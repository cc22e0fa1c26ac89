"""The error browser: article by article what was missed, what is too much and what is wrong, with the rules that spoke."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from evaluation.gold import Json
from evaluation.mistakes import KINDS, Fault, Mistake
from evaluation.pairing import Compared
from selon.markup import visible
from selon.model import Decision

_COLOURS = {"missed": "bold red", "too-much": "bold magenta", "span": "yellow", "speaker": "bold yellow"}
_WORDS_SHOWN = 60


def article_lines(article: Compared, found: Sequence[Mistake]) -> Iterator[Text]:
    """The lines that show an article's mistakes, none where there are none."""
    if not found:
        return
    gold, read = len(article.gold.annotation["statements"]), len(article.record["statements"])
    yield Text.assemble((article.gold.path.stem, "bold"), (f"  {gold} gold, {read} read", "dim"))
    for mistake in found:
        yield from _lines(mistake, article.gold.text)
    yield Text("")


def _lines(mistake: Mistake, text: str) -> Iterator[Text]:
    yield Text("  ") + Text(", ").join(_fault(fault) for fault in mistake.faults)
    for mark, statement, colour in (("G", mistake.gold, "green"), ("P", mistake.read, "cyan")):
        if statement is not None:
            yield Text.assemble((f"    {mark} {statement['id']} ", colour), _statement(statement))
    for decision in mistake.decisions:
        yield _decision(decision, text)
    if not any(decision.field == "cue" for decision in mistake.decisions):
        yield Text("      no rule spoke at the cue", style="dim")


def _fault(fault: Fault) -> Text:
    return Text(fault.kind, style=_COLOURS.get(fault.kind, "bold")) + Text(f": {visible(fault.detail)}" if fault.detail else "")


def _statement(statement: Json) -> Text:
    source = statement["source"] or {}
    name = source.get("name") or ("author" if source.get("voice") == "author" else "not resolved")
    line = Text.assemble((visible(str(name)), "bold"), f" [{_words(source.get('span'))}]")
    line.append(f" <{_words(statement['cue'])}>", style="italic")
    line.append(" " + " || ".join(_words(span) for span in statement["content"]))
    how = [statement["mode"], statement["act"], statement["certainty"], *(["−"] if statement["polarity"] == "-" else [])]
    return line.append(f"  ({', '.join(how)})", style="dim")


def _decision(decision: Decision, text: str) -> Text:
    sign, colour = ("+", "dim") if decision.kept else ("−", "dim red")
    words = _squeezed(decision.span.of(text))
    shown = words if len(words) <= _WORDS_SHOWN else words[: _WORDS_SHOWN - 1] + "…"
    why = visible(decision.why)
    return Text(f"      {sign} {decision.field} {decision.row} {decision.span.start} « {shown} » {why}".rstrip(), style=colour)


def _words(span: Json | None) -> str:
    return _squeezed(str(span["text"])) if span else ""


def _squeezed(words: str) -> str:
    return visible(" ".join(words.split()))


def tally(found: Iterable[Mistake]) -> str:
    """How many mistakes there are of each kind, in one line."""
    kinds = Counter(fault.kind for mistake in found for fault in mistake.faults)
    return ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS if kinds[kind]) or "nothing wrong"
