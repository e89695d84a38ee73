"""What stands in the fields of a survey before anybody typed: last year's words, and the meetings of the year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext

from iscm.domain.listing import MeetingRow
from iscm.domain.meetings import Status
from iscm.domain.surveys import Answer, Form, Survey, name_of
from iscm.publication.labels import Labels
from iscm.publication.printed_dates import in_print
from iscm.publication.reports.tracked import Goal
from iscm.publication.titles import tidied
from iscm.publication.words import words_in
from iscm.register.queries.surveys import answer_before, meetings_of_years
from iscm.register.queries.vocabulary import vocabulary

CAME_TO_NOTHING = frozenset({Status.CANCELLED.value, Status.POSTPONED.value, Status.RESCHEDULED.value})


@dataclass(frozen=True)
class Filled:
    """Words by field; `last_year` and `meetings` name the fields that have any from there. `year` is that of the
    answer before, 0 for none."""

    values: Mapping[str, str] = field(default_factory=dict)
    last_year: frozenset[str] = frozenset()
    meetings: frozenset[str] = frozenset()
    year: int = 0


def filled(survey: Survey, mechanism: str, goals: Sequence[Goal], lang: str) -> Filled:
    """What to begin with. Nine queries at most.

    A field for an objective has the mechanism's own words of last year and, a line each, its meetings of this year that
    are on a theme near it; last year's meetings, as they were filled in then, are left out.
    """
    before = answer_before(survey, mechanism)
    years = [survey.year, *([before[0].year] if before else [])]
    rows = meetings_of_years(mechanism, years) if goals else ()
    now = _lines_by_goal(goals, [row for row in rows if row.year == survey.year], lang)
    said = _said_before(survey, before, goals, rows) if before else {}
    values, from_meetings = dict(said), set()
    for question in survey.questions:
        if question.form is Form.OBJECTIVES:
            for code, lines in now.items():
                name = name_of(question.key, code)
                values[name] = "\n".join([*([said[name]] if name in said else []), *lines])
                from_meetings.add(name)
    return Filled(values, frozenset(said), frozenset(from_meetings), before[0].year if before else 0)


def _said_before(
    survey: Survey, before: tuple[Survey, Answer], goals: Sequence[Goal], rows: Sequence[MeetingRow]
) -> dict[str, str]:
    """Last year's words of the questions that are asked again in the same form."""
    last, answer = before
    old = {line for lines in _lines_by_goal(goals, _of(rows, last.year), answer.lang).values() for line in lines}
    same = {(one.key, one.form) for one in last.questions}
    found = {}
    for question in survey.questions:
        if (question.key, question.form) not in same:
            continue
        for name, words in answer.values.items():
            if name == question.key and (not question.choices or words in question.choices):
                found[name] = words
            elif question.form is Form.OBJECTIVES and name.startswith(f"{question.key}."):
                found[name] = "\n".join(line for line in words.split("\n") if line not in old).strip()
    return {name: words for name, words in found.items() if words}


def _of(rows: Iterable[MeetingRow], year: int) -> list[MeetingRow]:
    return [row for row in rows if row.year == year]


def _lines_by_goal(goals: Sequence[Goal], rows: Iterable[MeetingRow], lang: str) -> dict[str, list[str]]:
    """The meetings near each objective as lines, by its code; only where there are any."""
    kept = [row for row in rows if row.status not in CAME_TO_NOTHING and not row.is_closed]
    near = {
        goal.code: [_line(row, lang) for row in kept if any(theme.slug in goal.themes for theme in row.themes)]
        for goal in goals
    }
    return {code: lines for code, lines in near.items() if lines}


def _line(row: MeetingRow, lang: str) -> str:
    """Say "27–28 June 2026: Senior Officials' Meeting (Geneva, Switzerland)"."""
    words = words_in(lang)
    told = {
        "date": in_print(row.edtf, row.date_status, words),
        "title": tidied(row.title),
        "place": Labels(vocabulary(), words).places(row.places),
    }
    return (gettext("%(date)s: %(title)s (%(place)s)") if told["place"] else gettext("%(date)s: %(title)s")) % told
