"""Hostile words in every field of the register, read out of every address: nothing runs, nothing leads astray."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver
from django.utils.translation import override

from iscm.domain.documents import Document as Received
from iscm.domain.facts import Fact
from iscm.domain.materials import MaterialFacts
from iscm.register import models
from iscm.register.operations.accounts import make_key
from iscm.register.operations.drafts import draft_calendar, draft_highlights
from iscm.register.operations.facts import Source, state_fact
from iscm.register.operations.meeting_materials import add_file
from iscm.register.operations.publish import publish
from iscm.register.operations.refuse import refuse
from iscm.register.operations.reword import reword, sentences_of
from iscm.register.operations.rooms import make_link
from iscm.register.operations.stamps import raise_stamps
from iscm.register.operations.submit import submit
from iscm.register.queries import keeping
from iscm.register.queries.paged.keyset import forget_counts
from iscm.register.rules import Role
from tests import walking
from tests.attacks import poison
from tests.attacks.judging import harms, header_harms
from tests.attacks.routes import example_of, routes
from tests.factories.accounts import add_account
from tests.factories.closed import closed_record, fill_closed
from tests.factories.following import add_follower
from tests.factories.records import make_reading
from tests.factories.surveys import add_survey, send, sender
from tests.register.conftest import NOW, few, put, register  # noqa: F401  # fixtures
from tests.walking import kind_of, walk
from tests.website.test_closed import calls, pages_of

pytestmark = pytest.mark.django_db
LONGEST_PATH = 400  # of an address with words in it
# Fields that no page of this register shows: nobody is shown them, or nothing happened in it that would fill them.
SHOWN_NOWHERE = {
    *("ApiKey.revoked_by", "Concept.alt_labels", "Concept.plural", "Document.fingerprints", "Document.links"),
    *("Edition.actor", "Edition.changes", "IndexEntry.printed", "IndexEntry.remark", "Initiative.other_names"),
    *("Judgement.features", "LinkCheck.dismissed_by", "LinkCheck.dismissed_reason", "LinkCheck.message"),
    *("LinkCheck.moved_to", "Material.by", "Material.name", "Material.url", "MechanismName.seen_in"),
    *("MechanismReference.says", "Meeting.withdrawn_reason", "MeetingInitiative.reason", "Membership.observers_note"),
    *("Problem.dismissed_by", "Problem.dismissed_reason", "Problem.readings", "Publication.source"),
    *("Publication.title", "Publication.url", "Received.name", "Refusal.actor", "Refusal.lifted_by"),
    *("Refusal.lifted_reason", "Refusal.reason", "RoleGrant.granted_by", "RoleGrant.revoked_by", "RoomLink.revoked_by"),
    *(
        "SurveyAnswer.decided_by",
        "SurveyAnswer.reason",
        "SurveyAnswer.values",
        "Territory.name",
        "Territory.other_names",
    ),
    *("UnreadDismissal.by", "UnreadDismissal.reason", "Visit.actor", "Visit.message", "VisitPart.address"),
    *("VisitPart.message", "VisitPart.name"),
}


@pytest.fixture(autouse=True)
def afresh(settings, tmp_path):
    """Files below a folder of the test's own, no limit of calls, all in English."""
    settings.DATA_DIR = tmp_path
    settings.API_LIMIT = 0
    forget_counts()
    with override("en"):
        yield


@pytest.fixture
def poisoned(put):  # noqa: F811  # the fixture imported above
    """A register in which all kinds of things happened; then every word of it is hostile."""
    found = fill_closed(put, NOW)
    said = {"actor": "ann", "reason": "because", "now": NOW}
    add_file(found.uid, Received("a.txt", b"words"), MaterialFacts("Notes", is_public=True), **said)
    publish(draft_calendar(2024), actor="ann", note="a note", now=NOW)
    (sentence, *_) = (one for one in sentences_of(2024) if found.uid in one.uids)
    reword(2024, sentence.key, "They met.", **said)
    put(make_reading(closed_record(title="Something new"), name="sent", reader="submission"), accept=False)
    publish(draft_highlights(2024), actor="ann", now=NOW + timedelta(days=1))
    refuse(found.record, **said)
    state_fact(
        "mechanism",
        "rcm",
        [Fact("name", "Regional Conference"), Fact("status_note", "a note")],
        Source("https://example.org/"),
        **said,
    )
    make_link("rcm", "Secretariat", "office@example.org", days=30, actor="ann", now=NOW)
    make_key("a program", "rcm", actor="ann")
    add_follower()
    send(add_survey(), "rcm", met="yes", **{"else": "words"})
    submit({"title": "Sent in", "date": "5 May 2027", "note": "call me"}, sender=sender("rcm"), now=NOW)
    _more(found)
    poison.poison()
    raise_stamps(["register"], NOW)
    call_command("createcachetable")
    keeping.forget_all()
    return found


def _more(found):
    """What happens seldom, as rows: visits, links that are dead, notes of secretariats, files nobody could read."""
    file = models.Received.objects.create(sha256="a" * 64, name="a.bin", content=b"words", received_at=NOW)
    by = {"by": "ann", "reason": "because", "at": NOW}
    models.UnreadDismissal.objects.create(received=file, **by)
    other = models.Received.objects.create(sha256="b" * 64, name="b.bin", content=b"words", received_at=NOW)
    visit = models.Visit.objects.create(
        source="iom-calendar", at=NOW, actor="ann", outcome="failed", message="no", next_at=NOW
    )
    part = {"visit": visit, "address": "https://example.org/", "name": "b.bin", "outcome": "failed", "message": "no"}
    models.VisitPart.objects.create(received=other, **part)
    note = {"mechanism": "rcm", "owner": "room:x", "sender": "Office", "part": "members", "words": "No.", "at": NOW}
    models.RoomNote.objects.create(**note)
    models.RoomNote.objects.create(**note, answer="Yes.", answered_by="ann", answered_at=NOW)
    url = models.Meeting.objects.get(uid=found.uid).links[0]["url"]
    dead = {
        "state": "gone",
        "message": "gone",
        "failures": 5,
        "failing_since": NOW,
        "checked_at": NOW,
        "moved_to": "https://example.org/b",
    }
    models.LinkCheck.objects.create(digest="c" * 64, url=url, **dead)
    models.PlanRun.objects.create(
        title="2027", year=2027, seconds=60, actor="ann", asked_at=NOW, state="failed", trouble="no"
    )


def everything(client, found):
    """A page of every kind that links lead to, the files of each form, every call, an example of any other route."""
    met = {}

    def fetch(path):
        if kind_of(path)[0] != "en" or len(path) > LONGEST_PATH:
            return ""  # other languages have the templates of the English pages
        response = client.get(path)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        met[path] = (response, content)
        return content.decode() if response.get("Content-Type", "").startswith("text/html") else ""

    run = models.PlanRun.objects.get()
    more = (
        f"/desk/plans/{run.pk}/",
        "/desk/mechanisms/rcm/",
        "/library/",
        "/sources/",
        "/desk/accounts/of/admin/",
        "/desk/keys/",
        "/desk/worklist/links/",
        "/desk/worklist/files/",
        "/sources/iom-calendar/",
        "/desk/inbox/unread/",
    )
    one_of_each = {kind_of(path)[1:]: path for path in calls(found)}.values()
    walk(fetch, starts=("/", "/desk/", "/room/rcm/"), every=dict.fromkeys([*pages_of(found), *one_of_each, *more]))
    for route in sorted({one.route for one in routes(get_resolver())} - {kind_of(path)[1] for path in met}):
        fetch(f"/{example_of(route)}")
    return met


def test_nothing_runs_and_nothing_leads_astray(poisoned, monkeypatch):
    monkeypatch.setattr(walking, "PAGES_OF_A_KIND", 1)
    client = Client()
    client.force_login(add_account("admin", Role.ADMINISTRATOR))
    met = everything(client, poisoned)
    assert {path: answer.status_code for path, (answer, _) in met.items() if answer.status_code >= 500} == {}
    found = {
        path: harm[:3]
        for path, (answer, content) in met.items()
        if (harm := [*header_harms(dict(answer.items())), *(harms(dict(answer.items()), content) if content else [])])
    }
    assert found == {}
    said = "".join(content.decode("utf-8", "replace") for _, content in met.values())
    unseen = set(poison.every_field()) - poison.seen_in(said, poison.every_field())
    assert (sorted(unseen - SHOWN_NOWHERE), sorted(SHOWN_NOWHERE - unseen)) == ([], [])
    assert {one.route for one in routes(get_resolver())} - {kind_of(path)[1] for path in met} == set()


def test_what_holds_no_words_is_named_rightly():
    assert poison.named_in_vain() == []


@pytest.mark.parametrize(
    ("media", "content"),
    [
        ("text/html", "<p onclick=x>"),
        ("text/html", "<a href=' java\nscript:alert(1)'>x"),
        ("text/html", "<script>x</script>"),
        ("text/html", "<script src=//evil.example/x></script>"),
        ("text/html", "<iframe src=https://evil.example/>"),
        ("text/html", "<img src=x>"),
        ("text/html", "<p style='color:red'>"),
        ("text/html", "<form><button formaction=data:text/html,x>"),
        ("text/css", "a{b:url(https://evil.example/)}"),
        ("image/svg+xml", "<svg><a href='javascript:x'/></svg>"),
        ("application/atom+xml", "<feed><content type='html'>&lt;img src=x></content></feed>"),
        ("application/json", '{"url": "javascript:alert(1)"}'),
        ("text/calendar", "BEGIN:VCALENDAR\r\nSUMMARY:a\nEND:VEVENT\r\n"),
        ("text/csv", "a,=1+1\r\n"),
        ("text/markdown", "[a](javascript:alert(1))"),
        ("text/turtle", "<https://a.example/> <https://b.example/> <javascript:x> ."),
        ("application/octet-stream", "words"),
        ("application/x-unheard-of", "words"),
    ],
)
def test_what_would_harm_is_seen(media, content):
    assert harms({"Content-Type": media}, content.encode()) != []
