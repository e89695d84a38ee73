"""What `iscm windows` and `iscm clashes` have in common: an idea of a meeting, in a sentence or by options."""

from datetime import date
from typing import TYPE_CHECKING, Any

from iscm.cli.failures import CommandError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from iscm.planning.ideas import Idea
    from iscm.publication.labels import Labels
    from iscm.register.queries.idea_fields import Fault

OPTIONS = {
    "idea": "IDEA",
    "mechanisms": "--mechanism",
    "members": "--members-of",
    "days": "--days",
    "when": "--when",
    "place": "--city",
    "hosts": "--host",
    "avoid": "--avoid",
    "title": "--title",
    "kind": "--kind",
}
"""How a field of an idea is called on the command line."""


def number_within(least: int, most: int) -> "Callable[[str], int]":
    """A whole number between two others, for an option."""

    def number(text: str) -> int:
        found = int(text)
        if not least <= found <= most:
            raise ValueError(text)
        return found

    number.__name__ = f"number from {least} to {most}"
    return number


def read_idea(words: str, given: dict[str, "Iterable[str] | str | None"], today: date) -> "Idea":
    """The idea that was written; raises `CommandError` with one sentence for each option that is wrong."""
    from iscm.register.queries.ideas import read_idea as understood
    from iscm.register.queries.vocabulary import vocabulary

    fields = {"idea": words} | {key: _one(key, value) for key, value in given.items() if value}
    found = understood(fields, vocabulary(), today)
    if found.idea is None:
        raise CommandError("; ".join(_told(fault) for fault in found.faults))
    return found.idea


def today_here() -> date:
    """The day on which the question is asked."""
    from django.utils import timezone

    return timezone.localdate()


def told_idea(idea: "Idea") -> dict[str, Any]:
    """How it was understood."""
    from iscm.register.queries.ideas import setting_of
    from iscm.register.queries.planning_told import told_idea as told

    return told(idea, setting_of(idea))


def english() -> "Labels":
    """The words of what is printed."""
    from iscm.publication.labels import Labels
    from iscm.publication.words import words_in
    from iscm.register.queries.vocabulary import vocabulary

    return Labels(vocabulary(), words_in("en"))


def _one(key: str, value: "Iterable[str] | str") -> str:
    return value if isinstance(value, str) else ("; " if key == "place" else ", ").join(value)


def _told(fault: "Fault") -> str:
    return f"{OPTIONS[fault.field]}: {fault.message}"
