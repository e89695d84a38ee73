"""What a mechanism answers to a survey: kept version by version as documents, decided by an editor, taken back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from iscm.domain.documents import Document
from iscm.domain.errors import DecidedError, NonsenseError, RefusedError, StaleError, UnknownReferenceError
from iscm.domain.submissions import Right, Sender
from iscm.domain.surveys import Answer, Phase, State, Survey, faults_of, values_of
from iscm.register import models
from iscm.register.operations import log
from iscm.register.operations.person import Decision, decided
from iscm.register.operations.posting import lesser, right_of
from iscm.register.operations.said import said
from iscm.register.operations.stamps import hold, raise_stamps
from iscm.register.operations.submit import BLOCKED, LONGEST_NAME
from iscm.register.queries.surveys import as_survey, asked_mechanisms, codes_of, find_survey, versions_of

SURVEY_ANSWER = "survey-answer"
KEPT, SENT, ACCEPTED, RETURNED, TAKEN_BACK, TURNED = (
    f"answer-{what}" for what in ("kept", "sent", "accepted", "returned", "taken-back", "turned")
)
TURNING = (SENT, ACCEPTED, RETURNED, TAKEN_BACK, TURNED)
"""What can be undone; what was only kept is changed by keeping something else."""
AT_ONCE = "taken as it was sent"


@dataclass(frozen=True, slots=True)
class _Typed:
    """What somebody answers, as it is meant to be kept."""

    survey: Survey
    sender: Sender
    name: str
    values: dict[str, str]
    lang: str
    at: datetime
    is_whole: bool

    @property
    def actor(self) -> str:
        """Who it is in the log: never a name that an editor has."""
        return f"{self.sender.mechanism}: {self.name or 'somebody'}"[:150]

    def document(self, version: int) -> Document:
        """The version as bytes, with the words of the questions, so that it can be read by itself."""
        questions = {one.key: {"form": one.form.value, "words": dict(one.words)} for one in self.survey.questions}
        said = {"survey": self.survey.key, "title": self.survey.title, "year": self.survey.year}
        said |= {"initiative": self.survey.initiative, "questions": questions, "mechanism": self.sender.mechanism}
        said |= {"version": version, "answers": self.values, "is_whole": self.is_whole}
        said |= {"sender": self.name, "lang": self.lang, "at": self.at.isoformat()}
        return Document("survey-answer.json", json.dumps(said, ensure_ascii=False, sort_keys=True).encode())


def answer(
    survey: str,
    values: Mapping[str, str],
    *,
    sender: Sender,
    is_whole: bool,
    lang: str = "en",
    seen: int | None = None,
    now: datetime | None = None,
) -> Answer:
    """Keep what a mechanism (that of `sender`) answers to an open survey as a new version; `is_whole` sends it.

    `values` are words by field, see `domain.surveys.Answer`. What is only kept may lack anything. What is sent waits
    for an editor, unless the posting right of the mechanism is trusted: then it counts at once. `seen` is the version
    it was typed over (0 for none); the same words as the last version are no new one.

    Raises `UnknownReferenceError` for no such survey, `ConflictError` for one that is not open, `RefusedError` for a
    mechanism that is blocked or not asked, `NonsenseError` with a `Fault` for each field, and `StaleError` where
    somebody kept another version after `seen`.
    """
    at = now or timezone.now()
    with transaction.atomic():
        hold(at)
        found = _open(survey)
        right = _right(sender)
        typed = _typed(found, values, sender, lang, at, is_whole=is_whole)
        versions = versions_of(survey, sender.mechanism)
        latest = versions[-1] if versions else None
        if seen is not None and latest and latest.version > seen:
            raise StaleError(seen, latest.version, ())
        if latest and _says_the_same(latest, typed):
            return latest
        row = _store(typed, latest.version + 1 if latest else 1)
        if is_whole and right is Right.TRUSTED:
            _turn(row, State.ACCEPTED, Decision(typed.actor, AT_ONCE, at), ACCEPTED)
        return _as_answer(row)


def accept_answer(
    survey: str, mechanism: str, version: int, *, actor: str, reason: str, now: datetime | None = None
) -> Answer:
    """Let readers see a version that was sent, in place of any before it.

    Raises `UnknownReferenceError` for no such version, `ConflictError` for one that does not wait, or after which
    another was sent.
    """
    return _decide((survey, mechanism, version), State.ACCEPTED, decided(actor, reason, now), ACCEPTED)


def return_answer(
    survey: str, mechanism: str, version: int, *, actor: str, reason: str, now: datetime | None = None
) -> Answer:
    """Send a version back with a reason, which its sender sees; raises as `accept_answer`."""
    return _decide((survey, mechanism, version), State.RETURNED, decided(actor, reason, now), RETURNED)


def take_back_answer(
    survey: str, mechanism: str, version: int, *, actor: str, reason: str, now: datetime | None = None
) -> Answer:
    """Let readers see nothing of the answer any more: an editor does so, or the mechanism itself.

    `version` is the last one that was sent. Raises as `accept_answer`, for one that is neither sent nor accepted.
    """
    decision = decided(actor, reason, now, what="taking an answer back")
    return _decide((survey, mechanism, version), State.TAKEN_BACK, decision, TAKEN_BACK)


def turn_back(revision: models.Revision, actor: str, reason: str, now: datetime | None = None) -> None:
    """Undo one entry of the log about a version: let it be again what it was before.

    Raises `ConflictError` where it is not any more what that entry made of it.
    """
    decision = decided(actor, reason, now, revision.pk, what="undoing")
    survey, mechanism, version = revision.object_key.rsplit(" ", 2)
    with transaction.atomic():
        hold(decision.at)
        row = _row((survey, mechanism, int(version)))
        if row.state != (revision.new or {}).get("state"):
            raise DecidedError("this answer was decided otherwise since")
        before = (revision.old or {}).get("state") or State.TAKEN_BACK
        _turn(row, State(before), decision, TURNED)


def _open(key: str) -> Survey:
    found = find_survey(key)
    if found is None:
        raise UnknownReferenceError(f"there is no survey {key[:60]!r}")
    if found.phase is not Phase.OPEN:
        raise DecidedError("this survey is not open: nothing can be answered")
    return found


def _right(sender: Sender) -> Right:
    right = lesser(sender.trust, right_of(sender.mechanism))
    if right is Right.BLOCKED or not asked_mechanisms().filter(slug=sender.mechanism).exists():
        raise RefusedError(BLOCKED)
    return right


def _typed(
    survey: Survey, values: Mapping[str, str], sender: Sender, lang: str, at: datetime, *, is_whole: bool
) -> _Typed:
    codes = codes_of(survey)
    kept = values_of(survey.questions, codes, values)
    if faults := faults_of(survey.questions, codes, kept, is_whole=is_whole):
        raise NonsenseError({name: fault.value for name, fault in faults.items()})
    name = said(sender.name, "a name", LONGEST_NAME)
    return _Typed(survey, sender, name, kept, lang[:35], at, is_whole)


def _says_the_same(latest: Answer, typed: _Typed) -> bool:
    """Whether nothing would be new: the same words, and not sent for the first time, or again after it came back."""
    is_sent = latest.state in {State.SENT, State.ACCEPTED}
    return dict(latest.values) == typed.values and (is_sent or not typed.is_whole)


def _store(typed: _Typed, version: int) -> models.SurveyAnswer:
    content = typed.document(version)
    received = models.Received.objects.create(
        sha256=content.sha256, name=content.name, content=content.content, received_at=typed.at
    )
    state = State.SENT if typed.is_whole else State.PARTLY
    row = models.SurveyAnswer.objects.create(
        survey=models.Survey.objects.get(key=typed.survey.key),
        mechanism=typed.sender.mechanism,
        version=version,
        received=received,
        values=typed.values,
        state=state,
        lang=typed.lang,
        sender=typed.name,
        owner=typed.sender.owner,
        at=typed.at,
    )
    told = {"title": typed.survey.title, "state": state.value, "document": content.sha256}
    entry = log.Entry(SENT if typed.is_whole else KEPT, SURVEY_ANSWER, _key(row), None, told)
    log.append([entry], actor=typed.actor, at=typed.at)
    return row


def _decide(place: tuple[str, str, int], state: State, decision: Decision, action: str) -> Answer:
    with transaction.atomic():
        hold(decision.at)
        row = _row(place)
        possible = {State.SENT} if state is not State.TAKEN_BACK else {State.SENT, State.ACCEPTED}
        if row.state not in possible:
            raise DecidedError("this answer does not wait for a decision any more: look at it again")
        later = models.SurveyAnswer.objects.filter(survey=row.survey, mechanism=row.mechanism, version__gt=row.version)
        if later.exclude(state=State.PARTLY).exists():
            raise DecidedError("another answer was sent after this one: look at that")
        _turn(row, state, decision, action)
        return _as_answer(row)


def _turn(row: models.SurveyAnswer, state: State, decision: Decision, action: str) -> None:
    old, row.state = row.state, state
    is_open = state in {State.SENT, State.PARTLY}
    row.decided_by, row.decided_at = ("", None) if is_open else (decision.actor, decision.at)
    row.reason = "" if is_open else decision.reason
    row.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    new = {"state": state.value} | ({"undoes": decision.undoes} if decision.undoes else {})
    entry = log.Entry(action, SURVEY_ANSWER, _key(row), {"state": old}, new, decision.reason)
    log.append([entry], actor=decision.actor, at=decision.at)
    if State.ACCEPTED in {old, state} or state is State.TAKEN_BACK:
        raise_stamps((row.mechanism,), decision.at)


def _row(place: tuple[str, str, int]) -> models.SurveyAnswer:
    survey, mechanism, version = place
    found = models.SurveyAnswer.objects.select_related("survey", "received")
    row = found.filter(survey__key=survey, mechanism=mechanism, version=version).first()
    if row is None:
        raise UnknownReferenceError("there is no such answer")
    return row


def _key(row: models.SurveyAnswer) -> str:
    return f"{row.survey.key} {row.mechanism} {row.version}"


def _as_answer(row: models.SurveyAnswer) -> Answer:
    survey = as_survey(row.survey)
    plain = (survey.key, row.mechanism, row.version, row.values, State(row.state), row.sender, row.owner, row.lang)
    made = Answer(*plain, row.at, row.received.sha256)
    return replace(made, decided_by=row.decided_by, decided_at=row.decided_at, reason=row.reason)
