"""The clashes of a year as a publication."""

from iscm.data import load_vocabulary
from iscm.publication.report import Paragraph, Table, plain
from iscm.publication.reports.asked import Asked
from iscm.publication.reports.clashes import build_clashes, chance_in_words
from iscm.publication.reports.clashing import ClashFacts, ClashLine, SeatsFacts
from iscm.publication.words import words_in
from tests.factories.highlights import make_row
from tests.factories.publications import AT

EN = words_in("en")
SEATS = (
    SeatsFacts("gfmd", "GFMD", 0, is_open=True, basis="rule", as_of="2024", source=""),
    SeatsFacts("rcm", "RCM", 11, is_open=False, basis="listed", as_of="2023-05", source="https://rcm.example/members"),
)


def clash_line(chance=1.0, weight=12.25, **rest):
    one = make_row("Forum on data", "2024-06-01/2024-06-02", mechanisms=("gfmd",), places=("Geneva|CH",))
    other = make_row("Regional meeting", "2024-06-02", mechanisms=("rcm",), attendance="online")
    values = {"shared": ("BZ", "MX"), "observing": (), "invited": 0, "kilometres": None}
    values |= {"reasons": (("days-shared", ()), ("states-shared", ("BZ", "MX")))}
    return ClashLine(one, other, chance, 0, weight=weight, **values | rest)


def facts_of(*lines, **rest):
    rows = tuple(row for line in lines for row in (line.one, line.other))
    values = {"rows": rows, "within": 3, "least": 1.0, "lighter": 4, "modified": AT, "vocabulary": load_vocabulary()}
    return ClashFacts(year=2024, lines=lines, **values | {"asked": Asked(), "seats": SEATS} | rest)


def tables(report):
    return [[[cell.plain for cell in row.cells] for row in table.rows] for table in report.tables]


def test_pairs_stand_with_both_meetings_and_why():
    (clashes, _) = tables(build_clashes(facts_of(clash_line()), EN, "Edition 1"))
    assert [row[:4] for row in clashes] == [
        [
            "12.2",
            "1–2 June 2024 · GFMD · Forum on data · Geneva, Switzerland",
            "2 June 2024 · RCM · Regional meeting · Online",
            "On the same days, in part or in whole; 2 members of both: Belize and Mexico.",
        ]
    ]


def test_lists_of_members_say_how_sure_they_are():
    (_, seats) = tables(build_clashes(facts_of(clash_line()), EN, ""))
    assert seats == [
        ["GFMD", "0", "all States, open", "2024", ""],
        ["RCM", "11", "a complete list was read on a page", "2023-05", "https://rcm.example/members"],
    ]


def test_data_formats_have_codes_and_exact_values():
    report = build_clashes(facts_of(clash_line(chance=0.123456, weight=2.34567, kilometres=900)), EN, "")
    keys = [column.key for column in report.tables[0].columns]
    values = dict(zip(keys, (cell.value for cell in report.tables[0].rows[0].cells), strict=True))
    asked = ("weight", "chance", "gap_days", "shared_members", "kilometres", "second_edtf")
    assert [values[key] for key in asked] == [2.346, 0.1235, 0, "BZ;MX", 900, "2024-06-02"]


def test_a_sentence_counts_what_was_compared_and_what_is_sure():
    report = build_clashes(facts_of(clash_line(), clash_line(chance=0.3)), EN, "")
    said = [plain(block.words) for block in report.blocks if isinstance(block, Paragraph)]
    pairs = "2 pairs lie no more than 3 days apart and share States, a theme or a secretariat"
    assert said == [f"4 meetings of 2 mechanisms were compared; {pairs}; the days of 1 are sure."]


def test_what_is_possible_is_never_called_sure():
    assert [chance_in_words(clash_line(chance), EN) for chance in (1.0, 0.996, 0.4)] == [
        "sure",
        "possible, 99%",
        "possible, 40%",
    ]


def test_no_pair_is_said_in_words_and_has_no_table():
    report = build_clashes(facts_of(seats=()), EN, "")
    assert [block for block in report.blocks if isinstance(block, Table)] == []
    assert plain(report.blocks[1].words) == (
        "No two meetings of this year lie near each other and share members, as far as is known."
    )


def test_a_file_is_called_by_what_it_tells():
    report = build_clashes(facts_of(asked=Asked((("mechanism", ("rcm",)),)), site="https://iscm.example"), EN, "")
    assert (report.name, report.url) == (
        "clashes-2024-rcm",
        "https://iscm.example/overlaps/clashes/2024/?mechanism=rcm",
    )
