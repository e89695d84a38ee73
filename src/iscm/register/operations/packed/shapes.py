"""What the JSON cells of a package may hold. Raises `UnreadableInputError` for anything that we never write there."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from iscm.domain.citations import Locator
from iscm.domain.errors import UnreadableInputError
from iscm.register.operations.admitting import leads_to_the_web

T = TypeVar("T")
Json = dict[str, Any]


def locator(held: Any) -> Json:
    """Where something stands."""
    return _shaped(held or {}, lambda one: Locator(**{name: _word_or_number(part) for name, part in one.items()}))


def links(held: Any) -> list[Json]:
    """Printed links: words, and an address of the web or none."""
    return [_shaped(one, _link) for one in _list(held)]


def words(held: Any) -> list[str]:
    """Texts."""
    return [_shaped(one, _word) for one in _list(held)]


def features(held: Any) -> list[Json]:
    """What speaks for and against a pair."""
    return [_shaped(one, _feature) for one in _list(held)]


def facts(held: Any) -> Json | None:
    """The old or new values of a change, by field."""
    return None if held is None else _shaped(held, dict.items)


def _list(held: Any) -> Iterable[Any]:
    return _shaped([] if held is None else held, list.__iter__)


def _shaped(held: T, look: Callable[[Any], object]) -> T:
    """The same value, once `look` has found nothing wrong with it."""
    try:
        look(held)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise UnreadableInputError("package", f"{str(held)[:40]!r} is no value of ours", "Export it again.") from error
    return held


def _word(held: Any) -> None:
    if not isinstance(held, str):
        raise TypeError("no words")


def _word_or_number(held: Any) -> Any:
    if isinstance(held, bool) or not isinstance(held, str | int):
        raise TypeError("neither words nor a number")
    return held


def _link(held: Any) -> None:
    _word(held["text"])
    if len(held) != len(("text", "url")) or (held["url"] is not None and not leads_to_the_web(held["url"])):
        raise ValueError("no link of the web")


def _feature(held: Any) -> None:
    _word(held["name"])
    _word(held["reason"])
    if isinstance(held["weight"], bool) or not isinstance(held["weight"], int | float):
        raise TypeError("no weight")
