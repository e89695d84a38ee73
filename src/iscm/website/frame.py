"""What stands around every page: its languages, the sections, the foot; written once where it is the same again."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_lazy

from iscm.website.as_files import as_files

CURRENT = ' aria-current="true"'
SECTIONS = (
    ("calendar", gettext_lazy("Calendar")),
    ("mechanisms", gettext_lazy("Mechanisms")),
    ("countries", gettext_lazy("Countries")),
    ("themes", gettext_lazy("Themes")),
    ("initiatives", gettext_lazy("Initiatives")),
    ("highlights", gettext_lazy("Highlights")),
    ("overlaps", gettext_lazy("Overlaps")),
    ("library", gettext_lazy("Library")),
)


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """This page in another language."""

    code: str
    name: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts of a frame as they are written: links to the languages in the head and above, sections and foot."""

    hreflangs: SafeString
    languages: SafeString
    sections: SafeString
    foot: SafeString


def frame_of(request: HttpRequest, section: str) -> Frame:
    """The frame of a page in the active language; `section` is the navigation entry that it belongs to."""
    lang, links = get_language() or "en", language_links(request)
    heads = "".join(f'<link rel="alternate" hreflang="{each.code}" href="{escape(each.href)}">\n' for each in links)
    return Frame(
        mark_safe(heads),  # noqa: S308  # the address is escaped, the code is a setting
        _languages(links),
        _sections(section, lang),
        _foot(lang, is_files=as_files(request) is not None),
    )


def language_links(request: HttpRequest) -> list[LanguageLink]:
    """This page in each language, the query kept."""
    written = as_files(request)
    current = get_language() or "en"
    path = request.get_full_path()
    if current != settings.LANGUAGE_CODE:
        path = path.removeprefix(f"/{current}") or "/"
    return [
        LanguageLink(code, name, path if code == settings.LANGUAGE_CODE else f"/{code}{path}", code == current)
        for code, name in settings.LANGUAGES
        if written is None or code in written.languages
    ]


def _languages(links: list[LanguageLink]) -> SafeString:
    items = "".join(
        f'<li><a href="{escape(each.href)}" hreflang="{each.code}" lang="{each.code}"'
        f"{CURRENT if each.is_current else ''}>{escape(each.name)}</a></li>\n"
        for each in links
    )
    label = escape(gettext("Languages"))
    return mark_safe(f'<nav class="languages" aria-label="{label}"><ul>\n{items}</ul></nav>\n')  # noqa: S308  # every word is escaped


# The words of a language and the addresses of a section are the same as long as the process lives.
@lru_cache(maxsize=256)
def _sections(section: str, lang: str) -> SafeString:  # noqa: ARG001  # it decides the words
    sections = [(name, title, reverse(name), name == section) for name, title in SECTIONS]
    return render_to_string("website/frame/sections.html", {"sections": sections})


@lru_cache(maxsize=32)
def _foot(lang: str, *, is_files: bool) -> SafeString:  # noqa: ARG001  # it decides the words
    return render_to_string("website/frame/foot.html", {"as_files": is_files})
