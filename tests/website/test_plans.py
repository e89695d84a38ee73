"""A year before and after on its page and as files; what is to be expected of a series."""

import json
from datetime import date

import pytest
from icalendar import Calendar
from lxml import html

from iscm.data.plans import KeptLine, KeptPlan
from tests.factories.rows import add_mechanism, add_meeting, raise_stamp

PAGE = "/overlaps/plan/2024/"


def line(mechanism, title, was, first):
    return KeptLine((mechanism,), title, was, first, 0.1, ())


MOVED = line("rabat-process", "Thematic meeting", date(2024, 6, 3), date(2024, 6, 12))
STAYS = line("khartoum-process", "Senior officials", date(2024, 6, 4), date(2024, 6, 4))


@pytest.fixture
def year(db):
    """Two meetings of mechanisms that share members, on one day."""
    for slug in ("rabat-process", "khartoum-process"):
        add_mechanism(slug)
    add_meeting("Thematic meeting", "2024-06-03/2024-06-04", mechanisms=("rabat-process",), places=("Lisbon|PT",))
    add_meeting("Senior officials", "2024-06-04", mechanisms=("khartoum-process",), places=("Rome|IT",))
    raise_stamp()


@pytest.fixture
def carried(year, monkeypatch):
    """Let the package carry a plan of these lines; gives the page."""

    def carry(*lines, client):
        plan = KeptPlan(2024, 14, "iscm plan --year 2024 --move 14", "cp-sat", 1.0, 0.2, 30.0, 0.1, lines)
        monkeypatch.setattr("iscm.website.views.plans.kept_plan", lambda number: plan if number == 2024 else None)
        return html.fromstring(client.get(PAGE).content)

    return carry


def misfits(page):
    return [one.text for one in page.xpath("//p[@class='empty']")]


def test_what_moves_is_told_from_day_to_day_with_what_it_leaves(client, carried):
    page = carried(MOVED, STAYS, client=client)
    [moved] = page.xpath("//li[@class='near-pair']")
    assert moved.xpath("string(.//del)") == "so far 3–4 June 2024"
    assert moved.xpath("string(.//ins)") == "in the plan 12–13 June 2024"
    assert moved.xpath("string(p[@class='weight'])") == "9 days later"
    assert [one.text_content() for one in moved.xpath(".//a[@class='name']")] == ["Thematic meeting"]
    assert [one.text_content().split(" (")[0] for one in moved.xpath(".//details//li")] == [
        "Khartoum Process, Senior officials"
    ]
    assert misfits(page) == []


def test_the_numbers_before_and_after(client, carried):
    page = carried(MOVED, STAYS, client=client)
    rows = [[cell.text_content() for cell in row.xpath("td")] for row in page.xpath("//tbody/tr")]
    assert [row[1] for row in rows] == ["0", "0", "0", "0"]
    assert (rows[0][0], rows[2][0]) == ("1", "1")
    assert rows[1][0] == rows[3][0] != "0"
    assert [one.text for one in page.xpath("//ul[@class='told']/li")] == [
        "1 meeting moves.",
        "All together weighs 0.2 States that would have to be elsewhere, before 30.0.",
        "It is proven that no plan of these wishes weighs less than 0.1.",
    ]


def test_two_strips_a_mechanism_with_the_pairs_as_it_was_and_in_the_plan(client, carried):
    page = carried(MOVED, STAYS, client=client)
    lines = page.xpath("//figure/ul/li")
    assert [[len(one.xpath(".//*[@class='tick']")) for one in line.xpath(".//svg")] for line in lines] == [
        [1, 0],
        [1, 0],
    ]
    assert [line.xpath("string(p)").split() for line in lines] == [
        ["as", "it", "was", "1", "in", "the", "plan", "0"]
    ] * 2


def test_what_does_not_fit_the_register_is_said(client, carried):
    gone = line("rabat-process", "Never held", date(2024, 5, 1), date(2024, 5, 2))
    page = carried(STAYS, gone, client=client)
    assert misfits(page) == [
        "1 meeting of the plan is no longer in the register as it was; it is left out.",
        "1 meeting is not in the plan; it stays where it is.",
        "What the plan weighs, and how good it can be, was worked out before that and is not told here.",
        "No meeting moves.",
    ]
    assert page.xpath("//ul[@class='told']/li") == []


def test_as_files_in_every_form_of_a_report_and_as_tentative_entries(client, carried):
    page = carried(MOVED, STAYS, client=client)
    forms = {one.get("href").rpartition("/")[2].partition("?")[0] for one in page.xpath("//p[@id='files']/a")}
    assert forms == {f"2024.{form}" for form in ("pdf", "docx", "xlsx", "csv", "json", "md", "html", "ics")}
    entries = Calendar.from_ical(client.get("/overlaps/plan/2024.ics").content).events
    assert sorted((entry.start, str(entry["STATUS"])) for entry in entries) == [
        (date(2024, 6, 4), "TENTATIVE"),
        (date(2024, 6, 12), "TENTATIVE"),
    ]
    held = json.loads(client.get("/overlaps/plan/2024.json").content)
    assert len(held["tables"][0]["rows"]) == 2


@pytest.mark.parametrize("path", ["/overlaps/plan/1900/", "/overlaps/plan/2024.exe", "/overlaps/plan/2023.ics"])
def test_years_without_a_plan_and_unknown_forms_are_nowhere(client, year, path):
    assert client.get(path).status_code == 404


def test_the_way_there(client, year):
    for path in ("/overlaps/", "/overlaps/clashes/2024/"):
        assert html.fromstring(client.get(path).content).xpath("//a[@href='/overlaps/plan/2024/']") != []


def test_what_the_rhythm_of_a_series_lets_expect(client, db, monkeypatch):
    monkeypatch.setattr("iscm.website.clock.today", lambda: date(2025, 2, 1))
    monkeypatch.setattr("iscm.register.queries.expectations.FEWEST_OF_A_YEAR", 1)
    for number in (2021, 2022, 2023, 2024):
        kind = {"kind": "senior-officials-meeting", "ordinal": number - 2000}
        add_meeting("SOM", f"{number}-10-20", mechanisms=("rabat-process",), **kind)
    raise_stamp()
    page = html.fromstring(client.get("/overlaps/expected/").content)
    [line] = page.xpath("//ol[@class='near-pairs expected']/li")
    assert line.xpath("string(.//p[@class='when'])") == "about October 2025"
    assert line.xpath("string(.//p[@class='why'])") == "Yearly, October to November; none announced yet"
    assert len(line.xpath(".//p[@class='why']/a")) == 4
    assert [one.text for one in page.xpath("//ul[@class='told']/li")][-1] == (
        "2024: the years before suggested 1 meeting; 100% of that was held in the year."
        " Half of those held began within 0 days of the day told. Of those with months, 100% were held in one of them."
    )


def test_nothing_to_expect_of_an_empty_register(client, db):
    page = html.fromstring(client.get("/overlaps/expected/").content)
    assert misfits(page) == ["No series has a rhythm from which its next meeting could be expected."]
