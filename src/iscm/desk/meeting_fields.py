"""The fields of the form of a meeting: the words that stand in each, and what is read of these."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language, gettext

from iscm.desk.meeting_choices import (
    ROLES,
    TOPICS,
    parties_in,
    party_words,
    topic_words,
    topics_in,
    topics_said,
    topics_to_choose,
)
from iscm.desk.meeting_inputs import BY_NAME
from iscm.desk.meeting_words import date_in_words, labels, value_in_words
from iscm.domain.addresses import followable
from iscm.domain.dates import Edtf
from iscm.domain.errors import EdtfError, UnreadableInputError
from iscm.domain.listing import PlaceRow
from iscm.domain.meetings import Status
from iscm.domain.places import Attendance
from iscm.domain.problems import Problem
from iscm.publication.labels import Labels
from iscm.publication.words import words_in
from iscm.register.operations.submit import preview
from iscm.register.queries.vocabulary import vocabulary

Json = dict[str, Any]
TO_BE_CONFIRMED = re.compile(r"[\s,;]*\(?\b(?:tbc|to be confirmed)\b\)?\s*$", re.IGNORECASE)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
REFUSED = ("-unknown", "-unread", "-ambiguous")
LARGEST, MOST_LINKS, MOST_BODIES, LONGEST = 9999, 50, 20, 10_000
LINES = frozenset({"links", "bodies"})


@dataclass(frozen=True, slots=True)
class Read:
    """What is read of a field's words: the values to set, what that is in words, and what is wrong or odd with it."""

    values: Mapping[str, Any] = field(default_factory=dict, hash=False)
    says: str = ""
    wrong: str = ""
    remarks: tuple[str, ...] = ()


def read_words(name: str, words: str, *, year: int | None = None) -> Read:
    """What is understood of what stands in a field; `year` serves a date without one. Never raises for words."""
    words = CONTROL.sub("", words).strip()
    if len(words) > LONGEST:
        return Read(wrong=gettext("This is too long."))
    try:
        return READERS[name](words, year)
    except UnreadableInputError as error:
        return Read(wrong=f"{error.what[:1].upper()}{error.what[1:]}. {error.remedy}".strip())


def tidy(name: str, words: str) -> str:
    """The words as they are compared: with single blanks, line by line; sorted where their order says nothing."""
    if name in TOPICS:
        return ";".join(sorted(part.strip() for part in words.split(";") if part.strip()))
    lines = words.splitlines() if name in LINES else [words]
    tidied = [" ".join(line.split()) for line in lines]
    return "\n".join(line for line in (sorted(tidied) if name == "bodies" else tidied) if line)


def words_for(name: str, values: Json, printed: str | None = None) -> str:
    """The words to stand in a field for these values; those of its source where they mean the same."""
    if name == "date":
        return _date_words(values.get("edtf") or "", values.get("date_status") or "confirmed", printed)
    value = values.get(BY_NAME[name].claims)
    if name == "mechanism":
        return party_words(value or (), values.get("roles") or ())
    if name in WORDED:
        return WORDED[name](value or ())
    return "" if value is None else str(value)


WORDED: Mapping[str, Callable[[Any], str]] = {
    "closed": lambda value: "yes" if value else "no",
    "place": lambda value: _place_words(list(value)),
    "links": lambda value: "\n".join(_link_words(one) for one in value if one.get("url")),
    "bodies": "\n".join,
    **dict.fromkeys(TOPICS, topic_words),
}


def _date_words(edtf: str, date_status: str, printed: str | None) -> str:
    """The most human words that are read back as this date; its EDTF at last."""
    ends = ", tbc" if date_status == "tbc" else ""
    if not edtf:
        return "tbc" if ends else ""
    said = [date_in_words(edtf, date_status), printed or "", f"{edtf}{ends}"]
    wanted = {"edtf": edtf, "date_status": date_status}
    return next((words for words in said if words and read_words("date", words).values == wanted), said[-1])


def _link_words(link: Json) -> str:
    text, url = link.get("text") or "", str(link["url"])
    return url if text in {"", url} else f"{text} {url}"


def _place_words(places: list[Json]) -> str:
    """The words that are read back as these places: in the language of the page, or else in English."""
    rows = [PlaceRow(place.get("city") or "", place.get("country") or "") for place in places]
    said = [labels().places(rows), Labels(vocabulary(), words_in("en")).places(rows)]
    return next(
        (words for words in said if words and read_words("place", words).values.get("places") == places), said[-1]
    )


def _date(words: str, year: int | None) -> Read:
    if not words:
        return _dated({"edtf": None}, ())
    bare = TO_BE_CONFIRMED.sub("", words)
    try:
        edtf = Edtf.parse(bare).text
    except EdtfError:
        return _previewed("date", words, year)
    return _dated({"edtf": edtf, "date_status": "confirmed" if bare == words else "tbc"}, ())


def _dated(values: Json, remarks: tuple[str, ...]) -> Read:
    said = date_in_words(values["edtf"], values.get("date_status", "confirmed"))
    return Read(values, f"{said} ({values['edtf']})" if values["edtf"] else said, remarks=remarks)


def _previewed(name: str, words: str, year: int | None = None) -> Read:
    """What the reader of what is sent in makes of it."""
    found = preview({name: words}, vocabulary(), lang=get_language() or "en", year=year)
    told = [one for one in found.problems if one.locator.element == name]
    values = dict(found.values.get(name, {}))
    if wrong := next((one for one in told if one.code.endswith(REFUSED)), None):
        return Read(wrong=_advised(wrong))
    remarks = tuple(one.message for one in told)
    if not values:
        return Read(wrong=gettext("This was not understood."))
    if name == "date":
        if "status" in found.said and found.record.status:
            values["status"] = found.record.status
        return _dated({"edtf": None, **values}, remarks)
    return Read(values, _in_words(values), remarks=remarks)


def _advised(problem: Problem) -> str:
    """What is wrong, with what to do where that is known."""
    if problem.code == "place-unknown":
        return f"{problem.message} {gettext('Say the country, too: “Somewhere, Kenya”.')}"
    if problem.code == "date-ambiguous":
        return f"{problem.message} {gettext('Write the month as a word.')}"
    return f"{problem.message} {problem.suggestion or ''}".strip()


def _place(words: str, _year: int | None) -> Read:
    return _previewed("place", words) if words else Read({"places": []}, value_in_words("places", None))


def _title(words: str, _year: int | None) -> Read:
    plain = " ".join(words.split())
    return Read({"title": plain}, plain) if plain else Read(wrong=gettext("A meeting needs a title."))


def _text(name: str, words: str) -> Read:
    plain = " ".join(words.split()) or None
    return Read({name: plain}, plain or gettext("nothing"))


def _choice(name: str, words: str, allowed: Mapping[str, object] | frozenset[str]) -> Read:
    if words not in allowed:
        return Read(wrong=gettext("Choose one of the list."))
    return Read({name: words}, value_in_words(name, words))


def _kind(words: str, _year: int | None) -> Read:
    return _choice("kind", words, vocabulary().kinds) if words else Read({"kind": None}, gettext("nothing"))


def _closed(words: str, _year: int | None) -> Read:
    found = _choice("closed", words, frozenset({"yes", "no"}))
    return found if found.wrong else Read({"closed": words == "yes"}, value_in_words("closed", words == "yes"))


def _mechanisms(words: str, _year: int | None) -> Read:
    slugs, said = parties_in(words)
    if not slugs:
        return Read(wrong=gettext("Choose at least one mechanism."))
    if any(slug not in vocabulary().mechanisms for slug in slugs) or not ROLES.issuperset(said.values()):
        return Read(wrong=gettext("Choose one of the list."))
    roles = [{"mechanism": slug, "role": role} for slug, role in said.items()]
    says = [value_in_words("mechanisms", slugs), *([value_in_words("roles", roles)] if roles else ())]
    return Read({"mechanisms": slugs, "roles": roles}, " · ".join(says))


def _topics(name: str, words: str) -> Read:
    said = topics_in(words)
    if not said.keys() <= topics_to_choose(name).keys():
        return Read(wrong=gettext("Choose one of the list."))
    value = topics_said(said)
    return Read({name: value}, value_in_words(name, value))


def _bodies(words: str, _year: int | None) -> Read:
    names = [" ".join(line.split()) for line in words.splitlines() if line.strip()]
    if len(names) > MOST_BODIES:
        return Read(wrong=gettext("These are too many."))
    return Read({"bodies": names}, value_in_words("bodies", names))


def _number(name: str, words: str) -> Read:
    if not words:
        return Read({name: None}, gettext("nothing") if name == "ordinal" else value_in_words("count", None))
    is_number = words.isascii() and words.isdecimal() and len(words) <= len(str(LARGEST))
    if not (is_number and 1 <= int(words) <= LARGEST):
        return Read(wrong=gettext("Write a number from 1 to %(most)s.") % {"most": LARGEST})
    return Read({name: int(words)}, value_in_words(name, int(words)))


def _links(words: str, _year: int | None) -> Read:
    lines = tidy("links", words).splitlines()
    if len(lines) > MOST_LINKS:
        return Read(wrong=gettext("These are too many."))
    links = []
    for line in lines:
        found = ADDRESS.search(line)
        if not found or not followable(found[0]) or line[found.end() :].strip():
            return Read(wrong=gettext("“%(line)s” does not end in an address of the web.") % {"line": line[:80]})
        text = line[: found.start()].strip(" :–-")
        links.append({"text": text or found[0], "url": found[0]})
    return Read({"links": links}, value_in_words("links", links))


def _in_words(values: Mapping[str, Any]) -> str:
    return " · ".join(value_in_words(name, value) for name, value in values.items())


STATUSES = frozenset(one.value for one in Status)
ATTENDANCES = frozenset(one.value for one in Attendance)
READERS = {
    "title": _title,
    "date": _date,
    "place": _place,
    "attendance": lambda words, _: _choice("attendance", words, ATTENDANCES),
    "mechanism": _mechanisms,
    "kind": _kind,
    "status": lambda words, _: _choice("status", words, STATUSES),
    "outcome": lambda words, _: _text("outcome", words),
    "topic": lambda words, _: _text("topic", words),
    "themes": lambda words, _: _topics("themes", words),
    "initiatives": lambda words, _: _topics("initiatives", words),
    "bodies": _bodies,
    "prepares": lambda words, _: _text("prepares", words),
    "side_event_of": lambda words, _: _text("side_event_of", words),
    "links": _links,
    "ordinal": lambda words, _: _number("ordinal", words),
    "count": lambda words, _: _number("count", words),
    "closed": _closed,
}
