"""Both Highlights give exactly what `../shared/expected` holds: see its README for what counts as equal."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from iscm.domain.documents import Document
from iscm.domain.names import fold
from iscm.domain.readings import Reading
from iscm.domain.records import Record
from iscm.reading.layouts.recognise import lay_out
from iscm.reading.readers.highlights import claims_layout, read_highlights
from iscm.reading.readers.newsletter.index import Labels

pytestmark = pytest.mark.shared

YEARS = (2021, 2022)

# The kinds of the expected records are coarser than our scheme: which of ours fall under each. A mention with a note
# on its kind may also be of a kind in the second table.
KINDS = {
    "annual": {"plenary", "congress"},
    "board": {"board-meeting"},
    "conference": {"conference-of-states", "forum", "congress", "civil-society"},
    "consultation": {"consultation", "consultation-group"},
    "ministerial": {"ministerial-conference"},
    "other": {"other-meeting", "side-event", "briefing-presentation"},
    "plenary": {"plenary", "extraordinary-meeting", "friends", "intersessional"},
    "preparatory": {"preparatory-meeting"},
    "senior-officials": {"senior-officials-meeting", "ambassadorial"},
    "steering": {"steering-committee", "troika", "reference-group"},
    "summit": {"summit"},
    "technical": {"technical-meeting", "focal-points"},
    "thematic": {"thematic-meeting", "dialogue", "seminar", "roundtable"},
    "training": {"training"},
    "webinar": {"webinar"},
    "workshop": {"workshop"},
    "working-group": {"working-group", "task-force", "network-meeting"},
}
NOTED_KINDS = {
    (2021, 12): {"workshop"},  # training workshops
    (2022, 17): {"other-meeting"},  # COLEP is not expanded
    (2022, 71): {"workshop"},  # preparatory workshop
    (2022, 75): {"extraordinary-meeting"},  # extraordinary meetings of focal points
}
# A topic belongs to the name of a meeting for us where it is short: the expected names are shorter in five places, and
# longer in one.
LONGER_TITLES = {(2022, 15), (2022, 29), (2022, 31), (2022, 45)}
SHORTER_TITLES = {(2021, 28)}


@dataclass(frozen=True)
class Issue:
    year: int
    reading: Reading
    expected: dict[str, Any]

    @property
    def pairs(self) -> list[tuple[dict[str, Any], dict[str, Any], Record]]:
        """Each expected mention with its mechanism and the record at its place in the order."""
        mentions = [(held, mention) for held in self.expected["mechanisms"] for mention in held["mentions"]]
        return [
            (held, mention, record) for (held, mention), record in zip(mentions, self.reading.records, strict=False)
        ]


@cache
def issue_of(shared: Path, year: int) -> Issue:
    from iscm.data import load_vocabulary

    path = shared / "documents" / f"highlights-{year}.txt"
    document = Document(path.name, path.read_bytes())
    expected = json.loads((shared / "expected" / f"highlights-{year}.json").read_text())
    return Issue(year, read_highlights(lay_out(document), document, load_vocabulary()), expected)


@pytest.fixture(params=YEARS)
def issue(request: pytest.FixtureRequest, shared: Path) -> Issue:
    return issue_of(shared, request.param)


def test_the_layout_is_claimed(shared: Path) -> None:
    contents = [(shared / "documents" / f"highlights-{year}.txt").read_bytes() for year in YEARS]

    assert [claims_layout(lay_out(Document("x", content))) for content in contents] == [1.0, 1.0]


def test_facts_of_the_issue(issue: Issue) -> None:
    meta, reading = issue.expected["meta"], issue.reading

    assert {
        "title": reading.title,
        "year": reading.year,
        "publisher": reading.publisher,
        "email": reading.contact,
        "issue": reading.issue,
        "period_edtf": reading.period.text if reading.period else str(reading.year),
    } == {name: meta[name] for name in ("title", "year", "publisher", "email", "issue", "period_edtf")}
    assert reading.lang == "en"


def test_sections(issue: Issue) -> None:
    assert [
        (held.heading, held.mechanism, held.locator.line_first, held.locator.line_last)
        for held in issue.reading.sections
    ] == [
        (held["heading"], held["slug"], held["line_first"], held["line_last"]) for held in issue.expected["mechanisms"]
    ]


def test_anniversaries(issue: Issue) -> None:
    assert [(held.mechanism, held.years, held.locator.line_first) for held in issue.reading.anniversaries] == [
        (held["slug"], held["anniversary"]["years"], held["anniversary"]["line"])
        for held in issue.expected["mechanisms"]
        if held["anniversary"]
    ]


def test_number_of_mentions(issue: Issue) -> None:
    assert len(issue.reading.records) == issue.expected["meta"]["mentions_counted"] + 1  # the global meeting


def test_mentions(issue: Issue) -> None:
    assert [_facts(record) for _, _, record in issue.pairs] == [
        {
            "n": mention["n"],
            "mechanisms": [held["slug"], *mention.get("with", [])],
            "count": mention["count"],
            "ordinal": mention["ordinal"],
            "dates": [(date["text"], date["edtf"]) for date in _dates(mention)],
            "topic": mention["themes_text"] or None,
        }
        for held, mention, _ in issue.pairs
    ]


def test_mentions_stand_in_their_section(issue: Issue) -> None:
    assert [
        mention["n"]
        for held, mention, record in issue.pairs
        if not held["line_first"] <= record.locator.line_first <= record.locator.line_last <= held["line_last"]
    ] == []


def test_titles(issue: Issue) -> None:
    differing = {
        (issue.year, mention["n"]): (record.title, mention["desc"])
        for _, mention, record in issue.pairs
        if record.title != mention["desc"]
    }

    assert set(differing) == {n for n in LONGER_TITLES | SHORTER_TITLES if n[0] == issue.year}
    assert all(ours.startswith(f"{theirs} on ") for n, (ours, theirs) in differing.items() if n in LONGER_TITLES)
    assert all(theirs.startswith(f"{ours} on ") for n, (ours, theirs) in differing.items() if n in SHORTER_TITLES)


def test_printed_words(issue: Issue) -> None:
    assert [
        mention["n"]
        for held, mention, record in issue.pairs
        if record.printed.title != record.title
        or record.printed.mechanism != held["heading"]
        or (record.printed.date or "") not in held["text"]
        or bool(record.printed.date) != bool(mention["dates"])
    ] == []


def test_dates_together(issue: Issue) -> None:
    """One date stands for itself, several stand as the set of them."""
    assert [record.edtf.text if record.edtf else None for _, _, record in issue.pairs] == [
        _together([date["edtf"] for date in mention["dates"]]) for _, mention, _ in issue.pairs
    ]


def test_kinds(issue: Issue) -> None:
    assert [
        (mention["n"], record.kind, mention["kind"])
        for _, mention, record in issue.pairs
        if record.kind not in KINDS[mention["kind"]] | NOTED_KINDS.get((issue.year, mention["n"]), set())
        and not (mention.get("note") and record.kind in set().union(*KINDS.values()) and _is_noted(mention, record))
    ] == []


def test_what_is_prepared_and_side_events(issue: Issue) -> None:
    prepared = {record.n: record.prepares for record in issue.reading.records if record.prepares}
    hosted = {record.n: record.side_event_of for record in issue.reading.records if record.side_event_of}

    if issue.year == 2021:
        assert prepared == {8: "Steering Group Ministerial meeting and 2022 Bali Process Ministerial Conference"}
        assert hosted == {}
    else:
        assert prepared == {7: "Ministerial meeting"}
        assert hosted == dict.fromkeys((2, 11, 27, 72), "1st IMRF")


def test_global_meeting(issue: Issue) -> None:
    expected, record = issue.expected["global_meeting"], issue.reading.records[-1]

    assert (record.mechanisms, record.ordinal, record.title) == (("grcp",), 9, expected["title"])
    assert [(date.text, date.edtf.text) for date in record.dates] == [
        (date["text"], date["edtf"]) for date in expected.get("dates_right", expected["dates"])
    ]
    assert (record.locator.line_first, record.locator.line_last) == (expected["line_first"], expected["line_last"])
    assert [link.url for link in record.links] == [url for url in [expected["url"]] if url]


def test_the_repeated_paragraph_is_told(shared: Path) -> None:
    first, second = (issue_of(shared, year).reading for year in YEARS)
    repeated = {held.digest for held in first.fingerprints} & {held.digest for held in second.fingerprints}

    assert [held.locator.line_first for held in second.fingerprints if held.digest in repeated] == [108]
    assert [(found.code, found.suggestion) for found in second.problems if found.code == "date-repaired"] == [
        ("date-repaired", "2021-11-10/2021-11-11")
    ]


def test_theme_index(issue: Issue, vocabulary: Any) -> None:
    assert {index.printed: list(index.mechanisms) for index in issue.reading.themes} == issue.expected["themes"]
    assert {index.slug for index in issue.reading.themes} == set(vocabulary.themes)


def test_initiative_index(issue: Issue, vocabulary: Any) -> None:
    labels = Labels(vocabulary)
    expected = issue.expected

    assert {index.printed: list(index.mechanisms) for index in issue.reading.initiatives} == expected["initiatives"]
    assert {i.printed: i.remark for i in issue.reading.initiatives if i.remark} == expected["initiatives_others"]
    assert [(index.slug, True) for index in issue.reading.initiatives] == [
        labels.find(label) for label in expected["initiatives"]
    ]


def test_publications(issue: Issue) -> None:
    assert [
        (held.title, list(held.mechanisms), held.url, held.locator.line_first, held.locator.line_last)
        for held in issue.reading.publications
    ] == [
        (held["title"], held["mechanisms"], held["url"], held["line_first"], held["line_last"])
        for held in issue.expected["publications"]
    ]


def test_links(issue: Issue) -> None:
    assert [(link.text, link.url) for link in issue.reading.links] == [
        (link["label"], link["url"]) for link in issue.expected["links"]
    ]


def test_every_line_is_accounted_for(issue: Issue) -> None:
    assert [held.message for held in issue.reading.problems if held.code == "line-unread"] == []
    assert [(fold(held.text).replace(" ", ""), held.reason) for held in issue.reading.set_aside] == (
        [("continued", "heading continued")]
        if issue.year == 2021
        else [
            ("mainevents in2022continued".replace(" ", ""), "heading continued"),
            ("mostpopularthematicareasaddressedbyiscms", "chart"),
        ]
    )


def _facts(record: Record) -> dict[str, Any]:
    return {
        "n": record.n,
        "mechanisms": list(record.mechanisms),
        "count": record.count,
        "ordinal": record.ordinal,
        "dates": [(date.text, date.edtf.text) for date in record.dates],
        "topic": record.topic,
    }


def _dates(mention: dict[str, Any]) -> list[dict[str, str]]:
    """The printed dates; a set of days printed as one is taken apart, which counts as equal."""
    if [date["edtf"][:1] for date in mention["dates"]] != ["{"]:
        return mention["dates"]
    texts = mention["dates"][0]["text"].split(" and ")
    return [
        {"text": text, "edtf": edtf}
        for text, edtf in zip(texts, mention["dates"][0]["edtf"].strip("{}").split(","), strict=True)
    ]


def _together(dates: list[str]) -> str | None:
    if len(dates) < 2:
        return dates[0] if dates else None
    return "{" + ",".join(date.replace("/", "..") for date in dates) + "}"


def _is_noted(mention: dict[str, Any], record: Record) -> bool:
    """Whether the note on the kind names the kind that we found."""
    words = fold(mention["note"])
    return any(coarse in words for coarse, ours in KINDS.items() if record.kind in ours)
