"""Filters as addresses: read from a query, written to a short one."""

from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from iscm.register.queries.filters import VALUED, Filter, named_as, split_values, tidy_words
from iscm.register.queries.vocabulary import themes_now


def query_of(wanted: Filter, **more: str) -> str:
    """The canonical query string, `?` included; empty if nothing is asked for."""
    parts = {name: ",".join(values) for name in VALUED if (values := getattr(wanted, name))}
    parts |= {"from": wanted.since.isoformat()} if wanted.since else {}
    parts |= {"to": wanted.until.isoformat()} if wanted.until else {}
    parts |= {"q": wanted.q} if wanted.q else {}
    parts |= {name: value for name, value in more.items() if value}
    return f"?{urlencode(parts, safe=',')}" if parts else ""


def parse_filter(query: QueryDict) -> Filter:
    """The filter of an address; values may repeat or be joined by commas. What makes no sense is left out."""
    named = {name: named_as(name, split_values(query.getlist(name))) for name in VALUED}
    return Filter(
        **named | {"theme": themes_now(named["theme"])},
        since=_day(query.get("from", "")),
        until=_day(query.get("to", "")),
        q=tidy_words(query.get("q", "")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
