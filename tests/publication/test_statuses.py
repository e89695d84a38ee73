"""One function says the status in every channel."""

from datetime import date

import pytest

from iscm.domain.listing import standing_of
from iscm.domain.meetings import Status
from iscm.publication.statuses import show_status, status_words
from iscm.publication.words import LANGUAGES, words_in

ENGLISH = words_in("en")

SAID = {
    Status.PLANNED: ("planned", "", "CONFIRMED", "EventScheduled"),
    Status.TENTATIVE: ("tentative", "[tentative] ", "TENTATIVE", ""),
    Status.CONFIRMED: ("confirmed", "", "CONFIRMED", "EventScheduled"),
    Status.HELD: ("held", "", "CONFIRMED", "EventScheduled"),
    Status.POSTPONED: ("postponed", "[postponed] ", "TENTATIVE", "EventPostponed"),
    Status.RESCHEDULED: ("rescheduled", "[rescheduled] ", "CONFIRMED", "EventRescheduled"),
    Status.CANCELLED: ("cancelled", "[cancelled] ", "CANCELLED", "EventCancelled"),
}


@pytest.mark.parametrize("status", Status)
def test_every_status_is_said_in_every_channel(status):
    shown = show_status(status.value, ENGLISH)
    assert (shown.label, shown.prefix, shown.ical, shown.schema) == SAID[status]


@pytest.mark.parametrize("status", [Status.PLANNED, Status.CONFIRMED, Status.TENTATIVE])
def test_open_date_is_tentative_and_never_called_scheduled(status):
    shown = show_status(standing_of(status.value, "tbc"), ENGLISH)
    assert (shown.slug, shown.ical, shown.schema) == ("tbc", "TENTATIVE", "")


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.POSTPONED, Status.HELD])
def test_fate_counts_more_than_an_open_date(status):
    assert standing_of(status.value, "tbc") == status.value


def test_no_longer_listed_is_not_cancelled():
    shown = show_status(standing_of("confirmed", "confirmed", date(2024, 9, 1)), ENGLISH)
    assert (shown.slug, shown.ical) == ("unlisted", "TENTATIVE")


def test_words_follow_the_life_of_a_meeting():
    assert list(status_words(ENGLISH)) == [status.value for status in Status]


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_every_status_has_its_word_in_every_language(lang):
    said, english = status_words(words_in(lang)), status_words(ENGLISH)
    assert [slug for slug in english if said[slug] == english[slug]] == []
