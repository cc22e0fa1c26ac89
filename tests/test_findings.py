"""Times, contacts, events, checks and wording on the terminal and on the page."""

import re
from io import StringIO

import msgspec
import pytest
from rich.cells import cell_len
from rich.console import Console

from selon import terminal
from selon.labels import labels
from selon.model import Contact, Event, Reading, Time
from selon.page import render
from selon.page.dates import first_day, is_day
from selon.verify import verify
from tests.faces_sample import CONTACTS, EVENTS, READING, RECORD, TEXT, TIMES, spans
from tests.test_page import Seen

NOTHING = msgspec.structs.replace(RECORD, times=(), events=(), contacts=(), checks=(), wording=(), statements=())
TITLES = ["times", "contacts", "events", "checks", "wording"]


def plain(width: int, reading: Reading = READING) -> str:
    return terminal.render(reading, Console(file=StringIO(), width=width), labels())


def section(shown: str, title: str) -> str:
    """The lines of a table, its blanks joined."""
    start = shown.index(f"\n{title}\n") + len(title) + 2
    return " ".join(shown[start:].split("\n\n")[0].split())


def test_the_sample_is_a_record() -> None:
    assert verify(RECORD, TEXT) is RECORD


@pytest.mark.parametrize("width", [40, 60, 80, 140])
def test_every_table_stands_in_order_with_its_rows(width: int) -> None:
    lines = plain(width).split("\n")
    assert [line for line in lines if line in TITLES] == TITLES
    assert max(map(cell_len, lines)) <= width


def test_every_row_is_there() -> None:
    shown = "".join(plain(140).split())
    for words in ("octobre2022", "«appeltéléphonique»", "«fermée»", "appealtofeeling", "licenciements", "disputed"):
        assert words in shown


@pytest.mark.parametrize("width", [60, 140])
def test_nothing_found_shows_no_table(width: int) -> None:
    lines = plain(width, Reading(TEXT, NOTHING)).split("\n")
    assert not set(TITLES) & set(lines)
    assert "No statement was found in this article." in lines


def test_standing_and_sources_are_shown_by_name_and_number() -> None:
    shown = plain(140)
    assert section(shown, "contacts").endswith("3 meeting, planned préfet des Côtes 2024-03-20 « prochaine »")
    assert "1 phone call, held Hélène Morvan → habitants de Kerlann préfet des Côtes (3)" in section(shown, "contacts")
    assert "1 coerce, planned préfet des Côtes habitants de Kerlann Kerlann 2024-03-05 préfet des Côtes (1)" in section(
        shown, "events"
    )
    assert "source proche du dossier (6), the author (8)" in " ".join(re.sub(r"«.*?»", "", section(shown, "events")).split())
    assert "weekday agrees, inconsistent" in section(shown, "checks")


def test_a_date_is_not_broken_in_eighty_columns() -> None:
    assert plain(80).count("2024-03-20") == 3


def test_a_narrow_screen_lists_the_rows_with_their_headings() -> None:
    shown = plain(60)
    assert "\n1 coerce, planned\n" in shown
    assert (
        "    to whom habitants de Kerlann\n    place Kerlann\n    date 2024-03-05\n    according to préfet des Côtes (1)\n"
        in shown
    )


def seen(reading: Reading = READING) -> Seen:
    return Seen(render(reading, labels()))


def test_the_time_line_is_ordered_by_date_and_ends_with_what_has_none() -> None:
    found = seen()
    dates = [given["datetime"] for tag, given, _ in found.elements if tag == "time"]
    assert dates == ["2022-10", "2024-03-05", "2024-03-20"]
    told = found.within("time-line")
    order = [
        told.rindex(words)
        for words in ("C2 E2 meeting", "E1 coerce", "C3 meeting", "without a date", "C1 phone call", "E3 reject")
    ]
    assert order == sorted(order)
    moments = [given["class"] for tag, given, _ in found.elements if tag == "li" and given.get("class", "").startswith("moment")]
    assert moments == ["moment", "moment exact", "moment exact", "moment undated"]


def test_the_time_line_says_what_it_is() -> None:
    given = next(given for _, given, _ in seen().elements if given.get("id") == "time-line")
    assert given["aria-labelledby"] == "timeline"
    assert given["aria-describedby"] == "timeline-told"
    assert seen().within("timeline") == "Time line"
    assert "the earliest first" in seen().within("timeline-told")


def test_the_table_behind_holds_every_event_and_contact() -> None:
    behind = seen().within("time-line-table")
    assert "E1 coerce planned « fermée » préfet des Côtes habitants de Kerlann Kerlann 2024-03-05 préfet des Côtes 1" in behind
    assert "C2 E2 meeting held « Une première réunion » préfet des Côtes, Hélène Morvan Kerlann 2022-10" in behind
    assert all(label in behind for label in ("C1", "C3", "E2", "E3"))


def test_a_contact_and_its_event_stand_once_on_the_time_line() -> None:
    assert seen().within("time-line").count("E2") == 1


def test_each_layer_has_a_switch_and_a_form_that_is_not_colour() -> None:
    page = render(READING, labels())
    switches = [given["id"] for tag, given, _ in seen().elements if tag == "input"]
    assert switches == ["show-times", "show-contacts", "show-events", "show-wording"]
    forms = {"times": "border", "contacts": "overline double", "events": "overline solid", "wording": "repeating-linear-gradient"}
    for layer, form in forms.items():
        rules = re.findall(rf"main:has\(#show-{layer}:checked\) \.{layer}\.layer \{{([^}}]*)\}}", page)
        assert any(form in rule for rule in rules), layer


def test_words_of_a_layer_are_marked_where_they_stand() -> None:
    page = render(READING, labels())
    tag = '<span class="nb"><i class="tag times" data-n="T1"></i>mardi</span>'
    assert f'<span class="layer times first last" id="times-1">{tag}</span>' in page
    assert (
        '<span class="layer contacts first" id="contacts-2"><span class="nb"><i class="tag contacts" data-n="C2"></i>Une</span>'
        in page
    )
    assert '<span class="layer contacts last"><span class="layer events first last" id="events-2">' in page


def test_every_link_of_the_findings_leads_to_words() -> None:
    found = seen()
    owners = {given["id"] for _, given, _ in found.elements if "id" in given}
    links = [given["href"][1:] for tag, given, _ in found.elements if tag == "a" and given.get("class") == "l"]
    assert {"events-1", "contacts-3", "times-2", "wording-2", "s6"} <= set(links)
    assert set(links) <= owners


def test_checks_and_wording_are_listed() -> None:
    found = seen()
    assert "contradiction disputed « l'entreprise aurait falsifié deux rapports » · « toute négligence »" in found.within(
        "checks-list"
    )
    assert "source proche du dossier 6, ministère de la Mer 7" in found.within("checks-list")
    assert "W2 « plan de sauvegarde de l'emploi » euphemism licenciements" in found.within("wording-list")
    assert "not people" in found.within("wording-list")
    assert "T2 « octobre 2022 » 2022-10 date as written" in found.within("times-list")


def test_a_record_without_findings_has_no_lists_and_no_switches() -> None:
    found = seen(Reading(TEXT, NOTHING))
    assert [tag for tag, _, _ in found.elements if tag in ("input", "details", "time")] == []
    assert "findings" not in {given.get("class") for _, given, _ in found.elements}


def test_a_date_that_only_the_event_has_dates_its_contact() -> None:
    contact = msgspec.structs.replace(CONTACTS[1], date=None)
    found = seen(Reading(TEXT, msgspec.structs.replace(RECORD, contacts=(contact,))))
    assert "2022-10 C2" not in found.within("time-line")
    assert "2022-10 C1 E2 meeting" in found.within("time-line")


def test_hostile_values_are_only_shown() -> None:
    nasty = "<script>\x1b"
    time = Time("T1", spans("time")[0], "DATE", nasty, "absolute")
    event = Event("V1", "AID", EVENTS[0].trigger, time="T1")
    record = msgspec.structs.replace(
        NOTHING, times=(time,), events=(event,), contacts=(Contact("C1", CONTACTS[0].span, "visit", date=nasty),)
    )
    page = render(Reading(TEXT, record), labels())
    assert "<script>" not in page and "\x1b" not in page
    assert "without a date" in Seen(page).within("time-line")
    assert "\x1b" not in plain(80, Reading(TEXT, record))


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024", (2024, 0, 0)),
        ("2024-03", (2024, 3, 0)),
        ("2024-03-05", (2024, 3, 5)),
        ("2024-03-05T14:00", (2024, 3, 5)),
        ("2024-03-05TMO", (2024, 3, 5)),
        ("2024-W10", (2024, 3, 4)),
        ("2024-W10-WE", (2024, 3, 4)),
        ("2024-Q2", (2024, 4, 0)),
        ("2024-SU", (2024, 6, 0)),
        ("2024-03-05/2024-03-07", (2024, 3, 5)),
        ("2024-W60", None),
        ("XXXX-03-05", None),
        ("PAST_REF", None),
        ("P3D", None),
        ("", None),
    ],
)
def test_values_are_ordered_by_the_first_day_they_can_mean(value: str, day: tuple[int, int, int] | None) -> None:
    assert first_day(value) == day


def test_only_a_day_is_exact() -> None:
    assert [is_day(v) for v in ("2024-03-05", "2024-03-05T10:00", "2024-03", "2024-W10")] == [True, True, False, False]


def test_the_times_of_the_sample_stand_in_the_text() -> None:
    assert [time.span.of(TEXT) for time in TIMES] == ["mardi", "octobre 2022", "20 mars"]
