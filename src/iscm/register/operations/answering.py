"""Answers by mail to what was sent in: one to each suggestion, one a run to each room for all that was decided there.

What counted at once, and a confirmation that was accepted, need no answer: whoever sent them saw it, and is not written
to.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Protocol

from django.core.mail import EmailMultiAlternatives
from django.db.models import QuerySet

from iscm.domain.submissions import Submitted
from iscm.register.models import Submission
from iscm.register.queries.inbox import ROOM
from iscm.register.queries.submissions import ACCEPTED, PROPOSED, submitted

OWNER = "form"
"""Of whom a suggestion of the public is."""


class Answerers(Protocol):
    """Who puts answers into words."""

    def answer(self, done: Submitted, address: str, lang: str) -> EmailMultiAlternatives:
        """The mail that tells what became of a suggestion."""

    def answers(self, done: list[Submitted], address: str, lang: str) -> EmailMultiAlternatives:
        """The mail that tells a secretariat what became of all that it sent."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A mail that is due, `about` these submissions (their keys), and the address that is forgotten with it."""

    about: tuple[int, ...]
    key: str
    address: str
    write: Callable[[], EmailMultiAlternatives]


def answers_due(letters: Answerers, *, dry_run: bool = False) -> Iterator[Answer]:
    """What is decided and not answered yet. Without `dry_run`, addresses that need no answer are forgotten."""
    for row in list(_waiting(owner=OWNER)):
        done = submitted(row)
        if done.state != PROPOSED:
            yield Answer((row.pk,), row.uid, row.contact, partial(letters.answer, done, row.contact, row.lang))
    rows = list(_waiting(owner__startswith=ROOM).order_by("owner", "contact", "lang", "id"))
    for (_, address, lang), of_room in groupby(rows, lambda row: (row.owner, row.contact, row.lang)):
        told, silent = _decided(of_room)
        if not dry_run:
            Submission.objects.filter(pk__in=silent).update(contact="")
        if told:
            last = list(told.values())[-1].uid
            yield Answer(tuple(told), last, address, partial(letters.answers, list(told.values()), address, lang))


def _waiting(**of_whom: str) -> QuerySet[Submission]:
    return Submission.objects.filter(**of_whom).exclude(contact="").select_related("document")


def _decided(rows: Iterable[Submission]) -> tuple[dict[int, Submitted], list[int]]:
    """What is decided of these, by their keys: what is to be told, and of what nothing is."""
    told, silent = {}, []
    for row in rows:
        done = submitted(row)
        if done.state != PROPOSED and _is_news(row, done):
            told[row.pk] = done
        elif done.state != PROPOSED:
            silent.append(row.pk)
    return told, silent


def _is_news(row: Submission, done: Submitted) -> bool:
    return done.state != ACCEPTED or (row.kind != "confirm" and row.document.accepted_at != row.at)
