"""What is due is sent once, to whom it concerns, and nothing twice, whatever breaks."""

import re
import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from iscm.domain.submissions import Right
from iscm.register.models import Follower, Mailing, Meeting, Submission
from iscm.register.operations import answering
from iscm.register.operations.accept import accept
from iscm.register.operations.digest import MOST_FAILURES, send_news
from iscm.register.operations.follow import AT_ONCE, change, stop
from iscm.register.operations.posting import set_right
from iscm.register.operations.refuse import refuse
from iscm.register.operations.submit import Sender, submit
from iscm.register.queries.following import Wishes, last_entry
from tests.factories.following import add_follower, addresses, happened
from tests.factories.rows import NOON, add_meeting, add_theme
from tests.register.conftest import few, put, register  # noqa: F401  # fixtures

pytestmark = pytest.mark.django_db
WEEK, DAY = timedelta(days=7), timedelta(days=1)
MOVED = ("moved", {"edtf": "2024-10-01"}, {"edtf": "2024-10-08"})
NEW = ("created", {}, {})


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://calendar.example.org"


@pytest.fixture
def meeting(db):
    return add_meeting("Round table", "2024-10-08")


def run(after=WEEK, **how):
    return dict(+send_news(now=NOON + after, **how).numbers)


def texts():
    return [message.body for message in mail.outbox]


def test_a_weekly_digest_tells_what_happened_since_once(meeting):
    add_follower()
    happened(meeting)
    assert [run(DAY), run(WEEK), run(WEEK), run(3 * WEEK)] == [{}, {"weekly": 1}, {}, {}]
    happened(meeting, *MOVED)
    assert run(4 * WEEK) == {"weekly": 1}
    assert ["Cancelled" in text for text in texts()] == [True, False]


def test_the_mail_is_whole_and_safe(meeting):
    Meeting.objects.update(title="Round <b>table</b>\nBcc: x@example.org \u202etxt")
    token = add_follower()
    happened(meeting)
    run()
    (message,) = mail.outbox
    sent, (html, kind) = message.message(), message.alternatives[0]
    assert (message.to, kind) == (["ann@example.org"], "text/html")
    assert message.subject == "ISCM: Cancelled: GFMD: Round <b>table</b> Bcc: x@example.org txt"
    assert sent["List-Unsubscribe"] == f"<https://calendar.example.org/follow/{token}/stop/>"
    assert (sent["List-Unsubscribe-Post"], sent["Bcc"]) == ("List-Unsubscribe=One-Click", None)
    assert (sent["Auto-Submitted"], sent["Content-Language"]) == ("auto-generated", "en")
    assert "Round &lt;b&gt;table&lt;/b&gt;" in html
    assert {*re.findall(r'(?:href|src)="(https?://[^/"]+)', html)} == {"https://calendar.example.org"}
    assert re.search(r"<(?:img|script|link|iframe)\b", html) is None
    assert f"https://calendar.example.org/meetings/{meeting.uid}/" in message.body


def test_dates_are_told_at_once_and_the_rest_once_a_week(meeting):
    add_follower(rhythm=AT_ONCE)
    happened(add_meeting("New forum", "2025-01-01"), *NEW)
    happened(meeting, *MOVED)
    assert [run(timedelta(hours=1)), run(timedelta(hours=2)), run(WEEK)] == [{"at-once": 1}, {}, {"weekly": 1}]
    assert [("Round table" in text, "New forum" in text) for text in texts()] == [(True, False), (False, True)]


def test_each_hears_of_what_is_followed(meeting):
    add_theme("data")
    happened(meeting)
    followed = add_meeting("Seminar on data", "2024-11-01", mechanisms=("rcm",), themes=("data",))
    add_follower("all@example.org")
    add_follower("data@example.org", Wishes(themes=("data",)))
    add_follower("none@example.org", Wishes(mechanisms=("nobody",)))
    happened(meeting, *MOVED)
    happened(followed)
    assert run() == {"weekly": 2}
    assert [(message.to, message.body.count("/meetings/")) for message in mail.outbox] == [
        (["all@example.org"], 2),
        (["data@example.org"], 1),
    ]


def test_new_entries_of_meetings_that_are_over_are_no_news(db):
    add_follower()
    happened(add_meeting("Old forum", "1999-05-01"), *NEW)
    assert run() == {}


def test_a_closed_meeting_says_no_more_than_its_page(meeting):
    add_follower()
    happened(meeting, "moved", {"edtf": "2024-10-01", "title": "Secret"}, {"edtf": "2024-10-08", "title": "Secret 2"})
    happened(meeting, "outcome", {"outcome": ""}, {"outcome": "Secret adopted"})
    Meeting.objects.update(is_closed=True, title="")
    run()
    (message,) = mail.outbox
    assert "Closed meeting" in message.body
    assert "Secret" not in message.message().as_string() + message.alternatives[0][0]


def test_mail_is_in_the_readers_language_and_direction(meeting):
    add_follower(lang="ar")
    happened(meeting)
    run()
    (message,) = mail.outbox
    assert (message.extra_headers["Content-Language"], "ar/meetings/" in message.body) == ("ar", True)
    assert '<html lang="ar" dir="rtl">' in message.alternatives[0][0]


def test_a_dry_run_counts_and_changes_nothing(meeting):
    add_follower()
    happened(meeting)
    before = [*Follower.objects.values()]
    assert run(dry_run=True) == {"weekly": 1}
    assert (mail.outbox, [*Follower.objects.values()], Mailing.objects.count()) == ([], before, 0)


@pytest.mark.parametrize("is_sent", [True, False])
def test_a_crash_while_sending_never_sends_the_same_twice_and_loses_nothing(meeting, monkeypatch, is_sent):
    add_follower()
    happened(meeting)
    whole = EmailBackend.send_messages

    def crash(backend, messages):
        if is_sent:
            whole(backend, messages)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", crash)
        with pytest.raises(KeyboardInterrupt):
            run()
    assert [run(), run(2 * WEEK)] == [{"interrupted": 1}, {"interrupted": 1}]
    assert len(mail.outbox) == is_sent
    happened(add_meeting("New forum", "2025-01-01"), *NEW)
    assert run(3 * WEEK) == {"interrupted": 1, "weekly": 1}
    assert ("Round table" in mail.outbox[-1].body, "New forum" in mail.outbox[-1].body) == (True, True)
    assert run(4 * WEEK) == {}
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == len(mail.outbox)


def refusing(code, error=smtplib.SMTPDataError):
    def send(self, messages):
        raise error(code, b"no") if error is smtplib.SMTPDataError else error({messages[0].to[0]: (code, b"no")})

    return send


@pytest.mark.parametrize("error", [smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError])
def test_a_refused_address_is_tried_less_and_less_often_and_then_forgotten(meeting, monkeypatch, error):
    add_follower()
    happened(meeting)
    monkeypatch.setattr(EmailBackend, "send_messages", refusing(550, error))
    hours, tried = 7 * 24, []
    while addresses():
        assert hours < 40 * 24
        if run(timedelta(hours=hours)):
            tried.append(hours - 7 * 24)
        hours += 6
    assert tried == [0, 6, 18, 42, 90]
    assert len(tried) == MOST_FAILURES


def test_an_address_that_is_taken_again_begins_anew(meeting, monkeypatch):
    add_follower()
    happened(meeting)
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refusing(550))
        run()
    assert run(WEEK + DAY) == {"weekly": 1}
    assert Follower.objects.get().failures == 0


DOWN = [
    ("open", ConnectionRefusedError("refused"), "the mail server does not answer: refused", 0),
    ("send_messages", smtplib.SMTPServerDisconnected("gone"), "the mail server broke off: gone", 1),
    ("send_messages", smtplib.SMTPDataError(421, b"busy"), "the mail server takes nothing: 421", 0),
]


@pytest.mark.parametrize("down", DOWN)
def test_where_the_server_is_down_nobody_is_to_blame(meeting, monkeypatch, down):
    step, error, trouble, unsure = down
    add_follower("a@example.org")
    add_follower("b@example.org")
    happened(meeting)

    def fail(*_):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, step, fail)
        sent = send_news(now=NOON + WEEK)
    assert (sent.trouble, Mailing.objects.count()) == (trouble, unsure)
    assert run()["weekly"] == 2 - unsure
    assert {*Follower.objects.values_list("failures", flat=True)} == {0}


def test_who_stops_or_changes_while_a_mail_goes_out_is_right(meeting, monkeypatch):
    stopping, changing = add_follower("a@example.org"), add_follower("b@example.org")
    happened(meeting)
    whole = EmailBackend.send_messages

    def act(backend, messages):
        if messages[0].to == ["a@example.org"]:
            stop(stopping)
        else:
            change(changing, Wishes(themes=("data",)), rhythm=AT_ONCE, lang="fr")
        return whole(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", act)
    assert run() == {"weekly": 2}
    row = Follower.objects.get()
    assert (row.themes, row.rhythm, row.told_until) == (["data"], AT_ONCE, last_entry())


def test_who_stopped_while_the_mail_was_written_gets_none(meeting, monkeypatch):
    token = add_follower()
    happened(meeting)
    monkeypatch.setattr(EmailBackend, "open", lambda _: stop(token))
    assert (run(), mail.outbox) == ({}, [])


def test_who_stopped_gets_nothing(meeting):
    happened(meeting)
    stop(add_follower())
    assert run() == {}


def test_a_suggestion_is_answered_once_and_the_address_forgotten(register):  # noqa: F811
    sender = Sender("Ann", owner=answering.OWNER, contact="ann@example.org")
    done = submit({"title": "Workshop", "date": "3 May 2027"}, sender=sender, lang="fr", now=NOON)
    assert run() == {}
    refuse(done.document, actor="eve", reason="It is no meeting of States", now=NOON)
    assert [run(), run()] == [{"answers": 1}, {}]
    (message,) = mail.outbox
    assert (message.to, Submission.objects.get().contact) == (["ann@example.org"], "")
    assert "It is no meeting of States" in message.body
    assert f"https://calendar.example.org/fr/suggest/{done.uid}/" in message.body


def test_a_secretariat_is_told_once_and_in_one_mail_what_became_of_all_it_sent(register):  # noqa: F811
    sender = Sender("The office", "budapest-process", owner="room:a", contact="office@example.org")
    sent = [
        submit({"title": title, "date": "3 May 2027", "mechanism": "budapest-process"}, sender=sender, now=NOON)
        for title in ("Workshop on <i>returns</i>", "Seminar", "Forum")
    ]
    assert run() == {}
    refuse(sent[0].document, actor="eve", reason="It was held by others", now=NOON)
    accept(sent[1].document, actor="eve", now=NOON + DAY)
    assert [dict(+send_news(now=NOON, dry_run=True).numbers), run(), run()] == [{"answers": 1}, {"answers": 1}, {}]
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["office@example.org"], "ISCM: What you sent, and what became of it")
    assert [message.body.count(words) for words in ("It was held by others", "Title: Seminar", "Forum")] == [1, 1, 0]
    assert list(Submission.objects.order_by("id").values_list("contact", flat=True)) == ["", "", "office@example.org"]


def test_what_counted_at_once_or_only_confirms_needs_no_mail(register):  # noqa: F811
    sender = Sender("The office", "budapest-process", owner="room:a", contact="office@example.org", trust=Right.TRUSTED)
    set_right("budapest-process", Right.TRUSTED, actor="eve", reason="known", now=NOON)
    new = submit({"title": "Seminar", "date": "3 May 2027", "mechanism": "Budapest Process"}, sender=sender, now=NOON)
    set_right("budapest-process", Right.REVIEWED, actor="eve", reason="for now", now=NOON)
    confirmed = submit({}, sender=sender, about=new.meetings[0], now=NOON)
    accept(confirmed.document, actor="eve", now=NOON + DAY)
    assert (new.state, confirmed.kind, run()) == ("accepted", "confirm", {})
    assert set(Submission.objects.values_list("contact", flat=True)) == {""}


@pytest.mark.parametrize("is_closed", [False, True])
def test_words_of_a_closed_meeting_do_not_go_through_the_mail(register, is_closed):  # noqa: F811
    sender = Sender("The office", "budapest-process", owner="room:a", contact="office@example.org")
    values = {"title": "Talks on returns", "date": "3 May 2027", "closed": "yes" if is_closed else "no"}
    refuse(submit(values, sender=sender, now=NOON).document, actor="eve", reason="Twice", now=NOON)
    run()
    assert ["Talks on returns" in mail.outbox[0].body, "Twice" in mail.outbox[0].body] == [not is_closed, True]
