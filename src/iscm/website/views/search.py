"""Search over meetings, mechanisms and materials."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from iscm.register.queries import library, mechanisms
from iscm.register.queries.search import MOST_SORTED, Hits, search
from iscm.website.conditional import versioned
from iscm.website.found import found_entries
from iscm.website.marking import marked
from iscm.website.page import page

LONGEST_QUERY, MOST_SHOWN = 200, 100
# What is found without a server, in the order of the numbers in its index (publication/site/search.py).
GROUPS = (
    ("mechanisms", gettext_lazy("Mechanisms")),
    ("countries", gettext_lazy("Countries")),
    ("themes", gettext_lazy("Themes")),
    ("initiatives", gettext_lazy("Initiatives")),
    ("calendar", gettext_lazy("Meetings")),
    ("library", gettext_lazy("Materials")),
    ("documents", gettext_lazy("Source documents")),
)


@versioned
def search_page(request: HttpRequest) -> HttpResponse:
    """`/search/?q=`"""
    query = " ".join(request.GET.get("q", "")[:LONGEST_QUERY].split())
    hits = search(query) if query else Hits()
    found_mechanisms = {line.slug: line for line in mechanisms.all_mechanisms()} if hits.mechanisms else {}
    found_publications = {line.id: line for line in library.publications()} if hits.publications else {}
    return page(
        request,
        "search",
        title=gettext("Search: %(query)s") % {"query": query} if query else gettext("Search"),
        query=query,
        groups=[(number, title, reverse(name)) for number, (name, title) in enumerate(GROUPS)],
        number=hits.number if hits.by_date else len(hits.meetings) + len(hits.mechanisms) + len(hits.publications),
        is_cut=hits.is_cut,
        by_date=hits.by_date,
        too_many=hits.number - 1 if hits.number > MOST_SORTED else 0,
        found_meetings=found_entries(hits.meetings[:MOST_SHOWN], query) if hits.meetings else [],
        meetings_number=len(hits.meetings),
        most_shown=MOST_SHOWN,
        found_mechanisms=[
            (found_mechanisms[slug], marked(found_mechanisms[slug].name, query))
            for slug in hits.mechanisms
            if slug in found_mechanisms
        ],
        found_publications=[
            (found_publications[id_], marked(found_publications[id_].title, query))
            for id_ in hits.publications
            if id_ in found_publications
        ],
    )
