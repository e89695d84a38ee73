"""A site for tests of gathering: by itself, or spoken to as in use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from iscm.data.sources import Source
from iscm.domain.documents import Trust
from iscm.sources.fetching import Fetched, Validators

ADDRESS = "https://dialogue.example.org/meetings.ics"
NONE = Validators()


def permits(address: Any) -> bool:
    """Only this machine may be spoken to."""
    return bool(address.is_loopback)


def make_source(slug: str = "dialogue", **rest: Any) -> Source:
    """A calendar feed of a secretariat."""
    values = {
        "title": "Meetings of the dialogue",
        "publisher": "Secretariat of the dialogue",
        "trust": Trust.SECRETARIAT,
        "lang": "en",
        "reader": "",
        "date_order": "",
        "least_meetings": 1,
        "most_meetings": 100,
        "title_words": (),
        "page": "",
        "address": ADDRESS,
        "form": "icalendar",
        "mechanisms": ("budapest-process",),
    }
    return Source(slug=slug, **(values | rest))


def feed(*events: tuple[str, str], stamp: str = "20261121T080000Z", **more: str) -> bytes:
    """A calendar with an entry for each day ("2027-03-01", or with its last: "2027-03-01/2027-03-03") and title."""
    entries = [line for n, one in enumerate(events, start=1) for line in _entry(n, *one, stamp, more)]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Secretariat//EN", *entries, "END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()


def _entry(n: int, when: str, title: str, stamp: str, more: Mapping[str, str]) -> list[str]:
    first, _, last = when.partition("/")
    end = [f"DTEND;VALUE=DATE:{_day_after(last)}"] if last else []
    start = f"DTSTART;VALUE=DATE:{first.replace('-', '')}"
    said = [f"{name}:{value}" for name, value in more.items()]
    return ["BEGIN:VEVENT", f"UID:{n}@x", f"DTSTAMP:{stamp}", start, *end, f"SUMMARY:{title}", *said, "END:VEVENT"]


def _day_after(day: str) -> str:
    year, month, number = day.split("-")
    return f"{year}{month}{int(number) + 1:02}"


@dataclass
class FakeSite:
    """Stands for the fetcher: what each address gives, or the error that it raises, and what was asked of it."""

    answers: dict[str, bytes | Exception | None] = field(default_factory=dict)
    asked: list[tuple[str, Validators]] = field(default_factory=list)
    media: str = "text/calendar"
    etag: str = ""
    charset: str = ""

    def fetch(self, address: str, validators: Validators = NONE) -> Fetched | None:
        self.asked.append((address, validators))
        given = self.answers[address]
        if isinstance(given, Exception):
            raise given
        validators = Validators(etag=self.etag)
        return None if given is None else Fetched(address, address, given, self.media, validators, self.charset)
