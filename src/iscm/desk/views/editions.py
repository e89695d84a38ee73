"""Editions: drafts, what changed since the last edition, and publishing, also as a corrigendum."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_POST

from iscm.desk.doors import actor_of, confirmed, grants_of, refuse_unless, requires
from iscm.desk.meeting_draft import number
from iscm.desk.narrowing import narrowing_of
from iscm.desk.page import desk_page
from iscm.desk.publications import Drafted, draft_of, look_at, name_of, parts_published, publishables
from iscm.desk.refusals import in_words
from iscm.domain.errors import IscmError
from iscm.publication.dates import day_in_words
from iscm.publication.editions import changes_in_words
from iscm.publication.words import LANGUAGES, words_in
from iscm.register.operations.drafts import Draft
from iscm.register.operations.publish import publish as publish_edition
from iscm.register.queries import published
from iscm.register.queries.addressed import parse_filter
from iscm.register.queries.filters import Filter
from iscm.register.rules import Action, may

SECTION = "editions"
drafts = requires(Action.EDITION_DRAFT)
publishes = requires(Action.EDITION_PUBLISH)
Wrong = Mapping[str, str]


@drafts
@require_GET
def editions_page(request: HttpRequest) -> HttpResponse:
    """What can be published, each with its newest edition; then every edition, the newest first."""
    lang = get_language() or "en"
    lines = published.editions(lang=lang)
    drafts = (*publishables(), *parts_published(lines))
    return desk_page(
        request,
        "editions",
        SECTION,
        title=gettext("Editions"),
        drafts=[(one, one.newest and _day(one.newest.published_at)) for one in drafts],
        editions=[(line, _day(line.published_at)) for line in lines],
    )


@drafts
@require_GET
def draft_page(request: HttpRequest, kind: str, about: str) -> HttpResponse:
    """A publication as it would be printed now, and what changed since its last edition."""
    wanted = _wanted(request, kind)
    found = look_at(_draft(kind, about, wanted))
    if found is None and not wanted:
        raise Http404
    return _draft_page(request, kind, about, found, {})


@publishes
@require_POST
@confirmed
def publish(request: HttpRequest, kind: str, about: str) -> HttpResponse:
    """Freeze the draft that was looked at as its next edition.

    Sent twice, it is published once: the second answer leads to the edition that the first one made. Where the
    register changed since the draft was shown, it is shown again, with what was typed.
    """
    refuse_unless(request, Action.EDITION_PUBLISH)
    wanted = _wanted(request, kind)
    found = _found(kind, about, wanted)
    if _is_done(found, request.POST.get("token", "")):
        messages.info(request, gettext("This was published already."))
        return _to(found)
    wrong = _wrong(request, found)
    if not wrong:
        try:
            edition = publish_edition(
                _draft(kind, about, wanted),
                actor=actor_of(request),
                note=request.POST.get("note", ""),
                langs=[lang for lang in request.POST.getlist("lang") if lang in LANGUAGES],
                corrects=_corrects(request),
            )
        except IscmError as error:
            wrong = {"all": in_words(error)}
        else:
            return redirect("desk-edition-published", edition.name, edition.number)
    return _draft_page(request, kind, about, found, wrong)


@drafts
@require_GET
def published_page(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """An edition that was published: its number, what changed, where readers find it."""
    lang = get_language() or "en"
    line = published.find_edition(name, number, lang=lang)
    if line is None:
        raise Http404
    changed = changes_in_words(line.changes or {}, words_in(lang))
    return desk_page(
        request,
        "edition-published",
        SECTION,
        title=gettext("Edition %(number)s is published") % {"number": number},
        line=line,
        day=_day(line.published_at),
        changed=changed,
        languages=[name for lang, name in settings.LANGUAGES if lang in {file.lang for file in line.files}],
    )


def _wanted(request: HttpRequest, kind: str) -> Filter:
    """What a calendar is narrowed to, by the address; nothing else can be."""
    return parse_filter(request.GET) if kind == "calendar" else Filter()


def _found(kind: str, about: str, wanted: Filter) -> Drafted:
    found = look_at(_draft(kind, about, wanted))
    if found is None:
        raise Http404
    return found


def _draft(kind: str, about: str, wanted: Filter) -> Draft:
    draft = draft_of(kind, about, wanted)
    if draft is None:
        raise Http404
    return draft


def _is_done(found: Drafted, token: str) -> bool:
    """Whether the edition that was asked for is there: just this was looked at, before the newest edition."""
    before, _, digest = token.partition("-")
    now, _, still = found.token.partition("-")
    seen = number(before)
    return digest == still and seen is not None and seen + 1 == int(now)


def _wrong(request: HttpRequest, found: Drafted) -> dict[str, str]:
    if request.POST.get("token") != found.token:
        return {"all": gettext("The register changed since you looked at the draft. This is how it is now.")}
    if request.POST.get("corrects") and not request.POST.get("note", "").strip():
        return {"note": gettext("Say what was wrong.")}
    return {}


def _corrects(request: HttpRequest) -> int | None:
    said = request.POST.get("corrects", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else None  # noqa: PLR2004  # digits of a number of an edition


def _to(found: Drafted) -> HttpResponse:
    number = found.newest.number if found.newest else 1
    return redirect("desk-edition-published", found.report.name, number)


def _draft_page(request: HttpRequest, kind: str, about: str, found: Drafted | None, wrong: Wrong) -> HttpResponse:
    return desk_page(
        request,
        "edition-draft",
        SECTION,
        http_status=400 if wrong else 200,
        title=gettext("Draft: %(publication)s") % {"publication": name_of(kind, about)},
        kind=kind,
        about=about,
        found=found,
        narrowing=narrowing_of(_wanted(request, kind)) if kind == "calendar" else None,
        newest_day=found and found.newest and _day(found.newest.published_at),
        before=published.edition_links(found.report.name) if found else (),
        languages=[(lang, name) for lang, name in settings.LANGUAGES if lang != "en"],
        may_publish=may(grants_of(request), Action.EDITION_PUBLISH),
        wrong=wrong,
        typed=request.POST,
        chosen=request.POST.getlist("lang"),
    )


def _day(at: datetime) -> str:
    return day_in_words(at.date(), words_in(get_language() or "en"))
