"""What of the register is wanted: everything, or a year with all that its rows name."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet

from iscm.publication.opendata.columns import Row
from iscm.register.models import Anniversary, Document, IndexEntry, Meeting, MeetingCitation, Publication, Record
from iscm.register.queries import telling
from iscm.register.queries.opendata.numbering import Numbers

CHUNK = 2000
PIECE = 400


@dataclass(frozen=True, slots=True)
class Wanted:
    """A year, or None for everything; how to make the address of a page from its path; numbers already worked out."""

    year: int | None
    address: Callable[[str], str]
    numbered: dict[str, Numbers]

    def numbers(self, name: str, rows: QuerySet[Any]) -> Numbers:
        """The running numbers of these rows, worked out once for all packages of an export."""
        if name not in self.numbered:
            keys = rows.order_by("id").values_list("id", flat=True)
            self.numbered[name] = Numbers(keys.iterator(chunk_size=CHUNK))
        return self.numbered[name]

    def meetings(self) -> QuerySet[Meeting]:
        """The meetings, listed or not."""
        held = Meeting.objects.all()
        return held if self.year is None else held.filter(year=self.year)

    def below(self) -> Q:
        """What belongs to these meetings; of what was taken back nothing is told."""
        told = Q(meeting__withdrawn_at=None)
        return told if self.year is None else told & Q(meeting__year=self.year)

    def records(self) -> Iterator[QuerySet[Record]]:
        """The records on which these meetings rest, in order, by the piece.

        By their keys: a database whose counts are old plans a question within questions badly.
        """
        if self.year is None:
            yield Record.objects.filter(telling.RECORDS)
            return
        cited = MeetingCitation.objects.filter(self.below()).order_by("record__document_id", "record__n")
        keys = list(dict.fromkeys(cited.values_list("record", flat=True)))
        for start in range(0, len(keys), PIECE):
            yield Record.objects.filter(pk__in=keys[start : start + PIECE])

    def documents(self) -> QuerySet[Document]:
        """The documents of these records, and those that print something else of the year."""
        if self.year is None:
            return Document.objects.filter(telling.DOCUMENTS)
        cited = MeetingCitation.objects.filter(self.below()).values("record__document")
        named = Q(pk__in=cited)
        for model in (IndexEntry, Anniversary, Publication):
            named |= Q(pk__in=model.objects.filter(year=self.year, document__isnull=False).values("document"))
        return Document.objects.filter(telling.DOCUMENTS & named)

    def of_year(self) -> Q:
        """What says its year itself."""
        return Q() if self.year is None else Q(year=self.year)


def plain(rows: QuerySet[Any], *columns: str) -> Iterator[Row]:
    """The columns of a query, read in pieces."""
    return rows.values_list(*columns).iterator(chunk_size=CHUNK)


def counted(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows with their place among those of the same first column, from 0, as a second column."""
    for first, together in groupby(rows, key=lambda row: row[0]):
        for place, row in enumerate(together):
            yield (first, place, *row[1:])


def actor_of(name: str) -> str | None:
    """Persons are not named in public: whoever is not the register itself is an editor."""
    return None if not name else ("iscm" if name == "iscm" else "editor")
