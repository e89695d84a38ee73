"""What the calendar of a year is told: the same for its page and for its files."""

from django.conf import settings
from django.db.models import Max

from iscm.publication.reports.asked import Asked
from iscm.publication.reports.calendar import CalendarFacts
from iscm.publication.reports.sources import SourceFacts
from iscm.register.models import Meeting
from iscm.register.queries.citing import last_revision, mechanisms_of, sources_by_number, sources_of
from iscm.register.queries.filters import VALUED, Filter, matching
from iscm.register.queries.keeping_answers import kept
from iscm.register.queries.meetings import of_year
from iscm.register.queries.rows import listed
from iscm.register.queries.search import meetings_of_year_saying
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary


def calendar_facts(year: int, wanted: Filter | None = None) -> CalendarFacts:
    """A year's meetings that fit a filter, and what a calendar tells around them. Eleven queries at most."""
    wanted = wanted or Filter()
    rows = of_year(year)
    said = meetings_of_year_saying(year, wanted.q)
    shown = tuple(row for row in matching(rows, wanted.without("q")) if said is None or row.uid in said)
    # A meeting that was taken out of the year's list is a revision of the list too.
    changed = Meeting.objects.filter(year=year).aggregate(at=Max("last_modified"))["at"]
    sources = sources_of(shown, listed().filter(year=year))
    return CalendarFacts(
        year=year,
        rows=shown,
        modified=last_revision([changed], sources),
        vocabulary=current_vocabulary(),
        asked=asked_of(wanted),
        of_year=rows,
        mechanisms=mechanisms_of(shown),
        sources=sources,
        publisher=settings.PUBLISHER,
        site=settings.SITE_URL,
        licence=settings.LICENCE,
    )


@kept(64)
def documents_of(keys: tuple[int, ...]) -> tuple[SourceFacts, ...]:
    """The documents with these keys, of which nobody asks how many meetings rest on them. One query."""
    return sources_by_number(dict.fromkeys(keys, 0))


def asked_of(wanted: Filter) -> Asked:
    """A filter as publications say it."""
    values = tuple((name, chosen) for name in VALUED if (chosen := getattr(wanted, name)))
    return Asked(values, wanted.since, wanted.until, wanted.q)
