"""Files, folders and bytes of every kind become articles and failures, in order; what is damaged stops nothing else."""

import gzip
import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pyarrow
import pyarrow.parquet
import pytest

from selon.ingest import opening, separated, sniff
from selon.ingest.incoming import Incoming
from selon.ingest.jsonl import Failure
from selon.ingest.opening import opened, received
from selon.ingest.unpacking import Unpacked
from selon.model import Article

TEXT = "La maire a démenti jeudi que le pont serait vendu. « Jamais », a-t-elle dit."
LONG = " ".join([TEXT] * 8)
PAGE = f"<!DOCTYPE html><html><head><title>Le pont</title></head><body><article><p>{LONG}</p></article></body></html>"
RSS = """<?xml version="1.0" encoding="{encoding}"?>{doctype}
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Le Phare &amp; Cie</title><link>https://lephare.example/</link>
<item><title>Le pont</title><link>https://lephare.example/pont</link><guid isPermaLink="false">n-1</guid>
<pubDate>Sat, 04 May 2024 00:30:00 +0200</pubDate><dc:creator>Odile Morvan</dc:creator><description>Résumé.</description>
<content:encoded><![CDATA[<p>{text}</p><p>Voir <a href="/carte">la carte</a>.</p>]]></content:encoded></item>
<item><title>Le quai</title><link>https://lephare.example/quai</link>
<description>&lt;p&gt;La suite &lt;b&gt;demain&lt;/b&gt;.&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>La Vigie</title><link href="https://vigie.example/"/>
<entry><title type="html">L&amp;eacute;lection</title><link rel="alternate" href="/un"/><id>urn:1</id>
<author><name>Ève Roux</name></author>
<published>2024-05-04T10:00:00+02:00</published><updated>2024-05-05T11:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>TEXT</p></div></content></entry></feed>"""


def _articles(data: bytes | BinaryIO, name: str = "x", **known: str) -> list[Incoming | Failure]:
    return list(received(data, name, **known))


def _errors(found: list[Incoming | Failure]) -> list[str]:
    return [row.error for row in found if isinstance(row, Failure)]


def _texts(found: list[Incoming | Failure]) -> list[str]:
    return [row.article.text for row in found if isinstance(row, Incoming)]


def _record(uri: str, body: bytes, status: str = "200 OK", kind: str = "text/html; charset=utf-8", more: str = "") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"


WARC = b"".join(
    [
        b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n",
        _record("https://a.example/1", PAGE.encode()),
        _record("https://a.example/2", b"", "301 Moved"),
        _record("https://a.example/x.png", b"\x89PNG", kind="image/png"),
        _record("https://a.example/3", gzip.compress(PAGE.encode()), more="Content-Encoding: gzip\r\n"),
        _record("https://a.example/4", gzip.compress(PAGE.encode())[:40], more="Content-Encoding: gzip\r\n"),
        _record("https://a.example/5", TEXT.encode(), kind="text/plain"),
        _record("https://a.example/6", b"<html><body></body></html>"),
        _record("https://a.example/7", PAGE.encode()),
    ]
)


def _parquet(**columns: list[object]) -> bytes:
    sink = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), sink)
    return sink.getvalue()


def test_plain_text_keeps_its_notes() -> None:
    (found,) = _articles(TEXT.encode("windows-1252"), "note.txt")
    assert found == Incoming(Article(text=TEXT), "note.txt", notes=("note.txt is not UTF-8 and was read as Windows-1252.",))


def test_json_lines_are_told_by_their_first_line() -> None:
    lines = [json.dumps({"text": TEXT, "id": 7, "byline": "Ève Roux"}), "", "{", json.dumps({"title": "x"})]
    first, *rest = _articles("\n".join(lines).encode(), "-")
    assert first == Incoming(Article(text=TEXT, key="7"), "-:1", byline="Ève Roux")
    assert [(row.where, "is not JSON" in row.error, "no article" in row.error) for row in rest if isinstance(row, Failure)] == [
        ("-:3", True, False),
        ("-:4", False, True),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_csv_in_each_encoding_and_with_each_separator(separator: str, encoding: str) -> None:
    cells = (
        ["Text", "id", "Outlet", "published", "couleur"],
        [f'"{TEXT}, dit-on; oui | non\t\n« Deux »"', "k1", "L'Écho", "2024-05", "x"],
    )
    data = "\r\n".join(separator.join(row) for row in cells).encode(encoding)
    (found,) = _articles(data, "a.csv")
    article = Article(text=f"{TEXT}, dit-on; oui | non\t\n« Deux »", key="k1", outlet="L'Écho", published="2024-05")
    assert found == Incoming(article, "a.csv:3")


def test_a_bad_row_of_csv_stops_no_other() -> None:
    rows = ["key,text", f'a,"{TEXT}"', "b,", "c,un,deux", 'd,"x"y"', f"e,{TEXT[:30]}", ",", 'f,"ouvert']
    found = _articles("\n".join(rows).encode(), "a.csv")
    assert [row.article.key for row in found if isinstance(row, Incoming)] == ["a", "e"]
    assert [row.where for row in found if isinstance(row, Failure)] == ["a.csv:3", "a.csv:4", "a.csv:5", "a.csv:8"]
    assert "3 cells" in _errors(found)[1] and "unexpected end" in _errors(found)[3]


def test_csv_is_told_by_its_header_where_no_name_tells_it() -> None:
    assert _texts(_articles(f'key;text\n1;"{TEXT}"'.encode())) == [TEXT]
    assert [sniff.kind_of(data, "x") for data in (b"text\n", b"key,text,prix\n", b"text, key\n")] == ["plain", "plain", "csv"]


def test_a_table_without_texts_names_its_columns() -> None:
    (csv_error,), (parquet_error,) = (
        _errors(_articles(data, name))
        for data, name in ((b"titre,corps\na,b\n", "a.csv"), (_parquet(titre=["a"], corps=["b"]), "a"))
    )
    assert csv_error == parquet_error.replace("a has", "a.csv has")
    assert csv_error == (
        "a.csv has no column text (found: titre, corps): expected a column text, and any of key, title, outlet, url, published, "
        "language; rename the column of the texts."
    )


def test_parquet_rows_are_articles() -> None:
    data = _parquet(text=[TEXT, None, TEXT], id=[1, 2, 3], published=["2024-05-04", None, "demain"], vues=[1, 2, 3])
    first, second, third = _articles(data, "a.parquet")
    assert first == Incoming(Article(text=TEXT, key="1", published="2024-05-04"), "a.parquet#1")
    assert isinstance(second, Failure) and (second.where, second.key) == ("a.parquet#2", "2")
    assert isinstance(third, Failure) and "date of publication 'demain' is none" in third.error


def test_parquet_moments_and_dictionaries() -> None:
    day = pyarrow.array([20_000], pyarrow.date32())
    sink = io.BytesIO()
    table = pyarrow.table(
        {"text": pyarrow.array([TEXT]).dictionary_encode(), "published": day, "modified": pyarrow.array([0], "timestamp[s]")}
    )
    pyarrow.parquet.write_table(table, sink)
    assert _articles(sink.getvalue()) == [Incoming(Article(text=TEXT, published="2024-10-04"), "x#1")]


def test_damaged_parquet_is_one_failure_behind_what_was_read() -> None:
    data = _parquet(text=[TEXT])
    for broken in (data[:-6], b"PAR1" + b"x" * 50, data[:10] + b"\xff" * 40 + data[50:]):
        assert all("damaged or no Parquet" in error for error in _errors(_articles(broken))) and _errors(_articles(broken))


def test_an_archive_gives_its_pages_and_says_which_it_cannot() -> None:
    for data in (WARC, gzip.compress(WARC), gzip.compress(WARC[:900]) + gzip.compress(WARC[900:])):
        found = _articles(data, "a.warc.gz")
        kept = [(row.where, row.article.url) for row in found if isinstance(row, Incoming)]
        assert kept == [(f"a.warc.gz#{n}", f"https://a.example/{m}") for n, m in ((2, 1), (5, 3), (7, 5), (9, 7))]
        assert [(row.where, row.key) for row in found if isinstance(row, Failure)] == [
            ("a.warc.gz#6", "https://a.example/4"),
            ("a.warc.gz#8", "https://a.example/6"),
        ]


def test_a_cut_archive_keeps_what_stood_before_the_cut() -> None:
    for cut in (WARC[:-700], gzip.compress(WARC)[:-10], gzip.compress(WARC[:-700])):
        found = _articles(cut, "a.warc")
        assert _texts(found)[:2] == [LONG, LONG]
        assert any("cut" in error for error in _errors(found))


def test_no_archive_is_one_failure() -> None:
    assert [
        "holds no page" in error
        for error in _errors(_articles(b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 0\r\n\r\n\r\n\r\n"))
    ] == [True]
    assert len(_errors(_articles(b"WARC/1.0\r\nnonsense"))) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_a_feed_gives_items_in_full_and_names_the_links_of_the_others(encoding: str) -> None:
    data = RSS.format(encoding=encoding, doctype="", text=LONG).encode(encoding)
    first, second = _articles(data, "flux.xml")
    article = Article(
        text=f"{LONG}\n\nVoir la carte.", title="Le pont", outlet="Le Phare & Cie", url="https://lephare.example/pont",
        published="2024-05-04T00:30:00+02:00",
    )  # fmt: skip
    assert first == Incoming(article, "flux.xml#1", ("https://lephare.example/carte",), "Odile Morvan")
    assert isinstance(second, Failure) and second.key == "https://lephare.example/quai"
    assert "only 16 characters, a summary; the article is behind https://lephare.example/quai" in second.error


def test_an_atom_feed_is_read_as_well() -> None:
    (found,) = _articles(ATOM.replace("TEXT", LONG).encode(), "f.atom", url="https://vigie.example/flux")
    article = Article(
        text=LONG, title="Lélection", outlet="La Vigie", url="https://vigie.example/un", published="2024-05-04T10:00:00+02:00"
    )
    assert found == Incoming(article, "f.atom#1", byline="Ève Roux", modified="2024-05-05T11:00:00Z")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss [<!ENTITY secret SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE rss [<!ENTITY % all SYSTEM "http://127.0.0.1:9/x.dtd"> %all;]>',
        "<!DOCTYPE rss ["
        + '<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
        + "]>",
        '<!doctype rss [<!entity a "' + "a" * 30_000 + '">]>',
    ],
)
def test_entities_are_refused_and_nothing_is_opened(doctype: str, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = RSS.format(encoding=encoding, doctype=doctype, text="&secret;&i;&a;" * 1000).encode(encoding)
    monkeypatch.setattr("builtins.open", lambda *given, **_: pytest.fail(f"opened {given}"))
    (error,) = _errors(_articles(data, "flux.rss"))
    assert error == "flux.rss declares XML entities, which feeds need not: it was not opened; ask its maker."


def test_other_xml_and_json_are_named() -> None:
    assert "is XML, but neither" in _errors(_articles(b"<?xml version='1.0'?><urlset><url/></urlset>"))[0]
    assert "not JSON lines" in _errors(_articles(b'{\n "text": "Bonjour"\n}', "a.json"))[0]
    assert "is a PDF document" in _errors(_articles(b"%PDF-1.7", "a.html.pdf"))[0]


def test_content_goes_before_suffix_and_suffix_before_the_declared_type() -> None:
    assert sniff.kind_of(PAGE.encode(), "a.txt", "text/plain") == "html"
    assert sniff.kind_of(b"<?xml version='1.0'?>\n<!-- x --><html>", "a.xml") == "html"
    assert sniff.kind_of(b"<p>Bonjour", "a.htm") == sniff.kind_of(b"<p>Bonjour", "a", "text/html; charset=x") == "html"
    assert sniff.kind_of(b"Bonjour", "https://a.example/a.txt?x=.html#c", "text/html") == "plain"
    assert sniff.kind_of(("\ufeff" + PAGE).encode("utf-16"), "a") == "html"
    assert sniff.kind_of(b"<!---->" * 5000 + b"<", "a") == "plain"
    assert sniff.kind_of(b"x", "a.CSV.gz") == "csv"


def test_a_folder_gives_what_is_known_in_it(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name, data in {
        "a.txt": TEXT,
        "b/p.html": PAGE,
        "b/x.css": "p{}",
        ".git/c.txt": TEXT,
        "b/l.jsonl.gz": "",
        ".d.txt": TEXT,
    }.items():
        (tmp_path / name).write_bytes(
            gzip.compress(json.dumps({"text": TEXT}).encode()) if name.endswith(".gz") else data.encode()
        )
    found = list(opened(tmp_path))
    assert [row.where for row in found] == [str(tmp_path / "a.txt"), f"{tmp_path}/b/l.jsonl.gz:1", str(tmp_path / "b/p.html")]
    assert _texts(found) == [TEXT, TEXT, LONG]


def test_what_is_not_there_is_a_failure(tmp_path: Path) -> None:
    (missing,), (empty,) = list(opened(tmp_path / "non.txt")), list(opened(tmp_path))
    assert isinstance(missing, Failure) and "does not exist" in missing.error
    assert isinstance(empty, Failure) and "is a directory without files that are read (.txt" in empty.error


class _Endless(io.RawIOBase):
    """A file that claims 2 GB and gives them, one chunk at a time."""

    def __init__(self, head: bytes, chunk: bytes) -> None:
        super().__init__()
        self.left = 2_000_000_000
        self.rest, self.chunk = head, chunk

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        if self.left <= 0:
            return 0
        if len(self.rest) < len(buffer):
            self.rest += self.chunk * (1 + len(buffer) // len(self.chunk))
        size = len(buffer)
        buffer[:size], self.rest = self.rest[:size], self.rest[size:]
        self.left -= size
        return size


@pytest.mark.parametrize(
    ("head", "chunk", "name", "told"),
    [
        (b"", b"Bonjour. ", "a.txt", "too long"),
        (b"<!DOCTYPE html><p>", b"Bonjour. ", "a.html", "longer than"),
        (b"<?xml version='1.0'?><rss>", b"<item/>", "a.rss", "longer than"),
    ],
)
def test_two_gigabytes_are_not_held(head: bytes, chunk: bytes, name: str, told: str) -> None:
    stream = _Endless(head, chunk)
    tracemalloc.start()
    (error,) = _errors(_articles(io.BufferedReader(stream), name))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert told in error and stream.left > 1_900_000_000 and peak < 150_000_000


def test_long_lines_of_a_table_and_of_json_are_not_held() -> None:
    def stream(head: bytes) -> BinaryIO:
        endless = _Endless(head, b"a" * 1000)
        endless.left = 60_000_000
        return io.BufferedReader(endless)

    for head in (b"key,text\n", b'key,text\nk,"', b'{"text": "a"}\n{"text": "'):
        tracemalloc.start()
        errors = 0
        for row in received(stream(head), "x"):
            errors += isinstance(row, Failure)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert errors and peak < 120_000_000


@pytest.mark.parametrize("name", ["a.txt.gz", "a.html.gz", "a.warc.gz", "a.csv.gz", "a.jsonl.gz", "a.bin"])
def test_a_gzip_bomb_stops(name: str, tmp_path: Path) -> None:
    head = {
        "a.warc.gz": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 900000000000\r\n\r\n",
        "a.csv.gz": b"key,text\n",
    }.get(name, b"")
    path = tmp_path / name
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(head)
        for _ in range(200):
            file.write(bytes(1_000_000))
    tracemalloc.start()
    errors = [row.error for row in opened(path) if isinstance(row, Failure)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert errors and peak < 150_000_000


def test_unpacking_stops_at_a_bomb_and_at_a_cut() -> None:
    bomb = Unpacked(io.BytesIO(gzip.compress(bytes(100_000_000))))
    assert sum(len(piece) for piece in iter(lambda: bomb.read(1 << 20), b"")) < 70_000_000 and "as a bomb does" in bomb.trouble
    packed = gzip.compress(b"un") + gzip.compress(b"deux") + bytes(7)
    whole = Unpacked(io.BytesIO(packed))
    assert (io.BufferedReader(whole).read(), whole.trouble) == (b"undeux", "")
    cut = Unpacked(io.BytesIO(gzip.compress(TEXT.encode())[:-12]))
    assert TEXT.encode().startswith(io.BufferedReader(cut).read()) and "has no end" in cut.trouble


def test_gzip_in_gzip_in_gzip_is_refused() -> None:
    data = gzip.compress(gzip.compress(gzip.compress(TEXT.encode())))
    assert "gzip inside gzip" in _errors(_articles(data))[0]
    assert _texts(_articles(gzip.compress(gzip.compress(TEXT.encode())), "a.txt.gz.gz")) == [TEXT]


def test_parquet_on_a_pipe_is_refused_with_advice() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    assert "save it as a file" in _errors(_articles(Pipe(_parquet(text=[TEXT]))))[0]
    assert _texts(_articles(Pipe(PAGE.encode()))) == [LONG]


def test_every_kind_has_its_parser() -> None:
    assert set(opening._PARSERS) == set(sniff.Kind.__args__)
    assert separated.is_header("text\tkey") and not separated.is_header('"')


def test_a_stream_that_breaks_is_told_by_the_one_who_gave_it(tmp_path: Path) -> None:
    def rows() -> Iterator[Incoming | Failure]:
        yield from opened(tmp_path / "a\0b.txt")

    (row,) = rows()
    assert isinstance(row, Failure) and "cannot be read" in row.error
