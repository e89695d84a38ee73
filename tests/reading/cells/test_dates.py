"""Date cells: pairs of words and EDTF, what is refused, what is ambiguous, what is mended, and a fuzz."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iscm.domain.dates import Edtf
from iscm.domain.records import DateStatus
from iscm.reading.cells.date_words import MONTHS
from iscm.reading.cells.dates import DateOrder, detect_order, find_month_heading, parse_date
from iscm.reading.cells.words import listed

PARTS_OF_YEARS = [
    ("some time in May 2027", "2027-05", "confirmed"),
    ("sometime in spring 2027", "2027-21", "confirmed"),
    ("at some point during the second half of 2027", "2027-41", "confirmed"),
    ("some time in July-December 2027", "2027-41", "confirmed"),
    ("some time in July – September 2027", "2027-35", "confirmed"),
    ("some time in May – June 2027", "[2027-05..2027-06]", "confirmed"),
    ("some time between May and June 2027", "[2027-05..2027-06]", "confirmed"),
    ("some time in 2027", "2027", "confirmed"),
    ("some time in May 2027 (to be confirmed)", "2027-05", "tbc"),
    ("مايو 2027 (يُؤكد لاحقاً)", "2027-05", "tbc"),
    ("أيار/مايو 2027 (يُؤكَد لاحقًا)", "2027-05", "tbc"),
    ("مايو 2027 (تُحدد لاحقاً)", "2027-05", "tbc"),
    ("حوالي مايو 2027", "2027-05~", "confirmed"),
    ("второе полугодие 2027 г.", "2027-41", "confirmed"),
    ("во втором полугодии 2027 года", "2027-41", "confirmed"),
    ("1-е полугодие 2027", "2027-40", "confirmed"),
    ("IV квартал 2027", "2027-36", "confirmed"),
    ("4-й квартал 2027 года", "2027-36", "confirmed"),
    ("первый квартал 2027", "2027-33", "confirmed"),
    ("в третьем квартале 2027 г.", "2027-35", "confirmed"),
    ("III–IV квартал 2027", "2027-35/2027-36", "confirmed"),
    ("около мая 2027", "2027-05~", "confirmed"),
    ("начало мая 2027 (уточняется)", "2027-05~", "tbc"),
    ("5 мая 2027 г. (будет подтверждено)", "2027-05-05", "tbc"),
    ("II trimestre 2027", "2027-34", "confirmed"),
    ("2027年下半年", "2027-41", "confirmed"),
    ("2027年上半年", "2027-40", "confirmed"),
    ("2027年第四季度", "2027-36", "confirmed"),
    ("2027年4季度（待定）", "2027-36", "tbc"),
    ("约2027年5月", "2027-05~", "confirmed"),
    ("2027年5月左右", "2027-05~", "confirmed"),
]
SAID_WITH_ITS_YEAR = [
    ("January 21, 2024", "2024-01-21"),
    ("January 23-25, 2024", "2024-01-23/2024-01-25"),
    ("March 21 – 23, 2017", "2017-03-21/2017-03-23"),
    ("November 3 - 4, 2016", "2016-11-03/2016-11-04"),
    ("June 29 – July 1, 2017", "2017-06-29/2017-07-01"),
    ("April 29 – June 15, 2024", "2024-04-29/2024-06-15"),
    ("21 January 2024", "2024-01-21"),
    ("21 January, 2024", "2024-01-21"),
    ("29 June – 1 July 2017", "2017-06-29/2017-07-01"),
    ("28 December 2023 - 3 January 2024", "2023-12-28/2024-01-03"),
    ("28 December - 3 January 2024", "2023-12-28/2024-01-03"),
    ("December 28, 2023 - January 3, 2024", "2023-12-28/2024-01-03"),
    ("Monday, 12 March 2024", "2024-03-12"),
    ("Mon 12 - Wed 14 March 2024", "2024-03-12/2024-03-14"),
    ("Tuesday 12 to Thursday 14 March 2024", "2024-03-12/2024-03-14"),
    ("1st June 2019", "2019-06-01"),
    ("14 th March 2019", "2019-03-14"),
    ("the 3rd of May, 2019", "2019-05-03"),
    ("12-Mar-2024", "2024-03-12"),
    ("12-Mar-24", "2024-03-12"),
    ("12 Mar '24", "2024-03-12"),
    ("from 3 to 5 May 2019", "2019-05-03/2019-05-05"),
    ("between 3 and 5 May 2019", "2019-05-03/2019-05-05"),
    ("6, 7 and 10 May 2019", "{2019-05-06,2019-05-07,2019-05-10}"),
    ("May 6, 7 and 10, 2019", "{2019-05-06,2019-05-07,2019-05-10}"),
    ("12-14 and 16 March 2024", "{2024-03-12..2024-03-14,2024-03-16}"),
    ("10 or 17 March 2024", "[2024-03-10,2024-03-17]"),
    ("17 May 2024, 10:00-12:00 CET", "2024-05-17"),
    ("17 May 2024, 3 pm", "2024-05-17"),
    ("2024", "2024"),
    ("2024-01-21", "2024-01-21"),
    ("2024/01/21", "2024-01-21"),
    ("2024-01-21 - 2024-01-23", "2024-01-21/2024-01-23"),
    ("25/03/2024", "2024-03-25"),
    ("25.03.2024", "2024-03-25"),
    ("25-03-2024", "2024-03-25"),
    ("03/25/2024", "2024-03-25"),
    ("05/05/2024", "2024-05-05"),
    ("25/03/24", "2024-03-25"),
    ("12-14/03/2024", "2024-03-12/2024-03-14"),
    ("12.-14.03.2024", "2024-03-12/2024-03-14"),
    ("28/03-02/04/2024", "2024-03-28/2024-04-02"),
    ("3/12-14/2024", "2024-03-12/2024-03-14"),
    ("03/2024", "2024-03"),
    ("July 2017", "2017-07"),
    ("June-July 2024", "2024-06/2024-07"),
    ("December 2024 - January 2025", "2024-12/2025-01"),
    ("July/August 2024", "[2024-07,2024-08]"),
    ("July or August 2024", "[2024-07,2024-08]"),
    ("July and September 2021", "{2021-07,2021-09}"),
    ("Second/Third Quarter of 2017", "[2017-34,2017-35]"),
    ("Q3 2024", "2024-35"),
    ("3Q 2024", "2024-35"),
    ("Q2/Q3 2024", "[2024-34,2024-35]"),
    ("Q2-Q3 2024", "2024-34/2024-35"),
    ("Third Quarter 2024", "2024-35"),
    ("3rd quarter of 2024", "2024-35"),
    ("Second Half of 2017", "2017-41"),
    ("H2 2025", "2025-41"),
    ("Summer 2024", "2024-22"),
    ("early March 2024", "2024-03~"),
    ("mid-March 2024", "2024-03~"),
    ("late March 2024", "2024-03~"),
    ("end of 2024", "2024~"),
    ("first half of March 2024", "2024-03~"),
    ("last week of May 2024", "2024-05~"),
    ("first week of May 2024", "2024-05~"),
    ("w/c 5 August 2019", "[2019-08-05..2019-08-11]"),
    ("Week commencing Monday 5 August 2019", "[2019-08-05..2019-08-11]"),
    ("semana del 3 de junio de 2019", "[2019-06-03..2019-06-09]"),
    ("week of 3-7 June 2019", "2019-06-03/2019-06-07"),
    ("XI.2019", "2019-11"),
    ("3.XII.2019", "2019-12-03"),
    ("12-14.III.2019", "2019-03-12/2019-03-14"),
    ("2023-03-14T09:00:00+01:00 – 2023-03-15T17:00:00+01:00", "2023-03-14/2023-03-15"),
    ("2023-11-01T22:00:00Z", "2023-11-01"),
    ("around 12 March 2024", "2024-03-12~"),
    ("by June 2024", "../2024-06"),
    ("from 7 February 2024", "2024-02-07/.."),
    ("Thursday and Friday, 23-24 May 2019", "2019-05-23/2019-05-24"),
    ("23rd - 25th October 2019", "2019-10-23/2019-10-25"),
    ("Oct 23 to 25, 2019", "2019-10-23/2019-10-25"),
    ("10to12 April 2019", "2019-04-10/2019-04-12"),
    ("10April2019", "2019-04-10"),
    ("March 12 (Thu) – 14 (Sat), 2019", "2019-03-12/2019-03-14"),
    ("2019, March 12-14", "2019-03-12/2019-03-14"),
    ("12/3/2019-14/3/2019", "2019-03-12/2019-03-14"),
    ("12.03.-14.03.2019", "2019-03-12/2019-03-14"),
    ("12 – 14 March 2019 (3 days)", "2019-03-12/2019-03-14"),
    ("12 March 2019*", "2019-03-12"),
    ("12 March 2019¹", "2019-03-12"),
    ("12-12 March 2019", "2019-03-12"),
    ("12-14 March 2019 or 19-21 March 2019", "[2019-03-12..2019-03-14,2019-03-19..2019-03-21]"),
    ("early to mid March 2019", "2019-03~"),
    ("end of November / beginning of December 2019", "[2019-11~,2019-12~]"),
    ("by the end of 2019", "../2019~"),
    ("Winter 2019/2020", "2019-24"),
    ("2019Q1", "2019-33"),
    ("Q1/2019", "2019-33"),
    ("1Q2019", "2019-33"),
    ("2017-XX", "2017-XX"),
    ("[2017-34,2017-35]", "[2017-34,2017-35]"),
    ("{2021-07,2021-09}", "{2021-07,2021-09}"),
    # French, Spanish, Portuguese
    ("1er juin 2019", "2019-06-01"),
    ("du 3 au 5 mai 2019", "2019-05-03/2019-05-05"),
    ("le mardi 12 février 2019", "2019-02-12"),
    ("du 29 avril au 2 mai 2019", "2019-04-29/2019-05-02"),
    ("3e trimestre 2024", "2024-35"),
    ("T3 2024", "2024-35"),
    ("premier semestre 2024", "2024-40"),
    ("fin mars 2024", "2024-03~"),
    ("le 3 d'avril 2024", "2024-04-03"),
    ("été 2024", "2024-22"),
    ("l'été 2024", "2024-22"),
    ("à partir du 7 février 2024", "2024-02-07/.."),
    ("janv. 2024", "2024-01"),
    ("7 y 8 de febrero de 2024", "2024-02-07/2024-02-08"),
    ("7 a 9 de febrero de 2024", "2024-02-07/2024-02-09"),
    ("Del 3 al 5 de mayo de 2024", "2024-05-03/2024-05-05"),
    ("miércoles 5 de junio del 2024", "2024-06-05"),
    ("tercer trimestre de 2024", "2024-35"),
    ("segundo semestre de 2024", "2024-41"),
    ("2do semestre 2024", "2024-41"),
    ("4to trimestre 2024", "2024-36"),
    ("a partir del 7 de febrero de 2024", "2024-02-07/.."),
    ("3 a 5 de março de 2024", "2024-03-03/2024-03-05"),
    ("7 e 8 de fevereiro de 2024", "2024-02-07/2024-02-08"),
    # in Arabic with its common, Levantine and Maghreb names of months, in Russian and in Chinese
    ("13 أيار 2024", "2024-05-13"),
    ("من 3 إلى 5 مايو 2024", "2024-05-03/2024-05-05"),
    ("٣ مايو ٢٠٢٤", "2024-05-03"),
    ("12 كانون الثاني 2024", "2024-01-12"),
    ("7 فيفري 2024", "2024-02-07"),
    ("12 شتنبر 2024", "2024-09-12"),
    ("من 10 إلى 12 نيسان/أبريل 2019", "2019-04-10/2019-04-12"),
    ("10-12 أبريل (نيسان) 2019", "2019-04-10/2019-04-12"),
    ("с 3 по 5 мая 2024 г.", "2024-05-03/2024-05-05"),
    ("май 2024 г.", "2024-05"),
    ("12 марта 2024 года", "2024-03-12"),
    ("2024年2月7日至8日", "2024-02-07/2024-02-08"),
    ("2024年2月7日", "2024-02-07"),
    ("二月 2024", "2024-02"),
]


@pytest.mark.parametrize(("words", "edtf", "status"), PARTS_OF_YEARS)
def test_parts_of_years_are_read_in_six_languages(words, edtf, status):
    reading = parse_date(words)
    assert (str(reading.edtf), reading.date_status.value) == (edtf, status)


@pytest.mark.parametrize(
    ("words", "edtf"), [("下半年", "2027-41"), ("IV квартал", "2027-36"), ("второе полугодие", "2027-41")]
)
def test_a_part_of_a_year_needs_its_year(words, edtf):
    assert (parse_date(words).edtf, str(parse_date(words, year=2027).edtf)) == (None, edtf)


def test_some_time_in_nothing_is_no_date():
    assert parse_date("some time in", year=2027).edtf is None


@pytest.mark.parametrize("words", ["V квартал 2027", "3-е полугодие 2027", "第五季度", "III полугодие 2027"])
def test_there_are_no_other_parts_of_a_year(words):
    assert parse_date(words, year=2027).edtf is None


@pytest.mark.parametrize(("text", "edtf"), SAID_WITH_ITS_YEAR)
def test_date_becomes(text, edtf):
    reading = parse_date(text)

    assert (str(reading.edtf), reading.date_status, reading.repaired) == (edtf, DateStatus.CONFIRMED, None)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("28 and 30 September", "{2021-09-28,2021-09-30}"),
        ("26 & 31 May", "{2021-05-26,2021-05-31}"),
        ("18-19, 24-25 March", "{2021-03-18..2021-03-19,2021-03-24..2021-03-25}"),
        ("24-27 May and 25 October", "{2021-05-24..2021-05-27,2021-10-25}"),
        ("Jan. 21-23", "2021-01-21/2021-01-23"),
        ("23–25 Jan", "2021-01-23/2021-01-25"),
        ("1er juin", "2021-06-01"),
        ("Del 3 al 5 de mayo", "2021-05-03/2021-05-05"),
        ("12-March", "2021-03-12"),
        ("Sept.", "2021-09"),
        ("25/03", "2021-03-25"),
        ("by June", "../2021-06"),
        ("Third Quarter", "2021-35"),
    ],
)
def test_year_of_the_document_serves_a_date_without_one(text, edtf):
    assert str(parse_date(text, year=2021).edtf) == edtf


@pytest.mark.parametrize("text", ["28 and 30 September", "12 March", "March", "Q3", "25/03"])
def test_date_without_a_year_is_refused_where_no_year_is_known(text):
    assert parse_date(text).edtf is None


@pytest.mark.parametrize(
    ("text", "edtf"), [("12-14", "2019-03-12/2019-03-14"), ("5", "2019-03-05"), ("TBC", "2019-03")]
)
def test_days_take_the_carried_month(text, edtf):
    assert str(parse_date(text, year=2019, month=3).edtf) == edtf


def test_days_alone_are_refused_without_a_month():
    assert parse_date("12-14", year=2019).edtf is None


def test_range_without_a_year_that_runs_backwards_turns_the_year():
    reading = parse_date("28 December - 3 January", year=2024)

    assert (str(reading.edtf), reading.repaired) == ("2024-12-28/2025-01-03", "the end read as in 2025")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("TBC", "2017-XX"),
        ("TBD", "2017-XX"),
        ("T.B.C.", "2017-XX"),
        ("To be confirmed", "2017-XX"),
        ("Dates to be determined", "2017-XX"),
        ("por confirmar", "2017-XX"),
        ("à confirmer", "2017-XX"),
        ("?", "2017-XX"),
        ("May 29, 2017 (TBC)", "2017-05-29"),
        ("July 2017 (TBC)", "2017-07"),
        ("2017 (TBC)", "2017-XX"),
        ("TBC 2018", "2018-XX"),
        ("September 2017 (exact dates to be confirmed)", "2017-09"),
        ("Second/Third Quarter of 2017 (TBC)", "[2017-34,2017-35]"),
        ("12 March?", "2017-03-12"),
        ("12-14 March (tentative)", "2017-03-12/2017-03-14"),
        ("mayo de 2017 (por definir)", "2017-05"),
        ("يحدد لاحقا", "2017-XX"),
    ],
)
def test_to_be_confirmed_is_a_status_and_not_a_doubt_in_the_date(text, edtf):
    reading = parse_date(text, year=2017)

    assert (str(reading.edtf), reading.date_status) == (edtf, DateStatus.TBC)


def test_bare_tbc_without_a_year_is_no_date():
    reading = parse_date("TBC")

    assert (reading.edtf, reading.date_status) == (None, DateStatus.TBC)


def test_several_dates_are_given_one_by_one_in_their_own_words():
    dates = parse_date("18-19, 24-25 March", year=2021).dates

    assert [(date.text, str(date.edtf)) for date in dates] == [
        ("18-19", "2021-03-18/2021-03-19"),
        ("24-25 March", "2021-03-24/2021-03-25"),
    ]


def test_one_date_is_not_given_one_by_one():
    assert parse_date("18-19 March", year=2021).dates == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "n/a",
        "Geneva",
        "the 2030 Agenda",
        "14th Summit",
        "30 February 2024",
        "31 April 2024",
        "29 February 2023",
        "32 March 2024",
        "0 March 2024",
        "14-12 March 2024",
        "10 July - 2 May 2024",
        "12 March - 14 May - 3 June 2024",
        "12 March 2024 Senior Officials Meeting",
        "12 March and 3 or 4 May 2024",
        "2024, 12 March 2024 and 2025",
        "before 2024 or so",
        "13/13/2024",
        "00/00/0000",
        "5th quarter of 2024",
        "third half of 2024",
        "quarter 2024",
        "weekly",
        "12 Smurch 2024",
        "postponed to 2025",
        "12.3",
        "1234567890",
        "((((",
        "12 March 2024 and",
        "or 12 March 2024",
        "12 March 2024 -",
        "12 March 2024" * 20,
    ],
)
def test_anything_else_is_refused(text):
    assert parse_date(text, year=None).edtf is None


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("03/04/2024", ("2024-04-03", "2024-03-04")),
        ("03/04/24", ("2024-04-03", "2024-03-04")),
        ("12/13 March", ("[2024-03-12,2024-03-13]", "2024-03-12/2024-03-13")),
        ("2024 March", ("2024-03", "2024-03-20/2024-03-24")),
        ("Jan-23", ("2024-01-23", "2023-01")),
        ("2023-24", ("2023/2024", "2023-24")),
        ("03/04/2024 - 05/04/2024", ("2024-04-03/2024-04-05", "2024-03-04/2024-05-04")),
    ],
)
def test_date_that_can_be_read_two_ways_gives_both_and_no_guess(text, readings):
    reading = parse_date(text, year=2024)

    assert (reading.edtf, reading.readings) == (None, readings)


@pytest.mark.parametrize(
    ("text", "order", "edtf"),
    [
        ("03/04/2024", DateOrder.DAY_FIRST, "2024-04-03"),
        ("03/04/2024", DateOrder.MONTH_FIRST, "2024-03-04"),
        ("03-04-2024", DateOrder.DAY_FIRST, "2024-04-03"),
        ("25/04/2024", DateOrder.MONTH_FIRST, "2024-04-25"),
        ("03/04", DateOrder.DAY_FIRST, "2024-04-03"),
    ],
)
def test_order_of_the_document_decides(text, order, edtf):
    assert str(parse_date(text, year=2024, order=order).edtf) == edtf


def test_a_range_whose_other_end_decides_has_one_reading():
    assert str(parse_date("03/04/2024 - 15/04/2024").edtf) == "2024-04-03/2024-04-15"


@pytest.mark.parametrize(
    ("text", "edtf", "repaired"),
    [
        ("April 10, 2-24", "2024-04-10", "“2-24” read as 2024"),
        ("April 10, 2O24", "2024-04-10", "“2O24” read as figures"),
        ("l2 April 2024", "2024-04-12", "“l2” read as figures"),
        ("1O-12 April 2024", "2024-04-10/2024-04-12", "“1O” read as figures"),
        ("April 10, 20 24", "2024-04-10", "“20 24” read as 2024"),
        ("April 10, 20224", "2024-04-10", "“20224” read as 2024"),
        ("April 10, 224", "2024-04-10", "“224” read as 2024"),
        ("12 Febuary 2024", "2024-02-12", "“Febuary” read as February"),
        ("12 Septmber 2024", "2024-09-12", "“Septmber” read as September"),
        ("12 Sep tember 2024", "2024-09-12", "“Sep tember” read as September"),
        ("12 avirl 2024", "2024-04-12", "“avirl” read as Avril"),
        ("1112 December", "2024-12-11/2024-12-12", "“1112 December” read as “11-12 December”"),
        ("2325 January 2024", "2024-01-23/2024-01-25", "“2325 January 2024” read as “23-25 January 2024”"),
        ("910 May 2024", "2024-05-09/2024-05-10", "“910 May 2024” read as “9-10 May 2024”"),
        ("67 May 2024", "2024-05-06/2024-05-07", "“67 May 2024” read as “6-7 May 2024”"),
        ("1920 March 2024", "2024-03-19/2024-03-20", "“1920 March 2024” read as “19-20 March 2024”"),
        ("11 12 December 2024", "2024-12-11/2024-12-12", "“11 12 December 2024” read as “11 - 12 December 2024”"),
        ("30 June1 July 2024", "2024-06-30/2024-07-01", "“30 June1 July 2024” read as “30 June - 1 July 2024”"),
        ("December 1112, 2024", "2024-12-11/2024-12-12", "“December 1112, 2024” read as “December 11-12, 2024”"),
        ("12 March 2024 (postponed)", "2024-03-12", "“postponed” set aside"),
        ("CANCELLED 12 March 2024", "2024-03-12", "“CANCELLED” set aside"),
    ],
)
def test_typing_error_with_one_way_out_is_mended_and_told(text, edtf, repaired):
    reading = parse_date(text, year=2024)

    assert (str(reading.edtf), reading.repaired) == (edtf, repaired)


@pytest.mark.parametrize(
    "text",
    [
        "1230 May 2024",  # 12-30 would be a meeting of nineteen days
        "2111 March 2024",
        "12 Mai1ch 2024",
        "12 Jully Agust 2024",
        "April 10, 2-31",  # not near the document's year
        "20 April 29 September 2024",
        "31 May 12",  # neither a year near the document's nor a later day
    ],
)
def test_typing_error_with_no_or_two_ways_out_is_left(text):
    reading = parse_date(text, year=2024)

    assert (reading.edtf, reading.readings) == (None, ())


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2024", "25/04/2024"], DateOrder.DAY_FIRST),
        (["03/04/2024", "04/25/2024"], DateOrder.MONTH_FIRST),
        (["25-04-2024"], DateOrder.DAY_FIRST),
        (["12-14/03/2024", "28.03.2024"], DateOrder.DAY_FIRST),
        (["03/04/2024"], None),
        (["25/04/2024", "04/25/2024"], None),
        (["2024-04-25", "25 April 2024", ""], None),
        ([], None),
    ],
)
def test_order_is_decided_by_dates_that_can_be_read_one_way(texts, order):
    assert detect_order(texts) == order


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("March", (None, 3)),
        ("MARS 2019", (2019, 3)),
        ("Abril de 2020", (2020, 4)),
        ("2019 March", (2019, 3)),
        ("January:", (None, 1)),
        ("ЯНВАРЬ 2020", (2020, 1)),
        ("كانون الثاني 2020", (2020, 1)),
        ("March 12", None),
        ("12-14 March 2019", None),
        ("March Meeting", None),
        ("2019", None),
        ("", None),
        ("x" * 1000, None),
    ],
)
def test_month_heading(text, heading):
    assert find_month_heading(text) == heading


DAYS = st.dates(min_value=Edtf.parse("1990-01-01").earliest, max_value=Edtf.parse("2060-12-31").latest)
ENGLISH = listed("January February March April May June July August September October November December")


@given(DAYS)
def test_every_day_reads_the_same_however_it_is_written(day):
    month = ENGLISH[day.month - 1]
    written = [
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"{day.day:02} {month[:3]}. {day.year}",
        f"{day:%A}, {day.day} {month} {day.year}",
        day.isoformat(),
    ]

    assert {str(parse_date(text).edtf) for text in written} == {day.isoformat()}


@given(DAYS, DAYS)
def test_every_range_keeps_both_ends(one, other):
    first, last = sorted((one, other))
    text = f"{first.day} {ENGLISH[first.month - 1]} {first.year} – {last.day} {ENGLISH[last.month - 1]} {last.year}"

    reading = parse_date(text)

    assert reading.edtf == Edtf.of_days(first, last)


WORDS = st.sampled_from(
    [
        *MONTHS,
        *listed("1 2 12 31 32 99 2024 1112 2325 - – / . , ; & ? ( ) TBC to and or of du au de Q3 first half 2O24 late"),
    ]
)
GARBAGE = st.one_of(
    st.text(max_size=300), st.lists(WORDS, max_size=40).map(" ".join), st.lists(WORDS, max_size=20).map("".join)
)


@given(
    GARBAGE, st.none() | st.integers(1900, 2100), st.none() | st.sampled_from(DateOrder), st.none() | st.integers(1, 12)
)
@example("11111111111111111111111111111111", 2024, None, None)
@example("1-" * 90, 2024, None, None)
@example("١٢ ١٣", 2024, None, 3)
@example("January " * 24, 2024, None, None)
@example("²³ March ½", 2024, None, None)
@example("March – the", 2024, None, None)
@example("3 March – the", 2024, None, None)
def test_no_text_makes_it_raise_and_what_it_reads_is_in_our_profile(text, year, order, month):
    reading = parse_date(text, year=year, order=order, month=month)

    for edtf in filter(None, [str(reading.edtf) if reading.edtf else None, *reading.readings]):
        assert Edtf.parse(edtf).text == edtf
