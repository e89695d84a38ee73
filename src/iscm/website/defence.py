"""What keeps programs from filling in our forms: no puzzle, no other service, no cookie, nothing kept of a person.

A form carries the signed moment at which it was given out, and a field that people do not see; how often one network
sends is counted under a name that nobody can turn back into an address, and that is another one tomorrow.
"""

import ipaddress
import re
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext

from iscm.website import clock

STAMP, TRAP = "stamp", "homepage"
LEAST_SECONDS = 3
LONGEST = timedelta(days=1)
HOUR = 3600
MOST_OF_A_NETWORK, MOST_OF_ALL = 10, 300
IPV4_KEPT, IPV6_KEPT = 24, 48
_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
_SIGNER = TimestampSigner(salt="iscm.website.form")


def new_stamp() -> str:
    """The moment of now, signed; each one differs, so that a form is sent once."""
    return _SIGNER.sign(get_random_string(12))


def objection(request: HttpRequest) -> str:
    """What speaks against the form that was sent, in words for whoever sent it; empty if nothing does."""
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return gettext("This form was sent from another site. Please send it from here.")
    if request.POST.get(TRAP):
        return gettext("A field that people do not see was filled in. It is empty again: please send once more.")
    return _objection_of_time(request.POST.get(STAMP, ""))


def is_ours(request: HttpRequest) -> bool:
    """Whether the form has a stamp of ours that still holds."""
    try:
        _SIGNER.unsign(request.POST.get(STAMP, ""), max_age=LONGEST)
    except BadSignature:
        return False
    return True


def too_many(request: HttpRequest, form: str) -> bool:
    """Count this one; whether it is one too many of its network, or of all, within about an hour."""
    each = _count(f"{form}:{network_name(request)}") > MOST_OF_A_NETWORK
    return _count(f"{form}:all") > MOST_OF_ALL or each


def links_in(words: str) -> int:
    """How many addresses of pages stand in the words."""
    return len(_ADDRESS.findall(words))


def network_name(request: HttpRequest) -> str:
    """A name of the sender's network for today; without the secret of this site nobody finds the network from it."""
    told = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_HTTPS:
        told = request.headers.get("X-Forwarded-For", told).rpartition(",")[2].strip()
    try:
        address = ipaddress.ip_address(told)
    except ValueError:
        return "unknown"
    kept = IPV4_KEPT if address.version == 4 else IPV6_KEPT  # noqa: PLR2004  # the version is its name
    network = ipaddress.ip_network((address, kept), strict=False)
    return salted_hmac("iscm.website.network", f"{clock.today()} {network}", algorithm="sha256").hexdigest()[:16]


def _objection_of_time(stamp: str) -> str:
    try:
        _SIGNER.unsign(stamp, max_age=LONGEST)
    except SignatureExpired:
        return gettext("This page was open for more than a day. Please look at it once more, then send it.")
    except BadSignature:
        return gettext("This form was not given out by this site, or it was cut. Please send it once more.")
    try:
        _SIGNER.unsign(stamp, max_age=timedelta(seconds=LEAST_SECONDS))
    except SignatureExpired:
        return ""
    return gettext("This was sent faster than people write. Please wait a few seconds, then send it once more.")


def _count(name: str) -> int:
    key = f"iscm.form:{name}"
    if cache.add(key, 1, HOUR):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:  # it ran out in between
        cache.set(key, 1, HOUR)
        return 1
