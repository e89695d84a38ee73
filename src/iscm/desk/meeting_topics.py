"""Themes and initiatives as they are chosen: what is said or suggested first, with reasons, then all others."""

from dataclasses import dataclass

from django.utils.translation import gettext

from iscm.desk.meeting_choices import topic_words, topics_in, topics_said, topics_to_choose
from iscm.register.operations.states import STATED
from iscm.register.queries.meeting import MeetingDetail


@dataclass(frozen=True, slots=True)
class Topic:
    """A theme or an initiative that may be said of a meeting, or denied; `reason` says why it is suggested."""

    slug: str
    label: str
    is_said: bool | None = None
    reason: str = ""

    @property
    def is_asked(self) -> bool:
        """Whether it is suggested, and nobody has said anything."""
        return self.is_said is None and bool(self.reason)


@dataclass(frozen=True, slots=True)
class Topics:
    """Those that are said, denied or suggested, and all others."""

    first: tuple[Topic, ...]
    others: tuple[Topic, ...]


def topics_shown(name: str, value: str, detail: MeetingDetail | None) -> Topics:
    """All that may be chosen; `value` is what stands in the field."""
    said = topics_in(value)
    reasons = suggestions_of(name, detail) if detail else {}
    known = topics_to_choose(name)
    all_of_them = [Topic(slug, label, said.get(slug), reasons.get(slug, "")) for slug, label in known.items()]
    first = tuple(one for one in all_of_them if one.is_said is not None or one.reason)
    return Topics(first, tuple(one for one in all_of_them if one not in first))


def suggestions_of(name: str, detail: MeetingDetail) -> dict[str, str]:
    """Why words suggest, or a source states, each theme or initiative, by slug: also of those that are denied."""
    decided = {one["slug"] for receipt in detail.receipts.get(name, ()) if receipt.is_chosen for one in receipt.value}
    found = {
        one["slug"]: str(one.get("reason") or "")
        for receipt in reversed(detail.receipts.get(name, ()))
        for one in (() if receipt.is_chosen else receipt.value or ())
        if one.get("score") and one.get("reason") != STATED
    }
    rows = detail.row.themes if name == "themes" else detail.row.initiatives
    stated = gettext("stated by a source")
    return {one.slug: one.reason or stated for one in rows if one.slug not in decided} | found


def with_verdict(name: str, value: str, verdict: str) -> str:
    """What stands in a field after one suggestion was confirmed, or rejected (with a minus before its slug)."""
    said = topics_in(value) | topics_in(verdict)
    return topic_words(topics_said({slug: is_so for slug, is_so in said.items() if slug in topics_to_choose(name)}))
