"""`iscm read` of our own highlights gives back what they tell, in every format."""

from collections import Counter

import pytest

from iscm.domain.documents import Document
from iscm.domain.names import fold
from iscm.publication.formats import FORMATS
from iscm.publication.labels import Labels
from iscm.publication.reports.highlights import build_highlights, tell
from iscm.publication.reports.highlights.phrases import Teller, list_in_words, names_party, own_partner
from iscm.publication.titles import tidied
from iscm.publication.words import words_in
from iscm.reading.read import read
from iscm.reconciliation.titles import of_one_meeting
from tests.factories.highlights import make_facts, make_row

EN = words_in("en")
PROSE = ("pdf", "docx", "html", "md")
YEARS = (2021, 2022)
NOTHING_KNOWN = "unknown"


@pytest.fixture(scope="module")
def read_back(highlights_of, vocabulary):
    """The reading of our highlights of a year in a format."""
    kept = {}

    def read_back(year, form):
        if (year, form) not in kept:
            report = build_highlights(highlights_of(year), EN, "State of the register on 24 September 2024")
            kept[year, form] = read(Document(f"ours.{form}", FORMATS[form].render(report)), vocabulary)
        return kept[year, form]

    return read_back


def phrase(title, topic, lang="en"):
    """A name with its topic, whatever part of it stands in the title: in the singular and folded."""
    whole = f"{title} on {topic}" if topic and not fold(title).endswith(fold(topic)) else title
    return fold(of_one_meeting(whole, lang)).removeprefix("the ")


def named(row, slug):
    """The title under the mechanism `slug`, with the partners that it does not name itself."""
    title = own_partner(tidied(row.title).strip(" ."), slug, row.parties)
    partners = [party.acronym for party in row.parties if party.slug != slug and not names_party(title, party)]
    return f"{title} with {list_in_words(partners, EN)}" if partners else title


def told_in(facts):
    """What each section tells: mechanisms, name with topic, number, date, kind, places."""
    teller = Teller(EN, Labels(facts.vocabulary, EN), lambda _: "")
    return Counter(
        (
            frozenset(party.slug for party in mention.first.parties),
            phrase(named(mention.first, slug), teller.topic(mention.first)),
            mention.number,
            mention.edtf or None,
            mention.first.kind,
            frozenset((place.city or None, place.country or None) for row in mention.rows for place in row.places),
        )
        for slug, mention in ((one.mechanism.slug, held) for one in tell(facts, EN).sections for held in one.mentions)
    )


def records_in(reading):
    return Counter(
        (
            frozenset(record.mechanisms),
            phrase(record.title, record.topic),
            record.count,
            record.edtf.text if record.edtf else None,
            record.kind,
            frozenset((place.city, place.country) for place in record.places),
        )
        for record in reading.records
        if record.mechanisms != ("grcp",)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("form", PROSE)
@pytest.mark.parametrize("year", YEARS)
def test_mentions_come_back_from_prose(highlights_of, read_back, year, form):
    told, found = told_in(highlights_of(year)), records_in(read_back(year, form))
    assert (told - found, found - told) == (Counter(), Counter())


@pytest.mark.django_db
@pytest.mark.parametrize("form", PROSE)
def test_long_titles_of_calendars_come_back_but_for_one_that_names_two_meetings(highlights_of, read_back, form):
    told, found = told_in(highlights_of(2024)), records_in(read_back(2024, form))
    lost, cut = [key[1] for key in told - found], [key[1] for key in found - told]
    assert (len(lost), len(cut), lost[0].startswith(cut[0])) == (1, 2, True)
    assert lost[0].startswith("kick off workshop of the thematic component 3 on legal and labour migration and emn")


@pytest.mark.django_db
@pytest.mark.parametrize("form", PROSE)
def test_the_global_meeting_comes_back(highlights_of, read_back, form):
    (held,) = tell(highlights_of(2021), EN).together
    (record,) = [record for record in read_back(2021, form).records if record.mechanisms == ("grcp",)]
    assert (record.title, record.edtf.text, record.ordinal, record.kind) == (
        held.row.title,
        held.row.edtf,
        held.row.ordinal,
        held.row.kind,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("form", [*PROSE, "xlsx"])
@pytest.mark.parametrize("year", YEARS)
def test_what_stands_beside_the_meetings_comes_back(highlights_of, read_back, year, form):
    facts, reading = highlights_of(year), read_back(year, form)
    assert (reading.reader, reading.year, reading.title) == ("highlights", year, f"ISCM {year} Highlights")
    assert {one.slug: one.mechanisms for one in reading.themes} == {
        one.slug: one.mechanisms for one in facts.themes if one.mechanisms
    }
    assert {one.slug: (one.mechanisms, one.remark) for one in reading.initiatives} == {
        one.slug: (one.mechanisms, one.remark or None) for one in facts.initiatives if one.mechanisms or one.remark
    }
    assert sorted((one.title, one.mechanisms, one.url or "") for one in reading.publications) == sorted(
        (one.title, one.mechanisms, one.url) for one in facts.publications
    )
    assert [(one.mechanism, one.years) for one in reading.anniversaries] == [
        (one.slug, years) for one, years in facts.jubilees()
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("form", [*PROSE, "xlsx", "csv"])
@pytest.mark.parametrize("year", YEARS)
def test_every_line_of_ours_is_understood_or_set_aside_by_name(read_back, year, form):
    codes = {"line-unread", "column-unknown", "date-unread", "mechanism-unknown", "date-repaired"}
    assert [(found.code, found.message) for found in read_back(year, form).problems if found.code in codes] == []


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("year", YEARS)
def test_rows_of_the_main_table_come_back_as_they_stand(highlights_of, read_back, year, form):
    main = build_highlights(highlights_of(year), EN).tables[0]
    keys = [column.key for column in main.columns]
    rows = [dict(zip(keys, row.cells, strict=True)) for row in main.rows]
    assert [
        (
            ";".join(record.mechanisms),
            record.title,
            record.count,
            record.edtf.text if record.edtf else None,
            record.date_status.value,
            record.kind,
            record.attendance.value,
            ";".join(f"{place.city or ''}|{place.country or ''}" for place in record.places) or None,
            record.topic or "",
        )
        for record in read_back(year, form).records
    ] == [
        (
            row["mechanisms"].value,
            row["title"].plain,
            row["count"].value,
            row["edtf"].value,
            row["date_status"].value,
            row["kind"].value,
            row["attendance"].value,
            row["places"].value,
            row["topic"].plain,
        )
        for row in rows
    ]


def of_rcm(title, edtf, kind, **rest):
    return make_row(title, edtf, mechanisms=("rcm",), kind=kind, **rest)


HARD = (
    make_row("Workshop", "2022-02-10", mechanisms=("khartoum-process", "rabat-process", "igc"), kind="workshop"),
    of_rcm("Technical meeting", "2022-03-01", "technical-meeting", places=("Rome|IT",)),
    of_rcm("Technical meeting", "2022-07-10", "technical-meeting", places=("Paris|FR",)),
    of_rcm("SOM", "2022-03", "senior-officials-meeting", date_status="tbc", status="planned"),
    of_rcm("Forum", "2022-04-04", "forum", status="postponed"),
    of_rcm("Steering Committee Meeting", "2022-05-04", "steering-committee", status="cancelled", topic="visas; data"),
    of_rcm("Seminar", "2022-06-04/2022-06-06", "seminar", attendance="online"),
    of_rcm("Conference", "2022-06-30/2022-07-02", "conference-of-states", attendance="hybrid", places=("Geneva|CH",)),
    of_rcm("Webinars", "2022", "webinar", count=24, topic="data"),
    of_rcm("Consultations", "2022", "consultation", count=None),
    of_rcm("Plenary Meeting", "{2022-09-28,2022-09-30}", "plenary"),
)


@pytest.mark.parametrize("form", ["html", "md"])
def test_hard_mentions_come_back(vocabulary, form):
    facts = make_facts(*HARD)
    report = build_highlights(facts, EN)
    reading = read(Document(f"ours.{form}", FORMATS[form].render(report)), vocabulary)
    told, found = told_in(facts), records_in(reading)
    assert (told - found, found - told) == (Counter(), Counter())
    fates = {
        record.title: (record.status, record.date_status.value, record.attendance.value) for record in reading.records
    }
    assert {
        title: fates[title]
        for title in ("Forum", "Steering Committee Meeting", "SOM", "Seminar", "Conference", "Plenary Meeting")
    } == {
        "Forum": ("postponed", "confirmed", NOTHING_KNOWN),
        "Steering Committee Meeting": ("cancelled", "confirmed", NOTHING_KNOWN),
        "SOM": (None, "tbc", NOTHING_KNOWN),
        "Seminar": (None, "confirmed", "online"),
        "Conference": (None, "confirmed", "hybrid"),
        "Plenary Meeting": (None, "confirmed", NOTHING_KNOWN),
    }
