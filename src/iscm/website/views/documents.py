"""The source documents: what was read from each, row by row, beside the problems."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from iscm.register.queries import documents
from iscm.register.queries.documents import DocumentLine, ProblemLine, RecordLine
from iscm.website.alternates import Typed, signposted
from iscm.website.as_files import as_files
from iscm.website.conditional import versioned
from iscm.website.dates import day_in_words
from iscm.website.labels import word
from iscm.website.page import in_english, page
from iscm.website.parts import Part, asked_part, part_links
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
SHOWN = {
    "edtf": gettext_lazy("Date"),
    "places": gettext_lazy("Place"),
    "attendance": gettext_lazy("Attendance"),
    "mechanisms": gettext_lazy("Mechanisms"),
    "kind": gettext_lazy("Kind"),
    "count": gettext_lazy("Stands for"),
}


@versioned
def documents_page(request: HttpRequest) -> HttpResponse:
    """`/documents/`"""
    number = documents.number_of_documents()
    # A copy in files has no server to ask for the next part.
    part = Part(number, number or 1) if as_files(request) else asked_part(request.GET, number)
    lines = [
        (line, word(READERS, line.reader), day_in_words(line.last_update) if line.last_update else "")
        for line in documents.all_documents(part.skipped, part.rows)
    ]
    links, title = part_links(part, reverse("documents")), gettext("Source documents")
    return page(request, "documents", title=title, lines=lines, number=number, part=links)


@versioned
def document_page(request: HttpRequest, pk: int) -> HttpResponse:
    """`/documents/{id}/`"""
    found = documents.find_document(pk)
    if found is None:
        raise Http404
    line = found.line
    answer = page(
        request,
        "document",
        title=gettext("Document on closed meetings") if line.is_closed else line.title or line.name,
        line=line,
        sentence=_sentence(line),
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
    here = request.build_absolute_uri
    signs = [
        Typed("cite-as", here(in_english("document", pk=pk))),
        Typed("type", "https://schema.org/AboutPage"),
        Typed("type", "https://schema.org/Report"),
        Typed("describedby", here(in_english("data-file", path="all/documents.json")), "application/json"),
    ]
    return signposted(answer, signs)


def _sentence(line: DocumentLine) -> str:
    parts = [ngettext("%(n)s record", "%(n)s records", line.record_count) % {"n": line.record_count}]
    if line.stated_count:
        parts.append(gettext("the document itself says %(n)s") % {"n": line.stated_count})
    parts.append(ngettext("%(n)s open problem", "%(n)s open problems", line.problems) % {"n": line.problems})
    return gettext("%(sentence)s.") % {"sentence": gettext("; ").join(parts)}


def _values(record: RecordLine) -> list[tuple[str, str]]:
    """What was understood, by name; that a record is one meeting goes without saying."""
    return [
        (str(name), value_in_words(field, value))
        for field, name in SHOWN.items()
        if (value := record.values.get(field)) and (field, value) != ("count", 1)
    ]


def _problems(found: tuple[ProblemLine, ...]) -> list[tuple[ProblemLine, str, str]]:
    return [(problem, word(SEVERITIES, problem.severity), locator_in_words(problem.locator)) for problem in found]
