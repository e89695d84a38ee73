"""Everything by the moment of its last change: no item passed over, none twice, the deleted ones for ever."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from iscm.publication.harvest.values import Head
from iscm.register.models import MaterialStamp, Meeting, Publication
from iscm.register.queries import harvest, harvested
from iscm.register.queries.harvest import Choice, find_head, find_page
from tests.factories.rows import NOON, add_document, add_mechanism, add_meeting, add_theme, cite

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def add_stamp(name, at=NOON, sets="", *, is_gone=False):
    return MaterialStamp.objects.create(name=name, title_key=name, digest="", sets=sets, touched_at=at, is_gone=is_gone)


def walked(wanted=None, limit=2):
    """The names of all that is wanted, page by page."""
    found, after = [], None
    while page := find_page(wanted or Choice(), after, limit):
        found += [head.name for head in page.heads]
        after = page.last
        if after is None:
            return found
    return found


def named(*meetings):
    return [f"meeting/{one.uid}" for one in meetings]


def withdraw(meeting, at):
    meeting.is_listed, meeting.withdrawn_at, meeting.touched_at = False, at, at
    meeting.save()


def merge(meeting, into, at):
    meeting.parties.all().delete()
    meeting.themes.all().delete()
    meeting.is_listed, meeting.merged_into, meeting.touched_at = False, into, at
    meeting.save()


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 100])
def test_pages_of_any_length_together_are_the_whole_in_the_order_of_change(limit):
    late = add_meeting("Late", last_modified=NOON + HOUR)
    same = [add_meeting(f"Same {n}") for n in range(3)]
    for n in range(3):
        add_stamp(f"m{n}", NOON if n else NOON + 2 * HOUR)
    assert walked(limit=limit) == [*named(*same), "library/m1", "library/m2", *named(late), "library/m0"]


def test_what_changes_while_a_list_is_read_comes_at_its_end():
    first, second, third, fourth = (add_meeting(f"Meeting {n}") for n in range(4))
    page = find_page(Choice(), None, 2)
    Meeting.objects.filter(pk__in=[first.pk, third.pk]).update(touched_at=NOON + HOUR)
    rest = find_page(Choice(), page.last, 9)
    assert [head.name for head in page.heads] == named(first, second)
    assert [head.name for head in rest.heads] == named(fourth, first, third)


def test_deleted_ones_have_the_moment_of_deletion_and_sets():
    other = add_meeting("Other", mechanisms=("rcm",), themes=("data",))
    merged, withdrawn = add_meeting("Merged"), add_meeting("Withdrawn", themes=("visas",))
    merge(merged, other, NOON + HOUR)
    withdraw(withdrawn, NOON + 2 * HOUR)
    _, *heads = find_page(Choice()).heads
    assert heads == [
        Head(f"meeting/{merged.uid}", NOON + HOUR, is_gone=True, sets=("meetings", "mechanism:rcm", "theme:data")),
        Head(
            f"meeting/{withdrawn.uid}",
            NOON + 2 * HOUR,
            is_gone=True,
            sets=("meetings", "mechanism:gfmd", "theme:visas"),
        ),
    ]


@pytest.fixture
def several(db):
    """One of each kind that sets tell apart."""
    one = add_meeting("One", mechanisms=("gfmd", "rcm"), themes=("data",))
    two = add_meeting("Two", mechanisms=("rcm",))
    bare = add_meeting("Bare", mechanisms=())
    gone = add_meeting("Gone")
    merge(gone, one, NOON + HOUR)
    add_stamp("study", sets=" mechanism:rcm theme:data ")
    add_stamp("loose")
    return {"one": one, "two": two, "bare": bare, "gone": gone}


@pytest.mark.parametrize(
    ("spec", "wanted"),
    {
        "": "one two bare study loose gone",
        "meetings": "one two bare gone",
        "library": "study loose",
        "mechanism": "one two study gone",
        "mechanism:rcm": "one two study gone",
        "mechanism:gfmd": "one gone",
        "mechanism:rc": "",
        "theme": "one study gone",
        "theme:data": "one study gone",
        "meetings:rcm": "",
        "nothing": "",
    }.items(),
)
def test_sets_hold_what_is_in_them_or_below(several, spec, wanted):
    names = {f"meeting/{meeting.uid}": name for name, meeting in several.items()}
    found = [names.get(name, name.removeprefix("library/")) for name in walked(Choice(spec=spec))]
    assert (found, harvest.count(Choice(spec=spec))) == (wanted.split(), len(wanted.split()))


@pytest.mark.parametrize("spec", ["meetings", "library", "mechanism:gfmd", "mechanism:rcm", "theme:data"])
def test_set_has_exactly_the_items_whose_heads_name_it(several, spec):
    assert walked(Choice(spec=spec)) == [head.name for head in find_page(Choice()).heads if spec in head.sets]


def test_times_are_from_included_until_left_out():
    early, late = add_meeting("Early"), add_meeting("Late", last_modified=NOON + HOUR)
    assert walked(Choice(since=NOON, before=NOON + HOUR)) == named(early)
    assert walked(Choice(since=NOON + HOUR)) == named(late)
    assert walked(Choice(before=NOON)) == []


def test_item_is_found_by_its_name_only():
    meeting, _ = add_meeting(), add_stamp("study")
    found = (f"meeting/{meeting.uid}", "library/study")
    assert [find_head(name).name for name in found] == list(found)
    assert [find_head(name) for name in ("meeting/study", "library/", "meeting", "x/y", "")] == [None] * 5


def test_nothing_changed_before_the_earliest():
    assert harvest.earliest() is None
    add_meeting()
    add_stamp("study", NOON - HOUR)
    assert harvest.earliest() == NOON - HOUR


def test_sets_are_listed_from_the_top():
    add_mechanism("rcm"), add_theme("data")
    pairs = [("mechanism", ""), ("mechanism:rcm", "rcm"), ("theme", ""), ("theme:data", "data")]
    assert harvest.sets() == (("meetings", ""), ("library", ""), *pairs)


@pytest.mark.parametrize("number", [1, 5, 40])
def test_number_of_queries_is_the_same_for_any_page(number, django_assert_num_queries):
    document = add_document()
    for n in range(number):
        cite(add_meeting(f"Meeting {n}", themes=("data",)), document, title=("x", "x"))
        add_stamp(f"m{n}")
        Publication.objects.create(title=f"M{n}", title_key=f"m{n}")
    with django_assert_num_queries(4):
        heads = find_page(Choice(spec="mechanism"), limit=50).heads
    with django_assert_num_queries(6):
        told = harvested.told_meetings(heads)
    assert (len(told), len({one.receipts[0].record for one in told.values()})) == (number, number)
    of_library = find_page(Choice(spec="library"), limit=50).heads
    with django_assert_num_queries(4):
        assert len(harvested.told_materials(of_library)) == number


@pytest.mark.parametrize("spec", ["", "mechanism:gfmd"])
def test_page_is_read_along_the_index_of_moments(spec):
    for n in range(3):
        add_meeting(f"Meeting {n}")
    after = find_page(Choice(spec=spec), None, 1).last
    rows = harvest._behind(harvest._of_meetings(Choice(spec=spec)), after, 0)[:101]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # a table of three rows would be read whole
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
    plan = rows.values_list("touched_at", "id", "uid", "is_listed").explain()
    assert "meeting_touched" in plan
    assert "TEMP B-TREE FOR ORDER" not in plan.upper()
    assert "Sort" not in plan


def test_moments_are_cut_to_seconds():
    assert (
        Head("x", datetime(2024, 1, 1, 23, 59, 59, 999999, UTC), is_gone=False, sets=()).stamp == "2024-01-01T23:59:59Z"
    )
