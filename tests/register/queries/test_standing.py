"""A meeting, and the whole register, as they stood at a moment."""

from datetime import date, timedelta

import pytest

from iscm.reconciliation.judgements import Verdict
from iscm.register.models import Document, Meeting, MeetingCitation
from iscm.register.operations.correct import correct
from iscm.register.operations.judge import judge
from iscm.register.operations.refuse import readmit, refuse
from iscm.register.operations.withdraw import withdraw
from iscm.register.queries.standing import compare, register_as_of, standing
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW, few, put, register  # noqa: F401  # fixtures

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SOM = make_record(title="34th Senior Officials Meeting", ordinal=34)
WORKSHOP = make_record(title="Workshop on visas", when="2024-03-05", kind="workshop")


def on(day, actor="ann"):
    return {"actor": actor, "reason": "so it is", "now": NOW + day * DAY}


@pytest.fixture
def uids(put):  # noqa: F811  # the fixture
    return put(make_reading(SOM, WORKSHOP, last_update=date(2024, 1, 31))).created


def stood(day):
    found = register_as_of(NOW + day * DAY)
    return {one.meeting.uid: one.meeting.edtf.text for one in found if not one.is_withdrawn}


def test_before_anything_came_there_was_nothing(uids):
    assert (register_as_of(NOW - DAY), standing(uids[0], NOW - DAY), standing("nowhere", NOW)) == ((), None, None)


def test_each_moment_has_what_was_set_by_then_and_its_claims(uids, put):  # noqa: F811  # the fixture
    som = uids[0]
    correct(som, {"edtf": "2024-07-04"}, **on(1))
    correct(som, {"edtf": "2024-07-05", "outcome": "A plan."}, **on(2))
    assert [standing(som, NOW + n * DAY).meeting.edtf.text for n in range(3)] == [
        "2024-06-27",
        "2024-07-04",
        "2024-07-05",
    ]
    then = standing(som, NOW + 1 * DAY).meeting
    assert [one.claim.value.text for one in then.claims["edtf"]] == ["2024-07-04", "2024-06-27"]
    assert [(one.name, one.old, one.new) for one in compare(som, NOW, NOW + 2 * DAY)] == [
        ("moved", "2024-06-27", "2024-07-05"),
        ("outcome", None, "A plan."),
    ]
    assert compare(som, NOW - DAY, NOW) == ()


def test_what_is_taken_back_stood_as_long_as_it_did(uids):
    som, workshop = uids
    correct(som, {"edtf": "2024-07-04"}, **on(1))
    refuse(Document.objects.get(reader="correction").sha256, **on(2))
    refuse(Document.objects.get(reader="calendar").sha256, **on(3))
    readmit(Document.objects.get(reader="calendar").sha256, **on(4))
    withdraw(workshop, **on(5))
    assert [stood(n) for n in range(6)] == [
        {som: "2024-06-27", workshop: "2024-03-05"},
        {som: "2024-07-04", workshop: "2024-03-05"},
        {som: "2024-06-27", workshop: "2024-03-05"},
        {},
        {som: "2024-06-27", workshop: "2024-03-05"},
        {som: "2024-06-27"},
    ]
    assert standing(workshop, NOW + 5 * DAY).is_withdrawn


def test_merged_and_parted_meetings_stood_at_their_own_addresses(uids):
    som, workshop = uids
    keys = list(MeetingCitation.objects.order_by("record").values_list("occurrence", flat=True))
    judge(*keys, Verdict.SAME, **on(1))
    assert (set(stood(0)), set(stood(1))) == ({som, workshop}, {som})
    assert standing(workshop, NOW).meeting.edtf.text == "2024-03-05"
    assert standing(workshop, NOW + DAY).meeting.uid == som
    judge(*keys, Verdict.DIFFERENT, **on(2))
    assert [set(stood(n)) for n in range(3)] == [{som, workshop}, {som}, {som, workshop}]


def test_as_of_now_it_is_what_readers_see(uids, put):  # noqa: F811  # the fixture
    put(make_reading(make_record(title=SOM.title, ordinal=34, when="2024-08-01"), name="later"))
    assert stood(1) == dict(Meeting.objects.filter(is_listed=True).values_list("uid", "edtf"))


@pytest.mark.parametrize("number", [1, 3])
def test_the_whole_register_takes_as_many_questions_however_many_there_are(
    put,  # noqa: F811  # the fixture
    number,
    django_assert_num_queries,
):
    records = [make_record(title=f"Forum {n}", when=f"2024-0{n + 1}-05", kind="forum") for n in range(number)]
    put(make_reading(*records))
    with django_assert_num_queries(8):
        register_as_of(NOW)
