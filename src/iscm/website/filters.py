"""Filters as addresses, written: to a short query."""

from urllib.parse import urlencode

from iscm.register.queries.filters import VALUED, Filter


def query_of(wanted: Filter, **more: str) -> str:
    """The canonical query string, `?` included; empty if nothing is asked for."""
    parts = {name: ",".join(values) for name in VALUED if (values := getattr(wanted, name))}
    parts |= {"from": wanted.since.isoformat()} if wanted.since else {}
    parts |= {"to": wanted.until.isoformat()} if wanted.until else {}
    parts |= {"q": wanted.q} if wanted.q else {}
    parts |= {name: value for name, value in more.items() if value}
    return f"?{urlencode(parts, safe=',')}" if parts else ""
