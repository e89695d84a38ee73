"""A meeting as a row of a publication: what is printed, and the machine columns that spreadsheets and data add."""

from collections.abc import Iterable
from dataclasses import dataclass

from iscm.domain.addresses import followable
from iscm.domain.listing import UNLISTED, MeetingRow
from iscm.domain.meetings import Status
from iscm.domain.places import Attendance
from iscm.publication.labels import Labels
from iscm.publication.printed_dates import in_print
from iscm.publication.report import Cell, Column, Run, text
from iscm.publication.statuses import show_status
from iscm.publication.titles import tidied
from iscm.publication.words import Words

TOLD_FATES = frozenset({Status.CANCELLED.value, Status.POSTPONED.value, Status.RESCHEDULED.value, UNLISTED})
NO_PLACE_TO_COME = frozenset({Status.HELD.value, Status.CANCELLED.value})


@dataclass(frozen=True, slots=True)
class Site:
    """The public address of the register, empty where none is known: then nothing leads to it.

    `lang` is the language of the pages that are led to.
    """

    url: str = ""
    lang: str = "en"

    def page(self, path: str) -> str:
        """The address of a page; English pages have no language before their path."""
        if not self.url:
            return ""
        return f"{self.url}{path}" if self.lang == "en" else f"{self.url}/{self.lang}{path}"

    def meeting(self, uid: str) -> str:
        """The address of a meeting's page."""
        return self.page(f"/meetings/{uid}/")

    def record(self, document: int, record: int) -> str:
        """The address of what was read from one row of a document."""
        return self.page(f"/documents/{document}/#r{record}")


def date_cell(row: MeetingRow, words: Words) -> Cell:
    """When, as calendars print it."""
    return Cell(text(in_print(row.edtf, row.date_status, words)))


def place_cell(row: MeetingRow, labels: Labels) -> Cell:
    """Where: "Geneva, Switzerland and online"; "TBC" where not known of a meeting that may still come."""
    words, places = labels.words, labels.places(row.places)
    if row.attendance == Attendance.ONLINE.value:
        return Cell(text(words.gettext("Online")))
    if row.attendance == Attendance.HYBRID.value:
        return Cell(
            text(words.gettext("%(place)s and online") % {"place": places} if places else words.gettext("Hybrid"))
        )
    if places:
        return Cell(text(places))
    if row.attendance == Attendance.IN_PERSON.value:
        return Cell(text(words.gettext("In person")))
    return Cell(text("" if row.status in NO_PLACE_TO_COME else words.gettext("TBC")))


def title_cell(row: MeetingRow, words: Words, href: str) -> Cell:
    """The title with its link, how many meetings a group stands for, and a fate that a reader must not miss."""
    lang = row.lang if row.lang not in {"und", words.key} else ""
    runs = [Run(tidied(row.title), href=href, lang=lang)]
    if row.count is None:
        runs.append(Run(f" ({words.gettext('several meetings')})"))
    elif row.count > 1:
        number = words.ngettext("%(n)s meeting", "%(n)s meetings", row.count) % {"n": row.count}
        runs.append(Run(f" ({number})"))
    if row.standing in TOLD_FATES:
        runs.append(Run(f" [{show_status(row.standing, words).label}]", is_quiet=True))
    return Cell(tuple(runs))


def links_of(row: MeetingRow) -> tuple[str, ...]:
    """The addresses that its sources print, each once, as far as they may be followed."""
    return tuple(dict.fromkeys(url for link in row.links if (url := followable(link.url))))


def address_of(row: MeetingRow, site: Site) -> str:
    """Where its title leads: the first address its sources print, else its page."""
    return next(iter(links_of(row)), "") or site.meeting(row.uid)


def machine_columns(words: Words) -> tuple[Column, ...]:
    """The machine columns, in the order of `machine_cells`."""
    said = (
        ("edtf", "text", words.gettext("The date in EDTF (ISO 8601-2), as precise as the source.")),
        ("first_day", "day", words.gettext("The first day that the date may cover.")),
        ("last_day", "day", words.gettext("The last day that the date may cover, inclusive.")),
        ("date_status", "text", words.gettext("confirmed, or tbc where the source calls the date to be confirmed.")),
        (
            "status",
            "text",
            words.gettext("planned, tentative, confirmed, held, postponed, rescheduled or cancelled."),
        ),
        ("unlisted_since", "day", words.gettext("The day since which its source lists the meeting no longer.")),
        ("attendance", "text", words.gettext("in-person, online, hybrid or unknown.")),
        ("count", "number", words.gettext("How many meetings the row stands for; empty: several, number not said.")),
        ("mechanisms", "text", words.gettext("The mechanisms by their keys, with semicolons.")),
        ("places", "text", words.gettext("City|country for each place, with semicolons; countries by ISO 3166-1.")),
        ("kind", "text", words.gettext("The kind of meeting by its key.")),
        ("themes", "text", words.gettext("The themes by their keys, with semicolons; most are suggested from words.")),
        ("uid", "text", words.gettext("The permanent key of the meeting.")),
        ("url", "text", words.gettext("The address to which the title leads.")),
    )
    return tuple(Column(key, key, kind=kind, description=about, is_printed=False) for key, kind, about in said)


def machine_cells(row: MeetingRow, url: str) -> tuple[Cell, ...]:
    """The values of the machine columns."""
    return (
        _plain(row.edtf),
        Cell(value=row.earliest),
        Cell(value=row.latest),
        _plain(row.date_status),
        _plain(row.status),
        Cell(value=row.unlisted_since),
        _plain(row.attendance),
        Cell(value=row.count),
        _joined(party.slug for party in row.parties),
        _joined(f"{place.city}|{place.country}" for place in row.places),
        _plain(row.kind),
        _joined(theme.slug for theme in row.themes),
        _plain(row.uid),
        _plain(url),
    )


def _plain(value: str) -> Cell:
    return Cell(value=value or None)


def _joined(values: Iterable[str]) -> Cell:
    return _plain(";".join(values))
