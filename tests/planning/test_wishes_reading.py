"""Wishes as they are written: the same in three forms, and one message for each fault."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.planning.wishes import Gap, Wish, Wishes, unknown_names
from iscm.planning.wishes_reading import LARGEST, read_wishes

SOM = Wish(
    "som",
    "Senior Officials’ Meeting",
    ("prague-process", "rabat-process"),
    3,
    ((date(2027, 10, 1), date(2027, 11, 30)), (date(2028, 1, 1), date(2028, 3, 31))),
    city="Vilnius",
    country="LT",
    after=(Gap("prep", 7, 30), Gap("youth", 1, is_before=True)),
    themes=("climate-change",),
)
PREP = Wish("prep", "prep", (), 1, fixed_on=date(2027, 9, 14), is_online=True, in_un_week=True)

JSON = json.dumps(
    {
        "wishes": [
            {
                "key": "som",
                "title": "Senior Officials’ Meeting",
                "mechanisms": ["prague-process", "rabat-process"],
                "days": 3,
                "periods": ["2027-10/2027-11", "2028-33"],
                "city": "Vilnius",
                "country": "lt",
                "after": [{"key": "prep", "least": 7, "most": 30}],
                "before": "youth",
                "themes": "climate-change",
            },
            {"key": "prep", "fixed": "2027-09-14", "online": True, "un_week": "yes"},
        ]
    }
)
TOML = """
[[wishes]]
key = "som"
title = "Senior Officials’ Meeting"
mechanisms = ["prague-process", "rabat-process"]
days = 3
periods = ["2027-10/2027-11", "2028-33"]
city = "Vilnius"
country = "LT"
after = [{ key = "prep", least = 7, most = 30 }]
before = ["youth"]
themes = ["climate-change"]

[[wishes]]
key = "prep"
fixed = 2027-09-14
online = true
un_week = true
"""
NAMES = "key,title,mechanisms,days,periods,city,country,after,before,themes,fixed,online,un_week"
CSV = f"""\ufeff{NAMES}
som,Senior Officials’ Meeting,prague-process; rabat-process,3,2027-10/2027-11; 2028-33,\
Vilnius,LT,prep 7 30,youth,climate-change,,,
prep,,,,,,,,,,2027-09-14,x,1
"""


@pytest.mark.parametrize(("text", "form"), [(JSON, "json"), (TOML, "toml"), (CSV, "csv")])
def test_the_same_wishes_in_three_forms(text, form):
    assert read_wishes(text.encode(), form) == (Wishes((SOM, PREP)), ())


def test_a_wish_without_days_may_be_at_any_time_of_the_usual_period():
    year = (date(2027, 1, 1), date(2027, 12, 31))
    wishes, faults = read_wishes(b'[{"key": "a"}, {"key": "b", "periods": ["2027-05"]}]', "json", year)
    assert [one.periods for one in wishes] == [(year,), ((date(2027, 5, 1), date(2027, 5, 31)),)]
    assert faults == ()


@pytest.mark.parametrize(
    ("wish", "fault"),
    [
        ({}, "wish 1, key: each wish needs one of its own"),
        ({"key": "a", "days": 0}, "a, days: a meeting lasts 1 to 30 days, not 0"),
        ({"key": "a", "days": "two"}, "a, days: “two” is no whole number"),
        ({"key": "a", "days": True}, "a, days: “True” is no whole number"),
        ({"key": "a", "title": 5}, "a, title: it is written as words, at most 300 letters"),
        ({"key": "a", "online": "perhaps"}, "a, online: “perhaps” is neither yes nor no"),
        ({"key": "a", "fixed": "14.9.2027"}, "a, fixed: “14.9.2027” is no day; write it as 2027-10-04"),
        (
            {"key": "a", "periods": "autumn"},
            "a, periods: “autumn” is no period; write it as 2027-10, 2027-33 or 2027-10-04/2027-11-12",
        ),
        ({"key": "a", "periods": ["2027-10/.."]}, "a, periods: “2027-10/..” needs a first and a last day"),
        ({"key": "a", "after": "b 9 3"}, "a, after: at least 9 and at most 3 days cannot be"),
        (
            {"key": "a", "before": "b 1 2 3"},
            "a, before: each is the key of another wish, with the least and most days between: “KEY 7 30”",
        ),
        ({"key": "a", "mechanisms": 7}, "a, mechanisms: it is a list of at most 100"),
    ],
)
def test_each_fault_is_told_with_its_wish_and_field(wish, fault):
    _, faults = read_wishes(json.dumps([{"periods": "2027-10", **wish}]).encode(), "json")
    assert [str(one) for one in faults] == [fault]


def test_all_faults_are_told_at_once_and_keys_only_once():
    rows = [{"key": "a", "days": 99, "colour": "red"}, {"key": "a", "periods": "2027"}]
    _, faults = read_wishes(json.dumps(rows).encode(), "json")
    assert sorted(one.field for one in faults) == ["colour", "days", "key", "periods"]


@pytest.mark.parametrize(
    ("content", "form", "message"),
    [
        (b"\xff\xfe", "json", "it is not UTF-8 text"),
        (b"{", "json", "it is no JSON: "),
        (b"[" * 100_000, "json", "it is no JSON: "),
        (b"a = ", "toml", "it is no TOML: "),
        (b'{"wishes": 3}', "json", "it needs a list “wishes” of tables, one for each wish"),
        (b"[1]", "json", "it needs a list “wishes” of tables, one for each wish"),
        (b"[]", "json", "it has no wishes"),
        (b"key,days\na,1,2\n", "csv", "a row has more cells than the first row has names"),
        (b'key\n"a', "csv", "it is no CSV: "),
        (b" " * (LARGEST + 1), "json", "it is larger than 2 MB"),
        (json.dumps([{}] * 501).encode(), "json", "it has 501 wishes; a plan takes 500"),
    ],
)
def test_what_is_no_file_of_wishes_is_said_in_one_sentence(content, form, message):
    wishes, faults = read_wishes(content, form)
    assert (len(wishes), [fault.message[: len(message)] for fault in faults]) == (0, [message])


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda of: (
            st.lists(of)
            | st.dictionaries(
                st.sampled_from(["key", "days", "periods", "after", "fixed", "online", "wishes", "x"]), of
            )
        ),
    )
)
def test_nothing_in_a_file_is_an_error_of_ours(held):
    wishes, faults = read_wishes(json.dumps({"wishes": [held] if isinstance(held, dict) else held}).encode(), "json")
    assert all(one.message for one in faults)
    assert faults or len(wishes) == len(wishes.by_key) > 0


def test_names_that_nobody_knows_are_told_by_wish_and_field():
    wishes = Wishes((Wish("a", "A", ("ghost", "rcm"), country="QQ", kind="ball", after=(Gap("b"), Gap("c")),
                          themes=("x",)),
                     Wish("b", "B", ("rcm",), country="LT")))  # fmt: skip
    known = {"mechanisms": {"rcm"}, "countries": {"LT"}, "kinds": {"som"}, "themes": {"y"}}
    assert [str(one) for one in unknown_names(wishes, **known)] == [
        "a, mechanisms: no mechanism is called “ghost”",
        "a, country: no State has the code “QQ”",
        "a, kind: “ball” is no kind of meeting that we know",
        "a, themes: no theme is called “x”",
        "a, after: there is no wish and no meeting “c”",
    ]
