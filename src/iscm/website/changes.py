"""What an entry of the log says to readers."""

from collections.abc import Iterable
from itertools import groupby

from django.utils.translation import gettext, gettext_lazy, ngettext

from iscm.register.queries.changes import BatchLine
from iscm.register.queries.meeting import Change
from iscm.website.dates import day_in_words

ACTIONS = {
    "created": gettext_lazy("entered"),
    "merged": gettext_lazy("merged with another"),
    "parted": gettext_lazy("a meeting of its own again"),
    "withdrawn": gettext_lazy("withdrawn"),
    "given-back": gettext_lazy("no longer withdrawn"),
    "left": gettext_lazy("told of by no document any more"),
    "returned": gettext_lazy("told of by a document again"),
    "no-longer-listed": gettext_lazy("no longer listed by its source"),
    "moved": gettext_lazy("date changed"),
    "date-confirmed": gettext_lazy("date settled"),
    "date-open": gettext_lazy("date open again"),
    "relocated": gettext_lazy("place changed"),
    "place-said": gettext_lazy("place said"),
    "attendance": gettext_lazy("attendance changed"),
    "postponed": gettext_lazy("postponed"),
    "rescheduled": gettext_lazy("rescheduled"),
    "cancelled": gettext_lazy("cancelled"),
    "reinstated": gettext_lazy("taking place after all"),
    "closed": gettext_lazy("closed to the public"),
    "opened": gettext_lazy("open to the public again"),
    "held": gettext_lazy("held"),
    "status": gettext_lazy("status changed"),
    "respelt": gettext_lazy("title written better"),
    "corrected": gettext_lazy("corrected by an editor"),
    "renamed": gettext_lazy("title changed"),
    "mechanisms": gettext_lazy("mechanisms changed"),
    "kind": gettext_lazy("kind changed"),
    "ordinal": gettext_lazy("number in its series changed"),
    "count": gettext_lazy("number of meetings changed"),
    "outcome": gettext_lazy("outcome recorded"),
    "topic": gettext_lazy("subject recorded"),
    "links": gettext_lazy("links changed"),
    "themes": gettext_lazy("themes changed"),
    "initiatives": gettext_lazy("initiatives changed"),
}


def change_in_words(action: str) -> str:
    """What happened; an action we have no word for is said as it is logged."""
    return str(ACTIONS.get(action, action))


def batch_in_words(batch: BatchLine) -> str:
    """What a document brought: "119 entries made; outcome recorded: 11"."""
    return gettext("; ").join(
        ngettext("%(n)s entry made", "%(n)s entries made", number) % {"n": number}
        if action == "created"
        else gettext("%(what)s: %(number)s") % {"what": change_in_words(action), "number": number}
        for action, number in batch.numbers
    )


def history(changes: Iterable[Change]) -> list[tuple[str, list[str], str]]:
    """Changes made on one day for one reason, together: the day, what happened, the reason."""
    return [
        (day_in_words(day), list(dict.fromkeys(change_in_words(change.action) for change in together)), reason)
        for (day, reason), together in groupby(changes, key=lambda change: (change.at.date(), change.reason))
    ]
