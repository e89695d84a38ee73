"""The register made from what the package carries."""

import pytest
from django.test import TestCase

from iscm.data import carried_documents, load_vocabulary
from iscm.reading.read import read_all
from iscm.register.mapping import records_of
from iscm.register.models import (
    Document,
    IndexEntry,
    Mechanism,
    Meeting,
    MeetingInitiative,
    Publication,
    Record,
    Revision,
)
from iscm.register.operations import log
from iscm.register.operations.build import build_register
from iscm.register.operations.checking import check_register
from iscm.register.operations.rebuild import rebuild
from iscm.register.queries.open_matters import open_questions


@pytest.mark.database
class TestBuilt(TestCase):
    """Built once; what a test changes is undone after it."""

    @classmethod
    def setUpTestData(cls):
        cls.steps = []
        cls.reports = build_register(lambda *step: cls.steps.append(step))

    def test_all_carried_documents_go_in_and_meetings_follow_from_them(self):
        reports, steps = self.reports, self.steps
        assert [report.is_accepted for report in reports] == [True] * len(carried_documents())
        assert steps[-1] == (len(reports) + 2, len(reports) + 2, "done")
        found = rebuild(check=True)
        assert (found.is_sound, found.meetings) == (True, Meeting.objects.filter(is_listed=True).count())

    def test_every_record_comes_back_from_its_claims_as_it_was_read(self):
        for document in carried_documents():
            (reading,) = read_all(document, load_vocabulary())
            rows = Record.objects.filter(document__sha256=reading.sha256).order_by("n")
            claims = {row.pk: dict(row.claims.values_list("field", "value")) for row in rows}
            assert records_of(rows, claims) == list(reading.records)

    def test_building_again_changes_nothing(self):
        before = (Revision.objects.count(), set(Meeting.objects.values_list("uid", "last_modified")))
        assert all(report.is_unchanged for report in build_register())
        assert (Revision.objects.count(), set(Meeting.objects.values_list("uid", "last_modified"))) == before
        assert log.verify() is None

    def test_reference_facts_are_all_there(self):
        vocabulary = load_vocabulary()
        assert list(Mechanism.objects.values_list("slug", flat=True)) == list(vocabulary.mechanisms)
        rcm = Mechanism.objects.get(slug="rcm")
        members = set(rcm.parties_to.filter(role="member").values_list("territory__alpha_2", flat=True))
        assert members == set(vocabulary.mechanisms["rcm"].members.states)

    def test_joint_meetings_are_one_meeting_of_several_mechanisms(self):
        joint = Meeting.objects.get(edtf="2022-05-31", ordinal=3)
        assert sorted(joint.parties.values_list("mechanism__slug", flat=True)) == ["rcm", "sacm"]
        assert joint.citations.count() == 2

    def test_undated_group_is_one_meeting_of_its_year_with_its_count(self):
        groups = Meeting.objects.filter(count=24, year=2021, parties__mechanism__slug="igc")
        assert [(one.edtf, one.precision) for one in groups] == [("2021", "year")]

    def test_all_meetings_of_a_tracker_state_its_initiatives(self):
        tracked = Meeting.objects.filter(citations__record__document__reader="tracker")
        stated = MeetingInitiative.objects.filter(basis="stated", initiative__slug="gcm")
        assert set(stated.values_list("meeting", flat=True)) == set(tracked.values_list("pk", flat=True))

    def test_indexes_and_publications_of_the_highlights_are_kept(self):
        highlights = Document.objects.get(reader="highlights", year=2022)
        climate = IndexEntry.objects.filter(document=highlights, theme__slug="climate-change")
        assert [entry.mechanism.slug for entry in climate] == [
            "igc",
            "midwa",
            "khartoum-process",
            "rabat-process",
            "pafom",
            "sacm",
        ]
        assert Publication.objects.filter(document=highlights).count() == 8

    def test_checks_over_all_documents_find_nothing_new_the_second_time(self):
        first = check_register()
        assert check_register() == first

    def test_two_seventh_forums_are_asked_about_and_stay_two(self):
        asked = [question for question in open_questions() if question.verdict == "same"]
        assert [question.reason.count("both number 7") for question in asked] == [1]
        assert Meeting.objects.filter(ordinal=7, year=2022, parties__mechanism__slug="pafom").count() == 2
