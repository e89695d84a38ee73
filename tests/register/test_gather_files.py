"""Files behind a page, and the messages of a mailbox."""

from email.message import EmailMessage

import pytest

from iscm.domain.errors import StatusError
from iscm.domain.visits import Outcome
from iscm.register.models import Document, Meeting, Problem, Record, Submission, VisitPart
from iscm.register.operations.gather import gather, release
from iscm.register.queries.documents import all_documents, find_document
from iscm.register.queries.telling import PROBLEMS, RECORDS
from iscm.sources.fetching import Validators
from tests.factories.answers import filled, make_sheet
from tests.gathering import FakeSite, make_source
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db

PAGE = "https://dialogue.example.org/calendars/"
GONE = StatusError(PAGE, "the page is not there (404)", "Look for its new address.", 404)
LATER = NOW.replace(day=28)


def calendar(year, *days):
    rows = [f"June {day}, {year}\tStockholm, Sweden\tBudapest Process\tMeeting {day}" for day in days]
    return "\n".join([f"{year} Calendar of Meetings", "", "Date\tPlace\tISCM\tTitle of the Event", *rows, ""]).encode()


def page(*names):
    return f"<html>{''.join(f'<a href={name}>{name}</a>' for name in names)}</html>".encode()


def make_files(**rest):
    return make_source(form="file", address=PAGE, links="*/calendar-*.txt", mechanisms=(), **rest)


@pytest.fixture
def site():
    return FakeSite(
        {
            PAGE: page("calendar-2026.txt", "calendar-2027.txt", "agenda.pdf"),
            f"{PAGE}calendar-2026.txt": calendar(2026, 1, 2),
            f"{PAGE}calendar-2027.txt": calendar(2027, 3, 4, 5),
        },
        media="text/plain",
        etag='"one"',
    )


@pytest.fixture
def visit(register, site):
    return lambda source=None, **rest: gather(
        source or make_files(), site, **({"actor": "ann", "accept": True, "now": NOW} | rest)
    )


def test_files_that_fit_are_read_each_as_its_own(visit, site):
    report = visit()
    assert [(part.name, part.created) for part in report.parts] == [("calendar-2026.txt", 2), ("calendar-2027.txt", 3)]
    assert [address for address, _ in site.asked] == [PAGE, f"{PAGE}calendar-2026.txt", f"{PAGE}calendar-2027.txt"]
    assert len(set(Document.objects.values_list("source_key", flat=True))) == 2


def test_page_is_asked_for_whole_and_its_files_whether_they_changed(visit, site):
    visit()
    site.answers |= {f"{PAGE}calendar-2026.txt": None, f"{PAGE}calendar-2027.txt": calendar(2027, 3, 4, 6)}
    report = visit(now=LATER)
    assert [validators for _, validators in site.asked[3:]] == [Validators(), *[Validators('"one"')] * 2]
    assert [(part.outcome, part.unlisted) for part in report.parts] == [
        (Outcome.UNCHANGED, 0),
        (Outcome.FETCHED, 1),
    ]


def test_file_at_a_new_address_follows_the_one_of_its_series_and_year(visit, site):
    source = make_files(title_words=("Calendar of Meetings",))
    visit(source)
    site.answers |= {PAGE: page("calendar-2027-new.txt"), f"{PAGE}calendar-2027-new.txt": calendar(2027, 3, 4)}
    assert visit(source, now=LATER).parts[0].unlisted == 1
    assert Meeting.objects.filter(unlisted_since=None).count() == 4


def test_file_that_is_gone_stops_no_other(visit, site):
    site.answers[f"{PAGE}calendar-2026.txt"] = GONE
    report = visit()
    assert (report.outcome, [part.created for part in report.parts]) == (Outcome.FAILED, [0, 3])
    assert report.next_at.date().isoformat() == "2026-11-28"


def test_page_that_is_gone_is_told_once(visit, site):
    site.answers[PAGE] = GONE
    assert [part.message for part in visit().parts] == ["the page is not there (404). Look for its new address."]


def test_page_without_a_link_that_fits_is_not_believed(visit, site):
    site.answers[PAGE] = page("agenda.pdf")
    report = visit()
    assert (report.outcome, report.parts[0].message) == (
        Outcome.QUARANTINED,
        "no link of the page fits */calendar-*.txt",
    )


def test_page_with_very_many_links_is_followed_some_way_and_says_so(visit, site):
    names = [f"calendar-{n}.txt" for n in range(60)]
    site.answers |= {PAGE: page(*names)} | dict.fromkeys((PAGE + name for name in names), GONE)
    report = visit()
    assert (len(report.parts), report.parts[-1].message) == (51, "only the first 50 of 60 links were asked for")


@pytest.fixture
def mailbox(tmp_path):
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def post(mailbox):
    """Put a message into the mailbox."""

    def post(key, words="", **files):
        message = EmailMessage()
        message["From"], message["Subject"] = "Ann Other <ann@example.org>", "Our meetings"
        message.set_content(words)
        for name, content in files.items():
            message.add_attachment(content, maintype="text", subtype="plain", filename=f"{name}.txt")
        (mailbox / "new" / key).write_bytes(bytes(message))

    return post


def make_mailbox(folder):
    return make_source("post", form="maildir", address=str(folder), mechanisms=())


def test_what_is_attached_is_only_proposed_and_read_once(visit, mailbox, post):
    post("1", calendar=calendar(2027, 3, 4))
    source = make_mailbox(mailbox)
    report = visit(source)
    assert (report.outcome, Document.objects.get().accepted_at, Meeting.objects.count()) == (Outcome.FETCHED, None, 0)
    post("2", calendar=calendar(2026, 1))
    assert [part.name for part in visit(source, now=LATER).parts if part.document] == ["calendar.txt"]
    assert visit(source, now=LATER).outcome is Outcome.UNCHANGED
    assert release(source, actor="bob", now=LATER).outcome is Outcome.RELEASED
    assert Meeting.objects.count() == 3


def test_what_anybody_may_have_sent_is_not_public_before_a_person_took_it(visit, mailbox, post):
    post("1", calendar=calendar(2027, 3, 40))
    source = make_mailbox(mailbox)
    visit(source)
    assert (all_documents(), find_document(Document.objects.get().pk)) == ((), None)
    assert (list(Record.objects.filter(RECORDS)), list(Problem.objects.filter(PROBLEMS))) == ([], [])
    release(source, actor="bob", now=LATER)
    assert [line.record_count for line in all_documents()] == [2]
    assert Problem.objects.filter(PROBLEMS).exists()


def test_a_sheet_of_answers_is_proposed_line_by_line(visit, mailbox, post):
    new = {(5, "title"): "Seminar on returns", (5, "date"): "3 May 2027", (6, "date"): "4 May 2027"}
    post("1", answers=filled(make_sheet(), new).content)
    report = visit(make_mailbox(mailbox))
    sent = Submission.objects.get()
    assert (sent.mechanism, sent.kind, sent.document.accepted_at) == ("rcm", "new", None)
    (part,) = [part for part in report.parts if part.name == "answers.txt"]
    assert (part.outcome, part.records, part.errors) == (Outcome.FETCHED, 1, 1)
    assert part.message.startswith("Row 6: title: ")


def test_message_may_not_pass_for_what_its_title_says(visit, mailbox, post):
    post("1", calendar=b"2027 Calendar of Meetings by Inter-State Consultation Mechanisms on Migration\n\n"
         + calendar(2027, 3).partition(b"\n\n")[2])  # fmt: skip
    visit(make_mailbox(mailbox))
    assert Document.objects.get().trust == make_mailbox(mailbox).trust


def test_message_without_meetings_is_left_out(visit, mailbox, post):
    post("1", "Dear colleagues, thank you for your kind words. With best regards, Ann")
    report = visit(make_mailbox(mailbox))
    assert ([part.outcome for part in report.parts], report.needs_a_person) == (
        [Outcome.UNCHANGED, Outcome.LEFT_OUT],
        False,
    )
    assert Document.objects.count() == 0


LETTERS = {
    "Dear Ann Other,\nplease call me at +41 22 555 01 99.\n\n{}": None,
    "{}\nWith best regards,\nAnn Other, Head of Unit\nphone +41 22 555 01 99\n": None,
    "Dear Ann Other, this is the Calendar of ISCM for you.\n{}": "Calendar of Meetings by Inter-State Consultation "
    "Mechanisms on Migration 2027",
}


@pytest.mark.parametrize(("letter", "title"), LETTERS.items())
def test_words_of_a_letter_that_tell_of_no_meeting_are_not_kept(visit, mailbox, post, letter, title):
    post("1", letter=letter.format(calendar(2027, 3, 4).decode()).encode())
    visit(make_mailbox(mailbox))
    document = Document.objects.get()
    told = list(Problem.objects.values_list("message", "suggestion"))
    shown = f"{document.title} {document.publisher} {document.set_aside} {document.links} {told}"
    assert [word for word in ("Other", "555") if word in shown] == []
    assert (document.record_count, document.title) == (2, title or "")


def test_message_that_cannot_be_read_is_told_once(visit, mailbox):
    (mailbox / "new" / "1").write_bytes(b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n" * 6000)
    report = visit(make_mailbox(mailbox))
    assert report.outcome is Outcome.FAILED
    assert report.next_at.date().isoformat() == "2026-11-28"
    assert visit(make_mailbox(mailbox), now=LATER).outcome is Outcome.UNCHANGED


def test_missing_mailbox_is_told_without_its_path(visit, tmp_path):
    report = visit(make_mailbox(tmp_path / "private"))
    assert (report.outcome, str(tmp_path) in report.parts[0].message) == (Outcome.FAILED, False)
    assert VisitPart.objects.get().message == "this is no mail folder. Name a maildir: it has `new` and `cur` in it."
