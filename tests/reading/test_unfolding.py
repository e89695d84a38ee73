"""Newsletters whose line ends are lost: made-up text in one line, beside the meetings expected of it."""

from iscm.domain.documents import Document
from iscm.reading.read import read

ONE_LINE = (
    "Prague Process The 6th Senior OfficialsMeeng, 12-13 May 2018 in Vilnius, Lithuania adopted the work plan of the "
    "Process for the years to come, with a pro- gramme of training for border guards and consular staff. The Workshop "
    "on labour migraon, 3 July 2018 in Tbilisi, Georgia compared how States recognise skills. Migration Dialogue for "
    "Southern Africa (MIDSA) The Ministerial Meeng, 25-26 October 2018 in Maseru, Lesotho endorsed a regional plan on "
    "labour migration. Bali Process is not the subject of this line, and stands in a sentence like any other."
)


def test_headings_in_the_flow_part_a_newsletter(vocabulary):
    reading = read(Document("made-up", ONE_LINE.encode()), vocabulary)
    assert [(record.mechanisms, record.title, str(record.edtf)) for record in reading.records] == [
        (("prague-process",), "6th Senior Officials Meeting", "2018-05-12/2018-05-13"),
        (("prague-process",), "Workshop on labour migration", "2018-07-03"),
        (("midsa",), "Ministerial Meeting", "2018-10-25/2018-10-26"),
    ]
    assert [record.places[0].city for record in reading.records] == ["Vilnius", "Tbilisi", "Maseru"]


def test_long_line_without_headings_stays_one_line(vocabulary):
    prose = "The Prague Process met often. " * 30
    assert len(read(Document("made-up", prose.encode()), vocabulary).problems) <= 2
