"""What changed from one edition to the next, and how it is told."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from iscm.publication.comparing import Change, Changes, What, compare_editions, listed_in
from iscm.publication.editions import MOST_NAMED, changes_box, changes_in_words, edition_line, with_box
from iscm.publication.printed_dates import in_print
from iscm.publication.report import Bullets, Cell, Column, Paragraph, Report, Row, Run, Table, plain, text
from iscm.publication.words import LANGUAGES, words_in

EN = words_in("en")
KEYS = ("date", "place", "iscm", "title", "edtf", "date_status", "status", "attendance", "places", "uid")
GENEVA = ("Geneva, Switzerland", "in-person", "Geneva|CH")
BANGKOK = ("Bangkok, Thailand", "in-person", "Bangkok|TH")


def row(uid, edtf="2024-05-03", *, tbc=False, status="planned", where=GENEVA, title="Youth Forum"):
    place, attendance, places = where
    date_status = "tbc" if tbc else "confirmed"
    said = (in_print(edtf, date_status, EN), place, "GFMD", title)
    machine = (edtf, date_status, status, attendance, places, uid)
    return Row((*(Cell(text(words)) for words in said), *(Cell(text(value), value) for value in machine)))


def report(*rows):
    table = Table("meetings", "Meetings", tuple(Column(key, key) for key in KEYS), rows)
    return Report(
        "calendar", "calendar-2024", "en", "2024", (), "", datetime(2024, 9, 24, tzinfo=UTC), (table,), (table,)
    )


def told(before, after, redirects=None):
    """The bullets of the box, in words."""
    box = changes_box(compare_editions(report(*before), report(*after), redirects), EN)
    return [plain(item) for block in box.blocks if isinstance(block, Bullets) for item in block.items]


def test_of_a_meeting_closed_since_nothing_is_told_that_only_the_edition_before_says():
    before = report(row("a", title="Secret Forum"), row("b", title="Secret Talks"), row("c"))
    after = report(row("a", "2024-05-10", title="Closed meeting"), row("c"))
    found = compare_editions(before, after, closed={"a", "b"}).found
    assert [(one.what, plain(one.meeting.title), plain(one.new)) for one in found] == [
        (What.MOVED, "Closed meeting", "10 May 2024")
    ]


A = row("a")
SINGLE = {
    "moved": (row("a", "2024-05-10"), "Date changed: Youth Forum, GFMD: 10 May 2024 instead of 3 May 2024"),
    "moved to the year's half": (
        row("a", "2024-41"),
        "Date changed: Youth Forum, GFMD: Second half of 2024 instead of 3 May 2024",
    ),
    "open again": (
        row("a", tbc=True),
        "Date open again: Youth Forum, GFMD: 3 May 2024 (TBC) instead of 3 May 2024",
    ),
    "date taken back": (row("a", ""), "Date open again: Youth Forum, GFMD: date not known instead of 3 May 2024"),
    "relocated": (
        row("a", where=BANGKOK),
        "Place changed: Youth Forum, GFMD, 3 May 2024: Bangkok, Thailand instead of Geneva, Switzerland",
    ),
    "online": (
        row("a", where=("Online", "online", "")),
        "Place changed: Youth Forum, GFMD, 3 May 2024: Online instead of Geneva, Switzerland",
    ),
    "postponed": (row("a", status="postponed"), "Postponed: Youth Forum, GFMD, 3 May 2024"),
    "rescheduled": (
        row("a", "2024-11-04", status="rescheduled"),
        "Rescheduled: Youth Forum, GFMD: 4 November 2024 instead of 3 May 2024",
    ),
    "cancelled": (row("a", status="cancelled"), "Cancelled: Youth Forum, GFMD, 3 May 2024"),
    "renamed": (
        row("a", title="Youth Days"),
        "Title changed: Youth Days instead of Youth Forum, GFMD, 3 May 2024",
    ),
    "no longer listed": (
        row("a", status="unlisted"),
        "No longer listed by its source: Youth Forum, GFMD, 3 May 2024",
    ),
}


@pytest.mark.parametrize("case", SINGLE)
def test_one_change_is_told_in_words(case):
    after, words = SINGLE[case]
    assert told([A], [after]) == [words]


SILENT = {
    "nothing": A,
    "held as planned": row("a", status="held"),
    "a title spelt better": row("a", title="Youth forum"),
    "a country's new name": row("a", where=("Geneva, Swiss Confederation", "in-person", "Geneva|CH")),
}


@pytest.mark.parametrize("case", SILENT)
def test_what_is_no_news_is_not_told(case):
    assert compare_editions(report(A), report(SILENT[case])) == Changes()


DATES = [
    (("2017-07", True), ("2017-07-10", False), What.CONFIRMED),
    (("2017-07-10", True), ("2017-07-10", False), What.CONFIRMED),
    (("2017-07", False), ("2017-07-10/2017-07-12", False), What.CONFIRMED),
    (("", True), ("2017-07-10", False), What.CONFIRMED),
    (("[2024-03-10,2024-03-17]", False), ("2024-03-17", False), What.CONFIRMED),
    (("2017-07", True), ("2017-07-10", True), What.NARROWED),
    (("2017-XX", True), ("2017-34", True), What.NARROWED),
    (("", True), ("2017-34", True), What.NARROWED),
    (("2017-07", True), ("2017-08-10", False), What.MOVED),
    (("2017-07-10/2017-07-12", False), ("2017-07-11/2017-07-12", False), What.MOVED),
    (("2017-34", True), ("2017-35", True), What.MOVED),
    (("2017-07-10", False), ("2017-07", True), What.REOPENED),
]


@pytest.mark.parametrize(("before", "after", "what"), DATES)
def test_confirmed_and_moved_are_told_apart(before, after, what):
    (old, was_open), (new, is_open) = before, after
    changes = compare_editions(report(row("a", old, tbc=was_open)), report(row("a", new, tbc=is_open)))
    assert [change.what for change in changes.found] == [what]


def test_a_cancelled_meeting_may_take_place_after_all():
    changes = compare_editions(report(row("a", status="cancelled")), report(A))
    assert [change.what for change in changes.found] == [What.REINSTATED]


def test_listed_again():
    changes = compare_editions(report(row("a", status="unlisted")), report(A))
    assert [change.what for change in changes.found] == [What.LISTED]


def test_new_and_gone_are_told_and_gone_is_no_cancellation():
    assert told([A], [row("b", "2024-06-01", title="SOM")]) == [
        "New: SOM, GFMD, 1 June 2024, Geneva, Switzerland",
        "Left out since: Youth Forum, GFMD, 3 May 2024",
    ]


def test_who_moved_out_of_the_year_was_moved():
    changes = compare_editions(report(A), report(), {"a": "b"}, {"b": ("2025-02", "tbc")}, since=1)
    (item,) = changes_box(changes, EN).blocks[0].items
    assert plain(item) == "Date changed: Youth Forum, GFMD: February 2025 (TBC) instead of 3 May 2024"


def test_who_is_elsewhere_at_the_same_date_was_left_out():
    changes = compare_editions(report(A), report(), {}, {"a": ("2024-05-03", "confirmed")})
    assert changes.counts == {"gone": 1}


def test_who_was_cancelled_is_not_told_to_be_unlisted_too():
    changes = compare_editions(report(A), report(row("a", status="cancelled")))
    assert changes.counts == {"cancelled": 1}


def test_a_merged_meeting_is_followed_to_what_it_became():
    assert told([A], [row("c", "2024-05-10")], {"a": "b", "b": "c"}) == [
        "Date changed: Youth Forum, GFMD: 10 May 2024 instead of 3 May 2024"
    ]


def test_two_entries_that_became_one_are_neither_gone_nor_new():
    assert told([A, row("b")], [row("b")], {"a": "b"}) == ["Listed once, twice before: Youth Forum, GFMD, 3 May 2024"]


def test_a_row_of_several_meetings_is_the_same_when_one_joins_it():
    assert told([row("a;b", "{2024-05-03,2024-05-10}")], [row("a;b;c", "{2024-05-03,2024-05-10,2024-06-01}")]) == [
        "Date changed: Youth Forum, GFMD: 3 May, 10 May and 1 June 2024 instead of 3 and 10 May 2024"
    ]


def test_redirects_in_a_circle_end():
    assert told([A], [row("c")], {"a": "b", "b": "a"})[0] == "New: Youth Forum, GFMD, 3 May 2024, Geneva, Switzerland"


def test_the_gravest_changes_come_first_then_the_order_of_the_edition():
    before = [row(uid, title=uid) for uid in "abcd"]
    after = [row("d", "2024-05-10", title="d"), row("c", status="cancelled", title="c"), row("e", title="e")]
    after += [row("a", "2024-06-11", title="a"), row("b", title="b")]
    changes = compare_editions(report(*before), report(*after))
    assert [(one.what, one.meeting.uid) for one in changes.found] == [
        (What.CANCELLED, "c"),
        (What.MOVED, "d"),
        (What.MOVED, "a"),
        (What.NEW, "e"),
    ]


def test_one_meeting_may_change_in_several_ways():
    changes = compare_editions(report(A), report(row("a", "2024-05-10", where=BANGKOK, title="Youth Days")))
    assert changes.counts == {"moved": 1, "relocated": 1, "renamed": 1}
    assert changes_in_words(changes.counts, EN) == "1 with another date, 1 in another place, 1 with another title"


def test_many_of_one_kind_are_counted():
    new = [row(str(number)) for number in range(MOST_NAMED + 1)]
    assert told([A], [A, *new]) == [f"New: {MOST_NAMED + 1} meetings"]


def test_the_box_has_the_title_in_its_language_with_its_link():
    linked = (Run("Foro", href="https://a.example", lang="es"), Run(" [cancelled]", is_quiet=True))
    cells = (*A.cells[:3], Cell(linked), *A.cells[4:])
    box = changes_box(compare_editions(report(), report(replace(A, cells=cells)), since=3), EN)
    assert plain(box.heading.words) == "Changed since edition 3"
    assert box.blocks[0].items[0][:3] == (Run("New", is_strong=True), Run(": "), linked[0])


def test_mechanisms_go_by_their_short_names_where_the_report_has_a_key_of_them():
    table = Table("calendar", "Meetings", (*report().tables[0].columns, Column("mechanisms", "m")), ())
    rows = (Row((*A.cells, Cell(value="rcm;gfmd"))),)
    key = Table("key", "Key", (Column("short_name", "s"), Column("mechanism", "m")), ())
    named = (Row((Cell(text("RCM")), Cell(value="rcm"))), Row((Cell(text("GFMD")), Cell(value="gfmd"))))
    after = replace(report(), tables=(replace(table, rows=rows), replace(key, rows=named)))
    assert [one.mechanism for one in listed_in(after).values()] == ["RCM / GFMD"]


def test_mechanisms_without_a_key_go_by_their_shortest_mention():
    columns = (*report().tables[0].columns, Column("mechanisms", "m"))
    said = ("Global Forum (GFMD)", "GFMD", "Regional Conference (RCM)")
    rows = tuple(
        Row((*A.cells[:2], Cell(text(words)), *A.cells[3:-1], Cell(value=str(n)), Cell(value=words[:1])))
        for n, words in enumerate(said)
    )
    after = replace(report(), tables=(Table("calendar", "Meetings", columns, rows),))
    assert [one.mechanism for one in listed_in(after).values()] == ["GFMD", "GFMD", "Regional Conference (RCM)"]


def test_an_outcome_is_news():
    columns = (*report().tables[0].columns, Column("outcome", "Outcome"))
    before, after = (
        replace(report(), tables=(Table("t", "t", columns, (Row((*A.cells, Cell(text(said)))),)),))
        for said in ("", "A declaration.")
    )
    changes = compare_editions(before, after)
    assert plain(changes_box(changes, EN).blocks[0].items[0]) == "Outcome recorded: Youth Forum, GFMD, 3 May 2024"
    assert compare_editions(after, before) == Changes()


def test_no_edition_before_no_box():
    assert changes_box(None, EN) is None


def test_a_box_without_changes_says_so():
    box = changes_box(Changes(), EN)
    assert box.blocks == (
        Paragraph(text("No meeting was added, moved, cancelled or left out; other details were corrected.")),
    )


def test_words_from_the_left_keep_their_place_among_words_from_the_right():
    after = replace(report(row("b", title="10th Forum")), lang="ar")
    (item,) = changes_box(compare_editions(report(), after), words_in("ar")).blocks[0].items
    assert plain(item).count("\u200e10th Forum\u200e\u200f") == 1
    assert "\u200e" not in plain(changes_box(compare_editions(report(), after), EN).blocks[0].items[0])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_change_has_words_in_every_language(lang):
    words = words_in(lang)
    meeting = next(iter(listed_in(report(A)).values()))
    box = changes_box(Changes(tuple(Change(what, meeting) for what in What)), words)
    assert [item[0].is_strong and bool(item[0].text) for item in box.blocks[0].items] == [True] * len(What)
    assert changes_in_words({what.value: 2 for what in What}, words).count("2") == len(What)


def test_a_table_of_something_else_changes_nothing():
    themes = Table("themes", "Themes", (Column("theme", "Theme"),), (Row((Cell(text("youth")),)),))
    assert compare_editions(replace(report(), tables=(themes,)), replace(report(), tables=())) == Changes()


def test_the_box_stands_before_the_first_table_or_heading():
    box, opening = changes_box(Changes(), EN), Paragraph(text("119 meetings"))
    table = report().tables[0]
    assert with_box(replace(report(), blocks=(opening, table)), box).blocks == (opening, box, table)
    assert with_box(replace(report(), blocks=(opening,)), box).blocks == (opening, box)
    assert with_box(report(), None) == report()


def test_the_line_of_an_edition():
    assert edition_line(2, date(2024, 9, 24), EN) == "Edition 2, 24 September 2024"
    assert edition_line(3, date(2024, 9, 25), EN, corrects=2) == "Edition 3, 25 September 2024, corrects edition 2"
