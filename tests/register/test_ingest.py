"""A document goes in whole or not at all, once, and changes only what it changes."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iscm.domain.documents import Document
from iscm.domain.errors import UnreadableInputError
from iscm.domain.problems import Problem, Severity
from iscm.domain.records import Anniversary, DateStatus, Suggestion
from iscm.register.models import Claim, Meeting, MeetingCitation, Record, Relation, Revision, Series, Stamp
from iscm.register.models import Document as DocumentRow
from iscm.register.models import Problem as ProblemRow
from iscm.register.operations import log
from iscm.register.operations.ingest import ingest
from iscm.register.operations.rebuild import rebuild
from iscm.register.operations.storing import BATCH
from tests.factories.records import make_reading, make_record

pytestmark = pytest.mark.django_db
SOM = make_record(title="34th Senior Officials Meeting", ordinal=34)
WORKSHOP = make_record(title="Workshop on visas", when="2024-03-05", kind="workshop")
SEMINAR = make_record(
    title="Seminar on data", when="2024-09-10", kind="seminar", mechanisms=("rcm",), places=("Lima|PE",)
)
CALENDAR = make_reading(SOM, WORKSHOP, SEMINAR, last_update=date(2024, 1, 31))


def whole_register():
    """Every row of every table."""
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in apps.get_app_config("register").get_models()
    }


def edition(*records, day=date(2024, 5, 31)):
    return make_reading(*records, last_update=day)


def test_records_become_meetings_with_receipts(put):
    report = put(CALENDAR)
    assert (report.records, len(report.created), report.is_new, report.is_accepted) == (3, 3, True, True)
    assert list(Meeting.objects.values_list("title", "edtf", "status")) == [
        ("Workshop on visas", "2024-03-05", "confirmed"),
        ("34th Senior Officials Meeting", "2024-06-27", "confirmed"),
        ("Seminar on data", "2024-09-10", "confirmed"),
    ]
    assert MeetingCitation.objects.count() == 3


def test_same_file_again_changes_nothing(put):
    put(CALENDAR)
    before = whole_register()
    assert put(CALENDAR).is_unchanged
    assert whole_register() == before


def test_dry_run_says_what_it_would_do_and_keeps_nothing(put):
    before = whole_register()
    assert len(put(CALENDAR, dry_run=True).created) == 3
    assert whole_register() == before


def test_without_accept_records_are_kept_and_no_meeting_is_made(put):
    report = put(CALENDAR, accept=False)
    assert (report.is_accepted, report.created, Record.objects.count(), Meeting.objects.count()) == (False, (), 3, 0)


def test_proposed_document_can_be_accepted_later(put):
    put(CALENDAR, accept=False)
    report = put(CALENDAR)
    assert (report.is_new, report.is_accepted, len(report.created)) == (False, True, 3)


def test_new_edition_changes_only_what_changed(put):
    put(CALENDAR)
    uids = dict(Meeting.objects.values_list("title", "uid"))
    moved = make_record(title="Workshop on visas", when="2024-07-16", kind="workshop")
    report = put(edition(SOM, moved, SEMINAR))
    changes = [(change.name, change.old, change.new) for changes in report.changed.values() for change in changes]
    assert (list(report.changed), report.created, report.unlisted) == ([uids["Workshop on visas"]], (), ())
    assert changes == [("moved", "2024-03-05", "2024-07-16")]
    assert Meeting.objects.get(title="Workshop on visas").sequence == 1
    assert Meeting.objects.filter(sequence=0).count() == 2


def test_earlier_date_stays_visible_as_a_claim_that_lost(put):
    put(CALENDAR, edition(SOM, make_record(title="Workshop on visas", when="2024-07-16", kind="workshop"), SEMINAR))
    meeting = Meeting.objects.get(title="Workshop on visas")
    claims = [
        (claim.value, "edtf" in citation.chosen)
        for citation in meeting.citations.all()
        for claim in citation.record.claims.filter(field="edtf")
    ]
    assert claims == [("2024-07-16", True), ("2024-03-05", False)]


def test_older_edition_that_comes_late_takes_nothing_back(put):
    late = make_reading(SOM, SEMINAR, last_update=date(2023, 12, 1))
    put(CALENDAR, late)
    assert Meeting.objects.filter(unlisted_since__isnull=False).count() == 0


def test_what_an_edition_stops_listing_is_marked_and_stays(put):
    put(CALENDAR)
    report = put(edition(SOM, SEMINAR))
    meeting = Meeting.objects.get(title="Workshop on visas")
    assert report.unlisted == (meeting.uid,)
    assert (meeting.is_listed, meeting.status, meeting.unlisted_since) == (True, "confirmed", date(2024, 5, 31))
    assert ProblemRow.objects.get(code="no-longer-listed").meeting == meeting


def test_marking_and_unmarking_raise_the_sequence_of_the_calendar_entry(put):
    put(CALENDAR)
    at = []
    for day, found in ((date(2024, 5, 31), (SOM, SEMINAR)), (date(2024, 7, 1), (SOM, WORKSHOP, SEMINAR))):
        put(edition(*found, day=day))
        at.append(Meeting.objects.get(title="Workshop on visas").sequence)
    assert at == [1, 2]


def test_what_is_listed_again_is_unmarked(put):
    put(CALENDAR, edition(SOM, SEMINAR), edition(SOM, WORKSHOP, SEMINAR, day=date(2024, 7, 1)))
    assert Meeting.objects.filter(unlisted_since__isnull=False).count() == 0
    assert Meeting.objects.count() == 3


def test_edition_that_lacks_most_meetings_marks_nothing(put):
    put(CALENDAR)
    assert put(edition(SOM)).unlisted == ()
    assert ProblemRow.objects.get(code="edition-shrunk").severity == "error"


def test_same_meeting_in_another_document_becomes_one_with_two_receipts(put):
    report = make_record(title="SOM", places=(), outcome="Agreed on a plan.")
    put(CALENDAR, make_reading(report, name="highlights", reader="highlights"))
    meeting = Meeting.objects.get(ordinal=34)
    assert (Meeting.objects.count(), meeting.citations.count()) == (3, 2)
    assert (meeting.status, meeting.outcome) == ("held", "Agreed on a plan.")


def test_group_that_names_two_meetings_gives_both_its_outcome_but_no_date(put):
    members = (
        make_record(when="2017-01-23", title="Senior Officials' Meeting"),
        make_record(when="2017-01-24", title="4th Ministerial Meeting", kind="ministerial-conference", ordinal=4),
    )
    group = make_record(
        when="2017-01-23/2017-01-24", title="Senior Officials' Meeting and Ministerial Meeting", outcome="A note."
    )
    put(make_reading(*members, year=2017), make_reading(group, name="tracker", reader="tracker", year=None))
    assert list(Meeting.objects.values_list("edtf", "outcome")) == [
        ("2017-01-23", "A note."),
        ("2017-01-24", "A note."),
    ]


def test_group_known_first_gives_way_to_its_parts_and_its_address_leads_on(put):
    group = make_record(when="2017-01-23/2017-01-24", title="Senior Officials' Meeting and Ministerial Meeting")
    put(make_reading(group, name="tracker", reader="tracker", year=None))
    old = Meeting.objects.get()
    members = (
        make_record(when="2017-01-23", title="Senior Officials' Meeting"),
        make_record(when="2017-01-24", title="4th Ministerial Meeting", kind="ministerial-conference", ordinal=4),
    )
    report = put(make_reading(*members, year=2017))
    old.refresh_from_db()
    assert (old.is_listed, old.merged_into.edtf, report.merged) == (False, "2017-01-23", {old.uid: old.merged_into.uid})


@pytest.mark.parametrize(
    ("record", "reading", "status"),
    [
        ({"date_status": DateStatus.TBC}, {}, "tentative"),
        ({}, {}, "confirmed"),
        ({"when": "2024-06"}, {}, "planned"),
        ({}, {"last_update": date(2024, 6, 28)}, "held"),
        ({}, {"last_update": date(2024, 6, 27)}, "confirmed"),
        ({"date_status": DateStatus.TBC}, {"reader": "highlights"}, "held"),
        ({"status": "cancelled"}, {"reader": "tracker"}, "cancelled"),
        ({"when": None, "count": 7}, {}, "planned"),
    ],
)
def test_status_follows_from_date_and_source(put, record, reading, status):
    put(make_reading(make_record(**record), **reading))
    assert Meeting.objects.get().status == status


def test_vague_dates_stand_after_the_days_they_may_cover(put):
    dates = ("2017-07", "2017-07-28", "2017-XX", "2017-07-31/2017-08-02", "[2017-34,2017-35]", "2017-12-31")
    put(
        make_reading(
            *(make_record(title=f"Workshop on {when}", when=when, kind="workshop") for when in dates), year=2017
        )
    )
    assert list(Meeting.objects.values_list("edtf", flat=True)) == [
        "2017-07-28",
        "2017-07-31/2017-08-02",
        "2017-07",
        "[2017-34,2017-35]",
        "2017-12-31",
        "2017-XX",
    ]


def test_what_a_meeting_prepares_leads_to_that_meeting(put):
    som = make_record(when="2024-12-18", title="SOM", prepares="Ministerial meeting")
    ministerial = make_record(when="2024-12-19", title="Ministerial meeting", kind="ministerial-conference")
    put(make_reading(som, ministerial, reader="highlights"))
    relation = Relation.objects.get()
    assert (relation.kind, relation.other.title) == ("prepares", "Ministerial meeting")


def test_name_that_leads_nowhere_is_kept_as_printed(put):
    put(make_reading(make_record(prepares="Sixth Conference")))
    relation = Relation.objects.get()
    assert (relation.kind, relation.other, relation.printed) == ("prepares", None, "Sixth Conference")


def test_file_that_nobody_explains_is_refused_and_nothing_kept(register):
    before = whole_register()
    with pytest.raises(UnreadableInputError):
        ingest(Document("letter.txt", b"Dear all,\n\nthank you.\n"), actor="ann", accept=True)
    assert whole_register() == before


def test_problems_of_reading_are_kept_with_their_record(put):
    found = Problem("date-weekend", Severity.INFORMATION, "on a Sunday", record=1)
    put(make_reading(SOM, problems=(found, found)))
    problem = ProblemRow.objects.get(code="date-weekend")
    assert (problem.message, problem.record.n) == ("on a Sunday", 1)


def test_problems_of_an_edition_are_past_once_a_newer_one_is_there(put):
    found = Problem("date-weekend", Severity.INFORMATION, "on a Sunday", record=1)
    put(make_reading(SOM, problems=(found,), last_update=date(2024, 1, 31)), edition(SOM))
    assert ProblemRow.objects.filter(resolved_at=None).count() == 0


def test_letters_that_no_database_takes_are_left_out(put):
    put(make_reading(make_record(title="Senior\x00 Officials Meeting")))
    assert Meeting.objects.get().title == "Senior Officials Meeting"


@pytest.mark.parametrize(
    "fault",
    [
        {"records": (replace(SOM, n=1), replace(WORKSHOP, n=1))},
        {"records": (replace(SOM, n=2**40),)},
        {"records": (replace(SOM, title="\ud800"),)},
        {"records": (replace(SOM, themes=(Suggestion("data", "because", float("nan")),)),)},
        {"sha256": "not a hash"},
        {"reader": "correction"},
        {"year": 10**6},
        {"stated_count": -1},
        {"anniversaries": (Anniversary("rcm", 10**9),)},
    ],
)
def test_reading_that_no_reader_can_have_made_is_refused_and_nothing_kept(put, fault):
    before = whole_register()
    with pytest.raises(UnreadableInputError):
        put(replace(CALENDAR, **fault))
    assert whole_register() == before


def test_dates_at_the_ends_of_the_calendar_do_not_stop_it(put):
    days = ("0001-01-01", "9999-12-31", "9999-12", "../2024-01-01", "2024-01-01/..")
    put(make_reading(*(make_record(when=day, prepares="Ministerial meeting") for day in days)))
    assert Meeting.objects.count() == 5
    assert rebuild(check=True).is_sound


def test_unknown_words_of_a_carried_record_do_not_stop_it(put):
    odd = make_record(
        kind="x" * 200, lang="y" * 200, ordinal=10**12, mechanisms=("nobody",), places=("Z" * 900 + "|XXX",)
    )
    put(make_reading(odd))
    meeting = Meeting.objects.get()
    assert (meeting.kind, meeting.ordinal, meeting.parties.count()) == ("", None, 0)


def test_every_change_is_logged_and_stamped(put):
    put(CALENDAR)
    version = Stamp.objects.get(name="mechanism:budapest-process").version
    other = Stamp.objects.get(name="mechanism:rcm").version
    put(edition(SOM, make_record(title="Workshop on visas", when="2024-04-16", kind="workshop"), SEMINAR))
    moved = Revision.objects.get(action="moved")
    assert (moved.actor, moved.old, moved.new) == ("ann", {"edtf": "2024-03-05"}, {"edtf": "2024-04-16"})
    assert Stamp.objects.get(name="mechanism:budapest-process").version == version + 1
    assert log.verify() is None
    assert other == Stamp.objects.get(name="mechanism:rcm").version - 1


def test_queries_of_an_ingest_do_not_grow_with_its_rows(put):
    """Rows are written as many at once as the database takes values in one statement; all else is asked once."""
    small, large = (ingested(put, year, size) for year, size in ((2024, 20), (2014, 120)))
    assert large.others <= small.others
    for table, more in (large.inserts - small.inserts).items():
        assert more <= large.rows[table] // at_once(table), table


@dataclass
class Ingested:
    """The statements that an ingest took: the inserts and the new rows by table, and the number of all others."""

    inserts: Counter
    rows: Counter
    others: int


def ingested(put, year, size):
    days = (f"{year}-{1 + n % 12:02}-{1 + n % 28:02}" for n in range(size))
    rows = [make_record(title=f"Workshop on topic {n}", when=day, kind="workshop") for n, day in enumerate(days)]
    before = row_counts()
    with CaptureQueriesContext(connection) as queries:
        put(make_reading(*rows, year=year))
    tables = [found[1] for each in queries if (found := re.match(r'INSERT (?:OR IGNORE )?INTO "(\w+)"', each["sql"]))]
    return Ingested(Counter(tables), row_counts() - before, len(queries) - len(tables))


def row_counts():
    return Counter({model._meta.db_table: model.objects.count() for model in apps.get_models()})


def at_once(table):
    """The rows of a table that one statement takes."""
    (model,) = (one for one in apps.get_models() if one._meta.db_table == table)
    columns = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    return min(BATCH, connection.ops.bulk_batch_size(columns, range(BATCH)))


def test_meetings_follow_from_records_after_everything(put):
    put(CALENDAR, edition(SOM, SEMINAR), edition(SOM, WORKSHOP, SEMINAR, day=date(2024, 7, 1)))
    assert rebuild(check=True).is_sound
    assert (DocumentRow.objects.count(), Claim.objects.filter(field="title").count()) == (3, 8)


def test_series_bears_the_words_of_its_titles_whatever_came_first(put):
    old = make_record(title="4th SOM", when="2021-06-27", ordinal=4)
    new = make_record(title="7th Senior Officials Meeting of the Budapest Process", when="2024-06-27", ordinal=7)
    put(make_reading(new), make_reading(old, name="older", year=2021))
    series = Series.objects.get()
    assert (series.title, series.meetings.count()) == ("Senior Officials Meeting", 2)
