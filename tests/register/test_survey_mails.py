"""Mails that ask for an answer: to whom, how often, and what becomes of one that does not go out."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.register.models import Revision, SurveyMail
from iscm.register.operations import survey_mails
from iscm.register.operations.rooms import make_link, revoke_link
from iscm.register.operations.survey_mails import Kind, recipients, send_mails
from iscm.register.operations.surveys import close_survey
from iscm.register.rules import Role
from tests.factories.accounts import add_account
from tests.factories.rows import add_mechanism
from tests.factories.surveys import MORNING, add_survey, send

pytestmark = pytest.mark.django_db


def write(survey, kind, to):
    return EmailMessage(f"{kind} {survey.key} {to.mechanism}", "Dear all", to=[to.address])


def link(mechanism, address, **rest):
    add_mechanism(mechanism)
    return make_link(mechanism, "Secretariat", address, days=rest.pop("days", 60), actor="ann", now=MORNING, **rest)


def ask(survey, kind=Kind.INVITATION, now=MORNING, **rest):
    return send_mails(survey.key, kind, write, actor="ann", now=now, **rest)


def posted():
    return sorted((one.subject, one.to[0]) for one in mail.outbox)


class Backend(EmailBackend):
    """A mail server that does what `fault` says with a mail to these addresses."""

    fault, of = None, ()

    def send_messages(self, messages):
        if Backend.fault and messages[0].to[0] in Backend.of:
            raise Backend.fault
        return super().send_messages(messages)


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(survey_mails, "get_connection", Backend)
    monkeypatch.setattr(Backend, "fault", None)
    return Backend


def test_links_in_force_and_focal_points_are_asked_each_address_once():
    link("rcm", "a@example.org")
    link("rcm", "A@example.org")
    link("rcm", "", lang="es")
    revoke_link(link("rcm", "revoked@example.org").link, actor="ann", reason="left")
    link("rcm", "old@example.org", days=1)
    add_account("bob", Role.FOCAL_POINT, "rcm")
    link("rcm", "bob@example.org")
    link("sacm", "other@example.org")
    found = recipients(["rcm"], MORNING + timedelta(days=2))
    assert [(one.address, bool(one.link)) for one in found] == [("A@example.org", True), ("bob@example.org", False)]


def test_who_has_not_answered_is_asked_and_of_whom_nobody_knows_is_told():
    survey = add_survey()
    for mechanism in ("rcm", "sacm", "pafom"):
        link(mechanism, f"{mechanism}@example.org")
    add_mechanism("alone")
    send(survey, "sacm", met="yes")
    send(survey, "pafom", is_whole=False, met="yes")
    done = ask(survey)
    assert posted() == [
        ("invitation gcm-2026 pafom", "pafom@example.org"),
        ("invitation gcm-2026 rcm", "rcm@example.org"),
    ]
    assert (done.sent, done.unknown, done.early) == (2, ["alone"], [])
    assert set(SurveyMail.objects.values_list("mechanism", "kind", "sent_at")) == {
        ("rcm", "invitation", MORNING), ("pafom", "invitation", MORNING),
    }  # fmt: skip
    entry = Revision.objects.latest("id")
    assert (entry.action, entry.object_key) == ("survey-invitation", "gcm-2026")
    assert set(entry.new["mechanisms"].split("; ")) == {"pafom", "rcm"}


@pytest.mark.parametrize(("hours", "number"), [(1, 0), (19, 0), (24, 1)])
def test_nobody_is_reminded_twice_on_a_day(hours, number):
    survey = add_survey()
    link("rcm", "rcm@example.org")
    ask(survey)
    mail.outbox.clear()
    done = ask(survey, Kind.REMINDER, MORNING + timedelta(hours=hours))
    assert (done.sent, len(mail.outbox), done.early) == (number, number, [] if number else ["rcm"])


def test_one_mechanism_alone_can_be_reminded():
    survey = add_survey()
    for mechanism in ("rcm", "sacm"):
        link(mechanism, f"{mechanism}@example.org")
    ask(survey, Kind.REMINDER, only=["sacm"])
    assert posted() == [("reminder gcm-2026 sacm", "sacm@example.org")]


@pytest.mark.parametrize(
    ("fault", "expected", "kept"),
    [
        (smtplib.SMTPRecipientsRefused({}), (2, ["b@example.org"], False), {"a@example.org", "c@example.org"}),
        (smtplib.SMTPDataError(451, b"later"), (1, [], True), {"a@example.org"}),
        (ConnectionResetError("gone"), (1, [], True), {"a@example.org", "b@example.org"}),
    ],
)
def test_what_surely_did_not_go_out_can_be_sent_again(server, fault, expected, kept):
    survey = add_survey()
    for name in "abc":
        link(f"mechanism-{name}", f"{name}@example.org")
    server.fault, server.of = fault, {"b@example.org"}
    done = ask(survey)
    assert (done.sent, done.refused, bool(done.trouble)) == expected
    assert set(SurveyMail.objects.values_list("address", flat=True)) == kept
    server.fault = None
    again = ask(survey)
    assert again.sent == 3 - len(kept)


def test_nobody_is_asked_to_answer_what_is_not_open():
    survey = add_survey()
    close_survey(survey.key, actor="ann", reason="over")
    with pytest.raises(ConflictError):
        ask(survey)
    with pytest.raises(UnknownReferenceError):
        send_mails("nothing", Kind.REMINDER, write, actor="ann")
