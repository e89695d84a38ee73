"""Surveys and their answers: who answered, what last year's answer was, what readers may see."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from iscm.domain.listing import MeetingRow
from iscm.domain.surveys import Answer, Form, Phase, Question, Standing, State, Survey, standing_of
from iscm.publication.reports.tracked import Goal
from iscm.register import models
from iscm.register.models.surveys import Survey as SurveyRow
from iscm.register.queries.goals import as_asked, goals_in
from iscm.register.queries.rows import listed, meeting_rows

PLACE = ("survey__key", "mechanism", "version")
REST = ("state", "sender", "owner", "lang", "at", "received__sha256", "decided_by", "decided_at", "reason")


ENDED = "ended"


@dataclass(frozen=True)
class Progress:
    """How far one mechanism is: who is asked, how often and when last, and what it answered."""

    slug: str
    acronym: str
    name: str
    standing: Standing
    asked: int = 0
    asked_at: datetime | None = None
    reminded: int = 0
    unsure: int = 0


@dataclass(frozen=True)
class SurveyLine:
    """A survey as it is listed: how many mechanisms answered, how many are at it, of how many."""

    survey: Survey
    answered: int
    partly: int
    waiting: int
    mechanisms: int

    @cached_property
    def missing(self) -> int:
        """How many have not begun."""
        return self.mechanisms - self.answered - self.partly


def as_survey(row: SurveyRow) -> Survey:
    """A survey of the store."""
    questions = tuple(
        Question(one["key"], Form(one["form"]), one["words"], tuple(one["choices"]), one["is_needed"])
        for one in row.questions
    )
    plain = (row.key, row.title, row.year, row.initiative, row.intro, questions, row.due)
    return Survey(*plain, Phase(row.phase), row.opened_at, row.closed_at)


def find_survey(key: str) -> Survey | None:
    """A survey by its key. One query."""
    row = models.Survey.objects.filter(key=key).first()
    return as_survey(row) if row else None


def surveys() -> tuple[SurveyLine, ...]:
    """All surveys with their progress, the latest year first. Three queries."""
    of = _standings(models.SurveyAnswer.objects.all())
    number = asked_mechanisms().count()
    return tuple(_line(as_survey(row), of, number) for row in models.Survey.objects.all())


def open_surveys(mechanism: str) -> tuple[tuple[Survey, Standing], ...]:
    """The surveys that are open now, the one due first before, and how far this mechanism is. Two queries."""
    found = [as_survey(row) for row in models.Survey.objects.filter(phase=Phase.OPEN).order_by("due", "id")]
    if not found:
        return ()
    of = _standings(models.SurveyAnswer.objects.filter(mechanism=mechanism, survey__phase=Phase.OPEN))
    return tuple((one, standing_of(of[one.key, mechanism])) for one in found)


def asked_mechanisms() -> QuerySet[models.Mechanism]:
    """Who is asked: every mechanism that has not ended, but not the global meeting of them all."""
    return models.Mechanism.objects.filter(is_iscm=True).exclude(status=ENDED).order_by("position")


def progress(survey: str, only: Collection[str] | None = None) -> tuple[Progress, ...]:
    """How far each mechanism is that is asked or answered, in the register's order; `only` these.

    Without the words of the answers. Three queries.
    """
    of = _standings(models.SurveyAnswer.objects.filter(survey__key=survey))
    mails = defaultdict(list)
    for slug, kind, sent_at in models.SurveyMail.objects.filter(survey__key=survey).values_list(
        "mechanism", "kind", "sent_at"
    ):
        mails[slug].append((kind, sent_at))
    of_answers = [slug for key, slug in of if key == survey]
    wanted = Q(pk__in=asked_mechanisms().order_by().values("pk")) | Q(slug__in=of_answers)
    named = models.Mechanism.objects.filter(wanted).order_by("position").values_list("slug", "acronym", "name")
    return tuple(
        _progress(slug, acronym, name, standing_of(of[survey, slug]), mails[slug])
        for slug, acronym, name in named
        if only is None or slug in only
    )


def versions_of(survey: str, mechanism: str) -> tuple[Answer, ...]:
    """Every version of what a mechanism answered, the earliest first. One query."""
    rows = models.SurveyAnswer.objects.filter(survey__key=survey, mechanism=mechanism)
    return tuple(_versions(rows)[survey, mechanism])


def answer_before(survey: Survey, mechanism: str) -> tuple[Survey, Answer] | None:
    """What the mechanism answered to the last survey about the same initiative of an earlier year. Two queries."""
    rows = models.SurveyAnswer.objects.filter(
        mechanism=mechanism, survey__initiative=survey.initiative, survey__year__lt=survey.year
    ).filter(state__in=(State.SENT, State.ACCEPTED))
    row = rows.order_by("-survey__year", "-survey_id", "-version").values_list("survey__key", "version").first()
    if row is None:
        return None
    before = find_survey(row[0])
    answer = next((one for one in versions_of(row[0], mechanism) if one.version == row[1]), None)
    return (before, answer) if before and answer else None


def meetings_of_years(mechanism: str, years: Collection[int]) -> tuple[MeetingRow, ...]:
    """The meetings of a mechanism that readers see, of these years, in the order of lists. Five queries."""
    held = models.MeetingMechanism.objects.filter(mechanism__slug=mechanism, year__in=years)
    return meeting_rows(listed().filter(pk__in=held.values("meeting")))


def survey_goals(survey: Survey) -> tuple[Goal, ...]:
    """What a question for each objective is asked for: the objectives of the initiative, else its targets.

    Two queries; none where no question needs it.
    """
    if not any(one.form is Form.OBJECTIVES for one in survey.questions):
        return ()
    return as_asked(goals_in(survey.initiative))


def codes_of(survey: Survey) -> tuple[str, ...]:
    """The codes of these objectives, as they stand in the names of fields."""
    return tuple(goal.code for goal in survey_goals(survey))


def sent_answers(lines: Iterable[Progress]) -> tuple[tuple[str, Answer], ...]:
    """The acronyms of those that answered, with their answers. One query."""
    found = [(line.acronym, line.standing.sent) for line in lines if line.standing.sent]
    words = _with_words([answer for _, answer in found])
    return tuple((acronym, answer) for (acronym, _), answer in zip(found, words, strict=True))


def accepted_answers(
    initiative: str, first_year: int | None = None, last_year: int | None = None
) -> tuple[tuple[Survey, Answer], ...]:
    """What readers may see: the accepted answers of the surveys about an initiative, of these years (inclusive).

    By survey, the earliest year first, then in the register's order of mechanisms. Four queries at most.
    """
    wanted = Q(initiative=initiative)
    wanted &= Q(year__gte=first_year) if first_year is not None else Q()
    wanted &= Q(year__lte=last_year) if last_year is not None else Q()
    found = [as_survey(row) for row in models.Survey.objects.filter(wanted).order_by("year", "id")]
    of = _standings(models.SurveyAnswer.objects.filter(survey__key__in=[one.key for one in found])) if found else {}
    slugs = list(models.Mechanism.objects.order_by("position").values_list("slug", flat=True)) if of else []
    places = [(survey, of[survey.key, slug]) for survey in found for slug in slugs if (survey.key, slug) in of]
    told = [(survey, accepted) for survey, versions in places if (accepted := standing_of(versions).accepted)]
    words = _with_words([answer for _, answer in told]) if told else ()
    return tuple((survey, answer) for (survey, _), answer in zip(told, words, strict=True))


def _versions(rows: QuerySet[models.SurveyAnswer]) -> defaultdict[tuple[str, str], list[Answer]]:
    """Every version with its words, by survey and mechanism. One query."""
    return _grouped((row[:3], row[3], row[4:]) for row in _in_order(rows).values_list(*PLACE, "values", *REST))


def _standings(rows: QuerySet[models.SurveyAnswer]) -> defaultdict[tuple[str, str], list[Answer]]:
    """The same without the words, of which there are many. One query."""
    return _grouped((row[:3], {}, row[3:]) for row in _in_order(rows).values_list(*PLACE, *REST))


def _in_order(rows: QuerySet[models.SurveyAnswer]) -> QuerySet[models.SurveyAnswer]:
    return rows.order_by("survey_id", "mechanism", "version")


def _grouped(
    rows: Iterable[tuple[Any, Mapping[str, str], Any]],
) -> defaultdict[tuple[str, str], list[Answer]]:
    found: defaultdict[tuple[str, str], list[Answer]] = defaultdict(list)
    for (survey, mechanism, version), words, (state, *rest) in rows:
        found[survey, mechanism].append(Answer(survey, mechanism, version, words, State(state), *rest))
    return found


def _with_words(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """These answers with their words; each is the version of another survey or mechanism. One query."""
    rows = models.SurveyAnswer.objects.filter(
        survey__key__in={one.survey for one in answers}, received__sha256__in=[one.sha256 for one in answers]
    )
    words = dict(rows.values_list("received__sha256", "values"))
    return tuple(replace(one, values=words[one.sha256]) for one in answers)


def _line(survey: Survey, of: Mapping[tuple[str, str], list[Answer]], number: int) -> SurveyLine:
    states = [standing_of(versions) for (key, _), versions in of.items() if key == survey.key]
    answered = sum(one.is_answered for one in states)
    waiting = sum(one.state is State.SENT for one in states)
    return SurveyLine(survey, answered, len(states) - answered, waiting, max(number, len(states)))


def _progress(
    slug: str, acronym: str, name: str, standing: Standing, mails: Iterable[tuple[str, datetime | None]]
) -> Progress:
    mails = list(mails)
    sent = [at for _, at in mails if at]
    reminded = sum(kind == "reminder" for kind, at in mails if at)
    return Progress(
        slug, acronym, name, standing, len(sent) - reminded, max(sent, default=None), reminded, len(mails) - len(sent)
    )
