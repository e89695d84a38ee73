"""Editions: numbered, frozen, compared, kept byte by byte, and never published twice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.domain.places import Attendance
from iscm.publication.formats import FORMATS
from iscm.publication.report import Box, plain
from iscm.publication.words import LANGUAGES
from iscm.reconciliation.judgements import Verdict
from iscm.register.models import Edition, EditionFile, EditionText, MeetingCitation, Revision, Stamp
from iscm.register.operations import log
from iscm.register.operations.correct import correct
from iscm.register.operations.drafts import draft_calendar, draft_highlights
from iscm.register.operations.judge import judge
from iscm.register.operations.publish import publish
from iscm.register.queries import published
from iscm.register.queries.filters import Filter
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db
SOM = make_record(title="Senior Officials Meeting", when="2024-06-27")
WEBINAR = make_record(
    title="Webinar on data",
    when="2024-09-03",
    mechanisms=("rcm",),
    places=(),
    attendance=Attendance.ONLINE,
    kind="webinar",
)


@pytest.fixture
def uids(put):
    """The calendar of 2024 holds two meetings; their uids by title."""
    created = put(make_reading(SOM, WEBINAR, last_update=date(2024, 1, 31))).created
    return dict(zip(("som", "webinar"), sorted(created, key=rank), strict=True))


def rank(uid):
    return MeetingCitation.objects.get(meeting__uid=uid).record.n


def publish_2024(wanted=None, **rest):
    return publish(draft_calendar(2024, wanted), **{"actor": "ann", "now": NOW, **rest})


def fix(uid, **values):
    return correct(uid, values, actor="ann", reason="the secretariat said so", now=NOW)


def bullets(report):
    """What the box of changes says."""
    boxes = [block for block in report.blocks if isinstance(block, Box)]
    return [plain(item) for box in boxes for block in box.blocks for item in block.items]


def kept():
    return [model.objects.count() for model in (Edition, EditionText, EditionFile, Revision)]


def test_the_first_edition_has_number_one_and_no_changes(uids):
    edition = publish_2024(note="As decided in June.")
    line = published.latest("calendar-2024")
    assert (edition.number, edition.changes, bullets(edition.report)) == (1, None, [])
    assert edition.report.edition == "Edition 1, 21 November 2026"
    assert (line.number, line.kind, line.about, line.note, line.changes) == (
        1,
        "calendar",
        "2024",
        "As decided in June.",
        None,
    )


def test_a_corrected_meeting_is_told_in_the_next_edition_and_nothing_else(uids):
    publish_2024()
    fix(uids["som"], edtf="2024-07-04")
    edition = publish_2024()
    assert edition.number == 2
    assert bullets(edition.report) == [
        "Date changed: Senior Officials Meeting, Budapest Process: 4 July 2024 instead of 27 June 2024"
    ]
    assert published.latest("calendar-2024").changes == {"moved": 1}


def test_a_merged_meeting_is_neither_gone_nor_new(uids, put):
    again = make_record(title="Senior Officials' Gathering", when="2024-06-28", kind="other-meeting")
    (double,) = put(make_reading(again, name="another", reader="tracker")).created
    publish_2024()
    first, second = (MeetingCitation.objects.get(meeting__uid=uid).occurrence for uid in (uids["som"], double))
    judge(first, second, Verdict.SAME, actor="ann", reason="the same days", now=NOW)
    assert publish_2024().changes.counts == {"moved": 1, "renamed": 1, "merged": 1}


def test_a_meeting_moved_to_another_year_is_told_with_its_new_date(uids):
    publish_2024()
    fix(uids["som"], edtf="2025-02-06")
    assert bullets(publish_2024().report) == [
        "Date changed: Senior Officials Meeting, Budapest Process: 6 February 2025 instead of 27 June 2024"
    ]


def test_a_meeting_that_fits_the_filter_no_more_was_left_out(uids):
    publish_2024(Filter(region=("150",)))
    fix(uids["webinar"], attendance="in-person", places=[{"city": "Paris", "country": "FR"}])
    fix(uids["som"], places=[{"city": "Quito", "country": "EC"}])
    assert publish_2024(Filter(region=("150",))).changes.counts == {"new": 1, "gone": 1}


def test_the_report_is_kept_in_every_language_and_its_files_in_those_asked_for(uids):
    report = publish_2024(langs=["fr"]).report
    assert published.frozen_report("calendar-2024", 1) == report
    assert set(published.frozen_reports("calendar-2024", 1, LANGUAGES)) == set(LANGUAGES)
    files = published.latest("calendar-2024").files
    assert [(file.lang, file.form) for file in files] == [(lang, form) for lang in ("en", "fr") for form in FORMATS]


def test_the_report_says_its_permanent_page_where_the_site_is_known(uids, settings):
    assert publish_2024(is_dry_run=True).report.url == ""
    settings.SITE_URL = "https://calendar.example.org"
    publish_2024()
    urls = {lang: report.url for lang, report in published.frozen_reports("calendar-2024", 1, ["en", "ar"]).items()}
    assert urls == {
        "en": "https://calendar.example.org/editions/calendar-2024/1/",
        "ar": "https://calendar.example.org/ar/editions/calendar-2024/1/",
    }


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_rendered_again_from_the_frozen_report_has_the_same_bytes(uids, form):
    publish_2024()
    frozen = published.frozen_report("calendar-2024", 1)
    assert FORMATS[form].render(frozen) == published.stored_file("calendar-2024", 1, form).content


def test_later_changes_leave_an_edition_as_it_was(uids):
    report = publish_2024().report
    before = [(file.form, file.sha256) for file in published.latest("calendar-2024").files]
    fix(uids["som"], title="Another name")
    assert published.frozen_report("calendar-2024", 1) == report
    assert [(file.form, file.sha256) for file in published.latest("calendar-2024").files] == before


def test_the_same_is_not_published_twice(uids):
    publish_2024()
    before = kept()
    with pytest.raises(ConflictError) as refused:
        publish_2024(now=NOW + timedelta(days=3))
    assert str(refused.value) == "nothing has changed since edition 1 of calendar-2024: there is nothing to publish"
    assert kept() == before


def test_a_dry_run_tells_the_same_and_keeps_nothing(uids):
    publish_2024()
    fix(uids["webinar"], status="cancelled")
    before = kept()
    dry = publish_2024(is_dry_run=True)
    assert kept() == before
    assert dry == publish_2024()
    assert dry.changes.counts == {"cancelled": 1}


def test_a_corrigendum_is_a_new_edition_that_says_what_it_corrects(uids):
    publish_2024()
    fix(uids["som"], title="Ministerial Conference")
    edition = publish_2024(corrects=1, note="Edition 1 had the wrong title.")
    assert edition.report.edition == "Edition 2, 21 November 2026, corrects edition 1"
    first, second = (published.find_edition("calendar-2024", number) for number in (1, 2))
    assert (first.corrects, first.corrigenda, second.corrects, second.corrigenda) == (None, (2,), 1, ())


def test_filtered_calendars_have_editions_of_their_own(uids):
    publish_2024()
    edition = publish_2024(Filter(mechanism=("rcm",)))
    assert (edition.name, edition.number) == ("calendar-2024-rcm", 1)
    assert [(line.name, line.number) for line in published.edition_links("calendar-2024")] == [("calendar-2024", 1)]


REFUSED = {
    "nobody": ({"actor": " "}, ConflictError, "an edition needs the name of the person who publishes it"),
    "the machine": ({"actor": "iscm"}, ConflictError, "an edition needs the name of the person who publishes it"),
    "a note that steers": ({"note": "x\x1b[2J"}, ConflictError, "a note has a sign that cannot be printed"),
    "a note of half letters": ({"note": "\udce9"}, ConflictError, "a note has a sign that cannot be printed"),
    "a name without end": ({"actor": "x" * 151}, ConflictError, "a name may have 150 letters, not 151"),
    "a corrigendum without a word": (
        {"corrects": 1},
        ConflictError,
        "a corrigendum needs a note that says what was wrong",
    ),
    "a corrigendum of nothing": (
        {"corrects": 7, "note": "x"},
        UnknownReferenceError,
        "calendar-2024 has no edition 7 that could be corrected",
    ),
    "a language we do not have": (
        {"langs": ["tlh"]},
        UnknownReferenceError,
        "no such language: tlh (known: en, fr, es, ar, ru, zh-hans)",
    ),
    "nothing to list": (
        {"wanted": Filter(mechanism=("pafom",))},
        ConflictError,
        "calendar-2024-pafom would list nothing: the register holds no such meeting",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_published_is_refused(uids, case):
    asked, error, told = REFUSED[case]
    with pytest.raises(error) as refused:
        publish_2024(**asked)
    assert str(refused.value) == told
    assert Edition.objects.count() == 0


def test_another_choice_of_the_same_name_is_refused(uids):
    publish_2024()
    other = replace(draft_calendar(2024), choice={"year": 2025})
    fix(uids["som"], title="Another name")
    with pytest.raises(ConflictError, match="calendar-2024 is the name of another choice already"):
        publish(other, actor="ann", now=NOW)


def test_highlights_tell_what_changed_too(uids):
    publish(draft_highlights(2024), actor="ann", now=NOW)
    fix(uids["webinar"], edtf="2024-09-10")
    edition = publish(draft_highlights(2024), actor="ann", now=NOW)
    assert (edition.name, edition.number) == ("highlights-2024", 2)
    assert bullets(edition.report) == [
        "Date changed: Webinar on data, RCM: 10 September 2024 instead of 3 September 2024"
    ]


def test_publishing_is_logged_with_every_sum_and_raises_the_stamp(uids):
    before = Stamp.objects.get(name="register").version
    publish_2024(note="x")
    entry = Revision.objects.latest("id")
    sums = set(EditionFile.objects.values_list("sha256", flat=True))
    sums |= set(EditionText.objects.values_list("sha256", flat=True))
    assert (entry.actor, entry.action, entry.object_key, entry.reason) == ("ann", "published", "calendar-2024/1", "x")
    assert sums | {Edition.objects.get().digest} == set(entry.new.values())
    assert log.verify() is None
    assert Stamp.objects.get(name="register").version == before + 1
    assert Edition.objects.get().register_version == before


@pytest.mark.parametrize("number", [1, 3])
def test_editions_are_asked_for_with_four_queries(uids, number):
    for day in range(number):
        fix(uids["som"], edtf=f"2024-07-{day + 1:02}")
        publish_2024(now=NOW + timedelta(days=day))
    with CaptureQueriesContext(connection) as asked:
        assert [line.number for line in published.editions()] == list(range(number, 0, -1))
    assert len(asked) == 4


def test_nothing_published_nothing_found(db):
    assert published.editions() == ()
    assert published.find_edition("calendar-2024", 1) is None
    assert published.frozen_report("calendar-2024", 1) is None
    assert published.stored_file("calendar-2024", 1, "pdf") is None
