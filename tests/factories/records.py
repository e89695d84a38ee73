"""Records and readings for tests: small made ones, and the five real documents as `expected/` transcribes them."""

import csv
import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from iscm.domain.citations import Locator
from iscm.domain.dates import Edtf
from iscm.domain.documents import Trust
from iscm.domain.names import fold
from iscm.domain.places import Attendance, Place
from iscm.domain.readings import Fingerprint, Reading
from iscm.domain.records import DateStatus, Link, Printed, PrintedDate, Record
from iscm.reconciliation.occurrences import Occurrence, occurrences, source_of

KINDS = {
    "senior-officials": "senior-officials-meeting",
    "ministerial": "ministerial-conference",
    "conference": "forum",
    "steering": "steering-committee",
    "technical": "technical-meeting",
    "preparatory": "preparatory-meeting",
    "annual": "plenary",
    "board": "board-meeting",
    "thematic": "thematic-meeting",
    "other": "other-meeting",
}
ATTENDANCE = {"tbc": "unknown"}
DOCUMENTS = ("tracker-gcm-2016-2017", "calendar-2017", "highlights-2021", "highlights-2022", "calendar-2024")


def make_record(n=1, title="Senior Officials' Meeting", when="2024-06-27", mechanisms=("budapest-process",), **rest):
    """A record with plain values; `places` are "City|CC"; anything else as in `Record`."""
    places = tuple(Place(*place.split("|")) for place in rest.pop("places", ("Stockholm|SE",)))
    rest = {"kind": "senior-officials-meeting", "attendance": Attendance.IN_PERSON, **rest}
    return Record(
        n=n,
        locator=Locator(line_first=n, line_last=n),
        printed=Printed(date=when, title=title, mechanism=", ".join(mechanisms)),
        title=title,
        edtf=Edtf.parse(when) if when else None,
        mechanisms=tuple(mechanisms),
        places=places,
        **rest,
    )


def make_reading(*records, name="calendar", year=2024, reader="calendar", **rest):
    """A reading of these records, numbered in order; its hash follows from what it says."""
    numbered = tuple(replace(record, n=n) for n, record in enumerate(records, start=1))
    digest = hashlib.sha256(repr((name, year, numbered, rest)).encode()).hexdigest()
    return Reading(name=f"{name}.txt", sha256=digest, reader=reader, year=year, title=name, records=numbered, **rest)


def occurrences_of(*readings: Reading) -> tuple[Occurrence, ...]:
    """The occurrences of readings that came in this order; keys read `name#n`."""
    return tuple(
        occurrence
        for age, reading in enumerate(readings)
        for occurrence in occurrences(
            reading,
            source_of(reading, key=reading.name, trust=Trust.IOM, age=age),
            reading.name.removesuffix(".txt"),
        )
    )


def expected_readings(shared: Path) -> tuple[Reading, ...]:
    """The five documents as their transcription has them, oldest first."""
    return tuple(expected_reading(shared, name) for name in DOCUMENTS)


def expected_reading(shared: Path, name: str) -> Reading:
    """One of the five documents as its transcription has it."""
    folder = shared / "expected"
    sha256 = hashlib.sha256((shared / "documents" / f"{name}.txt").read_bytes()).hexdigest()
    if name.startswith("highlights"):
        return _highlights(name, sha256, json.loads((folder / f"{name}.json").read_text()))
    meta = json.loads((folder / f"{name}.meta.json").read_text())
    rows = csv.DictReader((folder / f"{name}.csv").read_text().splitlines(keepends=True))
    return Reading(
        name=f"{name}.txt",
        sha256=sha256,
        reader=name.split("-", maxsplit=1)[0],
        title=meta["title"],
        publisher=meta["publisher"],
        year=meta["year"],
        last_update=date.fromisoformat(meta["last_update"]) if meta["last_update"] else None,
        stated_count=meta["claimed"],
        records=tuple(_row(row) for row in rows),
    )


def _row(row: dict[str, str]) -> Record:
    return Record(
        n=int(row["n"]),
        locator=Locator(line_first=int(row["line_first"]), line_last=int(row["line_last"])),
        printed=Printed(row["date_text"], row["place_text"], row["mechanisms_text"], row["title"], row.get("outcome")),
        title=row["title"],
        edtf=Edtf.parse(row["edtf"]),
        date_status=DateStatus(row.get("date_status") or "confirmed"),
        attendance=Attendance(ATTENDANCE.get(row.get("format", ""), row.get("format") or "in-person")),
        places=tuple(Place(*_city(place)) for place in row["places"].split(";") if place),
        mechanisms=tuple(row["mechanisms"].split(";")),
        kind=_kind(row.get("kind") or _guess(row["title"])),
        ordinal=int(row["ordinal"]) if row.get("ordinal") else None,
        outcome=row.get("outcome") or None,
        links=tuple(Link(url, url) for url in row.get("urls", "").split()),
    )


def _city(place: str) -> tuple[str | None, str | None]:
    city, _, country = place.strip().partition("|")
    return city or None, country or None


def _kind(coarse: str) -> str:
    return KINDS.get(coarse, coarse)


def _guess(title: str) -> str:
    words = fold(title)
    for word, kind in (("senior officials", "senior-officials"), ("som", "senior-officials"), ("workshop", "workshop")):
        if word in words:
            return kind
    return "consultation" if "consultation" in words else "other"


def _highlights(name: str, sha256: str, held: dict) -> Reading:
    records = [record for section in held["mechanisms"] for record in _mentions(section)]
    meeting = held["global_meeting"]
    records.append(_global_meeting(meeting, len(records) + 1))
    digest = hashlib.sha256(fold(meeting["text"].replace("⁹", " 9")).encode()).hexdigest()
    year = held["meta"]["year"]
    return Reading(
        name=f"{name}.txt",
        sha256=sha256,
        reader="highlights",
        title=held["meta"]["title"],
        publisher=held["meta"]["publisher"],
        year=year,
        records=tuple(records),
        fingerprints=(Fingerprint(digest, _lines(meeting)),),
    )


def _lines(held: dict) -> Locator:
    return Locator(line_first=held["line_first"], line_last=held["line_last"])


def _mentions(section: dict) -> Iterable[Record]:
    prepares = " and ".join(r["desc"] for r in section["references"] if r["relation"].startswith("prepared"))
    for held in section["mentions"]:
        dates = tuple(PrintedDate(one["text"], Edtf.parse(one["edtf"])) for one in held["dates"])
        desc, topic = held["desc"], held.get("themes_text") or None
        yield Record(
            n=held["n"],
            locator=_lines(section),
            printed=Printed(
                date="; ".join(one.text for one in dates) or None, title=desc, mechanism=section["heading"]
            ),
            title=desc,
            edtf=_together(dates),
            mechanisms=(section["slug"], *(held.get("with") or ())),
            kind=_kind(held["kind"]),
            ordinal=held["ordinal"],
            count=held["count"],
            topic=topic,
            dates=dates,
            prepares=prepares if topic and topic.startswith("in preparation") and prepares else None,
            side_event_of="1st IMRF" if "IMRF" in desc else None,
        )


def _together(dates: tuple[PrintedDate, ...]) -> Edtf | None:
    if len(dates) < 2:
        return dates[0].edtf if dates else None
    return Edtf.parse("{" + ",".join(one.edtf.text.replace("/", "..").strip("{}") for one in dates) + "}")


def _global_meeting(held: dict, n: int) -> Record:
    dates = tuple(PrintedDate(one["text"], Edtf.parse(one["edtf"])) for one in held["dates"])
    return Record(
        n=n,
        locator=_lines(held),
        printed=Printed(date=dates[0].text, title=held["heading_text"]),
        title=held["heading_text"],
        edtf=dates[0].edtf,
        dates=dates,
        mechanisms=("grcp",),
        kind="conference-of-states",
        ordinal=held["ordinal"],
        topic=held["title"],
    )
