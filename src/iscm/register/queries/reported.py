"""What mechanisms reported about an initiative: the answers to surveys that editors accepted, as readers are told."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from iscm.domain.surveys import NOTHING, Answer, Form, Survey, fields_of
from iscm.publication.reports.reported import Reported
from iscm.publication.reports.tracked import Goal
from iscm.register.models import Mechanism
from iscm.register.queries.goals import as_asked, goals_in
from iscm.register.queries.surveys import accepted_answers

Names = Mapping[str, tuple[str, str]]


def reported_of(
    initiative: str, goal: Goal | None = None, since: date | None = None, until: date | None = None
) -> tuple[tuple[Reported, ...], datetime | None]:
    """The accepted answers to surveys about an initiative whose year lies in this period; of one objective only with
    `goal`. With the moment when the last of them was accepted, None where there is none.

    Who wrote an answer is not told, only for which mechanism. One query where there is no survey, else seven at most.
    """
    found = accepted_answers(initiative, since.year if since else None, until.year if until else None)
    if not found:
        return (), None
    names = {slug: (acronym, name) for slug, acronym, name in _named({answer.mechanism for _, answer in found})}
    goals = as_asked(goals_in(initiative))
    rows = [row for survey, answer in found for row in _rows(survey, answer, goals, names)]
    wanted = tuple(row for row in rows if goal is None or (row.kind, row.code) == (goal.kind, goal.code))
    return wanted, max((answer.decided_at for _, answer in found if answer.decided_at), default=None)


def _named(slugs: set[str]) -> Iterator[tuple[str, str, str]]:
    yield from Mechanism.objects.filter(slug__in=slugs).values_list("slug", "acronym", "name")


def _rows(survey: Survey, answer: Answer, goals: tuple[Goal, ...], names: Names) -> Iterator[Reported]:
    by_code = {goal.code: goal for goal in goals}
    is_only = sum(one.form is Form.OBJECTIVES for one in survey.questions) == 1
    plain = (answer.mechanism, *names[answer.mechanism], survey.title, survey.year)
    receipt = (answer.lang, answer.at.date(), answer.sha256)
    for name, question, code in fields_of(survey.questions, tuple(by_code)):
        if words := answer.values.get(name, ""):
            part = by_code.get(code)
            told = (part.kind, part.code, part.short) if part else ("", "", "")
            yield Reported(*plain, question.form.value, words, *receipt, question.words, question.key, *told, is_only)
    if NOTHING in answer.values:
        yield Reported(*plain, NOTHING, "", *receipt)
