"""One event of iCalendar: its days where it takes place, and what else it says."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Event

from iscm.domain.citations import Locator
from iscm.domain.dates import Edtf
from iscm.domain.places import Attendance
from iscm.domain.records import Link
from iscm.reading.layouts.moments import Moment, span
from iscm.reading.layouts.schema_org import lines_of
from iscm.reading.layouts.told import Told
from iscm.reading.layouts.words import fold, link_target

# What a library may make of a value that is not what the standard asks for.
BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError)
OURS = "-//ISCM register//"  # how the calendars of a register begin the name of their maker
FURTHER_DAYS = re.compile(r"(?P<whole>[0-9a-f-]{36})-\d{1,3}")
HEAD = re.compile(r"^(PRODID|X-WR-CALNAME|NAME|X-WR-TIMEZONE)[;:](.{0,500})$", re.MULTILINE | re.IGNORECASE)
UNASKED = re.compile(r"""\\(['":])""")
LONGEST = 20_000
MOST_LINKS = 20


@dataclass(frozen=True, slots=True)
class Head:
    """What a calendar says of itself; `zone` is where moments in UTC are to be understood."""

    title: str = ""
    maker: str = ""
    zone: tzinfo | None = None

    @property
    def is_ours(self) -> bool:
        """Whether a register like this one wrote it."""
        return self.maker.startswith(OURS)


def head_of(calendar: Any) -> Head:
    """The head of a calendar."""
    title = words_of(calendar, "X-WR-CALNAME") or words_of(calendar, "NAME")
    return Head(fold(title), words_of(calendar, "PRODID"), _zone(words_of(calendar, "X-WR-TIMEZONE")))


def head_in(text: str) -> Head:
    """The same from a calendar that cannot be read as a whole."""
    said = {name.upper(): fold(words) for name, words in reversed(HEAD.findall(text[: text.find("BEGIN:VEVENT")]))}
    title = said.get("X-WR-CALNAME") or said.get("NAME", "")
    return Head(title, said.get("PRODID", ""), _zone(said.get("X-WR-TIMEZONE", "")))


def tell(event: Event, locator: Locator, head: Head) -> Told:
    """The entry of an event."""
    edtf, note = _days(event, head.zone)
    place = fold(words_of(event, "LOCATION"))
    uid = words_of(event, "UID")
    further = FURTHER_DAYS.fullmatch(uid)
    return Told(
        locator=locator,
        title=fold(words_of(event, "SUMMARY")),
        when=" – ".join(dict.fromkeys(words for name in ("DTSTART", "DTEND") if (words := _printed(event, name)))),
        edtf=edtf,
        note=note,
        place=place,
        status=_status(event, is_ours=head.is_ours),
        attendance=Attendance.ONLINE.value if "CONFERENCE" in event and not place else "",
        by=tuple(name for name in (_organizer(event),) if name),
        links=_links(event),
        lines=lines_of(words_of(event, "DESCRIPTION")[:LONGEST]),
        categories=_categories(event),
        whole=(further["whole"] if further else uid) if head.is_ours else "",
        is_ours=head.is_ours,
    )


def words_of(component: Any, name: str) -> str:
    """The words of a property; those of the first, if it is said several times.

    Some makers put a backslash before more signs than the standard asks for: it is no part of the words.
    """
    value = component.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    return "" if value is None else UNASKED.sub(r"\1", str(value)).strip()


def _zone(name: str) -> tzinfo | None:
    with suppress(*BROKEN, OSError):
        return ZoneInfo(name)
    return None


def _days(event: Event, zone: tzinfo | None) -> tuple[Edtf | None, str]:
    """First and last day. The end of an all-day event is the day after it."""
    try:
        start = event.decoded("DTSTART")
    except BROKEN:
        return None, ""
    end = None
    with suppress(*BROKEN):
        if "DTEND" in event:
            end = event.decoded("DTEND")
        elif "DURATION" in event and event.decoded("DURATION") > timedelta(0):
            end = start + event.decoded("DURATION")
    first = _moment(start, zone)
    if first is None:
        return None, ""
    last = _moment(end, zone)
    if last and last.day == first.day and not isinstance(end, datetime):
        last = None  # many write the day itself where the standard asks for the next
    return span(first, last, is_exclusive=True)


def _moment(value: Any, zone: tzinfo | None) -> Moment | None:
    if isinstance(value, datetime):
        local = value.astimezone(zone) if zone is not None and value.tzinfo is not None and _is_utc(value) else value
        return Moment(Edtf.of_days(local.date()), local.hour * 3600 + local.minute * 60 + local.second)
    return Moment(Edtf.of_days(value)) if isinstance(value, date) else None


def _is_utc(value: datetime) -> bool:
    return str(value.tzinfo) == "UTC"


def _printed(event: Event, name: str) -> str:
    """A date as the file has it."""
    value = event.get(name)
    try:
        return str(value.to_ical().decode()) if hasattr(value, "to_ical") else fold(words_of(event, name))[:200]
    except BROKEN:
        return ""


def _status(event: Event, *, is_ours: bool) -> str:
    """Its status; of a calendar of ours only that it is cancelled, for such call planned meetings confirmed too."""
    status = words_of(event, "STATUS").lower()
    return status if not is_ours or status == "cancelled" else ""


def _organizer(event: Event) -> str:
    value = event.get("ORGANIZER")
    value = value[0] if isinstance(value, list) and value else value
    return fold(str(_parameter(value, "CN")))[:200]


def _parameter(value: Any, name: str) -> Any:
    return getattr(value, "params", {}).get(name, "")


def _links(event: Event) -> tuple[Link, ...]:
    attached = event.get("ATTACH") or []
    held = (attached if isinstance(attached, list) else [attached])[:MOST_LINKS]
    others = [str(one) for one in held if not str(_parameter(one, "FMTTYPE")).startswith("image/")]
    urls = (link_target(url) for url in (words_of(event, "URL"), *others))
    return tuple(dict.fromkeys(Link(url, url) for url in urls if url))


def _categories(event: Event) -> tuple[str, ...]:
    values = event.get("CATEGORIES") or []
    names: list[str] = []
    for value in values if isinstance(values, list) else [values]:
        names += [fold(str(name))[:200] for name in getattr(value, "cats", [value])]
    return tuple(dict.fromkeys(name for name in names if name))
