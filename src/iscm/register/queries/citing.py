"""What publications cite: the mechanisms of their rows with their names, and the documents that the rows rest on."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import groupby

from django.db.models import QuerySet

from iscm.domain.documents import Trust
from iscm.domain.listing import MeetingRow
from iscm.domain.mechanisms import Name
from iscm.publication.reports.mentions import MechanismFacts
from iscm.publication.reports.sources import SourceFacts
from iscm.register.models import Document, Mechanism, MechanismName, Meeting, MeetingCitation
from iscm.register.queries.telling import DOCUMENTS

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
AT_ONCE = 500  # so many meetings are named in a question; of more, those of all among them are asked for


def mechanisms_of(rows: Iterable[MeetingRow]) -> tuple[MechanismFacts, ...]:
    """The mechanisms of these meetings in the register's order, with the names they have or had. Two queries."""
    slugs = {party.slug for row in rows for party in row.parties}
    found = Mechanism.objects.filter(slug__in=slugs).order_by("position")
    named = MechanismName.objects.filter(mechanism__slug__in=slugs, seen_in="").order_by("mechanism__slug", "id")
    columns = ("mechanism__slug", "text", "lang", "since", "until", "note")
    names = {
        slug: tuple(
            Name(text, lang, since or None, until or None, None, note or None)
            for _, text, lang, since, until, note in group
        )
        for slug, group in groupby(named.values_list(*columns), key=lambda row: row[0])
    }
    plain = found.values_list("slug", "acronym", "name", "level", "website")
    return tuple(MechanismFacts(*values, names=names.get(values[0], ())) for values in plain)


def sources_of(rows: Sequence[MeetingRow], among: QuerySet[Meeting]) -> tuple[SourceFacts, ...]:
    """The documents that these meetings rest on, each with their number; `among` has all of them. Two queries."""
    return sources_by_number(Counter(_cited(rows, among)))


def sources_by_number(numbers: Mapping[int, int]) -> tuple[SourceFacts, ...]:
    """Documents by their keys, each with the number of meetings that rest on it; editors' corrections are one source.

    Who made the corrections is not told, nor what only closed meetings rest on. One query.
    """
    columns = ("id", "title", "publisher", "lang", "last_update", "sha256", "stated_count", "record_count")
    found = Document.objects.filter(DOCUMENTS, id__in=numbers, is_closed=False).order_by("id")
    sources = [
        replace(
            SourceFacts(*plain),
            title=plain[1] or name,
            meetings=numbers[plain[0]],
            is_correction=trust == Trust.EDITOR.value,
            accepted_at=accepted_at,
        )
        for *plain, name, trust, accepted_at in found.values_list(*columns, "name", "trust", "accepted_at")
    ]
    documents = [one for one in sources if not one.is_correction]
    return (*documents, *_as_one([one for one in sources if one.is_correction]))


def last_revision(changes: Iterable[datetime | None], sources: Iterable[SourceFacts]) -> datetime:
    """The last revision of meetings or of the documents they rest on; the year 1970 where there was none."""
    return max((at for at in (*changes, *(one.accepted_at for one in sources)) if at), default=NEVER)


def _cited(rows: Sequence[MeetingRow], among: QuerySet[Meeting]) -> Iterable[int]:
    """A document's key for each meeting that rests on it."""
    uids = {row.uid for row in rows}
    among = among.filter(uid__in=uids) if len(uids) <= AT_ONCE else among
    cited = MeetingCitation.objects.filter(meeting__in=among.order_by().values("id")).order_by()
    pairs = set(cited.values_list("meeting__uid", "record__document"))
    return (document for uid, document in pairs if uid in uids)


def _as_one(corrections: Sequence[SourceFacts]) -> tuple[SourceFacts, ...]:
    if not corrections:
        return ()
    newest = max(corrections, key=lambda one: one.last_update or date.min)
    nameless = replace(newest, title="", publisher="", lang="und", sha256="")
    number, at = sum(one.meetings for one in corrections), [one.accepted_at for one in corrections if one.accepted_at]
    return (replace(nameless, meetings=number, accepted_at=max(at, default=None)),)
