"""JSCalendar (RFC 8984), JSON Feed and JSON-LD: what a program keeps as JSON, entry by entry."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from iscm.domain.citations import Locator
from iscm.domain.dates import Edtf
from iscm.domain.errors import EdtfError
from iscm.domain.places import Attendance
from iscm.domain.records import DateStatus, Link
from iscm.reading.layouts.markup import read_markup
from iscm.reading.layouts.moments import ONE_DAY, Moment, read_day, read_moment
from iscm.reading.layouts.schema_org import lines_of
from iscm.reading.layouts.told import Told
from iscm.reading.layouts.words import absolute, fold, link_target

Json = dict[str, Any]
DURATION = re.compile(
    r"P(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,5})D)?"
    r"(?:T(?:(?P<hours>\d{1,5})H)?(?:(?P<minutes>\d{1,5})M)?(?:(?P<seconds>\d{1,6})S)?)?"
)
# Properties of our own, behind the name of the site that wrote them.
OURS = frozenset({"meeting", "edtf", "dateStatus", "status", "attendance", "titleLanguage"})
STATUSES = {"confirmed": "confirmed", "tentative": "tentative", "cancelled": "cancelled"}
REPEATED = "a repeated event, of which only the first is told"
DAY_SECONDS = 86_400
LONGEST = 20_000
MOST = 50


def entries_of(value: Any) -> list[Json]:
    """The events of a JSCalendar group, or of a list of them, or the one event; empty for other JSON."""
    held = value.get("entries") if isinstance(value, dict) and value.get("@type") == "Group" else value
    listed = held if isinstance(held, list) else [held]
    if isinstance(held, dict) and "@type" not in held:  # some programs keep them by key
        listed = list(held.values())
    return [one for one in listed if isinstance(one, dict) and one.get("@type") == "Event" and "uid" in one]


def tell(entry: Json, row: int, lang: str) -> Told:
    """One event of JSCalendar."""
    own = _own(entry)
    start = read_moment(_text(entry, "start"))
    duration = _text(entry, "duration")
    edtf = _edtf(own.get("edtf", "")) or _days(start, duration)
    places = [fold(_text(place, "name")) for place in _parts(entry, "locations")]
    is_virtual = bool(_parts(entry, "virtualLocations"))
    attendance = own.get("attendance", "") or (
        "" if not is_virtual else Attendance.HYBRID.value if any(places) else Attendance.ONLINE.value
    )
    is_ours = "edtf" in own
    status = own.get("status", "") if is_ours else STATUSES.get(_text(entry, "status").lower(), "")
    return Told(
        locator=Locator(row=row, element=_text(entry, "uid")[:500]),
        title=fold(_text(entry, "title")),
        when=f"{_text(entry, 'start')} {duration}".strip(),
        edtf=edtf,
        note=REPEATED if entry.get("recurrenceRules") else "",
        date_status=own.get("dateStatus", "") if own.get("dateStatus", "") in set(DateStatus) else "",
        place="; ".join(place for place in places if place),
        status=status,
        attendance=attendance if attendance in set(Attendance) else "",
        by=tuple(_owners(entry)),
        links=_links(entry),
        lines=lines_of(_text(entry, "description")),
        categories=tuple(fold(str(word))[:200] for word in list(_object(entry, "keywords"))[:MOST]),
        lang=own.get("titleLanguage", "") or _text(entry, "locale") or lang,
        whole=own.get("meeting", ""),
        is_ours=is_ours,
    )


def tell_item(item: Json, row: int, lang: str, base: str) -> Told:
    """One item of a JSON Feed: news, unless its words say otherwise."""
    body = read_markup(_text(item, "content_html"), base)
    lines = body.lines or lines_of(_text(item, "content_text") or _text(item, "summary"))
    url = link_target(absolute(_text(item, "url"), base))
    tags = item.get("tags")
    words = [fold(tag)[:200] for tag in tags[:MOST] if isinstance(tag, str)] if isinstance(tags, list) else []
    return Told(
        locator=Locator(row=row, element=_text(item, "id")[:500] or None),
        title=fold(read_markup(_text(item, "title")).text),
        is_event=False,
        links=(Link(url, url),) if url else (),
        lines=lines,
        categories=tuple(words),
        published=read_day(_text(item, "date_published")),
        lang=_text(item, "language") or lang,
    )


def _own(entry: Json) -> dict[str, str]:
    found = {}
    for key, value in entry.items():
        vendor, _, name = key.rpartition(":")
        if vendor and name in OURS and isinstance(value, str):
            found[name] = value[:500]
    return found


def _edtf(words: str) -> Edtf | None:
    try:
        return Edtf.parse(words)
    except EdtfError:
        return None


def _days(start: Moment | None, duration: str) -> Edtf | None:
    """The days from the start, as many as the duration has; an end at midnight is that of the day before."""
    match = DURATION.fullmatch(duration)
    if start is None or start.day is None:
        return start.edtf if start else None
    if match is None:
        return start.edtf
    said = {name: int(number or 0) for name, number in match.groupdict().items()}
    end = (start.at or 0) + timedelta(**said).total_seconds()
    try:
        return Edtf.of_days(start.day, start.day + ONE_DAY * max(0, int((end - 1) // DAY_SECONDS)))
    except OverflowError:
        return start.edtf


def _owners(entry: Json) -> Iterator[str]:
    for person in _parts(entry, "participants"):
        if _object(person, "roles").get("owner") and (name := fold(_text(person, "name"))):
            yield name


def _links(entry: Json) -> tuple[Link, ...]:
    pairs = [(fold(_text(link, "title")), link_target(_text(link, "href"))) for link in _parts(entry, "links")]
    return tuple(dict.fromkeys(Link(words or url, url) for words, url in pairs if url))


def _text(holder: Json, name: str) -> str:
    value = holder.get(name)
    return value[:LONGEST] if isinstance(value, str) else ""


def _object(holder: Json, name: str) -> Json:
    value = holder.get(name)
    return value if isinstance(value, dict) else {}


def _parts(holder: Json, name: str) -> Sequence[Json]:
    return [part for part in list(_object(holder, name).values())[:MOST] if isinstance(part, dict)]
