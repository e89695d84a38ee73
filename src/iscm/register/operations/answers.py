"""A sheet of answers taken in: each line that says something is a submission, as if it had been typed into the page."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from iscm.domain.answers import AnswerRow, Answers, AnswersTaken, Became, TakenRow
from iscm.domain.documents import Document
from iscm.domain.errors import ConflictError, RefusedError, StaleError, UnknownReferenceError, UnreadableInputError
from iscm.domain.problems import Problem
from iscm.domain.submissions import Right, Sender, Submitted
from iscm.publication.answer_sheet import answer_words
from iscm.reading.problem_codes import problem
from iscm.reading.readers.answer_sheet import FRESH, in_words, is_answer_sheet, read_answers
from iscm.register import models
from iscm.register.operations import log
from iscm.register.operations.posting import lesser, right_of
from iscm.register.operations.stamps import hold
from iscm.register.operations.submit import BLOCKED, submit
from iscm.register.operations.together import Together
from iscm.register.queries.submissions import ACCEPTED, submitted
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

__all__ = ["is_answer_sheet", "take_answers"]

MOMENT = timedelta(microseconds=1)
"""Between two lines, so that the history tells which of them an entry came from."""


def take_answers(
    document: Document, *, sender: Sender, now: datetime | None = None, dry_run: bool = False
) -> AnswersTaken:
    """Send in what each line of a sheet says, all of it or, where something breaks, nothing; and tell line by line.

    A line that cannot be taken takes no other with it. The same sheet a second time, by whichever way, changes nothing.
    A sender without a mechanism brings a sheet for others: its lines are that mechanism's answers, and only proposed.
    With `dry_run` nothing is kept.

    Raises `UnreadableInputError` for what is no sheet of answers or is damaged, and `RefusedError` for a mechanism from
    which nothing is taken.
    """
    at = now or timezone.now()
    answers = read_answers(document, answer_words(current_vocabulary()))
    if sender.mechanism not in {"", answers.mechanism} or answers.mechanism not in current_vocabulary().mechanisms:
        return AnswersTaken(answers.mechanism, problems=(_of_others(answers, sender),))
    if not sender.mechanism:
        sender = replace(sender, mechanism=answers.mechanism, trust=lesser(sender.trust, Right.REVIEWED))
    with transaction.atomic():
        hold(at)
        if lesser(sender.trust, right_of(sender.mechanism)) is Right.BLOCKED:
            raise RefusedError(BLOCKED)
        task = _Task(answers, sender, at, _earlier(answers), _own(answers))
        rows = tuple(task.take(row, n) for n, row in enumerate(answers.rows))
        task.later.follow()
        if any(one.submitted and not one.submitted.is_repeated for one in rows):
            _keep(document, task)
        if dry_run:
            transaction.set_rollback(True)
    return AnswersTaken(answers.mechanism, rows, answers.unchanged, answers.problems)


@dataclass(frozen=True)
class _Task:
    """A sheet on its way: what of it came before, by key, and which of the meetings that it names are its own.

    `own` has by uid that of the meeting to which its address leads; `later` what is followed up together.
    """

    answers: Answers
    sender: Sender
    at: datetime
    earlier: Mapping[str, models.Submission]
    own: Mapping[str, str]
    later: Together = field(default_factory=Together)

    @property
    def actor(self) -> str:
        """Who it is in the log, as `submit` writes it."""
        return f"{self.sender.mechanism}: {self.sender.name or 'somebody'}"[:150]

    def take(self, row: AnswerRow, n: int) -> TakenRow:
        """Send in one line, the `n`th of its sheet."""
        if row.about is not None and row.about not in self.own:
            told = f"{in_words(row.locator)}: the register has no such meeting of {self.sender.mechanism}. {FRESH}"
            return TakenRow(row, Became.REFUSED, problems=(problem("answer-foreign", told, row.locator),))
        key = _key(self.answers, row)
        if before := self.earlier.get(key):
            return _told(row, submitted(before, is_repeated=True))
        # A new meeting is compared with those that are held, and a line is read over the one before.
        if row.about is None or self.own[row.about] in self.later.waiting:
            self.later.follow()
        try:
            return _told(row, self._submit(row, key, self.at + n * MOMENT))
        except StaleError as error:
            return TakenRow(row, Became.STALE, lines=error.lines)
        except (UnreadableInputError, ConflictError, UnknownReferenceError) as error:
            told = f"Row {row.locator.row or row.locator.line_first}: {error}"
            return TakenRow(row, Became.REFUSED, problems=(problem("answer-unread", told, row.locator),))

    def _submit(self, row: AnswerRow, key: str, at: datetime, seen: int | None = None) -> Submitted:
        """Who has changed a meeting with this sheet may change it again with the same."""
        values = dict(row.values)
        if row.about is None:
            values.setdefault("mechanism", self.sender.mechanism)
        try:
            return submit(
                values,
                sender=self.sender,
                about=row.about,
                lang=self.answers.lang,
                seen=row.seen if seen is None else seen,
                request_key=key,
                now=at,
                later=self.later,
            )
        except StaleError as error:
            if seen is None and all(line.actor == self.actor for line in error.lines):
                return self._submit(row, key, at, error.latest)
            raise


def _told(row: AnswerRow, sent: Submitted) -> TakenRow:
    if sent.is_repeated:
        became = Became.REPEATED
    elif sent.state == ACCEPTED:
        became = Became.CONFIRMED if sent.kind == "confirm" else Became.COUNTED
    else:
        became = Became.PROPOSED
    return TakenRow(row, became, sent, tuple(_placed(row, sent.problems)))


def _placed(row: AnswerRow, problems: Iterable[Problem]) -> Iterator[Problem]:
    for one in problems:
        yield replace(one, locator=replace(row.locator, element=one.locator.element))


def _of_others(answers: Answers, sender: Sender) -> Problem:
    whose = f"This is the sheet of {answers.mechanism}"
    if sender.mechanism in {"", answers.mechanism}:
        return problem("answer-foreign", f"{whose}, a mechanism that the register does not hold.")
    told = f"{whose}, and you answer for {sender.mechanism}. Nothing was taken. {FRESH}"
    return problem("answer-foreign", told)


def _earlier(answers: Answers) -> dict[str, models.Submission]:
    """The submissions of the same lines of the same sheet, by whichever way they came. One query."""
    keys = [_key(answers, row) for row in answers.rows]
    found = models.Submission.objects.filter(mechanism=answers.mechanism, request_key__in=keys)
    return {row.request_key: row for row in found.select_related("document").order_by("-id")}


def _own(answers: Answers) -> dict[str, str]:
    """Which of the meetings named are the mechanism's, with the uid to which each leads. Two queries."""
    named = [row.about for row in answers.rows if row.about]
    held = models.Meeting.objects.filter(uid__in=named).values_list("uid", "merged_into__uid")
    now = {uid: into or uid for uid, into in held}
    of = models.MeetingMechanism.objects.filter(meeting__uid__in=now.values(), mechanism__slug=answers.mechanism)
    own = set(of.values_list("meeting__uid", flat=True))
    return {uid: into for uid, into in now.items() if into in own}


def _key(answers: Answers, row: AnswerRow) -> str:
    """The same for the same words in the same line of a sheet made on the same day."""
    said = [answers.mechanism, answers.as_of, row.about, row.seen, dict(row.values)]
    return f"sheet {hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()}"


def _keep(document: Document, task: _Task) -> None:
    """Keep the sheet as it came; the log tells who brought it."""
    facts = {"name": document.name[:500], "content": document.content, "received_at": task.at}
    _, is_new = models.Received.objects.get_or_create(sha256=document.sha256, defaults=facts)
    if is_new:
        entry = log.Entry("received", "file", document.sha256, None, {"name": document.name[:500]})
        log.append([entry], actor=task.actor, at=task.at)
