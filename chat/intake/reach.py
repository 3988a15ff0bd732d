"""Which addresses are one machine's on the public internet, and which names cannot be.

An address comes from outside, so it must not reach what only this machine can reach. Knows nothing of how pages are
fetched.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass

import regex

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NUMBER = regex.compile(r"[0-9]+|0x[0-9a-f]*", regex.IGNORECASE)
_LOCAL_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa", "onion")
_IPV4_REFUSED = tuple(map(ipaddress.IPv4Network, ("192.0.0.0/24", "192.88.99.0/24")))  # protocols; relays to IPv6
_IPV6_NATIVE = ipaddress.IPv6Network("2000::/3")  # all that is given to networks; NAT64 and mapped IPv4 are outside
_IPV6_REFUSED = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))


def is_public(address: Address) -> bool:
    """Return whether an address is one machine's on the public internet, and says so without a detour.

    IPv6 addresses with an IPv4 address in them (mapped, NAT64, 6to4, Teredo) are not: what they lead to is a
    gateway's to say.
    """
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _IPV4_REFUSED)
    return address in _IPV6_NATIVE and not any(address in network for network in _IPV6_REFUSED)


@dataclass(frozen=True)
class Reach:
    """Where pages may come from: the ports, and which addresses."""

    ports: frozenset[int] = frozenset({80, 443})
    allows: Callable[[Address], bool] = is_public


PUBLIC = Reach()


def is_local_name(host: str) -> bool:
    """Return whether a host is no name of the public internet: by its ending, or a number that is no plain address."""
    name = host.lower().removesuffix(".")
    if ":" in name:  # IPv6; whether it is public is seen when connecting
        return False
    if _NUMBER.fullmatch(name.rpartition(".")[2]):
        return not _is_plain_ipv4(name)
    return "." not in name or name.endswith(tuple(f".{local}" for local in _LOCAL_NAMES))


def _is_plain_ipv4(host: str) -> bool:
    """Return whether a host is four decimal numbers; systems read other forms too, and not all alike."""
    try:
        return str(ipaddress.IPv4Address(host)) == host
    except ValueError:
        return False
