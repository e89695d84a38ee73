"""Edtf: our profile, the bounds that follow from it, and what is refused."""

import calendar
import warnings
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.dates import DIVISIONS, Edtf, Precision
from iscm.domain.errors import EdtfError


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2024", "2024-01-01", "2024-12-31", Precision.YEAR),
        ("2024-XX", "2024-01-01", "2024-12-31", Precision.YEAR),
        ("2024-XX-XX", "2024-01-01", "2024-12-31", Precision.YEAR),
        ("2024-02", "2024-02-01", "2024-02-29", Precision.MONTH),
        ("2023-02-XX", "2023-02-01", "2023-02-28", Precision.MONTH),
        ("2024-07-09", "2024-07-09", "2024-07-09", Precision.DAY),
        ("2024-21", "2024-03-01", "2024-05-31", Precision.SEASON),
        ("2024-22", "2024-06-01", "2024-08-31", Precision.SEASON),
        ("2024-23", "2024-09-01", "2024-11-30", Precision.SEASON),
        ("2023-24", "2023-12-01", "2024-02-29", Precision.SEASON),
        ("9999-24", "9999-12-01", "9999-12-31", Precision.SEASON),
        ("2017-33", "2017-01-01", "2017-03-31", Precision.QUARTER),
        ("2017-36", "2017-10-01", "2017-12-31", Precision.QUARTER),
        ("2017-37", "2017-01-01", "2017-04-30", Precision.FOUR_MONTHS),
        ("2017-39", "2017-09-01", "2017-12-31", Precision.FOUR_MONTHS),
        ("2017-40", "2017-01-01", "2017-06-30", Precision.HALF_YEAR),
        ("2017-41", "2017-07-01", "2017-12-31", Precision.HALF_YEAR),
        ("2024-01-23/2024-01-25", "2024-01-23", "2024-01-25", Precision.DAY),
        ("2024-06/2024-07-09", "2024-06-01", "2024-07-09", Precision.MONTH),
        ("2017-34/2017-35", "2017-04-01", "2017-09-30", Precision.QUARTER),
        ("2024-02-07/..", "2024-02-07", None, Precision.DAY),
        ("../2024-06", None, "2024-06-30", Precision.MONTH),
        ("[2017-34,2017-35]", "2017-04-01", "2017-09-30", Precision.QUARTER),
        ("[2024-03-10..2024-03-17]", "2024-03-10", "2024-03-17", Precision.DAY),
        ("{2021-07,2021-09}", "2021-07-01", "2021-09-30", Precision.MONTH),
        ("{2021-05-24..2021-05-27,2021-10-25}", "2021-05-24", "2021-10-25", Precision.DAY),
        ("2024-03~", "2024-03-01", "2024-03-31", Precision.MONTH),
    ],
)
def test_bounds_are_inclusive_and_follow_from_the_text(text, earliest, latest, precision):
    edtf = Edtf.parse(text)

    assert [str(edtf.earliest) if edtf.earliest else None, str(edtf.latest) if edtf.latest else None] == [
        earliest,
        latest,
    ]
    assert edtf.precision is precision


@pytest.mark.parametrize(
    ("text", "marks"),
    [("2024-03", (False, False)), ("2024-03?", (True, False)), ("2024-03~", (False, True)), ("2024-03%", (True, True))],
)
def test_marks(text, marks):
    edtf = Edtf.parse(text)

    assert (edtf.is_uncertain, edtf.is_approximate) == marks


def test_marks_of_a_part_are_marks_of_the_whole():
    edtf = Edtf.parse("2024-03-01?/2024-03~")

    assert (edtf.is_uncertain, edtf.is_approximate) == (True, True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "24",
        "202",
        "20244",
        "0000",
        "2024-00",
        "2024-13",
        "2024-20",
        "2024-25",
        "2024-32",
        "2024-42",
        "2024-99",
        "2024-02-30",
        "2023-02-29",
        "2024-04-31",
        "2024-01-00",
        "2024-01-32",
        "2024-21-01",
        "2024-33-XX",
        "2024-XX-05",
        "2024-1-1",
        "2024/01/21",
        "2024-01-21 ",
        "2024-01-21\n",
        "٢٠٢٤",
        "２０２４",
        "2024-01-21T10:00",
        "-2024",
        "2024??",
        "2024-04-10/2024-02-24",
        "2024-03/2024-02-01",
        "../..",
        "2024/",
        "/2024",
        "2024/2025/2026",
        "..",
        "2024..2025",
        "[]",
        "{}",
        "[,]",
        "[2024,]",
        "[2024-03-10..]",
        "[..2024-03-10]",
        "[2024-03-17..2024-03-10]",
        "{2024,2025",
        "2024]",
        "[2024/2025]",
        "[[2024]]",
        "January 2024",
        "x" * 1000,
        "[" + "2024," * 200 + "2024]",
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(EdtfError):
        Edtf.parse(text)


@pytest.mark.parametrize("text", [None, 2024, b"2024"])
def test_what_is_no_text_is_refused(text):
    with pytest.raises(EdtfError):
        Edtf.parse(text)


@pytest.mark.parametrize(
    ("text", "is_day_precise", "is_choice", "is_set"),
    [
        ("2024-07-09", True, False, False),
        ("2024-07-09/2024-07-10", True, False, False),
        ("2024-07-09/..", False, False, False),
        ("2024-07", False, False, False),
        ("[2024-03-10,2024-03-17]", True, True, False),
        ("{2024-03-10,2024-03-17}", True, False, True),
        ("{2024-03-10,2024-04}", False, False, True),
    ],
)
def test_what_a_date_is(text, is_day_precise, is_choice, is_set):
    edtf = Edtf.parse(text)

    assert (edtf.is_day_precise, edtf.is_choice, edtf.is_set) == (is_day_precise, is_choice, is_set)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("2024-03-10", "2024-03-10", True),
        ("2024-03-10", "2024-03-11", False),
        ("2024-03", "2024-03-31", True),
        ("2024-03-10/..", "2030-01-01", True),
        ("../2024-03-10", "2024-03-11", False),
        ("[2017-34,2017-35]", "2017-07", True),
    ],
)
def test_overlap_is_the_same_both_ways(one, other, overlap):
    pair = Edtf.parse(one), Edtf.parse(other)

    assert (pair[0].may_overlap(pair[1]), pair[1].may_overlap(pair[0])) == (overlap, overlap)


def test_days_make_the_shortest_text():
    first = date(2024, 1, 23)

    assert str(Edtf.of_days(first)) == "2024-01-23"
    assert str(Edtf.of_days(first, first)) == "2024-01-23"
    assert str(Edtf.of_days(first, date(2024, 1, 25))) == "2024-01-23/2024-01-25"
    with pytest.raises(EdtfError):
        Edtf.of_days(first, date(2024, 1, 22))


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
POINTS = st.one_of(
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: f"{day:%Y-%m}"),
    DAYS.map(lambda day: f"{day:%Y}"),
    st.tuples(st.integers(1900, 2100), st.sampled_from(sorted(DIVISIONS))).map(lambda pair: f"{pair[0]}-{pair[1]}"),
    DAYS.map(lambda day: f"{day:%Y-%m}-XX"),
)
MARKED = st.tuples(POINTS, st.sampled_from(["", "?", "~", "%"])).map("".join)


@given(MARKED)
def test_bounds_are_ordered_and_the_text_comes_back(text):
    edtf = Edtf.parse(text)

    assert edtf.earliest <= edtf.latest
    assert (str(edtf), Edtf.parse(str(edtf))) == (text, edtf)


@given(st.lists(MARKED, min_size=1, max_size=8), st.sampled_from(["[]", "{}"]))
def test_a_set_spans_its_members(members, brackets):
    edtf = Edtf.parse(f"{brackets[0]}{','.join(members)}{brackets[1]}")

    assert [str(part) for part in edtf.parts] == members
    assert edtf.earliest == min(part.earliest for part in edtf.parts)
    assert edtf.latest == max(part.latest for part in edtf.parts)


@given(DAYS, DAYS)
def test_an_interval_runs_forward_or_is_refused(one, other):
    text = f"{one}/{other}"

    if one > other:
        with pytest.raises(EdtfError):
            Edtf.parse(text)
    else:
        edtf = Edtf.parse(text)
        assert (edtf.earliest, edtf.latest, str(edtf)) == (one, other, text)


@given(st.text(max_size=60) | st.text(alphabet="0123456789-/.,[]{}X?~%", max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        edtf = Edtf.parse(text)
    except EdtfError:
        return
    assert edtf.text == text


@pytest.fixture(scope="module")
def second_opinion():
    """The parser of the package edtf, where it is right (it warns while it is loaded)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import edtf

        yield edtf.parse_edtf


def struct_bounds(parsed):
    return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])


def test_bounds_agree_with_another_parser(second_opinion):
    days = [date(2023, 12, 30) + timedelta(days=31 * n) for n in range(30)]
    # It has no fixed end for winter, and takes 29 February in any year: neither is asked of it.
    divisions = [code for code in DIVISIONS if code != 24]
    texts = [
        *(day.isoformat() for day in days),
        *(f"{day:%Y-%m}" for day in days),
        *(f"{day:%Y}" for day in days),
        *(f"2024-{code}" for code in divisions),
        *(f"{one}/{other}" for one, other in pairwise(days)),
        "2024-XX",
        "2024-02-XX",
    ]

    differing = [
        (text, struct_bounds(second_opinion(text)), (Edtf.parse(text).earliest, Edtf.parse(text).latest))
        for text in texts
        if struct_bounds(second_opinion(text)) != (Edtf.parse(text).earliest, Edtf.parse(text).latest)
    ]
    assert differing == []


def test_month_ends_are_those_of_the_calendar():
    months = [(year, month) for year in (1999, 2000, 2023, 2024, 2100) for month in range(1, 13)]

    assert [Edtf.parse(f"{year}-{month:02}").latest.day for year, month in months] == [
        calendar.monthrange(year, month)[1] for year, month in months
    ]
