"""What the environment may set, read in one place; docs/operations.md has the same list as a table."""

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]
SETTINGS = (
    "DATA_DIR",
    "DATABASE_URL",
    "DATABASE_REPLICAS",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "BEHIND_HTTPS",
    "DEBUG",
    "SITE_URL",
    "PUBLISHER",
    "CONTACT",
    "LICENCE",
    "API_LIMIT",
    "EMAIL_URL",
    "OIDC_NAME",
    "OIDC_ISSUER",
    "OIDC_CLIENT_ID",
    "OIDC_CLIENT_SECRET",
    "CLAMD",
)
MAILBOX = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+\.[^\s@<>\"']+")
PUBLISHER = "Register of Inter-State Consultation Mechanisms on Migration (ISCM)"
LICENCE = "CC-BY-4.0"
LONGEST_NUMBER = 9
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}

# Writers queue for the lock from their first statement, so that none fails halfway; readers never wait.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000",
}


class SettingError(ValueError):
    """A setting of the environment that makes no sense; the message names it."""


def parse_flag(name: str, text: str) -> bool:
    """Whether a yes-or-no setting is on; raises `SettingError` for any other word."""
    if text.lower() not in TRUE | FALSE:
        raise SettingError(f"{name} is {text!r}: use 1 or 0")
    return text.lower() in TRUE


def data_dir(environ: Mapping[str, str]) -> Path:
    """The folder of everything kept: DATA_DIR, else `var` in the checkout, else the user's own data folder."""
    if chosen := environ.get("DATA_DIR"):
        return Path(chosen).expanduser().resolve()
    if (CHECKOUT / "pyproject.toml").is_file():
        return CHECKOUT / "var"
    return Path(environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "iscm"


def site_url(text: str) -> str:
    """The public address of the site without its last slash, empty if none is set.

    Raises `SettingError` for what is no address.
    """
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment):
        raise SettingError(f"SITE_URL is {text!r}: it must read https://calendar.example.org")
    return text.rstrip("/")


def contact(text: str) -> str:
    """The mailbox of an office, empty if none is set; raises `SettingError` for what is none."""
    if text and not MAILBOX.fullmatch(text):
        raise SettingError(f"CONTACT is {text!r}: it must read office@example.org")
    return text


def scanner(text: str) -> str:
    """Where the virus scanner listens, empty if there is none: `unix:/path` or `host:port`.

    Raises `SettingError` for anything else.
    """
    if text and not re.fullmatch(r"unix:/.+|(\[[0-9a-fA-F:]+\]|[^\s:/]+):[0-9]{1,5}", text):
        raise SettingError(f"CLAMD is {text!r}: it must read unix:/run/clamav/clamd.ctl or 127.0.0.1:3310")
    return text


def number(name: str, text: str) -> int:
    """A setting that is a whole number, 0 or more; raises `SettingError` for anything else."""
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER):
        raise SettingError(f"{name} is {text!r}: use a whole number")
    return int(text)


def publisher(text: str) -> tuple[str, ...]:
    """The lines above the title of a publication: `text` at its semicolons."""
    return tuple(line for part in text.split(";") if (line := " ".join(part.split())))


def sqlite(file: Path) -> dict[str, object]:
    """The Django settings of an SQLite file."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": dict(SQLITE_OPTIONS),
        "CONN_MAX_AGE": 600,
    }


def secret_key(environ: Mapping[str, str], folder: Path) -> str:
    """SECRET_KEY, else a random key made once and kept in `folder`, readable by its owner only."""
    if key := environ.get("SECRET_KEY"):
        return key
    file = folder / "secret-key"
    with suppress(FileNotFoundError):
        return file.read_text(encoding="ascii")
    return _kept_once(file, secrets.token_urlsafe(50))


def _kept_once(file: Path, key: str) -> str:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as handle:
        handle.write(key)
    try:
        # A link is made whole or not at all: of several processes that start together, the first one's key holds.
        with suppress(FileExistsError):
            os.link(draft, file)
    finally:
        draft.unlink()
    return file.read_text(encoding="ascii")
