"""Pictures out of rows, as SVG: contacts on an axis, an article's time line, who cites whom.

Drawn by Vega-Lite (A. Satyanarayan et al., Vega-Lite: A Grammar of Interactive Graphics, IEEE TVCG 2017) without a browser.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple
from xml.sax.saxutils import escape

import altair
import vl_convert

Row = Mapping[str, str | int]
_PALETTES = {False: ("#1b1b1b", "#5a5a5a", "#0b57a4"), True: ("#ececec", "#b4b4b4", "#8ab8f0")}
_LOCALES: Mapping[str, Literal["fr-FR", "en-US"]] = {"fr": "fr-FR", "en": "en-US"}
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_LONGEST = 34
_TALL = 30


class Look(NamedTuple):
    """How a picture is to look: the language of its dates, on a dark page or a light one, and its width in pixels."""

    language: str
    dark: bool = False
    width: int = 720


def contacts_picture(rows: Sequence[Row], silences: Sequence[Row], title: str, look: Look) -> str:
    """The contacts of two sides by channel along time, their status by form and colour, silences named between them.

    Rows hold `day` (ISO 8601), `channel` and `status`; silences hold `start`, `end` and what they are called, `silence`.
    """
    ink, quiet, _ = _PALETTES[look.dark]
    points = (
        altair.Chart({"values": [*map(_noon, rows)]})
        .mark_point(filled=True, size=130, opacity=0.9)
        .encode(
            x=altair.X("day:T", title=None, axis=_days(rows)),
            y=altair.Y("channel:N", title=None),
            shape=altair.Shape("status:N", title=None),
            color=altair.Color("status:N", title=None, scale=altair.Scale(scheme="tableau10")),
        )
    )
    between = altair.Chart({"values": [_noon(row, "start", "end") for row in silences]})
    lines = between.mark_rule(strokeDash=[3, 3], color=quiet).encode(x="start:T", x2="end:T", y=altair.value(-8))
    names = between.transform_calculate(middle="(toDate(datum.start) + toDate(datum.end)) / 2").mark_text(dy=-9, color=ink)
    chart = points + lines + names.encode(x="middle:T", y=altair.value(-8), text="silence:N") if silences else points
    channels = len({row["channel"] for row in rows})
    told = "; ".join(f"{row['day']} {row['channel']}, {row['status']}" for row in rows)
    return _drawn(chart.properties(height=max(_TALL * 2, _TALL * channels)), title, told, look)


def timeline_picture(rows: Sequence[Row], title: str, look: Look) -> str:
    """The events and contacts of an article along time; rows hold `day`, `what` and `status`."""
    chart = (
        altair.Chart({"values": [*map(_noon, rows)]})
        .mark_point(filled=True, size=110)
        .encode(
            x=altair.X("day:T", title=None, axis=_days(rows)),
            y=altair.Y("what:N", title=None, sort=[*dict.fromkeys(str(row["what"]) for row in rows)]),
            shape=altair.Shape("status:N", title=None),
            color=altair.Color("status:N", title=None, scale=altair.Scale(scheme="tableau10")),
        )
    )
    told = "; ".join(f"{row['day']} {row['what']}, {row['status']}" for row in rows)
    return _drawn(chart, title, told, look)


def citations_picture(rows: Sequence[Row], title: str, look: Look) -> str:
    """Which outlet cites whom and how often; rows hold `outlet`, `source` and `passages`."""
    _, _, link = _PALETTES[look.dark]
    base = altair.Chart({"values": list(rows)}).encode(
        x=altair.X("outlet:N", title=None, axis=altair.Axis(labelAngle=-30, orient="top")), y=altair.Y("source:N", title=None)
    )
    circles = base.mark_circle(color=link, opacity=0.35).encode(
        size=altair.Size("passages:Q", legend=None, scale=altair.Scale(range=[120, 900]))
    )
    numbers = base.mark_text().encode(text="passages:Q")
    told = "; ".join(f"{row['outlet']}: {row['source']} {row['passages']}" for row in rows)
    return _drawn(circles + numbers, title, told, look)


def as_csv(rows: Sequence[Row]) -> str:
    """Rows as comma-separated values, a line of names first (RFC 4180)."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(dict.fromkeys(name for row in rows for name in row)), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _days(rows: Sequence[Row]) -> Any:
    """An axis that names the days themselves, as many as find room."""
    days = sorted({str(row["day"]) for row in rows})
    return altair.Axis(values=[f"{day}T12:00:00" for day in days], format="%-d %b %Y", labelOverlap="greedy", labelSeparation=12)


def _noon(row: Row, *names: str) -> dict[str, Any]:
    # A bare day is midnight in Greenwich, which is the day before in half of the world.
    return dict(row) | {name: f"{row[name]}T12:00:00" for name in names or ("day",)}


def _drawn(chart: Any, title: str, told: str, look: Look) -> str:
    ink, quiet, _ = _PALETTES[look.dark]
    axis = {"labelColor": ink, "domainColor": quiet, "tickColor": quiet, "gridColor": quiet, "gridOpacity": 0.25}
    whole = (
        chart.properties(width=look.width - 200, background="transparent", padding=10)
        .configure_axis(**axis, labelFontSize=13, labelLimit=6 * _LONGEST)
        .configure_legend(labelColor=ink, labelFontSize=13, orient="bottom", labelLimit=6 * _LONGEST, columns=3)
        .configure_view(stroke=None)
        .configure_text(color=ink, fontSize=13)
    )
    svg = vl_convert.vegalite_to_svg(_legible(whole.to_dict()), time_format_locale=_LOCALES.get(look.language, "en-US"))
    head, opened, rest = svg.partition(">")
    names = f'<title id="t">{escape(_legible(title))}</title><desc id="d">{escape(_legible(told))}</desc>'
    return f'{head} role="img" aria-labelledby="t d"{opened}{names}{rest}'


def _legible(value: Any) -> Any:
    """A specification without the characters that XML 1.0 forbids: the renderer ends the whole process on one of them."""
    if isinstance(value, str):
        return _NOT_XML.sub("\ufffd", value)
    if isinstance(value, dict):
        return {name: _legible(one) for name, one in value.items()}
    return [_legible(one) for one in value] if isinstance(value, list) else value
