"""The words in the fields of a meeting: what stands there is read back as what it says, in every language."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from iscm.desk.meeting_draft import values_of
from iscm.desk.meeting_fields import Read, read_words, tidy, words_for
from iscm.desk.meeting_inputs import NAMES
from iscm.desk.meeting_words import value_in_words

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh-hans")
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 1))
YEARS = st.integers(2000, 2060)
EDTF = st.one_of(
    DAYS.map(date.isoformat),
    st.tuples(DAYS, st.integers(1, 40)).map(lambda one: f"{one[0]}/{one[0] + timedelta(days=one[1])}"),
    st.tuples(YEARS, st.integers(1, 12)).map(lambda one: f"{one[0]}-{one[1]:02}"),
    st.tuples(YEARS, st.sampled_from([*range(21, 25), *range(33, 37), 40, 41])).map(lambda one: f"{one[0]}-{one[1]}"),
    YEARS.map(str),
    YEARS.map(lambda year: f"[{year}-34,{year}-35]"),
    st.just(""),
)


@settings(max_examples=60, deadline=None)
@given(EDTF, st.sampled_from(["confirmed", "tbc"]), st.sampled_from(LANGUAGES))
def test_a_date_is_read_back_from_its_field(edtf, date_status, lang):
    with override(lang):
        read = read_words("date", words_for("date", {"edtf": edtf, "date_status": date_status}))
    assert read.values.get("edtf") == (edtf or None)
    assert read.values.get("date_status", "confirmed") == date_status


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "places",
    [
        [],
        [{"city": "Nairobi", "country": "KE"}],
        [{"city": None, "country": "FR"}],
        [{"city": "Geneva", "country": "CH"}, {"city": "Abidjan", "country": "CI"}],
    ],
)
def test_places_are_read_back_from_their_field(places, lang):
    with override(lang):
        assert read_words("place", words_for("place", {"places": places})).values["places"] == places


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("links", "links", [{"text": "Agenda of the day", "url": "https://example.org/a?b=1"}]),
        ("links", "links", [{"text": "https://a.org/", "url": "https://a.org/"}]),
        ("links", "links", []),
        ("themes", "themes", [{"slug": "gender", "reason": "stated", "score": 1.0}]),
        ("initiatives", "initiatives", [{"slug": "gcm", "reason": "stated", "score": 0.0}]),
        ("bodies", "bodies", ["Working Group A", "Troika"]),
        ("prepares", "prepares", "2nd Ministerial Conference"),
        ("side_event_of", "side_event_of", None),
        ("closed", "closed", True),
        ("closed", "closed", False),
        ("count", "count", None),
        ("count", "count", 7),
        ("ordinal", "ordinal", None),
        ("kind", "kind", None),
        ("kind", "kind", "workshop"),
        ("status", "status", "postponed"),
        ("outcome", "outcome", "Agreed: all."),
        ("outcome", "outcome", None),
    ],
)
def test_values_are_read_back_from_their_fields(name, field, value):
    read = read_words(name, words_for(name, {field: value}))
    assert read.values == {field: value}


def test_mechanisms_stand_in_their_field_with_the_roles_that_do_not_follow_from_their_places():
    roles = [{"mechanism": "sacm", "role": "invited"}]
    words = words_for("mechanism", {"mechanisms": ["rcm", "sacm"], "roles": roles})
    assert (words, read_words("mechanism", words).values) == (
        "rcm;sacm:invited",
        {"mechanisms": ["rcm", "sacm"], "roles": roles},
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("mechanism", "rcm:guest"),
        ("themes", "nothing"),
        ("initiatives", "gender"),
        ("bodies", "\n".join("abcdefghijklmnopqrstu")),
        ("count", "0"),
        ("count", "10000"),
        ("ordinal", "0000000019999999999999999"),
        ("ordinal", "9" * 5_000),
    ],
)
def test_choices_that_cannot_be_are_refused(name, words):
    assert read_words(name, words).wrong


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(NAMES), st.text(max_size=60))
def test_no_words_break_a_field(name, words):
    read = read_words(name, words)
    assert bool(read.wrong) != bool(read.values)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(NAMES), st.text(max_size=60))
def test_tidy_words_stay_as_they_are(name, words):
    assert tidy(name, tidy(name, words)) == tidy(name, words)


def test_what_a_field_says_by_the_way_gives_way_to_the_field_itself():
    place = Read({"places": [], "attendance": "online"})
    said = {"place": place, "attendance": Read({"attendance": "hybrid"})}
    assert values_of(said, {}) == {"places": [], "attendance": "hybrid"}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("edtf", "nonsense", "nonsense"),
        ("places", [{"city": "Geneva", "country": "CH"}], "Geneva, Switzerland"),
        ("places", 7, "7"),
        ("outcome", None, "nothing"),
        ("links", [], "no links"),
        ("closed", None, "open to the public"),
        ("count", 7, "7 meetings"),
    ],
)
def test_values_are_said_in_words_whatever_they_are(field, value, words):
    assert value_in_words(field, value) == words
