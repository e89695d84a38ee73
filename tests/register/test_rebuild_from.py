"""A package of open data read back makes an equal register; whatever is not as we write it leaves nothing behind."""

import hashlib
import json
import shutil
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from iscm.data.reference import load_publications
from iscm.domain.citations import Locator
from iscm.domain.errors import ConflictError, UnreadableInputError
from iscm.domain.problems import Problem as FoundProblem
from iscm.domain.problems import Severity
from iscm.domain.readings import Fingerprint, SetAside
from iscm.domain.records import Anniversary, Index, Link, Publication
from iscm.domain.submissions import Right, Sender
from iscm.publication.opendata.folder import Order, write_export
from iscm.publication.opendata.naming import scopes_of
from iscm.publication.opendata.package import open_package
from iscm.publication.opendata.terms import Terms
from iscm.reconciliation.judgements import Verdict
from iscm.register import models
from iscm.register.operations import rebuild_from as subject
from iscm.register.operations.correct import correct
from iscm.register.operations.drafts import draft_calendar
from iscm.register.operations.judge import judge
from iscm.register.operations.posting import set_right
from iscm.register.operations.publish import publish
from iscm.register.operations.rebuild import rebuild
from iscm.register.operations.reference import load_reference
from iscm.register.operations.refuse import refuse, take_back
from iscm.register.operations.submit import submit
from iscm.register.operations.withdraw import withdraw
from iscm.register.queries.opendata import RegisterSource, snapshot
from tests.factories.kept import put_kept
from tests.factories.records import make_reading, make_record
from tests.register.conftest import put_readings

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 9, 0, 0, 123456, tzinfo=UTC)
LATER = NOW + timedelta(days=400)
TERMS = Terms("", ("Desk",), "CC-BY-4.0")
BELOW = (
    models.Refusal, models.Submission, models.PostingRight,
    models.Stamp, models.SearchEntry, models.Problem, models.Relation, models.MeetingCitation, models.MeetingTheme,
    models.MeetingInitiative, models.MeetingPlace, models.MeetingMechanism, models.Proposal, models.Judgement,
    models.Revision, models.IndexEntry, models.Anniversary, models.Publication, models.Claim,
)  # fmt: skip


def quietly(_done, _total, _what):
    pass


@pytest.fixture
def register(db, vocabulary):
    """All reference facts; no documents."""
    put_kept("all reference facts", lambda: load_reference(vocabulary, load_publications()))


def pafom(title, when, **rest):
    return make_record(title=title, when=when, kind="forum", mechanisms=("pafom",), places=(), **rest)


HIGHLIGHTS = make_reading(
    pafom("7th PAFOM Conference", "2022-09-09", ordinal=7),
    pafom("7th Forum", "2022-10-18/2022-10-20", ordinal=7),
    pafom("Gathering", "2022-11-20"),
    pafom("Seminar", "2022-12-01"),
    make_record(title="Webinars", when="2022", mechanisms=("rcm", "sacm"), kind="webinar", count=3),
    name="highlights",
    reader="highlights",
    year=2022,
    themes=(Index("data", "Data", ("pafom",), "and others", Locator(page=3)),),
    initiatives=(Index("gcm", "GCM", (), "in other mechanisms", Locator(page=4)),),
    publications=(Publication("A study", ("pafom", "rcm"), "https://example.org/study"),),
    anniversaries=(Anniversary("pafom", 10),),
    fingerprints=(Fingerprint("ab" * 32, Locator(line_first=1)),),
    set_aside=(SetAside(Locator(line_first=9), "somebody's words", "page header"),),
    links=(Link("here", "https://example.org/"), Link("lost", None)),
    problems=(FoundProblem("date-weekend", Severity.INFORMATION, "A Saturday.", record=1),),
)
CALENDAR = make_reading(
    make_record(title='=HYPERLINK(“x”); "odd", title\nof two lines', links=(Link("x", "https://example.org/a"),)),
    make_record(title="Seminar", when=None, kind="seminar", outcome="A declaration"),
    make_record(title="Some day", when="[2024-34,2024-35]", status="postponed"),
    last_update=datetime(2024, 9, 24, tzinfo=UTC).date(),
)


@pytest.fixture
def lively(register):
    """Everything happened."""
    live()


def live():
    """Let everything happen: a question, a merger, a parting, a correction, a dismissal, a proposal."""
    put_readings(HIGHLIGHTS, CALENDAR, now=NOW)
    put_readings(
        make_reading(make_record(title="Only proposed", when="2025-01-01"), name="later", year=2025), accept=False
    )
    first, second, third, fourth = keys("pafom")
    judge(first, second, Verdict.SAME, actor="ann", reason="asked the secretariat", now=NOW + timedelta(days=1))
    judge(third, fourth, Verdict.SAME, actor="ann", reason="one", now=NOW + timedelta(days=2))
    judge(third, fourth, Verdict.DIFFERENT, actor="bob", reason="two after all", now=NOW + timedelta(days=3))
    meeting = models.Meeting.objects.get(title="Some day")
    values = {"edtf": "2024-10-02", "status": "planned", "links": [{"text": "programme", "url": None}]}
    correct(meeting.uid, values, actor="ann", reason="the host wrote", now=NOW + timedelta(days=4))
    models.Problem.objects.filter(code="date-weekend").update(
        dismissed_at=NOW, dismissed_by="ann", dismissed_reason="meant so"
    )
    models.Meeting.objects.filter(title="Seminar", kind="seminar").update(unlisted_since=NOW.date())
    assert rebuild(check=True).is_sound


def keys(mechanism):
    cited = models.MeetingCitation.objects.filter(meeting__parties__mechanism__slug=mechanism)
    return list(cited.order_by("meeting__sort_day").values_list("occurrence", flat=True))


def export(folder, forms=("csv", "json")):
    source = RegisterSource(TERMS)
    folder.mkdir()
    with snapshot():
        write_export(folder, source, Order(TERMS, scopes_of(source.years), forms), quietly)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def package(tmp_path_factory, vocabulary, django_db_setup, django_db_blocker):
    """The package of a lively register, of which nothing else is left."""
    folder = tmp_path_factory.mktemp("package") / "one"
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference(vocabulary, load_publications())
        live()
        export(folder)
        transaction.set_rollback(True)
    return folder


def empty():
    """A register as it is at first."""
    for model in BELOW:
        model.objects.all().delete()
    models.Meeting.objects.update(merged_into=None)
    for model in (models.Meeting, models.Series, models.Record):
        model.objects.all().delete()
    models.Document.objects.update(supersedes=None)
    for model in (models.Document, models.Received):
        model.objects.all().delete()


def build(folder, now=LATER):
    with open_package(folder) as package:
        return subject.rebuild_from(package, RegisterSource(TERMS), actor="iscm", tell=quietly, now=now)


@pytest.mark.parametrize("forms", [("csv", "json"), ("json",)], ids="+".join)
def test_register_comes_back_and_gives_the_same_packages(lively, tmp_path, forms):
    before = export(tmp_path / "one", forms)
    held = list(models.Meeting.objects.order_by("id").values_list("uid", "is_listed", "merged_into__uid", "sequence"))
    empty()
    built = build(tmp_path / "one")
    after = list(models.Meeting.objects.order_by("id").values_list("uid", "is_listed", "merged_into__uid", "sequence"))
    assert (built.documents, built.unlike, after) == (4, (), held)
    assert (rebuild(check=True).differences, rebuild(check=True).broken_log) == ({}, None)
    assert export(tmp_path / "two", forms) == before


def decide_much():
    """A withdrawn meeting, a refused record, a judgement taken back, an answer and submissions."""
    uids = dict(models.Meeting.objects.filter(is_listed=True).values_list("title", "uid"))
    who = {"actor": "ann", "reason": "so it is", "now": NOW + timedelta(days=5)}
    withdraw(uids["Seminar"], **who)
    refuse(models.Record.objects.get(title="Webinars").key, **who)
    judge(*keys("pafom")[:2], Verdict.DIFFERENT, **who)
    take_back(models.Judgement.objects.order_by("-id")[0].pk, **who)
    set_right("pafom", Right.TRUSTED, **who)
    sender = Sender("Ana", "pafom", Right.TRUSTED)
    submit({"date": "22 November 2022"}, sender=sender, about=uids["Gathering"], now=who["now"])
    submit({"title": "Workshop", "date": "3 May 2027", "mechanism": "pafom"}, sender=sender, now=who["now"])
    submit({"title": "Only sent in", "date": "4 May 2027", "mechanism": "rcm"}, sender=sender, now=who["now"])
    assert rebuild(check=True).is_sound


def test_what_was_decided_comes_back_and_what_is_refused_or_only_sent_in_is_not_given_out(lively, tmp_path):
    decide_much()
    before = export(tmp_path / "one")
    assert [name for name, content in before.items() if b"Only sent in" in content] == []
    assert b"Webinars" not in before["all/records.csv"]
    held = list(models.Meeting.objects.filter(is_listed=True).order_by("id").values_list("uid", "edtf"))
    empty()
    built = build(tmp_path / "one")
    after = list(models.Meeting.objects.filter(is_listed=True).order_by("id").values_list("uid", "edtf"))
    assert (built.unlike, after, rebuild(check=True).differences) == ((), held, {})
    assert export(tmp_path / "two") == before


def test_register_goes_on_as_before(lively, put, tmp_path):
    """Merged addresses lead on and come back, judgements of persons hold, a document known is not new."""
    export(tmp_path / "one")
    empty()
    build(tmp_path / "one")
    assert not put(CALENDAR).is_new
    merged = models.Meeting.objects.get(is_listed=False)
    first = models.MeetingCitation.objects.filter(meeting=merged.merged_into).order_by("occurrence").first().occurrence
    judge(first, merged.merged_with, Verdict.DIFFERENT, actor="ann", reason="no", now=LATER)
    merged.refresh_from_db()
    assert merged.is_listed
    assert rebuild(check=True).is_sound


def test_nobody_is_named(lively, tmp_path):
    files = export(tmp_path / "one")
    assert [
        name for name, content in files.items() if b"ann," in content or b'"bob"' in content or b"by ann" in content
    ] == []
    assert [name for name, content in files.items() if b"somebody's words" in content] == []


def test_store_that_holds_anything_is_left_alone(lively, tmp_path):
    export(tmp_path / "one")
    count = models.Meeting.objects.count()
    with pytest.raises(ConflictError, match="not empty"):
        build(tmp_path / "one")
    assert models.Meeting.objects.count() == count


def replaced(folder, table, change):
    """The package with a table's text changed, and a descriptor that fits."""
    file = folder / "all" / f"{table}.csv"
    content = change(file.read_bytes().decode()).encode()
    file.write_bytes(content)
    descriptor = folder / "all" / "datapackage.json"
    said = json.loads(descriptor.read_text())
    (resource,) = (one for one in said["resources"] if one["path"] == file.name)
    resource.update(hash=f"sha256:{hashlib.sha256(content).hexdigest()}", bytes=len(content))
    descriptor.write_text(json.dumps(said))


def without_last_line(text):
    return "".join(text.splitlines(keepends=True)[:-1])


def last_line_twice(text):
    return text + text.splitlines(keepends=True)[-1]


def deeper(text):
    return text.replace('"[{', '"' + "[" * 900 + "[{", 1).replace('}]"', "}]" + "]" * 900 + '"', 1)


HOSTILE = {
    "record lost": ("records", without_last_line),
    "record twice": ("records", last_line_twice),
    "claim twice": ("claims", last_line_twice),
    "meeting twice": ("meetings", last_line_twice),
    "document twice": ("documents", last_line_twice),
    "document lost": ("documents", without_last_line),
    "no address": ("meetings", lambda text: text.replace(text.split("\n")[1][:36], "../../etc")),
    "no date": ("claims", lambda text: text.replace("2022-11-20", "2022-13-45")),
    "no place": ("claims", lambda text: text.replace("Stockholm", 'Stock""holm', 1).replace('""city""', '""town""')),
    "no web": ("claims", lambda text: text.replace("https://example.org/a", "javascript:alert(1)")),
    "no web in a document": ("document_links", lambda text: text.replace("https:", "javascript:")),
    "no web in materials": ("materials", lambda text: text.replace("https://example.org/study", "data:text/html,x")),
    "no verdict": ("judgements", lambda text: text.replace(",same,", ",alike,", 1)),
    "no features": ("questions", lambda text: text.replace('""reason""', '""grund""')),
    "no locator": ("problems", lambda text: text.replace("{", "{""x"": 1, ", 1).replace("{x:", '{""x"":')),
    "no facts": ("changes", lambda text: text.replace('"{""', '"[{""', 1).replace('""}"', '""}]"', 1)),
    "turning signs": ("claims", lambda text: text.replace("Gathering", "Gath\u202eering")),
    "deep": ("claims", deeper),
    "key of another": ("records", lambda text: text.replace("#1,", "#99,", 1)),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_what_contradicts_itself_or_is_no_data_is_refused_and_nothing_stored(package, register, tmp_path, what):
    shutil.copytree(package, tmp_path / "one")
    table, change = HOSTILE[what]
    before = (tmp_path / "one" / "all" / f"{table}.csv").read_bytes()
    replaced(tmp_path / "one", table, change)
    assert (tmp_path / "one" / "all" / f"{table}.csv").read_bytes() != before
    with pytest.raises(UnreadableInputError) as found:
        build(tmp_path / "one")
    assert "\n" not in str(found.value)
    assert [
        model.__name__ for model in (models.Meeting, models.Document, models.Received) if model.objects.exists()
    ] == []


def test_meetings_follow_from_records_whatever_the_package_says_of_them(lively, tmp_path):
    export(tmp_path / "one")
    replaced(tmp_path / "one", "meetings", lambda text: text.replace("Gathering", "Party"))
    empty()
    built = build(tmp_path / "one")
    assert built.unlike == ("meetings",)
    assert models.Meeting.objects.filter(title="Gathering").exists()
    assert rebuild(check=True).is_sound


def test_changed_reference_facts_are_told(lively, tmp_path):
    export(tmp_path / "one")
    replaced(tmp_path / "one", "kinds", lambda text: text.replace("Webinaire,", "Web seminar,"))
    empty()
    assert build(tmp_path / "one").unlike == ("kinds",)


def test_pages_see_a_new_version(lively, tmp_path):
    export(tmp_path / "one")
    empty()
    build(tmp_path / "one")
    assert models.Stamp.objects.filter(name="register", version__gt=0).exists()
    assert (
        models.SearchEntry.objects.filter(kind="meeting").count()
        == models.Meeting.objects.filter(is_listed=True).count()
    )


def test_publishing_an_edition_changes_no_package(lively, tmp_path):
    before = export(tmp_path / "one")
    publish(draft_calendar(2024), actor="ann", now=LATER)
    assert export(tmp_path / "two") == before
