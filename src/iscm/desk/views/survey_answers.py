"""What one mechanism answered to a survey: read, accepted, sent back, taken back; a link for who has none."""

from collections.abc import Mapping

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_POST

from iscm.desk.doors import actor_of, refuse_unless, requires
from iscm.desk.page import desk_page
from iscm.desk.refusals import in_words
from iscm.desk.survey_letters import answer_address, days_of_link
from iscm.desk.survey_shown import STATES, answer_of, shown_questions, state_words
from iscm.desk.views.survey import SECTION, found_survey
from iscm.domain.errors import IscmError
from iscm.domain.surveys import NOTHING, Answer, Phase, Survey, standing_of
from iscm.register.operations.rooms import make_link
from iscm.register.operations.survey_answers import accept_answer, return_answer, take_back_answer
from iscm.register.operations.survey_mails import recipients
from iscm.register.queries.accounts import mechanism_choices
from iscm.register.queries.surveys import survey_goals, versions_of
from iscm.register.rules import Action

ACCEPT, RETURN, TAKE_BACK = "accept", "return", "take-back"
DECISIONS = {ACCEPT: accept_answer, RETURN: return_answer, TAKE_BACK: take_back_answer}
MOST_DIGITS = 6
runs = requires(Action.SURVEY_RUN)


@runs
@require_GET
def answer_page(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """The answer of a mechanism (`?version=` an earlier one), and what can be done with it."""
    survey, acronym = _found(request, key, slug)
    return _page(request, survey, slug, acronym)


@runs
@require_POST
def decide(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """Accept the answer, send it back with a reason, or take it back."""
    survey, acronym = _found(request, key, slug)
    what, reason = request.POST.get("do", ""), request.POST.get("reason", "").strip()
    operation = DECISIONS.get(what)
    if operation is None:
        raise Http404
    if what != ACCEPT and not reason:
        return _page(request, survey, slug, acronym, wrong={what: gettext("Say why.")})
    try:
        operation(key, slug, _number(request.POST), actor=actor_of(request), reason=reason or gettext("accepted"))
    except IscmError as error:
        return _page(request, survey, slug, acronym, wrong={"": in_words(error)})
    messages.success(request, gettext("Done."))
    return redirect("desk-survey-answer", key, slug)


@runs
@require_POST
def make_room_link(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """Make a link to the room of the mechanism, for who is named; it opens a month longer than the survey."""
    survey, acronym = _found(request, key, slug)
    refuse_unless(request, Action.ROOM_INVITE, [slug])
    asked = request.POST
    try:
        room = make_link(
            slug,
            asked.get("name", ""),
            asked.get("contact", "").strip(),
            days=days_of_link(survey, timezone.now()),
            actor=actor_of(request),
            lang=asked.get("lang", "en"),
            reason=survey.title,
        )
    except IscmError as error:
        return _page(request, survey, slug, acronym, wrong={"link": in_words(error)})
    site = settings.SITE_URL or request.build_absolute_uri("/").rstrip("/")
    return _page(request, survey, slug, acronym, made=site + answer_address(key, room.link, slug))


def _found(request: HttpRequest, key: str, slug: str) -> tuple[Survey, str]:
    survey = found_survey(key)
    acronym = dict(mechanism_choices()).get(slug)
    if acronym is None or survey.phase is Phase.DRAFT:
        raise Http404
    refuse_unless(request, Action.SURVEY_RUN, [slug])
    return survey, acronym


def _page(
    request: HttpRequest,
    survey: Survey,
    slug: str,
    acronym: str,
    *,
    wrong: Mapping[str, str] | None = None,
    made: str = "",
) -> HttpResponse:
    versions = versions_of(survey.key, slug)
    standing, lang = standing_of(versions), get_language() or "en"
    shown = _version(versions, request.GET.get("version", "")) or standing.sent or standing.latest
    questions = shown_questions(survey, survey_goals(survey), answer_of(shown.values), lang) if shown else ()
    return desk_page(
        request,
        "survey/answer",
        SECTION,
        http_status=400 if wrong else 200,
        title=gettext("%(title)s: %(part)s") % {"title": survey.title, "part": acronym},
        survey=survey,
        slug=slug,
        acronym=acronym,
        is_open=survey.phase is Phase.OPEN,
        standing=standing,
        state=state_words(standing.state, is_changing=standing.is_changing),
        shown=shown,
        shown_state=STATES[shown.state] if shown else "",
        said_lang=shown.lang if shown and shown.lang != lang else "",
        has_nothing=bool(shown and NOTHING in shown.values),
        questions=questions,
        is_latest=shown is not None and shown is standing.sent,
        versions=[(one, STATES[one.state]) for one in reversed(versions)],
        contacts=recipients([slug], timezone.now()),
        languages=settings.LANGUAGES,
        typed=request.POST,
        wrong=wrong or {},
        made=made,
    )


def _version(versions: tuple[Answer, ...], text: str) -> Answer | None:
    return next((one for one in versions if str(one.version) == text), None)


def _number(asked: Mapping[str, str]) -> int:
    text = asked.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else 0
