"""What came in, in words: values, places in documents, fates of rows."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy

from iscm.domain.errors import EdtfError
from iscm.domain.listing import PlaceRow
from iscm.publication.dates import in_words
from iscm.publication.labels import Labels, attendance_words, group_words
from iscm.publication.statuses import status_words
from iscm.publication.words import Words, words_in
from iscm.register.operations.foreseeing import Fate
from iscm.register.queries.inbox import Way
from iscm.register.queries.vocabulary import vocabulary

LONGEST = 400
FATES: dict[Fate, Promise] = {
    Fate.UNDECIDED: gettext_lazy("To decide"),
    Fate.CHANGED: gettext_lazy("Changes a meeting"),
    Fate.NEW: gettext_lazy("New"),
    Fate.SAME: gettext_lazy("Nothing changes"),
    Fate.COUNTS: gettext_lazy("Counts"),
    Fate.REFUSED: gettext_lazy("Refused"),
}
WAYS: dict[Way, Promise] = {
    Way.UPLOADED: gettext_lazy("brought by %(by)s"),
    Way.SUBMITTED: gettext_lazy("sent in by %(by)s"),
    Way.ROOM: gettext_lazy("came through the room of its secretariat, known by link or account: %(by)s"),
    Way.MAILED: gettext_lazy("came by mail, from %(by)s"),
    Way.GATHERED: gettext_lazy("gathered from %(by)s"),
}
VERDICTS: dict[str, Promise] = {
    "same": gettext_lazy("the same meeting"),
    "different": gettext_lazy("different meetings"),
    "unsure": gettext_lazy("nobody knows"),
    "grouped": gettext_lazy("one of a group"),
    "prepares": gettext_lazy("one prepares the other"),
    "side-event-of": gettext_lazy("one is a side event of the other"),
    "concerns": gettext_lazy("one is about the other"),
    "unrelated": gettext_lazy("they do not hang together"),
}
KINDS: dict[str, Promise] = {
    "new": gettext_lazy("a new meeting"),
    "change": gettext_lazy("a change"),
    "confirm": gettext_lazy("a confirmation: nothing changed"),
    "outcome": gettext_lazy("an outcome"),
    "material": gettext_lazy("a document of a meeting"),
}
CELLS: tuple[tuple[str, Promise, tuple[str, ...]], ...] = (
    ("date", gettext_lazy("Date"), ("edtf", "date_status")),
    ("title", gettext_lazy("Title"), ("title", "kind", "ordinal", "count")),
    ("mechanism", gettext_lazy("Mechanisms"), ("mechanisms",)),
    ("place", gettext_lazy("Place"), ("places", "attendance")),
    ("outcome", gettext_lazy("Outcome"), ("outcome",)),
)
"""The cells of a row: the source's own, what each is called, and which values are read from it."""

FURTHER: dict[str, Promise] = {
    "status": gettext_lazy("Status"),
    "themes": gettext_lazy("Themes"),
    "initiatives": gettext_lazy("Initiatives"),
    "links": gettext_lazy("Links"),
    "topic": gettext_lazy("About"),
    "bodies": gettext_lazy("Bodies"),
    "prepares": gettext_lazy("Prepares"),
    "side_event_of": gettext_lazy("Side event of"),
    "closed": gettext_lazy("Closed to the public"),
}
FIELDS: dict[str, Promise] = {
    "edtf": gettext_lazy("Date"),
    "date_status": gettext_lazy("Date"),
    "places": gettext_lazy("Place"),
    "attendance": gettext_lazy("Attendance"),
    "title": gettext_lazy("Title"),
    "parties": gettext_lazy("Mechanisms"),
    "kind": gettext_lazy("Kind"),
    "ordinal": gettext_lazy("Number in its series"),
    "count": gettext_lazy("Stands for"),
    "outcome": gettext_lazy("Outcome"),
    "uid": gettext_lazy("Address"),
    "is_closed": gettext_lazy("Closed to the public"),
    "lang": gettext_lazy("Language"),
    **FURTHER,
}
SEVERITIES = {
    "error": gettext_lazy("error"),
    "warning": gettext_lazy("warning"),
    "information": gettext_lazy("information"),
}
_PLACES = {
    "page": gettext_lazy("page %(n)s"),
    "sheet": gettext_lazy("sheet %(n)s"),
    "table": gettext_lazy("table %(n)s"),
    "row": gettext_lazy("row %(n)s"),
    "cell": gettext_lazy("cell %(n)s"),
    "line_first": gettext_lazy("line %(n)s"),
    "element": gettext_lazy("element %(n)s"),
}


def here() -> Words:
    """The words of the page's language."""
    return words_in(get_language() or "en")


def place_in_words(locator: dict[str, Any]) -> str:
    """Say "page 2, row 14"; empty where nothing is known."""
    return ", ".join(str(words) % {"n": locator[part]} for part, words in _PLACES.items() if locator.get(part))


def date_in_words(edtf: str, date_status: str = "confirmed") -> str:
    """A date of a meeting."""
    return in_words(edtf, date_status, here())


def value_in_words(field: str, value: Any) -> str:
    """A value as a person says it; what was not understood says so."""
    if value is None:
        return gettext("not understood")
    try:
        said = _WORDS.get(field, str)(value)
    except (EdtfError, AttributeError, TypeError, KeyError, ValueError):
        said = str(value)
    return said[:LONGEST]


def change_in_words(field: str, value: str | None) -> str:
    """The old or new value of a change, which the log keeps as text."""
    if value is None:
        return gettext("nothing")
    if field in {"edtf", "date_status", "attendance", "status", "kind"}:
        return value_in_words(field, value)
    if field == "parties":
        return gettext(", ").join(_labels().mechanism(slug) for slug in value.split(", "))[:LONGEST]
    return value[:LONGEST]


def _labels() -> Labels:
    return Labels(vocabulary(), here())


def _places(value: Any) -> str:
    pairs = ((one.get("city"), one.get("country")) if isinstance(one, dict) else one for one in value)
    return _labels().places(PlaceRow(city or "", country or "") for city, country in pairs)


def _links(value: Any) -> str:
    return ", ".join(link["url"] or link["text"] for link in value)


_WORDS: dict[str, Callable[[Any], str]] = {
    "edtf": date_in_words,
    "date_status": lambda value: gettext("to be confirmed") if value == "tbc" else gettext("settled"),
    "places": _places,
    "attendance": lambda value: attendance_words(here()).get(value, value),
    "mechanisms": lambda value: gettext(", ").join(_labels().mechanism(slug) for slug in value),
    "kind": lambda value: _labels().kind(value),
    "status": lambda value: status_words(here()).get(value, value),
    "ordinal": lambda value: gettext("number %(n)s of its series") % {"n": value},
    "count": lambda value: group_words(value, here()),
    "themes": lambda value: gettext(", ").join(_labels().theme(one["slug"]) for one in value),
    "initiatives": lambda value: gettext(", ").join(_labels().initiative(one["slug"]) for one in value),
    "links": _links,
    "bodies": ", ".join,
    "closed": lambda value: gettext("yes") if value else gettext("no"),
}
