"""An editor's claim wins, keeps what it won over, and survives new documents."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from iscm.domain.errors import ConflictError, StaleError, UnknownReferenceError
from iscm.domain.records import Suggestion
from iscm.reconciliation.judgements import Verdict
from iscm.register.models import Meeting, MeetingCitation, Revision
from iscm.register.operations.correct import correct
from iscm.register.operations.judge import judge
from iscm.register.operations.rebuild import rebuild
from iscm.register.queries.history import version_of
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db
SOM = make_record(title="34th Senior Officials Meeting", ordinal=34)


@pytest.fixture
def uid(put):
    return put(make_reading(SOM, last_update=date(2024, 1, 31))).created[0]


def fix(uid, values, **rest):
    return correct(uid, values, **{"actor": "ann", "reason": "the secretariat said so", "now": NOW, **rest})


@pytest.mark.parametrize(
    ("values", "change"),
    [
        ({"edtf": "2024-07-04"}, ("moved", "2024-06-27", "2024-07-04")),
        ({"status": "cancelled"}, ("cancelled", "confirmed", "cancelled")),
        ({"status": "postponed"}, ("postponed", "confirmed", "postponed")),
        ({"date_status": "tbc"}, ("date-open", "confirmed", "tbc")),
        ({"places": [{"city": "Ankara", "country": "TR"}]}, ("relocated", "Stockholm, SE", "Ankara, TR")),
        ({"ordinal": 35}, ("ordinal", "34", "35")),
        ({"mechanisms": ["rcm", "sacm"]}, ("mechanisms", "budapest-process", "rcm, sacm")),
        ({"outcome": "A plan."}, ("outcome", None, "A plan.")),
        ({"edtf": None}, ("date-open", "2024-06-27", None)),
        ({"ordinal": None}, ("ordinal", "34", None)),
        ({"kind": None}, ("kind", "senior-officials-meeting", None)),
        ({"places": []}, ("relocated", "Stockholm, SE", None)),
    ],
)
def test_correction_counts_over_every_source(uid, values, change):
    first = fix(uid, values).changed[uid][0]
    assert (first.name, first.old, first.new) == change
    assert rebuild(check=True).is_sound


def test_what_the_correction_is_silent_on_stays_with_the_sources(uid):
    fix(uid, {"edtf": "2024-07-04"})
    meeting = Meeting.objects.get(uid=uid)
    assert (meeting.title, meeting.ordinal, meeting.parties.count()) == ("34th Senior Officials Meeting", 34, 1)
    assert [(one.record.document.reader, "edtf" in one.chosen) for one in meeting.citations.all()] == [
        ("correction", True),
        ("calendar", False),
    ]


def test_correction_survives_a_new_edition(put, uid):
    fix(uid, {"edtf": "2024-07-04"})
    put(make_reading(make_record(title=SOM.title, ordinal=34, when="2024-08-01"), last_update=date(2024, 5, 31)))
    assert (Meeting.objects.get().uid, Meeting.objects.get().edtf) == (uid, "2024-07-04")


def test_later_correction_counts_over_an_earlier_one(uid):
    fix(uid, {"edtf": "2024-07-04"})
    fix(uid, {"edtf": "2024-07-05"}, now=NOW + timedelta(minutes=1))
    assert Meeting.objects.get().edtf == "2024-07-05"


def test_correction_is_logged_with_its_reason(uid):
    fix(uid, {"edtf": "2024-07-04"})
    entries = Revision.objects.filter(object_key=uid).exclude(action="created").values_list("action", "actor", "reason")
    assert list(entries) == [
        ("corrected", "ann", "the secretariat said so"),
        ("moved", "ann", "the secretariat said so"),
    ]


@pytest.mark.parametrize(
    ("values", "rest"),
    [
        ({}, {}),
        ({"uid": "x"}, {}),
        ({"edtf": "2024-13-01"}, {}),
        ({"status": "over"}, {}),
        ({"kind": "party"}, {}),
        ({"mechanisms": ["nobody"]}, {}),
        ({"title": " "}, {}),
        ({"ordinal": "many"}, {}),
        ({"edtf": "2024-07-04"}, {"reason": " "}),
        ({"edtf": "2024-07-04"}, {"actor": "iscm"}),
    ],
)
def test_correction_that_makes_no_sense_is_refused(uid, values, rest):
    with pytest.raises(ConflictError):
        fix(uid, values, **rest)
    assert Meeting.objects.get().edtf == "2024-06-27"


def test_fewer_mechanisms_than_the_sources_name_are_meant(put):
    joint = make_record(title="Joint forum", kind="forum", mechanisms=("rcm", "sacm"))
    (uid,) = put(make_reading(joint, name="joint")).created
    fix(uid, {"mechanisms": ["rcm"]})
    assert list(Meeting.objects.get(uid=uid).parties.values_list("mechanism__slug", flat=True)) == ["rcm"]
    assert rebuild(check=True).is_sound


def test_who_has_seen_the_last_version_may_change_it(uid):
    seen = version_of(uid)
    fix(uid, {"edtf": "2024-07-04"}, seen=seen)
    fix(uid, {"edtf": "2024-07-05"}, seen=version_of(uid))
    assert Meeting.objects.get().edtf == "2024-07-05"


def test_who_has_not_is_told_what_changed_since_and_by_whom(uid):
    seen = version_of(uid)
    fix(uid, {"edtf": "2024-07-04", "outcome": "A plan."}, actor="bob", reason="the host wrote")
    with pytest.raises(StaleError) as caught:
        fix(uid, {"title": "Forum"}, seen=seen)
    told = caught.value
    assert (told.seen, told.latest, str(told).split(" ")[0]) == (seen, version_of(uid), "bob")
    assert [
        (one.field, one.old, one.new, one.actor, one.reason) for one in told.lines if one.action != "corrected"
    ] == [
        ("edtf", "2024-06-27", "2024-07-04", "bob", "the host wrote"),
        ("outcome", None, "A plan.", "bob", "the host wrote"),
    ]
    assert Meeting.objects.get().title == SOM.title
    fix(uid, {"title": "Forum"}, seen=told.latest)
    assert (Meeting.objects.get().title, Meeting.objects.get().edtf) == ("Forum", "2024-07-04")


def test_what_a_document_changed_in_between_counts_too(put, uid):
    seen = version_of(uid)
    put(make_reading(make_record(title=SOM.title, ordinal=34, when="2024-08-01"), last_update=date(2024, 5, 31)))
    with pytest.raises(StaleError) as caught:
        fix(uid, {"title": "Forum"}, seen=seen)
    first = caught.value.lines[0]
    assert (first.field, first.new, first.document_title) == ("edtf", "2024-08-01", "calendar")


def test_the_correction_of_one_that_was_merged_meanwhile_is_refused(put, uid):
    (other,) = put(make_reading(make_record(title="Workshop", kind="workshop", when="2024-03-05"), name="o")).created
    seen = version_of(other)
    keys = list(MeetingCitation.objects.order_by("record").values_list("occurrence", flat=True))
    judge(*keys, Verdict.SAME, actor="bob", reason="one", now=NOW)
    with pytest.raises(StaleError) as caught:
        fix(other, {"title": "Forum"}, seen=seen)
    assert [(one.action, one.new) for one in caught.value.lines] == [("merged", uid)]


def test_correction_of_nothing_is_refused(uid):
    with pytest.raises(UnknownReferenceError):
        fix("nowhere", {"edtf": "2024-07-04"})


def test_correction_that_is_judged_apart_breaks_nothing(uid):
    fix(uid, {"edtf": "2024-07-04"})
    held = Meeting.objects.get(uid=uid).citations.order_by("rank").values_list("occurrence", flat=True)
    judge(*held, Verdict.DIFFERENT, actor="ann", reason="of another meeting", now=NOW)
    assert Meeting.objects.get(uid=uid).edtf == "2024-06-27"
    assert rebuild(check=True).is_sound


def said(slug, score=1.0):
    return {"slug": slug, "reason": "stated", "score": score}


THEMED = make_record(
    title="Forum on returns",
    kind="forum",
    mechanisms=("rcm", "sacm"),
    themes=(
        Suggestion("return-readmission-reintegration", "“returns”", 0.9),
        Suggestion("border-management", "“forum”", 0.4),
    ),
    bodies=("Working Group A",),
    prepares="2nd Ministerial Conference",
)


@pytest.fixture
def themed(put):
    return put(make_reading(THEMED)).created[0]


def themes_of(uid):
    return {one.theme.slug: one.basis for one in Meeting.objects.get(uid=uid).themes.all()}


@pytest.mark.parametrize(
    ("themes", "expected"),
    [
        ([], {"return-readmission-reintegration": "suggested", "border-management": "suggested"}),
        ([said("border-management")], {"return-readmission-reintegration": "suggested", "border-management": "stated"}),
        ([said("border-management", 0.0)], {"return-readmission-reintegration": "suggested"}),
        (
            [said("border-management", 0), said("gender")],
            {"return-readmission-reintegration": "suggested", "gender": "stated"},
        ),
    ],
)
def test_what_an_editor_says_of_a_theme_counts_over_what_the_words_suggest(themed, themes, expected):
    fix(themed, {"themes": themes})
    assert themes_of(themed) == expected
    assert rebuild(check=True).is_sound


def test_initiatives_that_a_tracker_states_may_be_denied(put):
    tracked = replace(make_reading(make_record(title="Dialogue on the compact")), reader="tracker")
    named = replace(tracked, title="Global Compact for Safe, Orderly and Regular Migration tracker")
    (uid,) = put(named).created
    initiatives = Meeting.objects.get(uid=uid).initiatives
    assert list(initiatives.values_list("initiative__slug", "basis")) == [("gcm", "stated")]
    fix(uid, {"initiatives": [said("gcm", 0)]})
    assert not initiatives.exists()
    assert rebuild(check=True).is_sound


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"bodies": ["Working Group B"]}, ("bodies", "Working Group A", "Working Group B")),
        ({"bodies": []}, ("bodies", "Working Group A", None)),
        ({"prepares": None}, ("prepares", "2nd Ministerial Conference", None)),
        ({"side_event_of": "GFMD Summit"}, ("side-event-of", None, "GFMD Summit")),
        (
            {"roles": [{"mechanism": "sacm", "role": "invited"}]},
            ("roles", "rcm: host, sacm: co-host", "rcm: host, sacm: invited"),
        ),
    ],
)
def test_bodies_roles_and_names_of_other_meetings_are_corrected(themed, values, told):
    (change,) = fix(themed, values).changed[themed]
    assert (change.name, change.old, change.new) == told
    assert rebuild(check=True).is_sound


def test_a_name_that_an_editor_took_out_is_no_longer_shown_as_a_relation(themed):
    relations = Meeting.objects.get(uid=themed).relations
    assert list(relations.values_list("kind", "printed")) == [("prepares", "2nd Ministerial Conference")]
    fix(themed, {"prepares": None})
    assert not relations.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"themes": [said("nothing")]},
        {"themes": ["border-management"]},
        {"themes": [said("border-management", 0.5)]},
        {"initiatives": [said("border-management")]},
        {"roles": [{"mechanism": "rcm", "role": "guest"}]},
        {"roles": [{"mechanism": "nobody", "role": "host"}]},
        {"bodies": [1]},
    ],
)
def test_themes_roles_and_bodies_that_cannot_be_are_refused(themed, values):
    with pytest.raises(ConflictError):
        fix(themed, values)


def test_a_relation_that_the_register_saw_is_taken_back_by_a_person(put):
    first, second = (
        put(make_reading(make_record(title=title, when=when), name=title)).created[0]
        for title, when in (("Preparatory meeting", "2024-03-01"), ("Ministerial conference", "2024-06-01"))
    )
    keys = [MeetingCitation.objects.get(meeting__uid=uid).occurrence for uid in (first, second)]
    who = {"actor": "ann", "reason": "the agenda"}
    judge(*keys, Verdict.PREPARES, **who, now=NOW)
    relations = Meeting.objects.get(uid=first).relations
    assert list(relations.values_list("kind", "other__uid")) == [("prepares", second)]
    judge(*keys, Verdict.UNRELATED, **who, now=NOW + timedelta(minutes=1))
    assert not relations.exists()
    assert rebuild(check=True).is_sound
