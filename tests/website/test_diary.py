"""The diary of a year, and its entries."""

import pytest

from iscm.publication.titles import tidied
from iscm.register.queries.filters import Filter
from iscm.register.queries.meetings import of_year
from iscm.register.queries.rows import rows_of_keys
from iscm.register.queries.stamps import version
from iscm.register.queries.year_lists import year_list
from iscm.website.diary import named_month
from iscm.website.entries import entries
from iscm.website.labels import group_in_words, labels
from tests.factories.rows import add_meeting

LISTED = [
    ("2017-01-23", "January"),
    ("2017-01-30/2017-02-02", "January"),
    ("2017-07", "July"),
    ("2017-35", "September"),
    ("[2017-34,2017-35]", "September"),
    ("[2017-06-10,2017-06-17]", "June"),
    ("2017-41", "December"),
    ("2017-24", "December"),
    ("2017-XX", "Some time in 2017"),
]


def sections():
    return year_list(2017, Filter(), version()).sections()


@pytest.mark.parametrize(("edtf", "section"), LISTED)
def test_meeting_stands_in_the_last_month_in_which_it_may_fall(db, edtf, section):
    add_meeting("Workshop", edtf)
    assert [named_month(found.month, 2017)[0] for found in sections()] == [section]


def test_unsure_meetings_stand_after_the_sure_ones_of_their_month(db):
    add_meeting("Unsure", "2017-07", date_status="tbc")
    add_meeting("Late", "2017-07-31")
    (july,) = sections()
    assert ([row.title for row in rows_of_keys(july.keys).values()], july.number) == (["Late", "Unsure"], 2)


def test_group_counts_as_many_as_it_says(db):
    add_meeting("Webinars", "2017-07", count=7)
    add_meeting("Trainings", "2017-07", count=None)
    (july,) = sections()
    assert july.number == 8
    assert sorted(e.number for e in entries(of_year(2017))) == ["7 meetings", "several meetings, number not said"]


def test_status_is_said_only_where_it_matters(db):
    add_meeting("Held", "2017-01-01", status="held")
    add_meeting("Off", "2017-01-02", status="cancelled")
    assert [e.status and e.status.label for e in entries(of_year(2017))] == [None, "cancelled"]


def test_mechanism_does_not_name_itself_on_its_own_page(db):
    add_meeting("Joint", "2017-01-01", mechanisms=("gfmd", "rcm"))
    (joint,) = entries(of_year(2017), of="gfmd")
    assert [chip.slug for chip in joint.chips] == ["rcm"]


@pytest.mark.parametrize(
    ("places", "words"),
    [
        (("Geneva|CH",), "Geneva, Switzerland"),
        (("|PW",), "Palau"),
        (("Luxembourg|LU",), "Luxembourg"),
        (("Geneva|CH", "Bogota|CO"), "Geneva, Switzerland; Bogota, Colombia"),
        (("Nowhere|",), "Nowhere"),
        ((), ""),
    ],
)
def test_places_in_words(db, places, words):
    add_meeting("Workshop", "2017-01-01", places=places)
    assert labels().places(of_year(2017)[0].places) == words


@pytest.mark.parametrize(("count", "words"), [(1, ""), (2, "2 meetings"), (None, "several meetings, number not said")])
def test_group_in_words(count, words):
    assert group_in_words(count) == words


@pytest.mark.parametrize(
    ("printed", "shown"),
    [("4 th Summit", "4th Summit"), ("1 st IDM and 2 nd", "1st IDM and 2nd"), ("4 the", "4 the"), ("14th", "14th")],
)
def test_raised_endings_join_their_number(printed, shown):
    assert tidied(printed) == shown
