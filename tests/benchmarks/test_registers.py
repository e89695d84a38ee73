"""Made-up registers: the same every time, of the size that was asked for, in the shape of the field."""

from collections import Counter
from itertools import chain

import pytest

from benchmarks.registers import shape
from benchmarks.registers.documents import FAMILIES, documents
from benchmarks.registers.meetings import imagined, years
from benchmarks.registers.themes import labels
from benchmarks.registers.words import RARE_WORD
from iscm.register.operations.admitting import admit

SIZE = 6_000


@pytest.fixture(scope="module")
def meetings():
    return list(chain.from_iterable(imagined(SIZE)))


@pytest.fixture(scope="module")
def readings():
    return list(documents(SIZE))


def share(meetings, holds) -> float:
    return sum(map(bool, map(holds, meetings))) / len(meetings)


def test_two_runs_make_the_same():
    assert list(documents(300)) == list(documents(300))


@pytest.mark.parametrize("size", [0, 1, 39, 120, 6_000, 100_000, 1_000_000])
def test_years_have_so_many_meetings_together(size):
    assert sum(years(size).values()) == size


def test_there_are_more_meetings_from_year_to_year_as_growth_says():
    held = list(years(1_000_000).values())
    assert held == sorted(held)
    assert held[-1] / held[0] == pytest.approx(shape.GROWTH, rel=0.01)


def test_every_meeting_has_a_number_of_its_own(meetings):
    assert sorted(one.n for one in meetings) == list(range(SIZE))


def test_meetings_lie_in_forty_years_in_the_order_of_their_days(meetings):
    assert {one.first.year for one in meetings} == {*range(1988, 2028)}
    assert [one.first for one in meetings] == sorted(one.first for one in meetings)
    assert all(one.first <= one.last and one.first.year == one.last.year for one in meetings)


@pytest.mark.parametrize(
    ("holds", "wanted"),
    [
        (lambda one: one.imprecise, shape.TO_BE_CONFIRMED),
        (lambda one: len(one.mechanisms) > 1, shape.JOINT),
        (lambda one: one.status == "cancelled", shape.CANCELLED),
        (lambda one: one.status == "postponed", shape.POSTPONED),
        (lambda one: one.ordinal, shape.NUMBERED),
        (lambda one: one.last > one.first, 0.39),
        (lambda one: one.lang != "en", 0.44),
        (lambda one: not one.themes, 0.5),
    ],
    ids=["to-be-confirmed", "joint", "cancelled", "postponed", "numbered", "several-days", "not-english", "no-theme"],
)
def test_shares_are_those_of_the_shape(meetings, holds, wanted):
    assert share(meetings, holds) == pytest.approx(wanted, abs=0.02)


def test_all_thirty_mechanisms_six_languages_and_ways_of_attending_are_met(meetings):
    assert len(shape.MECHANISMS) == 30
    assert {slug for one in meetings for slug in one.mechanisms} == {*shape.MECHANISMS}
    assert {one.lang for one in meetings} == {"en", "es", "fr", "ar", "ru", "zh"}
    assert {one.attendance for one in meetings} == {"in-person", "online", "hybrid", "unknown"}
    assert len(labels()) == 25
    assert {slug for one in meetings for slug in one.themes} == {*labels()}


def test_nobody_met_online_before_2012(meetings):
    assert {one.attendance for one in meetings if one.first.year < 2012} <= {"in-person", "unknown"}


def test_meetings_of_one_kind_are_counted_on(meetings):
    counted = [one.ordinal for one in meetings if one.ordinal and one.kind == "plenary" and one.mechanisms[0] == "rcm"]
    assert counted == list(range(1, len(counted) + 1))


def test_a_rare_word_stands_in_one_title_of_so_many(meetings):
    assert share(meetings, lambda one: RARE_WORD in one.title) == pytest.approx(1 / shape.RARE)


def test_each_meeting_is_in_the_calendar_and_half_of_them_in_others(readings, meetings):
    records = Counter(reading.reader for reading in readings for _ in reading.records)
    assert records["calendar"] == len(meetings)
    certain = 1 - shape.TO_BE_CONFIRMED
    assert records["feed"] / len(meetings) == pytest.approx(shape.BY_SECRETARIAT * certain, abs=0.02)
    assert records["highlights"] / len(meetings) == pytest.approx(shape.REPORTED * certain, abs=0.02)


def test_outcomes_are_told_by_reports_alone(readings):
    told = {reading.reader for reading in readings for record in reading.records if record.outcome}
    assert told == {"highlights"}


def test_what_documents_say_can_be_stored_as_it_is(readings):
    assert all(admit(reading) == reading for reading in readings[:6])


def test_documents_are_of_a_bounded_length_and_each_has_a_name_of_its_own(monkeypatch):
    monkeypatch.setattr(shape, "LARGEST", 20)
    held = list(documents(2_000))
    assert max(len(reading.records) for reading in held) == 20
    assert len({reading.sha256 for reading in held}) == len({reading.title for reading in held}) == len(held)
    assert {reading.reader for reading in held} == {reader for reader, _, _ in FAMILIES.values()}


def test_dates_to_be_confirmed_are_told_as_vaguely_as_the_shape_says(readings):
    told = {
        record.edtf.precision.value for reading in readings for record in reading.records if record.date_status == "tbc"
    }
    assert told == {"day", "month", "quarter", "half-year", "year"}
