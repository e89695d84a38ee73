"""Who did what, when, why and from which source, field by field."""

from datetime import date, timedelta

import pytest

from iscm.reconciliation.judgements import Verdict
from iscm.register.models import Document, MeetingCitation
from iscm.register.operations.correct import correct
from iscm.register.operations.judge import judge
from iscm.register.queries.history import done_by, entry, history, latest, since, version_of
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW, few, put, register  # noqa: F401  # fixtures

pytestmark = pytest.mark.django_db
WHO = {"actor": "ann", "reason": "the host wrote", "now": NOW + timedelta(days=1)}
SOM = make_record(title="34th Senior Officials Meeting", ordinal=34)
WORKSHOP = make_record(title="Workshop on visas", when="2024-03-05", kind="workshop")


@pytest.fixture
def uid(put):  # noqa: F811  # the fixture
    return put(make_reading(SOM, WORKSHOP, last_update=date(2024, 1, 31))).created[0]


def test_a_meetings_history_has_each_field_with_its_source_the_latest_first(uid):
    correct(uid, {"edtf": "2024-07-04", "outcome": "A plan."}, **WHO)
    told = history("meeting", uid)
    assert [(one.action, one.field, one.old, one.new, one.actor, one.document_title) for one in told] == [
        ("outcome", "outcome", None, "A plan.", "ann", "Correction by an editor"),
        ("moved", "edtf", "2024-06-27", "2024-07-04", "ann", "Correction by an editor"),
        ("corrected", "fields", None, "edtf, outcome", "ann", "Correction by an editor"),
        ("created", "edtf", None, "2024-06-27", "ann", "calendar"),
        ("created", "title", None, SOM.title, "ann", "calendar"),
    ]
    assert {one.document for one in told} == set(Document.objects.values_list("id", flat=True))


def test_it_has_the_judgements_on_its_records_and_what_became_of_those_merged_into_it(uid):
    keys = list(MeetingCitation.objects.order_by("record").values_list("occurrence", flat=True))
    judge(*keys, Verdict.SAME, **WHO)
    told = [(one.action, one.object_type) for one in history("meeting", uid)]
    assert ("judged", "pair") in told
    assert ("merged", "meeting") in told


def test_it_comes_in_parts(uid):
    for n in range(1, 4):
        correct(uid, {"edtf": f"2024-07-0{n}"}, **WHO)
    first = history("meeting", uid, limit=4)
    rest = history("meeting", uid, before=first[-1].id)
    assert [*first, *rest] == [*history("meeting", uid)]


def test_of_anything_and_of_anybody(uid):
    correct(uid, {"edtf": "2024-07-04"}, **WHO | {"actor": "bob"})
    sha256 = Document.objects.get(reader="calendar").sha256
    assert [one.action for one in history("document", sha256)] == ["received"]
    assert {one.actor for one in done_by("bob")} == {"bob"}
    assert latest(limit=1)[0].id == max(one.id for one in latest())
    assert entry(latest()[0].id)[0] == latest()[0]
    assert (history("meeting", "nowhere"), entry(10_000), done_by("nobody")) == ((), (), ())


def test_the_version_rises_with_whatever_happens_to_the_meeting(uid):
    seen = version_of(uid)
    assert (since(uid, seen), version_of("nowhere")) == ((), 0)
    correct(uid, {"edtf": "2024-07-04"}, **WHO)
    assert version_of(uid) == max(one.id for one in since(uid, seen))


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_as_many_questions_however_long_it_is(uid, number, django_assert_max_num_queries):
    for n in range(number):
        correct(uid, {"edtf": f"2024-07-0{n + 1}"}, **WHO)
    with django_assert_max_num_queries(4):
        history("meeting", uid)
