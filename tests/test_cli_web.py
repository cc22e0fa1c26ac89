"""`selon add URL` and `selon watch` against a server on this machine: what is taken in, what is not asked for twice, stopping."""

import gzip
import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from selon.commands import Engine
from selon.desk import WRITE, Desk
from selon.desk.online import online
from selon.ingest.addresses import Network
from selon.ingest.online import Web
from selon.ingest.politeness import Manners
from tests.faces_sample import ENGINE, Ran, run
from tests.loopback import Asked, Reply, Site, serving

QUICK = Manners(pause=0.0, tries=2, first_wait=0.01, longest_wait=1.0)
HURRIED = ENGINE._replace(web=partial(online, manners=QUICK))
RSS = (("Content-Type", "application/rss+xml; charset=utf-8"), ("ETag", '"1"'))
HARBOURS = {
    "1": "Kerlann", "2": "Port-Hivern", "3": "Saint-Malvy", "4": "Landrezac", "5": "Trévignec",
}  # fmt: skip


def page(key: str, state: str = "fermé") -> Reply:
    harbour = HARBOURS[key]
    body = f"""<!doctype html><html lang="fr"><head><title>Le port de {harbour} {state} | Le Phare</title>
<meta property="og:site_name" content="Le Phare"><meta property="article:published_time" content="2024-05-0{key}T08:00:00+02:00">
</head><body><nav><a href="/">Accueil</a> <a href="/mer">Mer</a></nav><article><h1>Le port de {harbour} {state}</h1>
<p>Le port de {harbour} restera {state} jusqu'à la fin de la semaine, a annoncé lundi la capitainerie dans un communiqué.</p>
<p>Selon le maire, les travaux de la jetée devaient commencer au printemps, mais l'entreprise a demandé un délai.</p>
<p>« Les pêcheurs de {harbour} ne peuvent pas attendre un mois de plus », a déclaré la présidente du comité local.</p>
</article><footer>Tous droits réservés</footer></body></html>"""
    return Reply(body.encode())


def feed(site: Site, *keys: str, etag: str = '"1"', extra: str = "") -> Reply:
    items = "".join(
        f"<item><title>Le port de {HARBOURS[key]}</title><link>{site.url(f'/{key}')}</link><guid>{key}</guid></item>"
        for key in keys
    )
    head = f"<title>Le Phare</title><link>{site.url()}</link><description>La mer</description>"
    text = f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}{extra}</channel></rss>'
    return Reply(text.encode(), headers=(RSS[0], ("ETag", etag)))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "desk.sqlite"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({f"/{key}": page(key) for key in HARBOURS}) as running:
        running.routes["/flux"] = feed(running, "3", "2", "1")
        yield running


def go(desk: Path, *arguments: str, engine: Engine = HURRIED) -> Ran:
    return run(*arguments, "--desk", str(desk), "--allow-private", "127.0.0.0/8", engine=engine)


def titles(desk: Path) -> list[str]:
    with Desk(desk) as opened:
        return sorted(str(held.record.article.title) for held in opened.every())


def places(desk: Path) -> dict[str, str]:
    with Desk(desk) as opened:
        return {failed.place: failed.reason for failed in opened.failures()}


def asked(site: Site) -> list[str]:
    """The paths asked for since the last call, without the rules for robots."""
    paths = [path for path in site.paths() if path != "/robots.txt"]
    site.asked.clear()
    return paths


def test_a_page_is_taken_in_once_and_its_silent_edit_is_a_version(site: Site, desk: Path) -> None:
    ran = go(desk, "add", site.url("/1"))
    assert (ran.code, ran.out) == (0, "") and "1 new, 0 changed, 0 known, 0 failed" in ran.err
    with Desk(desk) as opened:
        (held,) = opened.every()
    article = held.record.article
    assert (article.outlet, article.url, article.published) == ("Le Phare", site.url("/1"), "2024-05-01T08:00:00+02:00")
    assert "a annoncé lundi la capitainerie" in held.text and "Accueil" not in held.text and "Tous droits" not in held.text
    assert "1 known" in go(desk, "add", site.url("/1")).err
    site.routes["/1"] = page("1", "ouvert")
    assert "1 changed" in go(desk, "add", site.url("/1")).err
    assert "ouvert" in run("versions", site.url("/1"), "--desk", str(desk)).out


def test_a_feed_is_taken_in_with_the_pages_behind_it_and_then_only_what_is_new(site: Site, desk: Path) -> None:
    assert "3 new" in go(desk, "add", site.url("/flux")).err
    assert asked(site) == ["/flux", "/1", "/2", "/3"]
    assert "0 new, 0 changed, 0 known, 0 failed" in go(desk, "add", site.url("/flux")).err
    assert asked(site) == ["/flux"]
    site.routes["/flux"] = feed(site, "4", "3", "2", etag='"2"')
    assert "1 new" in go(desk, "add", site.url("/flux")).err
    assert asked(site) == ["/flux", "/4"]
    assert len(titles(desk)) == 4


def test_an_unchanged_feed_is_not_sent_again(site: Site, desk: Path) -> None:
    full = feed(site, "1")
    site.routes["/flux"] = lambda got: Reply(b"", 304, ()) if got.headers.get("if-none-match") == '"1"' else full
    go(desk, "watch", "--once", site.url("/flux"))
    ran = go(desk, "watch", "--once", site.url("/flux"))
    assert ran.code == 0 and "0 new; asked again" in ran.err
    assert site.asked[-1].headers["if-none-match"] == '"1"'


def test_a_file_of_articles_behind_a_url_is_taken_in(site: Site, desk: Path) -> None:
    rows = [
        {"key": key, "text": f"Le port de {name} restera fermé, a annoncé la capitainerie."} for key, name in HARBOURS.items()
    ]
    lines = "\n".join(json.dumps(row) for row in [*rows, {"key": "x"}]).encode()
    site.routes |= {
        "/tout.jsonl": Reply(lines, headers=(("Content-Type", "application/x-ndjson"),)),
        "/tout.jsonl.gz": Reply(gzip.compress(lines), headers=(("Content-Type", "application/gzip"),)),
    }
    ran = go(desk, "add", site.url("/tout.jsonl"))
    assert ran.code == 3 and "5 new, 0 changed, 0 known, 1 failed" in ran.err
    assert list(places(desk)) == [f"{site.url('/tout.jsonl')}:6"]
    assert "5 " in go(desk, "add", site.url("/tout.jsonl.gz")).err


def test_files_and_urls_are_taken_in_together(site: Site, desk: Path, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Le port de Brennac restera fermé jusqu'à lundi, a annoncé la capitainerie.")
    assert "3 new" in go(desk, "add", site.url("/1"), str(article), site.url("/2")).err


def test_what_cannot_be_fetched_is_a_row_and_the_rest_goes_on(site: Site, desk: Path) -> None:
    site.routes |= {
        "/image": Reply(b"x", headers=(("Content-Type", "image/png"),)),
        "/grand": Reply(b"x", length=2_000_000_000),
        "/bombe": Reply(gzip.compress(b"\0" * 80_000_000), headers=(("Content-Type", "text/html"), ("Content-Encoding", "gzip"))),
        "/rond": Reply(b"", 302, (("Location", "/rond"),)),
        "/robots.txt": Reply(b"User-agent: Selon\nDisallow: /interdit\n", headers=(("Content-Type", "text/plain"),)),
    }
    paths = {
        "/absent": "is not there (404 Not Found)",
        "/image": "is image/png",
        "/grand": "declares 2,000,000,000 bytes",
        "/bombe": "unpacks to more bytes than are read",
        "/rond": "redirects in a circle",
        "/interdit": "is closed to robots by its robots.txt",
    }
    expected = {site.url(path): reason for path, reason in paths.items()}
    expected |= {
        "http://10.0.0.1/": "a private address",
        "file:///etc/passwd": "is not on the web",
        "ftp://a.example/": "is not on",
    }
    ran = go(desk, "add", *expected, site.url("/1"))
    assert ran.code == 3 and f"1 new, 0 changed, 0 known, {len(expected)} failed" in ran.err
    rows = places(desk)
    assert rows.keys() == expected.keys()
    assert [where for where, reason in expected.items() if reason not in rows[where]] == []


def test_this_machine_is_refused_without_leave(site: Site, desk: Path) -> None:
    ran = run("add", site.url("/1"), "--desk", str(desk), engine=HURRIED)
    assert ran.code == 3 and "allow it with --allow-private 127.0.0.1" in ran.err
    assert site.asked == []


def test_a_network_that_is_none_is_said(desk: Path) -> None:
    ran = run("add", "https://nouvelles.example/", "--desk", str(desk), "--allow-private", "dix", engine=HURRIED)
    assert ran.code == 2 and "--allow-private: 'dix' is no network" in ran.err


def test_what_failed_is_tried_again_by_its_url(site: Site, desk: Path) -> None:
    site.routes["/1"] = Reply(b"", 404, ())
    assert go(desk, "add", site.url("/flux")).code == 3
    site.routes["/1"] = page("1")
    assert "1 new" in go(desk, "retry").err
    assert places(desk) == {} and len(titles(desk)) == 3


def test_a_feed_that_fails_is_a_row_until_it_answers(site: Site, desk: Path) -> None:
    site.routes["/flux"] = Reply(b"", 500, ())
    assert go(desk, "watch", "--once", site.url("/flux")).code == 3
    assert "answers 500" in places(desk)[site.url("/flux")]
    site.routes["/flux"] = feed(site, "1")
    assert "1 new" in go(desk, "add", site.url("/flux")).err
    assert places(desk) == {}


def test_a_feed_that_failed_says_how_long_it_is_left_alone(site: Site, desk: Path) -> None:
    site.routes["/flux"] = Reply(b"", 500, ())
    go(desk, "watch", "--once", site.url("/flux"))
    site.routes["/flux"] = feed(site, "1")
    asked(site)
    ran, told = go(desk, "watch", "--once"), go(desk, "watch", "--once", "--json")
    assert (ran.code, asked(site)) == (0, [])
    assert f"{site.url('/flux')} failed 1 time and is left alone until " in ran.err
    (line,) = told.out.splitlines()
    assert json.loads(line)["next_due"] in ran.err


def test_a_password_in_a_url_is_not_kept(desk: Path) -> None:
    ran = go(desk, "add", "http://anna:geheim@a.example/1")
    assert ran.code == 3 and "geheim" not in ran.err
    assert list(places(desk)) == ["http://***@a.example/1"]
    assert "holds a name or a password" in go(desk, "retry").err
    assert all(b"geheim" not in file.read_bytes() for file in desk.parent.iterdir())


def test_a_failure_names_its_place_once(desk: Path) -> None:
    go(desk, "add", "ftp://a.example/")
    lines = " ".join(run("failures", "--desk", str(desk), engine=HURRIED).out.split())
    assert "ftp://a.example/ is not on the web (ftp://)" in lines and lines.count("ftp://a.example/") == 1


def test_entities_in_a_feed_are_not_expanded(site: Site, desk: Path) -> None:
    entities = b'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    site.routes["/flux"] = Reply(b'<?xml version="1.0"?>' + entities + b'<rss version="2.0"><channel/></rss>', headers=RSS)
    assert go(desk, "watch", "--once", site.url("/flux")).code == 3
    assert "declares XML entities" in places(desk)[site.url("/flux")]


def test_an_article_that_may_work_later_is_tried_with_the_next_poll(site: Site, desk: Path) -> None:
    site.routes["/2"] = Reply(b"", 503, ())
    ran = go(desk, "watch", "--once", site.url("/flux"))
    assert ran.code == 3 and "2 new" in ran.err and site.url("/2") in places(desk)
    site.routes["/2"] = page("2")
    asked(site)
    assert go(desk, "watch", "--once", site.url("/flux")).code == 0
    assert asked(site) == ["/flux", "/2"] and places(desk) == {}


def test_a_link_to_this_machine_in_a_feed_is_refused(site: Site, desk: Path) -> None:
    extra = "<item><guid>x</guid><title>Secret</title><link>http://169.254.169.254/latest/</link></item>"
    site.routes["/flux"] = feed(site, "1", extra=extra)
    assert go(desk, "watch", "--once", site.url("/flux")).code == 3
    assert "a link-local address" in places(desk)["http://169.254.169.254/latest/"] and len(titles(desk)) == 1


def test_an_item_that_leads_off_the_web_is_tried_again_alone_and_makes_no_feed(site: Site, desk: Path) -> None:
    extra = "<item><guid>urn:x</guid><title>Secret</title><link>file:///etc/hostname</link></item>"
    site.routes["/flux"] = feed(site, "1", extra=extra)
    place = f"{site.url('/flux')}#urn:x"
    assert go(desk, "add", site.url("/flux")).code == 3
    assert places(desk)[place] == f"{place} holds only 0 characters, a summary; it has no link to the web either: leave it out."
    asked(site)
    assert "0 known, 1 failed" in go(desk, "retry").err
    assert asked(site) == ["/flux"] and list(places(desk)) == [place]
    assert go(desk, "watch", "--once").code == 0
    assert asked(site) == ["/flux"]


def test_an_item_that_the_feed_has_dropped_is_no_failure_any_more(site: Site, desk: Path) -> None:
    site.routes["/flux"] = feed(site, "1", extra="<item><guid>urn:x</guid><title>Bref</title></item>")
    assert go(desk, "add", site.url("/flux")).code == 3
    with Desk(desk, WRITE) as opened:
        opened.store.change("UPDATE failures SET last = ?", ["2024-05-01T00:00:00+00:00"])
    site.routes["/flux"] = feed(site, "1")
    assert go(desk, "retry").code == 0
    assert places(desk) == {}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_watching_stops_after_the_article_at_hand_and_goes_on_there(site: Site, desk: Path, number: int) -> None:
    def interrupt(_: Asked) -> Reply:
        os.kill(os.getpid(), number)
        return page("2")

    site.routes["/2"] = interrupt
    ran = go(desk, "watch", site.url("/flux"))
    assert ran.code == 0 and "stopping, with the article at hand finished" in ran.err and "2 new" in ran.err
    assert asked(site) == ["/flux", "/1", "/2"] and len(titles(desk)) == 2
    site.routes["/2"] = page("2")
    assert go(desk, "watch", "--once", site.url("/flux")).code == 0
    assert asked(site) == ["/flux", "/3"] and len(titles(desk)) == 3


def test_watching_stops_in_the_middle_of_a_wait(site: Site, desk: Path) -> None:
    def interrupted(allowed: Sequence[Network], wait: Callable[[float], None], is_stopped: Callable[[], bool]) -> Web:
        def wait_for_a_signal(seconds: float) -> None:
            threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGTERM)).start()
            wait(seconds)

        return online(allowed, wait, is_stopped, QUICK)._replace(wait=wait_for_a_signal)

    started = time.monotonic()
    ran = go(desk, "watch", "--json", site.url("/flux"), engine=ENGINE._replace(web=interrupted))
    assert ran.code == 0 and time.monotonic() - started < 60
    *articles, poll = [json.loads(line) for line in ran.out.splitlines()]
    assert [article["outcome"] for article in articles] == ["new", "new", "new"]
    assert (poll["feed"], poll["new"], poll["reason"]) == (site.url("/flux"), 3, None)
    assert asked(site) == ["/flux", "/1", "/2", "/3"]


def test_without_feeds_those_that_are_known_are_watched(site: Site, desk: Path) -> None:
    assert run("watch", "--once", "--desk", str(desk), engine=HURRIED).code == 2
    go(desk, "add", site.url("/flux"))
    asked(site)
    assert go(desk, "watch", "--once").code == 0
    assert asked(site) == ["/flux"]


@pytest.mark.parametrize("every", ["15", "soon", "10s", "0m", "-5m"])
def test_a_time_that_is_none_is_said(desk: Path, every: str) -> None:
    ran = run("watch", "https://nouvelles.example/flux", f"--every={every}", "--desk", str(desk), engine=HURRIED)
    assert ran.code == 2 and "write it as 15m, 2h or 1d" in ran.err


def test_a_feed_that_is_no_url_is_said(desk: Path) -> None:
    ran = run("watch", "flux.xml", "--desk", str(desk), engine=HURRIED)
    assert ran.code == 2 and "flux.xml is no URL" in ran.err
