"""Free days: what is possible, in which order it is told, and against brute force."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iscm.planning.burdens import ObservanceWeights
from iscm.planning.calendars import Calendar
from iscm.planning.clashes import clashes_of
from iscm.planning.distances import Point
from iscm.planning.engagements import Engagement
from iscm.planning.hindrances import Bar, Hindrance, hindrances
from iscm.planning.host_cities import parts_of
from iscm.planning.observances import ObservanceKind, is_working, observances
from iscm.planning.requests import Request
from iscm.planning.states import States
from iscm.planning.windows import Scales, Weighing, windows

STATES = States.of(("CH", "EG", "IT", "MT", "SA"), small=("MT",))
ROME, CAIRO = Point("Rome", "IT", 41.9, 12.5), Point("Cairo", "EG", 30.04, 31.24)
TODAY = date(2027, 1, 4)
NO_DAYS = Scales(days=ObservanceWeights(0, 0, 0, 0, 0))


def day(text):
    return date.fromisoformat(text)


def asked(first, last, **wishes):
    return Request(**({"days": 3, "periods": ((day(first), day(last)),), "today": TODAY} | wishes))


def held(key, first, days=1, countries=("CH",), mechanisms=("prague-process",), **more):
    return Engagement(
        key=key, title=key, mechanisms=mechanisms, first=day(first), latest=day(more.pop("latest", first)), days=days,
        states=STATES.mask(countries), **more,
    )  # fmt: skip


def calendar(*engagements):
    return Calendar(engagements, STATES)


def told(request, *engagements, **more):
    (found,) = windows(request, calendar(*engagements), **more)
    return [(str(one.first), str(one.last), one.weight) for one in found.windows]


def test_neighbours_that_weigh_the_same_are_one_window_told_with_all_its_days():
    (found,) = windows(asked("2027-10-04", "2027-10-17"), calendar(), scales=NO_DAYS)
    assert [
        (str(one.first), str(one.last), one.choices, [str(day) for day in one.between]) for one in found.windows
    ] == [("2027-10-04", "2027-10-06", 6, ["2027-10-04", "2027-10-15"])]
    assert (found.possible, found.considered) == (6, 12)


def test_the_days_when_fewest_are_bound_elsewhere_come_first():
    request = asked("2027-10-04", "2027-10-15", states=STATES.mask(["CH", "MT"]), within=0)
    busy = held("a", "2027-10-05"), held("b", "2027-10-12", 2, ("CH", "MT"))
    assert told(request, *busy, scales=NO_DAYS) == [
        ("2027-10-06", "2027-10-08", 0.0),
        ("2027-10-11", "2027-10-13", 3.0),
    ]


def test_what_is_possible_only_in_a_month_counts_by_its_chance():
    request = asked("2027-10-04", "2027-10-04", days=1, states=STATES.mask(["CH"]), within=0)
    vague = held("a", "2027-10-01", latest="2027-10-31")
    assert told(request, vague, scales=NO_DAYS) == [("2027-10-04", "2027-10-04", round(1 / 31, 6))]


def test_a_window_says_what_it_still_collides_with_and_what_is_observed():
    request = asked("2027-06-02", "2027-06-02", days=1, states=STATES.mask(["CH", "IT"]), within=1)
    (found,) = windows(request, calendar(held("a", "2027-06-03", countries=("IT",)), held("far", "2027-06-09")))
    (window,) = found.windows
    assert [(one.other.key, one.gap_days, one.shared) for one in window.clashes] == [("a", 1, STATES.mask(["IT"]))]
    assert [(one.country, one.name) for one in window.observances] == [("IT", "Republic Day")]


@pytest.mark.parametrize(
    ("hosts", "expected"),
    [
        ((), "08 09 10 11 12"),
        (("IT",), "08 09 10 11 12"),
        (("SA",), "07 08 09 10 11 14"),
        (("BN",), "06 08 09 10 11 13"),
        (("IR",), "06 07 08 09 10 13 14"),
        (("NP",), "07 08 09 10 11 12 14"),
        (("IT", "SA"), "08 09 10 11"),
    ],
)
def test_the_offices_of_the_hosts_work(hosts, expected):
    against = hindrances(asked("2027-11-06", "2027-11-14", days=1, hosts=hosts), None, calendar())
    assert " ".join(f"{first:%d}" for first, found in against.items() if not found) == expected


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ({"weekdays": frozenset({1, 2, 3})}, "05 12"),
        ({"avoid": frozenset({ObservanceKind.RELIGIOUS_FEAST})}, "04 05 06 12 13"),  # Yom Kippur is on the 11th
        ({"days": 5}, "04 11"),
        ({"days": 6}, ""),
        ({"days": 6, "over_weekends": True}, "06 07 08"),
        ({"mechanisms": ("prague-process",), "gap": 2}, "04 12 13"),
        ({"mechanisms": ("rabat-process",), "gap": 2}, "04 05 06 11 12 13"),
        ({"today": date(2027, 10, 12)}, "12 13"),
    ],
)
def test_a_wish_keeps_days_out(wishes, expected):
    own = held("own", "2027-10-09", 1), held("vague", "2027-10-04", latest="2027-10-15")
    against = hindrances(asked("2027-10-04", "2027-10-15", **wishes), None, calendar(*own))
    assert " ".join(f"{first:%d}" for first, found in against.items() if not found) == expected


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (asked("2027-10-04", "2027-10-05"), [Hindrance(Bar.TOO_SHORT)]),
        (asked("2026-10-04", "2026-10-30"), [Hindrance(Bar.PAST)]),
        (asked("2027-10-09", "2027-10-10", days=1), [Hindrance(Bar.WEEKDAY)]),
        (asked("2027-09-21", "2027-09-24", avoid=frozenset({ObservanceKind.UN_WEEK})), [Hindrance(Bar.UN_WEEK)]),
        (asked("2027-12-24", "2027-12-28", hosts=("IT",)), [Hindrance(Bar.HOLIDAY, "IT")]),
        (
            asked("2027-10-06", "2027-10-07", hosts=("EG",), days=1, weekdays=frozenset({3})),
            [Hindrance(Bar.HOLIDAY, "EG"), Hindrance(Bar.WEEKDAY)],
        ),
        (asked("2027-03-09", "2027-03-11", hosts=("SA",)), [Hindrance(Bar.HOLIDAY, "SA")]),
        (asked("2027-10-04", "2027-10-08", mechanisms=("prague-process",), gap=5), [Hindrance(Bar.GAP)]),
    ],
)
def test_where_no_day_is_left_the_fewest_wishes_that_exclude_all_are_told(request_, expected):
    (found,) = windows(request_, calendar(held("own", "2027-10-06")))
    assert found.windows == ()
    assert sorted(found.excluded_by) == sorted(expected)


def test_each_city_has_its_own_windows_and_the_freest_city_comes_first():
    request = asked("2027-11-05", "2027-11-07", days=1, cities=(CAIRO, ROME), states=STATES.mask(["IT"]), homes=(ROME,))
    cairo, rome = sorted(windows(request, calendar()), key=lambda found: found.place.city)
    assert (cairo.mean_way, rome.mean_way) == (2133, 0)
    assert [str(one.first) for one in cairo.windows] == ["2027-11-07"]
    assert [str(one.first) for one in rome.windows] == ["2027-11-05"]


def test_travel_between_cities_weighs():
    request = asked("2027-11-09", "2027-11-09", days=1, cities=(CAIRO, ROME), states=STATES.mask(["IT"]))
    before = held("a", "2027-11-08", countries=("IT",), place=ROME)
    first, second = windows(request, calendar(before))
    assert (first.place.city, second.place.city) == ("Rome", "Cairo")
    assert first.windows[0].weight < second.windows[0].weight


def test_a_meeting_that_is_moved_does_not_stand_in_its_own_way():
    request = asked(
        "2027-10-04", "2027-10-08", states=STATES.mask(["CH"]), key="a", mechanisms=("prague-process",), gap=9
    )
    assert told(request, held("a", "2027-10-05"), scales=NO_DAYS) == [("2027-10-04", "2027-10-06", 0.0)]


def test_several_periods_are_one_question():
    request = asked(
        "2027-10-04",
        "2027-10-04",
        days=1,
        periods=((day("2027-11-02"), day("2027-11-03")), (day("2027-10-05"), day("2027-10-05"))),
    )
    assert told(request) == [("2027-10-05", "2027-10-05", 0.0), ("2027-11-02", "2027-11-02", 0.0)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"days": 0}, {"days": 31}, {"periods": ()}, {"periods": ((TODAY, TODAY - timedelta(days=1)),)},
        {"periods": ((TODAY, TODAY + timedelta(days=800)),)}, {"cities": (ROME,) * 11}, {"gap": -1}, {"within": 61},
    ],
)  # fmt: skip
def test_a_request_beyond_its_bounds_is_refused(wrong):
    with pytest.raises(ValueError):
        asked("2027-10-04", "2027-10-05", **wrong)


@pytest.mark.parametrize("limit", [0, 101])
def test_a_limit_beyond_its_bounds_is_refused(limit):
    with pytest.raises(ValueError, match="windows can be told"):
        windows(asked("2027-10-04", "2027-10-05"), calendar(), limit)


DAYS_OF_YEAR = st.dates(date(2027, 1, 1), date(2027, 12, 31))
MEETINGS = st.lists(
    st.builds(
        lambda first, vague, days, states, number, mechanism: Engagement(
            key=f"m{number}", title="", mechanisms=(mechanism,), first=first, latest=first + timedelta(days=vague),
            days=days, states=states, place=ROME,
        ),
        DAYS_OF_YEAR, st.sampled_from([0, 0, 0, 30]), st.integers(1, 5), st.integers(0, STATES.all), st.integers(0, 99),
        st.sampled_from(["a", "b"]),
    ),
    max_size=20,
)  # fmt: skip
REQUESTS = st.builds(
    lambda first, length, days, states, hosts, avoid, gap, cities: Request(
        days=days, periods=((first, first + timedelta(days=length)),), today=TODAY, states=states, hosts=hosts,
        avoid=avoid, gap=gap, cities=cities, mechanisms=("a",),
    ),
    DAYS_OF_YEAR, st.integers(0, 60), st.integers(1, 4), st.integers(0, STATES.all),
    st.lists(st.sampled_from(["IT", "SA", "BN"]), max_size=2).map(tuple),
    st.frozensets(st.sampled_from([ObservanceKind.UN_WEEK, ObservanceKind.RELIGIOUS_FEAST])),
    st.integers(0, 5), st.sampled_from([(), (ROME,), (CAIRO, ROME)]),
)  # fmt: skip


def days_of(first, days):
    return [first + timedelta(days=after) for after in range(days)]


def is_possible(request, place, first, engagements):
    """The same, day by day and meeting by meeting."""
    days = days_of(first, request.days)
    hosts = request.hosts_at(place)
    works = all(is_working(day, host, parts_of(place).get(host, "")) for day in days for host in hosts)
    weekday = bool(hosts) or all(day.weekday() < 5 for day in days)
    avoided = [one for one in observances((), days[0], days[-1], request.avoid) if one.kind in request.avoid]
    own = [one for one in engagements if "a" in one.mechanisms and one.first == one.latest]
    taken = {one.first + timedelta(days=after) for one in own for after in range(-request.gap, one.days + request.gap)}
    far = request.gap == 0 or taken.isdisjoint(days)
    return works and weekday and not avoided and far and days[0] >= request.today


@settings(max_examples=60, deadline=None)
@given(REQUESTS, MEETINGS)
def test_the_ranking_is_that_of_brute_force_over_all_first_days(request_, engagements):
    known = Calendar(engagements, STATES)
    for place in request_.places:
        starts = [first for first in request_.starts() if is_possible(request_, place, first, engagements)]
        found = hindrances(request_, place, known)
        assert [first for first, against in found.items() if not against] == starts
        weighed = {
            first: sum(clash.weight for clash in clashes_of(request_.meeting(first, place), known)) for first in starts
        }
        ranking = Weighing(request_, known, NO_DAYS).ranked(place, starts)
        assert {one.first: one.weight for one in ranking} == pytest.approx(weighed, abs=1e-6)
        assert list(ranking) == sorted(ranking, key=lambda one: (one.weight, one.first))


@settings(max_examples=60, deadline=None)
@given(REQUESTS, MEETINGS)
def test_windows_hold_no_avoided_day_share_none_and_start_with_the_freest(request_, engagements):
    known = Calendar(engagements, STATES)
    for found in windows(request_, known):
        taken = [day for one in found.windows for day in days_of(one.first, request_.days)]
        assert len(taken) == len(set(taken))
        assert all(is_possible(request_, found.place, one.first, engagements) for one in found.windows)
        assert [one.weight for one in found.windows] == sorted(one.weight for one in found.windows)
        possible = [first for first, against in hindrances(request_, found.place, known).items() if not against]
        best = Weighing(request_, known).ranked(found.place, possible)[:1]
        assert [one.first for one in found.windows[:1]] == [one.first for one in best]
        assert bool(found.windows) is not bool(found.excluded_by)


@settings(max_examples=30, deadline=None)
@given(REQUESTS, MEETINGS)
def test_the_order_of_what_is_known_changes_nothing(request_, engagements):
    unique = tuple({one.key: one for one in engagements}.values())
    assert windows(request_, Calendar(unique, STATES)) == windows(request_, Calendar(unique[::-1], STATES))


@settings(max_examples=30, deadline=None)
@given(REQUESTS, MEETINGS)
def test_the_fewest_wishes_that_exclude_all_do_so_and_none_of_them_can_be_spared(request_, engagements):
    for found in windows(replace(request_, gap=30), Calendar(engagements, STATES)):
        against = hindrances(replace(request_, gap=30), found.place, Calendar(engagements, STATES))
        if found.excluded_by and against:
            assert all(not one.isdisjoint(found.excluded_by) for one in against.values())
            for spared in found.excluded_by:
                rest = set(found.excluded_by) - {spared}
                assert any(one.isdisjoint(rest) for one in against.values())
