"""Filters as addresses carry them, read: the same for the pages, the desk and what is embedded."""

from datetime import date

from django.http import QueryDict

from iscm.register.queries.filters import VALUED, Filter, named_as, split_values, tidy_words
from iscm.register.queries.vocabulary import themes_now


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
