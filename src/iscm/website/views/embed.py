"""Lists for other sites' pages: a page for a frame, data for the web component, and a form that writes the snippets.

Only the list may be framed; everything else on this site refuses it.
"""

import json
from collections.abc import Callable
from functools import wraps

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.clickjacking import xframe_options_exempt

from iscm.register.queries import countries, mechanisms, themes
from iscm.register.queries.filters import VALUED
from iscm.website.colours import COLOURS, Theme, contrast, palette, parse_theme, stylesheet
from iscm.website.conditional import answer_by_version, versioned
from iscm.website.embedding import (
    MOST,
    Embedding,
    as_json,
    embedded_list,
    parse_embedding,
    plain,
    status_of,
    where,
)
from iscm.website.facets import TITLES, value_label
from iscm.website.labels import country_name, theme_label
from iscm.website.page import page
from iscm.website.snippets import snippets

View = Callable[..., HttpResponse]
CHOSEN = ("mechanism", "theme", "country")  # what the form offers; the other filters are kept as they came


def open_to_all(view: View) -> View:
    """Let scripts of any site read the answer; also where it is 304."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return answer


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embed_page(request: HttpRequest) -> HttpResponse:
    """`/embed/?mechanism=…&limit=…&paper=…`: the list, for a frame in any page."""
    asked, theme = parse_embedding(request), parse_theme(request.GET)
    return answer_by_version(request, asked.made_from(), lambda: _list_page(request, asked, theme))


@open_to_all
def embed_data(request: HttpRequest) -> HttpResponse:
    """`/embed/meetings.json?mechanism=…&limit=…`: the same list for the web component."""
    asked = parse_embedding(request)
    return answer_by_version(request, asked.made_from(), lambda: _data(request, asked))


def embed_theme(request: HttpRequest) -> HttpResponse:
    """`/embed/theme.css?paper=…&ink=…&accent=…&scheme=…`: colours and nothing else."""
    content = stylesheet(parse_theme(request.GET))
    return answer_by_version(request, [], lambda: HttpResponse(content, content_type="text/css; charset=utf-8"))


@versioned
def embed_new_page(request: HttpRequest) -> HttpResponse:
    """`/embed/new/`: choose what is shown and how, see it, copy it."""
    asked, theme = parse_embedding(request), parse_theme(request.GET)
    lang = request.GET.get("language", "")
    lang = lang if lang in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE
    return page(
        request,
        "embed_new",
        title=gettext("Embed this calendar"),
        here=reverse("embed-new"),
        choices=_choices(asked),
        kept=_kept(asked),
        limit=asked.limit,
        most=MOST,
        languages_of_list=[(code, name, code == lang) for code, name in settings.LANGUAGES],
        theme=theme,
        colours=_colours(theme),
        made=snippets(request, asked, theme, lang),
        lang_of_list=lang,
        origin=request.build_absolute_uri("/").rstrip("/"),
    )


def _list_page(request: HttpRequest, asked: Embedding, theme: Theme) -> HttpResponse:
    found = embedded_list(request, asked)
    sheet = reverse("embed-theme")
    colours = "&".join(f"{name}={value}" for name, value in theme.asked.items())
    return page(
        request,
        "embed",
        found=found,
        rows=[(each, where(each), status_of(each)) for each in found.entries],
        sheet=f"{sheet}?{colours}" if colours else "",
    )


def _data(request: HttpRequest, asked: Embedding) -> HttpResponse:
    content = json.dumps(as_json(request, embedded_list(request, asked)), ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(content, content_type="application/json")


def _choices(asked: Embedding) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
    """For each select its name, its title, and its values in words with the chosen one marked."""
    offered = {
        "mechanism": [(line.slug, line.acronym) for line in mechanisms.all_mechanisms() if line.meetings],
        "theme": [(line.slug, theme_label(line.slug, line.label)) for line in themes.all_themes() if line.meetings],
        "country": [(line.alpha_2, country_name(line.alpha_2)) for line in countries.all_countries() if line.hosted],
    }
    return [(name, str(TITLES[name]), _values(asked, name, offered[name])) for name in CHOSEN]


def _values(asked: Embedding, name: str, offered: list[tuple[str, str]]) -> list[tuple[str, str, bool]]:
    """All of a field, its values in the order of their words, and what was asked for if it is not among them."""
    chosen = getattr(asked.wanted, name)
    joined = ",".join(chosen)
    values = sorted(offered, key=lambda pair: pair[1].casefold())
    if joined and joined not in dict(values):
        values.insert(0, (joined, ", ".join(plain(value_label(name, value)) for value in chosen)))
    return [("", gettext("Everything"), not joined), *((value, words, value == joined) for value, words in values)]


def _kept(asked: Embedding) -> list[tuple[str, str]]:
    """What the address asks for beyond what the form offers."""
    wanted = asked.wanted
    kept = [(name, ",".join(values)) for name in VALUED if name not in CHOSEN and (values := getattr(wanted, name))]
    kept += [("from", wanted.since.isoformat())] if wanted.since else []
    kept += [("to", wanted.until.isoformat())] if wanted.until else []
    return [*kept, ("q", wanted.q)] if wanted.q else kept


def _colours(theme: Theme) -> list[tuple[str, str, str, str]]:
    """For each colour its name, its title, what is asked for, and a warning where that cannot be read."""
    titles = {"paper": gettext("Background colour"), "ink": gettext("Text colour"), "accent": gettext("Link colour")}
    used = palette(theme) if theme.has_colours else None
    rows = []
    for name in COLOURS:
        value = getattr(theme, name)
        warning = ""
        if used and name in used.unread:
            warning = gettext(
                "Contrast with the background is %(ratio)s to 1, and 4.5 is needed: %(colour)s is used instead."
            ) % {"ratio": f"{contrast(value, used.paper):.1f}", "colour": getattr(used, name)}
        rows.append((name, titles[name], value, warning))
    return rows
