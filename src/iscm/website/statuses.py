"""A meeting's status as each channel says it: the word, the mark, the prefix, the codes of iCalendar and schema.org."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, gettext_lazy

from iscm.domain.meetings import Status


@dataclass(frozen=True, slots=True)
class ShownStatus:
    """A status in all its forms.

    `slug` names the mark, `label` is the word beside it, `prefix` stands before titles where nothing else is seen,
    `ical` and `schema` are the standards' own values (`schema` is empty where schema.org has no honest one).
    """

    slug: str
    label: str
    prefix: str
    ical: str
    schema: str


_WORDS = {
    Status.PLANNED: gettext_lazy("planned"),
    Status.TENTATIVE: gettext_lazy("tentative"),
    Status.CONFIRMED: gettext_lazy("confirmed"),
    Status.HELD: gettext_lazy("held"),
    Status.POSTPONED: gettext_lazy("postponed"),
    Status.RESCHEDULED: gettext_lazy("rescheduled"),
    Status.CANCELLED: gettext_lazy("cancelled"),
}
_SAID_FIRST = {Status.TENTATIVE, Status.POSTPONED, Status.RESCHEDULED, Status.CANCELLED}
# iCalendar has no "postponed": the old days are uncertain until new ones are said, so we call it tentative.
_ICAL = {
    Status.TENTATIVE: "TENTATIVE",
    Status.POSTPONED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
}
_SCHEMA = {
    Status.PLANNED: "EventScheduled",
    Status.CONFIRMED: "EventScheduled",
    Status.HELD: "EventScheduled",
    Status.POSTPONED: "EventPostponed",
    Status.RESCHEDULED: "EventRescheduled",
    Status.CANCELLED: "EventCancelled",
}


def show_status(status: str, date_status: str, unlisted_since: date | None = None) -> ShownStatus:
    """How a status is said, on pages, in feeds and in data.

    A date to be confirmed makes a meeting tentative unless it is postponed, moved or cancelled; one that its source no
    longer lists says so, and is not taken for cancelled.
    """
    plain = Status(status)
    if date_status == "tbc" and plain in {Status.PLANNED, Status.CONFIRMED, Status.TENTATIVE}:
        word = gettext("date to be confirmed")
        return ShownStatus("tbc", word, f"[{word}] ", "TENTATIVE", "")
    if unlisted_since and plain in {Status.PLANNED, Status.CONFIRMED, Status.TENTATIVE}:
        word = gettext("no longer listed")
        return ShownStatus("unlisted", word, f"[{word}] ", "TENTATIVE", "")
    word = str(_WORDS[plain])
    prefix = f"[{word}] " if plain in _SAID_FIRST else ""
    return ShownStatus(plain.value, word, prefix, _ICAL.get(plain, "CONFIRMED"), _SCHEMA.get(plain, ""))


def status_words() -> dict[str, str]:
    """Every status with its word, in the order of a meeting's life."""
    return {status.value: str(word) for status, word in _WORDS.items()}
