"""What every page of the desk has: its frame, its rooms, who is signed in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import translate_url
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, get_language_info

from iscm.desk.doors import grants_of, lacks_second_factor
from iscm.desk.sections import links_for

# Signs that turn the order of all words after them; a printed title may not do that to a page.
TURNING = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e"))


def desk_page(
    request: HttpRequest, template: str, section: str = "", *, http_status: int = 200, **context: Any
) -> HttpResponse:
    """A whole page from `templates/desk/{template}.html`, which extends `desk/base.html`.

    `section` is the key of its room in `sections.SECTIONS`; `title` in the context names the page. Nobody on the way
    keeps it.
    """
    text = render_to_string(f"desk/{template}.html", {"section": section} | context, request)
    response = HttpResponse(text.translate(TURNING), status=http_status)
    patch_cache_control(response, private=True, no_store=True)
    return response


def frame(request: HttpRequest, section: str = "") -> dict[str, Any]:
    """What `desk/base.html` shows around a page: rooms, languages, directions, who is signed in."""
    lang = get_language() or settings.LANGUAGE_CODE
    path = request.get_full_path()
    grants = () if lacks_second_factor(request) else grants_of(request)
    return {
        "sections": links_for(grants, section),
        "languages": [(code, name, translate_url(path, code), code == lang) for code, name in settings.LANGUAGES],
        "lang": lang,
        "dir": "rtl" if get_language_info(lang)["bidi"] else "ltr",
        "account": request.user.get_username(),
    }
