"""The source documents: what was read from each, row by row, beside the problems."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy

from iscm.register.queries import documents
from iscm.register.queries.documents import ProblemLine, RecordLine
from iscm.website.conditional import versioned
from iscm.website.dates import day_in_words
from iscm.website.labels import word
from iscm.website.page import page
from iscm.website.receipts import locator_in_words, value_in_words

READERS = {
    "calendar": gettext_lazy("calendar"),
    "highlights": gettext_lazy("highlights"),
    "tracker": gettext_lazy("tracker"),
    "feed": gettext_lazy("feed"),
}
SEVERITIES = {
    "error": gettext_lazy("error"),
    "warning": gettext_lazy("warning"),
    "information": gettext_lazy("information"),
}
SHOWN = ("edtf", "places", "attendance", "mechanisms", "kind")


@versioned
def documents_page(request: HttpRequest) -> HttpResponse:
    """`/documents/`"""
    lines = [
        (line, word(READERS, line.reader), day_in_words(line.last_update) if line.last_update else "")
        for line in documents.all_documents()
    ]
    return page(request, "documents", title=gettext("Source documents"), lines=lines)


@versioned
def document_page(request: HttpRequest, pk: int) -> HttpResponse:
    """`/documents/{id}/`"""
    found = documents.find_document(pk)
    if found is None:
        raise Http404
    line = found.line
    return page(
        request,
        "document",
        title=line.title or line.name,
        line=line,
        reader=word(READERS, line.reader),
        last_update=day_in_words(line.last_update) if line.last_update else "",
        received=day_in_words(line.received_at.date()),
        records=[
            (record, locator_in_words(record.locator), _values(record), _problems(record.problems))
            for record in found.records
        ],
        problems=_problems(found.problems),
        set_aside=[(locator_in_words(each["locator"]), each["text"], each["reason"]) for each in found.set_aside],
    )


def _values(record: RecordLine) -> list[str]:
    return [value_in_words(field, record.values[field]) for field in SHOWN if record.values.get(field)]


def _problems(found: tuple[ProblemLine, ...]) -> list[tuple[ProblemLine, str, str]]:
    return [(problem, word(SEVERITIES, problem.severity), locator_in_words(problem.locator)) for problem in found]
