"""All that was answered to one survey, for the desk: one row an answer, also of what is not accepted yet."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from iscm.domain.surveys import NO, NOTHING, YES, Answer, Form, Survey, fields_of
from iscm.publication.report import Cell, Column, Report, Row, Table, text
from iscm.publication.reports.sentences import state_line
from iscm.publication.reports.tracked import Goal
from iscm.publication.reports.tracker import goal_in_words
from iscm.publication.words import Words

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
SHARES = (0.1, 0.22, 0.14, 0.34, 0.1, 0.1)
Told = tuple[str, Answer]
"""The acronym of a mechanism, and its answer."""


def build_survey_answers(survey: Survey, goals: Sequence[Goal], answers: Sequence[Told], words: Words) -> Report:
    """The answers as a report in one language; it has no blocks beside its table, since only data formats have it."""
    moments = [at for _, one in answers for at in (one.at, one.decided_at) if at]
    modified = max([*moments, survey.closed_at or survey.opened_at or NEVER])
    rows = tuple(row for told in answers for row in _rows(survey, goals, told, words))
    table = Table("answers", survey.title, _columns(words), rows)
    return Report(
        kind="survey",
        name=f"survey-{survey.key}",
        lang=words.lang,
        title=survey.title,
        publisher=(),
        edition=state_line(modified.date(), words),
        modified=modified,
        blocks=(table,),
        tables=(table,),
    )


def _columns(words: Words) -> tuple[Column, ...]:
    printed = (
        ("iscm", words.gettext("ISCM"), words.gettext("The mechanism that answered.")),
        ("asked", words.gettext("Question"), words.gettext("The question in the language of this file.")),
        (
            "objective",
            words.gettext("Objective"),
            words.gettext("The objective or target, where it is asked for each."),
        ),
        ("answer", words.gettext("Answer"), words.gettext("The answer in the mechanism’s own words.")),
        ("sender", words.gettext("Sent by"), words.gettext("Who sent it.")),
        ("sent", words.gettext("Sent on"), words.gettext("When it was sent (UTC).")),
    )
    machine = (
        ("mechanism", "text", words.gettext("The mechanism by its key.")),
        ("question", "text", words.gettext("The question by its key, the same in every year that asks it.")),
        ("code", "text", words.gettext("The objective or target by its code.")),
        ("value", "text", words.gettext("The answer; yes or no as these words.")),
        ("state", "text", words.gettext("sent, accepted, returned or taken-back.")),
        ("version", "number", words.gettext("Which version of the mechanism’s answer it is.")),
        ("lang", "text", words.gettext("The language of the answer (BCP 47).")),
        ("document", "text", words.gettext("The answer as a document, by its SHA-256.")),
    )
    return (
        *(
            Column(key, heading, share, description=about, is_row_header=key == "iscm")
            for (key, heading, about), share in zip(printed, SHARES, strict=True)
        ),
        *(Column(key, key, kind=kind, description=about, is_printed=False) for key, kind, about in machine),
    )


def _rows(survey: Survey, goals: Sequence[Goal], told: Told, words: Words) -> Iterable[Row]:
    acronym, answer = told
    by_code = {goal.code: goal for goal in goals}
    if NOTHING in answer.values:
        yield _row(acronym, answer, (words.gettext("Nothing (more) to report."), "", ""), (NOTHING, "", YES))
    for name, question, code in fields_of(survey.questions, tuple(by_code)):
        value = answer.values.get(name, "")
        if not value:
            continue
        objective = goal_in_words(by_code[code], words) if code else ""
        said = {YES: words.gettext("Yes"), NO: words.gettext("No")}.get(value) if question.form is Form.YES_NO else None
        asked, _ = question.said_in(words.lang)
        yield _row(acronym, answer, (asked, objective, said or value), (question.key, code, value))


def _row(acronym: str, answer: Answer, said: tuple[str, str, str], machine: tuple[str, str, str]) -> Row:
    sent = f"{answer.at.astimezone(UTC):%Y-%m-%d %H:%M}"
    printed = (acronym, *said, answer.sender, sent)
    values = (answer.mechanism, *machine, answer.state.value, answer.version, answer.lang, answer.sha256)
    return Row((*(Cell(text(one)) for one in printed), *(Cell(value=one or None) for one in values)))
