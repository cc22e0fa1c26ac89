"""One article of our own with its whole record, and a reader that knows it: what the faces are tested on."""

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple

import msgspec

from selon.cli import main
from selon.cli.engine import sides, web
from selon.commands import Engine
from selon.markup import parse_marked
from selon.model import (
    SCHEMA,
    Article,
    ArticleInfo,
    Check,
    Contact,
    Decision,
    Entity,
    Event,
    Provenance,
    Reading,
    Record,
    Source,
    Statement,
    Time,
    Wording,
)
from selon.span import Span

MARKED = """\
{byline:par L'Écho du Littoral}
{source1:Le préfet des Côtes} {cue1:a annoncé} {time:mardi} que \
{content1:la digue de Kerlann serait {closing:fermée} jusqu'à nouvel ordre}.
« {content2:Nous n'avons pas le choix} », {cue2:a expliqué} {source2:Hélène Morvan}, {role:maire de Kerlann}, « \
{content2:les fissures s'élargissent} ». \
{cue3:Selon} {source3:la préfecture}, {content3:\
{source4:l'élue} {cue4:a exprimé {content4:ses regrets aux habitants}} lors d'un {call:appel téléphonique}}.

Le quotidien {source5:Ouest-Matin} {cue5:affirme} que {content5:le ministère de la Mer « savait depuis des mois »}. \
{cue6:D'après} {source6:une source proche du dossier}, {content6:l'entreprise aurait {forging:falsifié} deux rapports}. \
{source7:Le ministère} {cue7:dément} {content7:toute négligence}.
{cue8:On ne sait pas} {content8:quand les travaux commenceront}.
{meeting:Une première {held:réunion}} avait eu lieu à {place:Kerlann} en {month:octobre 2022} sur {topic:la digue}, \
après une {evaluation:tempête effroyable} ; la {next:prochaine} est prévue le {day:20 mars}, {weekday:un jeudi}, à la place du \
{euphemism:plan de sauvegarde de l'emploi}.
{line:source : L'Écho du Littoral}
"""

TEXT, _SPANS = parse_marked(MARKED)


def spans(label: str) -> tuple[Span, ...]:
    """Every span of the sample with this label."""
    return tuple(span for name, span in _SPANS if name == label)


def _source(number: int, name: str, entity: str | None, **given: str) -> Source:
    return msgspec.convert({"voice": "named", "name": name, "entity": entity, **given}, Source).__replace__(
        span=spans(f"source{number}")[0]
    )


def _statement(number: int, source: Source, mode: str, act: str, **given: object) -> Statement:
    plain = {"id": f"S{number}", "source": {"voice": "author"}, "cue": None, "content": [], "mode": mode, "act": act, **given}
    return msgspec.convert(plain, Statement).__replace__(
        source=source, cue=spans(f"cue{number}")[0], content=spans(f"content{number}")
    )


_PREFET, _MORVAN = "préfet des Côtes", "Hélène Morvan"
_RESIDENTS = {"entity": "E5", "name": "habitants de Kerlann"}

ENTITIES = (
    Entity(id="E1", name=_PREFET, kind="government", country="FR", mentions=(*spans("source1"), *spans("source3"))),
    Entity(id="E2", name=_MORVAN, kind="person", roles=spans("role"), mentions=(*spans("source2"), *spans("source4"))),
    Entity(id="E3", name="Ouest-Matin", kind="outlet", country="FR", mentions=spans("source5")),
    Entity(id="E4", name="ministère de la Mer", kind="government", country="FR", mentions=spans("source7")),
    Entity(id="E5", name="habitants de Kerlann", kind="group"),
    Entity(id="E6", name="Kerlann", kind="place", country="FR", mentions=spans("place")),
)
TIMES = (
    Time(id="T1", span=spans("time")[0], type="DATE", value="2024-03-05", basis="publication"),
    Time(id="T2", span=spans("month")[0], type="DATE", value="2022-10", basis="absolute"),
    Time(id="T3", span=spans("day")[0], type="DATE", value="2024-03-20", basis="publication"),
)
EVENTS = (
    Event(id="V1", type="COERCE", trigger=spans("closing")[0], actors=("E1",), recipients=("E5",), place="E6", time="T1",
          status="planned", according_to=("S1",)),
    Event(id="V2", type="CONSULT", trigger=spans("held")[0], actors=("E1", "E2"), place="E6", time="T2"),
    Event(id="V3", type="REJECT", trigger=spans("forging")[0], status="conditional", according_to=("S6", "S8")),
)
CONTACTS = (
    Contact(id="C1", span=spans("call")[0], channel="phone", participants=("E2", "E5"), initiator="E2", according_to=("S3",)),
    Contact(id="C2", span=spans("meeting")[0], channel="meeting", event="V2", participants=("E1", "E2"), date="2022-10",
            topics=spans("topic")),
    Contact(id="C3", span=spans("next")[0], channel="meeting", participants=("E1",), date="2024-03-20", status="planned"),
)
CHECKS = (
    Check("weekday_agrees", (spans("day")[0], spans("weekday")[0]), "inconsistent", detail="2024-03-20"),
    Check("contradiction", (*spans("content6"), *spans("content7")), "disputed", ("S6", "S7")),
)
WORDING = (
    Wording(spans("evaluation")[0], "evaluation", "affective"),
    Wording(spans("euphemism")[0], "euphemism", "licenciements"),
)
STATEMENTS = (
    _statement(1, _source(1, _PREFET, "E1"), "indirect", "announce", time="T1", certainty="planned"),
    _statement(2, _source(2, _MORVAN, "E2"), "direct", "state", polarity="-"),
    _statement(3, _source(3, _PREFET, "E1"), "indirect", "state", channel="phone"),
    _statement(4, _source(4, _MORVAN, "E2"), "reported_act", "condole", within="S3", addressee=_RESIDENTS, channel="phone",
               chain=["L'Écho du Littoral", _PREFET, _MORVAN]),
    _statement(5, _source(5, "Ouest-Matin", "E3"), "mixed", "state"),
    _statement(6, _source(6, "source proche du dossier", None, voice="unnamed"), "indirect", "accuse", conditional_report=True,
               certainty="possible", chain=["L'Écho du Littoral", "Ouest-Matin", "source proche du dossier"]),
    _statement(7, _source(7, "ministère de la Mer", "E4"), "reported_act", "deny", polarity="-"),
    _statement(8, Source(voice="author"), "indirect", "state", certainty="unknown"),
)  # fmt: skip

RECORD = Record(
    schema=SCHEMA,
    reader="0.1.0+fr.0123456789ab",
    article=ArticleInfo(
        id="sha256:5f0a", language="fr", characters=len(TEXT), title="Kerlann ferme sa digue", outlet="L'Écho du Littoral",
        byline="L'Écho du Littoral", published="2024-03-05", published_basis="given", url="https://example.org/kerlann?a=1&b=2",
        provenance=(
            Provenance(spans("byline")[0], "byline", "L'Écho du Littoral"), Provenance(spans("line")[0], "source_line"),
        ),
    ),
    entities=ENTITIES,
    times=TIMES,
    statements=STATEMENTS,
    events=EVENTS,
    contacts=CONTACTS,
    checks=CHECKS,
    wording=WORDING,
)  # fmt: skip

_DIGUE = spans("content1")[0].start
DECISIONS = (
    Decision(spans("cue1")[0], "fr/verbs#annoncer", "cue", True),
    Decision(spans("content1")[0], "fr/cues#que", "content", True),
    Decision(Span(_DIGUE, _DIGUE + 8), "fr/sources#digue", "source", False, "a thing cannot speak"),
)
READING = Reading(TEXT, RECORD, DECISIONS)


class SampleReader:
    """Reads the sample as above and every other text as one in which nobody speaks; breaks on `BUG`, is stopped at `CTRL-C`."""

    version = RECORD.reader

    def read(self, article: Article) -> Reading:
        """The sample's reading, or an empty one."""
        if article.text.strip() == "BUG":
            raise ZeroDivisionError("a step went wrong")
        if article.text.strip() == "CTRL-C":
            raise KeyboardInterrupt
        if article.text == TEXT:
            return READING
        info = ArticleInfo(
            id=f"sha256:{len(article.text)}", language=article.language or "fr", characters=len(article.text), key=article.key,
            title=article.title, outlet=article.outlet, url=article.url, published=article.published,
        )  # fmt: skip
        return Reading(article.text, Record(SCHEMA, self.version, info))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """The readings, in order."""
        return map(self.read, articles)


class Ran(NamedTuple):
    """What a command printed and how it left."""

    code: int
    out: str
    err: str


ENGINE = Engine(SampleReader, lambda: frozenset({"fr"}), sides, web)


def run(*arguments: str, stdin: bytes = b"", engine: Engine = ENGINE) -> Ran:
    """Run a command line in this process, on the sample's reader."""
    out, err = io.BytesIO(), io.BytesIO()
    given = sys.stdin
    with redirect_stdout(io.TextIOWrapper(out, "utf-8")) as stdout, redirect_stderr(io.TextIOWrapper(err, "utf-8")) as stderr:
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
        try:
            main(arguments, engine)
        except SystemExit as left:
            code = left.code
        finally:
            sys.stdin = given
        stdout.flush()
        stderr.flush()
        return Ran(int(code or 0), out.getvalue().decode(), err.getvalue().decode())
