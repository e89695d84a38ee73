"""Surveys and answers as tests need them."""

from datetime import UTC, date, datetime

from iscm.domain.submissions import Right, Sender
from iscm.domain.surveys import Form, Question
from iscm.register.models import Objective
from iscm.register.operations.survey_answers import accept_answer, answer
from iscm.register.operations.surveys import Plan, draft_survey, open_survey
from tests.factories.rows import add_initiative, add_mechanism

MORNING = datetime(2026, 11, 21, 9, tzinfo=UTC)
QUESTIONS = (
    Question("did", Form.OBJECTIVES, {"en": "What did you do?", "fr": "Qu’avez-vous fait ?"}),
    Question("met", Form.YES_NO, {"en": "Did you meet?"}, is_needed=True),
    Question("how", Form.CHOICE, {"en": "How?"}, ("in person", "online")),
    Question("else", Form.TEXT, {"en": "What else?"}),
)


def add_objectives(numbers=(1, 9), themes=("data", "smuggling")):
    """The GCM with some of its objectives, each with the theme near it."""
    gcm = add_initiative("gcm")
    for number, theme in zip(numbers, themes, strict=True):
        facts = {"title": f"Objective {number} in full", "short": theme, "themes": [theme]}
        Objective.objects.get_or_create(initiative=gcm, number=number, defaults=facts)


def plan(**rest):
    """What a survey says, unless told otherwise."""
    said = {"title": "Survey 2026", "year": 2026, "initiative": "gcm", "intro": "Dear all", "questions": QUESTIONS}
    return Plan(**{**said, "due": date(2026, 12, 31), **rest})


def add_survey(*, is_open=True, now=MORNING, **rest):
    """A survey about the GCM, open for answers."""
    add_objectives()
    survey = draft_survey(plan(**rest), actor="ann", now=now)
    return open_survey(survey.key, actor="ann", reason="the year is over", now=now) if is_open else survey


def sender(mechanism="gfmd", name="Secretariat", trust=Right.TRUSTED):
    """Who answers for a mechanism."""
    add_mechanism(mechanism)
    return Sender(name, mechanism, trust, "room:abc")


def send(survey, mechanism="gfmd", *, is_whole=True, now=MORNING, name="Secretariat", lang="en", **values):
    """Answer with these values, `did_9` for the objective 9 of the question "did"."""
    said = {field.replace("_", "."): words for field, words in values.items()}
    return answer(survey.key, said, sender=sender(mechanism, name), is_whole=is_whole, lang=lang, now=now)


def send_accepted(survey, mechanism="gfmd", **rest):
    """The same, and accepted."""
    sent = send(survey, mechanism, **rest)
    return accept_answer(survey.key, mechanism, sent.version, actor="ann", reason="clear", now=MORNING)
