"""Retry-After in both of its forms, and in none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.sources.patience import retry_after
from tests.sources.conftest import NOON


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0),
        (" 120 ", 120),
        ("9" * 5_000, 1_000_000_000),
        ("Thu, 28 May 2026 20:27:40 GMT", 60),
        ("Thursday, 28-May-26 20:27:40 GMT", 60),
        ("Thu, 28 May 2026 22:27:40 +0200", 60),
        ("Thu, 28 May 2026 20:00:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 1_000_000_000),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("Thu, 99 May 2026 20:27:40 GMT", None),
        ("Thu, 28 May 99999999999 20:27:40 GMT", None),
    ],
)
def test_a_wait_is_read_from_seconds_or_a_moment(text, seconds):
    assert retry_after(text, NOON) == seconds


@given(st.text(max_size=40))
def test_any_text_is_a_wait_within_reason_or_none(text):
    wait = retry_after(text, NOON)
    assert wait is None or 0 <= wait <= 1_000_000_000
