"""The calendars of 2017 and 2024 and the tracker of 2016-2017, built from the register, hold what the documents print.

`../shared/expected` has what they print. Where ours differ, the reason stands here:

- The tracker told of two meetings more exactly than the calendar of 2017: their titles there are the tracker's.
- The tracker's row of two meetings on two days is two rows of ours, since the calendar lists them one by one.
"""

import csv
from datetime import date

import pytest

from iscm.domain.names import fold
from iscm.publication.reports.calendar import build_calendar
from iscm.publication.reports.tracker import build_tracker
from iscm.publication.words import words_in
from iscm.register.queries.calendars import calendar_facts
from iscm.register.queries.trackers import tracker_facts

pytestmark = [pytest.mark.shared, pytest.mark.django_db]

EN = words_in("en")
NUMBERS = {2017: 62, 2024: 119}
PRINTED_MORE_EXACTLY = {2017: 2, 2024: 0}
TRACKED = {"since": date(2016, 8, 1), "until": date(2017, 5, 31)}


def expected_rows(shared, name):
    with (shared / "expected" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def values(table, row):
    return {column.key: cell.value or cell.plain for column, cell in zip(table.columns, row.cells, strict=True)}


def places(text):
    """Cities and countries, a State that is a city with or without its name."""
    return frozenset(fold(place.replace("Luxembourg|", "|")) for place in text.split(";") if place)


def rows_of(report, n=0):
    table = report.tables[n]
    return [values(table, row) for row in table.rows]


@pytest.mark.parametrize("year", [2017, 2024])
def test_every_row_of_a_calendar_is_there_with_date_places_mechanisms_and_title(year, carried_register, shared):
    ours = rows_of(build_calendar(calendar_facts(year), EN, ""))
    assert len(ours) == NUMBERS[year]
    where = [(row["edtf"], row["date_status"], places(row["places"]), row["mechanisms"]) for row in ours]
    titled = [(*place, fold(row["title"])) for place, row in zip(where, ours, strict=True)]
    other_titles = 0
    for row in expected_rows(shared, f"calendar-{year}"):
        place = (row["edtf"], row["date_status"], places(row["places"]), row["mechanisms"])
        # Blanks before raised endings are taken out: "4 th" is printed "4th".
        title = fold(
            row["title"].replace(" th ", "th ").replace(" st ", "st ").replace(" nd ", "nd ").replace(" rd ", "rd ")
        )
        assert (row["n"], place in where) == (row["n"], True)
        other_titles += (*place, title) not in titled
    assert other_titles == PRINTED_MORE_EXACTLY[year]


def test_calendar_says_what_the_document_says_of_itself(carried_register):
    facts = calendar_facts(2024)
    assert (facts.last_update, facts.meetings) == (date(2024, 9, 24), 119)
    assert build_calendar(facts, EN, "").title == (
        "2024 Calendar of Meetings by Inter-State Consultation Mechanisms on Migration (ISCM)"
    )


def test_imprecise_dates_stand_after_the_days_they_may_cover(carried_register):
    dates = [row["date"] for row in rows_of(build_calendar(calendar_facts(2017), EN, ""))]
    assert dates.index("28 July 2017") + 1 == dates.index("July 2017 (TBC)")
    assert dates.index("September 2017 (TBC)") + 1 == dates.index("Second or third quarter of 2017 (TBC)")
    assert dates[-4:] == ["Second half of 2017 (TBC)", "2017 (TBC)", "2017 (TBC)", "2017 (TBC)"]


def test_every_row_of_the_tracker_is_there_with_an_outcome_its_addresses_and_its_line(carried_register, shared):
    ours = rows_of(build_tracker(tracker_facts("gcm", **TRACKED), EN, ""))
    expected = expected_rows(shared, "tracker-gcm-2016-2017")
    assert (len(expected), len(ours)) == (20, 21)
    for row in expected:
        found = [one for one in ours if one["locator"] == _lines(row)]
        assert (row["n"], len(found)) == (row["n"], 2 if row["n"] == "11" else 1)
        for one in found:
            assert (one["mechanisms"], places(one["places"])) == (row["mechanisms"], places(row["places"]))
            assert row["start"] <= one["first_day"].isoformat() <= one["last_day"].isoformat() <= row["end"]
            assert one["outcome"]
            assert [url for url in row["urls"].split(";") if url not in one["outcome"]] == []


def _lines(row):
    first, last = row["line_first"], row["line_last"]
    return f"line {first}" if first == last else f"lines {first}–{last}"


def test_summit_has_the_same_tracker(carried_register):
    gcm, summit = (tracker_facts(slug, **TRACKED) for slug in ("gcm", "un-summit-2016"))
    assert [row.uid for row in summit.stated] == [row.uid for row in gcm.stated]


def test_every_objective_and_target_has_a_tracker(carried_register, vocabulary):
    for objective in vocabulary.initiatives["gcm"].objectives:
        facts = tracker_facts("gcm", objective=objective.number)
        assert (objective.number, bool(facts.stated or facts.suggested)) == (objective.number, True)
    for target in vocabulary.initiatives["agenda-2030"].targets:
        facts = tracker_facts("agenda-2030", target=target)
        assert (target, bool(facts.suggested)) == (target, True)
