"""What is to be confirmed; anniversaries against founding years; indexes against paragraphs."""

import re
from collections.abc import Iterator

from iscm.domain.citations import Locator
from iscm.domain.problems import Problem
from iscm.domain.records import Anniversary, DateStatus
from iscm.reading.cells.mechanisms import mechanism_finder
from iscm.reading.checks.context import Checked
from iscm.reading.problem_codes import problem

TBC = re.compile(
    r"\b(?:tbc|tbd|tba|to be (?:confirmed|determined|announced)|por confirmar|à confirmer)\b", re.IGNORECASE
)
ANNIVERSARY = re.compile(
    r"\b(\d{1,3})\s?(?:st|nd|rd|th|e|ème|º|o|er)?\s+(?:anniversary|anniversaire|aniversario)\b", re.IGNORECASE
)


def check_unconfirmed(checked: Checked) -> Iterator[Problem]:
    """Placeholders for what is still to be confirmed: date, place, title."""
    for record in checked.reading.records:
        printed = record.printed
        parts = {"date": printed.date, "place": printed.place, "title": printed.title}
        open_ = [name for name, words in parts.items() if words and TBC.search(words)]
        if record.date_status is DateStatus.TBC and "date" not in open_:
            open_.insert(0, "date")
        if open_:
            message = f"To be confirmed: {', '.join(open_)}."
            yield problem("to-be-confirmed", message, record.locator, record=record.n)


def check_anniversaries(checked: Checked) -> Iterator[Problem]:
    """An anniversary, printed by itself or in a title, does not fit the year in which the mechanism was founded.

    One year off is let pass: foundings take a year, and anniversaries are kept when it suits.
    """
    for held, year in _anniversaries(checked):
        mechanism = checked.vocabulary.mechanisms.get(held.mechanism)
        founded = mechanism.established if mechanism else None
        if mechanism and founded and abs(founded + held.years - year) > 1:
            message = (
                f"{held.years} years of {mechanism.acronym} in {year} would mean {year - held.years}; "
                f"we know {founded} as the year it began."
            )
            yield problem("anniversary-differs", message, held.locator, suggestion=str(year - founded))


def check_indexes(checked: Checked) -> Iterator[Problem]:
    """A mechanism is named in an index of themes or initiatives, but no meeting of it is told."""
    reading = checked.reading
    if reading.reader != "highlights":
        return
    told = {slug for record in reading.records for slug in record.mechanisms}
    told |= {section.mechanism for section in reading.sections if section.mechanism}
    places: dict[str, tuple[list[str], Locator]] = {}
    for index in (*reading.themes, *reading.initiatives):
        for slug in index.mechanisms:
            if slug not in told:
                places.setdefault(slug, ([], index.locator))[0].append(index.printed)
    for slug, (printed, locator) in places.items():
        mechanism = checked.vocabulary.mechanisms.get(slug)
        name = mechanism.acronym if mechanism else slug
        message = f"{name} is named under {', '.join(printed)}, but has no paragraph of its own."
        yield problem("index-without-paragraph", message, locator)


def _anniversaries(checked: Checked) -> Iterator[tuple[Anniversary, int]]:
    """Those the document prints, and those in titles, each with the year it is kept in."""
    reading = checked.reading
    for held in reading.anniversaries:
        if reading.year:
            yield held, reading.year
    finder = mechanism_finder(checked.vocabulary)
    for record in reading.records:
        match = ANNIVERSARY.search(record.title)
        if not match or not record.edtf or not record.edtf.earliest:
            continue
        named = [found.slug for found in finder.find(record.title[match.end() :])][:1] or list(record.mechanisms)[:1]
        for slug in named:
            yield Anniversary(slug, int(match[1]), record.locator), record.edtf.earliest.year
