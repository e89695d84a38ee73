"""What left the window of a source is over; what is absent within it is missing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.dates import Edtf
from iscm.reconciliation.windows import missing_from, still_expected
from tests.factories.records import make_reading, make_record, occurrences_of

TODAY = date(2026, 11, 21)

WINDOWS = [
    # What is ahead only: a meeting that is over is not missing, one that is ahead is.
    (["2026-11-10", "2026-12-01"], ["2027-01-10"], ["2026-12-01"]),
    # All of the past too: an old meeting in the midst of others is missing.
    (["2025-03-01", "2025-05-01"], ["2025-01-10", "2027-01-10"], ["2025-03-01", "2025-05-01"]),
    # The oldest of all was dropped from the end of the list.
    (["2024-03-01"], ["2025-01-10", "2027-01-10"], []),
    # A meeting goes on: a calendar may drop it when it begins …
    (["2026-11-20/2026-11-24"], ["2026-12-10"], []),
    # … or list it until it ends, when another that began later is over already.
    (["2026-11-19"], ["2026-11-18/2026-11-25"], []),
    # Here or there it is tomorrow: what takes place today may be gone.
    (["2026-11-21"], ["2026-12-10"], []),
    (["2026-11-22"], ["2026-12-10"], ["2026-11-22"]),
    # The month in which a day is not known yet has begun, or lies ahead.
    (["2026-11"], ["2026-12-10"], []),
    (["2026-12"], ["2026-12-24"], ["2026-12"]),
    (["2026-10"], ["2026-12-10"], []),
    # Nothing is listed at all.
    (["2026-10-01", "2026-12-01"], [], ["2026-12-01"]),
    # Without a date it cannot be over.
    ([None], ["2026-12-10"], [None]),
]  # fmt: skip


def occurrences(texts):
    return occurrences_of(make_reading(*(make_record(when=text) for text in texts)))


@pytest.mark.parametrize(("vanished", "listed", "missing"), WINDOWS)
def test_only_what_is_within_the_window_is_missing(vanished, listed, missing):
    found = missing_from(occurrences(vanished), occurrences(listed), TODAY)
    assert [one.edtf.text if one.edtf else None for one in found] == missing


@pytest.mark.parametrize(("vanished", "listed", "missing"), WINDOWS)
def test_as_many_are_expected_as_would_be_missing(vanished, listed, missing):
    parsed = [[Edtf.parse(text) if text else None for text in texts] for texts in (vanished, listed)]
    assert still_expected(*parsed, TODAY) == len(missing)


@given(
    st.lists(st.dates(date(2025, 1, 1), date(2028, 1, 1)), max_size=6), st.dates(date(2026, 11, 23), date(2100, 1, 1))
)
def test_meeting_that_lies_ahead_is_missing_whatever_is_listed(days, ahead):
    listed = [Edtf.parse(day.isoformat()) for day in days]
    assert still_expected([Edtf.parse(ahead.isoformat())], listed, TODAY) == 1
