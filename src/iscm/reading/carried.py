"""A reading from JSON: what `interchange.as_json` wrote comes back as it was."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from iscm.domain.citations import Locator
from iscm.domain.dates import Edtf
from iscm.domain.errors import UnreadableInputError
from iscm.domain.places import Attendance, Place
from iscm.domain.problems import Problem, Severity
from iscm.domain.readings import Fingerprint, Reading, Section, SetAside
from iscm.domain.records import (
    Anniversary,
    DateStatus,
    Index,
    Link,
    Printed,
    PrintedDate,
    Publication,
    Record,
    Suggestion,
)

Json = dict[str, Any]
T = TypeVar("T")


def from_json(document: Json) -> Reading:
    """The reading that `as_json` wrote; raises `UnreadableInputError` for an object of another shape."""
    name = str(document.get("name", "document")) if isinstance(document, dict) else "document"
    try:
        return _reading(document)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"not a document as iscm read writes it ({type(error).__name__}: {str(error)[:80]})"
        raise UnreadableInputError(name, what) from error


def _reading(document: Json) -> Reading:
    return Reading(
        name=_words(document["name"]),
        sha256=_words(document["sha256"]),
        reader=_words(document["reader"]),
        title=_maybe_words(document.get("title")),
        publisher=_maybe_words(document.get("publisher")),
        year=_maybe_number(document.get("year")),
        last_update=date.fromisoformat(document["last_update"]) if document.get("last_update") else None,
        stated_count=_maybe_number(document.get("stated_count")),
        lang=_words(document.get("lang") or "en"),
        records=_each(_record, document["records"]),
        themes=_indexes(document, "theme_indexes", "themes"),
        initiatives=_indexes(document, "initiative_indexes", "initiatives"),
        publications=_each(_publication, document.get("publications")),
        anniversaries=_each(_anniversary, document.get("anniversaries")),
        links=_each(_link, document.get("links")),
        fingerprints=_each(_fingerprint, document.get("fingerprints")),
        set_aside=_each(_set_aside, document.get("set_aside")),
        problems=_each(_problem, document.get("problems")),
        issue=_maybe_words(document.get("issue")),
        period=Edtf.parse(document["period"]) if document.get("period") else None,
        contact=_maybe_words(document.get("contact")),
        sections=_each(_section, document.get("sections")),
    )


def _record(held: Json) -> Record:
    return Record(
        n=_number(held["n"]),
        locator=_locator(held),
        printed=Printed(**{name: _maybe_words(words) for name, words in held["printed"].items()}),
        title=_words(held["title"]),
        edtf=Edtf.parse(held["edtf"]) if held.get("edtf") else None,
        date_status=DateStatus(held.get("date_status") or DateStatus.CONFIRMED),
        attendance=Attendance(held.get("attendance") or Attendance.UNKNOWN),
        places=_each(_place, held.get("places")),
        mechanisms=_each(_words, held.get("mechanisms")),
        kind=_maybe_words(held.get("kind")),
        ordinal=_maybe_number(held.get("ordinal")),
        count=_maybe_number(held.get("count", 1)),
        outcome=_maybe_words(held.get("outcome")),
        topic=_maybe_words(held.get("topic")),
        links=_each(_link, held.get("links")),
        dates=_each(_printed_date, held.get("dates")),
        themes=_suggestions(held, "suggested_themes", "themes"),
        initiatives=_suggestions(held, "suggested_initiatives", "initiatives"),
        bodies=_each(_words, held.get("bodies")),
        prepares=_maybe_words(held.get("prepares")),
        side_event_of=_maybe_words(held.get("side_event_of")),
        lang=_words(held.get("lang") or "en"),
        status=_maybe_words(held.get("status")),
        closed=_maybe_flag(held.get("closed")),
        roles=_each(_role, held.get("roles")),
    )


def _role(held: Json) -> tuple[str, str]:
    return _words(held["mechanism"]), _words(held["role"])


def _place(held: Json) -> Place:
    return Place(_maybe_words(held["city"]), _maybe_words(held["country"]))


def _link(held: Json) -> Link:
    return Link(_words(held["text"]), _maybe_words(held["url"]))


def _printed_date(held: Json) -> PrintedDate:
    return PrintedDate(_words(held["text"]), Edtf.parse(held["edtf"]))


def _suggestions(held: Json, long: str, short: str) -> tuple[Suggestion, ...]:
    if long in held:
        return _each(
            lambda one: Suggestion(_words(one["slug"]), _words(one["reason"]), float(one["score"])), held[long]
        )
    return tuple(Suggestion(_words(slug), "carried", 1.0) for slug in held.get(short) or ())


def _suggestion(held: Json) -> Suggestion:
    return Suggestion(_words(held["slug"]), _words(held["reason"]), float(held["score"]))


def _indexes(document: Json, long: str, short: str) -> tuple[Index, ...]:
    if long in document:
        return _each(_index, document[long])
    return tuple(Index(slug, slug, _each(_words, held)) for slug, held in (document.get(short) or {}).items())


def _index(held: Json) -> Index:
    mechanisms = _each(_words, held["mechanisms"])
    return Index(
        _words(held["slug"]), _words(held["printed"]), mechanisms, _maybe_words(held.get("remark")), _locator(held)
    )


def _publication(held: Json) -> Publication:
    mechanisms = _each(_words, held["mechanisms"])
    return Publication(_words(held["title"]), mechanisms, _maybe_words(held.get("url")), _locator(held))


def _anniversary(held: Json) -> Anniversary:
    return Anniversary(_words(held["mechanism"]), _number(held["years"]), _locator(held))


def _fingerprint(held: Json) -> Fingerprint:
    return Fingerprint(_words(held["digest"]), _locator(held))


def _section(held: Json) -> Section:
    return Section(_words(held["heading"]), _maybe_words(held["mechanism"]), _locator(held))


def _set_aside(held: Json) -> SetAside:
    return SetAside(_locator(held), _words(held["text"]), _words(held["reason"]))


def _problem(held: Json) -> Problem:
    return Problem(
        code=_words(held["code"]),
        severity=Severity(held["severity"]),
        message=_words(held["message"]),
        locator=_locator(held),
        suggestion=_maybe_words(held.get("suggestion")),
        record=_maybe_number(held.get("record")),
        readings=_each(_words, held.get("readings")),
    )


def _locator(held: Json) -> Locator:
    known: Json = {name: _part(part) for name, part in (held.get("locator") or {}).items()}
    return Locator(**known)


def _part(value: Any) -> str | int:
    return value if isinstance(value, str) else _number(value)


def _each(read: Callable[[Any], T], held: Any) -> tuple[T, ...]:
    return tuple(read(one) for one in held or ())


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"words expected, not {str(value)[:40]!r}")
    return value


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"a number expected, not {str(value)[:40]!r}")
    return value


def _maybe_words(value: Any) -> str | None:
    return None if value is None else _words(value)


def _maybe_flag(value: Any) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise TypeError(f"true or false expected, not {str(value)[:40]!r}")
    return value


def _maybe_number(value: Any) -> int | None:
    return None if value is None else _number(value)
