"""Which claim wins, field by field, and what is kept of those that lost."""

from dataclasses import replace
from datetime import date

import pytest

from iscm.domain.dates import Edtf
from iscm.domain.documents import Trust
from iscm.domain.records import Link, PrintedDate, Suggestion
from iscm.reconciliation.merging import merge, rank
from tests.factories.records import make_reading, make_record, occurrences_of


def cite(record, name="a", trust=Trust.IOM, age=0, paragraph=None, **reading):
    (one,) = occurrences_of(make_reading(record, name=name, **reading))
    return replace(one, source=replace(one.source, trust=trust, age=age), paragraph=paragraph)


def of_day(day, title, **rest):
    return cite(make_record(title=title), name=title, last_update=date.fromisoformat(day), **rest)


@pytest.mark.parametrize(
    ("members", "winner"),
    [
        ([of_day("2024-01-01", "Old"), of_day("2024-05-01", "New")], "New"),
        ([of_day("2024-01-01", "Editor", trust=Trust.EDITOR), of_day("2024-05-01", "Iom")], "Editor"),
        ([of_day("2024-05-01", "Feed", trust=Trust.FEED), of_day("2024-01-01", "Iom")], "Iom"),
        ([of_day("2024-05-01", "Secretariat", trust=Trust.SECRETARIAT), of_day("2024-06-01", "Iom")], "Secretariat"),
        ([of_day("2024-05-01", "First", age=1), of_day("2024-05-01", "Second", age=2)], "Second"),
    ],
)
def test_most_trusted_and_then_latest_claim_wins(members, winner):
    assert merge("u", members).meeting.title == winner
    assert merge("u", members[::-1]).meeting.title == winner


@pytest.mark.parametrize(
    ("said", "is_closed"),
    [
        ([(None, Trust.IOM)], False),
        ([(True, Trust.IOM)], True),
        ([(True, Trust.IOM), (None, Trust.EDITOR)], True),
        ([(True, Trust.IOM), (False, Trust.EDITOR)], False),
        ([(False, Trust.SECRETARIAT), (True, Trust.EDITOR)], True),
    ],
)
def test_meeting_is_closed_where_the_most_trusted_that_speaks_of_it_says_so(said, is_closed):
    members = [cite(make_record(closed=closed), name=str(n), trust=trust) for n, (closed, trust) in enumerate(said)]
    assert merge("u", members).meeting.is_closed is is_closed


def test_meeting_of_a_closed_group_is_closed_unless_it_is_said_to_be_open():
    group = cite(make_record(title="Seminars", count=2, closed=True), name="group")
    silent, opened = (cite(make_record(closed=closed), name="one") for closed in (None, False))
    assert [merge("u", [one], [group]).meeting.is_closed for one in (silent, opened)] == [True, False]


def test_claims_that_lost_stay_behind_the_one_that_won():
    merged = merge("u", [of_day("2024-01-01", "old"), of_day("2024-05-01", "new")]).meeting
    assert [one.claim.value for one in merged.claims["title"]] == ["new", "old"]


def test_field_that_only_one_source_has_is_taken_from_it():
    plain = cite(make_record(), name="calendar")
    report = cite(
        make_record(outcome="Agreed.", links=(Link("x", "https://x.example"),), places=()), name="tracker", age=1
    )
    merged = merge("u", [plain, report])
    assert (merged.meeting.outcome, merged.meeting.places[0].city) == ("Agreed.", "Stockholm")
    assert {one.occurrence.key: "outcome" in one.chosen for one in merged.receipts} == {
        "calendar#1": False,
        "tracker#1": True,
    }


def test_title_of_a_table_counts_before_the_short_form_of_a_newsletter():
    calendar = cite(make_record(title="34th Senior Officials Meeting"))
    newsletter = cite(make_record(title="34th SOM"), name="h", reader="highlights", age=1)
    merged = merge("u", [calendar, newsletter]).meeting
    assert [one.claim.value for one in merged.claims["title"]] == ["34th Senior Officials Meeting", "34th SOM"]


def test_editor_may_give_any_title():
    calendar = cite(make_record(title="34th Senior Officials Meeting"))
    correction = cite(make_record(title="SOM 34"), name="h", reader="highlights", trust=Trust.EDITOR)
    assert merge("u", [calendar, correction]).meeting.title == "SOM 34"


def test_undated_record_does_not_win_over_a_dated_one():
    later = cite(make_record(when=None), name="b", age=1, last_update=date(2024, 12, 31))
    assert merge("u", [cite(make_record()), later]).meeting.edtf.text == "2024-06-27"


def test_claim_that_says_more_counts_before_one_that_it_contains():
    less = of_day("2024-05-01", "new")
    more = cite(make_record(mechanisms=("rcm", "budapest-process")), name="b")
    less = replace(less, record=replace(less.record, places=(replace(less.record.places[0], city=None),)))
    meeting = merge("u", [less, more]).meeting
    assert [party.mechanism for party in meeting.parties] == ["rcm", "budapest-process"]
    assert [party.role.value for party in meeting.parties] == ["host", "co-host"]
    assert meeting.places[0].city == "Stockholm"


def test_group_gives_outcome_topic_and_links_but_no_date_or_title():
    group = cite(
        make_record(title="Two meetings", when="2024-06-27/2024-06-28", outcome="A plan.", topic="Data"),
        name="g",
        age=1,
    )
    merged = merge("u", [cite(make_record())], [group])
    meeting = merged.meeting
    assert (meeting.title, meeting.edtf.text, meeting.outcome, meeting.topic) == (
        "Senior Officials' Meeting",
        "2024-06-27",
        "A plan.",
        "Data",
    )
    assert [(one.relation, one.rank) for one in merged.receipts] == [("same", 0), ("grouped", 1)]


def test_paragraph_that_repeats_an_older_one_counts_after_it():
    first = cite(make_record(when="2021-11-10"), name="2021", paragraph="p", year=2021)
    again = cite(make_record(when="2022-11-10"), name="2022", paragraph="p", year=2022, age=1)
    assert [one.source.year for one in rank([again, first])] == [2021, 2022]
    assert merge("u", [again, first]).meeting.edtf.text == "2021-11-10"


def test_best_reason_for_a_theme_is_kept():
    weak, strong = Suggestion("data", "data in the topic", 0.4), Suggestion("data", "data in the title", 0.9)
    members = [cite(make_record(themes=(weak,))), cite(make_record(themes=(strong,)), name="b", age=1)]
    assert merge("u", members).meeting.themes == (strong,)


def test_meeting_of_a_divided_group_is_called_by_one_and_its_claim_keeps_the_words():
    dates = tuple(PrintedDate(when, Edtf.parse(when)) for when in ("2022-10-20", "2022-12-13"))
    group = make_record(title="extraordinary meetings of SACM focal points", count=2, dates=dates)
    first, _ = occurrences_of(make_reading(group))
    merged = merge("u", [first])
    assert merged.meeting.title == "Extraordinary meeting of SACM focal points"
    assert merged.meeting.claims["title"][0].claim.value == "extraordinary meetings of SACM focal points"


def test_undivided_group_keeps_its_plural_with_a_capital():
    assert merge("u", [cite(make_record(title="seven webinars", count=7, when="2021"))]).meeting.title == (
        "Seven webinars"
    )


def test_title_that_an_editor_typed_stands():
    typed = replace(cite(make_record(title="eMigration forum")), only=frozenset({"title"}))
    typed = replace(typed, record=replace(typed.record, title="e-migration forum"))
    source = replace(typed.source, trust=Trust.EDITOR)
    assert merge("u", [cite(make_record()), replace(typed, key="c", source=source)]).meeting.title == (
        "e-migration forum"
    )
