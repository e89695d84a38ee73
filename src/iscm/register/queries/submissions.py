"""What was sent in, as it stands."""

from iscm.domain.citations import Locator
from iscm.domain.problems import Problem, Severity
from iscm.domain.submissions import Submitted
from iscm.register.models import Claim, Document, Meeting, MeetingCitation, Revision, Submission
from iscm.register.models import Problem as ProblemRow

PROPOSED, ACCEPTED, REFUSED, PARTLY = "proposed", "accepted", "refused", "partly"
TAKEN_PARTLY = "taken-partly"
"""The action of the log that says of a refused document that an editor took a part of it."""


def submitted(row: Submission, *, is_repeated: bool = False) -> Submitted:
    """A submission with what became of it. Six queries at most."""
    document = row.document
    state, answer = _state(document)
    cited = MeetingCitation.objects.filter(record__document=document, meeting__is_listed=True)
    return Submitted(
        uid=row.uid,
        document=document.sha256,
        state=state,
        answer=answer,
        kind=row.kind,
        about=row.about,
        understood=dict(Claim.objects.filter(record__document=document).values_list("field", "value")),
        problems=tuple(_problem(one) for one in ProblemRow.objects.filter(document=document).order_by("id")),
        meetings=tuple(cited.order_by("meeting__uid").values_list("meeting__uid", flat=True)),
        at=row.at,
        is_repeated=is_repeated,
    )


def speaks_of_closed(done: Submitted) -> bool:
    """Whether a submission is of a meeting that is closed to the public, or would close it. One query at most."""
    if done.understood.get("closed"):
        return True
    return Meeting.objects.filter(uid__in=[done.about, *done.meetings], is_closed=True).exists()


def _state(document: Document) -> tuple[str, str]:
    refusal = document.refusals.filter(lifted_at=None).first()
    if refusal:
        taken = Revision.objects.filter(object_type="document", object_key=document.sha256, at=refusal.at)
        return (PARTLY if taken.filter(action=TAKEN_PARTLY).exists() else REFUSED), refusal.reason
    return (ACCEPTED if document.accepted_at else PROPOSED), ""


def _problem(row: ProblemRow) -> Problem:
    where, readings = Locator(**row.locator), tuple(row.readings)
    return Problem(row.code, Severity(row.severity), row.message, where, row.suggestion or None, 1, readings)
