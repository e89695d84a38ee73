"""One function says the status in every channel."""

from datetime import date

import pytest

from iscm.domain.meetings import Status
from iscm.website.statuses import show_status, status_words

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
    shown = show_status(status.value, "confirmed")
    assert (shown.label, shown.prefix, shown.ical, shown.schema) == SAID[status]


@pytest.mark.parametrize("status", [Status.PLANNED, Status.CONFIRMED, Status.TENTATIVE])
def test_open_date_is_tentative_and_never_called_scheduled(status):
    shown = show_status(status.value, "tbc")
    assert (shown.slug, shown.ical, shown.schema) == ("tbc", "TENTATIVE", "")


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.POSTPONED, Status.HELD])
def test_fate_counts_more_than_an_open_date(status):
    assert show_status(status.value, "tbc").slug == status.value


def test_no_longer_listed_is_not_cancelled():
    shown = show_status("confirmed", "confirmed", date(2024, 9, 1))
    assert (shown.slug, shown.ical) == ("unlisted", "TENTATIVE")


def test_words_follow_the_life_of_a_meeting():
    assert list(status_words()) == [status.value for status in Status]
