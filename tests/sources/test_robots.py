"""What a robots.txt allows us."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.sources.robots import parse_rules

PAGE = "https://a.example/calendar/2026?x=1"


@pytest.mark.parametrize(
    ("text", "is_allowed"),
    [
        (b"", True),
        (b"User-agent: *\nDisallow:", True),
        (b"User-agent: *\nDisallow: /", False),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /cal", False),
        (b"User-agent: iscm\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        (b"User-agent: ISCM\nAllow: /\n\nUser-agent: *\nDisallow: /", True),
        (b"User-agent: iscmbot\nDisallow: /", True),
        (b"User-agent: *\nDisallow: /*?x=", False),
        (b"User-agent: *\nDisallow: /calendar/\nAllow: /calendar/2026", True),
        (b"User-agent: *\nDisallow: /calendar/2026$", True),
        (b"<!doctype html><title>Not found</title>", True),
        (bytes(range(256)), True),
    ],
)
def test_rules_are_those_for_us(text, is_allowed):
    assert parse_rules(text).allows(PAGE) is is_allowed


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        (b"User-agent: *\nCrawl-delay: 2.5", 2.5),
        (b"User-agent: *\nRequest-rate: 2/1m", 30),
        (b"User-agent: *\nRequest-rate: 1/5\nCrawl-delay: 10", 10),
        (b"User-agent: *\nCrawl-delay: -1", 0),
        (b"User-agent: *\nCrawl-delay: nan", 0),
        (b"User-agent: *\nCrawl-delay: inf", 0),
        (b"User-agent: other\nCrawl-delay: 9", 0),
    ],
)
def test_a_delay_is_the_longer_of_what_is_said(text, delay):
    assert parse_rules(text).delay == delay


@given(st.binary(max_size=400), st.sampled_from([b"", b"User-agent: *\nDisallow: ", b"User-agent: *\nRequest-rate: "]))
def test_any_bytes_are_rules(text, start):
    rules = parse_rules(start + text)
    assert rules.allows(PAGE) in {True, False}
    assert rules.delay >= 0
