"""Ideas in words and in fields, and what the register says of them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from iscm.domain.places import Place
from iscm.planning.observance import ObservanceKind
from iscm.register.queries.ideas import FIELDS, clashes_of_idea, read_idea, setting_of, windows_of_idea
from tests.factories.rows import add_meeting

TODAY = date(2026, 11, 21)
QUESTION = (
    "A three-day week in October or November when the fewest members of Rabat and Khartoum are bound elsewhere, "
    "avoiding UNGA week and holidays of the hosts"
)
SOM = "SOM of the Prague Process, 3 days, Vilnius, week of 20 April"


def read(vocabulary, words="", **fields):
    return read_idea({"idea": words, **fields}, vocabulary, TODAY)


def said(idea, *names):
    values = {
        "periods": " ".join(f"{first}/{last}" for first, last in idea.periods),
        "cities": "; ".join(f"{place.city}, {place.country}" for place in idea.cities),
        "mechanisms": " ".join(idea.mechanisms),
        "avoid": " ".join(sorted(idea.avoid)),
    }
    return tuple(values.get(name, getattr(idea, name)) for name in names)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            SOM,
            ("prague-process", 3, "Vilnius, LT", "2027-04-19/2027-04-23"),
        ),
        (
            "Abu Dhabi Dialogue, Riyadh, 2 days, week of 20 April",
            ("abu-dhabi-dialogue", 2, "Riyadh, SA", "2027-04-18/2027-04-22"),
        ),
        (
            "3 jours, Processus de Rabat, semaine du 20 avril, Dakar",
            ("rabat-process", 3, "Dakar, SN", "2027-04-19/2027-04-23"),
        ),
        (
            "MIDSA and RCM workshop on returns in Lusaka, Zambia, 2 days, 10 or 17 March 2027",
            ("midsa rcm", 2, "Lusaka, ZM", "2027-03-10/2027-03-11 2027-03-17/2027-03-18"),
        ),
        (
            "Prague Process, 20-22 April",
            ("prague-process", 3, "", "2027-04-20/2027-04-22"),
        ),
        (
            "Prague Process, 24-25 November",
            ("prague-process", 2, "", "2026-11-24/2026-11-25"),
        ),
        (
            "Prague Process, 19-22 November",
            ("prague-process", 4, "", "2027-11-19/2027-11-22"),
        ),
        (
            "Prague Process, November 2026",
            ("prague-process", 1, "", "2026-11-21/2026-11-30"),
        ),
        (
            "GFMD summit in Geneva on 3 May 2027",
            ("gfmd", 1, "Geneva, CH", "2027-05-03/2027-05-03"),
        ),
        (
            "GFMD, a week in May 2027, Geneva or Rabat",
            ("gfmd", 5, "Geneva, CH; Rabat, MA", "2027-05-01/2027-05-31"),
        ),
    ],
)
def test_an_idea_in_words_is_understood(vocabulary, words, expected):
    found = read(vocabulary, words)
    assert found.faults == ()
    assert said(found.idea, "mechanisms", "days", "cities", "periods") == expected


@pytest.mark.parametrize(
    "words",
    [
        QUESTION,
        "three-day week in October or November 2027, members of Rabat and Khartoum, avoiding UNGA week",
        "3 days, members of the Rabat Process, Khartoum, October or November 2027, not in the UN week",
    ],
)
def test_a_question_for_free_days_in_words_is_understood(vocabulary, words):
    found = read(vocabulary, words)
    assert found.faults == ()
    assert said(found.idea, "mechanisms", "days", "periods", "avoid", "is_for_members", "cities") == (
        "rabat-process khartoum-process", 3, "2027-10-01/2027-11-30", "un-week", True, ""
    )  # fmt: skip


def test_fields_count_over_the_sentence(vocabulary):
    found = read(
        vocabulary,
        SOM,
        days="2",
        when="3-7 May 2027",
        place="Riga, Latvia; Rome",
        mechanisms="gfmd, RCM",
        title="Forum",
    )
    assert found.faults == ()
    assert said(found.idea, "mechanisms", "days", "cities", "periods", "title") == (
        "gfmd rcm", 2, "Riga, LV; Rome, IT", "2027-05-03/2027-05-07", "Forum"
    )  # fmt: skip


def test_what_nobody_said_is_told_as_assumed(vocabulary):
    assert read(vocabulary, "Prague Process, May 2027").idea.assumed == ("days",)
    assert read(vocabulary, "Prague Process, May 2027, 1 day").idea.assumed == ()


def test_a_country_alone_and_a_host_are_hosts(vocabulary):
    found = read(vocabulary, "Prague Process, May 2027, Latvia, hosted by Trinidad and Tobago")
    assert (found.idea.hosts, found.idea.cities) == (("TT", "LV"), ())


def test_an_idea_online_has_no_city(vocabulary):
    found = read(vocabulary, "webinar of the Colombo Process, online, 6 October 2027")
    assert said(found.idea, "is_online", "cities", "kind") == (True, "", "webinar")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"idea": "party on the moon"},
            [("idea", "'party on the moon' is not understood: no mechanism, place, length or date")],
        ),
        (
            {"idea": "Prague Process, Vilnus, May 2027"},
            [("idea", "'Vilnus' is not understood; did you mean 'Vilnius, Lithuania'?")],
        ),
        (
            {"idea": ""},
            [
                ("mechanisms", "say whose meeting it is, such as Prague Process"),
                ("when", "say when it may be, such as week of 20 April, or October 2027"),
            ],
        ),
        (
            {"idea": "Prague Process, April 2024"},
            [("when", "'April 2024' is over: 2024-04-30 lies before 2026-11-21")],
        ),
        (
            {"idea": "Prague Process, 3 days, 20-21 April 2027"},
            [("days", "3 days do not fit into the 2 in which it may be")],
        ),
        (
            {"idea": "Prague Process, 45 days, May 2027"},
            [("days", "a meeting has 1 to 30 days, not 45")],
        ),
        (
            {"idea": SOM, "members": "Rabbat"},
            [("members", "no mechanism 'Rabbat' is known; did you mean 'Rabat Process'?")],
        ),
        (
            {"idea": SOM, "mechanisms": "NATO"},
            [("mechanisms", "no mechanism 'NATO' is known")],
        ),
        (
            {"idea": SOM, "hosts": "Lithuani"},
            [("hosts", "no State 'Lithuani' is known; did you mean 'Lithuania'?")],
        ),
        (
            {"idea": SOM, "place": "Nowhereville"},
            [("place", "no place 'Nowhereville' is known; write the city and its country")],
        ),
        (
            {"idea": SOM, "when": "03/04/2027"},
            [("when", "'03/04/2027' may be 2027-04-03 or 2027-03-04; write the month in words")],
        ),
        (
            {"idea": SOM, "when": "soon"},
            [("when", "'soon' is no date that is understood; write 20-22 April 2027")],
        ),
        (
            {"idea": SOM, "when": "2027-2031"},
            [("when", "no more than 800 days are looked at together")],
        ),
        (
            {"idea": SOM, "when": "May 2027 or May 2031"},
            [("when", "no more than 800 days are looked at together")],
        ),
        (
            {"idea": SOM, "when": "2201-05"},
            [("when", "2201 is too far away: plan until 2200")],
        ),
        (
            {"idea": SOM, "days": "many"},
            [("days", "a meeting has 1 to 30 days, not 'many'")],
        ),
        (
            {"idea": SOM, "days": "031"},
            [("days", "a meeting has 1 to 30 days, not '031'")],
        ),
        (
            {"idea": SOM, "avoid": "rain"},
            [("avoid", "nobody knows how to avoid 'rain': one can avoid un-week, fasting, religious-feast")],
        ),
        (
            {"idea": SOM, "kind": "rave"},
            [("kind", "no kind of meeting 'rave' is known")],
        ),
        (
            {"idea": SOM, "place": "; ".join(f"{city}, Switzerland" for city in "ABCDEFGHIJK")},
            [("place", "no more than 10 cities are compared")],
        ),
        (
            {"idea": "x" * 301},
            [("idea", "no more than 300 letters are read")],
        ),
    ],
)
def test_what_is_wrong_is_one_sentence_at_its_field(vocabulary, fields, expected):
    found = read_idea(fields, vocabulary, TODAY)
    assert found.idea is None
    assert [(fault.field, fault.message) for fault in found.faults] == expected


WORDS = st.lists(
    st.sampled_from(["SOM", "of", "Prague Process", "members of", "Rabat", "and", ",", "3 days", "week of", "20 April",
                     "2027", "avoiding", "UN week", "in", "Vilnius", "%", "\x00", "٣", "30 February", "'", "online"]),
    max_size=12,
).map(" ".join)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), st.one_of(WORDS, st.text(max_size=40))))
def test_any_words_give_an_idea_or_say_what_is_wrong(fields):
    from iscm.data import load_vocabulary

    found = read_idea(fields, load_vocabulary(), TODAY)
    assert (found.idea is None) is bool(found.faults)
    assert all(fault.field in FIELDS and fault.message for fault in found.faults)
    if found.idea:
        assert found.idea.mechanisms
        assert all(TODAY <= first <= last for first, last in found.idea.periods)


def test_the_register_says_who_sits_there_and_who_organises(db, vocabulary):
    found = setting_of(read(vocabulary, SOM).idea)
    assert {"LT", "CH"} <= set(found.seats.states)
    assert (found.secretariats, found.points[0].city, len(found.homes)) == (
        ("ICMPD",),
        "Vilnius",
        len(found.seats.states),
    )


def test_clashes_of_an_idea_are_those_near_its_days(db, vocabulary):
    add_meeting("Same days", "2027-04-20", mechanisms=("budapest-process",))
    add_meeting("Far", "2027-05-20", mechanisms=("budapest-process",))
    idea = read(vocabulary, SOM).idea
    with CaptureQueriesContext(connection) as asked:
        found = clashes_of_idea(idea, 3)
    assert [(one.other.title, one.chance) for one in found] == [("Same days", 1.0)]
    assert len(asked) <= 12


def test_free_days_are_those_on_which_nobody_is_bound(db, vocabulary):
    add_meeting("Busy", "2027-05-04/2027-05-05", mechanisms=("prague-process",))
    idea = read(vocabulary, "Prague Process, 2 days, 3-7 May 2027, Vilnius").idea
    (found,) = windows_of_idea(idea, TODAY, within=0)
    assert [(str(one.first), bool(one.by_clashes)) for one in found.windows] == [
        ("2027-05-06", False),
        ("2027-05-04", True),
    ]
    assert found.place.city == Place("Vilnius", "LT").city


def test_days_within_reach_of_meetings_of_the_same_mechanism_are_left_out(db, vocabulary):
    add_meeting("Its own", "2027-05-12", mechanisms=("prague-process",))
    idea = read(vocabulary, "Prague Process, 2 days, 3-7 May 2027, Vilnius, avoiding religious feasts").idea
    (found,) = windows_of_idea(idea, TODAY, within=0, gap=7)
    assert idea.avoid == frozenset({ObservanceKind.RELIGIOUS_FEAST})
    assert (found.windows, [one.bar for one in found.excluded_by]) == ((), ["gap", "religious-feast"])
