"""Surveys at the desk: all of them, how far each mechanism is, reminders, answers as data."""

from collections.abc import Collection
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from iscm.desk.doors import actor_of, grants_of, refuse_unless, requires
from iscm.desk.page import desk_page
from iscm.desk.refusals import in_words
from iscm.desk.survey_draft import Draft, first_plan
from iscm.desk.survey_letters import letters
from iscm.desk.survey_shown import PHASES, state_words
from iscm.domain.errors import IscmError, NonsenseError
from iscm.domain.surveys import Phase, State, Survey
from iscm.publication.dates import day_in_words
from iscm.publication.formats import FORMATS
from iscm.publication.reports.survey_answers import build_survey_answers
from iscm.publication.words import words_in
from iscm.register.operations.survey_mails import Kind, Mailed, send_mails
from iscm.register.operations.surveys import close_survey, draft_survey, reopen_survey
from iscm.register.queries.accounts import mechanism_choices
from iscm.register.queries.goals import initiative_choices
from iscm.register.queries.surveys import Progress, find_survey, progress, sent_answers, survey_goals, surveys
from iscm.register.rules import Action, may, mechanisms_of

SECTION = "survey"
DATA_FORMS = ("xlsx", "csv", "json")
MISSING = "missing"
runs = requires(Action.SURVEY_RUN)


@runs
@require_GET
def surveys_page(request: HttpRequest) -> HttpResponse:
    """All surveys with their progress, and the form that begins one."""
    return _list(request, Draft(year=str(timezone.now().year)))


@runs
@require_POST
def new_survey(request: HttpRequest) -> HttpResponse:
    """Begin a survey, with the questions of an earlier one where one is chosen."""
    refuse_unless(request, Action.SURVEY_RUN)
    asked = request.POST
    typed = Draft(asked.get("title", ""), asked.get("year", "").strip(), asked.get("initiative", ""))
    plan, wrong = typed.plan()
    before = find_survey(asked.get("like", ""))
    if not wrong:
        try:
            first = first_plan(typed.title, plan.year, typed.initiative, before)
            made = draft_survey(first, actor=actor_of(request))
        except NonsenseError as error:
            wrong = error.wrong
        else:
            return redirect("desk-survey-draft", made.key)
    return _list(request, typed, wrong=wrong, like=asked.get("like", ""))


@runs
@require_GET
def survey_page(request: HttpRequest, key: str) -> HttpResponse:
    """One survey: who answered, who is at it, who has not begun; a draft leads to its form."""
    survey = found_survey(key)
    if survey.phase is Phase.DRAFT:
        return redirect("desk-survey-draft", key)
    lines = progress(key, mechanisms_of(grants_of(request), Action.SURVEY_RUN))
    words = words_in(get_language() or "en")
    return desk_page(
        request,
        "survey/one",
        SECTION,
        title=survey.title,
        survey=survey,
        phase=PHASES[survey.phase],
        is_open=survey.phase is Phase.OPEN,
        due=day_in_words(survey.due, words) if survey.due else "",
        is_over=bool(survey.due and survey.due < timezone.now().date()),
        lines=[(line, state_words(line.standing.state, is_changing=line.standing.is_changing)) for line in lines],
        answered=sum(line.standing.is_answered for line in lines),
        partly=sum(_is_begun(line) for line in lines),
        waiting=sum(line.standing.state is State.SENT for line in lines),
        total=len(lines),
        forms=[(form, FORMATS[form].name) for form in DATA_FORMS],
        may_run=may(grants_of(request), Action.SURVEY_RUN),
    )


@runs
@require_POST
def remind(request: HttpRequest, key: str) -> HttpResponse:
    """Ask those by mail who have not answered; who was asked today is left out."""
    survey = found_survey(key)
    only = [slug] if (slug := request.POST.get("mechanism", "")) else None
    refuse_unless(request, Action.SURVEY_RUN, only or ())
    try:
        tell(request, send(request, survey, Kind.REMINDER, only))
    except IscmError as error:
        messages.error(request, in_words(error))
    return redirect("desk-survey-answer", key, slug) if only else redirect("desk-survey-one", key)


@runs
@require_POST
def close(request: HttpRequest, key: str) -> HttpResponse:
    """Take no more answers."""
    survey = found_survey(key)
    refuse_unless(request, Action.SURVEY_RUN)
    try:
        close_survey(key, actor=actor_of(request), reason=request.POST.get("reason", "").strip() or survey.title)
    except IscmError as error:
        messages.error(request, in_words(error))
    else:
        messages.success(request, gettext("The survey is closed. What was sent can still be accepted."))
    return redirect("desk-survey-one", key)


@runs
@require_POST
def reopen(request: HttpRequest, key: str) -> HttpResponse:
    """Take answers again."""
    survey = found_survey(key)
    refuse_unless(request, Action.SURVEY_RUN)
    try:
        reopen_survey(key, actor=actor_of(request), reason=request.POST.get("reason", "").strip() or survey.title)
    except IscmError as error:
        messages.error(request, in_words(error))
    else:
        messages.success(request, gettext("Done."))
    return redirect("desk-survey-one", key)


@runs
@require_GET
def answers_file(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """All that was sent, as a workbook, CSV or JSON; who edits for one mechanism gets that one's."""
    survey = found_survey(key)
    if form not in DATA_FORMS:
        raise Http404
    lines = progress(key, mechanisms_of(grants_of(request), Action.SURVEY_RUN))
    words = words_in(get_language() or "en")
    report = build_survey_answers(survey, survey_goals(survey), sent_answers(lines), words)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(f'{report.name}.{form}')}"}
    return HttpResponse(FORMATS[form].render(report), content_type=FORMATS[form].media, headers=headers)


def found_survey(key: str) -> Survey:
    """The survey of this address; raises `Http404`."""
    survey = find_survey(key)
    if survey is None:
        raise Http404
    return survey


def send(request: HttpRequest, survey: Survey, kind: Kind, only: Collection[str] | None = None) -> Mailed:
    """Send the mails, with addresses of this site."""
    site = settings.SITE_URL or request.build_absolute_uri("/").rstrip("/")
    return send_mails(survey.key, kind, letters(site), actor=actor_of(request), only=only)


def tell(request: HttpRequest, done: Mailed) -> None:
    """Say on the next page what came of the mails."""
    said = ngettext("%(n)s mail was sent.", "%(n)s mails were sent.", done.sent) % {"n": done.sent}
    messages.success(request, said)
    names = dict(mechanism_choices())
    if done.early:
        told = {"names": _named(done.early, names)}
        messages.info(request, gettext("Asked less than a day ago, hence not again: %(names)s.") % told)
    if done.unknown:
        told = {"names": _named(done.unknown, names)}
        messages.warning(request, gettext("Nobody to write to, neither link nor focal point: %(names)s.") % told)
    if done.refused:
        messages.error(
            request, gettext("These addresses were refused: %(names)s.") % {"names": "; ".join(done.refused)}
        )
    if done.trouble:
        messages.error(request, gettext("It stopped: %(trouble)s. Try again later.") % {"trouble": done.trouble})


def _named(slugs: Collection[str], names: dict[str, str]) -> str:
    return "; ".join(names.get(slug, slug) for slug in slugs)


def _is_begun(line: Progress) -> bool:
    return line.standing.latest is not None and not line.standing.is_answered


def _list(
    request: HttpRequest, typed: Draft, *, wrong: dict[str, str] | None = None, like: str | None = None
) -> HttpResponse:
    lines, words = surveys(), words_in(get_language() or "en")
    newest = next((line.survey.key for line in lines), "")
    return desk_page(
        request,
        "survey/list",
        SECTION,
        http_status=400 if wrong else 200,
        title=gettext("Surveys"),
        lines=[
            (line, PHASES[line.survey.phase], day_in_words(line.survey.due, words) if line.survey.due else "")
            for line in lines
        ],
        typed=typed,
        wrong=wrong or {},
        like=newest if like is None else like,
        initiatives=initiative_choices(),
        may_run=may(grants_of(request), Action.SURVEY_RUN),
    )
