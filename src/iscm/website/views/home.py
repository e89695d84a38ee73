"""The front page: what is next, what changed, the year at a glance, search."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from iscm.register.queries import changes, meetings
from iscm.register.queries.filters import Filter
from iscm.register.queries.stamps import version
from iscm.register.queries.year_lists import year_list
from iscm.website import clock
from iscm.website.changes import batch_in_words, change_in_words
from iscm.website.conditional import versioned
from iscm.website.dates import day_in_words
from iscm.website.drawings.strip import strip_context
from iscm.website.entries import entries, shown_title
from iscm.website.page import page
from iscm.website.sentences import year_sentence

NEXT, LAST, CHANGES = 8, 5, 8


@versioned
def home(request: HttpRequest) -> HttpResponse:
    """`/`"""
    today = clock.today()
    years = meetings.years()
    year = next((each.year for each in years if each.year <= today.year), today.year)
    found = year_list(year, Filter(), version())
    coming = meetings.upcoming(today, NEXT)
    return page(
        request,
        "home",
        title=gettext("Meetings of States on migration"),
        coming=entries(coming),
        last=entries(meetings.latest(today, LAST)) if not coming else [],
        first_year=min((each.year for each in years), default=year),
        years=years,
        sentence=year_sentence(found.counted, year),
        changes=[
            (
                day_in_words(c.at.date()),
                replace(c, title=shown_title(c.title, is_closed=c.is_closed)),
                change_in_words(c.action),
            )
            for c in changes.latest_changes(CHANGES)
        ],
        batches=[(day_in_words(b.at.date()), b, batch_in_words(b)) for b in changes.latest_batches(CHANGES)],
        number=sum(each.meetings for each in years),
        **strip_context(found, reverse("year", kwargs={"year": year})),
    )
