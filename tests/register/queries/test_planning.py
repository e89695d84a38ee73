"""The register's meetings as planning sees them."""

from datetime import date

import pytest
from django.test import TestCase

from iscm.planning.clashes import clashes_within
from iscm.planning.distances import Point
from iscm.register.models import Meeting, Relation
from iscm.register.operations.build import build_register
from iscm.register.operations.correct import correct
from iscm.register.queries.planning import engaged, engagements, point_of, seats, secretariats, states
from iscm.register.queries.rows import meeting_rows
from tests.factories.closed import CALENDAR, TITLE
from tests.planning.brute_force import every_clash, same, told
from tests.register.conftest import NOW


@pytest.mark.database
class TestBuilt(TestCase):
    """Built once from the five documents; what a test changes is undone after it."""

    @classmethod
    def setUpTestData(cls):
        build_register()

    def of_year(self, year):
        return engagements(date(year, 1, 1), date(year, 12, 31))

    def test_the_years_2017_and_2024_clash_as_by_brute_force_pair_for_pair(self):
        for year, meetings in ((2017, 62), (2024, 119)):
            calendar = self.of_year(year)
            place = {id(one): n for n, one in enumerate(calendar.engagements)}
            found = {(place[id(one.one)], place[id(one.other)]): told(one) for one in clashes_within(calendar, 3)}
            assert len(calendar) == meetings
            assert same(found, every_clash(calendar, 3))

    def test_on_the_same_days_of_2024_few_meetings_of_different_mechanisms_share_a_state(self):
        found = [one for one in clashes_within(self.of_year(2024), 0) if not one.mechanisms and one.is_sure]
        short = [one for one in found if max(one.one.days, one.other.days) < 40]
        assert (len(short), sum(one.shared > 0 for one in short)) == (53, 6)

    def test_as_many_queries_for_a_month_as_for_all_years(self):
        for first, last, count in (
            (date(2024, 2, 1), date(2024, 2, 29), 14),
            (date(2000, 1, 1), date(2030, 1, 1), 343),
        ):
            with self.assertNumQueries(6):
                assert len(engagements(first, last)) == count

    def test_a_joint_meeting_has_the_members_of_both(self):
        known = states()
        (joint,) = [
            one for one in self.of_year(2024).engagements if one.mechanisms == ("khartoum-process", "rabat-process")
        ]
        held = seats(joint.first, joint.mechanisms)
        expected = set(held["khartoum-process"].states) | set(held["rabat-process"].states)
        assert set(known.codes_of(joint.states)) == expected
        assert (joint.secretariat, joint.co_secretariats) == ("African Union Commission", ("ICMPD",))

    def test_what_prepares_another_belongs_to_it(self):
        (relation,) = Relation.objects.filter(kind="prepares", other__isnull=False, meeting__year=2024)
        (found,) = [one for one in self.of_year(2024).engagements if one.belongs_to]
        assert (found.key, found.belongs_to) == (relation.meeting.uid, (relation.other.uid,))

    def test_inner_circles_of_what_is_open_to_all_bind_not_all(self):
        found = {one.title: one.is_open for one in self.of_year(2024).engagements if one.mechanisms == ("gfmd",)}
        assert [title[:20] for title, is_open in found.items() if is_open] == [
            '14th Summit "From en', "Mayors Mechanism Vis", "Official launch of t", "Roundtable Consultat",
        ]  # fmt: skip

    def test_what_is_called_off_binds_nobody_and_what_is_doubtful_less(self):
        (meeting, *_) = Meeting.objects.filter(year=2024, edtf__startswith="2024-05")
        for status, date_status, expected in (
            ("held", "confirmed", [1.0]), ("cancelled", "confirmed", []), ("postponed", "tbc", []),
            ("planned", "tbc", [0.75]), ("rescheduled", "confirmed", [1.0]),
        ):  # fmt: skip
            Meeting.objects.filter(pk=meeting.pk).update(status=status, date_status=date_status)
            found = engaged(meeting_rows(Meeting.objects.filter(pk=meeting.pk)))
            assert [one.likelihood for one in found] == expected, status


@pytest.mark.parametrize(
    ("city", "country", "expected"),
    [
        ("Genève", "CH", Point("Geneva", "CH", 46.2, 6.15)),
        ("Nowhere", "CH", Point("Nowhere", "CH", 46.8, 8.2, is_exact=False)),
        ("", "CH", Point("", "CH", 46.8, 8.2, is_exact=False)),
        ("Nowhere", "", None),
    ],
)
def test_a_city_lies_where_it_does_or_in_the_middle_of_its_country(city, country, expected):
    assert point_of(city, country) == expected


def test_secretariats_are_named_for_every_mechanism(vocabulary):
    found = secretariats()

    assert list(found) == list(vocabulary.mechanisms)
    assert (found["prague-process"], found["cmc"]) == ("ICMPD", "")


def test_a_closed_meeting_counts_and_is_named_only_to_those_who_may_see_it(put):
    put(CALENDAR)
    uid = Meeting.objects.get(title=TITLE).uid
    correct(uid, {"closed": True}, actor="ann", reason="the chair asked for it", now=NOW)
    days = date(2024, 5, 1), date(2024, 5, 31)
    ((told,), (whole,)) = (engagements(*days, with_closed=may_see).engagements for may_see in (False, True))

    assert (told.title, told.themes) == ("", ())
    assert (whole.title, told.states, told.first) == (TITLE, whole.states, whole.first)
    assert told.states > 0
