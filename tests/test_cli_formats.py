"""Files of every kind, through the commands: what `selon read` and `selon add` make of them."""

import gzip
import io
import json
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from tests.faces_sample import run

PAGES = Path(__file__).parent / "pages"
PAGE = (PAGES / "cookie_wall.html").read_bytes()
TEXT = "Le maire a annoncé jeudi que le marché couvert serait rénové avant la fin de l'année. " * 6
FEED = f"""<rss version="2.0"><channel><title>Le Phare</title><item><title>Un</title><link>https://lephare.example/1</link>
<pubDate>Sat, 04 May 2024 00:30:00 +0200</pubDate><description>&lt;p&gt;{TEXT}&lt;/p&gt;</description></item>
<item><title>Deux</title><link>https://lephare.example/2</link><description>Un résumé.</description></item></channel></rss>"""


def _warc() -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nContent-Type: application/http\r\n"
    head += f"Content-Length: {len(http)}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"


def _parquet() -> bytes:
    sink = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"text": [TEXT, None], "key": ["p1", "p2"]}), sink)
    return sink.getvalue()


FILES = {
    "page.html": (PAGE, 1, 0),
    "flux.xml": (FEED.encode(), 1, 1),
    "archive.warc.gz": (gzip.compress(_warc()), 1, 0),
    "coupe.warc": (_warc() + _warc()[:-300], 1, 1),
    "table.csv": (f'key;text\nc1;"{TEXT}"\nc2;\n'.encode("windows-1252"), 1, 1),
    "autre.csv": (b"titre,corps\na,b\n", 0, 1),
    "table.parquet": (_parquet(), 1, 1),
    "lignes.jsonl.gz": (gzip.compress(json.dumps({"text": TEXT, "id": 7}).encode() + b"\n{\n"), 1, 1),
    "mur.html": (b"<html><body><nav><a href='/'>Accueil</a></nav></body></html>", 0, 1),
    "note.txt": (TEXT.encode(), 1, 0),
}


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_desk_takes_every_kind_in(name: str, tmp_path: Path) -> None:
    data, new, failed = FILES[name]
    (tmp_path / name).write_bytes(data)
    desk = str(tmp_path / "desk.sqlite")
    ran = run("add", str(tmp_path / name), "--desk", desk)
    assert f"{new} new, 0 changed, 0 known, {failed} failed" in ran.err and ran.code == (3 if failed else 0)
    failures = [json.loads(line) for line in run("failures", "--json", "--desk", desk).out.splitlines()]
    assert [row["origin"] for row in failures] == [str(tmp_path / name)] * failed
    assert f"0 new, 0 changed, {new} known, {failed} failed" in run("add", str(tmp_path / name), "--desk", desk).err


def test_a_folder_of_every_kind_is_taken_in_and_names_what_it_could_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "presse"
    folder.mkdir()
    for name, (data, _, _) in FILES.items():
        (folder / name).write_bytes(data)
    ran = run("add", str(folder), "--desk", str(tmp_path / "desk.sqlite"))
    assert ran.code == 3 and f"{sum(failed for _, _, failed in FILES.values())} failed" in ran.err
    assert "autre.csv has no column text (found: titre, corps)" in ran.err
    assert "the article is behind https://lephare.example/2: add that" in ran.err


def test_what_a_page_says_of_itself_is_kept(tmp_path: Path) -> None:
    desk = str(tmp_path / "desk.sqlite")
    assert run("add", "-", "--desk", desk, stdin=PAGE).code == 0
    shown = run("show", "https://www.echo-du-port.example/2024/05/04/pont-de-kerlann", "--json", "--desk", desk)
    article = json.loads(shown.out)["article"]
    assert {name: article[name] for name in ("title", "outlet", "published")} == {
        "title": "Le pont de Kerlann rouvrira lundi", "outlet": "L'Écho du Port", "published": "2024-05-04T07:30:00+02:00",
    }  # fmt: skip


def test_a_page_is_read_without_its_surroundings() -> None:
    ran = run("read", str(PAGES / "cookie_wall.html"), "--json")
    article = json.loads(ran.out)["article"]
    assert ran.code == 0 and article["outlet"] == "L'Écho du Port" and article["title"] == "Le pont de Kerlann rouvrira lundi"
    assert run("read", "-", "--json", stdin=PAGE).out == ran.out


def test_each_article_of_a_table_gets_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'text,key\n"{TEXT}",k1\n"{TEXT}",\n', encoding="utf-8")
    assert run("read", str(tmp_path / "a.csv"), "--out", str(tmp_path / "out")).code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a-00003.json", "k1.json"]


def test_a_paywall_is_told_on_standard_error() -> None:
    assert "paywall.html declares that it is not free" in run("read", str(PAGES / "paywall.html"), "--json").err
