"""The page on which a secretariat answers a survey: by the link of its room, or signed in as its focal point."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from iscm.desk.refusals import in_words
from iscm.desk.room_door import RoomRequest, with_room
from iscm.desk.room_frame import missing_page, room_page
from iscm.desk.room_limits import too_many
from iscm.desk.survey_filled import Filled, filled
from iscm.desk.survey_shown import Shown, answer_of, fault_words, faults_shown, shown_questions, state_words
from iscm.desk.views.room_meetings import said_of
from iscm.domain.errors import IscmError, NonsenseError, RefusedError, StaleError
from iscm.domain.surveys import NOTHING, Answer, Phase, Standing, Survey, joined, standing_of, values_of
from iscm.publication.dates import day_in_words
from iscm.publication.reports.tracked import Goal
from iscm.publication.words import words_in
from iscm.register.operations.survey_answers import answer, take_back_answer
from iscm.register.queries.accounts import mechanism_choices
from iscm.register.queries.surveys import asked_mechanisms, find_survey, survey_goals, versions_of

SEND, KEEP, TAKE_BACK = "send", "keep", "take-back"
DONE = frozenset({SEND, KEEP, TAKE_BACK})
MOST_DIGITS = 6


@dataclass(frozen=True)
class _Asked:
    """What the page is about: the survey, who answers, and what was answered so far."""

    survey: Survey
    goals: tuple[Goal, ...]
    mechanism: str
    versions: tuple[Answer, ...]

    @property
    def standing(self) -> Standing:
        return standing_of(self.versions)

    @property
    def seen(self) -> int:
        return self.versions[-1].version if self.versions else 0

    def version(self, number: int) -> Answer | None:
        return next((one for one in self.versions if one.version == number), None)

    def tidy(self, typed: Mapping[str, str]) -> dict[str, str]:
        return values_of(self.survey.questions, [goal.code for goal in self.goals], typed)


@with_room
@require_http_methods(["GET", "HEAD", "POST"])
def survey_page(request: RoomRequest, key: str) -> HttpResponse:
    """`/room/{token}/survey/{key}/`: the questions, filled in as far as the register can; kept or sent from here."""
    asked = _asked(key, request.room.mechanism)
    if asked is None:
        return missing_page(request)
    if request.method != "POST":
        return _page(request, asked, _beginning(asked))
    if asked.survey.phase is not Phase.OPEN:
        said = gettext("The survey was closed meanwhile: nothing was kept. Below is what you typed.")
        return _page(request, asked, Shown(_typed(request, asked), {"": said}, {}), http_status=409)
    if too_many(request.room.owner):
        said = gettext(
            "So much was sent from here within an hour that nothing more is kept at present. Try again later."
        )
        return _page(request, asked, Shown(_typed(request, asked), {"": said}, {}), http_status=429)
    if request.POST.get("do") == TAKE_BACK:
        return _take_back(request, asked)
    return _save(request, asked, is_whole=request.POST.get("do") == SEND)


def _asked(key: str, mechanism: str) -> _Asked | None:
    survey = find_survey(key)
    if survey is None or survey.opened_at is None or not asked_mechanisms().filter(slug=mechanism).exists():
        return None
    return _Asked(survey, survey_goals(survey), mechanism, versions_of(key, mechanism))


def _beginning(asked: _Asked) -> Shown:
    """What stands in the fields when the page is opened: what was typed so far, else what can be filled in."""
    if asked.versions:
        return answer_of(asked.versions[-1].values)
    start = _filled(asked)
    return Shown(start.values, {}, {}, last_year=start.last_year, meetings=start.meetings)


def _filled(asked: _Asked) -> Filled:
    return filled(asked.survey, asked.mechanism, asked.goals, _lang())


def _save(request: RoomRequest, asked: _Asked, *, is_whole: bool) -> HttpResponse:
    typed = _typed(request, asked)
    seen = _seen(request.POST.get("seen", ""))
    if seen < asked.seen:
        return _together(request, asked, typed, seen, is_whole=is_whole)
    return _keep(request, asked, typed, is_whole=is_whole)


def _typed(request: RoomRequest, asked: _Asked) -> dict[str, str]:
    return asked.tidy({name: request.POST[name] for name in request.POST})


def _keep(request: RoomRequest, asked: _Asked, typed: dict[str, str], *, is_whole: bool) -> HttpResponse:
    try:
        answer(
            asked.survey.key,
            typed,
            sender=request.room.sender,
            is_whole=is_whole,
            lang=_lang(),
            seen=asked.seen,
        )
    except NonsenseError as error:
        wrong = {name: fault_words(fault, typed.get(name, "")) for name, fault in error.wrong.items()}
        return _page(request, asked, Shown(typed, wrong, {}), http_status=400)
    except StaleError:
        again = replace(asked, versions=versions_of(asked.survey.key, asked.mechanism))
        return _together(request, again, typed, asked.seen, is_whole=is_whole)
    except IscmError as error:
        said = said_of(error) if isinstance(error, RefusedError) else in_words(error)
        return _page(request, asked, Shown(typed, {"": said}, {}), http_status=400)
    return _done(request, asked, SEND if is_whole else KEEP)


def _together(request: RoomRequest, asked: _Asked, typed: dict[str, str], seen: int, *, is_whole: bool) -> HttpResponse:
    """Somebody else kept another version meanwhile: what only one of us changed stands; the rest is for a person."""
    base = asked.version(seen)
    before = asked.tidy(base.values if base else _filled(asked).values)
    both = joined(before, typed, asked.tidy(asked.versions[-1].values))
    if not both.conflicts and not both.theirs:
        return _keep(request, asked, dict(both.values), is_whole=is_whole)
    if not both.conflicts and not is_whole:
        return _keep(request, asked, dict(both.values), is_whole=False)
    shown = Shown(both.values, {}, both.conflicts, meanwhile=frozenset(both.theirs))
    return _page(request, asked, shown, http_status=409, who=asked.versions[-1].sender)


def _take_back(request: RoomRequest, asked: _Asked) -> HttpResponse:
    sent = asked.standing.sent
    if sent is None:
        return _page(request, asked, _beginning(asked))
    sender = request.room.sender
    try:
        take_back_answer(
            asked.survey.key,
            asked.mechanism,
            sent.version,
            actor=f"{sender.mechanism}: {sender.name}"[:150],
            reason=request.POST.get("reason", "").strip() or gettext("taken back by the mechanism itself"),
        )
    except IscmError as error:
        return _page(request, asked, replace(_beginning(asked), wrong={"": in_words(error)}), http_status=400)
    return _done(request, asked, TAKE_BACK)


def _done(request: RoomRequest, asked: _Asked, what: str) -> HttpResponse:
    address = reverse("room-survey", kwargs={"token": request.token, "key": asked.survey.key})
    return redirect(f"{address}?done={what}")


def _page(
    request: RoomRequest, asked: _Asked, shown: Shown, *, http_status: int = HTTPStatus.OK, who: str = ""
) -> HttpResponse:
    survey, standing, lang = asked.survey, asked.standing, _lang()
    questions = shown_questions(survey, asked.goals, shown, lang)
    words, done = words_in(lang), request.GET.get("done", "") if request.method == "GET" else ""
    latest = asked.versions[-1] if asked.versions else None
    return room_page(
        request,
        "survey",
        http_status=http_status,
        title=survey.title,
        survey=survey,
        mechanism=dict(mechanism_choices()).get(asked.mechanism, asked.mechanism),
        is_open=survey.phase is Phase.OPEN,
        questions=questions,
        faults=list(faults_shown(questions)),
        trouble=shown.wrong.get("", ""),
        has_nothing=NOTHING in shown.values,
        due=day_in_words(survey.due, words) if survey.due else "",
        seen=asked.seen,
        standing=standing,
        state=state_words(standing.state, is_changing=standing.is_changing) if latest else "",
        latest=latest,
        returned=standing.returned if survey.phase is Phase.OPEN else None,
        sent_on=day_in_words(standing.sent.at.date(), words) if standing.sent else "",
        is_filled=bool(shown.last_year or shown.meetings),
        done=done if done in DONE else "",
        conflicts=bool(shown.theirs),
        meanwhile=bool(shown.meanwhile or shown.theirs),
        who=who,
    )


def _seen(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else 0


def _lang() -> str:
    return get_language() or "en"
