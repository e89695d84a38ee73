"""Who calls."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Who calls: the address, or of IPv6 the network. Behind a proxy it is the last one that the proxy names."""
    told = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_HTTPS:
        told = str(request.META.get("HTTP_X_FORWARDED_FOR", told)).rpartition(",")[2].strip()
    try:
        address = ipaddress.ip_address(told)
    except ValueError:
        return told[:45]
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else str(address)  # noqa: PLR2004  # of IP
