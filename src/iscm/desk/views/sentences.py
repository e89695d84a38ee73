"""Sentences of the highlights in an editor's words, and back."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_POST

from iscm.desk.doors import actor_of, grants_of, refuse_unless, requires
from iscm.desk.page import desk_page
from iscm.desk.refusals import in_words
from iscm.domain.errors import IscmError
from iscm.publication.words import LANGUAGES
from iscm.register.operations import reword as operations
from iscm.register.queries.sentences import SentenceLine, sentence_lines
from iscm.register.rules import Action, may

SECTION = "editions"
MOST_YEARS = 9999
drafts = requires(Action.EDITION_DRAFT)
Wrong = Mapping[str, str]


@drafts
@require_GET
def sentences_page(request: HttpRequest, year: int) -> HttpResponse:
    """Every sentence of the highlights of a year, those in an editor's words with what they stand for."""
    lang = _lang(request.GET.get("lang", ""))
    lines = _lines(year, lang)
    grants = grants_of(request)
    return desk_page(
        request,
        "sentences",
        SECTION,
        title=gettext("Sentences of the highlights %(year)s") % {"year": year},
        year=year,
        lang=lang,
        languages=settings.LANGUAGES,
        lines=[(line, may(grants, Action.EDITION_DRAFT, _about(line))) for line in lines],
        reworded=sum(line.sentence.wording is not None for line in lines),
    )


@drafts
@require_GET
def sentence_page(request: HttpRequest, year: int) -> HttpResponse:
    """One sentence (`?key=`, `?lang=`), to be put in other words."""
    line = _line(request, year, request.GET.get("key", ""), _lang(request.GET.get("lang", "")))
    return _page(request, year, line, {})


@drafts
@require_POST
def reword(request: HttpRequest, year: int) -> HttpResponse:
    """Let other words stand in place of the sentence."""
    words = request.POST.get("words", "")
    wrong = {} if words.strip() else {"words": gettext("Write the sentence.")}
    return _change(
        request,
        year,
        wrong,
        lambda key, lang, reason: operations.reword(
            year, key, words, actor=actor_of(request), reason=reason, lang=lang
        ),
    )


@drafts
@require_POST
def take_back(request: HttpRequest, year: int) -> HttpResponse:
    """Let what stood there before stand again."""
    return _change(
        request,
        year,
        {},
        lambda key, lang, reason: operations.take_back(year, key, actor=actor_of(request), reason=reason, lang=lang),
    )


def _change(
    request: HttpRequest, year: int, wrong: dict[str, str], change: Callable[[str, str, str], object]
) -> HttpResponse:
    lang, reason = _lang(request.POST.get("lang", "")), request.POST.get("reason", "")
    line = _line(request, year, request.POST.get("key", ""), lang)
    if not reason.strip():
        wrong = wrong | {"reason": gettext("Say why.")}
    if not wrong:
        try:
            change(line.sentence.key, lang, reason)
        except IscmError as error:
            wrong = {"all": in_words(error)}
        else:
            messages.success(request, gettext("Done. It stands in every publication from now on."))
            return redirect(f"{reverse('desk-sentences', args=[year])}?lang={lang}")
    return _page(request, year, line, wrong)


def _page(request: HttpRequest, year: int, line: SentenceLine, wrong: Wrong) -> HttpResponse:
    return desk_page(
        request,
        "sentence",
        SECTION,
        http_status=400 if wrong else 200,
        title=gettext("A sentence of the highlights %(year)s") % {"year": year},
        year=year,
        lang=_lang(request.GET.get("lang", "") or request.POST.get("lang", "")),
        line=line,
        wrong=wrong,
        words=request.POST.get("words", line.words.removesuffix(".")),
        reason=request.POST.get("reason", ""),
        is_taking_back=request.resolver_match is not None and request.resolver_match.url_name == "desk-sentence-back",
    )


def _line(request: HttpRequest, year: int, key: str, lang: str) -> SentenceLine:
    line = next((line for line in _lines(year, lang) if line.sentence.key == key), None)
    if line is None:
        raise Http404
    refuse_unless(request, Action.EDITION_DRAFT, _about(line))
    return line


def _lines(year: int, lang: str) -> tuple[SentenceLine, ...]:
    lines = sentence_lines(year, lang) if 0 < year <= MOST_YEARS else ()
    if not lines:
        raise Http404
    return lines


def _about(line: SentenceLine) -> list[str]:
    return [line.sentence.section] if line.sentence.section else []


def _lang(said: str) -> str:
    return said if said in LANGUAGES else get_language() or "en"
