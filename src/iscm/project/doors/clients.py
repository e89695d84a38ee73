"""Who asks: an address as a trusted proxy tells it, and a name for its network that nobody can turn back into one."""

import hashlib
import ipaddress
import re
from collections.abc import Sequence
from functools import cache

from django.conf import settings

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
IPV4_BYTES, IPV6_BYTES = 3, 8
"""What of an address is looked at: /24 and /64."""
UNKNOWN = b"unknown"
WITH_PORT = re.compile(r"(?:\[(?P<wrapped>[^]]*)\]|(?P<plain>[^:]*)):[0-9]{1,5}")


def settle(meta: dict[str, str]) -> bool:
    """Put into the request whom all the rest will believe to have asked; whether a trusted proxy speaks.

    Behind a proxy `X-Forwarded-For` holds that one address afterwards, and what a stranger says of himself is dropped.
    """
    if not settings.BEHIND_HTTPS:
        return False
    proxies = settings.TRUSTED_PROXIES
    peer = meta.get("REMOTE_ADDR", "")
    if proxies and not is_among(peer, proxies):
        meta["HTTP_X_FORWARDED_FOR"] = peer
        meta.pop("HTTP_X_FORWARDED_PROTO", None)
        return False
    told = meta.get("HTTP_X_FORWARDED_FOR", "")
    meta["HTTP_X_FORWARDED_FOR"] = _nearest([_bare(one) for one in told.split(",")], proxies) if told else peer
    return True


def _nearest(chain: Sequence[str], proxies: tuple[Network, ...]) -> str:
    """The last address that is no proxy of ours."""
    return next((one for one in reversed(chain[-20:]) if not is_among(one, proxies)), chain[0])


def _bare(told: str) -> str:
    """An address without the port that some proxies tell with it: `192.0.2.1:443`, `[2001:db8::1]:443`."""
    found = WITH_PORT.fullmatch(told.strip())
    return (found["wrapped"] or found["plain"]) if found else told.strip()


def client_of(meta: dict[str, str]) -> str:
    """The address of a request that was settled."""
    return meta.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_HTTPS else meta.get("REMOTE_ADDR", "")


def is_among(address: str, networks: tuple[Network, ...]) -> bool:
    """Whether an address is of one of these networks; what is no address is of none."""
    found = parsed(address)
    return found is not None and any(found in network for network in networks)


def parsed(address: str) -> Address | None:
    """An address, an IPv4 one also where it is wrapped in IPv6; None for what is none."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def network_key(address: str, kind: str) -> bytes:
    """Eight bytes for the network of an address and a class of answers, by a key of this site; nothing leads back."""
    found = parsed(address)
    kept = UNKNOWN if found is None else found.packed[: IPV4_BYTES if found.version == 4 else IPV6_BYTES]  # noqa: PLR2004  # the version is its name
    return hashlib.blake2b(kind.encode() + b"\0" + kept, digest_size=8, key=_key(settings.SECRET_KEY)).digest()


@cache
def _key(secret: str) -> bytes:
    return hashlib.sha256(b"iscm.project.doors\0" + secret.encode()).digest()
