"""Which addresses a URL may lead to, and that nothing is opened to any other."""

import ipaddress
import socket
from collections.abc import Sequence
from typing import Any

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.errors import FetchError, InputError
from selon.ingest import connecting, urls
from selon.ingest.addresses import is_allowed, network, refusal
from selon.ingest.fetching import Fetcher


def now() -> str:
    return "2024-05-02T08:00:00+00:00"


REFUSED = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.7", "203.0.113.9",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1",
    "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1", "4000::1", "5f00::1", "not one", "",
]  # fmt: skip
PUBLIC = [
    "1.1.1.1",
    "9.9.9.9",
    "172.32.0.1",
    "192.167.255.255",
    "::ffff:1.1.1.1",
    "64:ff9b::101:101",
    "2606:4700::1111",
    "2a00::1",
]


class NoSockets(httpcore.NetworkBackend):
    """Sockets that fail the test if one is opened."""

    def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.NetworkStream:
        raise AssertionError(f"a socket was opened to {host}:{port}")


class Connected(Exception):
    """What stands for a socket that opened, and where to."""


class Noting(NoSockets):
    """Sockets that note where they would have gone, and do not answer."""

    def __init__(self) -> None:
        self.opened: list[tuple[str, int]] = []

    def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.NetworkStream:
        self.opened.append((host, port))
        raise httpcore.ConnectError("no answer")


def resolving(*addresses: str) -> connecting.Resolve:
    def resolve(host: str, port: int) -> Sequence[str]:
        return addresses

    return resolve


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_that_is_not_public_is_refused_before_a_socket_opens(address: str) -> None:
    fetcher = Fetcher(resolve=resolving(address), sockets=NoSockets())
    with pytest.raises(FetchError, match=r"^https://nouvelles\.example/a leads to .*: a public one was expected"):
        fetcher.get("https://nouvelles.example/a", now)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_the_one_connected_to(address: str) -> None:
    sockets = Noting()
    with pytest.raises(FetchError, match="cannot be reached"):
        Fetcher(resolve=resolving(address), sockets=sockets).get("https://nouvelles.example/a", now)
    assert sockets.opened == [(address, 443)]


@given(st.ip_addresses(v=4))
def test_nothing_passes_that_the_standard_library_holds_for_special(address: ipaddress.IPv4Address) -> None:
    is_special = not address.is_global or address.is_multicast or address.is_reserved
    assert not (is_special and refusal(str(address)) is None)


def test_one_private_address_among_public_ones_is_enough() -> None:
    fetcher = Fetcher(resolve=resolving("1.1.1.1", "192.168.0.10"), sockets=NoSockets())
    with pytest.raises(FetchError, match=r"leads to 192\.168\.0\.10, a private address: .*--allow-private 192\.168\.0\.10"):
        fetcher.get("http://nouvelles.example/", now)


def test_a_name_is_resolved_once() -> None:
    answers = iter([("1.1.1.1",), ("127.0.0.1",)])
    sockets = Noting()
    with pytest.raises(FetchError):
        Fetcher(resolve=lambda host, port: next(answers), sockets=sockets).get("http://nouvelles.example/", now)
    assert sockets.opened == [("1.1.1.1", 80)]
    assert next(answers) == ("127.0.0.1",)


def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    sockets = Noting()
    with pytest.raises(FetchError, match="no answer"):
        Fetcher(resolve=resolving("2a00::1", "1.1.1.1"), sockets=sockets).get("http://nouvelles.example/", now)
    assert sockets.opened == [("2a00::1", 80), ("1.1.1.1", 80)]


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "127.1", "localhost", "0"])
def test_other_ways_to_write_this_machine_are_seen_through(host: str) -> None:
    with pytest.raises(FetchError, match=r"(an address of this machine itself|cannot be found)"):
        Fetcher(sockets=NoSockets()).get(f"http://{host}/", now)


@pytest.mark.parametrize(
    ("given_url", "reason"),
    [
        ("file:///etc/passwd", r"is not on the web \(file://\)"),
        ("ftp://nouvelles.example/a", "is not on the web"),
        ("gopher://nouvelles.example:70/", "is not on the web"),
        ("javascript:alert(1)", "is not on the web"),
        ("nouvelles.example/a", "is not on the web"),
        ("//nouvelles.example/a", "is not on the web"),
        ("", "is not on the web"),
        ("http://", "names no host"),
        ("http:///a", "names no host"),
        ("https://:443/", "names no host"),
        ("https://nouvelles.example:99999/", "a port that cannot be"),
        ("https://nou velles.example/", "a host or a port that cannot be"),
        ("https://nouvelles.example:0/", "a port that cannot be"),
        ("https://nouvelles..\xad/", "is no URL"),
        ("https://nouvelles.example/\x00", "is no URL"),
        ("https://jean:secret@nouvelles.example/", "holds a name or a password"),
        ("https://jean@nouvelles.example/", "holds a name or a password"),
        ("http://nouvelles.example:22/", "asks for port 22"),
        ("http://nouvelles.example:6379/", "asks for port 6379"),
    ],
)
def test_a_url_that_is_none_for_articles_is_refused(given_url: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason) as caught:
        Fetcher(resolve=resolving("1.1.1.1"), sockets=NoSockets()).get(given_url, now)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["http://nouvelles.example:8080/", "https://nouvelles.example:8443/"])
def test_usual_ports_of_web_servers_are_asked(url: str) -> None:
    sockets = Noting()
    with pytest.raises(FetchError, match="cannot be reached"):
        Fetcher(resolve=resolving("1.1.1.1"), sockets=sockets).get(url, now)
    assert len(sockets.opened) == 1


def test_an_allowed_network_is_reached_on_any_port() -> None:
    sockets = Noting()
    fetcher = Fetcher((network("10.1.0.0/16"),), resolve=resolving("10.1.2.3"), sockets=sockets)
    with pytest.raises(FetchError, match="cannot be reached"):
        fetcher.get("http://intranet.example:9200/", now)
    assert sockets.opened == [("10.1.2.3", 9200)]
    with pytest.raises(FetchError, match="a private address"):
        Fetcher((network("10.1.0.0/16"),), resolve=resolving("10.2.2.3"), sockets=NoSockets()).get(
            "http://intranet.example/", now
        )


def test_an_allowed_network_holds_for_mapped_addresses() -> None:
    assert refusal("::ffff:10.1.2.3", (network("10.1.0.0/16"),)) is None
    assert is_allowed("::ffff:10.1.2.3", (network("10.1.0.0/16"),)) and not is_allowed("10.2.0.0", (network("10.1.0.0/16"),))


@pytest.mark.parametrize("written", ["10.0.0.1/8", "ten", "", "10.0.0.0/33", "10.0.0.0/8/8"])
def test_what_is_no_network_is_refused(written: str) -> None:
    with pytest.raises(InputError, match=r"is no network .* write it as 10\.0\.0\.0/8"):
        network(written)


@pytest.mark.parametrize(
    ("error", "is_passing"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), False),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"), True),
        (UnicodeError("label too long"), False),
    ],
)
def test_a_host_that_cannot_be_found_says_so(error: Exception, is_passing: bool) -> None:
    def resolve(host: str, port: int) -> Sequence[str]:
        raise error

    with pytest.raises(FetchError, match=r"has a host that cannot be found .*check the name absent\.example") as caught:
        Fetcher(resolve=resolve, sockets=NoSockets()).get("http://absent.example/", now)
    assert caught.value.is_passing is is_passing


def test_a_host_without_addresses_says_so() -> None:
    with pytest.raises(FetchError, match="has no address"):
        Fetcher(resolve=resolving(), sockets=NoSockets()).get("http://absent.example/", now)


def test_no_socket_of_this_machine_is_opened() -> None:
    deadline = connecting.Deadline(1, lambda: 0.0)
    guarded = connecting.Guarded("http://a.example/", (), deadline, resolving("1.1.1.1"), NoSockets())
    with pytest.raises(FetchError, match="a socket of this machine"):
        guarded.connect_unix_socket("made-up.sock")


class Recorded(httpcore.NetworkStream):
    """A connection that notes whom TLS is to verify."""

    def __init__(self, names: list[str | None]) -> None:
        self._names = names

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self._names.append(server_hostname)
        raise httpcore.ConnectError("far enough")

    def close(self) -> None:
        pass

    def get_extra_info(self, info: str) -> Any:
        return None


def test_tls_verifies_the_name_though_the_address_is_connected_to() -> None:
    names: list[str | None] = []

    class Sockets(httpcore.NetworkBackend):
        def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.NetworkStream:
            assert host == "1.1.1.1"
            return Recorded(names)

    with pytest.raises(FetchError, match="far enough"):
        Fetcher(resolve=resolving("1.1.1.1"), sockets=Sockets()).get("https://nouvelles.example/", now)
    assert names == ["nouvelles.example"]


def test_a_url_is_shown_without_its_password_and_not_endlessly() -> None:
    assert urls.shown("https://jean:secret@nouvelles.example/@a") == "https://***@nouvelles.example/@a"
    assert len(urls.shown("https://nouvelles.example/" + "a" * 5000)) == 200
    assert urls.shown("https://a.example/\x1b[31m") == "https://a.example/\ufffd[31m"
