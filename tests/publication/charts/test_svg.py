"""Drawings: in proportion, within their frame, nothing on top of anything else, whole for machines and for readers."""

import re
from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iscm.publication.charts.palette import PRINT, Mark
from iscm.publication.charts.svg import render_svg
from tests.factories.charts import SVG, Box, chart, charts, everything, marks, parsed, said_of, view_box, words

WIDTHS = st.sampled_from([200.0, 340.0, 680.0, 1000.0])
SLOWLY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LONG = "Return, readmission and sustainable reintegration of migrants in vulnerable situations"


def test_lying_bars_are_as_long_as_their_values():
    bars = marks(render_svg(chart("abc", (10, 5, 1))))
    assert [round(bar.width / bars[0].width, 3) for bar in bars] == [1, 0.5, 0.1]
    assert len({bar.x for bar in bars}) == 1


def test_columns_are_as_high_as_their_values_and_stand_on_one_line():
    columns = marks(render_svg(chart("abc", (10, 5, 1), shape="columns")))
    assert [round(column.height / columns[0].height, 3) for column in columns] == [1, 0.5, 0.1]
    assert len({round(column.y + column.height, 1) for column in columns}) == 1


@pytest.mark.parametrize("shape", ["bars", "columns"])
def test_bars_of_several_series_stand_beside_one_another(shape):
    first, second = marks(render_svg(chart("a", (8,), (4,), shape=shape)))
    assert not first.overlaps(second)
    assert [first.name, second.name] == ["c-mark0", "c-mark1"]


def test_parts_of_a_stack_follow_one_another_with_their_values_and_their_sum():
    svg = render_svg(chart("a", (30,), (10,), is_stacked=True))
    first, second = marks(svg)
    assert second.x == pytest.approx(first.x + first.width, abs=1.1)
    assert said_of(svg, "c-reversed", "c-value") == ["30", "40"]
    assert said_of(svg, "c-label") == ["Series 0", "Series 1", "a", "10"]


def test_a_stack_of_one_part_says_its_value_once():
    assert said_of(render_svg(chart("a", (30,), (0,), is_stacked=True)), "c-reversed", "c-value") == ["30"]
    assert said_of(render_svg(chart("a", (30,), is_stacked=True)), "c-reversed", "c-value") == ["30"]


def test_a_value_of_nothing_has_no_bar_but_is_written():
    svg = render_svg(chart("ab", (0, 3)))
    assert (len(marks(svg)), said_of(svg, "c-value")) == (1, ["0", "3"])


def test_a_chart_without_labels_is_an_empty_frame():
    for shape in ("bars", "columns"):
        assert marks(render_svg(chart((), (), shape=shape))) == []


def test_long_names_are_broken_and_kept_whole():
    svg = render_svg(chart([LONG, "Data"], (5, 4)))
    assert " ".join(said_of(svg, "c-label")) == f"{LONG} Data"
    assert len(said_of(svg, "c-label")) > 2


def test_columns_name_as_many_labels_as_do_not_touch():
    years = [str(year) for year in range(1985, 2025)]
    named = said_of(render_svg(chart(years, range(40), shape="columns")), "c-label")
    assert named == years[::2]


def test_values_that_have_no_room_over_their_columns_are_left_to_ticks_and_table():
    crowded = chart([str(n) for n in range(60)], [1000 + n for n in range(60)], shape="columns")
    assert said_of(render_svg(crowded), "c-value") == []


def test_series_are_told_apart_by_words_and_by_texture():
    svg = render_svg(chart("a", (4,), (3,), (2,), (1,), (5,), is_stacked=True))
    assert said_of(svg, "c-label")[:5] == [f"Series {n}" for n in range(5)]
    keys = [each for each in parsed(svg).iter(f"{SVG}rect") if each.get("class").endswith("c-key")]
    looks = [(key.get("fill").partition("-mark")[2] or key.get("fill"), key.get("stroke") is None) for key in keys]
    assert len(set(looks)) == 5
    assert [mark.texture for mark in PRINT.marks[:5]] == ["solid", "hollow", "lines", "dots", "cross"]


def test_a_single_series_needs_no_legend():
    assert said_of(render_svg(chart("ab", (1, 2))), "c-label") == ["a", "b"]


def test_drawing_is_named_and_described():
    svg = parsed(render_svg(chart(key="themes", title="Popular themes", summary="Data leads.")))
    assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", "chart-themes-title chart-themes-desc")
    assert [(each.get("id"), each.text) for each in svg[:2]] == [
        ("chart-themes-title", "Popular themes"),
        ("chart-themes-desc", "Data leads."),
    ]


def test_drawing_has_no_style_no_script_no_reference_outside():
    svg = render_svg(chart("a", (4,), (3,), (2,), is_stacked=True))
    tags = {each.tag.removeprefix(SVG) for each in parsed(svg).iter()}
    assert tags == {"svg", "title", "desc", "defs", "pattern", "path", "rect", "line", "text"}
    names = {name for each in parsed(svg).iter() for name in each.attrib}
    assert not {name for name in names if name.startswith("on") or name in {"style", "href"}}
    assert re.findall(r"url\(([^)]*)\)", svg) == ["#chart-k-mark2"] * 2
    assert svg.count("http") == 1


def test_two_drawings_of_a_page_share_no_name():
    named = [each.get("id") for key in ("wide", "narrow") for each in parsed(render_svg(chart(key=key))).iter()]
    named = [name for name in named if name]
    assert len(set(named)) == len(named) == 4


def test_right_to_left_is_the_mirror_image():
    plain, turned = (render_svg(chart("abc", (9, 5, 1)), is_rtl=is_rtl) for is_rtl in (False, True))
    width = view_box(plain)[2]
    assert [(round(width - bar.x - bar.width, 1), bar.y) for bar in marks(turned)] == [
        (round(bar.x, 1), bar.y) for bar in marks(plain)
    ]
    assert parsed(turned).get("direction") == "ltr"


def test_arabic_words_carry_their_direction():
    arabic = chart(["الهجرة (GFMD)", "GFMD"], (1, 2), unit="آليات")
    assert "\u2067الهجرة (GFMD)\u2069" in render_svg(arabic, is_rtl=True)
    assert "\u2068الهجرة (GFMD)\u2069" in render_svg(arabic)
    assert ">GFMD<" in render_svg(arabic, is_rtl=True)


def test_hostile_words_are_only_words():
    bad = "</title><script>alert(1)</script>&\"'\x00\ud800"
    svg = render_svg(chart([bad], (1,), title=bad, summary=bad, key=f'x" onload="{bad}', names=[bad]))
    assert parsed(svg)[0].text == "</title><script>alert(1)</script>&\"'\ufffd\ufffd"
    assert not list(parsed(svg).iter(f"{SVG}script"))
    assert parsed(svg).get("onload") is None


def test_file_that_stands_alone_says_its_title_on_paper():
    svg = render_svg(chart(title="Popular themes", summary="Data leads."), is_titled=True)
    assert (said_of(svg, "c-title"), said_of(svg, "c-quiet")[0]) == (["Popular themes"], "Data leads.")
    assert parsed(svg)[2].get("class") == "c-paper"


def test_palette_gives_the_inks():
    own = replace(PRINT, ink="#000001", marks=(Mark("#000002", "#000003", "solid"),))
    svg = render_svg(chart("ab", (1, 2), (3, 4)), palette=own)
    assert ('fill="#000001"' in svg, {box.name for box in marks(svg)}) == (True, {"c-mark0"})


@pytest.mark.parametrize(
    "bad",
    [
        chart("a", (-1,)),
        chart("a", (float("nan"),)),
        chart("a", (float("inf"),)),
        chart("ab", (1,)),
        chart("a", (1,), shape="pie"),
    ],
)
def test_what_is_no_count_is_refused(bad):
    with pytest.raises(ValueError, match=r"chart|value"):
        render_svg(bad)


def test_no_drawing_is_narrower_than_words_need():
    with pytest.raises(ValueError, match="at least 200"):
        render_svg(chart(), width=100)


@SLOWLY
@given(charts(), WIDTHS, st.booleans(), st.booleans())
def test_any_chart_is_well_formed_within_its_frame_and_the_same_again(drawn, width, is_rtl, is_titled):
    svg = render_svg(drawn, width=width, is_rtl=is_rtl, is_titled=is_titled)
    assert svg == render_svg(drawn, width=width, is_rtl=is_rtl, is_titled=is_titled)
    left, top, wide, high = view_box(svg)
    assert wide + 2 * left == width
    frame = Box(left - 1, top - 1, wide + 2, high + 2, "frame")
    assert [box for box in everything(svg) if not frame.holds(box)] == []


@SLOWLY
@given(charts(), WIDTHS, st.booleans())
def test_words_of_one_role_never_touch(drawn, width, is_rtl):
    of = defaultdict(list)
    for box in words(render_svg(drawn, width=width, is_rtl=is_rtl)):
        of[box.role].append(box)
    touching = [
        (one, other)
        for boxes in of.values()
        for n, one in enumerate(boxes)
        for other in boxes[n + 1 :]
        if one.overlaps(other)
    ]
    assert touching == []


@pytest.mark.parametrize("shape", ["bars", "columns"])
def test_hundreds_of_labels_have_room(shape):
    svg = render_svg(chart([f"Mechanism {n}" for n in range(400)], range(400), shape=shape))
    _, _, wide, high = view_box(svg)
    assert all(box.x >= -1 and box.x + box.width <= wide + 1 and box.y + box.height <= high for box in words(svg))


def test_values_on_a_stack_are_read_in_any_palette():
    hollow = replace(PRINT, marks=(Mark("#000002", "#000003", "hollow"),))
    svg = render_svg(chart("a", (30,), (10,), is_stacked=True), palette=hollow)
    assert (said_of(svg, "c-reversed"), said_of(svg, "c-label")[-2:]) == ([], ["30", "10"])


def test_a_chart_without_series_is_an_empty_frame():
    for shape in ("bars", "columns"):
        assert marks(render_svg(replace(chart("ab", shape=shape), series=()))) == []
