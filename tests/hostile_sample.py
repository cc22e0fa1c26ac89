"""Words that would run, load or deceive wherever they were taken for more than words, and a reader that puts them everywhere."""

from collections.abc import Iterable, Iterator
from random import Random

from selon.ingest.jsonl import Failure
from selon.intake import Item
from selon.model import (
    SCHEMA,
    Addressee,
    Article,
    ArticleInfo,
    Check,
    Contact,
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

AWAY = "//elsewhere.invalid/x"
PAYLOADS = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea></select></option><script>alert(1)</script>",
    f"<script src={AWAY}></script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<SCRIPT/x>alert(1)</SCRIPT >",
    "<script type=module>import('data:text/javascript,alert(1)')</script>",
    "\"><script>alert(1)</script>",
    "'><script>alert(1)</script>",
    "`><script>alert(1)</script>",
    "</script><script>alert(1)//",
    "<img src=x onerror=alert(1)>",
    f"<img src={AWAY}>",
    f"<img srcset='{AWAY} 1x' loading=eager>",
    "<img/src/onerror=alert(1)>",
    '<img src="x` `<script>alert(1)</script>"` `>',
    "\" onmouseover=alert(1) autofocus onfocus=alert(1) x=\"",
    "' onmouseover='alert(1)' autofocus onfocus='alert(1)",
    "x onfocus=alert(1) autofocus tabindex=0",
    "<body onload=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<video autoplay><source src=x onerror=alert(1)></video>",
    f"<audio src={AWAY} autoplay onerror=alert(1)></audio>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    f"<object data={AWAY}></object>",
    f"<embed src={AWAY}>",
    f"<base href={AWAY}>",
    f"<meta http-equiv=refresh content='0;url={AWAY}'>",
    f"<link rel=stylesheet href={AWAY}>",
    f"<link rel=prefetch href={AWAY}>",
    f"<form action={AWAY}><button>Search</button></form>",
    f"<button formaction={AWAY} form=q>x</button>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    f"<svg><use href='{AWAY}#x'/></svg>",
    f"<svg><image href='{AWAY}'/></svg>",
    "<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>",
    "</desc></title></svg><img src=x onerror=alert(1)>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<style>*{display:none}</style>",
    f"<style>@import '{AWAY}';</style>",
    "</style><script>alert(1)</script>",
    "\" style=\"position:fixed;inset:0;background:red\" x=\"",
    f"x;background:url({AWAY})",
    "expression(alert(1))",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "javascript&colon;alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "vbscript:msgbox(1)",
    "blob:https://elsewhere.invalid/1",
    "//elsewhere.invalid/x",
    "\\\\elsewhere.invalid\\x",
    "{{7*7}}",
    "{{ self.__init__.__globals__ }}",
    "{% include 'base.html.jinja' %}",
    "{# x #}${7*7}#{7*7}<%= 7*7 %>",
    "%(name)s %s %% {0} {name!r}",
    "<!-- <script>alert(1)</script> -->",
    "--><script>alert(1)</script><!--",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php alert(1) ?>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "＜script＞alert(1)＜/script＞",
    "‹script›alert(1)‹/script›",
    "<\u200bscript>alert(1)</script>",
    "<ſcript>alert(1)</ſcript>",
    "\u202e>tpircs/<)1(trela>tpircs<",
    "\u2066\u202eabc\u2069 def\u2067ghi",
    "\u200f\u061cabc",
    "a\x00<script>alert(1)</script>",
    "<\x00script>alert(1)</script>",
    "\x1b[31mred\x1b]8;;http://elsewhere.invalid\x07x",
    "\x7f\x85\x9bx\u2028y\u2029z\ufeff",
    "Z" + "\u0301" * 80 + "algo",
    "m" * 400,
    "https://elsewhere.invalid/" + "a" * 200 + "?<script>alert(1)</script>",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "'; DROP TABLE articles; --",
    "../../../../etc/passwd",
    "\" OR source:* NEAR(",
)  # fmt: skip

_SYLLABLES = ("ka", "lo", "mir", "ten", "bus", "rou", "gal", "pir", "sen", "dol", "fa", "vre", "chi", "nor", "bé", "lan")


def word(chance: Random) -> str:
    """An invented word."""
    return "".join(chance.choice(_SYLLABLES) for _ in range(3))


def speaker(number: int) -> str:
    """A person of the articles of a payload and of no other."""
    return f"Yann {word(Random(number)).capitalize()}{word(Random(-number - 1))}"


def items() -> Iterator[Item]:
    """Two articles of each payload, the second a copy of the first in another outlet, and two failures."""
    for number, payload in enumerate(PAYLOADS):
        for outlet in (payload, f"{payload} bis"):
            url = f"{payload}{number}" if outlet == payload else f"https://one.invalid/{number}/{payload}"
            article = Article(
                _text(number, payload), key=f"{payload}{number}{outlet == payload}", title=payload, outlet=outlet, url=url,
                published=f"2024-03-{number % 28 + 1:02}", language="fr", byline=payload, links=(payload,),
            )  # fmt: skip
            yield Item(f"{payload}:{outlet}", payload, article, payload)
        place = f"{payload}:failed"
        yield Item(place, payload, Failure(place, payload, f"{payload} is no article."), payload)


def _text(number: int, payload: str) -> str:
    chance = Random(f"{number} text")
    filler = " ".join(word(chance) for _ in range(60))
    return f"{payload}\n{payload} a appelé {speaker(number)}.\nSelon {payload}, « {payload} ferme {filler} ».\n{filler}\n"


class Hostile:
    """A reader that finds the first line of a text in the place of every name, note and detail."""

    version = "hostile"

    def read(self, article: Article) -> Reading:
        """The reading of one article of `items`."""
        text = article.text
        payload = article.title or ""
        at = text.index(" a appelé ")
        first, said = Span(at - len(payload), at), text.index("« ") + 2
        name = text[at + 10 : text.index(".\nSelon ")]
        third = Span(text.index(name), text.index(name) + len(name))
        content = Span(said, text.index(" »"))
        quoted = Statement(
            "S1", Source("named", "E1", payload, first), None, (content,), "direct", "warn", Addressee("E2", payload),
            chain=(article.outlet or "", payload), time="T1", channel="phone",
        )  # fmt: skip
        told = Statement(
            "S2", Source("named", "E2", name, third), None, (Span(first.start, third.end),), "indirect", "deny",
            Addressee("E1", payload), chain=(name,),
        )  # fmt: skip
        info = ArticleInfo(
            "0" * 32, "fr", len(text), article.key, article.url, payload, article.outlet, payload, article.published, "given",
            (Provenance(first, "source_line", payload),),
        )  # fmt: skip
        entities = (
            Entity("E1", payload, "person", payload, payload, (first,), (first,)),
            Entity("E2", name, "person", "RU", None, (first,), (third,)),
            Entity("E3", payload, "country", "FR", None, (), (first,)),
        )
        sides = ("E1", "E2", "E3")
        told_there = Span(first.start, third.end)
        call = Contact("C1", told_there, "phone", "V1", sides, "E1", article.published, (first,), "held", ("S1",))
        event = Event("V1", "CONSULT", Span(at + 3, at + 9), payload, ("E1",), ("E2",), "E3", "T1", "reported", ("S1",))
        when = Time("T1", first, "DATE", payload, "absolute")
        record = Record(
            SCHEMA, "hostile", info, entities, (when,), (quoted, told), (event,), (call,),
            (Check("dates_agree", (first,), "disputed", ("S1",), payload),), (Wording(first, "euphemism", payload),),
        )  # fmt: skip
        return Reading(text, record)

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """The readings of many articles."""
        return (self.read(article) for article in articles)
