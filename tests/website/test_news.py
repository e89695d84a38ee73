"""Feeds of what is new and what changed, read by the rules of RFC 4287 and 5005."""

import pytest
from lxml import etree

from iscm.register.models import Meeting, Revision
from iscm.register.queries.feeding import BLOCK
from tests.factories.rows import NOON, add_meeting, raise_stamp

A = "{http://www.w3.org/2005/Atom}"


def fetch(client, path):
    """A feed by its address, whole or without the host."""
    response = client.get(path.removeprefix("http://testserver"))
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return etree.fromstring(response.content)


def entries(feed, *names):
    """Texts of each entry."""
    return [tuple(entry.findtext(A + name) for name in names) for entry in feed.iter(f"{A}entry")]


def link(feed, rel):
    """Where a link of a feed leads."""
    return next((each.get("href") for each in feed.iterchildren(f"{A}link") if each.get("rel") == rel), None)


def whole(client, path):
    """The ids of a feed to the end of its archive, as a reader puts it together."""
    feed, ids = fetch(client, path), []
    ids += entries(feed, "id")
    while before := link(feed, "prev-archive"):
        feed = fetch(client, before)
        ids += [one for one in entries(feed, "id") if one not in ids]
    return [one for (one,) in ids]


def change(meeting, action, old, new, reason="Letter of the secretariat"):
    """An entry of the log."""
    n = Revision.objects.count()
    Revision.objects.create(
        at=NOON, actor="editor", action=action, object_type="meeting", object_key=meeting.uid, old=old, new=new,
        reason=reason, digest=f"{n:064}",
    )  # fmt: skip
    raise_stamp()


def test_new_meeting_is_told_with_its_days(client, db):
    meeting = add_meeting("Summit", "2024-01-23/2024-01-25")
    feed = fetch(client, "/feeds/meetings.atom")
    assert entries(feed, "id", "title", "updated") == [
        (f"urn:uuid:{meeting.uid}", "GFMD: Summit (23–25 January 2024)", "2024-09-24T12:00:00Z")
    ]
    assert feed.findtext(f"{A}updated") == "2024-09-24T12:00:00Z"
    assert link(feed, "self") == "http://testserver/feeds/meetings.atom"


def test_change_is_told_in_words_with_its_reason(client, db):
    meeting = add_meeting("Summit", "2024-04-09")
    change(meeting, "moved", {"edtf": "2024-03-05"}, {"edtf": "2024-04-09"})
    change(meeting, "relocated", {"places": "Bern, CH"}, {"places": None}, reason="")
    (relocated, _), (moved, content) = entries(fetch(client, "/feeds/changes.atom"), "title", "content")
    assert relocated == "GFMD: Summit (9 April 2024): place changed"
    assert moved == "GFMD: Summit (9 April 2024): date changed"
    assert content.startswith(
        "<p>Date: 5 March 2024 → 9 April 2024</p><p>Reason: Letter of the secretariat</p>"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change_of", "said"),
    [
        (("date_status", "tbc", "confirmed"), "Date: to be confirmed → settled"),
        (("status", "confirmed", "cancelled"), "Status: confirmed → cancelled"),
        (("places", "Bern, CH; PE", "Lima, PE"), "Place: Bern, Switzerland; Peru → Lima, Peru"),
        (("attendance", "in-person", "online"), "Attendance: in person → online"),
        (("parties", "gfmd, rcm", "gfmd"), "Mechanisms: GFMD, RCM → GFMD"),
        (("count", "7", "1"), "Stands for: 7 meetings → 1"),
        (("edtf", "nonsense", None), "Date: nonsense → not said"),
        (("outcome", None, "Agreed."), "Outcome: not said → Agreed."),
    ],
)
def test_each_value_is_said_as_readers_say_it(client, db, change_of, said):
    field, old, new = change_of
    change(add_meeting(), "moved", {field: old}, {field: new})
    ((content,),) = entries(fetch(client, "/feeds/changes.atom"), "content")
    assert content.partition("</p>")[0] == f"<p>{said}"


def test_entry_of_a_change_keeps_its_name(client, db):
    meeting = add_meeting("Summit")
    change(meeting, "moved", None, None)
    before = entries(fetch(client, "/feeds/changes.atom"), "id")
    Meeting.objects.update(title="Another")
    change(meeting, "renamed", None, None)
    assert entries(fetch(client, "/feeds/changes.atom"), "id")[1:] == before


def test_new_entries_corrections_and_what_is_withdrawn_are_no_changes_to_tell(client, db):
    meeting, gone = add_meeting("Summit"), add_meeting("Gone", is_listed=False)
    for each, action in ((meeting, "created"), (meeting, "corrected"), (gone, "withdrawn")):
        change(each, action, None, None)
    assert entries(fetch(client, "/feeds/changes.atom"), "id") == []
    assert entries(fetch(client, "/feeds/meetings.atom"), "id") == [(f"urn:uuid:{meeting.uid}",)]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?mechanism=rcm", ["Two"]), ("?theme=data", ["One"]), ("?country=PE", ["Two"]), ("?region=150", ["One"]),
        ("?kind=forum", ["Two"]), ("?attendance=online", ["Two"]), ("?status=cancelled", ["Two"]),
        ("?status=confirmed", ["One"]), ("?status=tbc", []), ("?from=2024-06-01", ["Two"]), ("?to=2024-02-01", ["One"]),
        ("?initiative=gcm", ["One"]), ("?mechanism=nobody", []), ("", ["Two", "One"]), ("?status=unlisted", []),
    ],
)  # fmt: skip
def test_feeds_have_what_their_filter_asks_for(client, db, query, titles):
    one = add_meeting("One", "2024-01-01", themes=("data",), initiatives=("gcm",))
    two = add_meeting("Two", "2024-07-01", mechanisms=("rcm",), places=("Lima|PE",), kind="forum", attendance="online",
                      status="cancelled")  # fmt: skip
    for meeting in (one, two):
        change(meeting, "held", None, None)
    ids = {f"urn:uuid:{meeting.uid}": meeting.title for meeting in (one, two)}
    assert [ids[id_] for (id_,) in entries(fetch(client, f"/feeds/meetings.atom{query}"), "id")] == titles
    told = entries(fetch(client, f"/feeds/changes.atom{query}"), "title")
    assert [title.partition(" (")[0].rpartition(": ")[2] for (title,) in told] == titles


@pytest.mark.parametrize("number", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 3 * BLOCK + 7])
def test_feed_and_archive_together_have_every_change_once(client, db, number):
    meeting = add_meeting()
    for _ in range(number):
        change(meeting, "held", None, None)
    ids = whole(client, "/feeds/changes.atom?mechanism=gfmd")
    assert (len(ids), len(set(ids))) == (number, number)


def test_parts_of_the_archive_stay_and_lead_to_each_other(client, db):
    meeting = add_meeting()
    for _ in range(2 * BLOCK + 1):
        change(meeting, "held", None, None)
    first = client.get("/feeds/changes/1.atom").content
    change(meeting, "held", None, None)
    assert client.get("/feeds/changes/1.atom").content == first
    part = fetch(client, "/feeds/changes/1.atom")
    assert (link(part, "prev-archive"), link(part, "next-archive")) == (None, "http://testserver/feeds/changes/2.atom")
    assert link(part, "current") == "http://testserver/feeds/changes.atom"
    assert part.findtext(f"{A}id") == fetch(client, "/feeds/changes.atom").findtext(f"{A}id")
    assert [client.get(f"/feeds/changes/{n}.atom").status_code for n in (0, 3)] == [404, 404]


def test_feed_speaks_the_language_of_its_address(client, db):
    meeting = add_meeting("Summit", "2024-04-09")
    change(meeting, "moved", {"edtf": "2024-03-05"}, {"edtf": "2024-04-09"})
    feed = fetch(client, "/fr/feeds/changes.atom")
    ((content,),) = entries(feed, "content")
    assert "5 mars 2024 → 9 avril 2024" in content
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"


@pytest.mark.parametrize("path", ["/feeds/meetings.atom", "/feeds/changes.atom?theme=data"])
def test_unchanged_feed_is_not_sent_again(client, db, path):
    change(add_meeting(themes=("data",)), "held", None, None)
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, client.get(path).content) == (304, first.content)


@pytest.mark.parametrize("path", ["/feeds/meetings.atom", "/feeds/changes.atom?mechanism=gfmd"])
def test_feed_asks_the_same_number_of_questions_however_long_it_is(client, db, path, django_assert_max_num_queries):
    for _ in range(2):
        change(add_meeting(themes=("data",)), "held", None, None)
    for _ in range(2):
        with django_assert_max_num_queries(9):
            client.get(path)
        for _ in range(30):
            change(add_meeting(themes=("data",)), "held", None, None)


def test_empty_register_has_feeds(client, db):
    for path in ("/feeds/meetings.atom", "/feeds/changes.atom"):
        assert fetch(client, path).findtext(f"{A}updated") == "1970-01-01T00:00:00Z"
