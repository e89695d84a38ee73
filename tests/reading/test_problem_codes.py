"""Every problem code has an example that shows it, and everything that reading reports has a code in the table."""

from datetime import date

import pytest

from iscm.domain.citations import Locator
from iscm.domain.dates import Edtf
from iscm.domain.documents import Document
from iscm.domain.readings import Fingerprint, Reading
from iscm.domain.records import Anniversary, Index, Printed, Record
from iscm.reading.checks.checking import check
from iscm.reading.layouts.elements import Layout
from iscm.reading.problem_codes import PROBLEM_CODES, problem
from iscm.reading.read import read

HEADER = "Date\tPlace\tISCM\tTitle\n"
ROW = "3 May 2019\tTunis, Tunisia\tRabat Process\tSOM\n"
RSS = '<rss version="2.0"><channel><title>x</title>{}</channel></rss>'
ITEM = "<item><title>SOM, 3 May 2019</title></item>"
ICS = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:SOM\nDTSTART;VALUE=DATE:20190503\n{}END:VEVENT\nEND:VCALENDAR\n"
TEXTS = {
    "block-unread": '<html><script type="application/ld+json">{"@type": </script><p>3 May 2019: SOM</p></html>',
    "feed-broken": RSS.format(ITEM + "<item><title>a & b</title></item>"),
    "feed-cut": RSS.format(ITEM)[:-20],
    "property-unread": ICS.format("RRULE:FREQ=NEVER\n"),
    "series-cut": ICS.format("RRULE:FREQ=YEARLY\n"),
    "acronym-unknown": "ISEM 2019 calendar\n" + HEADER + ROW,
    "certain-after-update": HEADER + ROW + "Last update: 1 May 2019",
    "column-unknown": "Date\tPlace\tISCM\tTitle\tZodiac\n3 May 2019\tTunis, Tunisia\tRabat Process\tSOM\tTaurus\n",
    "count-differs": HEADER + ROW + "Number of events: 2",
    "date-ambiguous": HEADER + "05/06/2019\tTunis, Tunisia\tRabat Process\tSOM\n",
    "date-order": HEADER
    + "".join(f"{day} May 2019\tTunis, Tunisia\tRabat Process\tWorkshop {day}\n" for day in (3, 6, 7, 2, 8, 9)),
    "date-outside-year": "Calendar 2018\n" + HEADER + ROW,
    "date-repaired": HEADER + "April 10, 2-24\tTunis, Tunisia\tRabat Process\tSOM\n",
    "date-unread": HEADER + "30 February 2019\tTunis, Tunisia\tRabat Process\tSOM\n",
    "date-weekend": HEADER + "4 May 2019\tTunis, Tunisia\tRabat Process\tSOM\n",
    "layout-unknown": "Colour\tPrice\nred\t5\n",
    "letters-restored": "News digest 2016\nMain events\nBali Process\nA Ministerial Mee ng (3-4 May) on smuggling.\n",
    "line-unread": HEADER + ROW + "\nAn afterthought that nobody can place.",
    "link-lost": HEADER + '3 May 2019\tTunis, Tunisia\tRabat Process\t<a href="#">SOM</a>\n',
    "mechanism-misspelt": HEADER + "3 May 2019\tHarare, Zimbabwe\tMIDSSA\tSOM\n",
    "mechanism-several-names": HEADER
    + ROW
    + "4 June 2019\tOnline\tEuro-African Dialogue on Migration and Development\tSOM\n",
    "mechanism-unknown": HEADER + "3 May 2019\tTunis, Tunisia\tTunis Round\tSOM\n",
    "near-duplicate": HEADER + ROW + "6 May 2019\tTunis, Tunisia\tRabat Process\tSOM\n",
    "ordinal-repeated": HEADER
    + "9 September 2022\tKigali, Rwanda\tPAFOM\t7th PAFOM Conference\n18 October 2022\tOnline\tPAFOM\t7th Forum\n",
    "ordinal-sequence": HEADER
    + "9 May 2019\tOnline\tRCM\t34th Board Meeting\n18 October 2019\tOnline\tRCM\t33rd Board Meeting\n",
    "place-unknown": HEADER + "3 May 2019\tAtlantis\tRabat Process\tSOM\n",
    "status-unknown": "Date\tPlace\tISCM\tTitle\tStatus\n3 May 2019\tTunis, Tunisia\tRabat Process\tSOM\tpurple\n",
    "title-missing": HEADER + "3 May 2019\tTunis, Tunisia\tRabat Process\t\n",
    "to-be-confirmed": HEADER + "May 2019 (TBC)\tTBC\tRabat Process\tSOM\n",
}


def newsletter(**facts) -> Reading:
    record = Record(1, Locator(), Printed(), "SOM", Edtf.parse("2021-05-03"), mechanisms=("midwa",))
    return Reading("highlights", "0" * 64, "highlights", title="Highlights", year=2021, records=(record,), **facts)


READINGS = {
    "anniversary-differs": newsletter(anniversaries=(Anniversary("midwa", 30),)),
    "index-without-paragraph": newsletter(themes=(Index("data", "Data", ("midwa", "rmfm")),)),
    "paragraph-repeated": newsletter(fingerprints=(Fingerprint("ab" * 32, Locator(line_first=9)),)),
}
TYPED = {"kind-unknown"}  # only what a person types names a kind: tests/reading/readers/test_submission.py has it
# Only a sheet that was filled in: tests/register/test_answers.py and tests/reading/readers/test_answer_sheet.py.
ANSWERED = {"answer-foreign", "answer-key-lost", "answer-twice", "answer-unread"}
EARLIER = Reading(
    "older", "1" * 64, "highlights", title="Older", year=2020, fingerprints=(Fingerprint("ab" * 32, Locator()),)
)


@pytest.mark.parametrize("code", TEXTS)
def test_text_shows_its_problem(code, vocabulary):
    found = [held for held in read(Document("made-up", TEXTS[code].encode()), vocabulary).problems if held.code == code]
    assert [(held.code, held.severity) for held in found[:1]] == [(code, PROBLEM_CODES[code].severity)]


@pytest.mark.parametrize("code", READINGS)
def test_reading_shows_its_problem(code, vocabulary):
    found = check(READINGS[code], Layout("txt", ()), vocabulary, [EARLIER])
    assert [held.code for held in found if held.code == code] == [code]


def test_every_code_has_an_example():
    assert sorted({*TEXTS, *READINGS, *TYPED, *ANSWERED}) == sorted(PROBLEM_CODES)


def test_row_without_fault_has_no_problem(vocabulary):
    reading = read(Document("made-up", ("Calendar 2019\n" + HEADER + ROW).encode()), vocabulary)
    assert [held.code for held in reading.problems if held.code != "certain-after-update"] == []


def test_problem_without_a_code_in_the_table_is_refused():
    with pytest.raises(KeyError):
        problem("nothing-of-the-kind", "…")


def test_founding_year_may_be_one_off(vocabulary):
    founded = vocabulary.mechanisms["prague-process"].established
    reading = newsletter(anniversaries=(Anniversary("prague-process", 2021 - founded + 1),))
    assert [
        held.code for held in check(reading, Layout("txt", ()), vocabulary) if held.code == "anniversary-differs"
    ] == []


def test_suggestions_can_be_taken_as_they_stand(vocabulary):
    stated = read(Document("made-up", TEXTS["count-differs"].encode()), vocabulary)
    mended = read(Document("made-up", TEXTS["date-repaired"].encode()), vocabulary)
    assert [held.suggestion for held in stated.problems if held.code == "count-differs"] == ["1"]
    assert [held.suggestion for held in mended.problems if held.code == "date-repaired"] == ["2024-04-10"]
    assert mended.records[0].edtf.earliest == date(2024, 4, 10)
