"""The facts of a year's highlights, with a fixed number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iscm.register.models import Anniversary, IndexEntry, Meeting, MeetingTheme, Publication, Wording
from iscm.register.queries.highlights import NEVER, highlights_facts
from tests.factories.rows import NOON, add_document, add_initiative, add_mechanism, add_meeting, add_theme, cite

QUERIES, QUERIES_OF_NOTHING = 22, 13


def add_index(year, slug, theme, **rest):
    document = add_document(f"issue-{year}-{slug}-{theme}.txt", reader="highlights", year=year)
    values = {"printed": theme, "line": 1, "position": 0, "year": year, "mechanism": add_mechanism(slug), **rest}
    return IndexEntry.objects.create(document=document, theme=add_theme(theme), **values)


@pytest.mark.parametrize("number", [0, 1, 3])
def test_number_of_queries_does_not_grow(db, number):
    for n in range(number):
        cite(add_meeting(f"SOM {n}", f"2022-0{n + 1}-14", mechanisms=(f"m{n}", "gfmd")), add_document(f"{n}.txt"))
        add_index(2022, f"m{n}", f"theme-{n}")
        Publication.objects.create(title=f"Report {n}", title_key=str(n), year=2022)
    with CaptureQueriesContext(connection) as asked:
        highlights_facts(2022)
    assert len(asked) == (QUERIES if number else QUERIES_OF_NOTHING)


def test_facts_of_a_year_without_anything(db):
    facts = highlights_facts(2022)
    assert (facts.meetings, facts.told, facts.is_indexed, facts.modified) == ((), (), False, NEVER)


def test_a_printed_index_counts_and_is_compared_with_the_last_one_before(db):
    add_meeting("SOM", "2022-06-14", themes=("gender",))
    add_index(2020, "gfmd", "data")
    add_index(2022, "gfmd", "data")
    facts = highlights_facts(2022)
    assert (facts.is_indexed, facts.year_before, facts.suggested) == (True, 2020, ())
    assert {one.slug: (one.mechanisms, one.before) for one in facts.themes} == {
        "data": (("gfmd",), ("gfmd",)),
        "gender": ((), ()),
    }


def test_without_a_printed_index_stated_themes_count_and_suggestions_stay_apart(db):
    meeting = add_meeting("SOM", "2022-06-14", themes=("gender", "data"))
    add_meeting("Forum", "2022-06-15", themes=("data",), mechanisms=("rcm",))
    MeetingTheme.objects.filter(meeting=meeting, theme__slug="data").update(basis="stated")
    add_index(2021, "gfmd", "data")
    facts = highlights_facts(2022)
    assert (facts.is_indexed, facts.year_before) == (False, None)
    assert {one.slug: one.mechanisms for one in facts.themes if one.mechanisms} == {"data": ("gfmd",)}
    assert {one.slug: one.mechanisms for one in facts.suggested} == {"gender": ("gfmd",), "data": ("rcm",)}


def test_initiatives_remarks_anniversaries_and_publications(db):
    add_meeting("SOM", "2022-06-14")
    entry = add_index(2022, "gfmd", "data", remark="also elsewhere")
    IndexEntry.objects.filter(pk=entry.pk).update(theme=None, initiative=add_initiative("gcm"))
    document = add_document("a.txt")
    Anniversary.objects.create(document=document, mechanism=add_mechanism("gfmd"), years=15, year=2022)
    Anniversary.objects.create(document=document, mechanism=add_mechanism("gfmd"), years=14, year=2021)
    for year in (2021, 2022):
        publication = Publication.objects.create(
            title=f"Report {year}", title_key=str(year), year=year, url="https://a.example/"
        )
        publication.mechanisms.add(add_mechanism("gfmd"))
    facts = highlights_facts(2022)
    assert [(one.slug, one.mechanisms, one.remark) for one in facts.initiatives] == [
        ("gcm", ("gfmd",), "also elsewhere")
    ]
    assert facts.anniversaries == (("gfmd", 15),)
    assert [(one.title, one.mechanisms, one.url) for one in facts.publications] == [
        ("Report 2022", ("gfmd",), "https://a.example/")
    ]


def test_editors_words_follow_a_merged_meeting_and_date_what_is_told(db):
    kept, gone = add_meeting("SOM", "2022-06-14"), add_meeting("SOM", "2022-06-14")
    Meeting.objects.filter(pk=gone.pk).update(is_listed=False, merged_into=kept)
    later = NOON + timedelta(days=1)
    said = {"facts_digest": "x", "words": "w", "actor": "ann", "at": later}
    Wording.objects.create(year=2022, key=f"gfmd/{gone.uid}", lang="en", uids=[gone.uid], **said)
    facts = highlights_facts(2022)
    assert [one.uids for one in facts.wordings] == [(kept.uid,)]
    assert facts.modified == later
