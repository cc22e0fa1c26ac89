"""Addresses: which of them a URL may lead to. Only those of the public Internet, and networks that the caller names.

After the IANA registries of special-purpose addresses (RFC 6890 and its updates). The table is Selon's own because the
`is_global` of the standard library differs between patch releases of Python and holds multicast for global.
"""

import ipaddress
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from selon.errors import InputError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_PRIVATE, _DOCUMENTATION = "a private address", "an address for examples in documents"
_SPECIAL: tuple[tuple[Network, str], ...] = tuple(
    (ipaddress.ip_network(network), name)
    for network, name in (
        ("0.0.0.0/8", "an address of this machine itself"),
        ("10.0.0.0/8", _PRIVATE),
        ("100.64.0.0/10", "an address shared inside a provider's network"),
        ("127.0.0.0/8", "an address of this machine itself"),
        ("169.254.0.0/16", "a link-local address, where clouds serve their metadata"),
        ("172.16.0.0/12", _PRIVATE),
        ("192.0.0.0/24", "an address reserved for protocols"),
        ("192.0.2.0/24", _DOCUMENTATION),
        ("192.88.99.0/24", "an address reserved for relays"),
        ("192.168.0.0/16", _PRIVATE),
        ("198.18.0.0/15", "an address reserved for benchmarks"),
        ("198.51.100.0/24", _DOCUMENTATION),
        ("203.0.113.0/24", _DOCUMENTATION),
        ("224.0.0.0/4", "a multicast address"),
        ("255.255.255.255/32", "the broadcast address"),
        ("240.0.0.0/4", "a reserved address"),
        # Public by its number, yet the host of Azure's machines answers there.
        ("168.63.129.16/32", "an address where a cloud serves its metadata"),
        ("::/128", "an address of this machine itself"),
        ("::1/128", "an address of this machine itself"),
        ("2001::/23", "an address reserved for protocols"),
        ("2001:db8::/32", _DOCUMENTATION),
        ("2002::/16", "an address of the abandoned 6to4 scheme"),
        ("3fff::/20", _DOCUMENTATION),
        ("fc00::/7", _PRIVATE),
        ("fe80::/10", "a link-local address"),
        ("fec0::/10", _PRIVATE),
        ("ff00::/8", "a multicast address"),
    )
)
# IANA hands out global IPv6 addresses from here alone.
_GLOBAL_UNICAST = IPv6Network("2000::/3")
# Prefixes that carry an IPv4 address in their last 32 bits, and are judged by it: IPv4-mapped, and NAT64 (RFC 6052).
_CARRIERS = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))


def refusal(address: str, allowed: Sequence[Network] = ()) -> str | None:
    """What `address` is, where nobody may be sent there ("a private address"), or None where it is public or `allowed`."""
    try:
        found = _innermost(ipaddress.ip_address(address))
    except ValueError:
        return "no address"
    if any(found in network for network in allowed):
        return None
    for network, name in _SPECIAL:
        if found in network:
            return name
    if isinstance(found, IPv6Address) and found not in _GLOBAL_UNICAST:
        return "an address that is not assigned"
    return None if found.is_global else "no public address"


def is_allowed(address: str, allowed: Sequence[Network]) -> bool:
    """Whether `address` lies in a network that the caller named."""
    found = _innermost(ipaddress.ip_address(address))
    return any(found in network for network in allowed)


def network(given: str) -> Network:
    """The network that a person names as `10.0.0.0/8`, `fd00::/8` or a lone address; raises InputError on anything else."""
    try:
        return ipaddress.ip_network(given.strip())
    except ValueError as error:
        raise InputError(
            f"{given!r} is no network ({error}): expected an address with the length of its prefix; write it as 10.0.0.0/8."
        ) from None


def _innermost(address: Address) -> Address:
    if isinstance(address, IPv6Address) and any(address in carrier for carrier in _CARRIERS):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address
