"""What `iscm doctor` looks at around the register: Python, files, the key, the disk, sources, mail."""

import shutil
import sqlite3
import stat
import sys
from datetime import timedelta
from pathlib import Path

from iscm.domain.health import Check, Finding, Tell, ill

OLDEST_PYTHON = (3, 11)
LEAST_FREE = 200_000_000
OVERDUE = timedelta(days=3)
UNTOLD = timedelta(days=10)


def _python(_: Tell) -> Finding:
    told = ".".join(map(str, sys.version_info[:3]))
    return Finding(told) if sys.version_info >= OLDEST_PYTHON else ill(f"{told}: needs 3.11 or newer")


def _sqlite(_: Tell) -> Finding:
    memory = sqlite3.connect(":memory:")
    try:
        has_search = memory.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()[0]
    finally:
        memory.close()
    if not has_search:
        return ill(f"{sqlite3.sqlite_version} was built without full-text search (FTS5)", "use another Python")
    return Finding(f"{sqlite3.sqlite_version} with full-text search")


def _sources(_: Tell) -> Finding:
    from django.utils import timezone

    from iscm.register.queries.described import described
    from iscm.register.queries.sources import last_visits, unwell

    known = described()
    if known.faults:
        return ill(str(known.faults[0]))
    fetched = [slug for slug, source in known.sources.items() if source.is_fetched]
    visits = last_visits()
    if sick := [slug for slug in unwell() if slug in fetched]:
        return ill(f"{', '.join(sick)}: the last visit gave nothing to be believed (see /sources/)")
    overdue = timezone.now() - OVERDUE
    if late := [slug for slug in fetched if slug in visits and visits[slug].next_at < overdue]:
        return ill(f"{', '.join(late)}: should have been visited days ago; does a timer run iscm gather?")
    never = sum(slug not in visits for slug in fetched)
    return Finding(
        f"{len(known.sources)} described, {len(fetched)} to be fetched" + (f", {never} not yet" if never else "")
    )


def _mail(_: Tell) -> Finding:
    from django.conf import settings
    from django.utils import timezone

    from iscm.register.queries.health.mail import mail_waiting

    waiting = mail_waiting(timezone.now() - UNTOLD)
    if waiting.followers and "filebased" in settings.EMAIL_BACKEND:
        return ill(f"{waiting.followers} follow by mail, but mail goes to files", "set EMAIL_URL")
    if waiting.untold:
        what = f"for {UNTOLD.days} days nobody looked whether {waiting.untold} followers have news"
        return ill(what, "let a timer run iscm digest every hour")
    if not waiting.followers:
        return Finding("nobody follows by mail yet")
    refused = f", {waiting.refused} addresses refused, tried again later" if waiting.refused else ""
    return Finding(f"{waiting.followers} follow by mail{refused}")


def _static(_: Tell) -> Finding:
    from django.contrib.staticfiles.finders import get_finders

    sizes = [Path(storage.path(path)).stat().st_size for finder in get_finders() for path, storage in finder.list([])]
    fonts = sum(1 for finder in get_finders() for path, _ in finder.list([]) if path.endswith(".woff2"))
    if not fonts:
        return ill("the fonts are missing from the package", "install it again")
    return Finding(f"{len(sizes)} files, {sum(sizes) / 1e6:.1f} MB, {fonts} fonts")


def _key(_: Tell) -> Finding:
    from django.conf import settings

    from iscm.domain.secret_keys import SHORTEST

    if len(settings.SECRET_KEY) < SHORTEST:
        return ill(
            f"has {len(settings.SECRET_KEY)} letters, fewer than {SHORTEST}: it can be guessed",
            "delete DATA_DIR/secret-key, or set a longer SECRET_KEY; then everybody signs in again",
        )
    file = Path(settings.DATA_DIR) / "secret-key"
    if not (file.is_file() and file.read_bytes() == settings.SECRET_KEY.encode()):
        return Finding("from the environment: keep a copy of it elsewhere, no backup has it")
    if file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return ill(f"{file} can be read by others on this machine", f"chmod 600 {file}")
    return Finding(f"{file}, for its owner only")


def _disk(_: Tell) -> Finding:
    from django.conf import settings

    folder = Path(settings.DATA_DIR)
    used = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        return ill(f"{folder}: only {free / 1e6:.0f} MB left", "make room: a full disk stops all writing")
    return Finding(f"{folder}: {used / 1e6:.1f} MB used, {free / 1e9:.1f} GB free")


BEFORE = (Check("python", _python), Check("sqlite", _sqlite))
OF_REGISTER = (
    Check("sources", _sources, rests_on=("database", "pages")),
    Check("mail", _mail, rests_on=("database", "pages")),
)
AFTER = (Check("static files", _static), Check("secret key", _key), Check("disk", _disk))
