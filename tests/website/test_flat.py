"""However many meetings there are, no more of them are held at once than a stretch has."""

import tracemalloc
from datetime import timedelta

import pytest

from iscm.publication.opendata.folder import write_table
from iscm.publication.opendata.tables import TABLES
from iscm.publication.opendata.terms import Terms
from iscm.register.models import Meeting, MeetingMechanism
from iscm.register.queries import feeding
from iscm.register.queries.opendata import RegisterSource, meetings, snapshot, wanted
from iscm.website import spool
from iscm.website.views import feeds
from tests.factories.rows import NOON, add_meeting, raise_stamp
from tests.website.conftest import read_whole

pytestmark = pytest.mark.django_db
SMALL, LARGE = 200, 800


def grow(to):
    """More of the same meeting, one a day."""
    first = Meeting.objects.order_by("id").first() or add_meeting("Meeting 0", "2000-01-01", places=("Bern|CH",))
    mechanism = first.parties.get().mechanism_id
    days = [first.earliest + timedelta(days=n) for n in range(Meeting.objects.count(), to)]
    same = {name: getattr(first, name) for name in ("date_status", "status", "attendance", "precision", "sort_rank")}
    times = dict.fromkeys(("created_at", "last_modified", "touched_at"), NOON)
    dates = ("earliest", "latest", "sort_day")
    made = [
        Meeting(title=f"Meeting {day}", edtf=str(day), year=day.year, **dict.fromkeys(dates, day), **same, **times)
        for day in days
    ]
    rows = Meeting.objects.bulk_create(made, batch_size=500)
    filed = [
        MeetingMechanism(
            meeting=row, mechanism_id=mechanism, role="host", position=0, sort_day=row.sort_day, sort_rank=0
        )
        for row in rows
    ]
    MeetingMechanism.objects.bulk_create(filed, batch_size=500)
    raise_stamp()


@pytest.fixture(autouse=True)
def long_lists(monkeypatch, settings, tmp_path):
    """Lists are long, and answers, from a few on."""
    monkeypatch.setattr(feeding, "AT_ONCE", 50)
    monkeypatch.setattr(feeding, "STRETCH", 50)
    monkeypatch.setattr(wanted, "CHUNK", 50)
    monkeypatch.setattr(meetings, "AT_ONCE", 50)
    monkeypatch.setattr(spool, "MOST", 2_000)
    settings.DATA_DIR = tmp_path


def peak(work):
    """The most memory that Python took for it, over what it held before."""
    work()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def written(folder, form):
    (folder / "meetings.csv").unlink(missing_ok=True)
    (folder / "meetings.json").unlink(missing_ok=True)
    with snapshot():
        write_table(folder, TABLES["meetings"], RegisterSource(Terms("", ("x",), "CC0-1.0")).rows("meetings"), (form,))


@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_export_takes_no_more_memory_for_four_times_the_rows(tmp_path, form):
    found = []
    for size in (SMALL, LARGE):
        grow(size)
        found.append(peak(lambda: written(tmp_path, form)))
    assert found[1] < found[0] * 1.5


@pytest.mark.parametrize("path", ["/calendar.ics?from=1985-01-01", "/calendar.json?from=1985-01-01"])
def test_a_calendar_takes_no_more_memory_for_four_times_the_meetings(client, path):
    found = []
    for size in (SMALL, LARGE):
        grow(size)
        found.append(peak(lambda: [None for _ in client.get(path).streaming_content]))
    assert found[1] < found[0] * 1.5


@pytest.mark.parametrize(
    "path",
    [
        "/calendar.ics?from=1985-01-01", "/calendar.json?from=1985-01-01", "/calendar.ics?year=2000", "/calendar.ics",
        "/calendar.json",
    ],
)  # fmt: skip
def test_a_long_calendar_has_the_bytes_of_one_that_is_read_at_once(client, monkeypatch, path):
    grow(SMALL)
    long = client.get(path)
    content = b"".join(long)
    assert (long.streaming, int(long.headers["Content-Length"])) == (True, len(content))
    monkeypatch.setattr(feeding, "AT_ONCE", 10_000)
    monkeypatch.setattr(spool, "MOST", 10_000_000)
    raise_stamp()
    assert client.get(path).content == content


@pytest.mark.parametrize("limit", [3_000, 20_000, 800_000])
def test_a_feed_that_is_cut_is_read_from_its_end_and_no_further(client, monkeypatch, limit):
    grow(SMALL)
    monkeypatch.setattr(feeds, "LARGEST_FEED", limit)
    monkeypatch.setattr(feeding, "AT_ONCE", 10_000)
    whole = b"".join(client.get("/calendar.ics"))
    monkeypatch.setattr(feeding, "AT_ONCE", 100)
    raise_stamp()
    assert b"".join(client.get("/calendar.ics")) == whole
    assert (whole.count(b"BEGIN:VEVENT") < SMALL) is (limit < 800_000)


def test_a_long_answer_is_304_without_being_made(client, monkeypatch):
    grow(SMALL)
    etag = read_whole(client.get("/calendar.ics?from=1985-01-01")).headers["ETag"]
    monkeypatch.setattr(feeds, "window", None)
    again = client.get("/calendar.ics?from=1985-01-01", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
