"""A survey that is being written: its form, how it will look, and the moment when everybody is asked."""

from dataclasses import replace
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods

from iscm.desk.doors import actor_of, refuse_unless, requires
from iscm.desk.history_words import shown_lines
from iscm.desk.page import desk_page
from iscm.desk.refusals import in_words
from iscm.desk.survey_draft import Draft, draft_of, typed_draft
from iscm.desk.survey_filled import filled
from iscm.desk.survey_shown import FORMS, Shown, shown_questions
from iscm.desk.views.survey import SECTION, found_survey, send, tell
from iscm.domain.errors import IscmError, NonsenseError, StaleError
from iscm.domain.history import Line
from iscm.domain.surveys import Phase, Survey
from iscm.publication.dates import day_in_words
from iscm.publication.words import words_in
from iscm.register.operations.survey_mails import Kind, recipients
from iscm.register.operations.surveys import SURVEY, change_draft, open_survey
from iscm.register.queries.goals import initiative_choices
from iscm.register.queries.history import version_of
from iscm.register.queries.surveys import asked_mechanisms, survey_goals
from iscm.register.rules import Action

runs = requires(Action.SURVEY_RUN)


@runs
@require_http_methods(["GET", "HEAD", "POST"])
def draft_page(request: HttpRequest, key: str) -> HttpResponse:
    """The form of a draft; what cannot be so is told at its field, and nothing typed is lost."""
    survey = found_survey(key)
    refuse_unless(request, Action.SURVEY_RUN)
    if survey.phase is not Phase.DRAFT:
        if request.method == "POST":
            messages.error(request, gettext("The survey was opened meanwhile: its questions stay as they are."))
        return redirect("desk-survey-one", key)
    if request.method != "POST":
        return _form(request, survey, draft_of(survey, version_of(key, SURVEY)))
    return _save(request, survey, typed_draft(request.POST))


@runs
@require_GET
def preview_page(request: HttpRequest, key: str) -> HttpResponse:
    """The questions as a mechanism (`?mechanism=`) will find them, filled in."""
    survey = found_survey(key)
    refuse_unless(request, Action.SURVEY_RUN)
    choices = list(asked_mechanisms().values_list("slug", "acronym"))
    wanted = request.GET.get("mechanism", "")
    chosen = wanted if wanted in dict(choices) else next((slug for slug, _ in choices), "")
    goals, lang = survey_goals(survey), get_language() or "en"
    start = filled(survey, chosen, goals, lang)
    shown = Shown(start.values, {}, {}, last_year=start.last_year, meetings=start.meetings)
    return desk_page(
        request,
        "survey/preview",
        SECTION,
        title=gettext("Preview: %(title)s") % {"title": survey.title},
        survey=survey,
        questions=shown_questions(survey, goals, shown, lang),
        choices=choices,
        chosen=chosen,
    )


@runs
@require_http_methods(["GET", "HEAD", "POST"])
def open_page(request: HttpRequest, key: str) -> HttpResponse:
    """Who will be asked, and of whom no address is known; sent, the survey is open and the mails go out."""
    survey = found_survey(key)
    refuse_unless(request, Action.SURVEY_RUN)
    if survey.phase is not Phase.DRAFT:
        return redirect("desk-survey-one", key)
    if request.method != "POST":
        return _opening(request, survey)
    seen = request.POST.get("seen", "")
    try:
        version = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 16 else 0  # noqa: PLR2004  # digits of a number of the log
        open_survey(key, actor=actor_of(request), reason=survey.title, seen=version)
    except StaleError as error:
        return _opening(
            request,
            survey,
            wrong=gettext("The draft was changed meanwhile. This is how it is now."),
            http_status=_status(error),
        )
    except IscmError as error:
        return _opening(request, survey, wrong=in_words(error), http_status=_status(error))
    messages.success(request, gettext("The survey is open."))
    if "mails" in request.POST:
        tell(request, send(request, survey, Kind.INVITATION))
    return redirect("desk-survey-one", key)


def _status(error: IscmError) -> int:
    return HTTPStatus.CONFLICT if isinstance(error, StaleError) else HTTPStatus.BAD_REQUEST


def _opening(request: HttpRequest, survey: Survey, *, wrong: str = "", http_status: int = 200) -> HttpResponse:
    named = dict(asked_mechanisms().values_list("slug", "acronym"))
    to: dict[str, list[str]] = {slug: [] for slug in named}
    for one in recipients(list(named), timezone.now()):
        to[one.mechanism].append(one.address)
    return desk_page(
        request,
        "survey/open",
        SECTION,
        http_status=http_status,
        title=gettext("Open: %(title)s") % {"title": survey.title},
        survey=survey,
        due=day_in_words(survey.due, words_in(get_language() or "en")) if survey.due else "",
        seen=version_of(survey.key, SURVEY),
        asked=[(named[slug], addresses) for slug, addresses in to.items() if addresses],
        unknown=[(slug, named[slug]) for slug, addresses in to.items() if not addresses],
        mails=sum(map(len, to.values())),
        wrong=wrong,
    )


def _save(request: HttpRequest, survey: Survey, typed: Draft) -> HttpResponse:
    plan, wrong = typed.plan()
    if not wrong:
        try:
            change_draft(survey.key, plan, actor=actor_of(request), seen=typed.seen)
        except NonsenseError as error:
            wrong = error.wrong
        except StaleError as error:
            now = replace(typed, seen=error.latest)
            return _form(request, survey, now, lines=error.lines, http_status=HTTPStatus.CONFLICT)
        except IscmError as error:
            wrong = {"": in_words(error)}
        else:
            messages.success(request, gettext("The draft is kept."))
            return redirect("desk-survey-draft", survey.key)
    keys = [one.key for one in plan.questions]
    pairs = zip(typed.questions, keys, strict=True)
    marked = tuple(replace(one, wrong=wrong.get(key, "")) for one, key in pairs)
    return _form(request, survey, replace(typed, questions=marked, wrong=wrong), http_status=HTTPStatus.BAD_REQUEST)


def _form(
    request: HttpRequest,
    survey: Survey,
    typed: Draft,
    *,
    lines: tuple[Line, ...] = (),
    http_status: int = HTTPStatus.OK,
) -> HttpResponse:
    return desk_page(
        request,
        "survey/draft",
        SECTION,
        http_status=http_status,
        title=gettext("Draft: %(publication)s") % {"publication": survey.title},
        survey=survey,
        typed=typed,
        wrong=typed.wrong,
        meanwhile=shown_lines(lines),
        forms=[(form.value, words) for form, words in FORMS.items()],
        initiatives=initiative_choices(),
    )
