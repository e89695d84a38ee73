"""Files and links beside a meeting: whose they are, who may have them, what the log tells, and the way back."""

from datetime import date, timedelta

import pytest

from iscm.domain.documents import Document as Bytes
from iscm.domain.errors import ConflictError, FileRefusedError, UnknownReferenceError
from iscm.domain.materials import MaterialFacts, MaterialKind
from iscm.domain.submissions import Sender
from iscm.register.models import Material, Meeting, Received, Revision, Submission
from iscm.register.operations import meeting_materials as acts
from iscm.register.operations.accept import accept
from iscm.register.operations.correct import correct
from iscm.register.operations.rebuild import rebuild
from iscm.register.operations.refuse import refuse
from iscm.register.operations.submit import submit
from iscm.register.operations.undo import undo
from iscm.register.operations.withdraw import withdraw
from iscm.register.queries.history import history
from iscm.register.queries.meeting_materials import (
    held_file,
    materials_of,
    meetings_of_material,
    public_file,
    public_materials,
)
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW
from tests.scanner import BAD, scanner

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
WHO = {"actor": "ann", "reason": "it was given out there", "now": LATER}
SOM = make_record(title="34th Senior Officials Meeting", ordinal=34)
PDF = Bytes("declaration.pdf", b"%PDF-1.7 the declaration")
PUBLIC = MaterialFacts("Stockholm Declaration", MaterialKind.DECLARATION, "en", is_public=True)
PRIVATE = MaterialFacts("Draft agenda", MaterialKind.AGENDA)


@pytest.fixture
def uid(put):
    return put(make_reading(SOM, last_update=date(2024, 1, 31))).created[0]


def told(uid):
    return [(one.title, one.kind, one.is_public) for one in materials_of(uid, is_public=True)]


def sent_with_a_file(uid):
    return submit({"outcome": "A declaration"}, sender=Sender("Ana"), about=uid, attached=PDF, now=LATER)


def test_a_file_is_private_until_an_editor_gives_it_to_the_public(uid):
    material = acts.add_file(uid, PDF, PRIVATE, **WHO)
    assert (told(uid), public_file(material), held_file(material).content) == ([], None, PDF.content)
    acts.describe(material, PUBLIC, **WHO)
    assert told(uid) == [("Stockholm Declaration", MaterialKind.DECLARATION, True)]
    held = public_file(material)
    assert (held.name, held.form, held.sha256, held.content) == ("declaration.pdf", "pdf", PDF.sha256, PDF.content)
    assert [(one.meeting, one.mechanisms[0][0]) for one in public_materials()] == [(uid, "budapest-process")]


def test_a_file_that_was_sent_waits_with_its_submission_and_for_a_decision_of_its_own(uid):
    done = sent_with_a_file(uid)
    material = Material.objects.get().uid
    assert (materials_of(uid, is_public=False), meetings_of_material(material)) == ((), ())
    with pytest.raises(ConflictError, match="not accepted yet"):
        acts.describe(material, PUBLIC, **WHO)
    accept(done.document, **WHO)
    (line,) = materials_of(uid, is_public=False)
    assert (line.is_awaited, line.by, line.form, line.size) == (True, "Ana", "pdf", len(PDF.content))
    assert (line.sha256, told(uid)) == (PDF.sha256, [])
    acts.describe(material, PUBLIC, **WHO)
    assert (len(told(uid)), materials_of(uid, is_public=False)[0].is_awaited) == (1, False)
    rebuild(check=False, now=LATER)
    assert (len(told(uid)), [one.meeting for one in public_materials()]) == (1, [uid])
    refuse(done.document, **WHO)
    assert (told(uid), public_file(material)) == ([], None)


def test_what_was_decided_to_stay_private_waits_no_more(uid):
    accept(sent_with_a_file(uid).document, **WHO)
    acts.describe(Material.objects.get().uid, MaterialFacts(""), **WHO)
    (line,) = materials_of(uid, is_public=False)
    assert (line.is_awaited, line.is_public, line.title) == (False, False, "declaration.pdf")


def test_of_a_closed_or_withdrawn_meeting_the_public_gets_nothing(uid):
    material = acts.add_file(uid, PDF, PUBLIC, **WHO)
    correct(uid, {"closed": True}, **WHO)
    assert (told(uid), public_file(material), public_materials()) == ([], None, ())
    assert len(materials_of(uid, is_public=False)) == 1
    correct(uid, {"closed": False}, **WHO | {"now": LATER + timedelta(hours=1)})
    assert len(told(uid)) == 1
    withdraw(uid, **WHO | {"now": LATER + timedelta(hours=2)})
    assert public_file(material) is None


def test_materials_go_with_a_meeting_into_the_one_that_it_is_merged_into(put, uid):
    other = put(make_reading(make_record(title="Workshop on data", when="2024-09-01"), name="b")).created[0]
    acts.add_file(other, PDF, PUBLIC, **WHO)
    Meeting.objects.filter(uid=other).update(merged_into=Meeting.objects.get(uid=uid), is_listed=False)
    assert (len(told(uid)), [one.meeting for one in public_materials()]) == (1, [uid])


def test_each_change_stands_in_the_history_of_the_meeting_and_can_be_undone(uid):
    material = acts.add_file(uid, PDF, PRIVATE, **WHO)
    acts.describe(material, PUBLIC, **WHO)
    acts.remove(material, **WHO)
    assert told(uid) == []
    log = list(Revision.objects.filter(object_type="material").order_by("id"))
    assert [one.action for one in log] == ["added", "described", "removed"]
    assert {line.action for line in history("meeting", uid)} >= {"added", "described", "removed"}
    undo(log[2].pk, **WHO)
    assert len(told(uid)) == 1
    undo(log[1].pk, **WHO)
    assert (told(uid), materials_of(uid, is_public=False)[0].title) == ([], "Draft agenda")
    with pytest.raises(ConflictError, match="described otherwise since"):
        undo(log[1].pk, **WHO)
    undo(log[0].pk, **WHO)
    assert materials_of(uid, is_public=False)[0].is_removed


def test_a_link_is_one_of_the_web(uid):
    acts.add_link(uid, "https://example.org/declaration", PUBLIC, **WHO)
    assert [one.url for one in materials_of(uid, is_public=True)] == ["https://example.org/declaration"]
    with pytest.raises(ConflictError, match="https"):
        acts.add_link(uid, "javascript:alert(1)", PUBLIC, **WHO)


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (lambda uid: acts.describe(uid, PUBLIC, **WHO), UnknownReferenceError),
        (lambda uid: acts.add_file(uid[1:], PDF, PUBLIC, **WHO), UnknownReferenceError),
        (lambda uid: acts.add_file(uid, PDF, MaterialFacts("x" * 501), **WHO), ConflictError),
        (lambda uid: acts.add_file(uid, PDF, PUBLIC, actor="ann", reason=" "), ConflictError),
        (lambda uid: acts.put_back(acts.add_file(uid, PDF, PUBLIC, **WHO), **WHO), ConflictError),
        (lambda uid: [acts.remove(one, **WHO) for one in [acts.add_file(uid, PDF, PUBLIC, **WHO)] * 2], ConflictError),
    ],
)
def test_what_cannot_be_is_refused(uid, act, error):
    with pytest.raises(error):
        act(uid)


REFUSED = [(b"", "empty"), (b"MZ\x90\x00 a program", "form"), (b"<script>", "form"), (BAD, "flagged")]


@pytest.mark.parametrize(("content", "fault"), REFUSED)
@pytest.mark.parametrize(
    "way",
    [
        lambda uid, file: submit({}, sender=Sender("Ana"), about=uid, attached=file, now=LATER),
        lambda uid, file: acts.add_file(uid, file, PUBLIC, **WHO),
    ],
    ids=["sent", "given"],
)
def test_a_file_that_is_not_taken_leaves_nothing_behind_but_a_line_in_the_log(uid, settings, content, fault, way):
    file = Bytes("odd.pdf", content)
    with scanner() as (address, _):
        settings.CLAMD = address
        with pytest.raises(FileRefusedError) as refused:
            way(uid, file)
    assert (refused.value.fault, refused.value.name) == (fault, "odd.pdf")
    flagged = Revision.objects.filter(action="flagged").values_list("object_key", "new")
    told = [(file.sha256, {"name": "odd.pdf", "found": "Made-Up-Virus"})] if fault == "flagged" else []
    assert list(flagged) == told
    assert not Received.objects.filter(sha256=file.sha256).exists()
    assert (Submission.objects.count(), Material.objects.count()) == (0, 0)


def test_where_a_scanner_is_set_and_silent_nothing_is_taken(uid, settings):
    settings.CLAMD = "127.0.0.1:1"
    with pytest.raises(FileRefusedError, match="does not answer"):
        acts.add_file(uid, PDF, PUBLIC, **WHO)
