"""What all calls share: the answers that any may give, and lists that are at hand as a whole."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from iscm.api.answering import Listed, Scene, Shown, place
from iscm.api.schemas.asking import ListAsked
from iscm.api.schemas.pages import ProblemDetails
from iscm.register.queries.paged.keyset import Key, part_of_rows

T = TypeVar("T")

OTHERS: dict[int, Any] = {304: None, 400: ProblemDetails, 404: ProblemDetails, 429: ProblemDetails}


def answers(model: type[Any], **more: Any) -> dict[Any, Any]:
    """The answers of a call: its own, and those that any may give."""
    return {200: model, **OTHERS, **{int(name.removeprefix("_")): value for name, value in more.items()}}


def listed(
    scene: Scene, asked: ListAsked, rows: Iterable[T], order: tuple[str, Callable[[T], Key]], *, key: str, show: Shown
) -> Listed:
    """A part of rows that are at hand; `order` is the name of the order, `-` for downwards, and its key."""
    name = f"{type(asked).__name__}:{order[0]}"
    begin = place(scene, asked, name)
    return Listed(name, part_of_rows(rows, order[1], begin, is_descending=order[0].startswith("-")), key, show)
