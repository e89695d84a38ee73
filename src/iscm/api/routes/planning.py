"""Calls for planning: what lies near a meeting or an idea of one, and free days."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from iscm.api.answering import Json, Scene, answer, today
from iscm.api.routes.common import answers
from iscm.api.schemas.pages import ProblemDetails
from iscm.api.schemas.planning import (
    WEEKDAYS,
    IdeaAsked,
    NearAsked,
    NearOut,
    OverlapsAsked,
    OverlapsOut,
    WindowsAsked,
    WindowsOut,
)
from iscm.domain.errors import NonsenseError
from iscm.planning.ideas import Idea
from iscm.register.queries.ideas import clashes_of_idea, observed_of_idea, read_idea, setting_of, windows_of_idea
from iscm.register.queries.near_meeting import near_meeting
from iscm.register.queries.overlaps import overlap_facts
from iscm.register.queries.planning_told import (
    told_clash,
    told_engagement,
    told_found,
    told_idea,
    told_observed,
    told_overlap,
    told_seats,
)
from iscm.register.queries.vocabulary import vocabulary

router = Router(tags=["Planning"])


@router.get(
    "/planning/clashes",
    response=answers(NearOut, _409=ProblemDetails),
    operation_id="listClashes",
    summary="What lies near",
)
def list_clashes(request: HttpRequest, asked: Query[NearAsked]) -> HttpResponse:
    """What lies near a meeting of the register, or an idea of one, and what is observed on its days."""

    def make(scene: Scene) -> Json:
        told: Json = {"idea": None, "meetings": [], "within": asked.within}
        if asked.meeting:
            _refuse_both(asked)
            found = near_meeting(asked.meeting, asked.within)
            told["meetings"] = [told_engagement(one) for one in found.engagements]
            clashes, observed = found.clashes, found.observed
        else:
            idea = _idea(asked)
            told["idea"] = told_idea(idea, setting_of(idea))
            clashes, observed = clashes_of_idea(idea, asked.within), observed_of_idea(idea)
        near = [told_clash(one, scene.labels) for one in clashes]
        return told | {"clashes": near, "observed": told_observed(observed, scene.labels)}

    return answer(request, asked, make, also=today())


@router.get(
    "/planning/windows",
    response=answers(WindowsOut, _409=ProblemDetails),
    operation_id="listWindows",
    summary="Free days",
)
def list_windows(request: HttpRequest, asked: Query[WindowsAsked]) -> HttpResponse:
    """Free days for a meeting, city by city, with what each window would still meet.

    Where some wishes leave no days, they are named in `excluded_by`.
    """

    def make(scene: Scene) -> Json:
        idea = _idea(asked)
        weekdays = frozenset(WEEKDAYS.index(one) for one in asked.weekday) or None
        found = windows_of_idea(
            idea,
            today(),
            within=asked.within,
            gap=asked.gap,
            limit=asked.limit,
            weekdays=weekdays,
            over_weekends=asked.over_weekends,
        )
        return {"idea": told_idea(idea, setting_of(idea)), "cities": [told_found(one, scene.labels) for one in found]}

    return answer(request, asked, make, also=today())


@router.get(
    "/planning/overlaps",
    response=answers(OverlapsOut, _409=ProblemDetails),
    operation_id="listOverlaps",
    summary="Who shares whom",
)
def list_overlaps(request: HttpRequest, asked: Query[OverlapsAsked]) -> HttpResponse:
    """What mechanisms share, whenever they meet: members, observers and themes.

    All that have not ended, if none is named.
    """
    day = asked.as_of or today()

    def make(_: Scene) -> Json:
        if unknown := [slug for slug in asked.mechanism if slug not in vocabulary().mechanisms]:
            raise NonsenseError({"mechanism": f"no mechanism {unknown[0][:80]!r} is known"})
        facts = overlap_facts(asked.mechanism, day)
        shared = [told_overlap(one) for one in facts.overlaps if one.members or one.observers or one.themes]
        return {"as_of": day.isoformat(), "seats": [told_seats(one) for one in facts.chosen], "overlaps": shared}

    return answer(request, asked, make, also=day)


def _idea(asked: IdeaAsked) -> Idea:
    """The idea that was written; raises `NonsenseError` with a sentence for each field that is wrong."""
    found = read_idea(asked.words(), vocabulary(), today())
    if found.idea is None:
        wrong: dict[str, str] = {}
        for fault in found.faults:
            wrong[fault.field] = f"{wrong[fault.field]}; {fault.message}" if fault.field in wrong else fault.message
        raise NonsenseError(wrong)
    return found.idea


def _refuse_both(asked: NearAsked) -> None:
    if said := [name for name, words in asked.words().items() if words]:
        raise NonsenseError(dict.fromkeys(said, "A meeting of the register is asked for: leave the idea out."))
