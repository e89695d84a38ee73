"""A survey from its first draft to its end: written, opened, closed. Once it was open, its questions stay."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from iscm.domain.errors import ConflictError, DecidedError, NonsenseError, StaleError, UnknownReferenceError
from iscm.domain.surveys import (
    LONGEST_CHOICE,
    LONGEST_QUESTION,
    MOST_CHOICES,
    MOST_QUESTIONS,
    Form,
    Phase,
    Question,
    Survey,
)
from iscm.register import models
from iscm.register.operations import log
from iscm.register.operations.person import decided
from iscm.register.operations.said import said
from iscm.register.operations.stamps import hold
from iscm.register.queries.goals import goals_in
from iscm.register.queries.history import since, version_of
from iscm.register.queries.surveys import as_survey

SURVEY = "survey"
LONGEST_TITLE, LONGEST_INTRO = 200, 2000
FIRST_YEAR, LAST_YEAR = 1985, 2100
DRAFTED, CHANGED, OPENED, CLOSED, REOPENED = (
    f"survey-{what}" for what in ("drafted", "changed", "opened", "closed", "reopened")
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a draft says: its title, year, initiative (a slug), introduction, last day and questions."""

    title: str
    year: int
    initiative: str
    intro: str = ""
    due: date | None = None
    questions: tuple[Question, ...] = ()


def draft_survey(plan: Plan, *, actor: str, now: datetime | None = None) -> Survey:
    """Begin a survey; nobody is asked yet. Raises `NonsenseError` with a message for each field that cannot be so."""
    at, plan = now or timezone.now(), _checked(plan)
    with transaction.atomic():
        hold(at)
        key = _free_key(plan)
        row = models.Survey.objects.create(key=key, phase=Phase.DRAFT, made_at=at, **_columns(plan))
        log.append([log.Entry(DRAFTED, SURVEY, key, None, _logged(plan))], actor=actor, at=at)
        return as_survey(row)


def change_draft(key: str, plan: Plan, *, actor: str, seen: int | None = None, now: datetime | None = None) -> Survey:
    """Let a draft say this instead; `seen` is the version it was made from (`queries.history.version_of`).

    Raises `UnknownReferenceError` for no such survey, `ConflictError` for one that was opened, `StaleError` where it
    was changed after `seen`, `NonsenseError` as `draft_survey`.
    """
    at, plan = now or timezone.now(), _checked(plan)
    with transaction.atomic():
        hold(at)
        row = _row(key, Phase.DRAFT)
        if seen is not None and (lines := since(key, seen, SURVEY)):
            raise StaleError(seen, version_of(key, SURVEY), lines)
        before = as_survey(row)
        columns = _columns(plan)
        if columns == {name: getattr(row, name) for name in columns}:
            return before
        for name, value in columns.items():
            setattr(row, name, value)
        row.save()
        old = _logged(Plan(before.title, before.year, before.initiative, before.intro, before.due, before.questions))
        log.append([log.Entry(CHANGED, SURVEY, key, old, _logged(plan))], actor=actor, at=at)
        return as_survey(row)


def open_survey(key: str, *, actor: str, reason: str, seen: int | None = None, now: datetime | None = None) -> Survey:
    """Let everybody answer, to these questions for good. Who is told is for `survey_mails.send_mails`.

    Raises as `change_draft`, and `NonsenseError` for a draft without questions or whose last day is over.
    """
    decision = decided(actor, reason, now, what="opening a survey")
    with transaction.atomic():
        hold(decision.at)
        row = _row(key, Phase.DRAFT)
        if seen is not None and (lines := since(key, seen, SURVEY)):
            raise StaleError(seen, version_of(key, SURVEY), lines)
        if not row.questions:
            raise NonsenseError({"questions": "a survey asks at least one question"})
        if row.due and row.due < decision.at.date():
            raise NonsenseError({"due": f"{row.due} is over"})
        row.phase, row.opened_at = Phase.OPEN, decision.at
        row.save(update_fields=["phase", "opened_at"])
        decision.log(OPENED, SURVEY, key, {"title": row.title})
        return as_survey(row)


def close_survey(
    key: str, *, actor: str, reason: str, now: datetime | None = None, undoes: int | None = None
) -> Survey:
    """Take no more answers; also a draft that nobody will open. What was answered can still be accepted.

    Raises `UnknownReferenceError` for no such survey, `ConflictError` for one that is closed.
    """
    decision = decided(actor, reason, now, undoes, what="closing a survey")
    with transaction.atomic():
        hold(decision.at)
        row = _row(key, Phase.OPEN, Phase.DRAFT)
        row.phase, row.closed_at = Phase.CLOSED, decision.at
        row.save(update_fields=["phase", "closed_at"])
        decision.log(CLOSED, SURVEY, key, {"title": row.title})
        return as_survey(row)


def reopen_survey(
    key: str, *, actor: str, reason: str, now: datetime | None = None, undoes: int | None = None
) -> Survey:
    """Take answers again to a closed survey; one that was never opened is a draft again. Raises as `close_survey`."""
    decision = decided(actor, reason, now, undoes, what="opening a survey again")
    with transaction.atomic():
        hold(decision.at)
        row = _row(key, Phase.CLOSED)
        row.phase, row.closed_at = Phase.OPEN if row.opened_at else Phase.DRAFT, None
        row.save(update_fields=["phase", "closed_at"])
        decision.log(REOPENED, SURVEY, key, {"title": row.title})
        return as_survey(row)


def _row(key: str, *phases: Phase) -> models.Survey:
    row = models.Survey.objects.filter(key=key).first()
    if row is None:
        raise UnknownReferenceError(f"there is no survey {key[:60]!r}")
    if row.phase not in phases:
        raise DecidedError(f"this survey is {Phase(row.phase).value}: look at it again")
    return row


def _checked(plan: Plan) -> Plan:
    """The plan with single blanks; raises `NonsenseError` with what cannot be so."""
    wrong: dict[str, str] = {}
    title, intro = _words(plan.title, "title", LONGEST_TITLE, wrong), plan.intro.strip()
    if not title and "title" not in wrong:
        wrong["title"] = "a survey needs a title"
    if len(intro) > LONGEST_INTRO:
        wrong["intro"] = f"the introduction may have {LONGEST_INTRO:,} letters, not {len(intro):,}"
    if not FIRST_YEAR <= plan.year <= LAST_YEAR:
        wrong["year"] = f"a year lies between {FIRST_YEAR} and {LAST_YEAR}"
    if not models.Initiative.objects.filter(slug=plan.initiative).exists():
        wrong["initiative"] = "choose one of the initiatives of the register"
    if len(plan.questions) > MOST_QUESTIONS:
        wrong["questions"] = f"a survey asks {MOST_QUESTIONS} questions at most"
    wrong |= _wrong_questions(plan)
    if wrong:
        raise NonsenseError(wrong)
    return Plan(title, plan.year, plan.initiative, intro, plan.due, plan.questions)


def _words(words: str, name: str, longest: int, wrong: dict[str, str]) -> str:
    try:
        return said(words, "it", longest)
    except ConflictError as error:
        wrong[name] = str(error)
        return ""


def _wrong_questions(plan: Plan) -> dict[str, str]:
    wrong: dict[str, str] = {}
    keys = [one.key for one in plan.questions]
    for question in plan.questions:
        if message := _fault(question, plan.initiative) or ("twice" if keys.count(question.key) > 1 else ""):
            wrong[question.key] = message
    return wrong


def _fault(question: Question, initiative: str) -> str:
    """What is wrong with a question, empty where nothing is."""
    if not question.words.get("en"):
        return "a question needs its words in English"
    if max(map(len, question.words.values())) > LONGEST_QUESTION:
        return f"a question may have {LONGEST_QUESTION:,} letters"
    if question.form is Form.OBJECTIVES and not goals_in(initiative):
        return "this initiative has no objectives and no targets"
    return _fault_of_choices(question) if question.form is Form.CHOICE else ""


def _fault_of_choices(question: Question) -> str:
    choices = question.choices
    if not 2 <= len(choices) <= MOST_CHOICES or len(set(choices)) < len(choices):  # noqa: PLR2004  # one is no choice
        return f"write 2 to {MOST_CHOICES} different choices, one on each line"
    return f"a choice may have {LONGEST_CHOICE} letters" if max(map(len, choices)) > LONGEST_CHOICE else ""


def _free_key(plan: Plan) -> str:
    """A name for addresses: "gcm-2026", with a number where that is taken."""
    name = slugify(f"{plan.initiative}-{plan.year}")[:50]
    taken = set(models.Survey.objects.filter(key__startswith=name).values_list("key", flat=True))
    numbered = (f"{name}-{n}" for n in range(2, len(taken) + 3))
    return name if name not in taken else next(one for one in numbered if one not in taken)


def _columns(plan: Plan) -> dict[str, object]:
    return {
        "title": plan.title,
        "year": plan.year,
        "initiative": plan.initiative,
        "intro": plan.intro,
        "due": plan.due,
        "questions": _as_json(plan.questions),
    }


def _as_json(questions: Sequence[Question]) -> list[dict[str, object]]:
    return [
        asdict(one) | {"form": one.form.value, "words": dict(one.words), "choices": list(one.choices)}
        for one in questions
    ]


def _logged(plan: Plan) -> dict[str, object]:
    asked = " / ".join(one.words.get("en", "") for one in plan.questions)
    due = plan.due.isoformat() if plan.due else None
    return {"title": plan.title, "year": plan.year, "due": due, "questions": asked[:2000]}
