"""Names of sheets as Excel takes them."""

import re
from collections.abc import Iterable, Iterator
from itertools import count

from iscm.publication.formats.cleaning import in_line

LONGEST = 31
NEVER = re.compile(r"[\[\]:*?/\\]")
RESERVED = "history"


def sheet_names(wanted: Iterable[str]) -> Iterator[str]:
    """A name for each: at most 31 letters, no sign that Excel refuses, no two alike in any case of letters."""
    taken = {RESERVED}
    for name in wanted:
        clear = NEVER.sub(" ", in_line(name)).strip(" '")[:LONGEST].rstrip(" '") or "Sheet"
        found = next(made for n in count(1) if (made := _numbered(clear, n)).casefold() not in taken)
        taken.add(found.casefold())
        yield found


def _numbered(name: str, n: int) -> str:
    ending = f" {n}" if n > 1 else ""
    return f"{name[: LONGEST - len(ending)].rstrip()}{ending}"
