"""What an entry of the log says to readers."""

from collections.abc import Iterable
from itertools import groupby

from django.utils.translation import get_language, gettext, ngettext

from iscm.publication.actions import action_words
from iscm.publication.words import words_in
from iscm.register.queries.changes import BatchLine
from iscm.register.queries.meeting import Change
from iscm.website.dates import day_in_words


def change_in_words(action: str) -> str:
    """What happened; an action we have no word for is said as it is logged."""
    return action_words(words_in(get_language() or "en")).get(action, action)


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
