"""Services of others that an operator may name: a mail server, the sign-in of the organisation, a search engine."""

import re
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from iscm.domain.searching import EngineAddress
from iscm.project.environment import SettingError

MAIL_FORM = "EMAIL_URL must read smtp://user:password@host:587, smtps://user:password@host:465 or file:///folder"
SEARCH_FORM = "SEARCH_URL must read https://user:password@search.example.org:9200/iscm"
SEARCH_PORT = 9200
MAIL_PORTS = {"smtp": 587, "smtps": 465}
MAIL_SECONDS = 15
LOCAL = {"localhost", "127.0.0.1", "::1"}


def mail(url: str, folder: Path) -> dict[str, object]:
    """Django's settings of the way that mail goes out; without an address it is put as files into `folder`.

    `smtps://` speaks TLS from the start, `smtp://` from the greeting on (`?starttls=0` never does). Raises
    `SettingError` for anything else.
    """
    if not url:
        return _files(folder)
    parts = urlsplit(url)
    if parts.scheme == "file" and parts.path and not parts.netloc:
        return _files(Path(unquote(parts.path)))
    if parts.scheme not in MAIL_PORTS or not parts.hostname:
        raise SettingError(MAIL_FORM)
    try:
        port = parts.port or MAIL_PORTS[parts.scheme]
    except ValueError:
        raise SettingError("EMAIL_URL has a port that is no number") from None
    starttls = dict(parse_qsl(parts.query)).get("starttls", "1")
    if starttls not in {"0", "1"}:
        raise SettingError(f"EMAIL_URL has starttls={starttls!r}: use 1 or 0")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and starttls == "1",
        "EMAIL_TIMEOUT": MAIL_SECONDS,
    }


def sign_in_provider(name: str, issuer: str, client_id: str, client_secret: str) -> list[dict[str, object]]:
    """What allauth needs to know of an organisation's OpenID Connect provider; nothing where none is named.

    Raises `SettingError` where only some of it is set, or for an issuer without HTTPS that is not on this machine.
    """
    given = {"OIDC_ISSUER": issuer, "OIDC_CLIENT_ID": client_id, "OIDC_CLIENT_SECRET": client_secret}
    if not any(given.values()):
        return []
    if lacking := [key for key, value in given.items() if not value]:
        raise SettingError(f"{' and '.join(lacking)} must be set too, to sign in with the organisation's accounts")
    parts = urlsplit(issuer)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOCAL):
        raise SettingError(f"OIDC_ISSUER is {issuer!r}: it must read https://sign-in.example.org")
    return [
        {
            "provider_id": "organisation",
            "name": name or parts.hostname,
            "client_id": client_id,
            "secret": client_secret,
            "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
        }
    ]


def search_engine(url: str, authorities: str) -> EngineAddress | None:
    """Where OpenSearch listens and what our index there is called; None where none is named.

    `authorities` is a file of certificates to trust in place of the machine's. Raises `SettingError` for anything else,
    and for a password that would go over a network in the open.
    """
    if not url:
        return None
    parts = urlsplit(url)
    name = parts.path.strip("/")
    is_whole = parts.scheme in {"http", "https"} and parts.hostname and re.fullmatch(r"[a-z][a-z0-9_-]{0,59}", name)
    if not is_whole or parts.query or parts.fragment:
        raise SettingError(SEARCH_FORM)
    try:
        port = parts.port or SEARCH_PORT
    except ValueError:
        raise SettingError("SEARCH_URL has a port that is no number") from None
    if parts.password and parts.scheme == "http" and parts.hostname not in LOCAL:
        raise SettingError("SEARCH_URL would send its password in the open: use https")
    if authorities and not Path(authorities).is_file():
        raise SettingError(f"SEARCH_CA is {authorities!r}: there is no such file")
    host, user, password = str(parts.hostname), unquote(parts.username or ""), unquote(parts.password or "")
    return EngineAddress(host, port, parts.scheme == "https", name, user, password, authorities)


def _files(folder: Path) -> dict[str, object]:
    return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": folder}
