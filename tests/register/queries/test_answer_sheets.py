"""What stands on the sheet of a mechanism: its meetings of a year and those to come, closed ones too."""

from datetime import date

import pytest

from iscm.domain.answers import plain
from iscm.domain.errors import UnknownReferenceError
from iscm.domain.records import DateStatus
from iscm.register.models import Meeting
from iscm.register.operations.correct import correct
from iscm.register.queries.answer_sheets import answer_sheet
from iscm.register.queries.history import version_of
from tests.factories.closed import TITLE, closed_record
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2024, 12, 1)
WHO = {"actor": "ann", "reason": "so it is", "now": NOW}


def titles(sheet):
    return [one.values["title"] for one in sheet.meetings]


def record(title, when, **rest):
    return make_record(title=title, when=when, **{"mechanisms": ("rcm",), "kind": "workshop", **rest})


def test_a_sheet_goes_from_a_year_back_to_all_that_is_to_come(put):
    days = (("Old", "2023-11-30"), ("Within", "2023-12-02"), ("Next", "2025-01-09"), ("Far", "2031"))
    put(
        make_reading(
            *(record(title, when) for title, when in days), record("Other", "2025-02-01", mechanisms=("sacm",))
        )
    )
    sheet = answer_sheet("rcm", "en", TODAY)
    assert (titles(sheet), sheet.as_of) == (["Within", "Next", "Far"], TODAY)
    assert sheet.mechanism_name == "Regional Conference on Migration"


def test_closed_meetings_of_its_own_are_shown_whole_and_withdrawn_ones_are_not(put):
    report = put(make_reading(closed_record(when="2025-05-06")))
    correct(report.created[0], {"closed": True}, **WHO)
    (meeting,) = answer_sheet("rcm", "en", TODAY).meetings
    assert (meeting.values["title"], meeting.values["closed"]) == (TITLE, "yes")
    assert meeting.seen == version_of(meeting.uid)


SAID = [
    ("2025-05-12/2025-05-14", "confirmed", "en", "12–14 May 2025"),
    ("2025-05-12/2025-05-14", "confirmed", "fr", "12–14 mai 2025"),
    ("2025-05", "confirmed", "en", "May 2025"),
    ("2025", "tbc", "en", "2025 (to be confirmed)"),
    ("2025-05", "tbc", "ru", "май 2025 г. (уточняется)"),
    ("2025-05-12", "tbc", "ar", "12 مايو 2025 (يُؤكد لاحقاً)"),
]


@pytest.mark.parametrize(("edtf", "status", "lang", "expected"), SAID)
def test_dates_stand_as_people_write_them(put, edtf, status, lang, expected):
    put(make_reading(record("Workshop", edtf, date_status=DateStatus(status))))
    (meeting,) = answer_sheet("rcm", lang, TODAY).meetings
    assert plain(meeting.values["date"]) == expected


def test_words_are_those_of_the_language(put):
    put(make_reading(record("Workshop", "2025-05-12", places=("Bangkok|TH",))))
    (meeting,) = answer_sheet("rcm", "fr", TODAY).meetings
    assert (meeting.values["place"], meeting.values["kind"]) == ("Bangkok, Thaïlande", "Atelier")


@pytest.mark.parametrize("number", [1, 4])
def test_it_takes_the_same_number_of_questions_however_many_meetings(put, django_assert_num_queries, number):
    put(make_reading(*(record(f"Workshop {n}", f"2025-05-{n:02}") for n in range(1, number + 1))))
    assert Meeting.objects.count() == number
    with django_assert_num_queries(7):
        answer_sheet("rcm", "en", TODAY)


def test_there_is_no_sheet_of_no_mechanism(register):
    with pytest.raises(UnknownReferenceError):
        answer_sheet("nothing", "en", TODAY)
