"""The figures: counted as they are, each with a sentence that says what it shows and what it does not."""

from dataclasses import replace

import pytest

from iscm.publication.charts.facts import Count, Dated, FigureFacts, Held, Seat
from iscm.publication.charts.figures import KEYS, figures
from iscm.publication.charts.svg import render_svg
from iscm.publication.words import LANGUAGES, words_in

ENGLISH = words_in("en")
HELD = (
    Held(2021, "webinar", "unknown", 7),
    Held(2024, "senior-officials-meeting", "in-person", 2),
    Held(2024, "webinar", "online", 3),
    Held(2024, "made-up-kind", "in-person", 1),
)


@pytest.fixture
def facts(vocabulary):
    return FigureFacts(
        vocabulary,
        year=2024,
        held=HELD,
        mechanisms=(Count(2021, "rcm", 7), Count(2024, "rcm", 2), Count(2024, "gfmd", 4), Count(2024, "igc", 2)),
        acronyms=(("rcm", "RCM"), ("gfmd", "GFMD"), ("igc", "IGC")),
        stated=(Count(2024, "data", 1),),
        suggested=(Count(2024, "data", 2), Count(2024, "gender", 1)),
        filed=4,
        dates=(Dated("2024-01-05", 2), Dated("2024-03-05", 3), Dated("2024", 1)),
        seats=(
            Seat("rcm", "MX", "019", "listed"),
            Seat("rcm", "CA", "019", "listed"),
            Seat("igc", "CA", "019", "partial"),
            Seat("idm", "CH", "150", "composed"),
        ),
        unlisted=2,
    )


def drawn(facts, words=ENGLISH):
    return {chart.key: chart for chart in figures(facts, words)}


def told(chart):
    return {label: [int(series.values[n]) for series in chart.series] for n, label in enumerate(chart.labels)}


def test_a_year_has_its_figures_in_order(facts):
    assert list(drawn(facts)) == ["months", "mechanisms", "levels", "attendance", "themes"]


def test_all_years_have_theirs(facts):
    assert list(drawn(replace(facts, year=None))) == ["attendance", "levels", "mechanisms", "membership"]
    assert set(KEYS) >= {*drawn(facts), *drawn(replace(facts, year=None))}


def test_nothing_counted_is_nothing_drawn(vocabulary):
    assert figures(FigureFacts(vocabulary), ENGLISH) == figures(FigureFacts(vocabulary, year=2024), ENGLISH) == ()


def test_months_set_apart_what_is_not_said(facts):
    months = drawn(facts)["months"]
    assert (months.labels[0], months.labels[-1], len(months.labels)) == ("Jan", "month not said", 13)
    assert [series.values for series in months.series] == [(2, 0, 3, *[0] * 9, 1)]
    assert (
        months.summary == "6 meetings in 2024; for 1 no month is said; of the others most in one month: March, with 3."
    )


def test_months_all_said_need_no_label_for_others(facts):
    months = drawn(replace(facts, dates=(Dated("2024-01-05", 2),)))["months"]
    assert (len(months.labels), months.summary) == (12, "2 meetings in 2024; most in one month: January, with 2.")


def test_levels_are_those_of_the_kinds(facts):
    levels = drawn(facts)["levels"]
    assert told(levels) == {
        "political level": [0],
        "senior officials": [2],
        "technical level": [3],
        "open to others": [0],
        "level not said": [1],
    }
    assert levels.summary == (
        "6 meetings in 2024; senior officials: 2, technical level: 3, level not said: 1; "
        "the level is the usual one of the kind of meeting."
    )


def test_attendance_is_stacked_by_level(facts):
    attendance = drawn(facts)["attendance"]
    assert [series.name for series in attendance.series] == ["in person", "online"]
    assert told(attendance) == {"senior officials": [2, 0], "technical level": [0, 3], "level not said": [1, 0]}
    assert attendance.summary == "6 meetings in 2024; in person: 3, online: 3."


def test_attendance_that_no_source_says_is_not_drawn(facts):
    assert "attendance" not in drawn(replace(facts, year=2021))


def test_years_are_stacked_by_attendance(facts):
    attendance = drawn(replace(facts, year=None))["attendance"]
    assert told(attendance) == {"2021": [0, 0, 7], "2024": [3, 3, 0]}
    assert attendance.summary == (
        "13 meetings; in person: 3, online: 3, attendance not said: 7; "
        "a year that is missing is one whose documents were not read yet."
    )


def test_mechanisms_are_ranked_equals_by_name(facts):
    mechanisms = drawn(facts)["mechanisms"]
    assert told(mechanisms) == {"GFMD": [4], "IGC": [2], "RCM": [2]}
    assert mechanisms.summary == (
        "3 mechanisms met; most often: GFMD, with 4; a joint meeting counts for each of its mechanisms."
    )


def test_several_that_lead_are_named_together_and_many_are_not(facts):
    equal = tuple(Count(2024, slug, 1) for slug in "abcd")
    assert "most often: a, b, c, with 1" in drawn(replace(facts, mechanisms=equal[:3]))["mechanisms"].summary
    assert "most" not in drawn(replace(facts, mechanisms=equal))["mechanisms"].summary


def test_themes_of_a_year_without_an_index_are_those_of_its_meetings(facts):
    themes = drawn(facts)["themes"]
    assert (told(themes), themes.unit) == ({"Data": [1, 2], "Gender": [0, 1]}, "meetings")
    assert [series.name for series in themes.series] == ["stated by a source", "suggested from its words"]
    assert themes.summary == (
        "No yearly index was read, so meetings are counted; one may have several themes; 2 have none."
    )


def test_themes_of_an_index_stand_beside_those_of_the_index_before(facts):
    index = (Count(2021, "data", 5), Count(2021, "gender", 2), Count(2024, "gender", 3))
    themes = drawn(replace(facts, index=index))["themes"]
    assert (told(themes), themes.unit) == ({"Gender": [3, 2], "Data": [0, 5]}, "mechanisms")
    assert themes.title == "Popular themes, 2024 beside 2021"
    assert themes.summary == (
        "How many mechanisms the yearly index prints under each theme; in 2024 most often: Gender, with 3."
    )


def test_first_index_stands_alone_and_says_what_it_prints_for_all(facts):
    first = replace(facts, year=2021, index=(Count(2021, "data", 22),), for_all=((2021, "data"), (1999, "gender")))
    themes = drawn(first)["themes"]
    assert (themes.title, told(themes)) == ("Popular themes, 2021", {"Data": [22]})
    assert themes.summary.endswith("the index of 2021 prints all mechanisms under one: Data.")


def test_membership_says_what_its_lists_rest_on(facts):
    membership = drawn(replace(facts, year=None))["membership"]
    assert told(membership) == {"Americas": [2, 0, 1], "Europe": [0, 1, 0]}
    assert [series.name for series in membership.series] == [
        "complete list read",
        "list filled in from a known grouping",
        "from attendance, in part, or still to be checked",
    ]
    assert membership.summary == (
        "3 States and territories sit in 3 mechanisms; the list of 1 of them was read complete; "
        "2 more mechanisms have no list; mechanisms that have ended are left out."
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_can_be_drawn_in_every_language(facts, lang):
    words = words_in(lang)
    charts = [*figures(facts, words), *figures(replace(facts, year=None), words)]
    assert all(render_svg(chart, is_rtl=lang == "ar").startswith("<svg ") for chart in charts)
    assert not [chart.summary for chart in charts if "%(" in chart.summary + chart.title]
