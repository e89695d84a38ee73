"""A place in a document, in words."""

from iscm.domain.citations import Locator
from iscm.publication.words import Words

LINES, ROWS = ("line_first", "line_last"), ("row", "row_last")


def locator_in_words(locator: Locator, words: Words) -> str:
    """Say "page 2, row 14" or "lines 9–10"; empty where nothing is known."""
    held = locator.as_json()
    # Lines and pages are found by hand; the number of a table matters only where there is nothing else.
    if "line_first" in held or "page" in held:
        held.pop("table", None)
    told = [pattern % {"n": held[part]} for part, pattern in _patterns(words).items() if part in held]
    return words.gettext(", ").join((*told, *_spans(held, words)))


def _patterns(words: Words) -> dict[str, str]:
    return {
        "page": words.gettext("page %(n)s"),
        "sheet": words.gettext("sheet %(n)s"),
        "table": words.gettext("table %(n)s"),
        "cell": words.gettext("cell %(n)s"),
        "element": words.gettext("element %(n)s"),
    }


def _spans(held: dict[str, int | str], words: Words) -> list[str]:
    """Rows and lines, which may be several."""
    told = []
    for first, last, one, several in (
        (*ROWS, words.gettext("row %(n)s"), words.gettext("rows %(n)s–%(last)s")),
        (*LINES, words.gettext("line %(n)s"), words.gettext("lines %(n)s–%(last)s")),
    ):
        if first in held:
            is_span = held.get(last, held[first]) != held[first]
            told.append((several if is_span else one) % {"n": held[first], "last": held.get(last)})
    return told
