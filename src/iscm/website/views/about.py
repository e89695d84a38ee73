"""What this is, how things are counted, under which terms, and what maps and names do not mean."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from iscm.register.queries import documents, meetings
from iscm.website.conditional import versioned
from iscm.website.page import page

NAMED = 100  # documents; all of them have a page of their own


@versioned
def about_page(request: HttpRequest) -> HttpResponse:
    """`/about/`"""
    return page(
        request,
        "about",
        title=gettext("About this register"),
        years=meetings.years(),
        documents=documents.all_documents(0, NAMED),
        number=documents.number_of_documents(),
    )
