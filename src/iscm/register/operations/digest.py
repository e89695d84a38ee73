"""News by mail to those who follow: once a week, and changes of dates at once where somebody wants that.

Each mail is written down before it is sent and again after. One that was begun and never finished may have gone out: it
is not sent again, and what it told is told once more with the next news only.
"""

import hashlib
import smtplib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from functools import cached_property
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone

from iscm.register.models import Follower, Mailing, Submission
from iscm.register.operations.answering import Answerers, answers_due
from iscm.register.operations.follow import AT_ONCE, WEEKLY, Following, following, forget_unconfirmed
from iscm.register.queries.following import DATES, News, last_entry, news_of_entries, seats_of, wanted

WEEK = timedelta(days=6, hours=12)
"""When the next weekly news is due: half a day less than a week, so that a timer that is late skips none."""
FIRST_WAIT = timedelta(hours=6)
LONGEST_WAIT = timedelta(hours=48)
MOST_FAILURES = 5
"""How often in a row an address may be refused, with twice the wait each time, before it is forgotten."""
KEPT = timedelta(days=60)
MISFORTUNE = 500


class Letters(Answerers, Protocol):
    """Who puts news into words: a module that `settings.LETTERS` names, since words for readers are the website's."""

    def digest(self, reader: Following, news: Sequence[News], day: date) -> EmailMultiAlternatives:
        """The mail with these news, in the reader's language."""


@dataclass(slots=True)
class Sent:
    """What a run did. `trouble` is why it could not go on, empty if it could."""

    numbers: Counter[str] = field(default_factory=Counter)
    trouble: str = ""


class _ServerDownError(Exception):
    """No mail goes out at present, whoever it is for. `is_sure`: the one at hand did not."""

    def __init__(self, words: str, *, is_sure: bool = True) -> None:
        self.is_sure = is_sure
        super().__init__(words)


class _RefusedError(Exception):
    """This address is not taken; the mail surely did not go out."""


def send_news(*, dry_run: bool = False, now: datetime | None = None) -> Sent:
    """Send what is due, and the answers to suggestions; with `dry_run` only count.

    The numbers are by name: `weekly`, `at-once` and `answers` that were sent, `refused` addresses, `stopped` and
    `unconfirmed` ones that were forgotten, `interrupted` mails of an earlier run. It stops where the mail server does.
    """
    run = _Run(now or timezone.now(), dry_run=dry_run)
    try:
        run.all()
    except _ServerDownError as error:
        run.sent.trouble = str(error)
    finally:
        run.connection.close()
    return run.sent


class _Run:
    """One run: the end of the log, what happened since somebody was told last, the open connection."""

    def __init__(self, now: datetime, *, dry_run: bool) -> None:
        self.now, self.dry_run, self.sent = now, dry_run, Sent()
        self.until = last_entry()
        self.letters = cast("Letters", import_module(settings.LETTERS))
        self.connection = get_connection()
        self._news: dict[int, tuple[News, ...]] = {}

    def all(self) -> None:
        """Clean up, then send to each follower, then the answers."""
        if not self.dry_run:
            self.sent.numbers["unconfirmed"] = forget_unconfirmed(self.now)
            Mailing.objects.filter(begun_at__lt=self.now - KEPT).exclude(sent_at=None).delete()
        for pk in list(Follower.objects.exclude(confirmed_at=None).values_list("pk", flat=True)):
            for kind in (AT_ONCE, WEEKLY):
                self._to(pk, kind)
        self._answers()

    @cached_property
    def seats(self) -> dict[str, frozenset[str]]:
        """Where each country sits."""
        return seats_of()

    def news_since(self, after: int) -> tuple[News, ...]:
        """What happened since an entry of the log, but for new entries of meetings that are over; read once."""
        if after not in self._news:
            found = news_of_entries(after, self.until)
            self._news[after] = tuple(one for one in found if one.what != "new" or self._is_ahead(one))
        return self._news[after]

    def _is_ahead(self, news: News) -> bool:
        return news.row.latest is None or news.row.latest >= self.now.date()

    def _to(self, pk: int, kind: str) -> None:
        row = Follower.objects.filter(pk=pk).first()
        if row is None or not self._is_due(row, kind):
            return
        news = self._of(row, kind, _since(row, kind))
        if not news or not self._is_new(row, kind):
            self._looked(row, kind, is_told=not news)
            return
        if self.dry_run:
            self.sent.numbers[kind] += 1
            return
        self._mail(row, kind, news)

    def _is_due(self, row: Follower, kind: str) -> bool:
        # What is further ahead than anybody waits, or was done after now, was written while the clock was fast.
        if row.retry_at and timedelta(0) < row.retry_at - self.now <= LONGEST_WAIT:
            return False
        if kind == AT_ONCE:
            return row.rhythm == AT_ONCE
        return row.told_at is None or not timedelta(0) <= self.now - row.told_at < WEEK

    def _of(self, row: Follower, kind: str, after: int) -> list[News]:
        mine = wanted(self.news_since(after), following(row).wishes, self.seats)
        if kind == AT_ONCE:
            return [one for one in mine if one.what in DATES]
        return [one for one in mine if row.rhythm == WEEKLY or one.what not in DATES]

    def _is_new(self, row: Follower, kind: str) -> bool:
        """Whether there is more to tell than what an interrupted mail may have told."""
        begun = row.mailings.filter(kind=kind, sent_at=None, until__gt=_since(row, kind)).order_by("-until").first()
        if begun is None:
            return True
        self.sent.numbers["interrupted"] += 1
        return bool(self._of(row, kind, begun.until))

    def _looked(self, row: Follower, kind: str, *, is_told: bool) -> None:
        """There is nothing to tell: look again after the next entries, or the next week."""
        if self.dry_run:
            return
        if kind == WEEKLY:
            row.told_at = self.now
        if is_told:
            _tell(row, kind, self.until)
        _keep(row, kind)

    def _mail(self, row: Follower, kind: str, news: list[News]) -> None:
        message = self.letters.digest(following(row), news, self.now.date())
        message.extra_headers["Message-ID"] = _message_id(row.key, kind, self.until)
        self._open()
        mailing = self._begun(row, kind)
        if mailing is None:
            return
        try:
            self._send(message)
        except _RefusedError:
            mailing.delete()
            self._refused(row, kind)
            return
        except _ServerDownError as error:
            if error.is_sure:
                mailing.delete()
            raise
        with transaction.atomic():
            Mailing.objects.filter(pk=mailing.pk).update(sent_at=self.now)
            row.failures, row.retry_at = 0, None
            if kind == WEEKLY:
                row.told_at = self.now
            _tell(row, kind, self.until)
            _keep(row, kind)
        self.sent.numbers[kind] += 1

    def _begun(self, row: Follower, kind: str) -> Mailing | None:
        """Write down that this mail goes out; None where the reader stopped meanwhile, or another run has it."""
        with transaction.atomic():
            if not Follower.objects.select_for_update().filter(pk=row.pk).exists():
                return None
            held = {"begun_at": self.now}
            mailing, is_mine = Mailing.objects.get_or_create(follower=row, kind=kind, until=self.until, defaults=held)
        return mailing if is_mine else None

    def _refused(self, row: Follower, kind: str) -> None:
        self.sent.numbers["refused"] += 1
        row.failures += 1
        if row.failures >= MOST_FAILURES:
            self.sent.numbers["stopped"] += 1
            row.delete()
            return
        row.retry_at = self.now + FIRST_WAIT * 2 ** (row.failures - 1)
        _keep(row, kind)

    def _open(self) -> None:
        try:
            self.connection.open()
        except OSError as error:  # all of smtplib's errors are
            raise _ServerDownError(f"the mail server does not answer: {error}") from None

    def _send(self, message: EmailMultiAlternatives) -> None:
        """Hand it over. What breaks off in between may have gone out: then nothing more is sent in this run."""
        try:
            self.connection.send_messages([message])
        except smtplib.SMTPRecipientsRefused as error:
            raise _RefusedError from error
        except smtplib.SMTPResponseException as error:
            if error.smtp_code >= MISFORTUNE and not isinstance(error, smtplib.SMTPSenderRefused):
                raise _RefusedError from error
            raise _ServerDownError(f"the mail server takes nothing: {error.smtp_code}") from None
        except OSError as error:
            raise _ServerDownError(f"the mail server broke off: {error}", is_sure=False) from None

    def _answers(self) -> None:
        """Tell those who sent something in and left an address; it is forgotten before the mail goes out."""
        for due in answers_due(self.letters, dry_run=self.dry_run):
            if self.dry_run:
                self.sent.numbers["answers"] += 1
                continue
            message = due.write()
            message.extra_headers["Message-ID"] = _message_id(due.key, "answer", 0)
            self._open()
            rows = Submission.objects.filter(pk__in=due.about)
            rows.update(contact="")
            try:
                self._send(message)
            except _RefusedError:
                self.sent.numbers["refused"] += 1
            except _ServerDownError as error:
                if error.is_sure:
                    rows.update(contact=due.address)
                raise
            else:
                self.sent.numbers["answers"] += 1


def _keep(row: Follower, kind: str) -> None:
    """Keep what a run knows of a reader, and nothing else: who changed it or stopped meanwhile is right."""
    names = ["failures", "retry_at", *(["dates_until"] if kind == AT_ONCE else ["told_at", "told_until"])]
    Follower.objects.filter(pk=row.pk).update(**{name: getattr(row, name) for name in names})


def _since(row: Follower, kind: str) -> int:
    return row.dates_until if kind == AT_ONCE else row.told_until


def _tell(row: Follower, kind: str, until: int) -> None:
    if kind == AT_ONCE:
        row.dates_until = until
    else:
        row.told_until = until


def _message_id(key: str, kind: str, until: int) -> str:
    """The same for the same mail, so that a mailbox that gets it twice shows it once."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    digest = hashlib.sha256(f"{settings.SECRET_KEY} {key} {kind} {until}".encode()).hexdigest()[:40]
    return f"<{digest}@{host}>"
