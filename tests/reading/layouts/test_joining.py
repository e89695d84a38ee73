import pytest

from iscm.reading.layouts.joining import count_words, join_lines, mend_brackets, words_in_order

JOINED = [
    (["Global Forum on", "Migration"], "Global Forum on Migration"),
    (["RCM-", "SACM"], "RCM-SACM"),
    (["Whole-of-", "Government"], "Whole-of-Government"),
    (["on cross-", "border trade"], "on cross-border trade"),
    (["for the pur-", "pose of"], "for the purpose of"),
    (["and Cli-", "mate Change"], "and Climate Change"),
    (["the follow-", "up meeting"], "the follow-up meeting"),
    (["state-of-", "play"], "state-of-play"),
    (["January 23-", "25, 2024"], "January 23-25, 2024"),
    (["October 10 -", "11"], "October 10 - 11"),
    (["Integration/", "Border"], "Integration/Border"),
    (["Integration/ ", "Border"], "Integration/ Border"),
    (["mi\u00ad", "gration"], "migration"),
    (["Novem\u200b", "ber 2026"], "November 2026"),
    (["移民问题区域", "磋商会议，2024", "年"], "移民问题区域磋商会议，2024 年"),
    (["Low-", "and Less-Skilled"], "Low- and Less-Skilled"),
    (["peer-", "to-peer"], "peer-to-peer"),
    (["a", "", "b"], "a b"),
    ([], ""),
]


@pytest.mark.parametrize(("lines", "text"), JOINED)
def test_lines_become_running_words(lines, text):
    assert join_lines(lines) == text


@pytest.mark.parametrize(
    ("known", "text"),
    [("on reintegration", "reintegration"), ("Re-integration, again", "re-integration"), ("", "reintegration")],
)
def test_a_word_met_elsewhere_tells_whether_its_hyphen_stays(known, text):
    assert join_lines(["re-", "integration"], count_words([known])) == text


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (["Prague", "Process"], ["Prague", "Process"]),
        (["العربية", "الدول", "جامعة"], ["جامعة", "الدول", "العربية"]),
        (["(GFMD", "2024)", "المنتدى"], ["المنتدى", "(GFMD", "2024)"]),
    ],
)
def test_words_from_right_to_left_come_in_reading_order(printed, read):
    assert words_in_order(printed) == read


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("المنتدى )GFMD )للهجرة", "المنتدى (GFMD) للهجرة"),
        ("المنتدى (GFMD) للهجرة", "المنتدى (GFMD) للهجرة"),
        ("المنتدى (العالمي)", "المنتدى (العالمي)"),
        ("المنتدى )العالمي(، 2024", "المنتدى (العالمي)، 2024"),
        ("المنتدى (", "المنتدى ("),
        ("a )b(", "a )b("),
    ],
)
def test_brackets_of_right_to_left_text_face_their_words(read, written):
    assert mend_brackets(read) == written


def test_a_word_cut_without_a_hyphen_is_put_together_where_it_is_known():
    known = count_words(["Management/Smu", "ggling of migrants", "on smuggling", "on", "line", "on line", "online"])
    assert join_lines(["Management/Smu", "ggling of"], known) == "Management/Smuggling of"
    assert join_lines(["on", "line"], known) == "on line"
