"""What the mechanisms reported, as a table of the tracker."""

from datetime import date

from iscm.publication.report import Heading, plain
from iscm.publication.reports.reported import Reported
from iscm.publication.reports.tracker import build_tracker
from iscm.publication.words import words_in
from tests.factories.highlights import make_row
from tests.factories.publications import tracker_of

EN, FR = words_in("en"), words_in("fr")
ON = date(2027, 3, 1)


def reported(words="We met.", mechanism="rcm", **rest):
    plain_ = {"acronym": mechanism.upper(), "name": f"The {mechanism}", "survey": "Survey 2026", "year": 2026}
    asked = {"form": "per-objective", "kind": "objective", "code": "9", "short": "smuggling", "key": "did"}
    said = {"words": words, "lang": "en", "on": ON, "document": "abc", "question": {"en": "What?", "fr": "Quoi ?"}}
    return Reported(mechanism, **{**plain_, **asked, **said, **rest})


def table_of(*rows, words=EN):
    report = build_tracker(tracker_of(reported=rows), words, "Edition 1")
    return next(table for table in report.tables if table.key == "reported")


def printed(table):
    shown = [n for n, column in enumerate(table.columns) if column.is_printed]
    return [tuple(row.cells[n].plain for n in shown) for row in table.rows]


def values(table, key):
    at = next(n for n, column in enumerate(table.columns) if column.key == key)
    return [row.cells[at].value for row in table.rows]


def test_a_mechanism_is_named_in_full_once_with_its_words_survey_and_day():
    table = table_of(reported(), reported("Nothing new.", code="", form="text"), reported("Ours.", "sacm"))
    source = "Survey 2026, answered on 1 March 2027"
    assert printed(table) == [
        ("The rcm (RCM)", "Objective 9 (smuggling)", "We met.", source),
        ("RCM", "What?", "Nothing new.", source),
        ("The sacm (SACM)", "Objective 9 (smuggling)", "Ours.", source),
    ]
    assert (values(table, "document"), values(table, "mechanism"), values(table, "code")) == (
        ["abc"] * 3, ["rcm", "rcm", "sacm"], ["9", None, "9"],
    )  # fmt: skip


def test_an_objective_that_is_asked_for_twice_is_told_with_its_question():
    assert printed(table_of(reported(is_only=False)))[0][1] == "Objective 9 (smuggling): What?"


def test_yes_no_and_nothing_are_said_in_the_readers_language_and_words_in_their_own():
    rows = [
        reported(words, form=form, code="") for words, form in (("yes", "yes-no"), ("no", "yes-no"), ("", "nothing"))
    ]
    assert [row[2] for row in printed(table_of(*rows))] == ["Yes", "No", "Nothing (more) to report."]
    table = table_of(reported("Formation.", lang="fr"))
    assert [run.lang for run in table.rows[0].cells[2].words] == ["fr"]
    assert [run.lang for run in table_of(reported("x", lang="fr"), words=FR).rows[0].cells[2].words] == [""]


def test_it_stands_between_what_is_stated_and_what_is_suggested():
    report = build_tracker(tracker_of(reported=(reported(),), suggested=(make_row(),)), EN, "Edition 1")
    assert [plain(one.words) for one in report.blocks if isinstance(one, Heading)] == [
        "What the mechanisms reported",
        "Suggested from their words, stated by no source",
    ]


def test_without_an_answer_nothing_is_said_of_it():
    report = build_tracker(tracker_of(), EN, "Edition 1")
    assert [table.key for table in report.tables] == ["tracker"]
    assert [one for one in report.blocks if isinstance(one, Heading)] == []
