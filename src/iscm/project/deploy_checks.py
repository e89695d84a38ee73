"""What `iscm doctor --deploy` looks at: all that a site for the public needs, each with what to do where it lacks.

Nothing here says a secret, and nothing is sent to anybody: the mail server is greeted and left again.
"""

import os
import stat
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection
from django.utils import timezone

from iscm.domain.health import Ailment, Check, Finding, Tell, ill
from iscm.domain.secret_keys import weakness_of
from iscm.project.databases_ready import replica_lags, replicas_up
from iscm.register.queries.described import described
from iscm.register.queries.health.backups import last_backup
from iscm.register.queries.vitals import last_runs
from iscm.sources.scanning import ScannerError, scan

LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})
FILES_ONLY = "filebased.EmailBackend"
PRIVATE = ("secret-key", "register.sqlite3", "counts", "mail")
OLDEST_BACKUP, OLDEST_RUN = timedelta(days=2), timedelta(days=3)
PATIENCE = 5.0
"""Seconds for the first answers of replicas."""


def checks() -> Sequence[Check]:
    """All of them, in the order in which one sets up a site."""
    return (
        Check("host names", hosts),
        Check("https", https),
        Check("public key", key),
        Check("debug", debug),
        Check("address", address),
        Check("contact", contact),
        Check("mail server", mail),
        Check("proxies", proxies),
        Check("replicas", replicas),
        Check("scanner", scanner),
        Check("permissions", permissions),
        Check("last backup", backup),
        Check("timers", timers),
    )


def hosts(_: Tell) -> Finding:
    """The names under which the site is asked for."""
    if "*" in settings.ALLOWED_HOSTS:
        return ill("ALLOWED_HOSTS=* believes whatever name it is asked under", "name the site's own host names")
    public = [name for name in settings.ALLOWED_HOSTS if name not in LOCAL]
    if not public:
        return ill("only this machine's own names are answered", "set ALLOWED_HOSTS=calendar.example.org")
    if odd := [name for name in public if not name.startswith("[") and set(name) & set("/:")]:
        return ill(f"no browser asks for {odd[0]}", "ALLOWED_HOSTS has names alone, without https://, port and path")
    return Finding(", ".join(public))


def https(_: Tell) -> Finding:
    """Whether what is sent is encrypted, and cookies never go out in the clear."""
    if settings.BEHIND_HTTPS:
        return Finding("redirects to HTTPS, HSTS for a year, secure cookies")
    return ill(
        "passwords and cookies would travel in the clear", "put a proxy with HTTPS before it, set BEHIND_HTTPS=1"
    )


def key(_: Tell) -> Finding:
    """Whether anybody else may know the key."""
    if weakness := weakness_of(settings.SECRET_KEY):
        return ill(f"SECRET_KEY {weakness}", "unset it, and a good one is made and kept; everybody signs in again")
    return Finding("long and random")


def debug(_: Tell) -> Finding:
    """Whether faults show code."""
    return ill("faults show code and settings to readers", "set DEBUG=0") if settings.DEBUG else Finding("off")


def address(_: Tell) -> Finding:
    """The address that feeds, mails and publications lead to."""
    place = urlsplit(settings.SITE_URL)
    if not settings.SITE_URL:
        return ill("mails and publications lead nowhere", "set SITE_URL=https://calendar.example.org")
    if place.scheme != "https":
        return ill("SITE_URL begins with http:", "give its https address")
    if place.netloc not in settings.ALLOWED_HOSTS and place.hostname not in settings.ALLOWED_HOSTS:
        return ill("the host of SITE_URL is not in ALLOWED_HOSTS", "readers of links would get an error: add it")
    return Finding(settings.SITE_URL)


def contact(_: Tell) -> Finding:
    """Whom readers, sites that we visit, and finders of holes may write to."""
    if not settings.CONTACT:
        return ill("nobody can be written to, and security.txt names no mailbox", "set CONTACT=office@example.org")
    return Finding(settings.SECURITY_CONTACT or settings.CONTACT)


def mail(_: Tell) -> Finding:
    """Whether mail can be sent: the server is greeted and the password tried."""
    if settings.EMAIL_BACKEND.endswith(FILES_ONLY):
        return ill("mail is put into files and reaches nobody", "set EMAIL_URL=smtps://user:password@mail.example.org")
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return Finding("by a way of its own")
    connection = get_connection()
    try:
        connection.open()
    except (OSError, ValueError) as error:  # what smtplib raises is an OSError too
        return ill(
            f"the mail server does not take us ({type(error).__name__})", "look at EMAIL_URL: host, port, password"
        )
    connection.close()
    is_bare = not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL) and settings.EMAIL_HOST not in LOCAL
    return ill("mail travels in the clear", "use smtps://, or leave out starttls=0") if is_bare else Finding("takes us")


def proxies(_: Tell) -> Finding:
    """Who is believed about who asks."""
    if settings.BEHIND_HTTPS and not settings.TRUSTED_PROXIES:
        return ill(
            "whoever reaches the port is believed about addresses and HTTPS",
            "set TRUSTED_PROXIES to the networks of your proxies (127.0.0.1 for one on this machine)",
        )
    return Finding(", ".join(map(str, settings.TRUSTED_PROXIES)) or "none")


def replicas(_: Tell) -> Finding:
    """Whether those that are named answer and keep up."""
    if not settings.REPLICAS:
        return Finding("none named")
    if missing := len(settings.REPLICAS) - _answering():
        return ill(f"{missing} of {len(settings.REPLICAS)} do not answer", "look at them, or take them out of the list")
    lags = replica_lags()
    return Finding(f"{len(lags)} answer, at most {max(lags.values(), default=0):.0f} s behind")


def _answering() -> int:
    """How many replicas answer; they are asked from now on, so the first answers take a moment."""
    until = time.monotonic() + PATIENCE
    while (number := len(replicas_up())) < len(settings.REPLICAS) and time.monotonic() < until:
        time.sleep(0.05)
    return number


def scanner(_: Tell) -> Finding:
    """Whether files that are sent are looked at."""
    if not settings.CLAMD:
        return ill("files that are sent are not looked at for viruses", "install clamav-daemon, set CLAMD")
    try:
        scan(b"iscm", settings.CLAMD, patience=5.0)
    except ScannerError:
        return ill("clamd does not answer, so no file is taken", "start clamav-daemon, or look at CLAMD")
    return Finding("answers")


def permissions(_: Tell) -> Finding:
    """Whether other accounts of the machine can read what is kept."""
    if os.name != "posix":
        return Finding("not looked at on this system")
    folder = Path(settings.DATA_DIR)
    if not stat.S_IMODE(folder.stat().st_mode) & 0o077:
        return Finding(f"{folder} is its owner's only")
    open_ = [name for name in PRIVATE if (folder / name).exists() and _is_open(folder / name)]
    found = [Ailment(f"{folder / name} can be read by others", f"chmod go-rwx {folder / name}") for name in open_]
    return Finding("what is secret is its owner's only", tuple(found))


def backup(_: Tell) -> Finding:
    """Whether there is a backup, how old, and not on the same disk alone."""
    last = last_backup()
    if last is None:
        return ill("none was ever made from here", "let a timer call iscm backup FOLDER --keep 30 every night")
    if timezone.now() - last.made_at > OLDEST_BACKUP:
        return ill(f"the last is of {last.made_at:%Y-%m-%d %H:%M} UTC", "look why the timer of iscm backup did not run")
    return Finding(f"{last.made_at:%Y-%m-%d %H:%M} UTC")


def timers(_: Tell) -> Finding:
    """Whether sources are visited, news sent and links looked at."""
    ran, old = last_runs(), timezone.now() - OLDEST_RUN
    if any(source.is_fetched for source in described().sources.values()) and ran.get("gather", old) <= old:
        return ill("no source was visited for three days", "let a timer call iscm gather every hour")
    told = [f"iscm {name} {at:%Y-%m-%d %H:%M}" for name, at in sorted(ran.items())]
    return Finding(", ".join(told) or "nothing to do yet")


def _is_open(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
