"""What happened, told to editors: everything, one meeting, two moments, one day; and what they can undo."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from iscm.register.models import Meeting, Revision
from iscm.register.operations.correct import correct
from iscm.register.rules import Role
from tests.factories.records import make_reading, make_record
from tests.register.conftest import few, put, register  # noqa: F401  # fixtures

FIRST, SECOND = datetime(2026, 11, 10, 9, tzinfo=UTC), datetime(2026, 11, 15, 9, tzinfo=UTC)


@pytest.fixture
def uid(put):  # noqa: F811  # a fixture
    found = put(make_reading(make_record(title="Annual Meeting")), now=FIRST).created[0]
    correct(found, {"edtf": "2024-07-05"}, actor="bob", reason="the host wrote", now=SECOND)
    return found


@pytest.fixture
def ann(signed_in):
    with time_machine.travel("2026-11-21T09:00:00Z"):
        yield signed_in("ann", Role.EDITOR)


def shown(client, name, *args, **asked):
    return client.get(reverse(name, args=args), asked)


def test_everything_is_told_the_latest_first(ann, uid):
    page = shown(ann, "desk-history").text
    order = [page.index(words) for words in ("Date changed", "Corrected by an editor", "Entered")]
    assert order == sorted(order)
    assert ["the host wrote" in page, "<bdi>bob</bdi>" in page, "Annual Meeting" in page] == [True, True, True]


@pytest.mark.usefixtures("uid")
def test_what_one_person_did(ann):
    page = shown(ann, "desk-history", actor="bob").text
    assert ("Corrected by an editor" in page, "Entered" in page) == (True, False)


def test_the_history_of_any_thing(ann, uid):
    document = Revision.objects.filter(object_type="document").latest("id")
    page = shown(ann, "desk-history", of=f"document:{document.object_key}").text
    assert (page.count('<li id="e'), f"#{document.pk}" in page or f'"e{document.pk}"' in page) == (1, True)
    assert shown(ann, "desk-history", of="mechanism:nobody").text.count('<li id="e') == 0


def test_accounts_are_the_business_of_administrators(ann, uid, signed_in):
    Revision.objects.filter(action="created").update(object_type="account", object_key="zoe")
    chief = signed_in("chief", Role.ADMINISTRATOR)
    assert ["zoe" in shown(one, "desk-history").text for one in (ann, chief)] == [False, True]
    entry = Revision.objects.get(object_key="zoe").pk
    assert [shown(one, "desk-entry", entry).status_code for one in (ann, chief)] == [403, 200]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("2026-11-12", "2026-11-20", ["<bdi>27 June 2024</bdi>", "<bdi>5 July 2024</bdi>"]),
        ("2026-11-12", "", ["As it stood", "<bdi>27 June 2024</bdi>"]),
        ("2026-11-01", "2026-11-20", ["nothing told of this meeting"]),
    ],
)
def test_two_moments_of_a_meeting_beside_each_other(ann, uid, first, second, told):
    page = shown(ann, "desk-meeting-history", uid, first=first, second=second).text
    assert [words in page for words in told] == [True] * len(told)


@pytest.mark.parametrize("day", ["soon", "2024-13-01", "1999-01-01", "2027-01-01"])
def test_a_day_that_is_none_is_said_where_it_was_typed(ann, uid, day):
    pages = [shown(ann, "desk-meeting-history", uid, first=day), shown(ann, "desk-day", day=day)]
    assert [(page.status_code, f'value="{day}"' in page.text) for page in pages] == [(400, True)] * 2


@pytest.mark.parametrize(
    ("day", "told"), [("2026-11-12", "27 June 2024"), ("2026-11-20", "5 July 2024"), ("2026-11-01", "held nothing yet")]
)
@pytest.mark.usefixtures("uid")
def test_the_register_as_it_stood_on_a_day(ann, day, told):
    assert told in shown(ann, "desk-day", day=day).text


def undo(client, action, reason="a mistake"):
    entry = Revision.objects.filter(action=action).latest("id").pk
    return client.post(reverse("desk-undo", args=[entry]), {"reason": reason})


def date_now():
    return Meeting.objects.get().edtf


@pytest.mark.usefixtures("uid")
def test_an_undoing_is_undone(ann):
    undo(ann, "corrected")
    assert date_now() == "2024-06-27"
    assert "undoes entry" in shown(ann, "desk-history").text
    undo(ann, "refused")
    assert date_now() == "2024-07-05"


@pytest.mark.usefixtures("uid")
def test_undoing_needs_a_reason_and_is_done_once(ann):
    assert undo(ann, "corrected", " ").status_code == 400
    assert undo(ann, "corrected").status_code == 302
    again = undo(ann, "corrected")
    assert (again.status_code, "already" in again.text, 'value="a mistake"' in again.text) == (400, True, True)


@pytest.mark.usefixtures("uid")
def test_what_follows_from_another_entry_leads_to_it(ann):
    cause = Revision.objects.get(action="corrected").pk
    refused = undo(ann, "moved")
    assert (refused.status_code, f"entry {cause} of the log" in refused.text) == (400, True)
    assert reverse("desk-entry", args=[cause]) in refused.text


@pytest.mark.usefixtures("uid")
@pytest.mark.parametrize("entry", [10**6, 10**25])
def test_an_entry_that_is_not_there_is_not_found(ann, entry):
    assert ann.get(f"/desk/history/entries/{entry}/").status_code == 404


def test_who_edits_for_one_mechanism_reads_and_undoes_its_history_alone(signed_in, put, uid):  # noqa: F811
    put(make_reading(make_record(title="Regional Meeting", mechanisms=("rcm",)), name="b"))
    cat = signed_in("cat", Role.EDITOR, "rcm")
    page = shown(cat, "desk-history").text
    assert ("Regional Meeting" in page, "Annual Meeting" in page) == (True, False)
    codes = [
        shown(cat, "desk-meeting-history", uid).status_code,
        shown(cat, "desk-day").status_code,
        undo(cat, "corrected").status_code,
    ]
    assert codes == [403, 403, 403]
    assert date_now_of(uid) == "2024-07-05"


def date_now_of(uid):
    return Meeting.objects.get(uid=uid).edtf


def test_a_long_history_is_told_in_parts(ann, uid):
    moved = Revision.objects.get(action="moved")
    facts = {name: getattr(moved, name) for name in ("at", "actor", "action", "object_type", "object_key", "reason")}
    Revision.objects.bulk_create(Revision(**facts, digest=f"{n:064}") for n in range(70))
    page = shown(ann, "desk-history").text
    before = page.split("?before=")[1].split('"')[0]
    assert "Entered" in shown(ann, "desk-history", before=before).text
