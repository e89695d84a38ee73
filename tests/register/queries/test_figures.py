"""What is counted for the figures: groups as many as they are, joint meetings for each, in so many queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iscm.publication.charts.facts import Count, Dated, Held, Seat
from iscm.register.models import IndexEntry, Meeting, Membership, Party
from iscm.register.queries.figures import figure_facts, membership_facts
from tests.factories.rows import add_document, add_mechanism, add_meeting, add_territory, add_theme

pytestmark = pytest.mark.django_db


def test_groups_count_as_many_as_they_are_and_unnumbered_ones_once():
    add_meeting("Webinars", "2024", kind="webinar", attendance="online", count=7)
    add_meeting("More webinars", "2024", kind="webinar", attendance="online", count=None)
    facts = figure_facts(2024)
    assert facts.held == (Held(2024, "webinar", "online", 8),)
    assert sorted(facts.dates, key=lambda dated: dated.number) == [Dated("2024", 1), Dated("2024", 7)]


def test_joint_meetings_count_for_each_of_their_mechanisms():
    add_meeting("Joint", "2024-03-01", mechanisms=("gfmd", "rcm"), count=2)
    facts = figure_facts()
    assert facts.mechanisms == (Count(2024, "gfmd", 2), Count(2024, "rcm", 2))
    assert facts.acronyms == (("gfmd", "GFMD"), ("rcm", "RCM"))


def test_what_is_withdrawn_is_not_counted():
    meeting = add_meeting("Hoax", "2024-03-01", themes=("data",))
    Meeting.objects.filter(pk=meeting.pk).update(is_listed=False)
    facts = figure_facts(2024)
    assert (facts.held, facts.mechanisms, facts.suggested, facts.filed, facts.dates) == ((), (), (), 0, ())


def test_meetings_are_counted_by_theme_and_basis_and_once_among_the_filed():
    add_meeting("Both", "2024-03-01", themes=("data", "gender"), count=3)
    add_meeting("None", "2024-03-02")
    add_meeting("Other year", "2022-03-02", themes=("data",))
    facts = figure_facts(2024)
    assert facts.suggested == (Count(2024, "data", 3), Count(2024, "gender", 3))
    assert (facts.stated, facts.filed, facts.years) == ((), 3, (2022, 2024))


def test_an_index_counts_each_mechanism_once_and_all_as_those_that_met():
    document, data, gender = add_document(), add_theme("data"), add_theme("gender")
    for slug, theme, line in (("gfmd", data, 1), ("gfmd", data, 2), ("rcm", data, 1), ("grcp", gender, 3)):
        IndexEntry.objects.create(
            document=document, theme=theme, mechanism=add_mechanism(slug), year=2021, line=line, position=1, printed="x"
        )
    for slug in ("gfmd", "rcm", "igc", "grcp"):
        add_meeting(f"Of {slug}", "2021-05-01", mechanisms=(slug,))
    facts = figure_facts()
    assert facts.index == (Count(2021, "data", 2), Count(2021, "gender", 3))
    assert (facts.for_all, facts.indexed) == (((2021, "gender"),), (2021,))


def test_seats_know_their_region_and_basis_and_ended_mechanisms_have_none():
    switzerland = add_territory()
    for slug, status in (("gfmd", "active"), ("old", "ended"), ("open", "active")):
        mechanism = add_mechanism(slug, status=status)
        Membership.objects.create(mechanism=mechanism, basis="listed")
        if slug != "open":
            Party.objects.create(mechanism=mechanism, role="member", territory=switzerland)
    Party.objects.create(mechanism=mechanism, role="observer", territory=switzerland)
    facts = membership_facts()
    assert (facts.seats, facts.unlisted) == ((Seat("gfmd", "CH", "150", "listed"),), 1)
    assert facts.seats == figure_facts().seats


@pytest.mark.parametrize("number", [1, 30])
def test_number_of_queries_is_fixed(number):
    for n in range(number):
        add_meeting(f"Meeting {n}", "2024-03-01", themes=("data",), mechanisms=(f"mechanism-{n}",))
    for year, queries in ((None, 6), (2024, 10)):
        with CaptureQueriesContext(connection) as asked:
            figure_facts(year)
        assert len(asked) == queries
