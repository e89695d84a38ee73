"""Which meetings are counted on, and what is wrong with their numbers."""

import pytest

from iscm.domain.dates import Edtf
from iscm.domain.meetings import Meeting, Party, Role
from iscm.reconciliation.series import check_series, in_order, series_of

SOM = "senior-officials-meeting"


def make_meeting(ordinal, when, title="Senior Officials' Meeting", kind=SOM, mechanisms=("budapest-process",), **rest):
    parties = tuple(Party(slug, Role.HOST) for slug in mechanisms)
    return Meeting(f"{when} {title}", title, edtf=Edtf.parse(when), ordinal=ordinal, kind=kind, parties=parties, **rest)


@pytest.mark.parametrize(
    ("meeting", "key"),
    [
        (make_meeting(34, "2024-06-27"), "budapest-process/senior-officials-meeting/"),
        (
            make_meeting(
                22,
                "2024-11-06",
                "22nd (XXII) South American Conference on Migration",
                "conference-of-states",
                ("sacm",),
            ),
            "sacm/main-session/",
        ),
        (make_meeting(7, "2022-10-18", "7th Forum", "forum", ("pafom",)), "pafom/main-session/"),
        (
            make_meeting(4, "2022-07-14", "4th Regional Congress on Women in migratory contexts", "congress", ("rcm",)),
            "rcm/congress/context women",
        ),
        (
            make_meeting(11, "2017-10-17", "11th Silk Routes Region Working Group Meeting", "working-group"),
            "budapest-process/working-group/route silk",
        ),
        (
            make_meeting(
                5, "2024-10-10", "5th (V) Plenary Meeting between the RCM and the SACM", "plenary", ("sacm", "rcm")
            ),
            "rcm+sacm/main-session/",
        ),
        (make_meeting(None, "2024-06-27"), "None"),
        (make_meeting(2, "2024", count=2), "None"),
    ],
)
def test_series_is_named_by_mechanism_kind_and_body(vocabulary, meeting, key):
    assert str(series_of(meeting, vocabulary)) == key


@pytest.mark.parametrize(
    ("numbers", "problems"),
    [
        ([(33, "2023-12-01"), (34, "2024-06-27"), (35, "2024-10-14")], []),
        ([(34, "2024-06-27"), (34, "2024-10-14")], [("ordinal-repeated", 34)]),
        ([(35, "2024-06-27"), (34, "2024-10-14")], [("ordinal-sequence", 34)]),
        # Some series count anew for every chairmanship or year.
        ([(1, "2016-02-01"), (2, "2016-07-01"), (1, "2017-02-01"), (2, "2017-07-01")], []),
        ([(1, "2017-02-01"), (1, "2017-07-01")], [("ordinal-repeated", 1)]),
        # What lies years back was perhaps counted in another way.
        ([(31, "2016-11-15"), (18, "2024-05-02")], []),
        # A vague date does not prove an order.
        ([(35, "2024"), (34, "2024-10-14")], []),
    ],
)
def test_numbers_run_with_dates(numbers, problems):
    meetings = [make_meeting(ordinal, when) for ordinal, when in numbers]
    found = check_series(in_order(meetings))
    assert [(problem.code, meeting.ordinal) for meeting, _, problem in found] == problems


def belong_together(vocabulary, *meetings):
    return len({series_of(meeting, vocabulary) for meeting in meetings}) == 1


@pytest.mark.parametrize(
    ("kinds", "titles", "mechanism"),
    [
        (
            ("congress", "congress"),
            (
                "4th Regional Congress on Women in migratory contexts",
                "6th (VI) Regional Congress on Women in Migration Contexts: Towards the protection of all",
            ),
            "rcm",
        ),
        (
            ("working-group", "working-group"),
            (
                "10 th Silk Routes Working Group Meeting / Final Conference",
                "11th Silk Routes Region Working Group Meeting",
            ),
            "budapest-process",
        ),
        (
            ("working-group", "working-group"),
            ("8th meeting of the Trafficking in Persons working group", "9th Working Group on Trafficking in Persons"),
            "bali-process",
        ),
        (("intersessional",) * 2, ("XII Intersessional", "18th (XVIII) Intersessional Meeting"), "sacm"),
        (
            ("briefing-presentation", "plenary"),
            (
                "Third Meeting of the Arab Regional Consultative Process on Migration and Launching of the Report",
                "10th ARCP Regular Meeting",
            ),
            "arcp",
        ),
        (
            ("conference-of-states", "plenary"),
            ("20th Annual Pacific Immigration Directors Conference", "26th Regular Annual Meeting: “Together”"),
            "pidc",
        ),
        (
            ("senior-officials-meeting",) * 2,
            ("34th Senior Officials Meeting", "35th SOM and Preparatory Meeting for the 7th Ministerial Conference"),
            "budapest-process",
        ),
        (
            ("workshop", "workshop"),
            ("International Dialogue on Migration (IDM) Second 2016 Workshop “Follow-up”", "3rd IDM Workshop"),
            "idm",
        ),
        (
            ("troika", "troika"),
            ("First Meetings of the Troika, Steering Group and Friends of the Forum",) * 2,
            "gfmd",
        ),
    ],
)
def test_meetings_counted_together_are_one_series(vocabulary, kinds, titles, mechanism):
    meetings = [
        make_meeting(n, f"20{20 + n}", title, kind, (mechanism,))
        for n, (kind, title) in enumerate(zip(kinds, titles, strict=True), start=1)
    ]
    assert belong_together(vocabulary, *meetings)


@pytest.mark.parametrize(
    ("kinds", "titles", "mechanism"),
    [
        (
            ("forum", "forum"),
            ("1st Regional Forum on Migration and Communication", "2nd (II) Forum of GCM Champion Countries"),
            "rcm",
        ),
        (("forum", "plenary"), ("2nd Forum of GCM Champion Countries", "3rd Plenary Meeting"), "rcm"),
        (
            ("senior-officials-meeting",) * 2,
            (
                "31st Meeting of the Bali Process Steering Group and Bali Process 11th Senior Officials' Meeting (SOM)",
                "18th Steering Group Senior Officials' Meeting",
            ),
            "bali-process",
        ),
        (
            ("senior-officials-meeting",) * 2,
            ("17th Ad-Hoc Group Senior Officials' Meeting", "18th Steering Group Senior Officials' Meeting"),
            "bali-process",
        ),
    ],
)
def test_meetings_counted_apart_are_two_series(vocabulary, kinds, titles, mechanism):
    meetings = [
        make_meeting(n, f"20{20 + n}", title, kind, (mechanism,))
        for n, (kind, title) in enumerate(zip(kinds, titles, strict=True), start=1)
    ]
    assert not belong_together(vocabulary, *meetings)


def test_number_that_the_title_does_not_have_counts_under_the_kind(vocabulary):
    title = "International Migration Review Forum: An Opportunity"
    meeting = make_meeting(9, "2021", title, "mechanism-coordination", ("grcp",))
    assert str(series_of(meeting, vocabulary)) == "grcp/main-session/"
