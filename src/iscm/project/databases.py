"""The databases that the environment names: the one that takes writes, and its replicas for reads."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, unquote

from iscm.project.environment import SettingError, sqlite

Database = dict[str, object]
POSTGRESQL = "django.db.backends.postgresql"
SQLITE_URL = re.compile(r"sqlite:///(?P<file>[^?#]+)")
POSTGRESQL_URL = re.compile(
    r"postgres(?:ql)?://(?:(?P<who>[^/?#]*)@)?(?P<hosts>[^/?#@]*)/(?P<name>[^/?#]+)(?:\?(?P<options>[^#]*))?"
)
ONE_HOST = re.compile(r"(?P<host>\[[0-9a-fA-F:.]+\]|[^:\[\]\s]*)(?::(?P<port>[0-9]{0,5}))?")
# Seconds for a new connection; and after which silence one that is open counts as lost (milliseconds the last).
GIVING_UP = {
    "connect_timeout": "3",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}
READ_ONLY = "-c default_transaction_read_only=on"


def databases(environ: Mapping[str, str], folder: Path) -> tuple[Database, list[Database]]:
    """Where writes go, and the replicas: SQLite in `folder` and none, unless the environment names others.

    Raises `SettingError` for what makes no sense, and for replicas without a `SECRET_KEY` for all machines.
    """
    url = environ.get("DATABASE_URL")
    primary = parse_database_url(url) if url else sqlite(folder / "register.sqlite3")
    replicas = parse_replicas(environ.get("DATABASE_REPLICAS", ""), primary)
    if not replicas:
        return primary, []
    if not environ.get("SECRET_KEY"):
        raise SettingError(
            "SECRET_KEY must be set with DATABASE_REPLICAS, the same on all machines that serve the site"
        )
    return primary | {"OPTIONS": GIVING_UP | _options(primary)}, replicas


def parse_database_url(url: str, name: str = "DATABASE_URL") -> Database:
    """The Django settings of `postgresql://user:password@host:port/name?option=value`.

    Several hosts stand with commas, `one:5432,two`: of these the one is used that takes writes (or which
    `target_session_attrs` says), and one that vanished is given up after seconds. A host may also be a socket's folder:
    `?host=/run/postgresql`. `sqlite:///file` names another SQLite file. Raises `SettingError`, which names the setting,
    for other schemes, a missing name or a port that is no number.
    """
    if file := SQLITE_URL.fullmatch(url):
        return sqlite(Path(unquote(file["file"])))
    if not (parts := POSTGRESQL_URL.fullmatch(url)):
        raise SettingError(f"{name} must read postgresql://user:password@host:port/name or sqlite:///file")
    options = dict(parse_qsl(parts["options"] or ""))
    user, _, password = (parts["who"] or "").partition(":")
    hosts, ports = _hosts(parts["hosts"], name)
    host, port = options.pop("host", hosts), options.pop("port", ports)
    if "," in host:
        options = GIVING_UP | {"target_session_attrs": "read-write"} | options
    return {
        "ENGINE": POSTGRESQL,
        "NAME": unquote(parts["name"]),
        "USER": unquote(user),
        "PASSWORD": unquote(password),
        "HOST": host,
        "PORT": port,
        "OPTIONS": options,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def parse_replicas(text: str, primary: Mapping[str, object]) -> list[Database]:
    """The Django settings of the replicas of `primary`, `text` being their addresses with commas between them.

    Whoever reads there cannot write by mistake, also where one was made the primary. Raises `SettingError` for what is
    no address of PostgreSQL.
    """
    urls = [url for url in re.split(r"[\s,]+(?=postgres)|\s+", text.strip(", \n")) if url]
    found = [parse_database_url(url, "DATABASE_REPLICAS") for url in urls]
    if any(one["ENGINE"] != POSTGRESQL for one in (*found, primary) if found):
        raise SettingError("DATABASE_REPLICAS are those of a PostgreSQL, which DATABASE_URL must name")
    return [one | {"OPTIONS": _only_read(_options(one))} for one in found]


def _only_read(options: dict[str, str]) -> dict[str, str]:
    options.pop("target_session_attrs", None)
    return GIVING_UP | options | {"options": f"{options.get('options', '')} {READ_ONLY}".strip()}


def _options(database: Database) -> dict[str, str]:
    options = database["OPTIONS"]
    return dict(options) if isinstance(options, dict) else {}


def _hosts(text: str, name: str) -> tuple[str, str | int]:
    """Hosts and ports, each with commas between them, as libpq takes them."""
    found = [ONE_HOST.fullmatch(one) for one in text.split(",")]
    if not all(found):
        raise SettingError(f"{name} has a port that is no number, or a host that cannot be one")
    hosts = ",".join(unquote((one["host"] or "").strip("[]")) for one in found if one)
    ports = [one["port"] or "" for one in found if one]
    if len(ports) == 1:
        return hosts, int(ports[0]) if ports[0] else ""
    return hosts, ",".join(ports) if any(ports) else ""
