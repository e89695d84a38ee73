"""What was published: every edition, each as it was frozen, its files byte by byte."""

import hashlib
from collections.abc import Iterable
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import get_language, gettext, gettext_noop

from iscm.publication.formats import FORMATS
from iscm.publication.formats.html import render_blocks
from iscm.register.queries import published
from iscm.register.queries.published import EditionLine
from iscm.website.conditional import let_caches_keep, versioned
from iscm.website.editions import by_publication, show_edition
from iscm.website.page import page

FOR_EVER = 365 * 24 * 3600
IN_PLACE = {"pdf"}  # what browsers show; the rest is saved
LETTER = "letter"
WITHHELD = gettext_noop(
    "This edition tells of a meeting that was closed to the public since. It is kept as it was published, but not "
    "given out any more."
)


@versioned
def editions_page(request: HttpRequest, name: str | None = None) -> HttpResponse:
    """`/editions/`, and `/editions/{name}/` for one publication."""
    lines = published.editions(name, lang=_lang())
    if name is not None and not lines:
        raise Http404
    return page(request, "editions", title=gettext("Published editions"), publications=by_publication(lines))


@versioned
def edition_page(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """`/editions/{name}/{number}/`: the frozen publication in the frame of the site."""
    lines = published.editions(name, lang=_lang())
    line = next((line for line in lines if line.number == number), None)
    report = published.frozen_report(name, number, _lang())
    if line and line.is_withheld:
        newest, said = _given_out(lines), gettext(WITHHELD)
        return page(request, "edition_withheld", title=line.title, http_status=410, newest=newest, withheld=said)
    if line is None or report is None:
        raise Http404
    return page(
        request,
        "edition",
        title=report.title,
        report=report,
        shown=show_edition(line),
        newest=lines[0] if lines[0].number != number else None,
        others=[other for other in lines if other.number != number],
        sums=[file for file in line.files if file.lang in {_lang(), "en"}],
        blocks=render_blocks(report),
    )


def edition_file(request: HttpRequest, name: str, number: int, form: str) -> HttpResponse:
    """`/editions/{name}/{number}.{form}`: the stored bytes, kept by browsers for ever.

    What was not stored (another language, `?paper=letter`) is made from the frozen report.
    """
    if form not in FORMATS:
        raise Http404
    is_letter = form == "pdf" and request.GET.get("paper") == LETTER
    stored = None if is_letter else published.stored_file(name, number, form, _lang())
    content = stored.content if stored else _made(name, number, form, is_letter=is_letter)
    if content is None:
        return HttpResponse(gettext(WITHHELD), status=410, content_type="text/plain; charset=utf-8")
    etag = quote_etag(stored.sha256 if stored else hashlib.sha256(content).hexdigest())
    response = get_conditional_response(request, etag=etag) or _file(content, name, number, form)
    response.headers["ETag"] = etag
    if stored:
        patch_cache_control(response, public=True, max_age=FOR_EVER, immutable=True)
    else:
        let_caches_keep(response)
    return response


def _given_out(lines: Iterable[EditionLine]) -> EditionLine | None:
    """The newest edition that may be read."""
    return next((line for line in lines if not line.is_withheld), None)


def _made(name: str, number: int, form: str, *, is_letter: bool) -> bytes | None:
    """A file of the frozen report; None for an edition that is not given out any more."""
    report = published.frozen_report(name, number, _lang())
    if report is None:
        if published.is_withheld(name, number):
            return None
        raise Http404
    if is_letter:
        from iscm.publication.formats import pdf  # noqa: PLC0415  # typst is loaded when a PDF is first asked for

        return pdf.render(report, LETTER)
    return FORMATS[form].render(report)


def _file(content: bytes, name: str, number: int, form: str) -> HttpResponse:
    lang = "" if _lang() == "en" else f"-{_lang()}"
    where = "inline" if form in IN_PLACE else "attachment"
    saved_as = quote(f"{name}-edition-{number}{lang}.{form}")
    headers = {"Content-Disposition": f"{where}; filename*=UTF-8''{saved_as}"}
    return HttpResponse(content, content_type=FORMATS[form].media, headers=headers)


def _lang() -> str:
    return get_language() or "en"
