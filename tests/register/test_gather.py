"""What a source gives is stored once, changes what it changes, and is not believed when it cannot be right."""

import json
from datetime import timedelta

import pytest

from iscm.domain.documents import Document as File
from iscm.domain.errors import BusyError, ConflictError, RobotsRefusedError, StatusError, TooSlowError
from iscm.domain.visits import Outcome
from iscm.register.models import Claim, Document, Meeting, Problem, Received, Revision, Visit, VisitPart
from iscm.register.operations.gather import gather, gather_each, release
from iscm.register.operations.gather_visits import due
from iscm.register.operations.ingest import ingest
from iscm.register.operations.rebuild import rebuild
from iscm.register.operations.refuse import refuse
from iscm.sources.fetching import Validators
from tests.factories.hostile import BAD_FILES
from tests.gathering import ADDRESS, NONE, FakeSite, feed, make_source
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db

SOM = ("2026-12-01", "Senior Officials Meeting")
VISAS = ("2027-01-12", "Seminar on visas")
DATA = ("2027-02-12", "Working Group on data")
RETURNS = ("2027-03-12", "Workshop on returns")
ALL = (SOM, VISAS, DATA, RETURNS)
LOGIN = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>"
# The others are refused in the same places, after a second or more of unpacking.
BAD = [name for name in BAD_FILES if name not in {"bomb.xlsx", "lying-bomb.docx", "rows.txt", "deep.docx"}]
RECORDS = json.dumps({"documents": [{"name": "x", "sha256": "0" * 64, "reader": "calendar", "records": []}]}).encode()


@pytest.fixture
def site():
    return FakeSite()


@pytest.fixture
def visit(register, site):
    """Visit a calendar feed that gives this, on this day after the first; gives the report of the visit."""

    def visit(content, day=0, *, accept=True, source=None, **rest):
        chosen = source or make_source()
        site.answers[chosen.address] = content
        return gather(chosen, site, actor="ann", accept=accept, now=NOW + timedelta(days=day), **rest)

    return visit


def unlisted():
    return set(Meeting.objects.exclude(unlisted_since=None).values_list("title", flat=True))


def told():
    """All that readers are told, and who said it."""
    meetings = list(Meeting.objects.order_by("uid").values())
    return meetings, list(Document.objects.exclude(accepted_at=None).values("sha256", "turn")), Revision.objects.count()


def open_codes():
    return list(Problem.objects.filter(resolved_at=None).order_by("code").values_list("code", flat=True))


def test_new_feed_makes_meetings_of_its_source(visit):
    report = visit(feed(*ALL))
    (part,) = report.parts
    assert (report.outcome, part.records, part.created, report.needs_a_person) == (Outcome.FETCHED, 4, 4, False)
    document = Document.objects.get()
    assert (document.name, document.publisher, document.trust) == ("dialogue.ics", "Secretariat of the dialogue", 1)
    assert (document.source_key, document.speaks_until) == (make_source().key, NOW.date())
    assert set(Meeting.objects.values_list("parties__mechanism__slug", flat=True)) == {"budapest-process"}
    assert Visit.objects.values_list("outcome", "actor", "given", "created").get() == ("fetched", "ann", 4, 4)


def test_page_is_read_in_the_encoding_that_only_its_site_tells(visit, site):
    site.media, site.charset = "text/html", "windows-1251"
    page = "<html><table><tr><th>Date<th>Title<th>Place<tr><td>3 March 2027<td>Встреча<td>Москва</table></html>"
    visit(page.encode("cp1251"), source=make_source(form="list", lang="ru"))
    meeting = Meeting.objects.get()
    assert (meeting.title, Document.objects.get().received.content) == ("Встреча", page.encode("cp1251"))


def test_without_accept_there_are_proposals_that_a_later_visit_accepts(visit):
    assert visit(feed(*ALL), accept=False).outcome is Outcome.FETCHED
    assert (Meeting.objects.count(), Document.objects.get().accepted_at) == (0, None)
    report = visit(feed(*ALL), 1)
    assert (report.outcome, report.parts[0].created, Document.objects.count()) == (Outcome.FETCHED, 4, 1)


def test_same_bytes_change_nothing(visit):
    visit(feed(*ALL))
    before = told()
    assert visit(feed(*ALL), 7).outcome is Outcome.UNCHANGED
    assert told() == before
    assert VisitPart.objects.values_list("records", "document").last() == (4, Document.objects.get().pk)


def test_site_is_asked_with_what_it_said_when_it_was_last_good(visit, site):
    site.etag = '"one"'
    visit(feed(*ALL))
    site.etag = '"login"'
    visit(LOGIN, 1)
    assert visit(None, 2).outcome is Outcome.UNCHANGED
    assert [validators for _, validators in site.asked] == [
        Validators(),
        Validators('"one"'),
        Validators('"one"'),
    ]
    assert open_codes() == []


def test_feed_that_differs_in_its_stamps_only_changes_no_meeting(visit):
    visit(feed(*ALL, stamp="20261121T080000Z"))
    before = told()
    for day, stamp in enumerate(("20261122T080000Z", "20261123T080000Z"), start=1):
        assert visit(feed(*ALL, stamp=stamp), day).outcome is Outcome.UNCHANGED
    assert (told(), Document.objects.count()) == (before, 1)


def test_new_row_that_is_not_understood_is_stored_though_no_record_changed(visit):
    visit(feed(*ALL))
    visit(feed(*ALL, ("2027-13-45", "Meeting without a day")), 1)
    assert Document.objects.count() == 2


def test_moved_meeting_is_the_same_meeting_and_follows_its_source(visit):
    visit(feed(*ALL))
    uid = Meeting.objects.get(title=VISAS[1]).uid
    report = visit(feed(SOM, ("2027-01-19", VISAS[1]), DATA, RETURNS), 1)
    assert (report.parts[0].created, report.parts[0].changed) == (0, 1)
    assert Meeting.objects.get(uid=uid).edtf == "2027-01-19"
    newest = Document.objects.order_by("id").last()
    assert newest.supersedes == Document.objects.order_by("id").first()


def test_meeting_that_is_absent_is_no_longer_listed_and_may_be_listed_again(visit):
    visit(feed(*ALL))
    assert visit(feed(SOM, DATA, RETURNS), 1).parts[0].unlisted == 1
    assert (unlisted(), open_codes()) == ({VISAS[1]}, ["no-longer-listed"])
    assert visit(feed(*ALL, stamp="20261130T080000Z"), 2).parts[0].changed == 1
    assert (unlisted(), open_codes()) == (set(), [])


def test_meeting_that_left_the_window_stays_as_it_was(visit):
    visit(feed(*ALL))
    assert visit(feed(VISAS, DATA, RETURNS), 30).parts[0].unlisted == 0
    assert Meeting.objects.get(title=SOM[1]).unlisted_since is None
    assert visit(feed(VISAS, RETURNS), 31).parts[0].unlisted == 1
    assert unlisted() == {DATA[1]}


def test_news_that_dropped_an_old_item_takes_nothing_back(visit):
    news = """<rss version="2.0"><channel><title>News</title>{}</channel></rss>"""
    item = "<item><title>{}, Accra, {}</title><pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate></item>"
    items = [item.format(f"Senior Officials' Meeting {n}", f"{n} May 2027") for n in (4, 11, 18, 25)]
    source = make_source(form="atom", mechanisms=("rcm",))
    visit(news.format("".join(items)).encode(), source=source)
    assert Meeting.objects.count() == 4
    assert visit(news.format("".join(items[1:])).encode(), 1, source=source).outcome is Outcome.FETCHED
    assert unlisted() == set()


def test_source_that_takes_a_change_back_is_followed_back(visit):
    visit(feed(*ALL))
    visit(feed(SOM, ("2027-01-19", VISAS[1]), DATA), 1)
    report = visit(feed(*ALL), 1)
    assert (report.outcome, Document.objects.count()) == (Outcome.FETCHED, 2)
    assert (Meeting.objects.get(title=VISAS[1]).edtf, unlisted()) == ("2027-01-12", set())
    assert visit(feed(SOM, ("2027-01-19", VISAS[1]), DATA), 1).parts[0].unlisted == 1
    assert Meeting.objects.get(title=VISAS[1]).edtf == "2027-01-19"
    assert rebuild(check=True).differences == {}


def test_what_a_person_brought_before_becomes_an_edition_of_the_source(visit):
    source = make_source(mechanisms=())
    named = [(day, f"Budapest Process: {title}") for day, title in ALL]
    ingest(File("mine.ics", feed(*named)), actor="bob", accept=True, now=NOW)
    assert visit(feed(*named), 1, source=source).outcome is Outcome.UNCHANGED
    assert visit(feed(*named[1:]), 2, source=source).parts[0].unlisted == 1


MANY = feed(*((f"2027-05-{n:02}", f"Webinar {n}") for n in range(1, 12)))
OTHERS = feed(*((f"2027-06-{n:02}", f"Concert {n}") for n in range(1, 5)))
DOUBTED = [
    (LOGIN, "a web page came where a calendar was expected (a login page, an error page?)", False),
    (b"Service unavailable", "something else came where a calendar was expected (a login page, an error page?)", False),
    (b"", "nothing came: the answer is empty", False),
    (b"\r\n", "nothing came: the answer is empty", False),
    (RECORDS, "it gives records instead of a document; only a person may bring those (iscm ingest)", False),
    (feed(), "it lists no meeting, where 1 to 10 are expected", True),
    (feed(RETURNS), "it lists 1 meeting, less than half of the 4 that it should still list", True),
    (MANY, "it lists 11 meetings, where 1 to 10 are expected", True),
    (OTHERS, "most of the meetings that it listed before are missing", True),
]  # fmt: skip


@pytest.mark.parametrize(("content", "why", "is_read"), DOUBTED)
def test_what_cannot_be_right_is_kept_and_changes_nothing(visit, content, why, is_read):
    source = make_source(most_meetings=10)
    visit(feed(*ALL), source=source)
    before, log = told(), Revision.objects.count()
    for day in (1, 2):
        report = visit(content, day, source=source)
        assert (report.outcome, report.parts[0].message, report.needs_a_person) == (Outcome.QUARANTINED, why, True)
    assert told()[:2] == before[:2]
    assert Revision.objects.count() == log + is_read  # that the document was received
    kept = Document.objects.filter(accepted_at=None) if is_read else Received.objects.filter(documents=None)
    assert kept.count() == 1
    assert open_codes()[-1] == "source-quarantined"
    assert Problem.objects.get(code="source-quarantined").message.startswith(f"{source.title}: {why}. Nothing was ")
    assert visit(feed(*ALL), 3, source=source).outcome is Outcome.UNCHANGED
    assert (told()[:2], open_codes()) == (before[:2], [])


def test_first_visit_has_only_the_description_to_doubt_by(visit):
    assert visit(feed(SOM), source=make_source(least_meetings=2)).outcome is Outcome.QUARANTINED
    assert visit(feed(SOM, VISAS), 1, source=make_source(least_meetings=2)).outcome is Outcome.FETCHED


def test_other_layout_is_not_believed(visit):
    table = "<html><body><table><tr><th>Date</th><th>Title</th></tr>{}</table></body></html>"
    row = "<tr><td>{} May 2027</td><td>Meeting {}</td></tr>"
    source = make_source(form="list", reader="calendar")
    assert visit(table.format("".join(row.format(n, n) for n in (4, 5))).encode(), source=source).outcome is (
        Outcome.FETCHED
    )
    report = visit(feed(*ALL), 1, source=source)
    assert report.parts[0].message == "it was read as feed instead of calendar: its layout has changed"
    report = visit(b"<html><body><p>Our meetings have a new home.</p></body></html>", 2, source=source)
    assert (report.outcome, report.parts[0].message) == (
        Outcome.QUARANTINED,
        "no reader explains it: its layout has changed",
    )


def test_calendar_may_be_empty_where_its_description_says_so_and_all_is_over(visit):
    source = make_source(least_meetings=0)
    visit(feed(SOM), source=source)
    assert visit(feed(), 1, source=source).outcome is Outcome.QUARANTINED
    assert visit(feed(), 60, source=source).outcome is Outcome.UNCHANGED
    assert Document.objects.filter(accepted_at=None).count() == 0
    assert (unlisted(), open_codes()) == (set(), [])


def test_doubted_copies_that_differ_in_stamps_are_kept_once(visit):
    visit(feed(*ALL))
    for day in (1, 2, 3):
        visit(feed(SOM, stamp=f"2026112{day}T080000Z"), day)
        visit(LOGIN + b"%d" % day, day)
    assert Document.objects.count() == 2
    assert Received.objects.filter(documents=None).count() == 1


def test_person_releases_what_was_not_believed(visit):
    visit(feed(*ALL))
    visit(feed(SOM), 1)
    report = release(make_source(), actor="bob", now=NOW + timedelta(days=2))
    assert (report.outcome, report.parts[0].unlisted) == (Outcome.RELEASED, 3)
    assert unlisted() == {VISAS[1], DATA[1], RETURNS[1]}
    assert set(Revision.objects.filter(action="no-longer-listed").values_list("actor", flat=True)) == {"bob"}
    assert Visit.objects.last().actor == "bob"
    assert "source-quarantined" not in open_codes()
    assert visit(feed(SOM), 3).outcome is Outcome.UNCHANGED
    assert visit(feed(SOM, VISAS), 4).outcome is Outcome.FETCHED


def test_nothing_is_released_where_nothing_waits_or_can_be_read(visit):
    visit(feed(*ALL))
    with pytest.raises(ConflictError, match=r"dialogue: nothing waits\."):
        release(make_source(), actor="bob", now=NOW)
    visit(LOGIN, 1)
    with pytest.raises(ConflictError, match="cannot be read, so that it cannot be taken"):
        release(make_source(), actor="bob", now=NOW)


def test_what_a_person_refused_is_not_accepted_by_the_next_visit(visit):
    visit(feed(*ALL), accept=False)
    refuse(Document.objects.get().sha256, actor="bob", reason="not ours", now=NOW)
    assert visit(feed(*ALL), 1).outcome is Outcome.UNCHANGED
    assert Meeting.objects.count() == 0
    with pytest.raises(ConflictError, match="nothing waits"):
        release(make_source(), actor="bob", now=NOW)


def test_dismissed_doubt_is_told_again_the_next_time(visit):
    visit(feed(*ALL))
    visit(LOGIN, 1)
    Problem.objects.filter(code="source-quarantined").update(dismissed_at=NOW, dismissed_by="bob")
    visit(LOGIN, 2)
    assert Problem.objects.get(code="source-quarantined").dismissed_by == "bob"
    visit(feed(*ALL), 3)
    visit(LOGIN, 4)
    problem = Problem.objects.get(code="source-quarantined")
    assert (problem.dismissed_at, problem.found_at) == (None, NOW + timedelta(days=4))


FAILURES = [
    StatusError("https://secret.example.org/key", "the page is not there (404)", "Look for its new address.", 404),
    TooSlowError("https://secret.example.org/key", "the answer takes too long", "Try again later."),
    RobotsRefusedError("https://secret.example.org/key", "the site's robots.txt asks programs to stay away", "Ask."),
]


@pytest.mark.parametrize("error", FAILURES)
def test_failure_is_told_without_its_address_and_changes_nothing(visit, error):
    visit(feed(*ALL))
    before = told()
    report = visit(error, 1)
    assert (report.outcome, report.needs_a_person, told()) == (Outcome.FAILED, True, before)
    assert Visit.objects.last().message == f"{error.what}. {error.remedy}"


def test_source_that_fails_is_left_alone_for_longer_each_time_and_is_a_problem_at_last(visit):
    waits, problems = [], []
    for _ in range(10):
        visit(FAILURES[0])
        waits.append(Visit.objects.last().next_at - NOW)
        problems.append(open_codes())
    hours = [1, 2, 4, 8, 16, 32, 64, 128, 168, 168]
    assert waits == [timedelta(hours=number) for number in hours]
    assert problems == [[], [], *[["source-failing"]] * 8]
    visit(feed(*ALL))
    assert (Visit.objects.last().failures, open_codes()) == (0, [])


def test_busy_site_is_asked_again_when_it_says(visit):
    visit(BusyError(ADDRESS, "the site is busy", "Try again then.", wait=86_400))
    assert Visit.objects.get().next_at == NOW + timedelta(days=1)


def test_source_is_due_after_its_days_and_named_ones_are_not_asked_whether(visit):
    sources = [make_source(every=1), make_source("by-hand", address="", form="")]
    assert due(sources, NOW) == sources[:1]
    visit(feed(*ALL), source=sources[0])
    morning = NOW + timedelta(days=1)
    assert [due(sources, at) for at in (NOW + timedelta(hours=20), morning - timedelta(minutes=5))] == [[], sources[:1]]


def test_source_that_fails_in_an_unforeseen_way_stops_no_other(register):
    site = FakeSite({"https://a.example.org/": ValueError("odd"), ADDRESS: feed(*ALL)})
    sources = [make_source("a", address="https://a.example.org/"), make_source()]
    reports = list(gather_each(sources, site, actor="ann", accept=True, now=lambda: NOW))
    assert [report.outcome for report in reports] == [Outcome.FAILED, Outcome.FETCHED]
    assert Visit.objects.get(source="a").message == "a fault of iscm (ValueError); ISCM_TRACEBACK=1 tells where"


def test_no_hostile_file_is_believed_or_stops_the_next_source(register):
    sources = [make_source(f"s{n}", form="file", address=f"https://example.org/{name}") for n, name in enumerate(BAD)]
    site = FakeSite({source.address: BAD_FILES[name]() for source, name in zip(sources, BAD, strict=True)})
    site.answers[ADDRESS] = feed(*ALL)
    reports = gather_each([*sources, make_source()], site, actor="ann", accept=True, now=lambda: NOW)
    outcomes = [report.outcome for report in reports]
    assert outcomes == [*[Outcome.QUARANTINED] * len(BAD), Outcome.FETCHED]
    assert Document.objects.count() == 1
    assert not Visit.objects.filter(message__contains="a fault of iscm").exists()


@pytest.mark.parametrize("content", [feed(*ALL), LOGIN, FAILURES[0]])
def test_dry_run_keeps_nothing(visit, content):
    visit(feed(SOM))
    before = told(), list(Received.objects.values_list("sha256")), Visit.objects.count()
    report = visit(content, 1, dry_run=True)
    assert report.next_at is None
    assert (told(), list(Received.objects.values_list("sha256")), Visit.objects.count()) == before


def test_second_gather_in_the_midst_of_one_doubles_nothing(register):
    class Racing(FakeSite):
        def fetch(self, address, validators=NONE):
            if not self.asked:
                other = FakeSite({ADDRESS: feed(*ALL)})
                self.asked.append((address, validators))
                gather(make_source(), other, actor="eve", accept=True, now=NOW)
            return super().fetch(address, validators)

    for content in (feed(*ALL), feed(*ALL, stamp="20270101T000000Z")):
        gather(make_source(), Racing({ADDRESS: content}), actor="ann", accept=True, now=NOW)
        assert (Meeting.objects.count(), Meeting.objects.filter(unlisted_since=None).count()) == (4, 4)
    assert Claim.objects.filter(field="title").count() == 4 * Document.objects.count()


def test_old_visits_go_but_what_is_remembered_stays(visit, monkeypatch):
    monkeypatch.setattr("iscm.register.operations.gather_keeping.LEAST_KEPT", 1)
    visit(feed(*ALL))
    visit(LOGIN, 1)
    visit(feed(*ALL), 2)
    visit(FAILURES[0], 3)
    visit(None, 500)
    assert list(Visit.objects.values_list("at", flat=True)) == [NOW + timedelta(days=500)]
    assert Received.objects.filter(documents=None).count() == 0
    assert visit(feed(*ALL), 501).outcome is Outcome.UNCHANGED


def test_visits_carry_on_after_a_year_of_failure(visit):
    visit(feed(*ALL))
    visit(FAILURES[0], 500)
    assert visit(feed(*ALL), 501).outcome is Outcome.UNCHANGED
