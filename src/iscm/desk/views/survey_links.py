"""Links for all mechanisms to which nobody could be written yet, made in one go."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from iscm.desk.doors import actor_of, refuse_unless, requires
from iscm.desk.page import desk_page
from iscm.desk.refusals import in_words
from iscm.desk.survey_letters import days_of_link
from iscm.desk.views.survey import SECTION, found_survey, send, tell
from iscm.domain.errors import IscmError
from iscm.domain.surveys import Phase, Survey
from iscm.publication.words import LANGUAGES
from iscm.register.operations.rooms import make_link
from iscm.register.operations.survey_mails import Kind, recipients
from iscm.register.queries.surveys import asked_mechanisms
from iscm.register.rules import Action

runs = requires(Action.SURVEY_RUN)


@dataclass(frozen=True, slots=True)
class _Line:
    """A mechanism without anybody to write to, with what was typed for it; `lang` is its first language of ours."""

    slug: str
    acronym: str
    lang: str
    name: str = ""
    contact: str = ""
    wrong: str = ""


@runs
@require_http_methods(["GET", "HEAD", "POST"])
def links_page(request: HttpRequest, key: str) -> HttpResponse:
    """A line for each mechanism that cannot be asked yet; those with a mail address get a link to their room."""
    survey = found_survey(key)
    for action in (Action.SURVEY_RUN, Action.ROOM_INVITE):
        refuse_unless(request, action)
    if survey.phase is Phase.CLOSED:
        return redirect("desk-survey-one", key)
    lines = list(_lines(request.POST))
    if request.method != "POST":
        return _page(request, survey, lines)
    made, left = [], []
    for line in lines:
        wrong = _make(request, survey, line) if line.contact or line.name else ""
        if wrong:
            left.append(_Line(line.slug, line.acronym, line.lang, line.name, line.contact, wrong))
        elif line.contact or line.name:
            made.append(line.slug)
    if made:
        said = ngettext("%(n)s link was made.", "%(n)s links were made.", len(made)) % {"n": len(made)}
        messages.success(request, said)
        if "mails" in request.POST and survey.phase is Phase.OPEN:
            tell(request, send(request, survey, Kind.INVITATION, made))
    if left:
        rest = [one for one in lines if one.slug not in {*made, *(each.slug for each in left)}]
        return _page(request, survey, [*left, *rest], http_status=400)
    return redirect("desk-survey-open" if survey.phase is Phase.DRAFT else "desk-survey-one", key)


def _make(request: HttpRequest, survey: Survey, line: _Line) -> str:
    """Make the link of one line; says what is wrong, empty where it was made."""
    if not line.contact:
        return gettext("Write the mail address.")
    try:
        make_link(
            line.slug,
            line.name or line.contact,
            line.contact,
            days=days_of_link(survey, timezone.now()),
            actor=actor_of(request),
            lang=line.lang,
            reason=survey.title,
        )
    except IscmError as error:
        return in_words(error)
    return ""


def _lines(asked: Mapping[str, str]) -> Iterator[_Line]:
    rows = list(asked_mechanisms().values_list("slug", "acronym", "languages"))
    known = {one.mechanism for one in recipients([slug for slug, *_ in rows], timezone.now())}
    for slug, acronym, languages in rows:
        if slug not in known:
            lang = next((one for one in languages if one in LANGUAGES), "en")
            name, contact = (asked.get(f"{what}-{slug}", "").strip() for what in ("name", "contact"))
            yield _Line(slug, acronym, lang, name, contact)


def _page(request: HttpRequest, survey: Survey, lines: list[_Line], *, http_status: int = 200) -> HttpResponse:
    return desk_page(
        request,
        "survey/links",
        SECTION,
        http_status=http_status,
        title=gettext("Nobody to write to"),
        survey=survey,
        lines=lines,
        is_open=survey.phase is Phase.OPEN,
        is_wrong=any(line.wrong for line in lines),
    )
