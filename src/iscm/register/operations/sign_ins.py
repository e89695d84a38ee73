"""What happened at the door, kept for half a year with addresses shortened to their network."""

import ipaddress
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.utils import timezone

from iscm.register.models import SignIn

KEPT = timedelta(days=180)
NETWORKS = {4: 24, 6: 48}


def record_sign_in(
    user: AbstractBaseUser | None, outcome: str, *, method: str = "", address: str = "", now: datetime | None = None
) -> None:
    """Keep what happened; let go of what is older than half a year, and of sessions that have ended."""
    at = now or timezone.now()
    SignIn.objects.filter(at__lt=at - KEPT).delete()
    Session.objects.filter(expire_date__lt=at).delete()
    SignIn.objects.create(
        at=at, user_id=user.pk if user else None, outcome=outcome, method=method, network=shortened(address)
    )


def shortened(address: str) -> str:
    """The network of an address (192.0.2.0, 2001:db8::), empty for what is none."""
    try:
        whole = ipaddress.ip_address(address)
    except ValueError:
        return ""
    whole = getattr(whole, "ipv4_mapped", None) or whole
    return str(ipaddress.ip_network((whole, NETWORKS[whole.version]), strict=False).network_address)
