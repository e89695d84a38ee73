"""What a site that others can reach must not start with."""

import ipaddress

from iscm.cli.failures import CommandError
from iscm.domain.secret_keys import weakness_of

MAKE_ONE = "leave SECRET_KEY unset, and one is made and kept in DATA_DIR; or take that of `openssl rand -base64 48`"


def refuse_unsafe(host: str) -> None:
    """Raise `CommandError` where a site for others shows its code, or has a key that others may know."""
    from django.conf import settings

    if not is_for_others(host, settings.ALLOWED_HOSTS, behind_https=settings.BEHIND_HTTPS):
        return
    if settings.DEBUG:
        raise CommandError("DEBUG=1 shows code and settings to whoever meets a fault: a public site needs DEBUG=0")
    if weakness := weakness_of(settings.SECRET_KEY):
        raise CommandError(f"SECRET_KEY {weakness}: {MAKE_ONE}")


def is_for_others(host: str, allowed: list[str], *, behind_https: bool) -> bool:
    """Whether anybody but this machine may ask: behind a proxy, on another address, or under another name."""
    return behind_https or not _is_local(host) or not all(_is_local(name.strip("[]")) for name in allowed)


def _is_local(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
