"""What surrounds the words of a web page is set aside by name; meetings never are."""

import pytest

from iscm.domain.documents import Document
from iscm.reading.furniture import REASON, is_furniture
from iscm.reading.read import read


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content",
        "Read more",
        "Read more »",
        "Lire la suite",
        "Leer más",
        "Download PDF",
        "Share on Facebook",
        "Facebook | Twitter | LinkedIn",
        "English Français Español",
        "We use cookies to make this site better.",
        "© 2019 Some Organization",
        "Home > News > Events",
        "Next ›",
        "3 of 3 (46 total)",
        "Show only upcoming - Show all",
    ],
)
def test_furniture_is_known_by_its_whole_line(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Search and rescue at sea: workshop, 3 May 2019",
        "Home affairs ministers' meeting",
        "Next meeting: 3 May 2019",
        "Registration of births, Bangkok",
        "Download of the conclusions of the 3rd Forum",
        "Menu of options for regular pathways",
        "Data share fair",
        "Events",
        "Printed on 3 May 2019",
    ],
)
def test_other_lines_are_none(line):
    assert not is_furniture(line)


PAGE = """\
Skip to main content
Home > Events
Meetings 2021

9 March 2021
Workshop on labour market data
Lusaka, Zambia
Read more

12-14 May 2021
Experts' meeting
Lilongwe, Malawi
Read more

7 October 2021
Webinar on return
Online
Read more

Share on Facebook
© 2021 A secretariat
"""


def test_a_web_page_has_its_meetings_and_its_furniture(vocabulary):
    reading = read(Document("page", PAGE.encode()), vocabulary)

    assert [(str(r.edtf), r.title, r.outcome, [p.city for p in r.places]) for r in reading.records] == [
        ("2021-03-09", "Workshop on labour market data", None, ["Lusaka"]),
        ("2021-05-12/2021-05-14", "Experts' meeting", None, ["Lilongwe"]),
        ("2021-10-07", "Webinar on return", None, []),
    ]
    assert (reading.title, reading.year) == ("Meetings 2021", 2021)
    assert [line.text for line in reading.set_aside if line.reason == REASON] == [
        "Skip to main content",
        "Home > Events",
        "Read more",
        "Read more",
        "Read more",
        "Share on Facebook",
        "© 2021 A secretariat",
    ]
    assert reading.problems == ()
