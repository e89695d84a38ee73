"""Which meetings are asked for, and with how many queries."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from iscm.register.models import Meeting, Party
from iscm.register.queries import meetings
from iscm.register.queries.feeding import dated_stretches
from iscm.register.queries.filters import Filter
from iscm.register.queries.rows import listed, meeting_rows
from iscm.register.queries.stamps import version
from tests.factories.rows import (
    add_mechanism,
    add_meeting,
    add_territory,
    raise_stamp,
)


def titles(rows):
    return [row.title for row in rows]


def dated(wanted):
    (rows,) = dated_stretches(wanted)
    return rows


@pytest.mark.parametrize("number", [1, 3, 600])
def test_rows_need_five_queries_however_many(db, number):
    for n in range(number):
        add_meeting(f"Workshop {n}", "2024-01-01", themes=("data",), initiatives=("gcm",))
    with CaptureQueriesContext(connection) as asked:
        rows = meeting_rows(listed())
    assert (len(asked), len(rows)) == (5, number)
    assert [(len(r.parties), len(r.places), len(r.themes), len(r.initiatives)) for r in rows] == [(1, 1, 1, 1)] * number


def test_years_count_groups_as_many_as_they_are(db):
    add_meeting("Webinars", "2024", count=7)
    add_meeting("Trainings", "2024", count=None)
    add_meeting("Summit", "2023-01-01")
    add_meeting("Undated", "")
    assert [(each.year, each.meetings) for each in meetings.years()] == [(2024, 8), (2023, 1)]


def test_country_has_what_it_hosts_and_what_its_mechanisms_do(db):
    Party.objects.create(mechanism=add_mechanism("rcm"), role="member", territory=add_territory("CR", "Costa Rica"))
    add_meeting("Hosted", "2024-01-01", places=("San José|CR",))
    add_meeting("Its own", "2024-02-01", mechanisms=("rcm",), places=())
    add_meeting("Neither", "2024-03-01")
    assert titles(meetings.of_country("CR")) == ["Hosted", "Its own"]


def test_coming_meetings_include_what_is_on_and_what_may_still_come(db):
    add_meeting("Over", "2024-06-01")
    add_meeting("On", "2024-05-30/2024-06-10")
    add_meeting("Perhaps", "2024-34")
    add_meeting("Later", "2024-06-20")
    assert titles(meetings.upcoming(date(2024, 6, 5), 9)) == ["On", "Later", "Perhaps"]
    assert titles(meetings.latest(date(2024, 6, 5), 9)) == ["Over"]


def test_between_two_days_is_what_may_touch_them(db):
    add_meeting("Before", "2024-05-31")
    add_meeting("Across", "2024-05-30/2024-06-02")
    add_meeting("Perhaps", "2024-06", mechanisms=("rcm",))
    first, last = date(2024, 6, 1), date(2024, 6, 5)
    assert titles(dated(Filter(since=first, until=last))) == ["Across", "Perhaps"]
    assert titles(dated(Filter(since=first, mechanism=("rcm",)))) == ["Perhaps"]


def test_unlisted_meetings_are_nowhere(db):
    add_meeting("Gone", "2024-06-01", is_listed=False, themes=("data",), initiatives=("gcm",))
    found = (meetings.of_year(2024), meetings.of_mechanism("gfmd"), meetings.of_theme("data"), dated(Filter()))
    assert found == ((), (), (), ())


def test_version_rises_with_its_stamp(db):
    before = version()
    raise_stamp()
    assert (before.number, version().number) == (0, 1)
    assert str(before) != str(version())


@pytest.fixture
def meeting(transactional_db):
    """A meeting in a register with a version, outside of any transaction."""
    raise_stamp()
    return add_meeting("Before", "2024-01-01")


@pytest.mark.usefixtures("meeting")
def test_rows_of_a_version_are_read_once(django_assert_num_queries):
    first = meetings.of_year(2024)
    with django_assert_num_queries(2):
        assert meetings.of_year(2024) == first


@pytest.mark.usefixtures("meeting")
def test_only_new_rows_are_read_where_others_are_kept(django_assert_num_queries):
    meetings.of_year(2024)
    add_meeting("Beside", "2024-02-01")
    with django_assert_num_queries(7):
        assert titles(meetings.of_year(2024)) == ["Before", "Beside"]


def test_a_change_is_seen_with_the_next_version(meeting):
    meetings.of_year(2024)
    Meeting.objects.update(title="Afterwards", touched_at=Now())
    raise_stamp()
    assert titles(meetings.of_year(2024)) == ["Afterwards"]


def test_nothing_is_kept_of_a_transaction(meeting):
    with transaction.atomic():
        Meeting.objects.update(title="Taken back")
        raise_stamp()
        assert titles(meetings.of_year(2024)) == ["Taken back"]
        transaction.set_rollback(True)
    raise_stamp()
    assert titles(meetings.of_year(2024)) == ["Before"]
