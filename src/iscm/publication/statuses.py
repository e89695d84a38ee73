"""A meeting's status as each channel says it: the word, the mark, the prefix, the codes of iCalendar and schema.org."""

from dataclasses import dataclass
from functools import lru_cache

from iscm.domain.listing import TO_BE_CONFIRMED, UNLISTED
from iscm.domain.meetings import Status
from iscm.publication.words import Words, words_in


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


def show_status(standing: str, words: Words) -> ShownStatus:
    """How a meeting's standing (see `listing.standing_of`) is said, on pages, in feeds and in publications."""
    return _shown(standing, words.lang)


# There are few, and each meeting of a long list has one.
@lru_cache(maxsize=256)
def _shown(standing: str, lang: str) -> ShownStatus:
    words = words_in(lang)
    if standing in {TO_BE_CONFIRMED, UNLISTED}:
        is_open = standing == TO_BE_CONFIRMED
        word = words.gettext("date to be confirmed") if is_open else words.gettext("no longer listed")
        return ShownStatus(standing, word, f"[{word}] ", "TENTATIVE", "")
    plain = Status(standing)
    word = status_words(words)[plain.value]
    prefix = f"[{word}] " if plain in _SAID_FIRST else ""
    return ShownStatus(plain.value, word, prefix, _ICAL.get(plain, "CONFIRMED"), _SCHEMA.get(plain, ""))


def status_words(words: Words) -> dict[str, str]:
    """Every status with its word, in the order of a meeting's life."""
    return {
        Status.PLANNED.value: words.gettext("planned"),
        Status.TENTATIVE.value: words.gettext("tentative"),
        Status.CONFIRMED.value: words.gettext("confirmed"),
        Status.HELD.value: words.gettext("held"),
        Status.POSTPONED.value: words.gettext("postponed"),
        Status.RESCHEDULED.value: words.gettext("rescheduled"),
        Status.CANCELLED.value: words.gettext("cancelled"),
    }
