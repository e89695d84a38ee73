"""Where we may go: addresses of the web as text, and the machines behind them as numbers.

Ranges are those of the special-purpose registries (RFC 6890 and its later entries); the lists stand here because the
answers of `ipaddress` differ between versions of Python.
"""

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

import httpx2

from iscm.domain.errors import AddressRefusedError

IPAddress = IPv4Address | IPv6Address

LONGEST = 4_096
LONGEST_SHOWN = 300
SCHEMES = {"http": 80, "https": 443}
PORT_NUMBERS = range(1, 65_536)
ENTER_ANOTHER = "Enter the public web address of the page or file, as a browser shows it."

V4_REFUSED = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by the customers of one provider
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # the host of a virtual machine at one provider, though of a public range
        "169.254.0.0/16",  # link-local, and what clouds tell their machines
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # name service sinks
        "192.52.193.0/24",  # multicast relays
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # name service sinks
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
# All that is given out to networks. Loopback, mapped and translated IPv4 (::/8, 64:ff9b::/16), link-local, site-local,
# private and multicast addresses stand outside.
V6_GIVEN_OUT = IPv6Network("2000::/3")
V6_REFUSED = tuple(
    IPv6Network(text)
    for text in (
        "2001::/23",  # protocol assignments; Teredo, which wraps IPv4
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which wraps IPv4
        "2620:4f:8000::/48",  # name service sinks
        "3fff::/20",  # documentation
    )
)
HOST = re.compile(r"[\w-]{1,63}(\.[\w-]{1,63})*\.?|[0-9a-f:.]*:[0-9a-f:.]*", re.ASCII | re.IGNORECASE)
UNSEEN = re.compile(r"[^\x21-\x7e]")
USER_INFO = re.compile(r"(?<=//)[^/?#]*@")


def is_public(ip: IPAddress) -> bool:
    """Whether an address belongs to a machine on the open net: none of ours, of a neighbour, or in disguise."""
    if isinstance(ip, IPv4Address):
        return not any(ip in network for network in V4_REFUSED)
    return ip in V6_GIVEN_OUT and not any(ip in network for network in V6_REFUSED)


def parse_address(text: str) -> httpx2.URL:
    """An address of the web, its host in ASCII letters, without the part behind `#`.

    Raises `AddressRefusedError` for another scheme than http and https, a user's name or password, a port that is no
    number, and for what is no address.
    """
    if not text.strip():
        raise AddressRefusedError("(nothing)", "no address is given", ENTER_ANOTHER)
    if len(text) > LONGEST:
        raise AddressRefusedError(shown(text), f"the address is longer than {LONGEST:,} letters", ENTER_ANOTHER)
    try:
        url = httpx2.URL(text.strip()).copy_with(fragment=None)
    except (httpx2.InvalidURL, ValueError):
        raise AddressRefusedError(shown(text), "this is no address of the web", ENTER_ANOTHER) from None
    return _checked(url, text)


def follow(url: httpx2.URL, location: str) -> httpx2.URL:
    """Where an answer of `url` sends us; raises `AddressRefusedError` as `parse_address`, and from https to http."""
    try:
        target = parse_address(str(url.join(location)))
    except (httpx2.InvalidURL, ValueError):
        raise AddressRefusedError(shown(str(url)), "it sends us on to what is no address", ENTER_ANOTHER) from None
    if url.scheme == "https" and target.scheme == "http":
        what = "it sends us on from https to http, where anybody on the way could change what we get"
        raise AddressRefusedError(shown(str(url)), what, "Ask the publisher for a secure address (https).")
    return target


def port_of(url: httpx2.URL) -> int:
    """The port that an address leads to."""
    return url.port or SCHEMES[url.scheme]


def shown(text: str) -> str:
    """An address fit for a message: short, visible ASCII, no password in it."""
    plain = UNSEEN.sub("�", USER_INFO.sub("", text.strip()))
    return plain if len(plain) <= LONGEST_SHOWN else plain[:LONGEST_SHOWN] + "…"


def _checked(url: httpx2.URL, text: str) -> httpx2.URL:
    if url.scheme not in SCHEMES:
        raise AddressRefusedError(shown(text), "only http and https addresses are fetched", ENTER_ANOTHER)
    if url.userinfo:
        raise AddressRefusedError(shown(text), "the address holds a user's name or password", ENTER_ANOTHER)
    if not HOST.fullmatch(url.raw_host.decode("ascii")) or (url.port is not None and url.port not in PORT_NUMBERS):
        raise AddressRefusedError(shown(text), "the address names no machine, or no port of it", ENTER_ANOTHER)
    return url.copy_with(host=url.host.removesuffix("."))
