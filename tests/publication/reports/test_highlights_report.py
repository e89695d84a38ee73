"""The highlights as a report: their sections in order, their tables, their index and chart."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.records import Link
from iscm.publication.report import Bullets, Figure, Heading, Paragraph, Run, plain
from iscm.publication.reports.highlights import Indexed, PublicationFact, build_highlights
from iscm.publication.words import LANGUAGES, words_in
from tests.factories.highlights import make_facts, make_row

EN = words_in("en")


def outline(report):
    return [(block.level, plain(block.words)) for block in report.blocks if isinstance(block, Heading)]


def paragraphs(report):
    return [plain(block.words) for block in report.blocks if isinstance(block, Paragraph)]


def full_facts():
    return make_facts(
        make_row("SOM", "2022-06-14", mechanisms=("igc",)),
        make_row("SOM", "2022-11-21", mechanisms=("igc",)),
        make_row("Forum", "2022-07-01", mechanisms=("abu-dhabi-dialogue",), places=("Dubai|AE",), topic="skills"),
        make_row("Workshop", "2022-02-10", mechanisms=("rcm", "sacm"), outcome="A plan."),
        make_row("2nd Global Meeting", "2022-11-10", mechanisms=("grcp",), ordinal=2),
        is_indexed=True,
        year_before=2021,
        met_before=7,
        themes=(
            Indexed("data", "Data", ("igc", "rcm"), ("igc",)),
            Indexed("gender", "Gender", ("grcp",), ("grcp",)),
            Indexed("technology", "Technology", (), ("rcm",)),
        ),
        initiatives=(Indexed("gcm", "GCM", ("rcm",), remark="also elsewhere"),),
        publications=(PublicationFact("Report", ("rcm",), "https://a.example/", "en"),),
        repositories=(Link("Materials", "https://m.example/"), Link("Research", "https://r.example/")),
        publisher=("The desk",),
        site="https://x.example",
        licence="CC-BY-4.0",
    )


def test_the_mailbox_of_the_office_stands_under_the_title():
    first = build_highlights(replace(full_facts(), contact="desk@x.example"), EN, "Edition 2").blocks[0]
    assert first == Paragraph((Run("E-mail: "), Run("desk@x.example", href="mailto:desk@x.example")), is_quiet=True)


def test_sections_in_the_order_of_the_originals():
    report = build_highlights(full_facts(), EN, "Edition 2")
    assert (report.name, report.title, report.edition, report.publisher, report.url, report.licence) == (
        "highlights-2022",
        "ISCM 2022 Highlights",
        "Edition 2",
        ("The desk",),
        "https://x.example/highlights/2022/",
        "CC-BY-4.0",
    )
    assert outline(report) == [
        (2, "Main meetings of inter-State consultation mechanisms on migration"),
        (3, "Abu Dhabi Dialogue (ADD)"),
        (3, "Intergovernmental Consultations on Migration, Asylum and Refugees (IGC)"),
        (3, "Regional Conference on Migration (RCM)"),
        (3, "South American Conference on Migration (SACM)"),
        (2, "2nd Global Meeting of ISCMs (GRCP 2)"),
        (2, "Global initiatives and thematic areas addressed at various ISCM events"),
        (3, "Global initiatives"),
        (3, "Thematic areas"),
        (2, "Most popular thematic areas addressed by ISCMs"),
        (2, "2022 publications"),
    ]
    assert paragraphs(report) == [
        "5 meetings of 5 mechanisms in 2022; 1 joint meeting is told under each of its mechanisms and counted once.",
        "Forum (Dubai, United Arab Emirates, 1 July) on skills.",
        "Two SOMs (14 June and 21 November).",
        "Workshop with SACM (10 February).",
        "Workshop with RCM (10 February).",
        "10 November.",
        "Global Compact for Safe, Orderly and Regular Migration (GCM): RCM; also elsewhere",
        "Data: IGC, RCM",
        "Gender: all ISCMs",
        "More ISCM publications: Materials and Research",
        "ISCM events calendar: https://x.example/calendar/2022/",
    ]


def test_anchors_are_unique_and_meetings_lead_to_their_pages():
    report = build_highlights(full_facts(), EN)
    anchors = [block.anchor for block in report.blocks if isinstance(block, Heading)]
    assert len(set(anchors)) == len(anchors)
    hrefs = [run.href for block in report.blocks if isinstance(block, Paragraph) for run in block.words if run.href]
    assert hrefs[0] == "https://x.example/meetings/Forum/2022-07-01/"


def test_chart_of_the_most_popular_themes_year_against_year():
    (chart,) = [block.chart for block in build_highlights(full_facts(), EN).blocks if isinstance(block, Figure)]
    assert (chart.labels, [(series.name, series.values) for series in chart.series]) == (
        ("Gender", "Data"),  # all ISCMs are the four that met in this year, the seven that met before
        [("2022", (4.0, 2.0)), ("2021", (7.0, 1.0))],
    )
    assert chart.summary == "Gender leads in 2022 with 4 mechanisms; in 2021 it had 7."


def test_a_year_without_a_printed_index_says_so_and_keeps_suggestions_apart():
    facts = make_facts(make_row(), suggested=(Indexed("data", "Data", ("igc",)),))
    report = build_highlights(facts, EN)
    assert outline(report)[-1] == (3, "Suggested by the words of meetings")
    assert paragraphs(report)[-1] == "No index was printed for this year; this one is made from its meetings."
    (suggested,) = [block for block in report.blocks if isinstance(block, Bullets)]
    assert [plain(item) for item in suggested.items] == ["Data: IGC"]


def test_a_long_section_is_a_list():
    rows = [
        make_row(f"Workshop on the {n}th of many long subjects of consultation", f"2022-01-{n:02}")
        for n in range(1, 20)
    ]
    (listed,) = [block for block in build_highlights(make_facts(*rows), EN).blocks if isinstance(block, Bullets)]
    assert plain(listed.items[0]) == "Workshop on the 1th of many long subjects of consultation (1 January)."
    assert len(listed.items) == len(rows)


def test_a_year_without_meetings_says_that_none_is_known():
    report = build_highlights(make_facts(year=1999), EN)
    nothing = "No document read so far has a meeting in 1999. That does not mean that there was none."
    assert (outline(report), paragraphs(report), report.tables[0].rows) == ([], [nothing], ())


def test_the_main_table_has_a_row_for_each_mention_and_joint_ones_once():
    main, *others = build_highlights(full_facts(), EN).tables
    rows = [dict(zip([column.key for column in main.columns], row.cells, strict=True)) for row in main.rows]
    assert [(row["mechanism"].plain, row["title"].plain, row["number"].value, row["dates"].plain) for row in rows] == [
        ("ADD", "Forum", 1, "1 July 2022"),
        ("IGC", "SOM", 2, "14 June and 21 November 2022"),
        ("RCM and SACM", "Workshop", 1, "10 February 2022"),
        ("GRCP", "2nd Global Meeting", 1, "10 November 2022"),
    ]
    assert [(row["uid"].value, row["edtf"].value, row["outcome"].value) for row in rows[1:3]] == [
        ("SOM/2022-06-14;SOM/2022-11-21", "{2022-06-14,2022-11-21}", None),
        ("Workshop/2022-02-10", "2022-02-10", "A plan."),
    ]
    assert [(table.key, len(table.rows)) for table in others] == [
        ("themes", 3),
        ("initiatives", 1),
        ("publications", 1),
        ("anniversaries", 0),
    ]


def test_every_table_has_a_cell_for_each_column_in_every_language():
    for lang in ("en", "ar", "zh-hans"):
        for table in build_highlights(full_facts(), words_in(lang)).tables:
            assert {len(row.cells) for row in table.rows} <= {len(table.columns)}
            assert len({column.key for column in table.columns}) == len(table.columns)


DATES = ("", "2022", "2022-05", "2022-05-04", "2022-05-04/2022-06-05", "2022-05-04/..", "../2022-05-04", "2022-41")
DATES += (
    "[2022-03-10,2022-03-17]",
    "{2022-03-10,2022-03-17}",
    "2022-05-04~",
    "2022-05?",
    "2022-XX",
    "2021-12-31/2022-01-02",
)
ROWS = st.builds(
    make_row,
    st.sampled_from(["SOM", "Webinars", "", "a. b; c (d", "%(title)s", "اجتماع"]) | st.text(max_size=20),
    st.sampled_from(DATES),
    mechanisms=st.lists(st.sampled_from(["igc", "rcm", "grcp"]), max_size=3, unique=True).map(tuple),
    places=st.lists(st.sampled_from(["Rome|IT", "|FR", "Atlantis|", "X|ZZ"]), max_size=2).map(tuple),
    count=st.sampled_from([None, 1, 1, 2, 1000]),
    lang=st.sampled_from(["en", "fr", "und"]),
    topic=st.text(max_size=12),
    status=st.sampled_from(["held", "planned", "cancelled"]),
    date_status=st.sampled_from(["confirmed", "tbc"]),
    attendance=st.sampled_from(["online", "hybrid", "unknown"]),
)


@given(st.lists(ROWS, max_size=6), st.sampled_from(LANGUAGES))
def test_whatever_the_meetings_each_is_in_the_main_table_once(rows, lang):
    numbered = [replace(row, uid=str(number)) for number, row in enumerate(rows)]
    main = build_highlights(make_facts(*numbered), words_in(lang)).tables[0]
    uid = [column.key for column in main.columns].index("uid")
    assert sorted(one for row in main.rows for one in row.cells[uid].value.split(";")) == sorted(
        r.uid for r in numbered
    )
