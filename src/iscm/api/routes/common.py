"""The answers that any call may give."""

from typing import Any

from iscm.api.schemas.pages import ProblemDetails

OTHERS: dict[int, Any] = {304: None, 400: ProblemDetails, 404: ProblemDetails, 429: ProblemDetails}


def answers(model: type[Any], **more: Any) -> dict[Any, Any]:
    """The answers of a call: its own, and those that any may give."""
    return {200: model, **OTHERS, **{int(name.removeprefix("_")): value for name, value in more.items()}}
