"""Header words in English, French and Spanish, in any order; and rows that are no headers."""

import pytest

from iscm.domain.citations import Locator
from iscm.reading.layouts.elements import Cell, Row
from iscm.reading.readers.columns import Column, column_of, header_of, is_header_rest

NAMES = {
    Column.DATE: ["Date", "DATE(S)", "When", "Meeting date", "Date of the event", "Start date", "Fecha", "Période"],
    Column.DATE_END: ["End date", "To", "Fecha fin", "Date de fin"],
    Column.MONTH: ["Month", "Mes", "Mois"],
    Column.PLACE: ["Place", "Venue", "Location", "Lieu", "Lugar", "Where", "Sede", "Event venue", "Place / Venue"],
    Column.CITY: ["City", "Ciudad", "Host city"],
    Column.COUNTRY: ["Country", "Pays", "País", "Host country"],
    Column.MECHANISM: [
        "ISCM", "ISCMs", "RCP", "Mechanism", "Process", "Organizer", "Organiser", "Mecanismo", "Name of the process",
        "Meeting organizer",
    ],
    Column.TITLE: [
        "Title of the Event / Meeting", "Event / Title", "Event", "Meeting", "Activity", "Titre",
        "Título de la reunión", "ISCM event",
        "Reunión", "Name of the meeting", "ISCM meeting title", "Meeting name",
    ],
    Column.OUTCOME: ["Outcome", "Results", "Résultats", "Resultados", "Meeting outcome"],
    Column.LINK: ["Link", "URL", "Website", "Enlace"],
    Column.THEME: ["Theme", "Topic", "Tema", "Thématique"],
    Column.STATUS: ["Status", "Estado", "Statut"],
    Column.FORMAT: ["Format", "Modality", "Modalidad"],
    Column.KIND: ["Type", "Type of meeting", "Category"],
    Column.ABOUT: ["Description", "Objectives", "Summary"],
    Column.IGNORED: ["No.", "#", "Remarks", "Contact", "Participants"],
}  # fmt: skip
NO_NAMES = ["", "Geneva, Switzerland", "3 May 2019", "GFMD", "Rabat Process", "14th Summit", "Zodiac", "x" * 500]


@pytest.mark.parametrize(("name", "column"), [(name, column) for column, names in NAMES.items() for name in names])
def test_name_announces_its_column(name, column):
    assert column_of(name) == (column,)


@pytest.mark.parametrize("name", NO_NAMES)
def test_other_words_announce_nothing(name):
    assert column_of(name) == ()


@pytest.mark.parametrize("name", ["Date and venue", "Date / Place", "Place and date", "Fecha y lugar", "Date et lieu"])
def test_date_and_place_may_share_a_column(name):
    assert column_of(name) == (Column.DATE, Column.PLACE)


@pytest.mark.parametrize(
    "cells",
    [
        ["3 May 2019", "Geneva, Switzerland", "GFMD", "Summit"],
        ["TBC", "", "Regional Conference on Migration", "Meeting"],
        ["Date"],
        ["Colour", "Price"],
        ["Zodiac", "Planet", "Date", "House", "Aspect"],
        ["Meeting", "Event"],
    ],
)
def test_other_rows_are_no_headers(cells):
    assert header_of(row(*cells)) is None


def test_unknown_names_are_kept_apart():
    header = header_of(row("Date", "Zodiac", "Meeting"))
    assert (header.columns, header.unknown) == (((Column.DATE,), (), (Column.TITLE,)), ("Zodiac",))


def test_second_column_of_the_same_kind_is_kept_apart():
    header = header_of(row("Date", "Meeting", "Event"))
    assert (header.columns, header.unknown) == (((Column.DATE,), (Column.TITLE,), ()), ("Event",))


def test_second_line_of_a_header_says_more_of_the_same_columns():
    above, below = header_of(row("Date", "Where", "", "What")), header_of(row("Date", "City", "Country", ""))
    assert below.below(above).columns == ((Column.DATE,), (Column.CITY,), (Column.COUNTRY,), (Column.TITLE,))


@pytest.mark.parametrize(
    ("cells", "is_rest"), [(["", "meeting"], True), (["", "meeting in Geneva"], False), (["", ""], False)]
)
def test_rest_of_a_header_has_only_header_words(cells, is_rest):
    assert is_header_rest(row(*cells)) is is_rest


def row(*cells: str) -> Row:
    return Row(tuple(Cell(cell) for cell in cells), Locator(row=1), 1)
