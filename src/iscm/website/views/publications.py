"""Publications as files: made from the same facts as their page, with the page's filters, language and version."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from iscm.publication.formats import FORMATS, Format, html
from iscm.publication.report import Report
from iscm.publication.words import Words
from iscm.register.queries.stamps import version
from iscm.website.conditional import answer_by_version
from iscm.website.dates import page_words
from iscm.website.page import page

Maker = Callable[[Words], Report | None]
"""Makes the report in a language; None where there is nothing to tell."""

PAPERS = ("a4", "letter")
MOST_PRINTED = 2_000
"""Lines of tables in a PDF: setting the pages of more would keep the reader, and everybody else, waiting."""
SHOWN_AT_ONCE = frozenset({"pdf", "html"})  # browsers show these; the others are kept


@dataclass(frozen=True, slots=True)
class Download:
    """One of the files of a list."""

    href: str
    name: str
    media: str


def answer_file(request: HttpRequest, make: Maker, form: str) -> HttpResponse:
    """A publication in a form (`pdf`, `docx`, …), with ETag; `?paper=letter` for a PDF.

    Raises `Http404` for a form that there is not; answers 404 with a page that says so where there is nothing to tell,
    or too much for a PDF.
    """
    if form not in FORMATS:
        raise Http404
    return answer_by_version(request, [version()], lambda: _answer(request, make, form))


def answer_style(request: HttpRequest) -> HttpResponse:
    """The style of publications as pages to print: nothing of it may be inline here."""
    return answer_by_version(
        request, [], lambda: HttpResponse(html.stylesheet(), content_type="text/css; charset=utf-8")
    )


def downloads(address: Callable[[str], str], query: str = "") -> list[Download]:
    """The files of a list, most asked for first; `address` gives each form's, `query` what the list is narrowed to."""
    letter = f"{query}{'&' if query else '?'}paper=letter"
    found = [Download(address(form) + query, one.name, _media(one)) for form, one in FORMATS.items() if form != "html"]
    found.insert(1, Download(address("pdf") + letter, gettext("PDF on Letter paper"), _media(FORMATS["pdf"])))
    return [*found, Download(address("html") + query, gettext("page to print"), _media(FORMATS["html"]))]


def _media(form: Format) -> str:
    return form.media.partition(";")[0]


def _answer(request: HttpRequest, make: Maker, form: str) -> HttpResponse:
    report = make(page_words())
    if report is None:
        title = gettext("Nothing fits: there is no file")
        return page(request, "no_file", title=title, http_status=404, list_href=request.path.rpartition(".")[0] + "/")
    number = sum(len(table.rows) for table in report.tables)
    if form == "pdf" and number > MOST_PRINTED:
        return _too_long(request, number)
    disposition = "inline" if form in SHOWN_AT_ONCE else "attachment"
    headers = {"Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(f'{report.name}.{form}')}"}
    return HttpResponse(_content(request, report, form), content_type=FORMATS[form].media, headers=headers)


def _too_long(request: HttpRequest, number: int) -> HttpResponse:
    """What a reader is told who asks for a PDF of very much: how to have less, and the same as a table."""
    path, query = request.path.rpartition(".")[0], request.META.get("QUERY_STRING", "")
    asked = f"?{query}" if query else ""
    return page(
        request,
        "no_file",
        title=gettext("Too long for a PDF"),
        http_status=404,
        number=number,
        most=MOST_PRINTED,
        list_href=f"{path}/{asked}",
        csv_href=f"{path}.csv{asked}",
    )


def _content(request: HttpRequest, report: Report, form: str) -> bytes:
    if form == "html":
        return html.render(report, reverse("publication-style"))
    if form == "pdf":
        from iscm.publication.formats import pdf  # noqa: PLC0415  # typst is loaded when a PDF is first asked for

        paper = request.GET.get("paper", "")
        return pdf.render(report, paper if paper in PAPERS else PAPERS[0])
    return FORMATS[form].render(report)
