"""What stands in brackets behind a title: for how many meetings it stands, and their fate."""

import re
from dataclasses import dataclass

MEETINGS = r"(?:meetings?|events?|réunions?|reuniones|reunión|événements?|évènements?|eventos?)"
COUNT = re.compile(
    rf"(?P<words>.*\S)\s*\((?:(?P<number>[1-9]\d{{0,2}})|several|plusieurs|vari[oa]s)\s+{MEETINGS}\)", re.IGNORECASE
)
FATES = {
    "cancelled": r"cancell?ed|annulée?s?|cancelad[oa]s?",
    "postponed": r"postponed|reportée?s?|aplazad[oa]s?|pospuest[oa]s?",
    "rescheduled": r"rescheduled|reprogrammée?s?|reprogramad[oa]s?",
    "": r"no longer listed",
}
FATE = re.compile(
    rf"(?P<words>.*\S)\s*(?:\[(?P<in_square>{'|'.join(FATES.values())})\]|\((?P<in_round>{'|'.join(FATES.values())})\))",
    re.IGNORECASE,
)


RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
BRACKETS = tuple(
    re.compile(rf"\s*(?P<said>{inside})\s*", re.IGNORECASE)
    for inside in (
        rf"\((?:[1-9]\d{{0,2}}|several|plusieurs|vari[oa]s)\s+{MEETINGS}\)",
        rf"\[(?:{'|'.join(FATES.values())})\]",
    )
)


@dataclass(frozen=True, slots=True)
class Suffixed:
    """A title and what stood behind it: `count` as of a record, `fate` a status or empty."""

    words: str
    count: int | None = 1
    fate: str = ""


def split_suffix(title: str) -> Suffixed:
    """The title without "(5 meetings)", "(several meetings)" and "[cancelled]" behind it, and what they say.

    Only whole brackets at the end count, in the order of number and fate; what is left is never empty. Behind words
    that run from right to left, a page may have them at the end of another line.
    """
    words, fate = _at_the_end(title.rstrip()), ""
    if match := FATE.fullmatch(words):
        said = match["in_square"] or match["in_round"]
        words = match["words"]
        fate = next(status for status, pattern in FATES.items() if re.fullmatch(pattern, said, re.IGNORECASE))
    if match := COUNT.fullmatch(words):
        return Suffixed(match["words"], int(match["number"]) if match["number"] else None, fate)
    return Suffixed(words, fate=fate)


def _at_the_end(title: str) -> str:
    """A title from right to left with its brackets behind it: the number first, then the fate."""
    if not RIGHT_TO_LEFT.search(title):
        return title
    for pattern in BRACKETS:
        if match := pattern.search(title):
            title = f"{title[: match.start()]} {title[match.end() :]}".strip() + f" {match['said']}"
    return title
