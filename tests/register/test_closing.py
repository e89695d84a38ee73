"""A meeting is closed and opened by what is said of it; what is withheld is kept, and the register stays sound."""

from dataclasses import replace
from datetime import timedelta

import pytest

from iscm.domain.dates import Edtf
from iscm.domain.records import PrintedDate
from iscm.register import models
from iscm.register.operations.correct import correct
from iscm.register.operations.drafts import draft_calendar
from iscm.register.operations.publish import publish
from iscm.register.operations.rebuild import rebuild
from iscm.register.queries import published
from iscm.register.queries.documents import find_document
from iscm.register.queries.filters import Filter, matching
from iscm.register.queries.meeting import find_meeting
from iscm.register.queries.meetings import of_mechanism, of_year, years
from iscm.register.queries.opendata.wanted import Wanted
from iscm.register.queries.opendata.work import ROWS
from iscm.register.queries.search import search
from iscm.register.queries.stamps import version
from iscm.register.queries.unveiled import unveil
from tests.factories.closed import LINK, SECRET, TITLE, close, closed_record, fill_closed, open_record
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db
LATER, LAST = NOW + timedelta(days=1), NOW + timedelta(days=2)


@pytest.fixture
def found(put):
    """A register whose secret is public still."""
    return fill_closed(put, NOW)


def public_row(found):
    return next(row for row in of_year(2024) if row.uid == found.uid)


def test_public_is_told_when_where_and_of_whom_it_is(found):
    before = public_row(found)
    close(found, LATER)
    row = public_row(found)
    hidden = {
        "title": "", "lang": "und", "kind": "", "ordinal": None, "outcome": "", "topic": "", "links": (), "themes": (),
        "is_closed": True,
    }  # fmt: skip
    assert row == replace(before, **hidden, sequence=before.sequence + 1, last_modified=LATER)


def test_it_is_counted_and_stands_in_its_place_as_before(found):
    def told():
        return years(), [(row.uid, row.earliest, row.latest, row.places) for row in of_mechanism("rcm")]

    before = told()
    close(found, LATER)
    assert told() == before


def test_no_filter_tells_by_counting_what_it_is(found):
    close(found, LATER)
    rows = of_year(2024)
    for wanted in (Filter(kind=("forum",)), Filter(theme=("labour-migration",)), Filter(q=SECRET), Filter(q="visas")):
        assert found.uid not in {row.uid for row in matching(rows, wanted)}
    assert search(SECRET).meetings == search("visas").meetings == ()


def test_closing_tells_subscribers_and_raises_the_versions_of_its_mechanisms(found):
    register, mechanism = version(), version("mechanism:rcm")
    changes = close(found, LATER).changed[found.uid]
    assert [(one.name, one.old, one.new, one.is_significant) for one in changes] == [("closed", None, None, True)]
    assert version().number > register.number
    assert version("mechanism:rcm").number > mechanism.number


def test_register_is_what_its_records_say_whether_closed_or_open(found):
    assert rebuild(check=True).is_sound
    close(found, LATER)
    assert rebuild(check=True).is_sound
    assert rebuild(check=False, now=LATER).differences == {}


def test_opening_it_again_gives_everything_back(found):
    def told():
        flags = [
            model.objects.filter(is_closed=True).count() for model in (models.Record, models.Claim, models.Problem)
        ]
        detail = find_meeting(found.uid)
        kept = ("uid", "title", "outcome", "kind", "ordinal", "topic", "prepares", "withheld", "series_id")
        rows = list(models.Meeting.objects.order_by("uid").values_list(*kept))
        return rows, flags, sorted(map(repr, detail.related)), detail.series, detail.links, search(SECRET).meetings

    before = told()
    close(found, LATER)
    assert told() != before
    close(found, LAST, closed=False)
    assert told() == before


def test_desk_sees_everything(found):
    before = find_meeting(found.uid)
    close(found, LATER)
    public, whole = find_meeting(found.uid), find_meeting(found.uid, with_closed=True)
    same = ("topic", "links", "bodies", "prepares", "side_event_of", "series_title")
    assert [getattr(whole, name) for name in same] == [getattr(before, name) for name in same]
    assert {(one.kind, one.title, one.is_incoming) for one in whole.related} == {
        (one.kind, one.title, one.is_incoming) for one in before.related
    }
    assert (whole.row.title, whole.row.kind, whole.row.links) == (before.row.title, "forum", (LINK,))
    assert {one.words for one in whole.receipts["title"]} >= {TITLE}
    assert (public.receipts, public.related, public.problems, public.links, public.topic) == ({}, (), (), (), "")
    assert {"renamed", "outcome"} <= {one.action for one in whole.changes} - {one.action for one in public.changes}
    assert {one.reason for one in public.changes} == {""}
    assert unveil((public.row,)) == (whole.row,)


def test_document_keeps_its_rows_and_shows_those_that_are_open(found):
    close(found, LATER)
    document = models.Document.objects.get(name="calendar.txt")
    public, whole = find_document(document.pk), find_document(document.pk, with_closed=True)
    assert [(one.n, one.is_closed, one.title) for one in public.records] == [
        (1, True, ""), (2, False, "Open Workshop"), (3, False, "Sixth Forum"),
    ]  # fmt: skip
    assert (public.set_aside, public.problems, public.line.problems) == ((), (), 0)
    assert (whole.records[0].title, len(whole.set_aside), len(whole.problems)) == (TITLE, 1, 1)


def test_document_that_is_only_about_it_has_no_name(found):
    close(found, LATER)
    document = models.Document.objects.get(name__startswith="invitation")
    line = find_document(document.pk).line
    assert (line.title, line.name, line.publisher, line.is_closed) == ("", "", "", True)


def test_record_may_say_it_itself(put):
    report = put(make_reading(replace(closed_record(), closed=True), open_record()))
    closed = models.Meeting.objects.get(is_closed=True)
    assert (closed.uid in report.created, closed.title, closed.whole_title) == (True, "", TITLE)
    assert rebuild(check=True).is_sound


@pytest.mark.parametrize("record", [replace(closed_record(), closed=True), closed_record()])
def test_what_is_only_proposed_of_it_is_hidden_too(put, record):
    if not record.closed:
        close(fill_closed(put, NOW), LATER)
    put(make_reading(record, name="proposal"), accept=False, now=LATER)
    assert models.Record.objects.get(document__name="proposal.txt").is_closed


def test_group_of_which_one_meeting_is_closed_shows_its_row(put):
    dated = make_record(title="Three talks", when="{2024-05-01,2024-05-02}", mechanisms=("rcm",), count=2)
    dates = tuple(PrintedDate(day, Edtf.parse(day)) for day in ("2024-05-01", "2024-05-02"))
    uids = put(make_reading(replace(dated, dates=dates))).created
    correct(uids[0], {"closed": True}, actor="ann", reason="not for all", now=LATER)
    assert not models.Record.objects.get(document__name="calendar.txt").is_closed
    assert [row.is_closed for row in of_year(2024)] == [True, False]


def test_edition_that_tells_of_it_is_not_given_out_and_the_next_one_says_nothing(found):
    publish(draft_calendar(2024), actor="ann", now=NOW)
    assert published.stored_file("calendar-2024", 1, "csv") is not None
    close(found, LATER)
    assert published.is_withheld("calendar-2024", 1)
    assert published.stored_file("calendar-2024", 1, "csv") is published.frozen_report("calendar-2024", 1) is None
    done = publish(draft_calendar(2024), actor="ann", now=LATER)
    assert SECRET not in repr((done.report, done.changes))
    assert published.frozen_report("calendar-2024", 2) is not None


def test_links_of_a_closed_meeting_are_no_links_of_its_document(found):
    links, fingerprints = (
        lambda name=name: list(ROWS[name](Wanted(None, str, {}))) for name in ("document_links", "fingerprints")
    )
    assert len(links()) == len(fingerprints()) == 1
    close(found, LATER)
    assert links() == fingerprints() == []
