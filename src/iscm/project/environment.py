"""What the environment may set, read in one place; docs/operations.md has the same list as a table."""

import ipaddress
import os
import re
import secrets
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]
SETTINGS = (
    "DATA_DIR",
    "DATABASE_URL",
    "DATABASE_REPLICAS",
    "REPLICA_LAG",
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
    "TRUSTED_PROXIES",
    "LIMIT_FACTOR",
    "LIMIT_FREE",
    "SECURITY_CONTACT",
    "LOG_FORMAT",
    "LOG_LEVEL",
    "METRICS_TOKEN",
    "METRICS_FROM",
    "SEARCH_URL",
    "SEARCH_CA",
)
SECRETS = (
    "SECRET_KEY",
    "DATABASE_URL",
    "DATABASE_REPLICAS",
    "EMAIL_URL",
    "OIDC_CLIENT_SECRET",
    "METRICS_TOKEN",
    "SEARCH_URL",
)
"""These may also stand in a file that NAME_FILE names, as containers and systemd hand secrets over."""
LONGEST_SECRET = 65_536
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
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


def with_files(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment, with the content of the file that NAME_FILE names as each secret.

    Raises `SettingError` where both are set, or for a file that cannot be read, is empty or is no text. No message
    holds anything of what is in it.
    """
    found = dict(environ)
    for name in SECRETS:
        file = environ.get(f"{name}_FILE")
        if not file:
            continue
        if environ.get(name):
            raise SettingError(f"{name} and {name}_FILE are both set: keep one of them")
        found[name] = _read_secret(f"{name}_FILE", Path(file).expanduser())
    return found


def _read_secret(name: str, file: Path) -> str:
    try:
        with file.open("rb") as handle:
            text = handle.read(LONGEST_SECRET + 1).decode().strip()
    except OSError as error:
        raise SettingError(f"{name}: {file} cannot be read: {(error.strerror or 'unreadable').lower()}") from None
    except UnicodeDecodeError:
        raise SettingError(f"{name}: {file} is no text") from None
    if not text or len(text) > LONGEST_SECRET:
        raise SettingError(f"{name}: {file} is empty or larger than 64 KiB")
    return text


def networks(name: str, text: str) -> tuple[Network, ...]:
    """Networks or single addresses with commas between them; raises `SettingError` for anything else."""
    parts = [part for part in text.replace(" ", "").split(",") if part]
    try:
        return tuple(ipaddress.ip_network(part, strict=False) for part in parts)
    except ValueError:
        raise SettingError(f"{name} is {text!r}: use networks like 192.0.2.0/24,2001:db8::/32") from None


def one_of(name: str, text: str, choices: Collection[str]) -> str:
    """One of a few words; raises `SettingError` for any other."""
    if text not in choices:
        raise SettingError(f"{name} is {text!r}: use one of {', '.join(choices)}")
    return text


def security_contact(text: str) -> str:
    """Whom to tell of a hole: a mailbox or an https address, empty if none is set; raises `SettingError` otherwise."""
    if text and not (MAILBOX.fullmatch(text) or re.fullmatch(r"https://[^\s<>\"']+", text)):
        raise SettingError(
            f"SECURITY_CONTACT is {text!r}: it must read security@example.org or https://example.org/report"
        )
    return text


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
