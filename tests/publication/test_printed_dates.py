"""Dates as calendars print them."""

import pytest

from iscm.publication.printed_dates import in_print, in_print_of_year
from iscm.publication.words import LANGUAGES, words_in


def plain(text: str) -> str:
    """Without the thin and the unbroken blanks of good print."""
    return " ".join(text.split())


SAME = "="  # the year must be said under its heading too
PRINTED = [
    ("2024-01-21", "confirmed", "21 January 2024", "21 January"),
    ("2024-01-23/2024-01-25", "confirmed", "23–25 January 2024", "23–25 January"),
    ("2024-04-29/2024-06-15", "confirmed", "29 April – 15 June 2024", "29 April – 15 June"),
    ("2024-12-30/2025-01-02", "tbc", "30 December 2024 – 2 January 2025 (TBC)", SAME),
    ("{2021-09-28,2021-09-30}", "confirmed", "28 and 30 September 2021", "28 and 30 September"),
    ("{2021-03-31,2021-04-28}", "confirmed", "31 March and 28 April 2021", "31 March and 28 April"),
    ("{2021-09-03..2021-09-05,2021-09-07}", "confirmed", "3–5 and 7 September 2021", "3–5 and 7 September"),
    ("{2021-12-30,2022-01-02}", "confirmed", "30 December 2021 and 2 January 2022", SAME),
    ("[2024-03-10,2024-03-17]", "confirmed", "10 or 17 March 2024", "10 or 17 March"),
    ("[2024-05-06..2024-05-12]", "confirmed", "Week of 6 May 2024", "Week of 6 May"),
    ("[2024-05-06..2024-05-08]", "confirmed", "6, 7 or 8 May 2024", "6, 7 or 8 May"),
    ("[2024-05-06..2024-05-20]", "confirmed", "A day of 6–20 May 2024", "A day of 6–20 May"),
    ("2017-07", "tbc", "July 2017 (TBC)", "July (TBC)"),
    ("{2021-07,2021-09}", "confirmed", "July and September 2021", "July and September"),
    ("2024-06/2024-08", "confirmed", "June – August 2024", "June – August"),
    ("2017-35", "confirmed", "Third quarter of 2017", "Third quarter"),
    ("[2017-34,2017-35]", "tbc", "Second or third quarter of 2017 (TBC)", "Second or third quarter (TBC)"),
    ("2017-41", "tbc", "Second half of 2017 (TBC)", "Second half of 2017 (TBC)"),
    ("2024-37", "confirmed", "First four months of 2024", "First four months of 2024"),
    ("2024-24", "confirmed", "Winter 2024", "Winter 2024"),
    ("2017-XX", "tbc", "2017 (TBC)", "TBC"),
    ("2021", "confirmed", "2021", ""),
    ("2024-03-01/..", "confirmed", "From 1 March 2024", "From 1 March 2024"),
    ("../2024-03-01", "confirmed", "Until 1 March 2024", "Until 1 March 2024"),
    ("2024-03~", "confirmed", "About March 2024", "About March"),
    ("", "tbc", "TBC", "TBC"),
    ("", "confirmed", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("edtf", "status", "printed", "of_year"), PRINTED)
def test_date_in_print(edtf, status, printed, of_year):
    assert plain(in_print(edtf, status, words_in("en"))) == printed


@pytest.mark.parametrize(("edtf", "status", "whole", "printed"), PRINTED)
def test_date_in_print_under_the_heading_of_its_year(edtf, status, whole, printed):
    assert plain(in_print_of_year(edtf, status, words_in("en"))) == (whole if printed == SAME else printed)


@pytest.mark.parametrize(
    ("lang", "printed"),
    [
        ("fr", "28 et 30 septembre 2021"),
        ("es", "28 y 30 de septiembre de 2021"),
        ("ar", "28 و30 سبتمبر 2021"),
        ("ru", "28 и 30 сентября 2021 г."),
        ("zh-hans", "2021年9月28日和30日"),
    ],
)
def test_days_of_one_month_share_it_in_every_language(lang, printed):
    assert plain(in_print("{2021-09-28,2021-09-30}", "confirmed", words_in(lang))) == printed


@pytest.mark.parametrize(
    ("lang", "printed"),
    [
        ("fr", "Deuxième ou troisième trimestre de 2017 (à confirmer)"),
        ("es", "Segundo o tercer trimestre de 2017 (por confirmar)"),
        ("ru", "II или III квартал 2017 года (подлежит подтверждению)"),
        ("zh-hans", "2017年第二或第三季度（待确认）"),
    ],
)
def test_quarters_to_be_confirmed_in_other_languages(lang, printed):
    assert plain(in_print("[2017-34,2017-35]", "tbc", words_in(lang))) == printed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_date_is_longer_than_a_cell_can_hold(lang):
    assert max(len(in_print(edtf, status, words_in(lang))) for edtf, status, *_ in PRINTED) < 90
