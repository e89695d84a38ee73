"""The mails that ask for an answer to a survey, in the language of who gets them."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from iscm.desk.room_door import sign
from iscm.domain.surveys import Survey
from iscm.publication.dates import day_in_words
from iscm.publication.words import words_in
from iscm.register.operations.rooms import MOST_DAYS, USUAL_DAYS
from iscm.register.operations.survey_mails import Kind, Recipient

AFTER_DUE = 30
"""Days for which a link opens after the last day of a survey: who is late can still answer."""


def letters(site: str) -> Callable[[Survey, Kind, Recipient], EmailMessage]:
    """Who writes them, for a site at this address."""

    def write(survey: Survey, kind: Kind, to: Recipient) -> EmailMessage:
        with override(to.lang):
            pattern = gettext("Reminder: %(title)s") if kind is Kind.REMINDER else "%(title)s"
            told = {
                "survey": survey,
                "name": to.name,
                "is_reminder": kind is Kind.REMINDER,
                "due": day_in_words(survey.due, words_in(to.lang)) if survey.due else "",
                "until": day_in_words(to.until, words_in(to.lang)) if to.until else "",
                "address": site + answer_address(survey.key, to.link, to.mechanism),
            }
            body = render_to_string("desk/survey/mail.txt", told).strip()
            return EmailMessage(pattern % {"title": survey.title}, f"{body}\n", to=[to.address])

    return write


def days_of_link(survey: Survey, now: datetime) -> int:
    """For how many days a link opens that is made for a survey."""
    if survey.due is None:
        return USUAL_DAYS
    left = (survey.due + timedelta(days=AFTER_DUE) - now.date()).days
    return max(AFTER_DUE, min(MOST_DAYS, left))


def answer_address(survey: str, link: str, mechanism: str) -> str:
    """Where it is answered: by the link of a room, or (without one) signed in, for this mechanism."""
    return reverse("room-survey", kwargs={"token": sign(link) if link else mechanism, "key": survey})
