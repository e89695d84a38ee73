"""A series is called what its meetings are called."""

import pytest

from iscm.reconciliation.series_names import name_series
from tests.reconciliation.test_series import make_meeting


@pytest.mark.parametrize(
    ("title", "kind", "mechanisms", "name"),
    [
        ("29th RCM Vice-Ministerial Meeting", "ministerial-conference", ("rcm",), "Vice-Ministerial Meeting"),
        ("XXII Vice-Ministerial Meeting", "ministerial-conference", ("rcm",), "Vice-Ministerial Meeting"),
        (
            "6th (VI) Regional Congress on Women in Migration Contexts: Towards the protection of all",
            "congress",
            ("rcm",),
            "Regional Congress on Women in Migration Contexts",
        ),
        (
            "7th Ministerial Consultation of the Abu Dhabi Dialogue",
            "ministerial-conference",
            ("abu-dhabi-dialogue",),
            "Ministerial Consultation",
        ),
        (
            "5th (V) Plenary Meeting between the RCM and the SACM",
            "plenary",
            ("rcm", "sacm"),
            "Plenary Meeting",
        ),
        (
            "22nd (XXII) South American Conference on Migration",
            "conference-of-states",
            ("sacm",),
            "South American Conference on Migration",
        ),
        ("First Preparatory Meetings", "preparatory-meeting", ("gfmd",), "Preparatory Meeting"),
        ("10 th GFMD Civil Society Days", "civil-society", ("gfmd",), "Civil Society Days"),
        (
            "The Sixth Meeting of the Technical Experts Group on Returns",
            "technical-meeting",
            ("bali-process",),
            "Meeting of the Technical Experts Group on Returns",
        ),
        ("2nd preparatory SOM", "senior-officials-meeting", ("prague-process",), "Preparatory SOM"),
        ("1st 2017 IDM Workshop “Strengthening cooperation”", "workshop", ("idm",), "Workshop"),
        ("XV Reunión Ordinaria de la CSM", "plenary", ("sacm",), "Reunión Ordinaria"),
        (
            "2e réunion des hauts fonctionnaires",
            "senior-officials-meeting",
            ("rabat-process",),
            "Réunion des hauts fonctionnaires",
        ),
        # What says nothing of its own is called by its kind.
        ("13th Meeting", "plenary", ("mid-igad",), "Plenary"),
        ("10th AFML “Protection of Workers”", "forum", ("afml",), "Plenary"),
    ],
)
def test_series_is_named_by_its_own_words(vocabulary, title, kind, mechanisms, name):
    assert name_series([make_meeting(1, "2024", title, kind, mechanisms)], vocabulary, "Plenary") == name


def test_latest_telling_title_names_the_series(vocabulary):
    titles = ((21, "7th Ordinary Meeting"), (22, "8th ARCP Regular Meeting"), (23, "9th ARCP Meeting"))
    held = [make_meeting(n, f"20{n}", title, "plenary", ("arcp",)) for n, title in titles]
    assert name_series(held, vocabulary, "Plenary") == "Regular Meeting"
