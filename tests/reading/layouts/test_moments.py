from datetime import date
from zoneinfo import ZoneInfo

import pytest

from iscm.reading.layouts.moments import BACKWARDS, read_day, read_moment, span


@pytest.mark.parametrize(
    ("text", "edtf", "at"),
    [
        ("2026", "2026", None),
        ("2026-05", "2026-05", None),
        ("2026-05-04", "2026-05-04", None),
        ("20260504", "2026-05-04", None),
        (" 2026-05-04T23:30:00+02:00 ", "2026-05-04", 84_600),
        ("2026-05-04 09:00", "2026-05-04", 32_400),
        ("20260504T090000Z", "2026-05-04", 32_400),
        ("2026-05-04T09:00:00.123-0330", "2026-05-04", 32_400),
        ("2026-05-04T24:00:00", "2026-05-05", 0),
    ],
)
def test_a_moment_is_the_day_there_and_no_more_than_is_said(text, edtf, at):
    moment = read_moment(text)
    assert (moment.edtf.text, moment.at) == (edtf, at)


@pytest.mark.parametrize(
    "text",
    [
        *("", "May 4", "2026-02-30", "2026-13", "2026-05T09:00", "2026-5-4", "0000-00-00", "2026-05-04T25:00"),
        *("9999-12-31T24:00:00", "2026-05-04 or later", "2" * 100, "2026-05-04T09:00:00+99:99"),
    ],
)
def test_what_is_no_moment_is_none(text):
    assert read_moment(text) is None


def test_a_moment_in_utc_is_that_of_the_named_zone_and_no_other_is():
    bangkok = ZoneInfo("Asia/Bangkok")
    assert read_moment("2026-05-04T20:00:00Z", bangkok).edtf.text == "2026-05-05"
    assert read_moment("2026-05-04T20:00:00", bangkok).edtf.text == "2026-05-04"
    assert read_moment("2026-05-04T20:00:00+02:00", bangkok).edtf.text == "2026-05-04"


@pytest.mark.parametrize(
    ("start", "end", "edtf", "note"),
    [
        ("2026-05-04", None, "2026-05-04", ""),
        ("2026-05-04", "2026-05-06", "2026-05-04/2026-05-06", ""),
        ("2026-05-04T00:00:00", "2026-05-06T00:00:00", "2026-05-04/2026-05-06", ""),
        ("2026-05-04T09:00:00", "2026-05-06T00:00:00", "2026-05-04/2026-05-05", ""),
        ("2026-05-04T20:00:00", "2026-05-05T00:00:00", "2026-05-04", ""),
        ("2026-05-04T20:00:00", "2026-05-05T01:00:00", "2026-05-04/2026-05-05", ""),
        ("2026-05-04", "2026-05-01", "2026-05-04", BACKWARDS),
        ("2026-05", "2026-05", "2026-05", ""),
        ("2026-05", "2026-06", "2026-05/2026-06", ""),
        ("2026-05", "2026-06-03", "2026-05/2026-06-03", ""),
        ("2026-05", "2026-04", "2026-05", BACKWARDS),
    ],
)
def test_a_span_has_both_days_and_says_what_was_wrong(start, end, edtf, note):
    found, said = span(read_moment(start), read_moment(end) if end else None)
    assert (found.text, said) == (edtf, note)


def test_an_end_that_a_format_counts_out_is_the_day_before():
    start, end = read_moment("2026-05-04"), read_moment("2026-05-06")
    assert span(start, end, is_exclusive=True)[0].text == "2026-05-04/2026-05-05"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mon, 02 Mar 2026 10:00:00 +0000", date(2026, 3, 2)),
        ("2026-03-02T23:00:00Z", date(2026, 3, 2)),
        ("2026-03", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_stamps_are_read_as_feeds_and_letters_write_them(text, day):
    assert read_day(text) == day
