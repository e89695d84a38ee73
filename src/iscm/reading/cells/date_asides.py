"""What stands beside a date in its cell: the meeting's fate, a doubt of the source."""

import re

from iscm.domain.dates import Edtf
from iscm.reading.cells.date_tokens import plain

FATE = re.compile(
    r"^\W*(?:postponed|cancell?ed|rescheduled|reporte[es]?|annule[es]?|aplazad[oa]s?|cancelad[oa]s?|pospuest[oa]s?)\b\W*"
    r"|\W*\b(?:postponed|cancell?ed|rescheduled|reporte[es]?|annule[es]?|aplazad[oa]s?|cancelad[oa]s?|pospuest[oa]s?)\W*$"
)
DOUBT = re.compile(r"\s*\((?:uncertain|incertaine?|inciert[ao])\)", re.IGNORECASE)
POINT = re.compile(r"[0-9][0-9X-]*~?")


def without_fate(text: str) -> tuple[str, str | None]:
    """The date without a fate before or after it, “(postponed)”, and a note of what was set aside."""
    if not (match := FATE.search(plain(text))):
        return text, None
    rest = (text[: match.start()] + " " + text[match.end() :]).strip()
    word = text[match.start() : match.end()].strip(" \t()[]*.,;:-–—")
    return (rest, f"“{word}” set aside") if rest and plain(rest)[:3] not in {"to ", "al ", "au "} else (text, None)


def without_doubt(text: str) -> tuple[str, bool]:
    """The date without “(uncertain)” behind it, and whether it was there: its source doubts it."""
    rest, count = DOUBT.subn("", text, count=1)
    return (rest, True) if count and rest.strip() else (text, False)


def doubted(edtf: Edtf | None) -> Edtf | None:
    """The date with a `?` at each of its points, `%` where they are approximate too."""
    if edtf is None:
        return None
    return Edtf.parse(POINT.sub(lambda point: point[0].rstrip("~") + ("%" if "~" in point[0] else "?"), edtf.text))
