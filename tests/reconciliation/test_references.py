"""Meetings that are only named."""

import pytest

from iscm.domain.records import Suggestion
from iscm.reconciliation.references import named_initiatives, resolve_references
from tests.factories.records import make_reading, make_record, occurrences_of

MINISTERIAL = {"title": "Ministerial meeting", "kind": "ministerial-conference"}


def resolved(vocabulary, *records, **reading):
    found = resolve_references(occurrences_of(make_reading(*records, name="h", **reading)), vocabulary)
    return [(one.reference.occurrence.key, one.reference.relation.value, one.target.key, one.is_clear) for one in found]


@pytest.mark.parametrize(
    ("prepares", "when", "expected"),
    [
        ("Ministerial meeting", "2024-06-28", [("h#1", "prepares", "h#2", True)]),
        ("the 4th Ministerial Meeting", "2024-06-28", [("h#1", "prepares", "h#2", True)]),
        ("Ministerial meeting", "2024-12-19", [("h#1", "prepares", "h#2", False)]),
        ("Ministerial meeting", "2024-06-20", []),
        ("Ministerial meeting", "2026-06-27", []),
        ("training of judges", "2024-06-28", []),
    ],
)
def test_what_is_prepared_comes_soon_after_and_is_called_so(vocabulary, prepares, when, expected):
    records = make_record(prepares=prepares), make_record(when=when, **MINISTERIAL)
    assert resolved(vocabulary, *records) == expected


@pytest.mark.parametrize(("ordinal", "is_clear"), [(7, True), (8, False)])
def test_number_that_is_named_settles_which_is_meant(vocabulary, ordinal, is_clear):
    target = make_record(when="2024-11-12", ordinal=ordinal, **MINISTERIAL)
    found = resolved(vocabulary, make_record(prepares="7th Ministerial Meeting"), target)
    assert found == [("h#1", "prepares", "h#2", is_clear)]


def test_meeting_of_another_mechanism_is_not_meant(vocabulary):
    other = make_record(when="2024-06-28", mechanisms=("rcm",), **MINISTERIAL)
    assert resolved(vocabulary, make_record(prepares="Ministerial meeting"), other) == []


def test_side_event_leads_to_the_record_that_is_titled_by_the_event(vocabulary):
    forum = make_record(
        when="2022-05-17/2022-05-20", title="1st International Migration Review Forum (IMRF)", mechanisms=("grcp",)
    )
    side = make_record(when="2022-05-17", title="side event on the 1st IMRF", side_event_of="1st IMRF")
    assert resolved(vocabulary, forum, side, year=2022) == [("h#2", "side-event-of", "h#1", False)]


def test_meeting_about_an_event_is_asked_about(vocabulary):
    forum = make_record(
        when="2022-05-17/2022-05-20", title="International Migration Review Forum", mechanisms=("grcp",)
    )
    about = make_record(when="2021-08-18", initiatives=(Suggestion("imrf-2022", "IMRF in the title", 0.8),))
    assert resolved(vocabulary, forum, about, year=2022) == [("h#2", "concerns", "h#1", False)]


def test_initiatives_are_named_in_full(vocabulary):
    title = (
        "Events at which the UN Summit for Refugees and Migrants of 19 September 2016 and "
        "the Global Compact for Safe, Orderly and Regular Migration (GCM) were addressed"
    )
    assert named_initiatives(title, vocabulary) == ("un-summit-2016", "gcm")
    assert named_initiatives("GCM and SDG news", vocabulary) == ()
