"""Where a webhook may go: public addresses only, unless the operators allowed the host.

Anyone who may register an endpoint could otherwise make the service call machines that only it can reach. What counts
is the address, so that is checked at each new connection (`notifiers.pinning`); at registration `check_url` tells what
can be known without looking the name up.

The networks are those of the IANA special-purpose registries and a few metadata services. They are written out because
the standard library's `is_global` differs from one Python release to the next and lets multicast and translated
addresses pass.
"""

import re
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

import httpx

NOWHERE: Final = frozenset[str]()

_SPECIAL = tuple(  # network, what it is, whether a host that the operators allowed may be there; the first match counts
    (ip_network(network), what, in_house)
    for network, what, in_house in (
        ("0.0.0.0/8", "this machine", False),
        ("10.0.0.0/8", "private", True),
        ("100.64.0.0/10", "shared among a carrier's customers", False),
        ("127.0.0.0/8", "loopback", True),
        ("168.63.129.16/32", "a cloud's metadata service", False),
        ("169.254.0.0/16", "link-local, where clouds keep their metadata service", False),
        ("172.16.0.0/12", "private", True),
        ("192.0.0.0/24", "reserved for protocols", False),
        ("192.0.2.0/24", "for documentation", False),
        ("192.88.99.0/24", "a 6to4 relay", False),
        ("192.168.0.0/16", "private", True),
        ("198.18.0.0/15", "for measurements", False),
        ("198.51.100.0/24", "for documentation", False),
        ("203.0.113.0/24", "for documentation", False),
        ("224.0.0.0/4", "multicast", False),
        ("240.0.0.0/4", "reserved", False),
        ("::1/128", "loopback", True),
        ("2001::/23", "reserved for protocols", False),
        ("2001:db8::/32", "for documentation", False),
        ("2002::/16", "6to4, which hides an IPv4 address", False),
        ("3fff::/20", "for documentation", False),
        ("2000::/3", "", False),  # the space given out for global unicast: public
        ("fd00:ec2::/32", "a cloud's metadata service", False),
        ("fc00::/7", "private", True),
        ("::/0", "outside the space given out for public use", False),
        ("0.0.0.0/0", "", False),  # all the rest: public
    )
)

_NAT64 = ip_network("64:ff9b::/96")

_NAME = re.compile(r"(?!.{254})[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_NUMERIC = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")
_PORTS = range(1, 2**16)


def check_address(address: str, *, allowed: bool = False) -> str | None:
    """Say why an IP address is no place for a webhook, or None if it may go there.

    `allowed` is whether the operators allowed the host: then private and loopback addresses will do as well. An IPv4
    address inside an IPv6 one (mapped, or translated by NAT64) is judged as itself.
    """
    found = _innermost(ip_address(address))
    what, in_house = next((what, in_house) for network, what, in_house in _SPECIAL if found in network)
    if not what or (in_house and allowed):
        return None
    return f"the address {address} is not public ({what})"


def check_url(url: str, allow: Collection[str] = NOWHERE) -> str | None:
    """Say why a URL can't be registered for webhooks, or None if it can; looks nothing up.

    `allow` holds host names and addresses that the operators vouch for, in lower case, without port and final dot:
    these may use http and be in the house. All others need https and a public host.
    """
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        return f"url {url!r} can't be read: {error}"
    host = parsed.raw_host.decode("ascii").rstrip(".")
    if parsed.scheme not in {"https", "http"} or not host or (parsed.port is not None and parsed.port not in _PORTS):
        return f"url {url!r} must look like https://example.com/path"
    if parsed.userinfo:
        return "url holds a user name or password; leave it out, the signature tells who calls"
    if parsed.scheme != "https" and host not in allow:
        return f"url {url!r} must use https"
    return _check_host(host, allowed=host in allow)


def _innermost(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address


def _check_host(host: str, *, allowed: bool) -> str | None:
    try:
        return check_address(host, allowed=allowed)
    except ValueError:  # a name, whose addresses are checked when they are known
        return _check_name(host, allowed=allowed)


def _check_name(host: str, *, allowed: bool) -> str | None:
    if not _NAME.fullmatch(host):
        return f"host {host!r} is no name that can be looked up"
    if _NUMERIC.fullmatch(host):
        return f"host {host} is an address in disguise; write it as four numbers, or give the name"
    if not allowed and ("." not in host or host.endswith((".localhost", ".local", ".internal"))):
        return f"host {host} is a name of the house; ask the operators to allow it"
    return None
