"""What a year's meetings become in sentences: grouped, counted, dated, placed, joint meetings told under each."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.dates import Edtf
from iscm.publication.report import plain
from iscm.publication.reports.highlights import sentences, tell
from iscm.publication.reports.highlights.english import in_plural, in_sentence, number_word, ordinal
from iscm.publication.reports.highlights.grouping import group_meetings
from iscm.publication.wordings import Mark, Wording
from iscm.publication.words import words_in
from tests.factories.highlights import make_facts, make_row

EN, FR = words_in("en"), words_in("fr")


def told(*rows, words=EN, **rest):
    """By mechanism, the sentences of these meetings."""
    found = tell(make_facts(*rows, **rest), words)
    return {one.mechanism.slug: [plain(sentence.words) for sentence in one.sentences] for one in found.sections}


def clause(*rows, words=EN):
    """The sentences of the IGC."""
    return told(*rows, words=words)["igc"]


@pytest.mark.parametrize(
    ("title", "plural"),
    [
        ("SOM", "SOMs"),
        ("Senior Officials Meeting (SOM)", "Senior Officials Meetings (SOM)"),
        (
            "Meeting of the Regional Consultation Group on Migration",
            "Meetings of the Regional Consultation Group on Migration",
        ),
        ("Regional Congress on Women", "Regional Congresses on Women"),
        ("Ceremony", "Ceremonies"),
        ("Webinars", "Webinars"),
        ("Working groups meetings", "Working groups meetings"),
        ("Follow-up on the tools", None),
        ("Study", None),
        ("", None),
    ],
)
def test_plural_of_titles(title, plural):
    assert in_plural(title) == plural


@pytest.mark.parametrize(
    ("title", "inside"),
    [
        ("Thematic meeting", "thematic meeting"),
        ("Webinars", "webinars"),
        ("Steering Committee Meeting", "Steering Committee Meeting"),
        ("SOMs", "SOMs"),
        ("Ad-Hoc meetings", "Ad-Hoc meetings"),
        ("Bali workshops", "Bali workshops"),
        ("RCM working group meetings", "RCM working group meetings"),
        ("Side event on the 1st IMRF", "side event on the 1st IMRF"),
    ],
)
def test_capital_inside_a_sentence(title, inside):
    assert in_sentence(title) == inside


def test_numbers_in_words_up_to_twelve_and_ordinals():
    assert [number_word(n) for n in (1, 2, 12, 13, 24)] == ["one", "two", "twelve", "13", "24"]
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 113, 111)] == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "113th", "111th")
    ]


def test_meetings_of_one_name_stand_in_one_clause_with_their_days():
    rows = make_row("SOM", "2022-06-14/2022-06-15"), make_row("Forum", "2022-07-01"), make_row("SOM", "2022-11-21")
    assert clause(*rows) == ["two SOMs (14–15 June and 21 November)", "Forum (1 July)"]


def test_a_shared_month_is_said_once_and_each_day_leads_to_its_meeting():
    rows = make_row("Extraordinary meeting", "2022-05-26"), make_row("Extraordinary meeting", "2022-05-31")
    (section,) = tell(make_facts(*rows, site="https://x.example"), EN).sections
    assert [(run.text, run.href.rpartition("/meetings/")[2]) for run in section.sentences[0].words] == [
        ("two extraordinary meetings", ""),
        (" (", ""),
        ("26", "Extraordinary meeting/2022-05-26/"),
        (" and ", ""),
        ("31 May", "Extraordinary meeting/2022-05-31/"),
        (")", ""),
    ]


def test_what_has_only_a_year_comes_last_and_groups_are_counted():
    rows = make_row("Working group meetings", "2022", count=24), make_row("Webinars", "2022", count=3)
    rows += make_row("Consultations", "2022", count=None), make_row("SOM", "2022-06-14")
    assert clause(*rows) == ["SOM (14 June)", "24 working group meetings", "three webinars", "several consultations"]


def test_a_group_without_a_plural_has_its_number_in_brackets():
    assert clause(make_row("Follow-up on tools", "2022-05", count=3)) == ["Follow-up on tools (3 meetings, May)"]
    assert clause(make_row("Follow-up on tools", "2022", count=None)) == ["Follow-up on tools (several meetings)"]


def test_one_meeting_on_several_days_is_never_told_as_several():
    rows = make_row("Meeting of experts", "{2022-09-28,2022-09-30}"), make_row("Meeting of experts", "2022-10-04")
    assert clause(*rows) == ["Meeting of experts (28 and 30 September)", "Meeting of experts (4 October)"]


@pytest.mark.parametrize(
    "change",
    [
        {"topic": "visas"},
        {"mechanisms": ("igc", "rcm")},
        {"date_status": "tbc", "status": "planned"},
        {"status": "cancelled"},
        {"edtf": "2022"},
        {"lang": "fr"},
    ],
)
def test_same_name_stays_apart_where_anything_else_differs(change):
    rows = make_row("Workshop", "2022-02-10"), make_row(**{"title": "Workshop", "edtf": "2022-02-11", **change})
    assert len(clause(*rows)) == 2


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (make_row(places=("Geneva|CH",)), "SOM (Geneva, Switzerland, 14 June)"),
        (make_row(places=("Geneva|CH",), attendance="hybrid"), "SOM (Geneva, Switzerland and online, 14 June)"),
        (make_row(attendance="online"), "SOM (online, 14 June)"),
        (make_row("Webinar", attendance="online"), "Webinar (14 June)"),
        (make_row(edtf="2022", places=("Geneva|CH",)), "SOM (Geneva, Switzerland)"),
        (make_row(edtf="2022-07", date_status="tbc", status="planned"), "SOM (July, TBC)"),
        (make_row("SOM (TBC)", "2022-XX", date_status="tbc", status="tentative"), "SOM (TBC)"),
        (make_row(edtf="[2022-34,2022-35]"), "SOM (second or third quarter)"),
        (make_row(status="postponed"), "SOM (14 June) [postponed]"),
        (make_row(topic="war in Ukraine"), "SOM (14 June) on war in Ukraine"),
        (make_row(topic="visas; returns. Data."), "SOM (14 June) on visas, returns, Data"),
        (make_row(topic="in preparation for a summit"), "SOM (14 June) in preparation for a summit"),
        (make_row("Talk on return and visas", topic="returns, visa"), "Talk on return and visas (14 June)"),
        (make_row("4 th Meeting."), "4th Meeting (14 June)"),
    ],
)  # fmt: skip
def test_place_day_topic_and_fate(row, words):
    assert clause(row) == [words]


def test_several_places_stand_with_their_days():
    rows = make_row(places=("Rome|IT",)), make_row(edtf="2022-07-10", places=("Paris|FR",))
    assert clause(*rows) == ["two SOMs (Rome, Italy, 14 June; Paris, France, 10 July)"]


def test_joint_meetings_are_told_under_each_with_the_partner_and_counted_once():
    row = make_row("Workshop", "2022-02-10", mechanisms=("khartoum-process", "rabat-process", "igc"))
    assert told(row) == {
        "igc": ["Workshop with Khartoum Process and Rabat Process (10 February)"],
        "khartoum-process": ["Workshop with Rabat Process and IGC (10 February)"],
        "rabat-process": ["Workshop with Khartoum Process and IGC (10 February)"],
    }
    opening = "1 meeting of 3 mechanisms in 2022; 1 joint meeting is told under each of its mechanisms and counted once"
    assert plain(tell(make_facts(row), EN).opening.words) == opening


def test_the_partner_stands_before_the_topic_of_a_title():
    on_visas = make_row("Workshop on visas", "2022-02-10", mechanisms=("igc", "rcm"))
    of_group = make_row("Meeting of the Group on Visas", "2022-02-11", mechanisms=("igc", "rcm"))
    assert clause(on_visas, of_group) == [
        "Workshop with RCM on visas (10 February)",
        "Meeting of the Group on Visas with RCM (11 February)",
    ]


def test_a_partner_that_the_title_names_is_not_named_again():
    row = make_row("Plenary of RCM and SACM", "2022-05-31", mechanisms=("rcm", "sacm"))
    assert set(map(tuple, told(row).values())) == {("Plenary of RCM and SACM (31 May)",)}


def test_a_title_that_names_its_own_mechanism_as_partner_names_the_other_there():
    row = make_row(
        "Workshop with Rabat Process on visas", "2022-02-10", mechanisms=("khartoum-process", "rabat-process")
    )
    assert told(row) == {
        "khartoum-process": ["Workshop with Rabat Process on visas (10 February)"],
        "rabat-process": ["Workshop with Khartoum Process on visas (10 February)"],
    }


def test_other_languages_keep_titles_and_set_the_number_beside_them():
    rows = make_row("SOM", "2022-06-14"), make_row("SOM", "2022-11-21"), make_row("Webinars", "2022", count=3)
    assert clause(*rows, words=FR) == ["SOM (2 réunions, 14 juin et 21 novembre)", "Webinars (3 réunions)"]
    (section,) = tell(make_facts(rows[0]), FR).sections
    assert (section.sentences[0].words[0].text, section.sentences[0].words[0].lang) == ("SOM", "en")


def test_anniversaries_follow_from_foundation_every_five_years_and_a_printed_one_counts_over_it():
    rows = make_row(mechanisms=("bali-process",)), make_row(mechanisms=("rcm",)), make_row(mechanisms=("midwa",))
    found = tell(make_facts(*rows, anniversaries=(("midwa", 30),)), EN).sections
    assert {one.mechanism.slug: plain(one.jubilee.words) for one in found if one.jubilee} == {
        "bali-process": "20th anniversary of Bali Process",
        "midwa": "30th anniversary of MIDWA",
    }


def test_the_global_meeting_has_a_section_of_its_own():
    title = "9th Global Meeting “Ten years of consultations between the mechanisms”"
    row = make_row(
        title, "2022-11-10/2022-11-11", mechanisms=("grcp",), ordinal=9, places=("Geneva|CH",), outcome="All agreed."
    )
    found = tell(make_facts(row), EN)
    assert [(held.heading, plain(held.sentence.words)) for held in found.together] == [
        (
            "9th Global Meeting of ISCMs (GRCP 9)",
            "10–11 November, Geneva, Switzerland, on “Ten years of consultations between the mechanisms”. All agreed",
        )
    ]
    assert found.sections == ()


def test_sentences_are_known_by_section_and_first_meeting_in_every_language():
    rows = make_row("SOM", "2022-06-14"), make_row("SOM", "2022-11-21"), make_row("SOM", "2022", mechanisms=("rcm",))
    in_two = [
        [(one.key, one.uids, one.facts_digest) for one in sentences(make_facts(*rows), words)] for words in (EN, FR)
    ]
    assert in_two[0] == in_two[1]
    assert [key for key, _, _ in in_two[0]] == ["/opening", "igc/SOM/2022-06-14", "rcm/SOM/2022"]


def test_an_editors_words_stand_in_place_until_the_facts_change_then_they_are_marked():
    before = make_row("SOM", "2022-06-14", uid="a")
    (_, sentence) = sentences(make_facts(before), EN)
    at = datetime(2024, 1, 1, tzinfo=UTC)
    wording = Wording(sentence.key, sentence.uids, sentence.facts_digest, "Officials met in June", "ann", at)
    moved = make_row("SOM", "2022-06-21", uid="a")
    found = [sentences(make_facts(row, wordings=(wording,)), EN)[1] for row in (before, moved)]
    assert [(plain(one.words), one.mark) for one in found] == [
        ("Officials met in June", Mark.NONE),
        ("Officials met in June [facts changed since]", Mark.CHANGED),
    ]


def test_an_editors_words_are_kept_in_their_section_when_its_meetings_are_gone():
    wording = Wording("rcm/x", ("x",), "d", "The RCM met", "ann", datetime(2024, 1, 1, tzinfo=UTC))
    found = told(make_row(), wordings=(wording,))
    assert found == {"igc": ["SOM (14 June)"], "rcm": ["The RCM met [no longer in the register]"]}


DAYS = st.dates(min_value=datetime(2022, 1, 1).date(), max_value=datetime(2022, 12, 31).date())  # noqa: DTZ001  # only a day


@given(st.lists(st.tuples(st.sampled_from(["SOM", "Forum", "Study"]), DAYS), max_size=12))
def test_every_meeting_is_told_once_and_all_days_are_kept(drawn):
    rows = [
        make_row(title, day.isoformat(), uid=str(i)) for i, (title, day) in enumerate(sorted(drawn, key=lambda d: d[1]))
    ]
    mentions = group_meetings(rows)
    assert sorted(uid for mention in mentions for uid in mention.uids) == sorted(row.uid for row in rows)
    for mention in mentions:
        when = Edtf.parse(mention.edtf)
        days = {part.text for part in when.parts} if when.is_set else {when.text}
        assert (days, mention.number) == ({row.edtf for row in mention.rows}, len(mention.rows))
