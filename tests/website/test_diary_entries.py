"""Entries that are kept: the same as written anew, and written anew where anything of them changed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils.translation import override

from iscm.publication.events import Pages, Ties, calendar_events
from iscm.publication.formats.ics import render_entry
from iscm.register.queries.rows import listed, meeting_rows
from iscm.website.diary_entries import written_entries
from iscm.website.labels import labels
from tests.factories.rows import add_meeting

PAGES = Pages(lambda uid: f"https://example.org/{uid}/", lambda slug: f"https://example.org/themes/{slug}/")


@pytest.fixture
def row(db):
    add_meeting("Workshops", "{2024-03-10,2024-04-17..2024-04-18}", themes=("data",), places=("Bern|CH",))
    return meeting_rows(listed())[0]


def anew(row, pages, ties):
    events = calendar_events([row], labels(), pages, ties, vague=False)
    return [(event, render_entry(event)) for event in events]


@pytest.mark.parametrize(
    "changed",
    [
        {}, {"title": "Forum"}, {"status": "cancelled"}, {"sequence": 9}, {"places": ()}, {"themes": ()}, {"links": ()},
        {"edtf": "{2024-03-11,2024-04-17}"},
    ],
)  # fmt: skip
def test_kept_entries_are_those_that_would_be_written(row, changed):
    list(written_entries([row], PAGES, {}, vague=False))
    other = replace(row, last_modified=row.last_modified + timedelta(hours=len(changed)), **changed)
    assert list(written_entries([other], PAGES, {}, vague=False)) == anew(other, PAGES, {})


def test_language_addresses_and_ties_are_told_apart(row):
    there = Pages(lambda uid: f"https://elsewhere.example/{uid}/")
    for lang in ("en", "fr", "ar"):
        for pages in (PAGES, there):
            for ties in ({}, {row.uid: Ties("A series", ("before",))}):
                with override(lang):
                    assert list(written_entries([row], pages, ties, vague=False)) == anew(row, pages, ties)
