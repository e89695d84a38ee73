"""What every page has: its frame, its languages, its place in the navigation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, get_language_info, gettext, override

from iscm.website.alternates import feed_links
from iscm.website.as_files import as_files
from iscm.website.frame import frame_of

# Signs that turn the order of all words after them; a printed title may not do that to a page.
TURNING = "\u202a\u202b\u202c\u202d\u202e"


def page(
    request: HttpRequest, template: str, section: str = "", *, http_status: int = 200, **context: Any
) -> HttpResponse:
    """A whole page. `section` is the name of the navigation entry it belongs to; `title` in the context names it."""
    written = as_files(request)
    context |= {
        "as_files": written,
        "frame": frame_of(request, section),
        "lang": get_language() or "en",
        "dir": "rtl" if get_language_info(get_language() or "en")["bidi"] else "ltr",
        "alternates": context.get("alternates") or feed_links(),
        "site": gettext("Register of inter-State consultation mechanisms on migration"),
    }
    if written and "downloads" in context:
        context["downloads"] = [each for each in context["downloads"] if written.has(each.href)]
    text: str = render_to_string(f"website/{template}.html", context, request)
    for sign in TURNING:
        text = text.replace(sign, "")
    return HttpResponse(text, status=http_status)


def in_english(name: str, /, **kwargs: object) -> str:
    """The address of a page in the default language: the one that stands for it everywhere else."""
    with override(settings.LANGUAGE_CODE):
        return reverse(name, kwargs=kwargs)
