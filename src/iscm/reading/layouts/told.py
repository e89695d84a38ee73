"""What feeds and pages tell programs: one entry a meeting, or a piece of news, in the words of its source."""

from dataclasses import dataclass
from datetime import date

from iscm.domain.citations import Locator
from iscm.domain.dates import Edtf
from iscm.domain.records import Link


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of a feed, or one event that a page describes for programs.

    `is_event` where the format itself says that it is a meeting; other entries may be news. `when` are the words of its
    date, `edtf` the date where a program wrote it, `note` what had to be mended in it, `date_status` a value of
    `records.DateStatus` or nothing. `place` are the words of its place, `towns` the same as town and country, or its
    code, where the format parts them. `status` and `attendance` are words, or values of our own. `organizers` are
    bodies; `by` are names that may be those of persons, used only where they are a mechanism's. `lines` is its
    description line by line. `published` is the day the entry appeared, never that of the meeting. `whole` is the key
    of the meeting where a source of ours tells one in several entries, `is_ours` says that its words are those of our
    own feeds. `aside` says why the entry is none of a meeting, where its format shows that.
    """

    locator: Locator
    title: str
    is_event: bool = True
    when: str = ""
    edtf: Edtf | None = None
    note: str = ""
    date_status: str = ""
    place: str = ""
    towns: tuple[tuple[str, str], ...] = ()
    status: str = ""
    attendance: str = ""
    organizers: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    lines: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    side_event_of: str = ""
    published: date | None = None
    lang: str = ""
    whole: str = ""
    is_ours: bool = False
    aside: str = ""

    @property
    def text(self) -> str:
        """The words of the entry in one line, for the account of what was set aside."""
        return " · ".join(words for words in (self.when, self.title, self.place) if words)
