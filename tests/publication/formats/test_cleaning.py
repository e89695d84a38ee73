"""Words and addresses made harmless, whatever they are written into."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.publication.formats.cleaning import clean, in_line, in_utc, safe_address
from tests.factories.hostile_words import BAD_ADDRESSES, NO_TEXT


@pytest.mark.parametrize("text", NO_TEXT)
def test_signs_that_are_no_text_go(text):
    assert clean(text) == "ab"


def test_marks_that_steer_only_their_neighbours_stay():
    assert clean("a\u200eb\u200fc\u200d") == "a\u200eb\u200fc\u200d"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\r\nb", "a b"),
        ("a \t\n b", "a b"),
        ("a\u2028b", "a b"),
        ("a\u00a0:\u00a0b", "a\u00a0:\u00a0b"),
        (" a ", " a "),
    ],
)
def test_a_line_has_single_blanks_and_keeps_those_that_do_not_break(text, line):
    assert in_line(text) == line


@given(st.text(st.characters()))
def test_clean_text_is_xml_and_utf_8_and_stays_as_it_is(text):
    made = clean(text)
    assert made.encode().decode() == made
    assert clean(made) == made
    assert [sign for sign in made if sign < " " and sign not in "\t\n"] == []


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://example.org/a?b=c&d=(e)#f", "https://example.org/a?b=c&d=(e)#f"),
        ("HTTP://Example.org", "http://Example.org"),
        (" https://example.org/ ", "https://example.org/"),
        ('https://example.org/a b"<>', "https://example.org/a%20b%22%3C%3E"),
        ("https://example.org:8000/", "https://example.org:8000/"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
        ("https://مثال.example/اجتماع", "https://مثال.example/اجتماع"),
        ("mailto:desk@example.org?subject=x", "mailto:desk@example.org?subject=x"),
        ("#themes-2", "#themes-2"),
        ("", ""),
    ],
)
def test_address_that_leads_somewhere_is_kept(href, address):
    assert safe_address(href) == address


@pytest.mark.parametrize("href", [*BAD_ADDRESSES, "https://two words.example/", "https://a%20b/", "http://a:b/"])
def test_any_other_address_is_none(href):
    assert safe_address(href) == ""


@given(st.text(max_size=50))
def test_no_address_holds_a_sign_that_ends_an_attribute(rest):
    assert set(safe_address(f"https://example.org/{rest}")) & set(' "<>\\^`{|}\n\t') == set()


def test_a_moment_without_a_zone_is_in_utc():
    moment = datetime(2024, 9, 24, 12, tzinfo=UTC)
    assert in_utc(datetime(2024, 9, 24, 12)) == moment  # noqa: DTZ001  # that is the case
    assert in_utc(datetime(2024, 9, 24, 14, tzinfo=timezone(timedelta(hours=2)))) == moment
