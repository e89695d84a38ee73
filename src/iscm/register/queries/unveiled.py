"""What is withheld from the public, for those who keep the register: the words of closed meetings put back."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from iscm.domain.listing import MeetingRow, TopicRow
from iscm.domain.records import Link
from iscm.register.models import Concept, Initiative, Meeting, Series

STATED, SUGGESTED = "stated", "suggested"
WORDS = ("title", "lang", "kind", "ordinal", "outcome", "topic")


def unveil(rows: Iterable[MeetingRow]) -> tuple[MeetingRow, ...]:
    """The rows with all that is withheld of them. Three queries where some are closed, none otherwise."""
    held = tuple(rows)
    closed = [row.uid for row in held if row.is_closed]
    if not closed:
        return held
    withheld = dict(Meeting.objects.filter(uid__in=closed).values_list("uid", "withheld"))
    themes = dict(Concept.objects.filter(scheme="theme").values_list("slug", "label"))
    initiatives = dict(Initiative.objects.values_list("slug", "acronym"))
    return tuple(_whole(row, withheld[row.uid], themes, initiatives) if withheld.get(row.uid) else row for row in held)


def withheld_relations(meeting: Meeting) -> Iterator[tuple[str, str, str, str, str, bool]]:
    """The relations of a meeting from or to closed ones, its own and those that lead to it; two queries at most.

    Kind, uid and title of the other (its printed name where nobody knows which that is), date, reason, whether it is
    the other's.
    """
    own = [(kind, other, printed, reason, False) for kind, other, printed, reason in _relations(meeting)]
    holding = Meeting.objects.filter(is_listed=True, withheld__has_key="relations").exclude(pk=meeting.pk)
    named = [
        (kind, row.uid, printed, reason, True)
        for row in holding
        for kind, other, printed, reason in _relations(row)
        if other == meeting.uid
    ]
    others = {row.uid: row for row in Meeting.objects.filter(uid__in=[uid for _, uid, *_ in (*own, *named) if uid])}
    for kind, uid, printed, reason, is_incoming in (*own, *named):
        other = others.get(uid)
        title, edtf = (other.whole_title, other.edtf) if other else (printed, "")
        yield kind, other.uid if other else "", title, edtf, reason, is_incoming


def withheld_series(meeting: Meeting) -> str:
    """The name of the series in which a closed meeting is counted on; empty if it is in none. One query at most."""
    mechanism, key = meeting.withheld.get("series", ("", ""))
    found = Series.objects.filter(mechanism__slug=mechanism, key=key).first() if key else None
    return found.title if found else ""


def _relations(meeting: Meeting) -> list[list[str]]:
    found: list[list[str]] = meeting.withheld.get("relations", [])
    return found


def _whole(row: MeetingRow, withheld: dict[str, Any], themes: dict[str, str], acronyms: dict[str, str]) -> MeetingRow:
    return replace(
        row,
        **{name: withheld[name] for name in WORDS},
        links=tuple(Link(**link) for link in withheld["links"]),
        themes=tuple(_topic(one, themes) for one in withheld["themes"]),
        initiatives=tuple(_topic(one, acronyms) for one in withheld["initiatives"]),
    )


def _topic(one: list[Any], labels: dict[str, str]) -> TopicRow:
    slug, reason, _ = one
    is_stated = reason == STATED
    return TopicRow(slug, labels.get(slug, slug), STATED if is_stated else SUGGESTED, "" if is_stated else reason)
