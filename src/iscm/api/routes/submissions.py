"""The only call that writes: what a program sends in for a mechanism, with a key."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router
from ninja.security import HttpBearer

from iscm.api.answering import Json, dumped
from iscm.api.errors import problem
from iscm.api.schemas.pages import ProblemDetails
from iscm.api.schemas.submissions import SubmissionIn, SubmissionOut
from iscm.domain.errors import UnknownReferenceError
from iscm.register.operations.submit import Sender, Submitted, find_submission, sender_of_key, submit

LONGEST_KEY = 200
REFUSALS: dict[int, Any] = {400: ProblemDetails, 401: ProblemDetails, 429: ProblemDetails}
WRITING: dict[int, Any] = {403: ProblemDetails, 409: ProblemDetails, 422: ProblemDetails}


class Key(HttpBearer):
    """`Authorization: Bearer iscm_…`, as the register's editors give it out."""

    def authenticate(self, request: HttpRequest, token: str) -> Sender | None:  # noqa: ARG002  # the library passes it
        """Who writes with this key; None is answered with 401."""
        return sender_of_key(token)


REQUEST_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Anything of your own: the same a second time sends nothing again.",
    "schema": {"type": "string", "maxLength": LONGEST_KEY},
}
router = Router(tags=["Submissions"], auth=Key())


@router.post(
    "/submissions",
    response={201: SubmissionOut, **REFUSALS, **WRITING},
    operation_id="sendSubmission",
    summary="Send a meeting in",
    openapi_extra={"parameters": [REQUEST_KEY]},
)
def send_submission(
    request: HttpRequest,
    sent: SubmissionIn,
) -> HttpResponse:
    """A meeting of the mechanism of the key, new or changed, in words as people write them.

    It is read as any document is, and answered with what was understood. An editor looks at it, unless the register
    trusts the mechanism: then it counts at once.
    """
    values = {name: words for name, words in sent.values.dict().items() if words}
    sender = _sender(request)
    key = request.headers.get("Idempotency-Key", "")
    try:
        done = submit(values, sender=sender, about=sent.about, lang=sent.lang, request_key=key)
    except UnknownReferenceError as error:
        wrong = [{"detail": str(error), "pointer": "#/about"}]
        return problem(request, HTTPStatus.CONFLICT, "It speaks of no meeting that there is.", errors=wrong)
    return _answered(request, done, HTTPStatus.CREATED)


@router.get(
    "/submissions/{uuid:uid}",
    response={200: SubmissionOut, **REFUSALS, 404: ProblemDetails},
    operation_id="getSubmission",
    summary="What became of it",
)
def get_submission(request: HttpRequest, uid: str) -> HttpResponse:
    """What was sent in with this key, and what became of it."""
    return _answered(request, find_submission(str(uid), _sender(request).owner), HTTPStatus.OK)


def _sender(request: HttpRequest) -> Sender:
    sender: Sender = request.auth  # type: ignore[attr-defined]  # the library puts it there
    return sender


def _answered(request: HttpRequest, done: Submitted, status: HTTPStatus) -> HttpResponse:
    """Nobody else's copy: it is kept nowhere."""
    address = request.build_absolute_uri(reverse("api-v1:get_submission", kwargs={"uid": done.uid}))
    headers = {"Cache-Control": "private, no-store", "Vary": "Authorization"}
    headers |= {"Location": address} if status is HTTPStatus.CREATED else {}
    return HttpResponse(dumped(_shown(done, address)), "application/json", status.value, headers=headers)


def _shown(done: Submitted, address: str) -> Json:
    return {
        "uid": done.uid,
        "url": address,
        "state": done.state,
        "answer": done.answer or None,
        "kind": done.kind,
        "about": done.about or None,
        "understood": dict(done.understood),
        "problems": [
            {
                "code": found.code,
                "severity": found.severity.value,
                "message": found.message,
                "pointer": f"#/values/{found.locator.element}",
                "suggestion": found.suggestion,
                "readings": list(found.readings),
            }
            for found in done.problems
        ],
        "meetings": list(done.meetings),
        "sent_at": done.at,
    }
