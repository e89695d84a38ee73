"""Dates in words."""

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from iscm.website.dates import DiaryDays, diary_days, in_words, in_words_of_year, month_name, weekday_names

ENGLISH = [
    ("2024-01-21", "confirmed", "21 January 2024"),
    ("2024-01-23/2024-01-25", "confirmed", "23–25 January 2024"),
    ("2024-02-29/2024-03-01", "confirmed", "29 February – 1 March 2024"),
    ("2023-12-30/2024-01-02", "confirmed", "30 December 2023 – 2 January 2024"),
    ("2017-05-16/2017-05-17", "tbc", "16–17 May 2017 (to be confirmed)"),
    ("2017-07", "confirmed", "some time in July 2017"),
    ("2017-07-XX", "tbc", "some time in July 2017 (to be confirmed)"),
    ("2017-35", "confirmed", "some time in July – September 2017"),
    ("[2017-34,2017-35]", "tbc", "some time in April – September 2017 (to be confirmed)"),
    ("2017-41", "confirmed", "some time in July – December 2017"),
    ("2017-XX", "tbc", "some time in 2017 (to be confirmed)"),
    ("2024-22", "confirmed", "some time in June – August 2024"),
    ("[2027-06-10,2027-06-17]", "confirmed", "10 June 2027 or 17 June 2027"),
    ("{2024-03-10,2024-04-17}", "confirmed", "10 March 2024 and 17 April 2024"),
    ("2024-05-29?", "confirmed", "29 May 2024 (uncertain)"),
    ("2024-05-29~", "confirmed", "about 29 May 2024"),
    ("2024-05-29/..", "confirmed", "from 29 May 2024"),
    ("../2024-05-29", "confirmed", "until 29 May 2024"),
    ("2023/2024", "confirmed", "some time in 2023–2024"),
    ("", "confirmed", "date not known"),
]


@pytest.mark.parametrize(("edtf", "date_status", "words"), ENGLISH)
def test_date_is_said_as_precise_as_its_source_said_it(edtf, date_status, words):
    assert in_words(edtf, date_status, "en").replace("\u2009", " ") == words


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "23–25 janvier 2024"),
        ("es", "23–25 de enero de 2024"),
        ("ar", "23–25 يناير 2024"),
        ("ru", "23–25 января 2024 г."),
        ("zh-hans", "2024年1月23日至25日"),
    ],
)
def test_date_is_said_in_the_order_of_the_language(lang, words):
    assert in_words("2024-01-23/2024-01-25", lang=lang).replace("\u202f", " ") == words


OF_YEAR = [
    ("2024-01-21", "confirmed", "21 January"),
    ("2024-01-23/2024-01-25", "confirmed", "23–25 January"),
    ("2024-02-29/2024-03-01", "confirmed", "29 February – 1 March"),
    ("2023-12-30/2024-01-02", "confirmed", "30 December 2023 – 2 January 2024"),
    ("{2024-03-10,2024-04-17}", "confirmed", "10 March and 17 April"),
    ("[2024-06-10,2024-06-17]", "confirmed", "10 June or 17 June"),
    ("2017-07", "confirmed", "some time in July"),
    ("2017-35", "tbc", "some time in July – September (to be confirmed)"),
    ("2024-05-29?", "confirmed", "29 May (uncertain)"),
    ("2024-05-29/..", "confirmed", "from 29 May 2024"),
    ("2017-XX", "tbc", "date to be confirmed"),
    ("2022", "confirmed", ""),
    ("", "confirmed", "date not known"),
]


@pytest.mark.parametrize(("edtf", "date_status", "words"), OF_YEAR)
def test_under_its_year_a_date_leaves_the_year_out(edtf, date_status, words):
    with override("en"):
        assert in_words_of_year(edtf, date_status).replace("\u2009", " ") == words


def test_active_language_is_the_default():
    with override("fr"):
        assert in_words("2024-01-21") == "21 janvier 2024"


def test_diary_shows_days_large_and_weekdays_small():
    assert diary_days("2024-01-21", "en") == DiaryDays("21", "Sun", month="January 2024")
    assert diary_days("2024-01-23/2024-01-25", "en") == DiaryDays("23–25", "Tue – Thu", month="January 2024")


def test_diary_names_the_last_day_in_another_month():
    assert diary_days("2024-02-29/2024-03-01", "en") == DiaryDays("29", "Thu – Fri", "1 Mar", month="February 2024")


def test_diary_has_no_days_where_none_were_said():
    found = diary_days("2017-35", "en")
    assert (found.is_vague, found.small.replace("\u2009", " ")) == (True, "some time in July – September 2017")
    assert diary_days("[2027-06-10,2027-06-17]", "en").is_vague
    assert diary_days("", "en").is_vague


def test_diary_lists_a_few_separate_days():
    assert diary_days("{2024-03-10,2024-03-17}", "en").large == "10, 17"


def test_names_of_months_and_weekdays():
    assert month_name(1, "fr") == "janvier"
    assert weekday_names("en") == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


@settings(deadline=None)
@given(first=st.dates(), days=st.integers(0, 400), lang=st.sampled_from(["en", "fr", "es", "ar", "ru", "zh-hans"]))
def test_every_span_of_days_can_be_said(first, days, lang):
    from datetime import date, timedelta

    last = min(first, date(9000, 1, 1)) + timedelta(days=days)
    edtf = first.isoformat() if last <= first else f"{first.isoformat()}/{last.isoformat()}"
    assert str(first.year) in in_words(edtf, lang=lang)
    assert diary_days(edtf, lang).is_vague is False
