"""Titles as they are shown."""

from datetime import UTC, date, datetime

import pytest

from iscm.domain.listing import MeetingRow
from iscm.publication.titles import named, tidied, title_in
from iscm.publication.words import words_in

EN, FR = words_in("en"), words_in("fr")
NOON = datetime(2024, 9, 24, 12, tzinfo=UTC)


def row(title, *, is_closed):
    day = date(2024, 5, 3)
    plain = (
        "2024-05-03",
        day,
        day,
        "day",
        "confirmed",
        "planned",
        "online",
        "",
        None,
        1,
        "",
        2024,
        day,
        0,
        NOON,
        None,
        "",
    )
    return MeetingRow("u", title, "und", *plain, is_closed=is_closed)


@pytest.mark.parametrize(
    ("title", "shown"), [("4 th Forum", "4th Forum"), ("2 e Réunion", "2e Réunion"), ("4 the", "4 the")]
)
def test_raised_ending_stands_at_its_number(title, shown):
    assert tidied(title) == shown


@pytest.mark.parametrize(
    ("title", "is_closed", "shown"),
    [("Forum", False, "Forum"), ("", False, ""), ("Forum", True, "Forum"), ("", True, "Closed meeting")],
)
def test_meeting_whose_title_is_kept_back_is_said_to_be_closed(title, is_closed, shown):
    assert title_in(EN, title, is_closed=is_closed) == shown
    (found,) = named([row(title, is_closed=is_closed)], EN)
    assert found.title == shown


def test_it_is_said_in_the_language_of_the_reader():
    (found,) = named([row("", is_closed=True)], FR)
    assert (found.title, found.lang) == (FR.gettext("Closed meeting"), "fr")
