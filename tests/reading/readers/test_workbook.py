"""Our highlights as a workbook: what the sheets beside the meetings say, and what they may not say."""

import io

import pytest
from openpyxl import Workbook

from iscm.domain.documents import Document
from iscm.reading.layouts.recognise import lay_out
from iscm.reading.read import read
from iscm.reading.readers.workbook import claims_layout

MEETINGS = [["ISCM", "Event", "Date", "edtf", "mechanisms"], ["RCM", "SOM", "4 May 2019", "2019-05-04", "rcm"]]
THEMES = [["Theme", "ISCM", "Remark", "slug", "mechanism_slug"]]
YEARS = [["ISCM", "Years", "mechanism_slug"]]
PUBLICATIONS = [["Title", "ISCM", "Address", "mechanism_slugs"]]


def workbook(**sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return Document("h.xlsx", content.getvalue())


def test_sheets_beside_the_meetings(vocabulary):
    document = workbook(
        meetings=MEETINGS,
        themes=[*THEMES, ["Data", "RCM", "", "data", "rcm"], ["Data", "SACM", "", "data", "sacm"]],
        initiatives=[*THEMES, ["GCM", "", "in others too", "gcm", ""], ["GCM", "RCM", "in others too", "gcm", "rcm"]],
        publications=[*PUBLICATIONS, ["A study", "RCM and SACM", "https://a.example/", "rcm;sacm"], ["B", "", "", ""]],
        anniversaries=[*YEARS, ["RCM", 25, "rcm"]],
    )
    reading = read(document, vocabulary)
    assert (reading.reader, [(record.title, record.mechanisms) for record in reading.records]) == (
        "highlights",
        [("SOM", ("rcm",))],
    )
    assert [(one.slug, one.mechanisms, one.remark) for one in (*reading.themes, *reading.initiatives)] == [
        ("data", ("rcm", "sacm"), None),
        ("gcm", ("rcm",), "in others too"),
    ]
    assert [(one.title, one.mechanisms, one.url) for one in reading.publications] == [
        ("A study", ("rcm", "sacm"), "https://a.example/"),
        ("B", (), None),
    ]
    assert [(one.mechanism, one.years) for one in reading.anniversaries] == [("rcm", 25)]


@pytest.mark.parametrize(
    "rows",
    [
        [*THEMES, ["Data", "RCM", "", "no-such-theme", "rcm"]],
        [*THEMES, ["Data", "RCM", "", "data", "no-such-mechanism"]],
        [*YEARS, ["RCM", "many", "rcm"]],
        [*YEARS, ["RCM", 99999999, "rcm"]],
    ],
)
def test_a_key_that_nobody_knows_is_set_aside_by_name(vocabulary, rows):
    reading = read(workbook(meetings=MEETINGS, beside=rows), vocabulary)
    assert (reading.themes, reading.anniversaries) == ((), ())
    assert [held.reason for held in reading.set_aside if held.locator.sheet == "beside"] == [
        "table header",
        "no key that we know",
    ]


@pytest.mark.parametrize("rows", [MEETINGS, [["Columns of the file"], ["mechanism_slug", "the key"]]])
def test_other_workbooks_are_none_of_ours(rows):
    assert claims_layout(lay_out(workbook(sheet=rows))) == 0.0
