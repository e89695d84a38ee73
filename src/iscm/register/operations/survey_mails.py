"""Mails that ask for an answer: to the rooms' links and the focal points of each mechanism, at most once a day.

Each is written down before it goes out and again after, as the news is (`digest.py`): what broke off is not sent twice.
"""

import smtplib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.domain.rooms import LinkState
from iscm.domain.surveys import Phase, Survey
from iscm.register import models
from iscm.register.operations import log
from iscm.register.operations.stamps import hold
from iscm.register.operations.surveys import SURVEY
from iscm.register.queries.rooms import links_of
from iscm.register.queries.surveys import find_survey, progress
from iscm.register.rules import Role

A_DAY = timedelta(hours=20)
"""How long after a mail the next one may go to the same mechanism: a day, for who reminds each morning."""


class Kind(StrEnum):
    """Why a mail is sent."""

    INVITATION = "invitation"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is asked for a mechanism: by the link of a room, or (`link` is empty) as a focal point with an account.

    `until` is the last day on which the link opens, None for an account.
    """

    mechanism: str
    name: str
    address: str
    link: str
    lang: str
    until: date | None = None


@dataclass(slots=True)
class Mailed:
    """What came of it: how many mails went out, which addresses were refused, who was asked today already, of whom
    nobody knows an address. `trouble` is why it could not go on, empty if it could."""

    sent: int = 0
    refused: list[str] = field(default_factory=list)
    early: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    trouble: str = ""


Write = Callable[[Survey, Kind, Recipient], EmailMessage]


def recipients(mechanisms: Collection[str], now: datetime) -> tuple[Recipient, ...]:
    """Who can be asked for these mechanisms: links in force that have an address, and focal points. Two queries.

    An address that has both is asked once, by its account.
    """
    by_account = _focal_points(mechanisms)
    known = {(one.mechanism, one.address.casefold()) for one in by_account}
    links = [one for one in links_of() if one.mechanism in mechanisms and one.contact]
    found = [
        Recipient(one.mechanism, one.name, one.contact, one.link, one.lang, one.expires_at.date())
        for one in links
        if one.state(now) is LinkState.OPEN
    ]
    for one in found:
        if (one.mechanism, one.address.casefold()) not in known:
            known.add((one.mechanism, one.address.casefold()))
            by_account.append(one)
    return tuple(sorted(by_account, key=lambda one: (one.mechanism, one.address)))


def send_mails(
    key: str,
    kind: Kind,
    write: Write,
    *,
    actor: str,
    only: Collection[str] | None = None,
    now: datetime | None = None,
) -> Mailed:
    """Ask the mechanisms that have not answered an open survey (`only` these); `write` gives the words of each mail.

    Who was asked less than `A_DAY` ago is left out. It stops where the mail server does. Raises `UnknownReferenceError`
    for no such survey, `ConflictError` for one that is not open.
    """
    at, done = now or timezone.now(), Mailed()
    survey = find_survey(key)
    if survey is None:
        raise UnknownReferenceError(f"there is no survey {key[:60]!r}")
    if survey.phase is not Phase.OPEN:
        raise ConflictError("this survey is not open: nobody is asked")
    waiting = _begin(survey, kind, actor, at, _wanted(survey, only, at, done))
    _send_all(waiting, lambda one: write(survey, kind, one), at, done)
    return done


def _wanted(survey: Survey, only: Collection[str] | None, at: datetime, done: Mailed) -> list[Recipient]:
    """Whom to ask now: those who have not answered, were not asked today, and have an address."""
    slugs = [one.slug for one in progress(survey.key, only) if not one.standing.is_answered]
    early, found = _asked_since(survey, at - A_DAY), recipients(slugs, at)
    known = {one.mechanism for one in found}
    done.early += [slug for slug in slugs if slug in early]
    done.unknown += [slug for slug in slugs if slug not in known]
    return [one for one in found if one.mechanism not in early]


def _begin(
    survey: Survey, kind: Kind, actor: str, at: datetime, wanted: Sequence[Recipient]
) -> list[tuple[models.SurveyMail, Recipient]]:
    """Write down which mails go out now, and put that into the log; not those that another run began meanwhile."""
    with transaction.atomic():
        hold(at)
        row, early = models.Survey.objects.get(key=survey.key), _asked_since(survey, at - A_DAY)
        begun = [
            (models.SurveyMail(survey=row, mechanism=one.mechanism, kind=kind, address=one.address, at=at), one)
            for one in wanted
            if one.mechanism not in early
        ]
        for mail, _ in begun:
            mail.save()
        if begun:
            told = {"title": survey.title, "mechanisms": "; ".join(dict.fromkeys(mail.mechanism for mail, _ in begun))}
            log.append([log.Entry(f"survey-{kind}", SURVEY, survey.key, None, told)], actor=actor, at=at)
    return begun


def _send_all(
    waiting: Sequence[tuple[models.SurveyMail, Recipient]],
    write: Callable[[Recipient], EmailMessage],
    at: datetime,
    done: Mailed,
) -> None:
    """Hand the mails over, one after the other; those that surely did not go out are forgotten."""
    tried = 0
    connection = get_connection()
    try:
        connection.open()
        for mail, recipient in waiting:
            tried += 1
            _send(connection, mail, write(recipient), at, done)
    except OSError as error:  # all of smtplib's errors are
        done.trouble = f"the mail server takes nothing: {error}"[:300]
        _forget([mail for mail, _ in waiting[tried - 1 if tried and _is_sure(error) else tried :]])
    finally:
        connection.close()


def _send(
    connection: BaseEmailBackend, mail: models.SurveyMail, message: EmailMessage, at: datetime, done: Mailed
) -> None:
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused:
        done.refused.append(mail.address)
        mail.delete()
    else:
        models.SurveyMail.objects.filter(pk=mail.pk).update(sent_at=at)
        done.sent += 1


def _is_sure(error: OSError) -> bool:
    """Whether the mail at hand surely did not go out: the server never answered, or said no."""
    return isinstance(error, ConnectionRefusedError | smtplib.SMTPResponseException | smtplib.SMTPConnectError)


def _forget(mails: Sequence[models.SurveyMail]) -> None:
    """Mails that were never tried can be sent as soon as the server takes them."""
    models.SurveyMail.objects.filter(pk__in=[one.pk for one in mails]).delete()


def _asked_since(survey: Survey, moment: datetime) -> set[str]:
    rows = models.SurveyMail.objects.filter(survey__key=survey.key, at__gt=moment)
    return set(rows.values_list("mechanism", flat=True))


def _focal_points(mechanisms: Collection[str]) -> list[Recipient]:
    held = models.RoleGrant.objects.filter(
        role=Role.FOCAL_POINT, revoked_at=None, mechanism__in=mechanisms, user__is_active=True
    ).exclude(user__email="")
    found = held.values_list("mechanism", "user__username", "user__email")
    return [Recipient(slug, name, address, "", "en") for slug, name, address in found]
