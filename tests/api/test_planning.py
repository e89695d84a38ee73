"""Calls for planning: their answers, each as described, and each wrong word at its parameter."""

from urllib.parse import urlencode

import pytest
import time_machine

from tests.factories.rows import add_meeting, raise_stamp

NOW = "2026-11-21T09:00:00Z"


@pytest.fixture
def planning(db, ask):
    """`planning("clashes", idea="…")` gives the answer of 21 November 2026."""

    def get(call, **words):
        with time_machine.travel(NOW, tick=False):
            return ask(f"/planning/{call}?{urlencode(words)}")

    return get


@pytest.fixture
def busy(db):
    """Two meetings in one week of April 2027."""
    first = add_meeting("SOM", "2027-04-20/2027-04-21", mechanisms=("prague-process",), places=("Vilnius|LT",))
    return first, add_meeting("Working group", "2027-04-22", mechanisms=("budapest-process",), places=("Sofia|BG",))


def test_what_lies_near_a_meeting_is_told_with_its_reason(busy, planning):
    told = planning("clashes", meeting=busy[0].uid).json()
    (clash,) = told["clashes"]
    assert (told["idea"], [one["first"] for one in told["meetings"]]) == (None, ["2027-04-20"])
    assert (clash["meeting"]["title"], clash["gap_days"], clash["chance"]) == ("Working group", 1, 1)
    assert clash["why"].startswith("One right after the other; ")
    assert planning("clashes", meeting=busy[0].uid, within=0).json()["clashes"] == []


def test_what_lies_near_an_idea_is_told_with_how_it_was_understood(busy, planning):
    told = planning("clashes", idea="Budapest Process, 1 day, Sofia", when="20 April 2027").json()
    assert (told["idea"]["mechanisms"], told["idea"]["periods"]) == (
        ["budapest-process"], [["2027-04-20", "2027-04-20"]]
    )  # fmt: skip
    assert {one["meeting"]["title"] for one in told["clashes"]} == {"SOM", "Working group"}


def test_free_days_are_told_city_by_city(busy, planning):
    words = {"members": "Prague Process", "days": 2, "when": "2027-04-19/2027-04-23", "place": "Vilnius; Rome, Italy"}
    told = planning("windows", **words, within=0, limit=1).json()
    assert {one["place"]["city"]: len(one["windows"]) for one in told["cities"]} == {"Vilnius": 1, "Rome": 1}
    assert told["cities"][0]["windows"][0]["by_clashes"] > 0


def test_wishes_that_leave_no_days_are_named_in_the_language_of_the_reader(planning):
    (found,) = planning("windows", idea="Prague Process, 2 days, 17-18 April 2027", hosts="Italy").json()["cities"]
    assert (found["windows"], [(one["code"], one["country"]) for one in found["excluded_by"]]) == (
        [],
        [("weekend", "IT")],
    )
    (found,) = planning("windows", idea="Prague Process, 1 day, 20-22 April 2027", weekday="sat,sun").json()["cities"]
    assert [one["code"] for one in found["excluded_by"]] == ["weekday"]


@pytest.mark.parametrize(
    ("call", "words", "expected"),
    [
        ("clashes", {}, {"mechanisms": "say whose meeting it is, such as Prague Process",
                         "when": "say when it may be, such as week of 20 April, or October 2027"}),
        ("clashes", {"idea": "rain"}, {"idea": "'rain' is not understood: no mechanism, place, length or date"}),
        ("windows", {"idea": "Prague Process, May 2027", "members": "Rabbat"},
         {"members": "no mechanism 'Rabbat' is known; did you mean 'Rabat Process'?"}),
        ("windows", {"idea": "Prague Process", "when": "May 2024"},
         {"when": "'May 2024' is over: 2024-05-31 lies before 2026-11-21"}),
        ("windows", {"idea": "Prague Process, May 2027", "hosts": "Atlantis"},
         {"hosts": "no State 'Atlantis' is known"}),
        ("clashes", {"meeting": "0" * 8 + "-0000-0000-0000-" + "0" * 12, "days": 2},
         {"days": "A meeting of the register is asked for: leave the idea out."}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_parameter(planning, call, words, expected):
    response = planning(call, **words)
    found = {one["pointer"].removeprefix("#/query/"): one["detail"] for one in response.json()["errors"]}
    assert (response.status_code, found) == (409, expected)


@pytest.mark.parametrize(
    ("call", "words", "pointer"),
    [
        ("windows", {"limit": 21}, "limit"), ("windows", {"days": 31}, "days"), ("clashes", {"within": 15}, "within"),
        ("windows", {"weekday": "someday"}, "weekday"), ("clashes", {"idea": "x" * 301}, "idea"),
        ("clashes", {"meeting": "nosuch"}, "meeting"), ("windows", {"gap": -1}, "gap"),
    ],
)  # fmt: skip
def test_what_is_out_of_bounds_is_pointed_at(planning, call, words, pointer):
    response = planning(call, **words)
    assert (response.status_code, [one["pointer"] for one in response.json()["errors"]]) == (
        400,
        [f"#/query/{pointer}"],
    )


def test_who_shares_whom_is_told_with_the_lists_it_rests_on(db, planning):
    told = planning("overlaps", mechanism="rcm,sacm", as_of="2024-06-01").json()
    (shared,) = told["overlaps"]
    by_slug = {one["mechanism"]: one for one in told["seats"]}
    assert (told["as_of"], shared["mechanisms"], shared["basis"]) == ("2024-06-01", ["rcm", "sacm"], "listed")
    assert set(shared["members"]) == set(by_slug["rcm"]["members"]) & set(by_slug["sacm"]["members"])


def test_one_mechanism_is_compared_with_all_others(db, planning):
    pairs = [set(one["mechanisms"]) for one in planning("overlaps", mechanism="rcm").json()["overlaps"]]
    assert len(pairs) > 1
    assert set.intersection(*pairs) == {"rcm"}


def test_no_such_mechanism_is_told_at_its_parameter(db, planning):
    response = planning("overlaps", mechanism="rcm,nobody")
    assert (response.status_code, response.json()["errors"][0]["detail"]) == (409, "no mechanism 'nobody' is known")


def test_an_unknown_meeting_is_not_found(planning):
    assert planning("clashes", meeting="0" * 8 + "-0000-0000-0000-" + "0" * 12).status_code == 404


def test_the_same_answer_is_not_sent_twice_on_one_day(busy, ask):
    raise_stamp()
    address = f"/planning/clashes?meeting={busy[0].uid}"
    with time_machine.travel(NOW, tick=False):
        etag = ask(address).headers["ETag"]
        assert ask(address, **{"if-none-match": etag}).status_code == 304
    with time_machine.travel("2026-11-22T09:00:00Z", tick=False):
        assert ask(address, **{"if-none-match": etag}).status_code == 200
