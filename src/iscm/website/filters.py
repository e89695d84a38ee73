"""Filters as addresses, written: to a short query."""

from collections.abc import Iterable
from urllib.parse import quote_plus, urlencode

from iscm.register.queries.filters import LONGEST_VALUE, VALUED, Filter

_MARK = "-" * (LONGEST_VALUE + 1)  # stands for the values of the field: no value is that long


def query_of(wanted: Filter, **more: str) -> str:
    """The canonical query string, `?` included; empty if nothing is asked for."""
    parts = {name: ",".join(values) for name in VALUED if (values := getattr(wanted, name))}
    parts |= {"from": wanted.since.isoformat()} if wanted.since else {}
    parts |= {"to": wanted.until.isoformat()} if wanted.until else {}
    parts |= {"q": wanted.q} if wanted.q else {}
    parts |= {name: value for name, value in more.items() if value}
    return f"?{urlencode(parts, safe=',')}" if parts else ""


def toggles(wanted: Filter, name: str, values: Iterable[str], **more: str) -> dict[str, str]:
    """For each value of a field the query string that has it more, or less where it is on: see `Filter.toggled`.

    What is the same for all of them is written once: a list has some hundred.
    """
    before, _, after = query_of(wanted.without(name).toggled(name, _MARK), **more).partition(_MARK)
    chosen = getattr(wanted, name)
    found = {}
    for value in values:
        rest = sorted(each for each in chosen if each != value) if value in chosen else sorted((*chosen, value))
        written = ",".join([quote_plus(each, safe=",") for each in rest]) if rest else ""
        found[value] = f"{before}{written}{after}" if rest else query_of(wanted.without(name), **more)
    return found
